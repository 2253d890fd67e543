/** R3-77: the balance changed between submission and deduction: the task is rejected with that situation, and the client hears of it. */
import type { Call } from '../../call.ts'
import type { Refusal } from '../../refuse.ts'
import { endRounds } from '../approvals/index.ts'
import { customerById } from '../customers/index.ts'
import { notify } from '../notifications/index.ts'
import { releaseFunds, show } from './money.ts'
import { placeAfter } from './place.ts'
import type { Request } from './schema.ts'
import { changeRequest } from './store.ts'

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
  const { id, name, email } = customerById(call, request.customerId)
  const reason = call.services.profiles.of(request).reasonCode(SITUATION)?.label.en ?? SITUATION
  notify(call, {
    template: 'customer.rejected',
    to: { customer: { id, name, email, language: 'en' } },
    figures: {
      request: `WD-${request.id}`,
      customer: name,
      amount: show(request.amountMinor, request.currency),
      reason,
    },
    requestId: request.id,
  })
  return rejected
}
