/**
 * A payment that failed leaves again: a new payment that names the failed one, under the approvals that still stand (R2-36, R3-79, K-09).
 * The failed transaction stays as it is; the new one copies it with its approver.
 */
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { completeRound } from '../approvals/index.ts'
import { judgeChecks, keepChecks } from '../checks/index.ts'
import { destinationById } from '../customers/index.ts'
import { requireRunning } from '../emergencies/index.ts'
import { instructionsOf } from './instruction-store.ts'
import { requireNotAccepted } from './instructions.ts'
import { requireNotInvestigated } from './judge.ts'
import { show } from './money.ts'
import { placeAfter } from './place.ts'
import { sumsOf } from './rules.ts'
import type { Instruction, Request, Transaction } from './schema.ts'
import { sendPayments } from './sending.ts'
import { changeRequest, insertTransaction, transactionById, transactionsOf } from './store.ts'
import { subjectOf } from './subject.ts'

/** Failed or returned payments of a request that no later one has replaced. */
export function unpaidInstructions(call: Call, requestId: number): Instruction[] {
  const all = instructionsOf(call, requestId)
  const replaced = new Set(all.map(({ replaces }) => replaces))
  return all.filter(({ id, state }) => (state === 'failed' || state === 'returned') && !replaced.has(id))
}

/** The workflow lets the desk pay again without new approvals, and those of this request stand (R2-32, law 5). */
export function mayLeaveAgain(call: Call, request: Request): boolean {
  const { data } = call.services.profiles.of(request)
  if (data.approvals.length === 0) return true
  return completeRound(call, subjectOf(call, request)) !== undefined
}

/** Whether the desk may do it by itself: the workflow has a way for it (K-11). */
export function hasRetryWay(call: Call, request: Request): boolean {
  return call.services.profiles.of(request).systemWay(request, 'retried') !== undefined
}

/** Sends every unpaid payment of a request again, by its own channel or by another one. Refuses as a first payment would be refused. */
export function payAgain(call: Call, request: Request, again: { channel: string | null; why: string }): Request {
  const { unpaid, legs } = requireUnpaid(call, request)
  const subject = { ...request, requestId: request.id }
  keepChecks(call, request.id, judgeChecks(call, subject, 'execution'))
  const approved = legs.map((leg) => copyOf(call, leg))
  sendPayments(call, { ...request, channel: again.channel ?? request.channel }, approved)
  const way = call.services.profiles.of(request).systemWay(request, 'retried')
  const changed = changeRequest(call, request, {
    ...(way ? placeAfter(call, request, way) : {}),
    beingSent: 1,
    executeMinor: sumsOf(transactionsOf(call, request.id)).totalMinor,
    completedBy: call.actor.operatorId,
  })
  call.audit({
    action: 'request.payAgain',
    subject: `request:${request.id}`,
    requestId: request.id,
    amountMinor: sumsOf(approved).totalMinor,
    currency: request.currency,
    reason: again.why,
    changes: [
      ['payments', unpaid.map(({ endToEndId }) => endToEndId).join(', '), String(approved.length)],
      ...(again.channel === null
        ? []
        : [['channel', request.channel, again.channel] as [string, string | null, string]]),
    ],
  })
  return changed
}

/** What is unpaid and may be paid as it was approved; refuses otherwise, and changes nothing. */
export function requireUnpaid(call: Call, request: Request): { unpaid: Instruction[]; legs: Transaction[] } {
  const name = `WD-${request.id}`
  if (request.closedAt !== null) refuse('STATUS_FINAL', { request: name, status: request.status })
  if (request.beingSent === 1) refuse('COMPLETE_RUNNING', { request: name })
  requireNotInvestigated(call, request)
  requireRunning(call)
  if (!mayLeaveAgain(call, request)) refuse('RETRY_NOT_APPROVED', { request: name })
  const transactions = transactionsOf(call, request.id)
  const open = transactions.find(({ status }) => status === 'draft' || status === 'approved')
  if (open) refuse('TRANSACTION_LOCKED', { status: open.status })
  const unpaid = unpaidInstructions(call, request.id)
  for (const { id } of unpaid) requireNotAccepted(call, request.id, id)
  const legs = transactions.filter(({ id }) => unpaid.some(({ transactionId }) => transactionId === id))
  const total = sumsOf(transactions).totalMinor + legs.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  if (legs.length === 0) refuse('RETRY_NOTHING_UNPAID', { request: name })
  if (total > request.amountMinor) {
    const { currency, amountMinor } = request
    refuse('TOTAL_ABOVE_REQUESTED', { total: show(total, currency), amount: show(amountMinor, currency) })
  }
  requireSameDestination(call, request, legs)
  return { unpaid, legs }
}

/** Law 5: where the money goes is what was approved; a corrected destination is approved anew. */
function requireSameDestination(call: Call, request: Request, legs: readonly Transaction[]): void {
  if (request.destinationId === null) return
  const { details } = destinationById(call, request.destinationId)
  if (legs.some((leg) => leg.automatic === 1 && leg.details !== null && leg.details !== details))
    refuse('RETRY_NOT_APPROVED', { request: `WD-${request.id}` })
}

function copyOf(call: Call, leg: Transaction): Transaction {
  const { requestId, paymentType, amountMinor, currency, oct, automatic, details, digest, approvedBy, approvedAt } = leg
  const parts = {
    requestId,
    paymentType,
    amountMinor,
    currency,
    oct,
    automatic,
    details,
    digest,
    approvedBy,
    approvedAt,
  }
  const id = insertTransaction(call, { ...parts, status: 'approved', madeBy: call.actor.operatorId })
  return transactionById(call, requestId, id)
}
