/**
 * Reads a snapshot of customers and their trading accounts from a table: one row per account, the customer's details
 * repeated. Figures are those of the trading platform at one moment and feed the available amount (R1-79 to R1-82).
 */
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

export const CUSTOMERS_COLUMNS = INTAKE_COLUMNS.customers

export type CustomerRisk = 'low' | 'normal' | 'high'

export type AccountRow = {
  readonly rowNumber: number
  readonly accountNo: string
  readonly currency: Currency
  readonly balanceMinor: AmountMinor
  readonly equityMinor: AmountMinor
  readonly creditMinor: AmountMinor
  readonly marginMinor: AmountMinor
  readonly freeMarginMinor: AmountMinor
  readonly openTrades: number
}

export type CustomerRow = {
  /** The first row of the customer. */
  readonly rowNumber: number
  readonly customerNo: string
  readonly name: string
  readonly nameZh: string
  readonly email: string
  readonly phone: string
  readonly country: string
  readonly risk: CustomerRisk
  readonly accounts: readonly AccountRow[]
}

export type CustomersFile =
  | { readonly ok: false; readonly refusal: FormatRefusal<TableRefusalCode | HeaderRefusalCode> }
  | {
      readonly ok: true
      /** Customers of whom no row has an error, each with all accounts. */
      readonly customers: readonly CustomerRow[]
      readonly errors: readonly RowError[]
      readonly table: Table
    }

const RISKS: Readonly<Record<string, CustomerRisk>> = { low: 'low', normal: 'normal', high: 'high' }
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,31}$/
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,185}\.[^\s@.]{2,63}$/
const PHONE = /^\+?[0-9][0-9 ()-]{3,30}$/
const COUNTRY = /^[A-Z]{2}$/
const COUNT = /^\d{1,6}$/

type Details = Omit<CustomerRow, 'accounts' | 'rowNumber'>
type ReadRow = { details: Details; account: AccountRow; cells: CellReader }

/** Reads the bytes of a customers file. Never throws for what the file holds. */
export function readCustomersFile(bytes: Uint8Array, options: ReadTableOptions = {}): CustomersFile {
  const table = readTable(bytes, options)
  if (!table.ok) return table
  try {
    const header = readHeader(table.header, CUSTOMERS_COLUMNS)
    if (table.rows.length === 0) return { ok: false, refusal: noRows() }
    return { ok: true, ...readRows(table.rows, header), table }
  } catch (error) {
    if (error instanceof RefusalSignal) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function readRows(
  tableRows: readonly TableFileRow[],
  header: HeaderMap,
): { customers: CustomerRow[]; errors: RowError[] } {
  const read = tableRows.map((row) => readRow(row, header))
  const groups = groupByCustomer(read)
  const errors = read.flatMap(({ cells }) => cells.errors)
  const accounts = read.map(({ account }) => ({ row: account.rowNumber, key: account.accountNo }))
  errors.push(...duplicateErrors('account_no', accounts))
  for (const group of groups.values()) errors.push(...contradictions(group))
  const wrong = new Set(errors.map((error) => error.row))
  const customers: CustomerRow[] = []
  for (const group of groups.values()) {
    if (group.some(({ account }) => wrong.has(account.rowNumber))) continue
    const first = group[0]!
    customers.push({
      rowNumber: first.account.rowNumber,
      ...first.details,
      accounts: group.map(({ account }) => account),
    })
  }
  return { customers, errors: sortErrors(errors, CUSTOMERS_COLUMNS) }
}

function readRow(tableRow: TableFileRow, header: HeaderMap): ReadRow {
  const cells = new CellReader(tableRow, header)
  const details: Details = {
    customerNo: cells.requiredPattern('customer_no', NUMBER, 'a customer number of at most 32 letters and digits'),
    name: cells.required('name', 140),
    nameZh: cells.text('name_zh', 140),
    email: cells.pattern('email', EMAIL, 'an e-mail address'),
    phone: cells.pattern('phone', PHONE, 'a telephone number'),
    country: cells.requiredPattern('country', COUNTRY, 'a country code of two capital letters, for example HK'),
    risk: cells.oneOf('risk', RISKS) ?? 'normal',
  }
  const accountNo = cells.requiredPattern('account_no', NUMBER, 'a trading account of at most 32 letters and digits')
  const currency = cells.currency('account_currency')
  const figure = (column: string, sign: 'notNegative' | 'any') => cells.amount(column, currency, sign) as AmountMinor
  const account: AccountRow = {
    rowNumber: tableRow.rowNumber,
    accountNo,
    currency: currency ?? 'HKD',
    balanceMinor: figure('balance', 'any'),
    equityMinor: figure('equity', 'any'),
    creditMinor: figure('credit', 'notNegative'),
    marginMinor: figure('margin', 'notNegative'),
    freeMarginMinor: figure('free_margin', 'any'),
    openTrades: Number(cells.requiredPattern('open_trades', COUNT, 'a whole number of open trades')),
  }
  return { details, account, cells }
}

function groupByCustomer(read: readonly ReadRow[]): Map<string, ReadRow[]> {
  const groups = new Map<string, ReadRow[]>()
  for (const row of read) {
    // Rows without a number have an error of their own and belong to nobody.
    const key = row.details.customerNo === '' ? `row ${row.account.rowNumber}` : row.details.customerNo
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/** The details of one customer must be the same on all of their rows. */
function contradictions(group: readonly ReadRow[]): RowError[] {
  const first = group[0]!
  const columns = {
    name: 'name',
    nameZh: 'name_zh',
    email: 'email',
    phone: 'phone',
    country: 'country',
    risk: 'risk',
  } as const
  const errors: RowError[] = []
  for (const { details, account } of group.slice(1)) {
    for (const [field, column] of Object.entries(columns) as [keyof typeof columns, string][]) {
      if (details[field] === first.details[field]) continue
      const message = `${details.customerNo} has "${first.details[field]}" on row ${first.account.rowNumber} and "${details[field]}" here. Which is right?`
      errors.push({ row: account.rowNumber, column, code: 'CONTRADICTION', message, value: details[field] })
    }
  }
  return errors
}
