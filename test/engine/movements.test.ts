/** The transactions ledger: every movement in one place, found by whatever somebody has in hand (R0-20…R0-24, R0-26). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MovementFilter } from '../../src/contract/movements.ts'
import { withFixedPlan } from '../../src/main/engine/db/connection.ts'
import { movementQuery } from '../../src/main/engine/features/movements/store.ts'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf } from '../support/payments.ts'
import { StatementDesk } from '../support/statement-desk.ts'

const ALL: MovementFilter = {
  search: '',
  customerId: null,
  requestId: null,
  ledgerAccountId: null,
  batchId: null,
  chequeNumber: '',
  channel: null,
  from: null,
  to: null,
  currency: null,
  leastMinor: null,
  mostMinor: null,
  state: null,
}

let desk: TestDesk
let bank: StatementDesk
let payments: Answer[]
beforeAll(async () => {
  desk = testDesk()
  bank = new StatementDesk(desk)
  payments = await bank.sent(1_250_000, 99_995)
  bank.take([
    { amountMinor: -1_250_000, reference: bank.reference(payments[0]) },
    { amountMinor: -99_995, reference: bank.reference(payments[1]) },
    { amountMinor: -500, text: 'FEE' },
  ])
})
afterAll(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const list = (filter: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Answer =>
  promised(
    'movements.list',
    desk.as('fin').call('movements.list', { filter: { ...ALL, ...filter }, after: null, pageSize: 100, ...more }),
  )
const kinds = (filter: Record<string, unknown>) => list(filter).rows.map((row: Answer) => row.kind)

describe('the list', () => {
  test('R0-20, R0-26 holds every journal once, newest first; the paid withdrawal shows its status Completed', () => {
    const { rows, next } = list()
    const journals = desk.connection.value<number>('SELECT count(*) FROM journals')
    expect(rows).toHaveLength(journals ?? 0)
    expect(next).toBeNull()
    const keys = rows.map((row: Answer) => `${row.date} ${String(row.journalId).padStart(9, '0')}`)
    expect(keys).toEqual([...keys].sort().reverse())
    const settled = rows.filter((row: Answer) => row.kind === 'payment.settled')
    expect(settled).toHaveLength(2)
    for (const row of settled)
      expect(row).toMatchObject({
        status: { label: { en: 'Completed' }, common: 'succeeded' },
        batchId: 1,
        customerName: expect.any(String),
      })
  })

  test('keyset pages give the same rows as one page', () => {
    const whole = list().rows
    const paged: Answer[] = []
    for (let after = null as Answer; ; ) {
      const { rows, next } = list({}, { after, pageSize: 2 })
      paged.push(...rows)
      if (next === null) break
      after = next
    }
    expect(paged).toEqual(whole)
  })

  test('R0-21 an account shows its own postings and its running balance from row to row', () => {
    const { ledgerAccountId } = list({ requestId: payments[0].requestId }).rows.at(-1)
    const { rows } = list({ ledgerAccountId })
    expect(rows.length).toBeGreaterThan(1)
    rows.forEach((row: Answer, i: number) => {
      expect(row.ledgerAccountId).toBe(ledgerAccountId)
      const before = rows[i + 1]?.balanceAfterMinor ?? 0
      expect(row.balanceAfterMinor - row.amountMinor).toBe(before)
    })
  })
})

describe('finds by', () => {
  const ofFirst = ['payment.settled', 'withdrawal.complete']
  const cases: [string, () => Record<string, unknown>, string[]][] = [
    ['request', () => ({ search: `WD-${payments[0].requestId}` }), ofFirst],
    ['request, exactly', () => ({ requestId: payments[0].requestId }), ofFirst],
    ['payment reference', () => ({ search: bank.reference(payments[0]).toLowerCase() }), ofFirst],
    ['journal', () => ({ search: 'J-1' }), ['bank.opening']],
    [
      'batch',
      () => ({ batchId: 1 }),
      ['payment.settled', 'payment.settled', 'withdrawal.complete', 'withdrawal.complete'],
    ],
    ['batch that is not there', () => ({ batchId: 99 }), []],
    ['cheque that is not there', () => ({ chequeNumber: '000123' }), []],
    ['channel', () => ({ channel: 'cheque' }), []],
    [
      'amount',
      () => ({ currency: 'HKD', leastMinor: 99_995, mostMinor: 99_995 }),
      ['payment.settled', 'withdrawal.complete'],
    ],
    ['state', () => ({ state: 'succeeded', requestId: payments[0].requestId }), ofFirst],
    ['another state', () => ({ state: 'rejected' }), []],
    ['day', () => ({ from: '2026-11-20', to: '2026-11-20', requestId: payments[0].requestId }), ofFirst],
    ['another day', () => ({ from: '2026-11-21' }), []],
    [
      'text of a journal within days',
      () => ({ search: bank.reference(payments[0]).slice(2, 5), from: '2026-11-01' }),
      [],
    ],
  ]
  test.each(cases)('R0-21 %s', (name, filter, expected) => {
    const found = kinds(filter())
    if (name === 'text of a journal within days') expect(found).toContain('payment.settled')
    else expect(found).toEqual(expected)
  })

  test('R0-21, R0-26 customer: by name, and by the customer with the movements of the own account', () => {
    const { customerId, customerName } = list({ requestId: payments[0].requestId }).rows[0]
    const byName = list({ search: customerName.toLowerCase().slice(0, 6) })
    expect(byName.rows.map((row: Answer) => row.requestId)).toContain(payments[0].requestId)
    const own = list({ customerId }).rows
    expect(own.map((row: Answer) => row.kind)).toContain('customer.opening')
    expect(own.every((row: Answer) => row.customerId === customerId)).toBe(true)
    const opening = own.find((row: Answer) => row.kind === 'customer.opening')
    expect(opening.accountName).not.toContain('Opening balances')
  })
})

test('totals add up what the list shows', () => {
  const { rows } = list({ currency: 'HKD' })
  const totals = promised(
    'movements.totals',
    desk.as('fin').call('movements.totals', { filter: { ...ALL, currency: 'HKD' } }),
  )
  const sum = (sign: number) =>
    rows.reduce((total: number, { amountMinor }: Answer) => total + Math.max(0, sign * amountMinor), 0)
  expect(totals).toEqual({
    count: rows.length,
    capped: false,
    sums: [{ currency: 'HKD', debitMinor: sum(1), creditMinor: sum(-1) }],
  })
})

test('R0-23 a movement drills to its postings and to the complete status history of its request', async () => {
  const [settled] = list({ requestId: payments[0].requestId }).rows
  const { journal, history } = promised(
    'movements.get',
    desk.as('fin').call('movements.get', { journalId: settled.journalId }),
  )
  expect(journal.postings.reduce((sum: number, p: Answer) => sum + p.amountMinor, 0)).toBe(0)
  const words = history.map((step: Answer) => step.status?.en ?? step.code)
  expect(words[0]).toBe('New')
  expect(words.slice(-3)).toEqual(['Approved by Backoffice', 'request.complete', 'Completed'])
  expect(history.every((step: Answer) => step.by !== '' && step.at > 0)).toBe(true)
  expect(await refusalOf(() => desk.as('fin').call('movements.get', { journalId: 9_999 }))).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('R0-22 the export holds every row of the filter in the visible columns, with totals and digest', async () => {
  const fin = desk.as('fin')
  const filter = { ...ALL, currency: 'HKD' }
  const { jobId } = await fin.callQueued('movements.export', {
    format: 'xlsx',
    filter,
    columns: ['date', 'journal', 'customer', 'amount', 'status'],
  })
  let job: Answer
  do {
    await new Promise((resolve) => setTimeout(resolve, 20))
    job = fin.call('jobs.get', { jobId })
  } while (job.state === 'running')
  expect(job).toMatchObject({ state: 'done', fileName: expect.stringMatching(/^transactions-.*\.xlsx$/) })
  const read = readTable(Buffer.from(fin.call('files.read', { fileId: job.fileId, offset: 0 }).base64, 'base64'))
  if (!read.ok) throw new Error(read.refusal.message)
  const { rows } = list({ currency: 'HKD' })
  const numbers = read.rows.map((row) => row.cells[1]?.text ?? '').filter((text) => text.startsWith('J-'))
  expect(numbers).toEqual(rows.map((row: Answer) => `J-${row.journalId}`))
  expect(JSON.stringify(read.rows)).toContain('SHA-256')
  expect(
    await refusalOf(() => desk.as('agent').call('movements.list', { filter: ALL, after: null, pageSize: 10 })),
  ).toMatchObject({
    code: 'PERMISSION_MISSING',
  })
})

test('every plan of the list walks an index; only picked journals are sorted', () => {
  const plan = (filter: Partial<MovementFilter>) => {
    const ask = { filter: { ...ALL, ...filter }, statuses: ['department-review/completed'] }
    const { sql, params } = movementQuery(desk.connection, ask, {
      columns: 'rows',
      after: { date: '2026-11-20' as never, journalId: 5 as never },
      limit: 50,
    })
    return desk.connection
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${withFixedPlan(sql)}`, ...params)
      .map((row) => row.detail)
  }
  for (const filter of [
    {},
    { from: '2026-11-01' as never },
    { state: 'succeeded' as const },
    { channel: 'wire' as const },
    { ledgerAccountId: 1 as never },
  ]) {
    const steps = plan(filter)
    expect(
      steps.filter((step) => /^SCAN (?!json_each|j USING)|TEMP B-TREE FOR ORDER/.test(step)),
      JSON.stringify(filter),
    ).toEqual([])
  }
  for (const filter of [
    { batchId: 1 as never },
    { chequeNumber: '000123' },
    { customerId: 1 as never },
    { search: 'WD-1' },
  ]) {
    const steps = plan(filter)
    expect(
      steps.filter((step) => /^SCAN (?!json_each|CONSTANT|\(?sub)/.test(step)),
      JSON.stringify(filter),
    ).toEqual([])
  }
})
