/** Statements, lines and expected payments as the contract says them; proposals are worked out while reading. */

import type { BusinessDate } from '../../../../contract/dates.ts'
import { addDays, businessDateOf } from '../../../../contract/dates.ts'
import { add, type Currency } from '../../../../contract/money.ts'
import type { MatchKind } from '../../../../contract/statements.ts'
import type { Call } from '../../call.ts'
import { isOurReference } from '../requests/index.ts'
import { type Booking, bookingsFor } from './bookings.ts'
import { gatherEvidence } from './evidence.ts'
import { toLineFacts } from './line-parts.ts'
import { type ExpectedRow, liveLinks, operatorName } from './line-store.ts'
import {
  addMonths,
  type Candidate,
  CHEQUE_WINDOW_MONTHS,
  candidateFor,
  daysBetween,
  WIRE_WINDOW_DAYS,
} from './rules.ts'
import type { StatementLine } from './schema.ts'
import type { ListedStatement } from './store.ts'

export function toStatementRow(row: ListedStatement) {
  return {
    statementId: row.id,
    bankAccountId: row.bankAccountId,
    bankAccountName: row.bankAccountName,
    format: row.format,
    number: row.number,
    currency: row.currency as Currency,
    openingMinor: row.openingMinor,
    openingDate: row.openingDate,
    closingMinor: row.closingMinor,
    closingDate: row.closingDate,
    lines: row.lines,
    unmatched: row.unmatched,
    addsUp: row.addsUp === null ? null : row.addsUp === 1,
    findings: row.findingCount,
    takenAt: row.takenAt,
    takenBy: row.by,
    fileId: row.fileId,
  }
}

/** The proposal for each open line, by the line's id. */
export function proposalsFor(call: Call, lines: readonly StatementLine[]): Map<number, Candidate> {
  const open = lines.filter((line) => line.matchKind === null).map(toLineFacts)
  const proposals = new Map<number, Candidate>()
  if (open.length === 0) return proposals
  const evidence = gatherEvidence(call, open, { sums: true })
  for (const line of open) {
    const candidate = candidateFor(line, evidence, isOurReference)
    if (candidate) proposals.set(line.id, candidate)
  }
  return proposals
}

/** Lines of one page with their matches and proposals. */
export function toLineRows(call: Call, lines: readonly StatementLine[]) {
  const proposals = proposalsFor(call, lines)
  const bookings = bookingsFor(
    call,
    lines.filter((line) => line.matchKind === null && !proposals.has(line.id)),
  )
  const links = new Map<number, number[]>()
  for (const { statementLineId, instructionId } of liveLinks(
    call,
    lines.map((line) => line.id),
  )) {
    const ids = links.get(statementLineId)
    if (ids) ids.push(instructionId)
    else links.set(statementLineId, [instructionId])
  }
  return lines.map((line) => ({
    statementLineId: line.id,
    statementId: line.statementId,
    version: line.version,
    lineNumber: line.lineNumber,
    bookingDate: line.bookingDate,
    valueDate: line.valueDate,
    direction: line.direction as 'credit' | 'debit',
    amountMinor: line.amountMinor,
    currency: line.currency as Currency,
    bankReference: line.bankReference,
    ownReference: line.ownReference,
    counterparty: line.counterparty,
    text: line.text,
    reversal: line.reversal === 1,
    match: matchOf(call, line, links.get(line.id) ?? []),
    proposals: [...toProposals(proposals.get(line.id)), ...toBookings(line, bookings.get(line.id))],
  }))
}

function matchOf(call: Call, line: StatementLine, instructionIds: number[]) {
  if (line.matchKind === null) return null
  return {
    // A line that is no payment of ours was booked by hand; its reason says as what.
    kind: (line.matchWay ?? (line.matchKind === 'other' ? 'hand' : line.matchKind)) as MatchKind,
    by: line.matchedBy === null ? '' : operatorName(call, line.matchedBy),
    at: line.matchedAt ?? 0,
    instructionIds,
    because: line.matchBecause ?? '',
  }
}

function toProposals(candidate: Candidate | undefined) {
  if (!candidate) return []
  const { kind, payments, because, chargeMinor = null } = candidate
  const amountMinor = add(...payments.map((payment) => payment.amountMinor))
  const instructionIds = payments.map(({ id }) => id)
  return [{ kind, because, amountMinor, instructionIds, book: null, chargeMinor }]
}

function toBookings(line: StatementLine, booking: Booking | undefined) {
  if (!booking) return []
  const { kind, as, explanation, because } = booking
  return [
    { kind, because, amountMinor: line.amountMinor, instructionIds: [], book: { as, explanation }, chargeMinor: null },
  ]
}

/** A payment that the books expect on a statement; a cheque is known to the bank by its number. */
export function toExpectedItem(call: Call, row: ExpectedRow) {
  const sentOn: BusinessDate = businessDateOf(row.sentAt, call.services.settings.get('desk.timeZone'))
  const { chequeNumber, payeeName, ...item } = row
  const expectedUntil =
    row.kind === 'cheque' ? addMonths(sentOn, CHEQUE_WINDOW_MONTHS) : addDays(sentOn, WIRE_WINDOW_DAYS)
  return {
    ...item,
    reference: chequeNumber ?? row.reference,
    payeeName: payeeName ?? '',
    currency: row.currency as Currency,
    daysWaiting: daysBetween(sentOn, call.today),
    expectedUntil: expectedUntil as BusinessDate,
    isLate: call.today > expectedUntil,
  }
}
