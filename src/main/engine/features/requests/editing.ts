/** Changes of what an approver reads: what may still be changed, and what it does to approvals (law 5, K-29, R2-36). */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { destinationById } from '../customers/index.ts'
import { moveByEvent } from './conclude.ts'
import type { Request } from './schema.ts'
import { changeRequest, transactionsOf } from './store.ts'
import { voidApprovals } from './subject.ts'

/** Pays another destination of the same customer. Approvals of the earlier one are void, and the difference is kept. */
export function changeDestination(
  call: Call,
  request: Request,
  wanted: { destinationId: number; comment: string },
): Request {
  if (request.beingSent === 1) refuse('COMPLETE_RUNNING', { request: `WD-${request.id}` })
  const drafted = transactionsOf(call, request.id).find((t) => t.status === 'draft' || t.status === 'approved')
  if (drafted) refuse('TRANSACTION_LOCKED', { status: drafted.status })
  const destination = destinationById(call, wanted.destinationId)
  if (destination.customerId !== request.customerId)
    refuse('DESTINATION_OF_OTHER_CUSTOMER', { destination: destination.id })
  if (destination.active !== 1) refuse('DESTINATION_NOT_ON_FILE', { request: `WD-${request.id}` })
  const { currency } = JSON.parse(destination.details) as DestinationDetails
  if (currency !== request.currency)
    refuse('CURRENCY_DIFFERS', { what: 'the payout destination', expected: currency, found: request.currency })
  call.audit({
    action: 'request.destination',
    subject: `request:${request.id}`,
    requestId: request.id,
    reason: wanted.comment,
    changes: [['destination', String(request.destinationId ?? ''), String(destination.id)]],
  })
  return afterEdit(call, changeRequest(call, request, { destinationId: destination.id }), 'the destination changed')
}

/** What follows from a change: void approvals, and the way that the profile has for it. */
export function afterEdit(call: Call, request: Request, why: string): Request {
  if (!voidApprovals(call, request)) return request
  return moveByEvent(call, request, { on: 'approvalVoided', why }) ?? request
}
