/** Where a transition puts a request, and what becomes of its approvals there. */
import type { Transition } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { endRounds } from '../approvals/index.ts'
import { onStep } from './clocks.ts'
import type { Request } from './schema.ts'
import type { RequestChange } from './store.ts'

/** Status, holder and step after a transition; whoever had claimed the request lets it go when its holder changes. */
export function placeAfter(call: Call, request: Request, transition: Transition): RequestChange {
  const step = call.services.profiles.of(request).stepAfter(transition, request)
  return {
    status: transition.to,
    department: transition.departmentAfter,
    ...(transition.departmentAfter === request.department ? {} : { claimedBy: null }),
    ...(transition.effects.includes('claim') ? { claimedBy: call.actor.operatorId } : {}),
    ...(step === request.step ? {} : { step, ...onStep(call, request, step) }),
  }
}

/** A request that comes back to where approvals are given needs them anew. */
export function endApprovalsBefore(call: Call, request: Request, transition: Transition): void {
  const profile = call.services.profiles.of(request)
  if (transition.to === request.status) return
  const place = { status: transition.to, department: transition.departmentAfter, step: request.step }
  const again = profile.waysOut(place).some((way) => way.guards.includes('approvalsComplete'))
  if (again) endRounds(call, request.id, { refusedWith: null, onlyComplete: true })
}
