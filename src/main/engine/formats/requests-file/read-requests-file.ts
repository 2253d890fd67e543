/**
 * Reads withdrawal requests that come as a table (CSV or Excel). The header is exact, every cell has a rule, and a row
 * with an error is reported, not repaired; whether the file is taken is decided later, whole or not at all (law 10).
 */

import { type BusinessDate, isCalendarDate } from '../../../../contract/dates.ts'
import { INTAKE_COLUMNS } from '../../../../contract/intake.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import { type FormatRefusal, RefusalSignal } from '../refusal.ts'
import { type ReadTableOptions, readTable } from '../tables/read-table.ts'
import type { Table, TableFileRow, TableRefusalCode } from '../tables/table-file.ts'
import {
  CellReader,
  duplicateErrors,
  type HeaderMap,
  type HeaderRefusalCode,
  noRows,
  type RowError,
  readHeader,
  sortErrors,
} from '../tables/typed-rows.ts'

export const REQUESTS_COLUMNS = INTAKE_COLUMNS.requests

export type RequestMethod = 'wireTransfer' | 'cheque'

/** One request as the file says it. Texts that the file leaves empty are empty. */
export type RequestRow = {
  readonly rowNumber: number
  readonly externalRef: string
  readonly customerNo: string
  readonly customerName: string
  readonly customerNameZh: string
  readonly accountNo: string
  readonly currency: Currency
  readonly amountMinor: AmountMinor
  readonly method: RequestMethod
  readonly payeeName: string
  /** Clearing code of three digits, as text. */
  readonly bankCode: string
  readonly bankBic: string
  readonly payeeAccount: string
  readonly payeeAddress: string
  readonly payeeTown: string
  readonly payeeCountry: string
  readonly reason: string
  readonly comment: string
  /** As written: `2026-11-20` or `2026-11-20T09:15:00+08:00`. */
  readonly requestedAt: string
  /** The calendar date in `requestedAt`. */
  readonly requestedOn: BusinessDate
}

export type RequestsFile =
  | { readonly ok: false; readonly refusal: FormatRefusal<TableRefusalCode | HeaderRefusalCode> }
  | {
      readonly ok: true
      /** Rows without any error, in the order of the file. */
      readonly rows: readonly RequestRow[]
      readonly errors: readonly RowError[]
      /** The file as it was split, for the preview and its findings. */
      readonly table: Table
    }

const METHODS: Readonly<Record<string, RequestMethod>> = { 'Wire Transfer': 'wireTransfer', Cheque: 'cheque' }
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,34}$/
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,31}$/
const BANK_CODE = /^\d{3}$/
const BIC = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9 -]{0,33}$/
const COUNTRY = /^[A-Z]{2}$/
const MOMENT =
  /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/

/** Reads the bytes of a requests file. Never throws for what the file holds. */
export function readRequestsFile(bytes: Uint8Array, options: ReadTableOptions = {}): RequestsFile {
  const table = readTable(bytes, options)
  if (!table.ok) return table
  try {
    const header = readHeader(table.header, REQUESTS_COLUMNS)
    if (table.rows.length === 0) return { ok: false, refusal: noRows() }
    return { ok: true, ...readRows(table.rows, header), table }
  } catch (error) {
    if (error instanceof RefusalSignal) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function readRows(tableRows: readonly TableFileRow[], header: HeaderMap): { rows: RequestRow[]; errors: RowError[] } {
  const read = tableRows.map((row) => readRow(row, header))
  const errors = read.flatMap(({ cells }) => cells.errors)
  errors.push(
    ...duplicateErrors(
      'external_ref',
      read.map(({ row }) => ({ row: row.rowNumber, key: row.externalRef })),
    ),
  )
  const wrong = new Set(errors.map((error) => error.row))
  const rows = read.map(({ row }) => row).filter((row) => !wrong.has(row.rowNumber))
  return { rows, errors: sortErrors(errors, REQUESTS_COLUMNS) }
}

function readRow(tableRow: TableFileRow, header: HeaderMap): { row: RequestRow; cells: CellReader } {
  const cells = new CellReader(tableRow, header)
  const currency = cells.currency('currency')
  const row: RequestRow = {
    rowNumber: tableRow.rowNumber,
    externalRef: cells.requiredPattern(
      'external_ref',
      REFERENCE,
      'a reference of at most 35 letters, digits and . _ / -',
    ),
    customerNo: cells.requiredPattern('customer_no', NUMBER, 'a customer number of at most 32 letters and digits'),
    customerName: cells.required('customer_name', 140),
    customerNameZh: cells.text('customer_name_zh', 140),
    accountNo: cells.requiredPattern('account_no', NUMBER, 'a trading account of at most 32 letters and digits'),
    currency: currency ?? 'HKD',
    amountMinor: cells.amount('amount', currency, 'positive') as AmountMinor,
    method: cells.oneOf('method', METHODS) ?? 'wireTransfer',
    payeeName: cells.required('payee_name', 140),
    bankCode: cells.pattern(
      'bank_code',
      BANK_CODE,
      'a bank code of three digits; a spreadsheet may have dropped leading zeros',
    ),
    bankBic: cells.pattern('bank_bic', BIC, 'a BIC of 8 or 11 capital letters and digits'),
    payeeAccount: cells.pattern('payee_account', ACCOUNT, 'an account number of at most 34 letters and digits'),
    payeeAddress: cells.text('payee_address', 70),
    payeeTown: cells.text('payee_town', 35),
    payeeCountry: cells.pattern('payee_country', COUNTRY, 'a country code of two capital letters, for example HK'),
    reason: cells.text('reason', 80),
    comment: cells.prose('comment', 2_000),
    ...readMoment(cells),
  }
  checkTogether(row, cells)
  return { row, cells }
}

function readMoment(cells: CellReader): { requestedAt: string; requestedOn: BusinessDate } {
  const form = 'a date YYYY-MM-DD or an ISO date and time like 2026-11-20T09:15:00+08:00'
  const requestedAt = cells.requiredPattern('requested_at', MOMENT, form)
  const date = MOMENT.exec(requestedAt)?.[1] ?? ''
  if (date !== '' && !isCalendarDate(date)) {
    cells.fail('requested_at', 'FORMAT', `"${date}" is no day of the calendar.`)
  }
  return { requestedAt, requestedOn: date as BusinessDate }
}

/** Rules between cells: what a transfer needs that a cheque does not, and addresses in parts. */
function checkTogether(row: RequestRow, cells: CellReader): void {
  const failed = new Set(cells.errors.map((error) => error.column))
  const need = (column: string, value: string, why: string) => {
    if (value === '' && !failed.has(column)) cells.fail(column, 'REQUIRED', why)
  }
  if (row.method === 'wireTransfer' && !failed.has('method')) {
    need('payee_account', row.payeeAccount, 'A wire transfer needs the account of the payee.')
    if (row.bankBic === '' && !failed.has('bank_bic'))
      need('bank_code', row.bankCode, 'A wire transfer needs a bank code or a BIC.')
  }
  const abroad =
    row.method === 'wireTransfer' && row.bankCode === '' && row.bankBic !== '' && !row.bankBic.startsWith('HK', 4)
  if (abroad || row.payeeAddress !== '' || row.payeeTown !== '') {
    const why = abroad
      ? 'A transfer abroad needs town and country of the payee.'
      : 'An address needs its town and country.'
    need('payee_town', row.payeeTown, why)
    need('payee_country', row.payeeCountry, why)
  }
}
