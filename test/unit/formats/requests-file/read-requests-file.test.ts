import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  REQUESTS_COLUMNS,
  type RequestRow,
  type RequestsFile,
  readRequestsFile,
} from '../../../../src/main/engine/formats/requests-file/read-requests-file.ts'
import type { RowError } from '../../../../src/main/engine/formats/tables/typed-rows.ts'

type Cells = Partial<Record<(typeof REQUESTS_COLUMNS)[number], string>>

const WIRE: Cells = {
  external_ref: 'CA-1',
  customer_no: 'C-20881',
  customer_name: 'Lee Ka Yan',
  customer_name_zh: '李嘉欣',
  account_no: 'TA 5500123',
  currency: 'HKD',
  amount: '12500.00',
  method: 'Wire Transfer',
  payee_name: 'LEE KA YAN',
  bank_code: '004',
  bank_bic: 'HSBCHKHH',
  payee_account: '808123456001',
  payee_address: '570 Nathan Road',
  payee_town: 'Kowloon',
  payee_country: 'HK',
  reason: 'Personal use',
  comment: 'none',
  requested_at: '2026-11-19T09:12:00+08:00',
}
const CHEQUE: Cells = {
  ...WIRE,
  external_ref: 'CA-2',
  method: 'Cheque',
  bank_code: '',
  bank_bic: '',
  payee_account: '',
}

function csvOf(rows: Cells[], columns: readonly string[] = REQUESTS_COLUMNS): Buffer {
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const lines = rows.map((row) => columns.map((column) => quoted(row[column as keyof Cells] ?? '')).join(','))
  return Buffer.from([columns.join(','), ...lines].join('\r\n'))
}

function taken(file: RequestsFile): RequestsFile & { ok: true } {
  if (!file.ok) throw new Error(file.refusal.message)
  return file
}

const errorsOf = (rows: Cells[]): readonly RowError[] => taken(readRequestsFile(csvOf(rows))).errors
const short = (errors: readonly RowError[]) => errors.map((error) => `${error.row} ${error.column} ${error.code}`)
const sample = (name: string) => readRequestsFile(readFileSync(`samples/${name}`))

describe('the samples', () => {
  it('holds 24 valid requests, the same in CSV and Excel', () => {
    const csv = taken(sample('requests.csv'))
    const xlsx = taken(sample('requests.xlsx'))
    expect(csv.errors).toEqual([])
    expect(csv.rows).toHaveLength(24)
    expect(csv.table.findings).toEqual([])
    expect(xlsx.table.kind).toBe('xlsx')
    expect(xlsx.errors).toEqual([])
    expect(xlsx.rows).toEqual(csv.rows)
    expect(new Set(csv.rows.map((row) => row.currency))).toEqual(new Set(['HKD', 'USD']))
    expect(new Set(csv.rows.map((row) => row.method))).toEqual(new Set(['wireTransfer', 'cheque']))
    expect(csv.rows[0]).toEqual({
      rowNumber: 2,
      externalRef: 'CA-2026-4101',
      customerNo: 'C-20881',
      customerName: 'Lee Ka Yan',
      customerNameZh: '李嘉欣',
      accountNo: 'TA 5500123',
      currency: 'HKD',
      amountMinor: 1_250_000,
      method: 'wireTransfer',
      payeeName: 'LEE KA YAN',
      bankCode: '004',
      bankBic: 'HSBCHKHH',
      payeeAccount: '808123456001',
      payeeAddress: 'Flat 12A, 23/F, 570 Nathan Road',
      payeeTown: 'Kowloon',
      payeeCountry: 'HK',
      reason: 'Personal use',
      comment: '',
      requestedAt: '2026-11-19T09:12:00+08:00',
      requestedOn: '2026-11-19',
    } satisfies Record<keyof RequestRow, unknown>)
  })

  it.each([
    ['wrong-header.csv', 'HEADER_UNKNOWN_COLUMN'],
    ['truncated.xlsx', 'XLSX_BROKEN'],
    ['wrong-charset.csv', 'TABLE_CHARSET'],
  ])('broken/%s is refused as %s', (name, code) => {
    const file = sample(`broken/${name}`)
    expect(file.ok ? null : file.refusal.code).toBe(code)
  })

  it.each([
    ['formula.csv', ['3 amount FORMULA'], 2],
    ['bad-amount.csv', ['4 amount AMOUNT'], 2],
    ['duplicate-reference.csv', ['2 external_ref DUPLICATE', '4 external_ref DUPLICATE'], 1],
    ['hidden-character.csv', ['2 payee_account HIDDEN_CHARACTER'], 2],
  ])('broken/%s has the errors %j', (name, errors, rows) => {
    const file = taken(sample(`broken/${name}`))
    expect(short(file.errors)).toEqual(errors)
    expect(file.rows).toHaveLength(rows)
  })
})

