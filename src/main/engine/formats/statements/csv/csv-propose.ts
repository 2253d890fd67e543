/**
 * Proposes a profile for a CSV file from its content and lists, as questions, everything the content cannot say.
 * A person confirms or corrects the proposal once; afterwards the profile is used as it is.
 */
import { daysApart } from '../calendar-text.ts'
import { declaredCharset, decodeBytes } from '../charset.ts'
import type { CsvColumns, CsvProfile } from '../csv-profile.ts'
import { isKnownCurrency } from '../currency-exponent.ts'
import { Findings, Refusal } from '../findings.ts'
import type { Finding } from '../model.ts'
import { type ChainRow, followsWithoutBreak, signsByBalance } from './csv-chain.ts'
import { cellsByColumn, columnsByContent, columnsByHeader, findHeader } from './csv-columns.ts'
import { type CsvRow, findCutAmounts, findDelimiter, joinCutAmounts, splitRows, usualWidth } from './csv-table.ts'
import { amountParts, cellText, type DateOrder, dateOrdersOf, marksOf, readDateCell, readDigits } from './csv-values.ts'
import { CREDIT_WORDS, DEBIT_WORDS } from './csv-words.ts'

/** `profile` is `null` when the file is no table with amounts; the questions then say why. */
export type CsvProposal = { profile: CsvProfile | null; questions: Finding[] }

/** Proposes a profile from the bytes of a file. */
export function proposeCsvProfile(bytes: Uint8Array): CsvProposal {
  const findings = new Findings()
  try {
    const decoded = decodeBytes(bytes, { declared: declaredCharset(bytes), preferred: null }, findings)
    return proposeForText(decoded.text)
  } catch (error) {
    if (error instanceof Refusal) return { profile: null, questions: [error.finding] }
    throw error
  }
}

/** A table as a person looks at it while the profile is corrected. */
export type TableLook = CsvProposal & {
  /** Names of the columns, or their numbers where the table has none. */
  columns: string[]
  /** The first rows with data as they stand in the file. */
  rows: string[][]
}

const SHOWN_ROWS = 6

/** What a decoded table holds and what is proposed for it; `null` when it is no table. */
export function lookAtTable(text: string): TableLook | null {
  const proposal = proposeForText(text)
  const { profile } = proposal
  if (profile === null) return null
  const rows = joinCutAmounts(splitRows(text, profile, null), profile.cutAmounts)
  const header = profile.headerRow === null ? null : (rows[profile.headerRow - 1]?.cells ?? null)
  const data = rows.filter((row) => row.number >= profile.firstRow && row.cells.some((cell) => cell.trim() !== ''))
  const width = header?.length ?? Math.max(1, ...data.slice(0, SHOWN_ROWS).map((row) => row.cells.length))
  const columns = Array.from({ length: width }, (_, index) => header?.[index]?.trim() || String(index + 1))
  return { ...proposal, columns, rows: data.slice(0, SHOWN_ROWS).map((row) => row.cells.slice(0, width)) }
}

/** Proposes a profile for a decoded text. */
export function proposeForText(text: string): CsvProposal {
  const findings = new Findings()
  const delimiter = findDelimiter(text)
  if (delimiter === null) return noTable(findings)
  const split = splitRows(text, { delimiter, quote: '"' }, null)
  const header = findHeader(split)
  const cutAmounts = delimiter === ',' ? findCutAmounts(split, split[(header ?? 0) - 1]?.cells ?? null) : []
  const rows = joinCutAmounts(split, cutAmounts)
  const width = header === null ? usualWidth(rows) : (rows[header - 1]?.cells.length ?? 0)
  const firstRow = header === null ? firstDataRow(rows, width) : header + 1
  if (firstRow === null || width < 2 || width > 200) return noTable(findings)
  const headerCells = header === null ? [] : (rows[header - 1]?.cells ?? [])
  const data = rows.filter((row) => {
    const isEmpty = row.cells.every((cell) => cell.trim() === '')
    return row.number >= firstRow && !isEmpty && row.cells.join('\t') !== headerCells.join('\t')
  })
  const cells = cellsByColumn(data, width)
  const found =
    header === null ? columnsByContent(cells, Math.min(data.length, 300)) : columnsByHeader(headerCells, cells)
  const { columns } = found
  if (columns.amount === null && columns.debit === null && columns.credit === null) return noTable(findings)
  for (const question of found.questions)
    ask(findings, 'columns-assumed', `The table has no column names; ${question}. Check the first rows.`)
  if (cutAmounts.length > 0) {
    const message =
      'The separator is also the decimal mark, so amounts stand in two cells; they were joined. Compare the first amounts with the bank.'
    ask(findings, 'amounts-joined', message)
  }
  const amounts = digitsOf(data, columns)
  const marks = marksOf(amounts)
  reportMarks(marks, amounts, findings)
  const preamble = rows.filter((row) => row.number < firstRow && row.number !== header)
  const preambleAccount = accountIn(preamble)
  if (preambleAccount !== null && columns.account !== null && new Set(cells[columns.account]).size > 1) {
    columns.counterpartyAccount ??= columns.account
    columns.account = null
  }
  const dates = orderOfDates(data, columns, findings)
  const profile: CsvProfile = {
    charset: null,
    delimiter,
    quote: '"',
    cutAmounts,
    headerRow: header,
    firstRow,
    skipRowsStartingWith: [],
    columns,
    dateOrder: dates,
    decimalMark: marks.decimalMark,
    thousandsMark: marks.thousandsMark,
    sign: 'unknown',
    debitIsNegative: isMostlyNegative(data, columns.debit),
    creditWords: CREDIT_WORDS,
    debitWords: DEBIT_WORDS,
    account: columns.account === null ? preambleAccount : null,
    currency: columns.currency === null ? (found.currency ?? currencyIn(preamble)) : null,
    rowOrder: null,
  }
  profile.sign = signRule(data, profile)
  return { profile, questions: findings.list() }
}

