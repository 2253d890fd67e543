/**
 * Answers of banks with random damage through the whole engine: every file is looked at, then taken or refused by name; a refused
 * one leaves no trace in any table, a taken one is taken whole (law 10).
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resultTable, statusReport } from '../support/bank-answers.ts'
import { BatchDay } from '../support/batch-day.ts'
import { type Answer, TestDesk } from '../support/desk.ts'
import { makePayment, promised, refusalOf, uploadFile } from '../support/payments.ts'

/** A night's worth on request: ANSWER_FILE_MUTATIONS=100000. */
const RUNS = Number(process.env.ANSWER_FILE_MUTATIONS ?? 2_000)
/** A desk whose payments have all ended says little more; then comes a new one. */
const RUNS_OF_A_DESK = 500

type Edit = { at: number; cut: number; put: string; kind: 'set' | 'double' | 'swap' | 'letter' | 'status' | 'entry' }
const placed = { at: fc.double({ min: 0, max: 0.9999, noNaN: true }), cut: fc.nat(40) }
const roughly: fc.Arbitrary<Edit> = fc.record({
  ...placed,
  put: fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom('RJCT', '</TxInfAndSts>', '<TxSts>RJCT</TxSts>', ',', '"', '\n', '&', '&lt;', '\0'),
  ),
  kind: fc.constantFrom('set', 'double', 'swap'),
})
/** Damage that leaves a file readable: another letter, another status, an entry twice. */
const gently: fc.Arbitrary<Edit> = fc.record({
  ...placed,
  put: fc.constantFrom('RJCT', 'ACSP', 'ACSC', 'PART', 'PDNG', 'CANC', 'ACWC', 'XXXX', '7', 'Q'),
  kind: fc.constantFrom('letter', 'status', 'entry'),
})
const editsArbitrary = fc.oneof(
  fc.array(roughly, { minLength: 1, maxLength: 4 }),
  fc.array(gently, { minLength: 1, maxLength: 3 }),
  fc.array(gently, { minLength: 1, maxLength: 3 }),
)
const STATUS = /\b(?:RJCT|ACSP|ACSC|PART|Accepted|Rejected)\b/g
const ENTRY = /<TxInfAndSts>.*?<\/TxInfAndSts>|<OrgnlPmtInfAndSts>.*<\/OrgnlPmtInfAndSts>|^WD.*$/gm
const LETTER = /[A-Z0-9](?=[A-Z0-9-]*[<,\n])/g

function edited(text: string, { at, cut, put, kind }: Edit): string {
  const place = Math.floor(at * text.length)
  const [head, tail] = [text.slice(0, place), text.slice(place)]
  if (kind === 'double') return head + tail.slice(0, cut * 8) + tail
  if (kind === 'swap') return head + tail.slice(cut, cut * 2) + tail.slice(0, cut) + tail.slice(cut * 2)
  if (kind === 'set') return head + put + tail.slice(cut)
  const pattern = { letter: LETTER, status: STATUS, entry: ENTRY }[kind]
  const all = [...text.matchAll(pattern)]
  const found = all[Math.floor(at * all.length)]
  if (found === undefined) return text
  const [was] = found
  const now =
    kind === 'entry' ? (text.startsWith('<') ? was + was : `${was}\n${was}`) : kind === 'letter' ? put.slice(-1) : put
  return text.slice(0, found.index) + now + text.slice(found.index + was.length)
}

/** Every table with its number of rows, and the states of the payments with the money of every account. */
class Footprint {
  readonly #desk: TestDesk
  readonly #tables: string[]
  constructor(desk: TestDesk) {
    this.#desk = desk
    this.#tables = desk.connection
      .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL ORDER BY name")
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('sqlite_'))
    expect(this.#tables.length).toBeGreaterThan(60)
  }

  now(): Record<string, unknown> {
    const { connection } = this.#desk
    const counts = this.#tables.map((name) => `SELECT '${name}' AS name, count(*) AS rows FROM "${name}"`)
    const rows = counts.flatMap((_, index) =>
      // SQLite takes so many parts of one compound query.
      index % 100 === 0
        ? connection.all<{ name: string; rows: number }>(counts.slice(index, index + 100).join(' UNION ALL '))
        : [],
    )
    return {
      ...Object.fromEntries(rows.map((row) => [row.name, row.rows])),
      payments: connection.all('SELECT id, version, state, failure FROM instructions ORDER BY id'),
      money: connection.value('SELECT group_concat(account_id || amount_minor) FROM postings'),
    }
  }
}

class DamagedAnswers {
  readonly desk = new TestDesk()
  readonly footprint: Footprint
  readonly texts: string[] = []
  readonly seen: Record<string, number>
  constructor(seen: Record<string, number>) {
    this.seen = seen
    this.footprint = new Footprint(this.desk)
  }

