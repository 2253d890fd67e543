/**
 * The life of leaves as a property: whatever people do and whenever the desk ends, no number is used twice, none is lost, what was used
 * is never blank again, and the drawer holds what the register expects.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, testDesk } from '../support/desk.ts'

const LEAVES = 30
const RUNS = 5

type Step =
  | { do: 'print'; count: number; crash: boolean }
  | { do: 'confirm' | 'spoil' | 'sign' | 'release' | 'void' | 'spoilBlank' | 'return' | 'restart'; which: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('print' as const),
      count: fc.integer({ min: 1, max: 3 }),
      crash: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'confirm',
        'confirm',
        'sign',
        'sign',
        'spoil',
        'release',
        'void',
        'spoilBlank',
        'return',
        'restart',
      ),
      which: fc.nat(5),
    }),
  },
) as fc.Arbitrary<Step>

const FROM: Record<string, string[]> = {
  confirm: ['reserved'],
  spoil: ['reserved', 'printed'],
  sign: ['printed', 'signedOnce'],
  release: ['signedTwice'],
  void: ['printed', 'signedOnce', 'signedTwice'],
  return: ['released'],
}

/** The desk, what was seen of every number, and the steps that people take. */
class LeafWorld {
  readonly desk = testDesk()
  readonly cheques = new ChequeDesk(this.desk)
  readonly #seen = new Map<string, { instruction: number; digest: string }>()

  constructor() {
    this.cheques.addBook('000111', LEAVES - 10)
  }

  async take(next: Step): Promise<void> {
    if (next.do === 'print') return this.#print(next)
    if (next.do === 'restart') return this.desk.restart()
    if (next.do === 'spoilBlank') {
      this.cheques.spoil(this.cheques.blankLeafId())
      return
    }
    const states = FROM[next.do] ?? []
    const fitting = this.#leaves().filter(({ state }) => states.includes(state))
    const leaf = fitting[next.which % Math.max(1, fitting.length)]
    if (leaf) this.#act(next.do, leaf)
  }

  #act(what: 'confirm' | 'spoil' | 'sign' | 'release' | 'void' | 'return', { id, state }: Answer): void {
    if (what === 'sign') this.cheques.sign(id, state === 'printed' ? 'signerA' : 'signerB')
    else this.cheques[what](id)
  }

  async #print({ count, crash }: { count: number; crash: boolean }): Promise<void> {
    const payments = Array.from({ length: count }, () => this.cheques.payment())
    const printing = this.cheques.print(payments).catch(() => undefined)
    // The desk may end before, while or after the numbers are taken.
    if (crash) {
      if (count > 1) await new Promise((resolve) => setTimeout(resolve, count * 12))
      this.desk.restart()
    }
    await printing
  }

  #leaves(): Answer[] {
    return this.desk.connection.all('SELECT * FROM cheque_leaves ORDER BY id')
  }

  /** What must hold after every step. */
  check(): void {
    const leaves = this.#leaves()
    expect(leaves).toHaveLength(LEAVES)
    expect(new Set(leaves.map(({ number }) => number)).size).toBe(LEAVES)
    for (const { number, state, instruction_id: instruction, pdf_sha256: digest } of leaves) {
      const before = this.#seen.get(number)
      if (before) expect({ number, instruction, digest }).toEqual({ number, ...before })
      if (instruction !== null) {
        expect([number, state]).not.toEqual([number, 'blank'])
        this.#seen.set(number, { instruction, digest })
      }
    }
    const live = leaves.filter(
      ({ state, instruction_id: id }) => id !== null && !['spoiled', 'void', 'destroyed'].includes(state),
    )
    expect(new Set(live.map(({ instruction_id: id }) => id)).size).toBe(live.length)
    const { expected } = this.desk.as('fin').call('drawer.get')
    const blank = leaves.filter(({ state }) => state === 'blank').length
    expect(expected.reduce((sum: number, line: Answer) => sum + line.expected, 0)).toBe(blank)
    const waiting = this.desk.connection.value("SELECT count(*) FROM instructions WHERE state = 'onLeaf'")
    expect(waiting).toBe(
      live.filter(({ state }) => !['released', 'deposited', 'presented', 'returned'].includes(state)).length,
    )
  }
}

test('no number twice, none lost, the count equals the drawer, wherever the desk ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      const world = new LeafWorld()
      try {
        for (const next of steps) {
          await world.take(next)
          world.check()
        }
        expect(world.desk.as('fin').call('ledger.check')).toMatchObject({ passed: true })
      } finally {
        world.desk.close()
      }
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
  )
}, 90_000)
