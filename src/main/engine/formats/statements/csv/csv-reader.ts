/**
 * Reads a CSV statement under a profile: one statement per account, rows in the order of the file.
 * Rows that are no entries (balances carried forward, totals, continued texts) are recognised by their shape; a row that
 * fits nothing is reported and never dropped quietly.
 */
import { declaredCharset, decodeBytes } from '../charset.ts'
import { reportRepeatedStatements, reportUnknownCurrencies, totalStatement } from '../check-statement.ts'
import type { CsvProfile } from '../csv-profile.ts'
import { amountInWords } from '../decimal-text.ts'
import { Findings, fileResult, Refusal, refusedFile, tooManyEntries } from '../findings.ts'
import { STATEMENT_LIMITS } from '../limits.ts'
import { type Entry, type Statement, type StatementFile, unknownStatement } from '../model.ts'
import { settleBalances } from './csv-balances.ts'
import { type ReadRow, type RowContext, readPreambleRow, readRow } from './csv-row.ts'
import { type CsvRow, joinCutAmounts, splitRows } from './csv-table.ts'

/** An entry with what its row says beside it. */
export type PlacedEntry = { entry: Entry; balanceMinor: number | null; rowNumber: number }

type TotalRow = Extract<ReadRow, { kind: 'total' }>

export type AccountRows = {
  statement: Statement
  rows: PlacedEntry[]
  statedOpeningMinor: number | null
  statedClosingMinor: number | null
  totals: TotalRow[]
}

/** Reads the bytes of a CSV file under a profile. Never throws for what the file holds: that comes back refused. */
export function readCsv(bytes: Uint8Array, profile: CsvProfile): StatementFile {
  const findings = new Findings()
  try {
    const decoded = decodeBytes(bytes, { declared: declaredCharset(bytes), preferred: profile.charset }, findings)
    return readCsvText(decoded.text, profile, findings)
  } catch (error) {
    if (error instanceof Refusal) return refusedFile('CSV', error.finding, findings.list())
    throw error
  }
}

/** Reads a decoded CSV text. Throws a `Refusal` when it is no table. */
export function readCsvText(text: string, profile: CsvProfile, findings: Findings): StatementFile {
  const rows = joinCutAmounts(splitRows(text, profile, findings), profile.cutAmounts)
  const { columns } = profile
  if (columns.amount === null && columns.debit === null && columns.credit === null) {
    throw new Refusal(
      'csv-no-amount-column',
      'file',
      'The profile names no column with amounts. Choose the columns for date and amount in the profile and read the file again.',
    )
  }
  const header = profile.headerRow === null ? null : (rows[profile.headerRow - 1]?.cells ?? null)
  const width = header?.length ?? null
  const headerText = header?.join('\t')
  const context: RowContext = { profile, findings, width }
  const accounts = new Map<string, AccountRows>()
  let last: AccountRows | null = null
  for (const row of rows) {
    // Some exports repeat the column names on every page.
    if (row.number < profile.firstRow || row.cells.join('\t') === headerText) continue
    const read = readRow(row, context)
    if (read.kind === 'continuation') continueText(last, read, findings)
    else if (read.kind === 'total') last?.totals.push(read)
    else if (read.kind !== 'skip') {
      last = accountFor(accounts, read.account ?? profile.account, last)
      takeRow(last, read, row.number)
      if (last.rows.length > STATEMENT_LIMITS.entries) throw tooManyEntries(row.line)
    }
  }
  if (accounts.size === 0) accountFor(accounts, profile.account, null)
  if (accounts.size === 1) takePreamble(rows, profile, [...accounts.values()][0])
  const statements = [...accounts.values()].map((account) => finishAccount(account, profile, findings))
  reportFacts(statements, profile, findings)
  reportRepeatedStatements(statements, findings)
  reportUnknownCurrencies(statements, findings)
  return fileResult('CSV', statements, findings)
}

/** Balances that lines before the table state; they are of use only when the file holds one account. */
function takePreamble(rows: readonly CsvRow[], profile: CsvProfile, account: AccountRows | undefined): void {
  for (const row of rows.slice(0, profile.firstRow - 1)) {
    if (row.number === profile.headerRow || !account) continue
    const stated = readPreambleRow(row, profile)
    if (stated?.kind === 'opening') account.statedOpeningMinor ??= stated.balanceMinor
    else if (stated) account.statedClosingMinor ??= stated.balanceMinor
  }
}

