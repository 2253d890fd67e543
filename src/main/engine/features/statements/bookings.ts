/** What is proposed for lines that are no payment of ours; one look-up for a page of lines, never one per pair. */
import type { MatchKind, OtherKind } from '../../../../contract/statements.ts'
import type { Call } from '../../call.ts'
import { bankAccounts } from '../settings/index.ts'
import { type BookedBefore, type LegFacts, learnedFrom, otherLeg, shapeOf } from './book-rules.ts'
import { bookedBefore, legsOfAmounts } from './booked-store.ts'
import type { StatementLine } from './schema.ts'

export type Booking = { kind: MatchKind; as: OtherKind; explanation: string; because: string }

/** The booking that is proposed for each of these open lines, by the line's id. */
export function bookingsFor(call: Call, lines: readonly StatementLine[]): Map<number, Booking> {
  const found = new Map<number, Booking>()
  if (lines.length === 0) return found
  const names = new Map(bankAccounts(call).map(({ id, name }) => [id, name]))
  const legOf = (line: StatementLine): LegFacts => ({
    ...line,
    date: line.bookingDate ?? line.valueDate ?? '',
    accountName: names.get(line.bankAccountId) ?? '',
  })
  const amounts = [...new Set(lines.map(({ amountMinor }) => amountMinor))].filter((amountMinor) => amountMinor > 0)
  const legs = names.size > 1 ? legsOfAmounts(call, amounts).map(legOf) : []
  const before = beforeOf(call, lines)
  for (const line of lines) {
    const leg = line.amountMinor > 0 ? otherLeg(legOf(line), legs) : null
    const booking = leg ? transfer(line, leg) : learned(line, before.get(line.bankAccountId) ?? [])
    if (booking) found.set(line.id, booking)
  }
  return found
}

function transfer(line: StatementLine, leg: LegFacts): Booking {
  const way = line.direction === 'debit' ? 'to' : 'from'
  return {
    kind: 'transfer',
    as: 'ownTransfer',
    explanation: `Transfer ${way} ${leg.accountName}`,
    because: `the same amount ${line.direction === 'debit' ? 'came into' : 'left'} ${leg.accountName} on ${leg.date} (line ${leg.lineNumber})`,
  }
}

function learned(line: StatementLine, before: readonly BookedBefore[]): Booking | null {
  const known = learnedFrom({ direction: line.direction, shape: shapeOf(line.counterparty, line.text) }, before)
  if (!known) return null
  const { as, explanation, times } = known
  const because = `${times === 1 ? 'a line' : `${times} lines`} with these words ${times === 1 ? 'was' : 'were'} booked so before`
  return { kind: 'learned', as, explanation, because }
}

function beforeOf(call: Call, lines: readonly StatementLine[]): Map<number, BookedBefore[]> {
  const accounts = [...new Set(lines.map(({ bankAccountId }) => bankAccountId))]
  return new Map(
    accounts.map((id) => [
      id,
      bookedBefore(call, id).map(({ direction, counterparty, text, as, memo }) => ({
        direction,
        shape: shapeOf(counterparty, text),
        as,
        explanation: memo,
      })),
    ]),
  )
}
