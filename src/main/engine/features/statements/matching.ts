/**
 * Makes and undoes what a line means: payments settled, payments returned, or a line that is no payment of ours. Whether the
 * desk or a person decided, the same functions act, so that a confirmed match is checked like a proposed one.
 */
import { requestNumber } from '../../../../contract/ids.ts'
import type { OtherKind } from '../../../../contract/statements.ts'
import type { Call } from '../../call.ts'
import { accountOf, reverse } from '../../ledger/books.ts'
import { InvalidInput, refuse } from '../../refuse.ts'
import { noteEnds } from '../batches/index.ts'
import { presentLeaf, unpresentLeaf } from '../cheques/index.ts'
import { type Instruction, instructionById, settleInstructions, show, unsettleInstructions } from '../requests/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { callOnDay } from './dating.ts'
import { insertLink, liveLinks, markMatched, markOpen, operatorName, undoLinks } from './line-store.ts'
import { otherPostings } from './postings.ts'
import { returnPayment } from './returns.ts'
import { chargeOf, isOnItsWay } from './rules.ts'
import type { StatementLine } from './schema.ts'
import { journalFacts } from './store.ts'

export type Reason = { kind: string; because: string }

/** Payments by their ids, each once. */
export function paymentsToMatch(call: Call, ids: readonly number[]): Instruction[] {
  if (new Set(ids).size !== ids.length) {
    throw new InvalidInput([{ path: 'instructionIds', message: 'a payment is listed twice' }])
  }
  return ids.map((id) => instructionById(call, id))
}

/** Refuses a line that has a match. */
export function requireOpen(call: Call, line: StatementLine): void {
  if (line.matchKind === null) return
  refuse('LINE_ALREADY_MATCHED', { by: line.matchedBy === null ? '' : operatorName(call, line.matchedBy) })
}

/**
 * Matches a line with payments that make exactly its amount: a debit settles them, a credit brings them back. Refuses
 * LINE_ALREADY_MATCHED, MATCH_CURRENCY_DIFFERS, MATCH_AMOUNT_DIFFERS, INSTRUCTION_STATE. With the charge, the payment moves in
 * full, a return too: the house bears what its bank keeps. Returns the line's next version.
 */
export function matchLine(
  call: Call,
  line: StatementLine,
  { payments, reason, withCharge = false }: { payments: readonly Instruction[]; reason: Reason; withCharge?: boolean },
): number {
  requireOpen(call, line)
  const chargeMinor = withCharge ? chargeOf(line, payments) : null
  if (chargeMinor === null) refuseDifference(line, payments)
  const isDebit = line.direction === 'debit'
  for (const payment of payments) {
    if (isOnItsWay(payment) || (!isDebit && payment.state === 'settled')) continue
    refuse('INSTRUCTION_STATE', { request: requestNumber(payment.requestId), status: payment.state })
  }
  const dated = callOnDay(call, line.bookingDate ?? line.valueDate)
  const journalId = isDebit ? settle(dated, line, payments) : takeBack(dated, line, { payments, reason })
  for (const payment of payments) {
    insertLink(call, { statementLineId: line.id, instructionId: payment.id, effect: isDebit ? 'debited' : 'returned' })
    auditPayment(call, line, { payment, to: isDebit ? 'settled' : 'returned', reason })
  }
  const chargeJournalId = chargeMinor === null ? null : bookCharge(dated, line, chargeMinor)
  const version = markMatched(call, line, { ...stored(reason), journalId, chargeJournalId })
  noteEnds(
    call,
    payments.map(({ id }) => id),
  )
  touch(call)
  return version
}

/** Ways beyond the certain ones are matches by hand that say what was proposed. */
function stored({ kind, because }: Reason): { kind: string; because: string; way: string | null } {
  return kind === 'sum' ? { kind: 'hand', because, way: kind } : { kind, because, way: null }
}

/** The bank's own part: it left the account beside the payment, or was kept from one that came back. */
function bookCharge(call: Call, line: StatementLine, chargeMinor: number): number {
  const { ledgerAccountId: bank } = bankAccountById(call, line.bankAccountId)
  const { currency } = line
  const account = accountOf(call.db, { kind: 'bankCharges', ownerId: 0, currency, name: `Bank charges ${currency}` })
  const postings = otherPostings({ bank, counter: account.id }, { direction: 'debit', amountMinor: chargeMinor })
  call.audit({
    action: 'statement.charge',
    subject: `statementLine:${line.id}`,
    amountMinor: chargeMinor,
    currency,
    changes: [['charge', null, show(chargeMinor, currency)]],
  })
  return call.post({ kind: 'bankCharge', memo: `with line ${line.lineNumber}`, postings })
}

function refuseDifference(line: StatementLine, payments: readonly Instruction[]): void {
  const other = payments.find((payment) => payment.currency !== line.currency)
  if (other) refuse('MATCH_CURRENCY_DIFFERS', { bank: line.currency, chosen: other.currency })
  const sumMinor = payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
  if (sumMinor === line.amountMinor) return
  refuse('MATCH_AMOUNT_DIFFERS', {
    bank: show(line.amountMinor, line.currency),
    chosen: show(sumMinor, line.currency),
    difference: show(line.amountMinor - sumMinor, line.currency),
  })
}

function settle(call: Call, line: StatementLine, payments: readonly Instruction[]): number {
  const journalId = settleInstructions(call, payments, line.bankAccountId)
  for (const payment of payments) if (payment.kind === 'cheque') presentLeaf(call, payment.id)
  return journalId
}

