/** R3-13, R3-99: what the bank has confirmed is marked as processed by a person; the debit is still the statement's to show (law 7). */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import type { SystemEvent } from '../../../../contract/profile.ts'
import type { MarkRow } from '../../../../contract/timeline.ts'
import type { Call } from '../../call.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { moveByEvent, requestById } from '../requests/index.ts'
import { marked, type SentRequest, sentRequests } from './store.ts'

/** The statuses that an event leads from, or to, by profile data. */
export function placesOf(call: Call, on: SystemEvent, side: 'from' | 'to'): { department: string; status: string }[] {
  const ways = call.services.profiles.all().flatMap(({ data }) => data.transitions.filter((way) => way.on === on))
  const places = ways.flatMap((way) => way.heldBy.map((department) => ({ department, status: way[side] })))
  return [...new Map(places.map((place) => [`${place.department}/${place.status}`, place])).values()]
}

/** Requests that could be marked: every payment of theirs has left, and the bank has confirmed each of them or not yet. */
export function requestsToMark(call: Call): MarkRow[] {
  const statuses = new Set(placesOf(call, 'bankConfirmed', 'from').map(({ status }) => status))
  const rows = new Map<number, MarkRow>()
  for (const sent of sentRequests(call)) {
    if (!statuses.has(sent.status)) continue
    const before = rows.get(sent.requestId)
    rows.set(sent.requestId, before ? { ...before, confirmed: before.confirmed && isConfirmed(sent) } : toMarkRow(sent))
  }
  return [...rows.values()].sort((a, b) => Number(b.confirmed) - Number(a.confirmed))
}

/** A batch is accepted by the bank's answers or by what took effect in online banking; a cheque lies at the bank. */
const isConfirmed = ({ batchState, leafState }: SentRequest): boolean =>
  batchState === 'accepted' || leafState === 'deposited'

function toMarkRow(sent: SentRequest): MarkRow {
  const { requestId, version, amountMinor, currency, channel, batchId, leafNumber } = sent
  return {
    requestId: requestId as MarkRow['requestId'],
    version,
    payeeName: (JSON.parse(sent.details) as DestinationDetails).payeeName,
    amountMinor: amountMinor as AmountMinor,
    currency: currency as Currency,
    channel,
    batchId: batchId as MarkRow['batchId'],
    leafNumber,
    confirmed: isConfirmed(sent),
  }
}

export function markedNow(call: Call): number {
  return placesOf(call, 'bankConfirmed', 'to').reduce((sum, place) => sum + marked(call, place), 0)
}

/** Marks them all or none. */
export function markProcessed(call: Call, asked: readonly { requestId: number; expectedVersion: number }[]): number {
  const known = new Map(requestsToMark(call).map((row) => [row.requestId as number, row]))
  for (const { requestId, expectedVersion } of asked) {
    const request = requestById(call, requestId)
    const number = `WD-${requestId}`
    if (request.version !== expectedVersion) throw new Conflict(`request:${requestId}`, { version: request.version })
    const row = known.get(requestId)
    if (!row) refuse('MARK_NOT_PROCESSING', { request: number, status: request.status })
    if (!row.confirmed) refuse('MARK_NOT_CONFIRMED', { request: number })
    moveByEvent(call, request, { on: 'bankConfirmed', why: 'marked as processed after the bank’s confirmation' })
    call.changed('requests', requestId)
  }
  call.changed('timeline')
  return asked.length
}
