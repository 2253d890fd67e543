/** R3-10, R3-14: the morning's move. What was executed after the cut-off of the day before becomes Processing, once, whenever the desk comes to it. */
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { Call } from '../../call.ts'
import { batchDateOf, calendarOfChannel, channelByKey } from '../channels/index.ts'
import { beginDay, requestById } from '../requests/index.ts'
import { placesOf } from './marking.ts'
import { type QueuedRequest, queuedRequests } from './store.ts'

/** Moved in one transaction: the desk answers in between. */
export const MOVED_AT_ONCE = 200

/** Requests whose batch is of a day or of an earlier one; and how many wait for a person to execute them first. */
export function requestsToMove(call: Call, upTo: BusinessDate): { due: number[]; unexecuted: number } {
  const queued = placesOf(call, 'dayBegins', 'from').flatMap((place) => queuedRequests(call, place))
  const due = queued.filter((request) => request.beingSent === 1 && batchDay(call, request) <= upTo)
  return { due: due.map(({ id }) => id), unexecuted: queued.filter(({ beingSent }) => beingSent === 0).length }
}

/** The day of a queued payment's batch; one without a channel's cut-off has waited long enough. */
function batchDay(call: Call, { channel: key, madeAt }: QueuedRequest): string {
  if (key === null || madeAt === null) return ''
  const channel = channelByKey(call, key)
  return channel.cutOff === null ? '' : batchDateOf(calendarOfChannel(call, channel), channel, madeAt)
}

/** Moves what is due, as many as one transaction takes; a request that somebody moved meanwhile is left alone. */
export function moveDue(call: Call, upTo: BusinessDate): number {
  const { due } = requestsToMove(call, upTo)
  let moved = 0
  for (const id of due.slice(0, MOVED_AT_ONCE)) {
    if (!beginDay(call, requestById(call, id))) continue
    call.changed('requests', id)
    moved += 1
  }
  return moved
}
