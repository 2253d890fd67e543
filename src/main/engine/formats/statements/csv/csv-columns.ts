/**
 * Finds out what each column of a CSV table holds: by its name where there is one, by its cells where there is none,
 * and by the running balance where several columns of numbers would otherwise be a guess.
 */
import type { CsvColumns } from '../csv-profile.ts'
import { isKnownCurrency } from '../currency-exponent.ts'
import { type ChainRow, followsWithoutBreak } from './csv-chain.ts'
import type { CsvRow } from './csv-table.ts'
import { amountParts, cellText, dateOrdersOf, marksOf, readDigits } from './csv-values.ts'
import { CREDIT_WORDS, DEBIT_WORDS, normalised, roleOfHeader } from './csv-words.ts'

export type ColumnFinding = { columns: CsvColumns; currency: string | null; questions: string[] }

/** Cells of the sampled data rows, by column. */
export type ColumnCells = string[][]

const SAMPLE_ROWS = 300

function noColumns(): CsvColumns {
  return {
    bookingDate: null,
    valueDate: null,
    amount: null,
    debit: null,
    credit: null,
    direction: null,
    balance: null,
    currency: null,
    account: null,
    bankReference: null,
    ownReference: null,
    chequeNumber: null,
    counterparty: null,
    counterpartyAccount: null,
    text: [],
  }
}

/** The cells of the data rows by column, of a sample. */
export function cellsByColumn(rows: readonly CsvRow[], width: number): ColumnCells {
  const columns: ColumnCells = Array.from({ length: width }, () => [])
  for (const row of rows.slice(0, SAMPLE_ROWS)) {
    for (const [index, column] of columns.entries()) column.push(cellText(row.cells[index]))
  }
  return columns
}

/** Row number of the column names: the first of the early rows with two known names and neither date nor amount. */
export function findHeader(rows: readonly CsvRow[]): number | null {
  for (const row of rows.slice(0, 40)) {
    const cells = row.cells.map(cellText)
    const roles = new Set(cells.map((cell) => roleOfHeader(cell).role).filter((role) => role !== null))
    const hasValues = cells.some(
      (cell) => dateOrdersOf(cell).length > 0 || (amountParts(cell) !== null && /\d/.test(cell)),
    )
    const needed = roles.has('amount') || roles.has('debit') || roles.has('credit') || roles.has('bookingDate')
    if (roles.size >= 2 && needed && !hasValues) return row.number
  }
  return null
}

/** Columns by their names. */
export function columnsByHeader(header: readonly string[], cells: ColumnCells): ColumnFinding {
  const columns = noColumns()
  let currency: string | null = null
  for (const [index, raw] of header.entries()) {
    const { role, currency: named } = roleOfHeader(cellText(raw))
    if (role === null) continue
    const values = (cells[index] ?? []).filter((cell) => cell !== '')
    if (named !== null && isKnownCurrency(named)) currency ??= named
    const fitting = fittingRole(role, values)
    if (fitting === 'text') columns.text.push(index)
    else if (fitting !== null && columns[fitting] === null) columns[fitting] = index
  }
  columns.direction ??= namelessDirection(header, cells)
  if (columns.bookingDate === null) {
    columns.bookingDate = columns.valueDate
    columns.valueDate = null
  }
  if (columns.amount !== null && columns.debit !== null && columns.credit !== null) columns.amount = null
  if (columns.amount !== null) Object.assign(columns, { debit: null, credit: null })
  return { columns, currency, questions: [] }
}

/** Some exports leave the column that says debit or credit (S/H) without a name. */
function namelessDirection(header: readonly string[], cells: ColumnCells): number | null {
  const index = cells.findIndex((column, at) => {
    const values = column.filter((cell) => cell !== '')
    return roleOfHeader(header[at] ?? '').role === null && values.length > 0 && values.every(isDirectionWord)
  })
  return index < 0 ? null : index
}

/** Some names mean different things at different banks (Valuta, IBAN, Type): the cells decide. */
function fittingRole(role: keyof CsvColumns, cells: readonly string[]): keyof CsvColumns | null {
  const values = cells.filter((cell) => !/^[-–—]$/.test(cell))
  if (values.length === 0) return role
  const most = (test: (cell: string) => boolean): boolean => values.filter(test).length * 10 >= values.length * 8
  const isDate = (cell: string): boolean => dateOrdersOf(cell).length > 0
  switch (role) {
    case 'bookingDate':
    case 'valueDate':
    case 'currency':
      if (most((cell) => /^[A-Za-z]{3}$/.test(cell) && isKnownCurrency(cell.toUpperCase()))) return 'currency'
      return values.some(isDate) ? (role === 'currency' ? 'valueDate' : role) : null
    case 'amount':
    case 'debit':
    case 'credit':
    case 'balance':
      if (values.some((cell) => amountParts(cell) !== null && !isDate(cell))) return role
      return role === 'amount' && values.some(isDate) ? 'valueDate' : null
    case 'direction':
      return most(isDirectionWord) ? role : 'text'
    case 'account':
      return isPartnersAccount(values) ? 'counterpartyAccount' : role
    default:
      return role
  }
}

function isDirectionWord(cell: string): boolean {
  const plain = normalised(cell) || cell
  return CREDIT_WORDS.includes(plain) || DEBIT_WORDS.includes(plain)
}

/** A column of accounts that changes from row to row holds the other side's accounts. */
function isPartnersAccount(values: readonly string[]): boolean {
  const different = new Set(values).size
  const isIban = values.every((cell) => /^[A-Z]{2}\d{2}/.test(cell))
  return different * 2 > values.length && different >= (isIban ? 2 : 4)
}

