/**
 * Recomputes what a statement says about itself: sums, opening + movements = closing, the chain of balances from one
 * statement to the next, and statements that stand in the file twice. Every mismatch is a finding with both figures.
 */
import { type AmountMinor, MAX_AMOUNT_MINOR, minor } from '../../../../contract/money.ts'
import { isKnownCurrency } from './currency-exponent.ts'
import { amountInWords } from './decimal-text.ts'
import type { Findings } from './findings.ts'
import type { Entry, Statement } from './model.ts'

/** Sums of the entries by direction, both positive. */
export type Sums = { credits: AmountMinor; debits: AmountMinor }

/** Whether booked opening and closing balances belong to the format, so that a missing one is worth a finding. */
export type BalanceExpectation = 'both' | 'none'

/** Fills in currency, sums and `addsUp` of a statement and reports what does not fit. */
export function totalStatement(statement: Statement, expectation: BalanceExpectation, findings: Findings): void {
  const booked = statement.entries.filter((entry) => entry.status === 'booked')
  statement.currency ??= onlyCurrency(booked)
  const foreign = booked.filter((entry) => entry.currency !== null && entry.currency !== statement.currency)
  if (foreign.length > 0) {
    reportMixedCurrencies(statement, booked, findings)
  } else {
    const sums = sumEntries(booked)
    statement.sumCreditsMinor = sums?.credits ?? null
    statement.sumDebitsMinor = sums?.debits ?? null
    if (sums === null && booked.every(isComplete)) {
      findings.add(
        'sum-too-large',
        statement.place,
        'The sum of the entries is larger than any amount the desk accepts.',
      )
    }
  }
  if (expectation === 'both') reportMissingBalances(statement, findings)
  statement.addsUp = addsUp(statement, findings)
}

/** Credits and debits of entries that are all known and of one currency; `null` otherwise or when out of range. */
export function sumEntries(entries: readonly Pick<Entry, 'amountMinor' | 'direction'>[]): Sums | null {
  let credits = 0n
  let debits = 0n
  for (const entry of entries) {
    if (!isComplete(entry)) return null
    if (entry.direction === 'credit') credits += BigInt(entry.amountMinor ?? 0)
    else debits += BigInt(entry.amountMinor ?? 0)
  }
  const limit = BigInt(MAX_AMOUNT_MINOR)
  return credits > limit || debits > limit ? null : { credits: minor(Number(credits)), debits: minor(Number(debits)) }
}

function isComplete(entry: Pick<Entry, 'amountMinor' | 'direction'>): boolean {
  return entry.amountMinor !== null && entry.direction !== null
}

/** The one currency that the entries state, or `null` when they state none or several. */
export function onlyCurrency(entries: readonly Pick<Entry, 'currency'>[]): string | null {
  const stated = new Set(entries.map((entry) => entry.currency).filter((currency) => currency !== null))
  const [only = null] = stated.size === 1 ? stated : []
  return only
}

function reportMixedCurrencies(statement: Statement, booked: Entry[], findings: Findings): void {
  const byCurrency = new Map<string | null, Entry[]>()
  for (const entry of booked) {
    const group = byCurrency.get(entry.currency)
    if (group) group.push(entry)
    else byCurrency.set(entry.currency, [entry])
  }
  const parts: string[] = []
  for (const [currency, entries] of [...byCurrency].slice(0, 20)) {
    const sums = sumEntries(entries)
    if (sums)
      parts.push(`credits ${amountInWords(sums.credits, currency)}, debits ${amountInWords(sums.debits, currency)}`)
  }
  findings.add(
    'mixed-currencies',
    statement.place,
    `Entries of account ${statement.account ?? '(unknown)'} are not all in ${statement.currency ?? 'one currency'} ` +
      `(${parts.join('; ')}). They cannot be added up with the balances; check them one by one.`,
  )
}

function reportMissingBalances(statement: Statement, findings: Findings): void {
  const missing = [statement.opening ? '' : 'opening', statement.closing ? '' : 'closing'].filter((name) => name !== '')
  if (missing.length === 0) return
  const names = missing.join(' and ')
  findings.add(
    missing.length === 2 ? 'balances-missing' : `${names}-balance-missing`,
    statement.place,
    `The ${names} balance of account ${statement.account ?? '(unknown)'} is not in the file or not readable, ` +
      'so nobody can tell whether entries are missing. Ask the bank for the complete statement.',
  )
}

