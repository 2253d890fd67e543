/**
 * Opening and closing balance of a CSV statement: from the running balance when it follows row by row and the dates
 * are in order, else from rows or preamble lines that state them. What contradicts is reported and not used.
 */
import { MAX_AMOUNT_MINOR, minor } from '../../../../../contract/money.ts'
import { onlyCurrency } from '../check-statement.ts'
import type { CsvProfile } from '../csv-profile.ts'
import { amountInWords } from '../decimal-text.ts'
import type { Findings } from '../findings.ts'
import { type Chain, type ChainRow, findChain, type RowOrder, signsByBalance } from './csv-chain.ts'
import type { AccountRows, PlacedEntry } from './csv-reader.ts'

/** Fills in directions (where the profile leaves them to the balance), opening and closing. */
export function settleBalances(account: AccountRows, profile: CsvProfile, findings: Findings): void {
  const { statement, rows } = account
  statement.currency = onlyCurrency(rows.map((row) => row.entry)) ?? profile.currency
  if (profile.sign === 'balance') settleSigns(account, profile, findings)
  else if (profile.sign === 'unknown') reportUnknownSigns(account, findings)
  const chain = findChain(chainRows(rows), profile.rowOrder)
  const hasBalance = rows.some((row) => row.balanceMinor !== null)
  const ordered = chain !== null && datesInOrder(rows, chain.order)
  if (hasBalance && chain === null && rows.length > 1) {
    findings.add(
      'running-balance-does-not-follow',
      statement.place,
      'The balance column does not follow from row to row in either order, so opening and closing balance are unknown. The export may be filtered; download all rows.',
    )
  } else if (chain !== null && !ordered) {
    findings.add(
      'rows-not-in-date-order',
      statement.place,
      'The rows are not in the order of their dates, so opening and closing balance are unknown although the balances follow. Check the dates with the bank.',
    )
  }
  if (chain !== null && ordered) {
    reportBreaks(account, chain.broken, findings)
    setBalances(account, chain)
    reportStated(account, findings)
  } else if (!hasBalance) {
    const [openingMinor, closingMinor] = [account.statedOpeningMinor, account.statedClosingMinor]
    setBalances(account, { openingMinor, closingMinor, order: dateOrder(rows) })
  }
}

function chainRows(rows: readonly PlacedEntry[]): ChainRow[] {
  return rows.map(({ entry, balanceMinor }) => {
    const known = entry.amountMinor !== null && entry.direction !== null
    const amountMinor = known ? (entry.direction === 'debit' ? -(entry.amountMinor ?? 0) : entry.amountMinor) : null
    return { amountMinor, balanceMinor }
  })
}

/** Unsigned amounts: the step of the balance says which way the money went. */
function settleSigns(account: AccountRows, profile: CsvProfile, findings: Findings): void {
  const { rows } = account
  const unsigned = rows.map(({ entry, balanceMinor }) => ({ amountMinor: entry.amountMinor, balanceMinor }))
  const orders: RowOrder[] = profile.rowOrder ? [profile.rowOrder] : ['oldest-first', 'newest-first']
  const signs = orders
    .map((order) => signsByBalance(unsigned, order))
    .reduce((a, b) => (b.filter((sign) => sign !== null).length > a.filter((sign) => sign !== null).length ? b : a))
  for (const [index, row] of rows.entries()) {
    row.entry.direction = signs[index] ?? null
    if (row.entry.direction !== null) continue
    findings.add(
      'direction-missing',
      row.entry.place,
      `The amount at ${row.entry.place} has no sign, and the balance before it does not tell whether money came or went. Check it with the bank.`,
    )
  }
}

function reportUnknownSigns({ statement, rows }: AccountRows, findings: Findings): void {
  if (rows.length === 0) return
  findings.add(
    'direction-unknown',
    statement.place,
    `Nothing in the file says which of its ${rows.length} amounts are credits and which are debits. State the sign rule in the profile.`,
  )
}

/** Known dates must not run against the order that the balances show. */
function datesInOrder(rows: readonly PlacedEntry[], order: RowOrder): boolean {
  let before: string | null = null
  for (const { entry } of order === 'oldest-first' ? rows : [...rows].reverse()) {
    const date = entry.bookingDate ?? entry.valueDate
    if (date === null) continue
    if (before !== null && date < before) return false
    before = date
  }
  return true
}

function dateOrder(rows: readonly PlacedEntry[]): RowOrder {
  return datesInOrder(rows, 'oldest-first') ? 'oldest-first' : 'newest-first'
}

type FoundBalances = Pick<Chain, 'openingMinor' | 'closingMinor' | 'order'>

function setBalances({ statement, rows }: AccountRows, { openingMinor, closingMinor, order }: FoundBalances): void {
  const dates = rows.map(({ entry }) => entry.bookingDate ?? entry.valueDate)
  if (order === 'newest-first') dates.reverse()
  if (isAmount(openingMinor)) {
    statement.opening = { amountMinor: minor(openingMinor), date: dates[0] ?? null }
  }
  if (isAmount(closingMinor)) {
    statement.closing = { amountMinor: minor(closingMinor), date: dates.at(-1) ?? null }
  }
}

function isAmount(value: number | null): value is number {
  return value !== null && Number.isSafeInteger(value) && Math.abs(value) <= MAX_AMOUNT_MINOR
}

function reportBreaks({ statement, rows }: AccountRows, broken: readonly number[], findings: Findings): void {
  for (const index of broken.slice(0, 20)) {
    const row = rows[index]
    if (!row) continue
    findings.add(
      'running-balance-broken',
      row.entry.place,
      `The balance ${row.balanceMinor === null ? '' : amountInWords(row.balanceMinor, statement.currency)} at ${row.entry.place} does not follow from the row before it. ` +
        'A row is missing, changed or in the wrong place: ask the bank.',
    )
  }
}

/** Balance rows and preamble lines must agree with the running balance. */
function reportStated(account: AccountRows, findings: Findings): void {
  const { statement } = account
  for (const [name, stated, found] of [
    ['opening', account.statedOpeningMinor, statement.opening?.amountMinor],
    ['closing', account.statedClosingMinor, statement.closing?.amountMinor],
  ] as const) {
    if (stated === null || found === undefined || stated === found) continue
    findings.add(
      'stated-balance-mismatch',
      statement.place,
      `The file states an ${name} balance of ${amountInWords(stated, statement.currency)}, but its rows give ${amountInWords(found, statement.currency)}. Rows are missing or changed: ask the bank.`,
    )
  }
}
