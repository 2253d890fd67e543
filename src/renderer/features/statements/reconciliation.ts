/**
 * Arithmetic of the reconciliation desk: what the bank booked against what the books expect. A debit of the bank pays
 * what we sent, so the difference of a match is bank amount minus chosen payments and must reach zero (O-14).
 */
import { type AmountMinor, add, type Currency, negate, subtract } from '../../../contract/money.ts'
import type { ExpectedItem, Proposal, StatementLine } from '../../../contract/statements.ts'

/** Effect of a line on the bank account: credits positive, debits negative. */
export function signedMinor(line: StatementLine): AmountMinor {
  return line.direction === 'credit' ? line.amountMinor : negate(line.amountMinor)
}

/** What a line is about to be matched with: a proposal as it stands, or payments picked one by one. */
export type Chosen = {
  ids: readonly number[]
  amountMinor: AmountMinor
  /** Place of the proposal among the line's, null once somebody picked by hand. */
  proposal: number | null
  /** The line is to be booked as something else than a payment. */
  book: Proposal['book']
}

export const NOTHING_CHOSEN: Chosen = { ids: [], amountMinor: add(), proposal: null, book: null }

/** Takes the proposal at a place of the line's list; nothing when there is none. */
export function chooseProposal(line: StatementLine | null, place: number): Chosen {
  const proposal = line?.proposals[place]
  return proposal
    ? { ids: proposal.instructionIds, amountMinor: proposal.amountMinor, proposal: place, book: proposal.book }
    : NOTHING_CHOSEN
}

/** Takes exactly these payments, as far as they are still expected. */
export function chooseItems(ids: ReadonlySet<number>, expected: readonly ExpectedItem[]): Chosen {
  const items = expected.filter((item) => ids.has(item.instructionId))
  return {
    ids: items.map((item) => item.instructionId),
    amountMinor: add(...items.map((item) => item.amountMinor)),
    proposal: null,
    book: null,
  }
}

/** Bank amount minus what was chosen: zero = the match is exact. Null while nothing can be said. */
export function differenceMinor(line: StatementLine | null, chosen: Chosen): AmountMinor | null {
  return line ? subtract(line.amountMinor, chosen.amountMinor) : null
}

/** True when the chosen payments explain the line to the last cent. */
export function isExact(line: StatementLine | null, chosen: Chosen): boolean {
  return (chosen.ids.length > 0 || chosen.book !== null) && differenceMinor(line, chosen) === 0
}

/** What the bank took besides the one chosen payment, or kept from it when it came back; null: the difference is something else. */
export function chargeMinor(line: StatementLine | null, chosen: Chosen): AmountMinor | null {
  const difference = differenceMinor(line, chosen)
  if (!line || difference === null || chosen.ids.length !== 1) return null
  const charge = line.direction === 'debit' ? difference : negate(difference)
  return charge > 0 ? charge : null
}

/** What is still to match, per currency: net effect of the open lines on the bank account. */
export function openTotals(
  lines: readonly StatementLine[],
): { currency: Currency; lines: number; amountMinor: AmountMinor }[] {
  const totals = new Map<Currency, { lines: number; amountMinor: AmountMinor }>()
  for (const line of lines) {
    if (line.match) continue
    const before = totals.get(line.currency) ?? { lines: 0, amountMinor: add() }
    totals.set(line.currency, { lines: before.lines + 1, amountMinor: add(before.amountMinor, signedMinor(line)) })
  }
  return [...totals].map(([currency, total]) => ({ currency, ...total }))
}

/** Expected payments that could belong to a line, the likeliest first: chosen by a proposal, same amount, the oldest. */
export function rankExpected(line: StatementLine | null, expected: readonly ExpectedItem[]): ExpectedItem[] {
  if (!line) return [...expected]
  const proposed = new Set<number>(line.proposals.flatMap((proposal) => proposal.instructionIds))
  const rank = (item: ExpectedItem): number => {
    if (proposed.has(item.instructionId)) return 0
    if (item.amountMinor === line.amountMinor) return 1
    return item.amountMinor < line.amountMinor ? 2 : 3
  }
  return expected
    .filter((item) => item.currency === line.currency)
    .sort((a, b) => rank(a) - rank(b) || b.daysWaiting - a.daysWaiting || a.instructionId - b.instructionId)
}

/** The line after (or before) another one in the list; the last one stays where it is. */
export function neighbour<T>(rows: readonly T[], current: (row: T) => boolean, step: 1 | -1): T | null {
  const at = rows.findIndex(current)
  if (at < 0) return rows[0] ?? null
  return rows[Math.min(Math.max(at + step, 0), rows.length - 1)] ?? null
}