function noTable(findings: Findings): CsvProposal {
  ask(
    findings,
    'csv-no-table',
    'The file is no table in which columns with dates and amounts can be found. Make a profile by hand or choose another format.',
  )
  return { profile: null, questions: findings.list() }
}

function ask(findings: Findings, code: string, message: string): void {
  findings.add(code, 'file', message)
}

/** Without column names the table begins at the first row of the usual width with a date and an amount. */
function firstDataRow(rows: readonly CsvRow[], width: number): number | null {
  for (const row of rows) {
    const cells = row.cells.map(cellText)
    const telling =
      cells.some((cell) => dateOrdersOf(cell).length > 0) && cells.some((cell) => amountParts(cell) !== null)
    if (row.cells.length === width && telling) return row.number
  }
  return null
}

function digitsOf(rows: readonly CsvRow[], columns: CsvColumns): string[] {
  const wanted = [columns.amount, columns.debit, columns.credit, columns.balance].filter((column) => column !== null)
  return rows.flatMap((row) =>
    wanted.flatMap((column) => {
      const parts = amountParts(cellText(row.cells[column]))
      return parts ? [parts.digits] : []
    }),
  )
}

function reportMarks(marks: ReturnType<typeof marksOf>, amounts: readonly string[], findings: Findings): void {
  if (marks.contradicts) {
    ask(
      findings,
      'decimal-mark-mixed',
      `Amounts are written with a point and with a comma; "${marks.decimalMark}" was taken as the decimal mark. State it in the profile.`,
    )
  } else if (marks.decimalMark === null && amounts.some((digits) => /[.,]/.test(digits))) {
    const example = amounts.find((digits) => /[.,]/.test(digits)) ?? ''
    ask(
      findings,
      'decimal-mark-unknown',
      `The amount ${example} can be read with decimals or with thousands. State the decimal mark in the profile; such amounts stay unknown until then.`,
    )
  }
}

/** The one order in which all dates are days; where two fit, the one in which the rows run in order, else unknown. */
function orderOfDates(rows: readonly CsvRow[], columns: CsvColumns, findings: Findings): DateOrder | null {
  const wanted = [columns.bookingDate, columns.valueDate].filter((column) => column !== null)
  const all = new Set(rows.flatMap((row) => wanted.map((column) => cellText(row.cells[column]))))
  const texts = [...all].filter((text) => dateOrdersOf(text).length > 0)
  if (texts.length === 0) {
    ask(
      findings,
      'date-column-missing',
      'No column with dates was found. State it in the profile; dates stay unknown until then.',
    )
    return null
  }
  const counts = (['YMD', 'DMY', 'MDY'] as const).map((order) => ({
    order,
    readable: texts.filter((text) => readDateCell(text, order) !== null).length,
  }))
  const most = Math.max(...counts.map((count) => count.readable))
  // Nobody writes the month first with points: 02.01.2025 is the second of January.
  const dotted = texts.every((text) => /^\d{1,2}\.\d{1,2}\./.test(text))
  const fitting = counts
    .filter((count) => count.readable === most && !(dotted && count.order === 'MDY'))
    .map((count) => count.order)
  const [only] = fitting
  if (fitting.length === 1 && only) return only
  const meanings = fitting.map((order) => texts.map((text) => readDateCell(text, order)))
  if (meanings.every((days) => days.join() === meanings[0]?.join())) return only ?? null
  const example = texts.find((text) => new Set(fitting.map((order) => readDateCell(text, order))).size > 1) ?? ''
  const plausible = fitting.filter((_, index) => runsThroughAYear(meanings[index] ?? []))
  const [likely] = plausible
  if (plausible.length === 1 && likely && texts.length > 1) {
    ask(
      findings,
      'date-order-assumed',
      `Dates such as ${example} were read in the order ${likely}, because only so the rows run in order within a year. Confirm it in the profile.`,
    )
    return likely
  }
  const meaningsOfExample = fitting.map((order) => `${readDateCell(example, order)} (${order})`).join(' or ')
  ask(
    findings,
    'date-order-ambiguous',
    `The date ${example} can be read as ${meaningsOfExample}. State the order in the profile; dates stay unknown until then.`,
  )
  return null
}