describe('the header', () => {
  it('may stand in any order, with a semicolon or a tab', () => {
    const columns = REQUESTS_COLUMNS.toReversed()
    for (const mark of [',', ';', '\t']) {
      const bytes = Buffer.from(csvOf([WIRE, CHEQUE], columns).toString('utf8').replaceAll(',', mark))
      const file = taken(readRequestsFile(bytes))
      expect(file.errors).toEqual([])
      expect(file.rows.map((row) => row.externalRef)).toEqual(['CA-1', 'CA-2'])
    }
  })

  const without = (name: string) => REQUESTS_COLUMNS.filter((column) => column !== name)
  it.each([
    [without('amount'), 'HEADER_MISSING_COLUMN', /^The header lacks "amount"\./],
    [[...REQUESTS_COLUMNS, 'note'], 'HEADER_UNKNOWN_COLUMN', /^The column "note" is unknown\. Remove/],
    [[...without('payee_town'), 'Payee Town'], 'HEADER_UNKNOWN_COLUMN', /write it exactly as "payee_town"/],
    [[...REQUESTS_COLUMNS, 'amount'], 'HEADER_DUPLICATE_COLUMN', /^The column "amount" stands twice/],
    [[...without('reason'), ''], 'HEADER_UNKNOWN_COLUMN', /^Column 18 has no name/],
  ])('%# is refused with the name of the column', (columns, code, message) => {
    const file = readRequestsFile(csvOf([WIRE], columns))
    expect(file.ok ? null : file.refusal.code).toBe(code)
    expect(file.ok ? null : file.refusal.message).toMatch(message)
  })

  it('needs rows below it', () => {
    const file = readRequestsFile(csvOf([]))
    expect(file.ok ? null : file.refusal.code).toBe('NO_ROWS')
  })
})

