/** Payout reports through the engine: made beside the desk, kept with their workbook, shown again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf } from '../support/payments.ts'
import { StatementDesk } from '../support/statement-desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = testDesk()
  const bank = new StatementDesk(desk)
  const [payment] = await bank.sent(1_250_000, 99_995)
  bank.take([{ amountMinor: -1_250_000, reference: bank.reference(payment as Answer) }])
})
afterAll(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

test('R2-74, R2-75, R2-76 a report is made on demand, kept with its workbook and shown again', async () => {
  const fin = desk.as('fin')
  const { jobId } = await fin.callQueued('reports.make', { from: '2026-11-01', to: '2026-11-20' })
  let job: Answer
  do {
    await new Promise((resolve) => setTimeout(resolve, 20))
    job = fin.call('jobs.get', { jobId })
  } while (job.state === 'running')
  expect(job.state).toBe('done')
  const [row] = promised('reports.list', fin.call('reports.list'))
  expect(row).toMatchObject({ jobId, from: '2026-11-01', to: '2026-11-20', by: 'Fay Finance' })
  const { report } = promised('reports.get', desk.as('fin2').call('reports.get', { jobId }))
  expect(report.counts).toEqual({
    submitted: 2,
    approved: 2,
    processed: 2,
    completed: 1,
    failed: 0,
    rejected: 0,
    cancelled: 0,
  })
  expect(report.paid).toEqual([{ currency: 'HKD', count: 1, totalMinor: 1_250_000, averageMinor: 1_250_000 }])
  expect(report.byDay).toHaveLength(20)
  expect(report.byDay.at(-1)).toMatchObject({ date: '2026-11-20', submitted: 2, completed: 1 })
  const bytes = Buffer.from(fin.call('files.read', { fileId: row.fileId, offset: 0 }).base64, 'base64')
  const read = readTable(bytes)
  if (!read.ok) throw new Error(read.refusal.message)
  expect(JSON.stringify(read.rows)).toContain('Submitted')
})

test('refuses periods that end before they begin, lie ahead or are longer than a year', async () => {
  const fin = desk.as('fin')
  for (const period of [
    { from: '2026-11-20', to: '2026-11-19' },
    { from: '2026-11-20', to: '2026-11-21' },
    { from: '2024-01-01', to: '2026-11-20' },
  ])
    expect(await refusalOf(() => fin.call('reports.make', period))).toMatchObject({ code: 'NOT_BUSINESS_DATE' })
  expect(await refusalOf(() => fin.call('reports.get', { jobId: 99 }))).toMatchObject({ code: 'NOT_FOUND' })
})
