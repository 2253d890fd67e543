/**
 * Recomputes what a statement says about itself: sums, opening + movements = closing, the chain of balances from one
 * statement to the next, and statements that stand in the file twice. Every mismatch is a finding with both figures.
 */
import { type AmountMinor, MAX_AMOUNT_MINOR, minor } from '../../../../contract/money.ts'
import { isKnownCurrency } from './currency-exponent.ts'
import { amountInWords } from './decimal-text.ts'
import { type Bucket, type EntryTally, tallyOf } from './entry-tally.ts'
import type { Findings } from './findings.ts'
import type { Statement } from './model.ts'

/** What was counted of each statement. */
export type Tallies = ReadonlyMap<Statement, EntryTally>

function talliesOf(statements: readonly Statement[]): Tallies {
  return new Map(statements.map((statement) => [statement, tallyOf(statement.entries)]))
}

/** Sums of the entries by direction, both positive. */
export type Sums = { credits: AmountMinor; debits: AmountMinor }

/** Whether booked opening and closing balances belong to the format, so that a missing one is worth a finding. */
export type BalanceExpectation = 'both' | 'none'

/** Fills in currency, sums and `addsUp` of a statement and reports what does not fit. */
export function totalStatement(
  statement: Statement,
  expectation: BalanceExpectation,
  { findings, tally = tallyOf(statement.entries) }: { findings: Findings; tally?: EntryTally },
): void {
  const booked = tally.booked()
  statement.currency ??= onlyCurrency(booked)
  const foreign = booked.filter(({ currency }) => currency !== null && currency !== statement.currency)
  if (foreign.length > 0) {
    reportMixedCurrencies(statement, booked, findings)
  } else {
    const sums = sumsOf(booked)
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
export function sumsOf(buckets: readonly Bucket[]): Sums | null {
  let credits = 0
  let debits = 0
  for (const bucket of buckets) {
    if (!isComplete(bucket)) return null
    if (bucket.direction === 'credit') credits += bucket.sumMinor
    else debits += bucket.sumMinor
    // Each is at most twice the limit, so the sum of both is still exact.
    if (credits > MAX_AMOUNT_MINOR || debits > MAX_AMOUNT_MINOR) return null
  }
  return { credits: minor(credits), debits: minor(debits) }
}

function isComplete(bucket: Bucket): boolean {
  return bucket.unknown === 0 && bucket.direction !== null
}

/** The one currency that the entries state, or `null` when they state none or several. */
export function onlyCurrency(entries: readonly { currency: string | null }[]): string | null {
  const stated = new Set(entries.map((entry) => entry.currency).filter((currency) => currency !== null))
  const [only = null] = stated.size === 1 ? stated : []
  return only
}

function reportMixedCurrencies(statement: Statement, booked: readonly Bucket[], findings: Findings): void {
  const byCurrency = new Map<string | null, Bucket[]>()
  for (const bucket of booked) {
    const group = byCurrency.get(bucket.currency)
    if (group) group.push(bucket)
    else byCurrency.set(bucket.currency, [bucket])
  }
  const parts: string[] = []
  for (const [currency, buckets] of [...byCurrency].slice(0, 20)) {
    const sums = sumsOf(buckets)
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
export function reportUnknownCurrencies(
  statements: readonly Statement[],
  findings: Findings,
  tallies: Tallies = talliesOf(statements),
): void {
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
    for (const [currency, place] of tallies.get(statement)?.currencies ?? []) check(currency, place)
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
export function reportRepeatedStatements(
  statements: readonly Statement[],
  findings: Findings,
  tallies: Tallies = talliesOf(statements),
): void {
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
      tallies.get(statement)?.count,
      tallies.get(statement)?.identity(),
    ])
    const first = seen.get(key)
    if (!first) {
      seen.set(key, statement)
      continue
    }
    if (tallies.get(statement)?.count === 0 && statement.opening === null && statement.closing === null) continue
    findings.add(
      'statement-repeated',
      statement.place,
      `Statement ${statement.number ?? '(no number)'} of account ${statement.account} stands in the file twice ` +
        `(${first.place} and ${statement.place}). Import it once only.`,
    )
  }
}
