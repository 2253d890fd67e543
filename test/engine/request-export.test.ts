/** The grid on the operator's computer: every row of the filter, in the chosen columns, as CSV and as a workbook (R1-69…R1-72). */
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'

const FILTER = {
  view: 'all',
  department: null,
  statuses: [],
  currencies: [],
  methods: [],
  priorities: [],
  overdueOnly: false,
  openOnly: false,
  search: '',
}
const COLUMNS = ['requestId', 'customerName', 'accountNumber', 'status', 'amount', 'currency', 'createdAt']

let desk: TestDesk
beforeEach(() => {
  desk = testDesk()
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

async function exported(format: 'csv' | 'xlsx', filter: Record<string, unknown> = {}): Promise<Buffer> {
  const bo = desk.as('bo')
  const { jobId } = bo.call('requests.export', {
    format,
    filter: { ...FILTER, ...filter },
    sort: { by: 'created', descending: false },
    columns: COLUMNS,
  })
  let job: Answer
  do {
    await new Promise((resolve) => setTimeout(resolve, 20))
    job = bo.call('jobs.get', { jobId })
  } while (job.state === 'running')
  expect(job.state).toBe('done')
  return Buffer.from(bo.call('files.read', { fileId: job.fileId, offset: 0 }).base64, 'base64')
}

describe('export of the grid', () => {
  test('R1-70 every page of the filter, not the visible one; R1-71 the columns of the grid in its order', async () => {
    const hkd = makeCustomer(desk)
    const usd = makeCustomer(desk, { currency: 'USD' })
    const many = Array.from({ length: 130 }, (_, n) => makeRequest(desk, hkd, { amountMinor: 100 + n }).requestId)
    makeRequest(desk, usd)
    const text = (await exported('csv', { currencies: ['HKD'] })).toString('utf8')
    expect(text.startsWith('\uFEFF'), 'Excel reads Chinese names only with the mark').toBe(true)
    const lines = text.slice(1).trimEnd().split('\r\n')
    expect(lines[0]).toBe('WD ID,Customer,Trading account,Status,Requested amount,Currency,Created')
    expect(lines).toHaveLength(131)
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(many.map((id) => `WD-${id}`))
    expect(lines[1]).toContain(',Lee Ka Yan 李嘉欣,')
    expect(lines[1]).toContain(',New,1.00,HKD,2026-11-20 ')
  })

  test('R1-72 the workbook has the same rows and columns, amounts as numbers and identifiers as text', async () => {
    const customer = makeCustomer(desk)
    for (const amountMinor of [123_456, 5]) makeRequest(desk, customer, { amountMinor })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await exported('xlsx')) as never)
    const rows: unknown[][] = []
    workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
    const head = rows.findIndex((row) => row[0] === 'WD ID')
    expect(rows[head]).toEqual([
      'WD ID',
      'Customer',
      'Trading account',
      'Status',
      'Requested amount',
      'Currency',
      'Created',
    ])
    const [first, second] = rows.slice(head + 1)
    expect(first?.[4]).toBe(1234.56)
    expect(second?.[4]).toBe(0.05)
    expect(typeof first?.[2]).toBe('string')
    const csv = (await exported('csv')).toString('utf8').slice(1).trimEnd().split('\r\n').slice(1)
    expect([first, second].map((row) => row?.slice(0, 4).join(','))).toEqual(
      csv.map((line) => line.split(',').slice(0, 4).join(',')),
    )
  })

  test('R1-69 without the permission there is no export', () => {
    expect(() =>
      desk.as('signerA').call('requests.export', {
        format: 'csv',
        filter: FILTER,
        sort: { by: 'created', descending: false },
        columns: COLUMNS,
      }),
    ).toThrow('PERMISSION_MISSING')
  })
})
