/** R3-10, R3-11: what is executed after the cut-off of its channel waits for the morning of the day whose batch it belongs to. */
import type { Transition } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { moveByEvent } from './conclude.ts'
import { instructionsOf } from './instruction-store.ts'
import { windowDate } from './instructions.ts'
import type { Request } from './schema.ts'

/** The way to the queue of the next day when every payment that was just made belongs to a later batch; nothing otherwise. */
export function deferral(call: Call, request: Request, transition: Transition): Transition | undefined {
  if (!transition.effects.includes('startPayment')) return undefined
  const way = call.services.profiles.of(request).systemWay(request, 'deferred')
  if (!way) return undefined
  const waiting = instructionsOf(call, request.id).filter(({ state }) => state === 'waiting')
  const later = waiting.every((instruction) => (windowDate(call, instruction) ?? call.today) > call.today)
  return waiting.length > 0 && later ? way : undefined
}

/** R3-10: the morning of its batch has come. Returns whether the request was moved; one that moved before stays as it is. */
export function beginDay(call: Call, request: Request): boolean {
  if (request.closedAt !== null || request.beingSent !== 1) return false
  return moveByEvent(call, request, { on: 'dayBegins', why: 'the day of its batch has begun' }) !== undefined
}
