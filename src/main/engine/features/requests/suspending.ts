/** R2-106: a suspicion of fraud puts every pending request of the customer on hold, once, in one transaction. */
import type { Call } from '../../call.ts'
import { noteHeld, type Suspension } from '../emergencies/index.ts'
import { moveByEvent } from './conclude.ts'
import { openRequestsOf, requestById } from './store.ts'

/**
 * Holds what is neither held nor sent; a workflow without a hold leaves its requests where they are, and nothing of them is paid while
 * the suspension is in force. Returns how many were held.
 */
export function holdSuspended(call: Call, { id, customerId, reason }: Suspension): number {
  const held = openRequestsOf(call, customerId).filter((requestId) => {
    const request = requestById(call, requestId)
    if (request.beingSent === 1) return false
    return moveByEvent(call, request, { on: 'checkHeld', why: `customer suspended: ${reason}` }) !== undefined
  }).length
  if (noteHeld(call, id, held)) call.changed('emergencies')
  return held
}