/** Columns by their cells alone. */
export function columnsByContent(cells: ColumnCells, rowCount: number): ColumnFinding {
  const columns = noColumns()
  const questions: string[] = []
  const indexes = cells.map((_, index) => index)
  const filled = (index: number): string[] => (cells[index] ?? []).filter((cell) => cell !== '')
  const mostly = (index: number, test: (cell: string) => boolean): boolean => {
    const values = filled(index)
    return values.length > 0 && values.filter(test).length * 10 >= values.length * 9
  }
  const dates = indexes.filter(
    (index) => mostly(index, (cell) => dateOrdersOf(cell).length > 0) && filled(index).length * 2 > rowCount,
  )
  columns.bookingDate = dates[0] ?? null
  columns.valueDate = dates[1] ?? null
  if (dates.length > 1)
    questions.push(
      `columns ${dates.map((index) => index + 1).join(' and ')} hold dates: the first was taken as the booking date`,
    )
  const others = indexes.filter((index) => !dates.includes(index))
  columns.currency = others.find((index) => mostly(index, (cell) => isKnownCurrency(cell))) ?? null
  const numbers = others.filter((index) => mostly(index, (cell) => amountParts(cell) !== null))
  const amounts = numbers.filter((index) => filled(index).some((cell) => /[.,]\d{1,2}\D*$/.test(cell)))
  const account = others.find((index) => !amounts.includes(index) && isAccount(filled(index), rowCount))
  columns.account = account ?? null
  const moneyColumns = numbers.filter((index) => index !== account)
  if (!settleByBalance(columns, cells, moneyColumns))
    questions.push(...settleWithoutBalance(columns, cells, amounts.length > 0 ? amounts : moneyColumns))
  const used = [
    columns.amount,
    columns.debit,
    columns.credit,
    columns.balance,
    columns.currency,
    columns.account,
    ...dates,
  ]
  columns.direction = others.find((index) => !used.includes(index) && mostly(index, isDirectionWord)) ?? null
  columns.text = others.filter(
    (index) =>
      !used.includes(index) && index !== columns.direction && filled(index).some((cell) => /\p{L}{2}/u.test(cell)),
  )
  return { columns, currency: null, questions }
}

/** One and the same number with six digits or more, or an IBAN, in every row. */
function isAccount(values: readonly string[], rowCount: number): boolean {
  if (rowCount < 2 || values.length < rowCount || new Set(values).size !== 1) return false
  const [value = ''] = values
  return (
    /^[A-Z]{2}\d{2}[A-Z0-9 ]{10,34}$/.test(value) ||
    (/^[\d -]{6,34}$/.test(value) && value.replace(/\D/g, '').length >= 6)
  )
}

/** Tries which columns make the running balance follow; true when one combination does. */
function settleByBalance(columns: CsvColumns, cells: ColumnCells, numbers: readonly number[]): boolean {
  const sample = numbers.slice(-6)
  const values = new Map(sample.map((index) => [index, signedValues(cells[index] ?? [])]))
  for (const balance of sample.toReversed()) {
    for (const amount of sample) {
      if (amount === balance) continue
      if (followsWithoutBreak(chainOf(values.get(amount), null, values.get(balance)))) {
        Object.assign(columns, { amount, balance })
        return true
      }
    }
    for (const debit of sample) {
      for (const credit of sample) {
        if (debit === balance || credit === balance || debit === credit) continue
        if (followsWithoutBreak(chainOf(values.get(credit), values.get(debit) ?? [], values.get(balance)))) {
          Object.assign(columns, { debit, credit, balance })
          return true
        }
      }
    }
  }
  return false
}

type Values = (number | null)[]

function signedValues(cells: readonly string[]): Values {
  const parts = cells.map((cell) => amountParts(cell))
  const marks = marksOf(parts.flatMap((part) => (part ? [part.digits] : [])))
  return parts.map((part) => {
    const units = part ? readDigits(part.digits, 4, marks) : null
    return units === null || !part ? null : part.negative ? -units : units
  })
}

/** Credits minus debits (debits count as such with or without a minus) beside the balance. */
function chainOf(credits: Values | undefined, debits: Values | null, balances: Values | undefined): ChainRow[] {
  return (balances ?? []).map((balanceMinor, index) => {
    const credit = credits?.[index] ?? null
    if (debits === null) return { amountMinor: credit, balanceMinor }
    const debit = debits[index] ?? null
    const both = credit !== null && credit !== 0 && debit !== null && debit !== 0
    const amountMinor = (credit === null && debit === null) || both ? null : (credit ?? 0) - Math.abs(debit ?? 0)
    return { amountMinor, balanceMinor }
  })
}

/** Takes the likeliest column as the amount; the answer are the questions that this leaves. */
function settleWithoutBalance(columns: CsvColumns, cells: ColumnCells, amounts: readonly number[]): string[] {
  const [first, second] = amounts
  if (first === undefined) return []
  if (second === undefined) {
    columns.amount = first
    return []
  }
  const hasSign = (index: number): boolean => (cells[index] ?? []).some((cell) => amountParts(cell)?.signed === true)
  columns.amount = amounts.find(hasSign) ?? first
  const names = amounts.map((index) => index + 1).join(', ')
  return [
    `columns ${names} hold numbers and no balance shows which is which: column ${columns.amount + 1} was taken as the amount`,
  ]
}
