/**
 * Two at the same moment: of two programs on one ledger one is refused with a sentence, of two people on one version of a request one
 * wins and the other is told who. The start is the same instant of the shared clock, again and again.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Conflict } from '../../src/main/engine/index.ts'
import { cardOf, makeCustomer, makeRequest } from '../support/cases.ts'
import { type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { bundleProgram, type Program } from './program-bundle.ts'

describe('two programs on one ledger', () => {
  let folder: string
  let program: Program
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-race-'))
    program = await bundleProgram('lease-child.ts')
  }, 60_000)
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    program.remove()
  })

  type Opener = { child: ChildProcess; line(): Promise<string>; ended: Promise<unknown> }

  function startOpener(path: string): Opener {
    const env = { ...process.env, COUNTERSIGN_RESOURCES: program.resources }
    const child = spawn(process.execPath, [program.path, path], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const ended = new Promise((resolve) => child.on('close', resolve))
    return { child, line: async () => (await lines.next()).value ?? '', ended }
  }

  /** Both try at the same moment. */
  async function race(path: string): Promise<{ openers: Opener[]; answers: string[] }> {
    const openers = [startOpener(path), startOpener(path)]
    await Promise.all(openers.map((opener) => opener.line()))
    const startAt = Date.now() + 30
    for (const { child } of openers) child.stdin?.write(`${startAt}\n`)
    return { openers, answers: await Promise.all(openers.map((opener) => opener.line())) }
  }

  test('one has it, the other is refused with the name of the first; a killed one lets go', {
    timeout: 120_000,
  }, async () => {
    const path = join(folder, 'ledger.countersign')
    for (let round = 0; round < 12; round++) {
      const { openers, answers } = await race(path)
      const winner = answers.indexOf('open')
      const refused = answers[1 - winner] ?? ''
      expect(
        answers.filter((answer) => answer === 'open'),
        answers.join(' | '),
      ).toHaveLength(1)
      expect(refused).toMatch(/^in-use .*ledger\.countersign is open in another program: .+ only one program may write/)

      const late = startOpener(path)
      await late.line()
      late.child.stdin?.write('0\n')
      expect(await late.line()).toContain(`process ${openers[winner]?.child.pid} on `)
      openers[winner]?.child.kill('SIGKILL')
      await Promise.all([...openers, late].map(({ ended }) => ended))
    }
  })
})

describe('two people on one version of a request', () => {
  let desk: TestDesk
  beforeEach(() => {
    desk = testDesk()
  })
  afterEach(() => {
    expect(desk.faults).toEqual([])
    expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true, findings: [] })
    desk.close()
  })

  type Attempt = { who: PersonName; method: string; input: Record<string, unknown> }

  /** Both commands wait in the queue together; who comes first is chance. Returns the winner's place. */
  async function both(attempts: [Attempt, Attempt], conflict: { by: string[]; what: string }): Promise<number> {
    const order = Math.random() < 0.5 ? [0, 1] : [1, 0]
    const people = attempts.map(({ who }) => desk.as(who))
    const outcomes = new Map<number, PromiseSettledResult<unknown>>()
    const running = order.map(async (i) => {
      const { method, input } = attempts[i] as Attempt
      const [outcome] = await Promise.allSettled([people[i]?.callQueued(method, input)])
      outcomes.set(i, outcome as PromiseSettledResult<unknown>)
    })
    await Promise.all(running)
    const winner = outcomes.get(0)?.status === 'fulfilled' ? 0 : 1
    const loser = outcomes.get(1 - winner) as PromiseRejectedResult
    expect(outcomes.get(winner)?.status).toBe('fulfilled')
    expect(loser.reason, String(loser.reason)).toBeInstanceOf(Conflict)
    expect(loser.reason).toMatchObject({ what: conflict.what, by: conflict.by[winner], at: desk.now })
    return winner
  }

  const version = (requestId: number) => cardOf(desk, requestId).row.version as number
  const act = (who: PersonName, requestId: number, action: string): Attempt => {
    const given = { comment: 'because', documents: [], contentDigest: null, acknowledgeShortBalance: false }
    const at = { requestId, expectedVersion: version(requestId) }
    return { who, method: 'requests.act', input: { ...at, action, ...given } }
  }

  test('passed on or rejected, never both: one winner, one conflict that names him, one trace', {
    timeout: 60_000,
  }, async () => {
    const customer = makeCustomer(desk, { balanceMinor: 900_000_000 })
    const wins = [0, 0]
    for (let round = 0; round < 150; round++) {
      const { requestId } = makeRequest(desk, customer, { amountMinor: 1_000 })
      const attempts: [Attempt, Attempt] = [
        act('cs', requestId, 'passToRetention'),
        act('agent', requestId, 'rejectAndClose'),
      ]
      const winner = await both(attempts, { by: ['Carol Support', 'Agnes Agent'], what: `WD-${requestId}` })
      wins[winner] = (wins[winner] ?? 0) + 1
      expect(cardOf(desk, requestId).row).toMatchObject({ version: 2, status: ['approvedByCs', 'rejected'][winner] })
      const records = desk.connection.value<number>('SELECT count(*) FROM audit WHERE request_id = ?', requestId)
      expect(records).toBe(2)
    }
    expect(Math.min(...wins)).toBeGreaterThan(20)
  })

  test('claimed by two at once is claimed by one', async () => {
    const customer = makeCustomer(desk, { balanceMinor: 900_000_000 })
    for (let round = 0; round < 50; round++) {
      const { requestId } = makeRequest(desk, customer, { amountMinor: 1_000 })
      const input = { requestId, expectedVersion: version(requestId), claim: true }
      const claim = (who: PersonName): Attempt => ({ who, method: 'requests.claim', input })
      const names = ['Bea Backoffice', 'Ben Backoffice']
      const winner = await both([claim('bo'), claim('bo2')], { by: names, what: `WD-${requestId}` })
      expect(cardOf(desk, requestId).row.assignedTo).toBe(names[winner])
    }
  })
})
