/**
 * When two statements are one statement, and two lines one line (law 10). A line is its content and its running number
 * among equal lines of its account and day: true twins are two lines, the same line in an overlapping statement is not.
 */
import { subtract } from '../../../../contract/money.ts'

export type BalanceFacts = { amountMinor: number; date: string | null } | null

export type StatementFacts = {
  number: string | null
  statementId: string | null
  opening: BalanceFacts
  closing: BalanceFacts
  sumCreditsMinor: number | null
  sumDebitsMinor: number | null
  lines: number
}

/**
 * What a statement is told apart by. Money that moved between two known balances on a known day identifies a statement in
 * every format; a statement without movement or balances is told apart by its number, dates and sums as well.
 */
export function statementKey(facts: StatementFacts): unknown[] {
  const { number, statementId, opening, closing, sumCreditsMinor, sumDebitsMinor, lines } = facts
  const moved =
    opening !== null && closing !== null && closing.date !== null && opening.amountMinor !== closing.amountMinor
  const figures = [
    opening?.amountMinor ?? null,
    closing?.amountMinor ?? null,
    closing?.date ?? null,
    sumCreditsMinor,
    sumDebitsMinor,
    lines,
  ]
  return moved ? ['moved', ...figures] : ['still', ...figures, opening?.date ?? null, number, statementId]
}

export type LineContent = {
  bookingDate: string | null
  valueDate: string | null
  direction: string
  amountMinor: number
  currency: string
  bankReference: string
  ownReference: string
  counterparty: string
  text: string
  chequeNumber: string | null
  transactionId: string | null
  uetr: string | null
}

/** The content by which a line is told apart, in a fixed order. */
export function lineKey(line: LineContent): unknown[] {
  const { bookingDate, valueDate, direction, amountMinor, currency, bankReference, ownReference } = line
  const { counterparty, text, chequeNumber, transactionId, uetr } = line
  const money = [bookingDate, valueDate, direction, amountMinor, currency]
  return [...money, bankReference, ownReference, counterparty, text, chequeNumber, transactionId, uetr]
}

/**
 * True when a statement goes on where an earlier one ended, so that lines equal to taken ones are true twins. An overlap
 * would open in the middle of the earlier statement: it can open with its closing balance only when the lines that both hold
 * cancel out. `equalNetMinor` is the sum of the equal lines, credits positive.
 */
export function continuesAfter(
  earlierClosingMinor: number | null,
  opening: BalanceFacts,
  equalNetMinor: number,
): boolean {
  return (
    earlierClosingMinor !== null &&
    opening !== null &&
    opening.amountMinor === earlierClosingMinor &&
    equalNetMinor !== 0
  )
}

/** By how much the opening balance is off the closing balance before it; zero: nothing is missing between them. */
export function openingGap(earlierClosingMinor: number, openingMinor: number): number {
  return subtract(openingMinor, earlierClosingMinor)
}
