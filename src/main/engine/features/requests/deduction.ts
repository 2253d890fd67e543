/** R3-77: the balance changed between submission and deduction: the task is rejected with that situation, and the client hears of it. */
import type { Call } from '../../call.ts'
import type { Refusal } from '../../refuse.ts'
import { endRounds } from '../approvals/index.ts'
import { releaseFunds } from './money.ts'
import { placeAfter } from './place.ts'
import type { Request } from './schema.ts'
import { changeRequest } from './store.ts'
import { tellCustomer } from './telling.ts'

/** R3-76: one of the four situations, by its code in the profile. */
const SITUATION = 'deductionFailure'

export function rejectDeduction(call: Call, request: Request, { figures }: Refusal): Request {
  const way = call.services.profiles.of(request).systemWay(request, 'deductionFailed')
  if (!way) throw new Error(`WD-${request.id}: no way for a failed deduction`)
  const why = `available ${figures.available}, needed ${figures.amount}`
  endRounds(call, request.id, { refusedWith: why })
  releaseFunds(call, request)
  const rejected = changeRequest(call, request, {
    ...placeAfter(call, request, way),
    claimedBy: null,
    reasonCode: SITUATION,
    closedAt: call.now,
  })
  call.audit({
    action: 'request.deductionFailed',
    subject: `request:${request.id}`,
    requestId: request.id,
    amountMinor: request.amountMinor,
    currency: request.currency,
    reason: why,
    changes: [
      ['status', request.status, way.to],
      ['reasonCode', null, SITUATION],
    ],
  })
  tellCustomer(call, rejected, 'customer.rejected')
  return rejected
}