/** True when the days run in one direction and cover no more than about a year. */
function runsThroughAYear(days: readonly (string | null)[]): boolean {
  const known = days.filter((day) => day !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined || daysApart(first, last) > 370) return false
  const ascends = known.every((day, index) => index === 0 || day >= (known[index - 1] ?? ''))
  return ascends || known.every((day, index) => index === 0 || day <= (known[index - 1] ?? ''))
}

function isMostlyNegative(rows: readonly CsvRow[], column: number | null): boolean {
  if (column === null) return false
  const parts = rows
    .map((row) => amountParts(cellText(row.cells[column])))
    .filter((part) => part !== null && /[1-9]/.test(part.digits))
  return parts.length > 0 && parts.filter((part) => part?.negative).length * 2 > parts.length
}

function signRule(rows: readonly CsvRow[], profile: CsvProfile): CsvProfile['sign'] {
  const { columns } = profile
  if (columns.amount === null) return 'columns'
  if (columns.direction !== null) return 'words'
  const parts = rows.map((row) => amountParts(cellText(row.cells[columns.amount ?? 0])))
  if (parts.some((part) => part?.negative)) return 'signed'
  const chain = unsignedRows(rows, profile)
  if (followsWithoutBreak(chain)) return 'signed'
  const byBalance = (['oldest-first', 'newest-first'] as const).some(
    (order) => signsByBalance(chain, order).filter((sign) => sign !== null).length >= chain.length - 1,
  )
  if (byBalance && chain.length > 1) return 'balance'
  return parts.some((part) => part?.signed) ? 'signed' : 'unknown'
}

function unsignedRows(rows: readonly CsvRow[], profile: CsvProfile): ChainRow[] {
  const units = (row: CsvRow, column: number | null): number | null => {
    const parts = column === null ? null : amountParts(cellText(row.cells[column]))
    const digits = parts ? readDigits(parts.digits, 4, profile) : null
    return digits === null || !parts ? null : parts.negative ? -digits : digits
  }
  return rows
    .map((row) => ({
      amountMinor: units(row, profile.columns.amount),
      balanceMinor: units(row, profile.columns.balance),
    }))
    .filter((row) => row.amountMinor !== null)
}

/** An account number that a line before the table names. */
function accountIn(preamble: readonly CsvRow[]): string | null {
  const named =
    /^(?:account|account number|account no\.?|a\/c|iban|konto|kontonummer|rekening|rekeningnummer|compte|cuenta|賬號|帳號|账号|戶口號碼|賬戶號碼)\s*[:：]?\s*(.*)$/i
  for (const row of preamble) {
    const cells = row.cells.map(cellText)
    for (const [index, cell] of cells.entries()) {
      const match = named.exec(cell.slice(0, 200))
      if (!match) continue
      const value = [match[1] ?? '', cells[index + 1] ?? ''].find((text) => text.replace(/\D/g, '').length >= 4)
      if (value !== undefined && value.length <= 60) return value.trim()
    }
  }
  return null
}

/** A currency code that a line before the table names. */
function currencyIn(preamble: readonly CsvRow[]): string | null {
  const named =
    /^(?:currency|ccy|w(?:ä|ae)hrung|devise|divisa|valuta|munt|waluta|m[eě]na|deviza|貨幣|幣別|货币|币种)\s*[:：]?\s*(.*)$/i
  for (const row of preamble) {
    const cells = row.cells.map(cellText)
    for (const [index, cell] of cells.entries()) {
      const match = named.exec(cell.slice(0, 200))
      const value = [match?.[1] ?? '', cells[index + 1] ?? ''].find(
        (text) => /^[A-Z]{3}$/.test(text) && isKnownCurrency(text),
      )
      if (match && value !== undefined) return value
    }
  }
  return null
}
