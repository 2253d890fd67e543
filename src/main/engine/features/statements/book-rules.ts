/**
 * Lines that are no payment of ours: a leg of a transfer between own accounts, or a line like those that were booked before.
 * Both only propose, each with its reason (law 12).
 */
import { addDays } from '../../../../contract/dates.ts'
import type { OtherKind } from '../../../../contract/statements.ts'

export type LegFacts = {
  id: number
  bankAccountId: number
  direction: string
  amountMinor: number
  currency: string
  date: string
  lineNumber: number
  accountName: string
}

/** Days between the two legs of a transfer. */
export const TRANSFER_DAYS = 3

/** The one line of another own account that is the other leg of this one; `null`: none, or more than one could be. */
export function otherLeg(line: LegFacts, others: readonly LegFacts[]): LegFacts | null {
  const [only, another] = others.filter(
    (other) =>
      other.bankAccountId !== line.bankAccountId &&
      other.direction !== line.direction &&
      other.amountMinor === line.amountMinor &&
      other.currency === line.currency &&
      other.date >= addDays(line.date, -TRANSFER_DAYS) &&
      other.date <= addDays(line.date, TRANSFER_DAYS),
  )
  return only && !another ? only : null
}

/** What a text is about: its words without the numbers and dates that differ from month to month. */
export function shapeOf(...texts: readonly string[]): string {
  return texts
    .join(' ')
    .toUpperCase()
    .replace(/\S*\d\S*/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}

export type BookedBefore = { direction: string; shape: string; as: OtherKind; explanation: string }
export type Learned = { as: OtherKind; explanation: string; times: number }

/** How lines of this shape were booked before, when they were always booked alike. */
export function learnedFrom(
  line: { direction: string; shape: string },
  before: readonly BookedBefore[],
): Learned | null {
  if (line.shape.length < 4) return null
  const alike = before.filter(({ direction, shape }) => direction === line.direction && shape === line.shape)
  const [latest] = alike
  if (!latest || alike.some(({ as }) => as !== latest.as)) return null
  return { as: latest.as, explanation: latest.explanation, times: alike.length }
}