/** Rows without an account of their own (totals, balances) belong to the account before them. */
function accountFor(accounts: Map<string, AccountRows>, account: string | null, last: AccountRows | null): AccountRows {
  if (account === null && last !== null) return last
  const key = account ?? ''
  let found = accounts.get(key)
  const nameless = accounts.get('')
  if (!found && nameless && nameless.rows.length === 0) {
    accounts.delete('')
    accounts.set(key, nameless)
    nameless.statement.account = account
    found = nameless
  }
  if (!found) {
    const statement = unknownStatement('file', 'statement')
    statement.account = account
    found = { statement, rows: [], statedOpeningMinor: null, statedClosingMinor: null, totals: [] }
    accounts.set(key, found)
  }
  return found
}

type BalanceOrEntry = Exclude<ReadRow, { kind: 'skip' | 'continuation' | 'total' }>

function takeRow(account: AccountRows, read: BalanceOrEntry, rowNumber: number): void {
  if (read.kind === 'entry') {
    if (account.rows.length === 0) account.statement.place = read.entry.place
    account.rows.push({ entry: read.entry, balanceMinor: read.balanceMinor, rowNumber })
  } else if (read.kind === 'opening') account.statedOpeningMinor ??= read.balanceMinor
  else account.statedClosingMinor = read.balanceMinor
}

function continueText(last: AccountRows | null, read: { text: string; place: string }, findings: Findings): void {
  const entry = last?.rows.at(-1)?.entry
  if (!entry) {
    const message = `The row at ${read.place} ("${read.text.slice(0, 40)}") holds neither a date nor an amount and continues no entry. It was not used; check it.`
    findings.add('row-not-understood', read.place, message)
    return
  }
  entry.rawText = entry.rawText === null ? read.text : `${entry.rawText}\n${read.text}`
  entry.text = entry.text === null ? read.text : `${entry.text} ${read.text}`
}

function finishAccount(account: AccountRows, profile: CsvProfile, findings: Findings): Statement {
  const { statement } = account
  statement.entries = account.rows.map((row) => row.entry)
  settleBalances(account, profile, findings)
  totalStatement(statement, 'none', { findings })
  for (const total of account.totals) checkTotalRow(total, statement, findings)
  return statement
}

/** A row of totals at the end must agree with the entries. */
function checkTotalRow(total: TotalRow, statement: Statement, findings: Findings): void {
  const { sumCreditsMinor, sumDebitsMinor, currency } = statement
  if (sumCreditsMinor === null || sumDebitsMinor === null) return
  for (const [name, stated, found] of [
    ['debits', total.debitMinor === null ? null : Math.abs(total.debitMinor), sumDebitsMinor],
    ['credits', total.creditMinor === null ? null : Math.abs(total.creditMinor), sumCreditsMinor],
    ['all amounts', total.netMinor, sumCreditsMinor - sumDebitsMinor],
  ] as const) {
    if (stated === null || stated === found) continue
    findings.add(
      'totals-mismatch',
      total.place,
      `The row at ${total.place} states ${amountInWords(stated, currency)} as the total of ${name}, but the rows give ${amountInWords(found, currency)}. Rows are missing or changed: ask the bank.`,
    )
  }
}

function reportFacts(statements: readonly Statement[], profile: CsvProfile, findings: Findings): void {
  const count = statements.reduce((sum, statement) => sum + statement.entries.length, 0)
  if (count === 0) {
    findings.add(
      'no-entries',
      'file',
      'The file holds no entry. If the account had movements, download the statement again.',
    )
  }
  if (statements.some((statement) => statement.account === null)) {
    findings.add(
      'account-missing',
      'file',
      'Neither the file nor the profile says which account this is. Choose the account by hand.',
    )
  }
  if (profile.currency === null && profile.columns.currency === null) {
    findings.add(
      'currency-missing',
      'file',
      'Neither the file nor the profile says the currency. Two decimals were assumed; state the currency of the account in the profile.',
    )
  }
  const [first] = statements
  const closing =
    first?.closing && statements.length === 1
      ? ` The last balance it shows is ${amountInWords(first.closing.amountMinor, first.currency)}.`
      : ''
  findings.add(
    'completeness-not-provable',
    'end of file',
    `A CSV file has no end mark and no control total, so rows missing at its end cannot be noticed.${closing} Compare the last row with the bank.`,
  )
}