  /** Three batches that are with the bank, and what it may say of each. */
  async prepare(): Promise<this> {
    const day = new BatchDay(this.desk)
    for (let batch = 0; batch < 3; batch++) {
      const { batchId } = await day.placed('exported', [
        makePayment(this.desk, { amountMinor: 10_000 + batch }),
        makePayment(this.desk, { amountMinor: 20_000 + batch }),
        makePayment(this.desk, { amountMinor: 30_000 + batch }),
      ])
      const card = day.card(batchId)
      const [a, b, c] = card.instructions.map((row: Answer) => row.endToEndId)
      this.texts.push(
        statusReport(card, { id: `G${batch}`, group: 'ACSP' }),
        statusReport(card, {
          block: 'PART',
          lines: { [a]: { status: 'ACSP' }, [b]: { status: 'RJCT', reason: 'AC01', text: 'closed' } },
        }),
        resultTable([
          [a, 'Accepted'],
          [b, 'ACSC'],
          [c, 'Rejected', 'AC04 account closed'],
        ]),
      )
    }
    return this
  }

  #count(what: string): void {
    this.seen[what] = (this.seen[what] ?? 0) + 1
  }

  async offer(text: string, acceptFindings: string): Promise<void> {
    const person = this.desk.as('bo2')
    // A strange byte must reach the reader as it is, so the text stands for bytes.
    const fileId = uploadFile(person, 'answer', Buffer.from(text, 'latin1'))
    const changes = () => this.desk.connection.value<number>('SELECT total_changes()')
    const looked = changes()
    const { outcome, findings, rows, takenBefore } = promised(
      'answers.preview',
      person.call('answers.preview', { fileId }),
    )
    expect(changes()).toBe(looked)
    this.#count(outcome)
    expect(findings.length === 0).toBe(outcome === 'clean')
    if (outcome === 'refused') expect(rows).toEqual([])
    const free = takenBefore === null && outcome !== 'refused' && (outcome === 'clean' || acceptFindings !== '')
    if (free) this.#takeWhole(fileId, { acceptFindings, rows })
    else await this.#refuse(fileId, acceptFindings)
  }

  #takeWhole(fileId: number, { acceptFindings, rows }: { acceptFindings: string; rows: Answer[] }): void {
    const before = this.footprint.now() as Record<string, number>
    const taken = this.desk.as('bo2').call('answers.take', { fileId, acceptFindings })
    const after = this.footprint.now() as Record<string, number>
    const count = (effect: string) => rows.filter((row) => row.effect === effect).length
    expect(taken).toEqual({
      answers: rows.length,
      accepted: count('accepts'),
      failed: count('fails'),
      conflicts: count('conflict'),
    })
    const more = (table: string) => (after[table] ?? 0) - (before[table] ?? 0)
    expect({ files: more('answer_files'), answers: more('bank_answers') }).toEqual({ files: 1, answers: rows.length })
    this.#count('taken')
    this.seen.moved = (this.seen.moved ?? 0) + taken.failed + taken.accepted
  }

  async #refuse(fileId: number, acceptFindings: string): Promise<void> {
    const before = this.footprint.now()
    const refusal = await refusalOf(() => this.desk.as('bo2').call('answers.take', { fileId, acceptFindings }))
    expect(refusal.code).toMatch(/^ANSWERS_(REFUSED|FINDINGS_OPEN|ALREADY_TAKEN)$/)
    expect(this.footprint.now()).toEqual(before)
    this.#count(refusal.code ?? '')
  }

  /** The books hold after all of it: every refused payment gave its money back once. */
  end(): void {
    const { connection } = this.desk
    const failed = connection.value("SELECT count(*) FROM instructions WHERE state = 'failed'")
    expect(connection.value("SELECT count(*) FROM journals WHERE kind = 'payment.restored'")).toBe(failed)
    expect(this.desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
    expect(this.desk.faults).toEqual([])
    this.desk.close()
  }
}

test('a damaged answer is clean, found or refused, never a crash, and a refused one leaves nothing behind', async () => {
  const seen: Record<string, number> = {}
  for (let done = 0; done < RUNS; done += RUNS_OF_A_DESK) {
    const answers = await new DamagedAnswers(seen).prepare()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...answers.texts),
        editsArbitrary,
        fc.constantFrom('', 'asked the bank'),
        async (text, edits, acceptFindings) => answers.offer(edits.reduce(edited, text), acceptFindings),
      ),
      { numRuns: Math.min(RUNS_OF_A_DESK, RUNS - done), seed: 11 + done, endOnFailure: true },
    )
    answers.end()
  }
  for (const what of ['clean', 'findings', 'refused', 'taken', 'ANSWERS_REFUSED', 'ANSWERS_FINDINGS_OPEN', 'moved'])
    expect(seen[what] ?? 0, what).toBeGreaterThan(5)
}, 900_000)
