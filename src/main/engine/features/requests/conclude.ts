/**
 * What becomes of a request when its payments end. The result is computed, never chosen (R1-45): while a payment is on
 * its way the request waits; when all are settled it closes; when one failed it is open again for another payment.
 */
import type { Call } from '../../call.ts'
import { releaseFunds } from './money.ts'
import { completeVerdict, sumsOf } from './rules.ts'
import type { Request } from './schema.ts'
import { changeRequest, transactionsOf } from './store.ts'

/** Judges a request again. A request that is not being sent is left alone. */
export function concludeRequest(call: Call, request: Request): void {
  if (request.closedAt !== null || request.beingSent !== 1) return
  const transactions = transactionsOf(call, request.id)
  if (transactions.some((t) => t.status === 'executing')) return
  const sums = sumsOf(transactions)
  const verdict = completeVerdict(request.amountMinor, sums)
  const unpaid = sums.failed > 0 && verdict !== 'completed'
  if (unpaid) {
    changeRequest(call, request, { beingSent: 0, executeMinor: sums.totalMinor })
    call.audit({
      action: 'request.paymentFailed',
      subject: `request:${request.id}`,
      requestId: request.id,
      amountMinor: sums.totalMinor,
      currency: request.currency,
      reason: 'a payment failed; another may be added',
    })
    return
  }
  closeRequest(call, request, { verdict, executedMinor: sums.totalMinor })
}

/** Completed or Partially Completed: the money has been transferred; nothing changes any more (R1-46). */
export function closeRequest(
  call: Call,
  request: Request,
  result: { verdict: string; executedMinor: number },
): Request {
  const { status, department } = request
  const ways = call.services.profiles.of(request).transitionsOf(status, department as 'backoffice', 'complete')
  const way = ways.find((t) => t.to === result.verdict)
  if (!way) throw new Error(`WD-${request.id}: ${result.verdict} is not a way out of ${status}`)
  releaseFunds(call, request)
  const closed = changeRequest(call, request, {
    status: way.to,
    department: null,
    beingSent: 0,
    executeMinor: result.executedMinor,
    claimedBy: null,
    closedAt: call.now,
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
