/**
 * What becomes of a request when its payments end. The result is computed, never chosen (R1-45, K-28): while a payment is on
 * its way the request waits; when all are settled it closes; when one failed it is open again for another payment.
 */
import type { SystemEvent, Transition } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { releaseFunds } from './money.ts'
import { endApprovalsBefore, placeAfter } from './place.ts'
import { completeVerdict, sumsOf } from './rules.ts'
import type { Request } from './schema.ts'
import { changeRequest, transactionsOf } from './store.ts'

/**
 * Judges a request again. A request that is not being sent is left alone. `confirmed` when the bank itself answered that the
 * payment arrived, which some profiles tell apart from a statement (R3-93).
 */
export function concludeRequest(call: Call, request: Request, by: { confirmed: boolean } = { confirmed: false }): void {
  if (request.closedAt !== null || request.beingSent !== 1) return
  const transactions = transactionsOf(call, request.id)
  if (transactions.some((t) => t.status === 'executing')) return
  const sums = sumsOf(transactions)
  const verdict = completeVerdict(request.amountMinor, sums)
  const unpaid = sums.failed > 0 && verdict !== 'completed'
  if (!unpaid) {
    closeRequest(call, request, { verdict, executedMinor: sums.totalMinor, confirmed: by.confirmed })
    return
  }
  const way = call.services.profiles.of(request).systemWay(request, 'paymentFailed')
  if (way) endApprovalsBefore(call, request, way)
  if (way?.effects.includes('releaseFunds')) releaseFunds(call, request)
  changeRequest(call, request, {
    ...(way ? placeAfter(call, request, way) : {}),
    beingSent: 0,
    executeMinor: sums.totalMinor,
  })
  call.audit({
    action: 'request.paymentFailed',
    subject: `request:${request.id}`,
    requestId: request.id,
    amountMinor: sums.totalMinor,
    currency: request.currency,
    reason: 'a payment failed; another may be added',
    ...(way && way.to !== request.status ? { changes: [['status', request.status, way.to]] } : {}),
  })
}

/** What the desk itself does with a request on an event; undefined where the profile has nothing to say. */
export function moveByEvent(
  call: Call,
  request: Request,
  about: { on: SystemEvent; why: string },
): Request | undefined {
  const way = call.services.profiles.of(request).systemWay(request, about.on)
  if (!way) return undefined
  endApprovalsBefore(call, request, way)
  if (way.effects.includes('releaseFunds')) releaseFunds(call, request)
  const moved = changeRequest(call, request, placeAfter(call, request, way))
  call.audit({
    action: `request.${way.action}`,
    subject: `request:${request.id}`,
    requestId: request.id,
    reason: about.why,
    changes: [['status', request.status, way.to]],
  })
  return moved
}

/** Paid in full, or in part: the money has been transferred; nothing changes any more (R1-46). */
export function closeRequest(
  call: Call,
  request: Request,
  result: { verdict: string; executedMinor: number; confirmed?: boolean },
): Request {
  const { status } = request
  const way = endOf(call, request, result)
  if (!way) throw new Error(`WD-${request.id}: ${result.verdict} is not a way out of ${status}`)
  releaseFunds(call, request)
  const closed = changeRequest(call, request, {
    status: way.to,
    department: null,
    beingSent: 0,
    executeMinor: result.executedMinor,
    claimedBy: null,
    closedAt: call.now,
    ...(request.step === null ? {} : { step: null }),
  })
  call.audit({
    action: `request.${way.to}`,
    subject: `request:${request.id}`,
    requestId: request.id,
    amountMinor: result.executedMinor,
    currency: request.currency,
    changes: [['status', status, way.to]],
  })
  return closed
}

/** The profile's end for a verdict: the targets of Complete (R1-45), or what the desk itself does when the money has gone. */
function endOf(call: Call, request: Request, result: { verdict: string; confirmed?: boolean }): Transition | undefined {
  const profile = call.services.profiles.of(request)
  const byAction = profile.transitionsOf(request, 'complete').find((t) => t.to === result.verdict)
  if (byAction) return byAction
  if (result.verdict === 'partiallyCompleted') return profile.systemWay(request, 'partlyPaid')
  const confirmed = result.confirmed ? profile.systemWay(request, 'confirmed') : undefined
  return confirmed ?? profile.systemWay(request, 'paid')
}