/** One journal per payment that came back; the line remembers the first. */
function takeBack(
  call: Call,
  line: StatementLine,
  { payments, reason }: { payments: readonly Instruction[]; reason: Reason },
): number | null {
  const journals = payments.map((payment) =>
    returnPayment(call, payment, { bankAccountId: line.bankAccountId, because: reason.because }),
  )
  return journals[0] ?? null
}

type PaymentEvent = { payment: Instruction; to: string; reason: Reason }

function auditPayment(call: Call, line: StatementLine, { payment, to, reason }: PaymentEvent): void {
  call.audit({
    action: `payment.${to}`,
    subject: `statementLine:${line.id}`,
    requestId: payment.requestId,
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    reason: reason.because,
    changes: [
      ['payment', null, payment.endToEndId],
      ['state', payment.state, to],
      ['match', null, reason.kind],
    ],
  })
}

/** Books a line that is no payment of ours. Refuses LINE_ALREADY_MATCHED. Returns the line's next version. */
export function bookLine(
  call: Call,
  line: StatementLine,
  { as, explanation, way = null }: { as: OtherKind; explanation: string; way?: string | null },
): number {
  requireOpen(call, line)
  const { counter, words } = OTHERS[as]
  const { currency } = line
  const { ledgerAccountId: bank } = bankAccountById(call, line.bankAccountId)
  const because = `${words}: ${explanation}`
  const post = () => {
    const account = accountOf(call.db, {
      kind: counter.kind,
      ownerId: counter.ownerId,
      currency,
      name: `${counter.name} ${currency}`,
    })
    const postings = otherPostings({ bank, counter: account.id }, line)
    return callOnDay(call, line.bookingDate ?? line.valueDate).post({ kind: as, memo: explanation, postings })
  }
  // A line of 0.00 moves nothing: it is explained, not posted.
  const journalId = line.amountMinor === 0 ? null : post()
  const version = markMatched(call, line, { kind: 'other', because, journalId, way })
  call.audit({
    action: 'statement.bookOther',
    subject: `statementLine:${line.id}`,
    amountMinor: line.amountMinor,
    currency: line.currency,
    reason: explanation,
    changes: [['booked', null, `${as}, ${line.direction}`]],
  })
  touch(call)
  return version
}

const OTHERS = {
  bankCharge: { counter: { kind: 'bankCharges', ownerId: 0, name: 'Bank charges' }, words: 'Bank charge' },
  interest: { counter: { kind: 'interest', ownerId: 0, name: 'Interest' }, words: 'Interest' },
  // Whose deposit it is has to be found out first; until then the money is nobody's.
  customerDeposit: { counter: { kind: 'suspense', ownerId: 0, name: 'Suspense' }, words: 'Customer deposit' },
  // One leg each: the money is on its way between own accounts until the other leg is booked as well.
  ownTransfer: { counter: { kind: 'suspense', ownerId: 1, name: 'Own transfers' }, words: 'Own transfer' },
  other: { counter: { kind: 'suspense', ownerId: 0, name: 'Suspense' }, words: 'Other' },
} as const satisfies Record<OtherKind, unknown>

/**
 * Opens a matched line again: exactly its own links and its own journal. Refuses LINE_NOT_MATCHED, STATUS_FINAL when a
 * request was completed by it, INSTRUCTION_STATE for a payment that came back (its money was given to the customer).
 * Returns the line's next version and the payments that are expected again.
 */
export function unmatchLine(call: Call, line: StatementLine, reason: string): { version: number; reopened: number[] } {
  if (line.matchKind === null) refuse('LINE_NOT_MATCHED', { line: line.lineNumber })
  const links = liveLinks(call, [line.id])
  const payments = links.map((link) => instructionById(call, link.instructionId))
  for (const { instructionId } of links.filter((link) => link.effect === 'returned')) {
    const { requestId, state } = instructionById(call, instructionId)
    refuse('INSTRUCTION_STATE', { request: requestNumber(requestId), status: state })
  }
  const journal = line.journalId === null ? undefined : journalFacts(call, line.journalId)
  const dated = callOnDay(call, journal?.businessDate ?? null)
  if (payments.length > 0 && line.journalId !== null) {
    unsettleInstructions(dated, payments, { journalId: line.journalId, reason })
    for (const payment of payments) if (payment.kind === 'cheque') unpresentLeaf(call, payment.id)
  } else if (line.journalId !== null && !journal?.isReversed) {
    reverse(call.db, line.journalId, { memo: reason, stamp: dated.stamp })
  }
  if (line.chargeJournalId !== null && !journalFacts(call, line.chargeJournalId)?.isReversed) {
    reverse(call.db, line.chargeJournalId, { memo: reason, stamp: dated.stamp })
  }
  undoLinks(call, line.id, reason)
  const version = markOpen(call, line)
  auditUndo(call, line, { payments, reason })
  noteEnds(
    call,
    payments.map(({ id }) => id),
  )
  touch(call)
  return { version, reopened: payments.map(({ id }) => id) }
}

function auditUndo(
  call: Call,
  line: StatementLine,
  { payments, reason }: { payments: readonly Instruction[]; reason: string },
): void {
  const subject = `statementLine:${line.id}`
  if (payments.length === 0) {
    const { amountMinor, currency } = line
    call.audit({
      action: 'statement.unmatch',
      subject,
      amountMinor,
      currency,
      reason,
      changes: [['match', line.matchKind, null]],
    })
  }
  for (const { requestId, amountMinor, currency, endToEndId, state } of payments) {
    call.audit({
      action: 'payment.unsettled',
      subject,
      requestId,
      amountMinor,
      currency,
      reason,
      changes: [
        ['payment', null, endToEndId],
        ['state', state, 'sent'],
        ['match', line.matchKind, null],
      ],
    })
  }
}

function touch(call: Call): void {
  call.changed('statements')
  call.changed('ledger')
  call.changed('days')
}
