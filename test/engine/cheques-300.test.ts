/** The run of a busy afternoon: 300 cheques as one job, a jam in the middle, the rest printed on, what is torn burnt, or all called off. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { completeRequest, makeCustomer, makeRequest } from '../support/cases.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { keptBytes, promised, refusalOf } from '../support/payments.ts'
import { calibrate, DEVICE, FakePrintHost, runIn } from '../support/printing.ts'
import { missingTools, pageSizes, wordsOf } from '../unit/cheques/poppler.ts'

const COUNT = 300
const RICH = { equityMinor: 900_000_000_000, freeMarginMinor: 900_000_000_000 }

let desk: TestDesk
let host: FakePrintHost
let cheques: ChequeDesk
beforeEach(() => {
  host = new FakePrintHost()
  desk = testDesk({ printHost: host })
  cheques = new ChequeDesk(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true, findings: [] })
  desk.close()
})

/** Payments of one customer that wait for a leaf, with amounts that tell them apart. */
function waiting(count: number): number[] {
  const customer = makeCustomer(desk, { balanceMinor: RICH.equityMinor / 10, figures: RICH })
  for (let index = 0; index < count; index++)
    completeRequest(desk, makeRequest(desk, customer, { amountMinor: 100_000 + index, method: 'cheque' }).requestId)
  return desk
    .as('bo2')
    .call('cheques.waiting')
    .map(({ instructionId }: Answer) => instructionId)
}

const states = () =>
  Object.fromEntries(
    desk.connection
      .all<{ state: string; count: number }>('SELECT state, count(*) AS count FROM cheque_leaves GROUP BY state')
      .map(({ state, count }) => [state, count]),
  )

test('300 in one job, jammed at the 137th, printed on from there, none twice', { timeout: 120_000 }, async () => {
  await calibrate(desk)
  const bookId = cheques.addBook('200001', COUNT + 50)
  const instructions = waiting(COUNT)
  const input = { bookId, chequeDate: '2026-11-20', instructions, device: DEVICE, send: true }
  const more = { ...input, instructions: [...instructions, 9_999] }
  expect((await refusalOf(() => desk.as('bo2').callQueued('cheques.print', more))).name).toBe('InvalidInput')
  const { fileId, leaves } = await desk.as('bo2').callQueued('cheques.print', input)
  const run = promised('cheques.runs', [await runIn(desk, 'sent')])[0]
  const total = instructions.reduce((sum, _, index) => sum + 100_000 + index, 0)
  expect(run).toMatchObject({ pages: COUNT, totalMinor: total, good: 0, spoiled: 0, nextPage: 1 })
  expect(leaves.map(({ number }: Answer) => number)).toEqual(
    Array.from({ length: COUNT }, (_, index) => String(200_001 + index)),
  )
  expect(run.leaves.map(({ page }: Answer) => page)).toEqual(leaves.map((_: Answer, index: number) => index + 1))
  if (missingTools.length === 0) {
    const pdf = keptBytes(desk, fileId)
    expect(pageSizes(pdf)).toHaveLength(COUNT)
    expect(wordsOf(pdf, 137).map(({ text }) => text)).toContain('**1,001.36**')
  }

  // The 137th is torn; 136 came out well.
  const ids = leaves.map(({ leafId }: Answer) => leafId)
  const paused = desk.as('bo2').call('cheques.pauseRun', { runId: run.runId, expectedVersion: run.version })
  const at = { runId: run.runId, expectedVersion: paused.version }
  desk.as('bo2').call('cheques.confirmRun', { ...at, good: ids.slice(0, 136) })
  desk.as('bo2').call('cheques.spoilRun', { ...at, spoiled: [ids[136]], reason: 'Torn in the printer' })
  expect(await refusalOf(() => desk.as('bo2').call('cheques.confirmRun', { ...at, good: [ids[136]] }))).toMatchObject({
    code: 'RUN_LEAF',
    figures: { number: '200137' },
  })
  const [stuck] = await desk.as('bo2').callQueued('cheques.runs')
  expect(stuck).toMatchObject({ good: 136, spoiled: 1, nextPage: 138, state: 'paused' })
  await desk.as('bo2').callQueued('cheques.sendRun', { ...at, fromPage: stuck.nextPage })
  expect(await runIn(desk, 'sent')).toMatchObject({ firstPage: 138 })
  expect(host.orders.at(-1)).toMatchObject({ pages: { first: 138, last: COUNT } })
  const sent = await runIn(desk, 'sent')
  const rest = { runId: run.runId, expectedVersion: sent.version, good: ids.slice(137) }
  expect(desk.as('bo2').call('cheques.confirmRun', rest)).toMatchObject({ state: 'answered' })
  expect(await desk.as('bo2').callQueued('cheques.runs')).toEqual([])
  expect(states()).toEqual({ blank: 60, printed: 299, spoiled: 1 })
  expect(desk.as('bo2').call('cheques.waiting')).toHaveLength(1)
})

test('called off: what nobody answered for is burnt, its payments wait, the job is taken back', async () => {
  await calibrate(desk)
  const instructions = waiting(4)
  const input = { bookId: cheques.bookId, chequeDate: '2026-11-20', instructions, device: DEVICE, send: true }
  const { leaves } = await desk.as('bo2').callQueued('cheques.print', input)
  const run = await runIn(desk, 'sent')
  const at = { runId: run.runId, expectedVersion: run.version }
  const ids = leaves.map(({ leafId }: Answer) => leafId)
  desk.as('bo2').call('cheques.confirmRun', { ...at, good: ids.slice(0, 1) })
  const off = { ...at, spoiled: ids.slice(1), reason: 'Wrong paper in the tray' }
  expect(desk.as('bo2').call('cheques.spoilRun', off)).toMatchObject({ state: 'answered' })
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(host.cancelled).toEqual(['cheques-2'])
  expect(states()).toEqual({ blank: 6, printed: 1, spoiled: 3 })
  expect(desk.as('bo2').call('cheques.waiting')).toHaveLength(3)
})