describe('the cells', () => {
  it('passes a wire transfer and a cheque', () => {
    expect(errorsOf([WIRE, CHEQUE])).toEqual([])
  })

  it.each<[Cells, string[]]>([
    [{ external_ref: '' }, ['external_ref REQUIRED']],
    [{ external_ref: 'x'.repeat(36) }, ['external_ref FORMAT']],
    [{ customer_no: '陳' }, ['customer_no FORMAT']],
    [{ customer_name: '' }, ['customer_name REQUIRED']],
    [{ customer_name: 'x'.repeat(141) }, ['customer_name TOO_LONG']],
    [{ customer_name: 'Lee\u200b' }, ['customer_name HIDDEN_CHARACTER']],
    [{ customer_name_zh: '李\u202e嘉欣' }, ['customer_name_zh HIDDEN_CHARACTER']],
    [{ payee_name: 'LEE\ufffdKA' }, ['payee_name HIDDEN_CHARACTER']],
    [{ payee_name: 'LEE\nKA' }, ['payee_name HIDDEN_CHARACTER']],
    [{ payee_name: '=1+1' }, ['payee_name FORMULA']],
    [{ account_no: '' }, ['account_no REQUIRED']],
    [{ currency: 'hkd' }, ['currency CURRENCY']],
    [{ currency: '' }, ['currency REQUIRED']],
    [{ amount: '' }, ['amount REQUIRED']],
    [{ amount: '0' }, ['amount AMOUNT']],
    [{ amount: '-5' }, ['amount AMOUNT']],
    [{ amount: '12.345' }, ['amount AMOUNT']],
    [{ amount: '12,5' }, ['amount AMOUNT']],
    [{ amount: '1e5' }, ['amount AMOUNT']],
    [{ amount: 'HKD 5' }, ['amount AMOUNT']],
    [{ amount: '99999999999999999' }, ['amount AMOUNT']],
    [{ method: 'wire transfer' }, ['method NOT_ALLOWED']],
    [{ method: 'constructor' }, ['method NOT_ALLOWED']],
    [{ bank_code: '4' }, ['bank_code FORMAT']],
    [{ bank_bic: 'hsbchkhh' }, ['bank_bic FORMAT']],
    [{ bank_code: '', bank_bic: '' }, ['bank_code REQUIRED']],
    [{ payee_account: '' }, ['payee_account REQUIRED']],
    [{ payee_account: 'x'.repeat(35) }, ['payee_account FORMAT']],
    [{ payee_town: '' }, ['payee_town REQUIRED']],
    [{ payee_country: '' }, ['payee_country REQUIRED']],
    [{ payee_country: 'Hong Kong' }, ['payee_country FORMAT']],
    [
      { bank_code: '', bank_bic: 'BARCGB22', payee_address: '', payee_town: '', payee_country: '' },
      ['payee_town REQUIRED', 'payee_country REQUIRED'],
    ],
    [{ reason: 'x'.repeat(81) }, ['reason TOO_LONG']],
    [{ comment: 'x'.repeat(2001) }, ['comment TOO_LONG']],
    [{ comment: 'a\u0007b' }, ['comment HIDDEN_CHARACTER']],
    [{ requested_at: '' }, ['requested_at REQUIRED']],
    [{ requested_at: '19/11/2026' }, ['requested_at FORMAT']],
    [{ requested_at: '2026-02-30' }, ['requested_at FORMAT']],
    [{ requested_at: '2026-11-19T25:00' }, ['requested_at FORMAT']],
    [
      { amount: '=5', currency: 'XXX', requested_at: 'x' },
      ['currency CURRENCY', 'amount FORMULA', 'requested_at FORMAT'],
    ],
  ])('%j gives %j', (change, expected) => {
    const file = taken(readRequestsFile(csvOf([{ ...WIRE, ...change }, CHEQUE])))
    expect(short(file.errors)).toEqual(expected.map((error) => `2 ${error}`))
    expect(file.rows.map((row) => row.externalRef)).toEqual(['CA-2'])
    for (const error of file.errors) expect(error.message).toMatch(/\.$/)
  })

  it.each<Cells>([
    { amount: '1,234,567.80' },
    { amount: '12.500000' },
    { payee_address: '', payee_town: '', payee_country: '' },
    { bank_code: '', bank_bic: 'HSBCHKHHXXX', payee_address: '', payee_town: '', payee_country: '' },
    { requested_at: '2026-11-19' },
    { requested_at: '2026-11-19T09:15:00.250Z' },
    { comment: 'two\nlines' },
    { customer_name: '  Lee Ka Yan  ' },
    { customer_name_zh: '', reason: '', comment: '' },
  ])('%j is fine', (change) => {
    expect(errorsOf([{ ...WIRE, ...change }])).toEqual([])
  })

  it('says what is wrong with the value in hand', () => {
    expect(errorsOf([{ ...WIRE, amount: '12,5' }])[0]).toEqual({
      row: 2,
      column: 'amount',
      code: 'AMOUNT',
      message: '"12,5" uses a comma as decimal mark; write a dot (HKD).',
      value: '12,5',
    })
  })

  it('names all rows that share a reference, wherever they stand', () => {
    const errors = errorsOf([WIRE, CHEQUE, { ...WIRE }, { ...WIRE, amount: 'x' }])
    expect(short(errors)).toEqual([
      '2 external_ref DUPLICATE',
      '4 external_ref DUPLICATE',
      '5 external_ref DUPLICATE',
      '5 amount AMOUNT',
    ])
    expect(errors[0]!.message).toContain('rows 2 and 4 and 5')
  })

  it('does not call missing references duplicates', () => {
    const missing = { ...WIRE, external_ref: '' }
    expect(short(errorsOf([missing, missing]))).toEqual(['2 external_ref REQUIRED', '3 external_ref REQUIRED'])
  })

  it('reports rows that are too short or too long', () => {
    const text = csvOf([WIRE, CHEQUE]).toString('utf8').split('\r\n')
    const file = taken(readRequestsFile(Buffer.from([text[0], `${text[1]},extra`, text[2]!.slice(0, 40)].join('\n'))))
    expect(file.rows).toEqual([])
    expect(file.errors.map((error) => `${error.row} ${error.message.slice(0, 21)}`)).toEqual([
      '2 The row has 19 cells,',
      '3 The row has 6 cells, ',
    ])
  })

  it('takes every row or names an error for it, whatever the cells hold', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('', '1', 'HKD', 'Cheque', '=1', '2026-11-19'),
    )
    const cells = fc.record(
      Object.fromEntries(REQUESTS_COLUMNS.map((column) => [column, fc.oneof(fc.constant(WIRE[column]!), anything)])),
    )
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (rows) => {
        const file = readRequestsFile(csvOf(rows as Cells[]))
        if (!file.ok) return
        const wrong = new Set(file.errors.map((error) => error.row))
        expect(file.rows.length + wrong.size).toBe(file.table.rows.length)
        for (const row of file.rows) {
          expect(wrong.has(row.rowNumber)).toBe(false)
          expect(row.amountMinor).toBeGreaterThan(0)
        }
      }),
      { numRuns: 500 },
    )
  })
})