function addsUp(statement: Statement, findings: Findings): boolean | null {
  const { opening, closing, sumCreditsMinor, sumDebitsMinor, currency } = statement
  if (!opening || !closing || sumCreditsMinor === null || sumDebitsMinor === null) return null
  const expected = opening.amountMinor + sumCreditsMinor - sumDebitsMinor
  if (expected === closing.amountMinor) return true
  findings.add(
    'does-not-add-up',
    statement.place,
    `Opening ${amountInWords(opening.amountMinor, currency)} plus credits ${amountInWords(sumCreditsMinor, currency)} ` +
      `minus debits ${amountInWords(sumDebitsMinor, currency)} gives ${amountInWords(expected, currency)}, but the ` +
      `closing balance is ${amountInWords(closing.amountMinor, currency)} ` +
      `(${amountInWords(closing.amountMinor - expected, currency)} off). Entries are missing or wrong: ask the bank.`,
  )
  return false
}

/** Reports currency codes that ISO 4217 does not know, once each: their decimals are an assumption. */
export function reportUnknownCurrencies(statements: readonly Statement[], findings: Findings): void {
  const reported = new Set<string>()
  const check = (code: string | null, place: string): void => {
    if (code === null || isKnownCurrency(code) || reported.has(code) || reported.size >= 20) return
    reported.add(code)
    findings.add(
      'unknown-currency',
      place,
      `"${code.slice(0, 10)}" is no currency code of ISO 4217. Two decimals were assumed; check the amounts.`,
    )
  }
  for (const statement of statements) {
    check(statement.currency, statement.place)
    for (const entry of statement.entries) check(entry.currency, entry.place)
  }
}

/**
 * Compares the closing balance of each statement with the opening of the next one of the same account and currency,
 * in the order of their dates. Pages of one statement are covered by the same rule.
 */
export function checkBalanceChain(statements: readonly Statement[], findings: Findings): void {
  for (const group of groupByAccount(statements)) {
    for (const [index, next] of group.entries()) {
      const previous = group[index - 1]
      if (!previous?.closing || !next.opening || previous.closing.amountMinor === next.opening.amountMinor) continue
      const { currency } = next
      findings.add(
        'balance-chain-broken',
        next.place,
        `Account ${next.account ?? '(unknown)'}: statement ${previous.number ?? previous.place} closes with ` +
          `${amountInWords(previous.closing.amountMinor, currency)} but the next one, ${next.number ?? next.place}, opens with ` +
          `${amountInWords(next.opening.amountMinor, currency)}. A statement or page between them is missing or changed.`,
      )
    }
  }
}

function groupByAccount(statements: readonly Statement[]): Statement[][] {
  const groups = new Map<string, Statement[]>()
  for (const statement of statements) {
    if (statement.account === null) continue
    const key = `${statement.account.replace(/\s/g, '')}|${statement.currency}`
    const group = groups.get(key)
    if (group) group.push(statement)
    else groups.set(key, [statement])
  }
  const dateOf = (s: Statement): string => s.opening?.date ?? s.closing?.date ?? ''
  return [...groups.values()].map((group) =>
    group
      .map((statement, index) => ({ statement, index }))
      .sort((a, b) => compareText(dateOf(a.statement), dateOf(b.statement)) || chainOrder(a, b))
      .map((item) => item.statement),
  )
}

type Placed = { statement: Statement; index: number }

/** Same day: the one whose closing is the other's opening comes first, else the order of the file stands. */
function chainOrder(a: Placed, b: Placed): number {
  const follows = (x: Statement, y: Statement): boolean =>
    x.closing !== null && y.opening !== null && x.closing.amountMinor === y.opening.amountMinor
  const forward = follows(a.statement, b.statement)
  const backward = follows(b.statement, a.statement)
  return forward === backward ? a.index - b.index : forward ? -1 : 1
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Reports a statement that stands in the file twice, word for word the same figures. */
export function reportRepeatedStatements(statements: readonly Statement[], findings: Findings): void {
  const seen = new Map<string, Statement>()
  for (const statement of statements) {
    if (statement.account === null) continue
    const key = JSON.stringify([
      statement.account,
      statement.currency,
      statement.number,
      statement.statementId,
      statement.page,
      statement.opening,
      statement.closing,
      statement.entries.length,
      statement.entries
        .slice(0, 50)
        .map((e) => [e.amountMinor, e.direction, e.bookingDate, e.valueDate, e.bankReference, e.rawText]),
    ])
    const first = seen.get(key)
    if (!first) {
      seen.set(key, statement)
      continue
    }
    if (statement.entries.length === 0 && statement.opening === null && statement.closing === null) continue
    findings.add(
      'statement-repeated',
      statement.place,
      `Statement ${statement.number ?? '(no number)'} of account ${statement.account} stands in the file twice ` +
        `(${first.place} and ${statement.place}). Import it once only.`,
    )
  }
}
