/**
 * What a failed check does beside blocking (R2-07, R2-10…R2-17): one that holds moves the request to the profile's held status, one that
 * queues for the next day defers it to the next business day; when its cause is cleared, or the day has come, the request comes back.
 * Which statuses these are, and whether there are any, is said by the profile's transitions of the desk itself.
 */
import type { CheckMoment, CheckName } from '../../../../contract/check-list.ts'
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { SystemEvent } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { calendarOf, nextBusinessDay } from '../calendars/index.ts'
import { type CheckHolding, whatHolds } from '../checks/index.ts'
import { checkHoldOf, putCheckHold, removeCheckHold, waitingHolds } from './check-hold-store.ts'
import { moveByEvent } from './conclude.ts'
import { MOMENT_OF_TONE } from './judge.ts'
import type { Request } from './schema.ts'
import { requestById } from './store.ts'

const EVENT = { hold: 'checkHeld', nextDay: 'deferred' } as const satisfies Record<CheckHolding['outcome'], SystemEvent>
const BACK = { held: 'checkCleared', deferred: 'deferralOver' } as const

/** Whether the profile lets the desk hold or defer requests at all: for the others nothing is read and nothing is kept. */
function knowsHolds(call: Call, request: Request): boolean {
  return call.services.profiles.of(request).heldByChecks.size > 0
}

/** Called after a request came to where it is: moves it when a check says so. Returns the request as it is then. */
export function holdByChecks(call: Call, request: Request): Request {
  if (!knowsHolds(call, request) || request.closedAt !== null) return request
  const profile = call.services.profiles.of(request)
  if (!profile.systemWay(request, 'checkHeld') && !profile.systemWay(request, 'deferred')) return request
  const holding = whatHolds(call, { ...request, requestId: request.id }, momentsAt(call, request))
  return holding === null ? request : hold(call, request, holding)
}

function hold(call: Call, request: Request, { outcome, checks }: CheckHolding): Request {
  const moved = moveByEvent(call, request, { on: EVENT[outcome], why: checks.join(', ') })
  if (!moved) return request
  putCheckHold(call, {
    requestId: request.id,
    kind: outcome === 'hold' ? 'held' : 'deferred',
    since: call.now,
    until: outcome === 'hold' ? null : nextDay(call),
    checks: JSON.stringify(checks),
  })
  return moved
}

/** R2-17: the next day on which the desk works. */
const nextDay = (call: Call): BusinessDate => nextBusinessDay(calendarOf(call, 'business'), call.today)

/** The moments of what can be done where the request is: a check that counts for none of them holds nothing there. */
function momentsAt(call: Call, request: Request): readonly CheckMoment[] {
  const profile = call.services.profiles.of(request)
  const moments = profile.waysOut(request).flatMap(({ action }) => {
    const tone = profile.action(action)?.tone
    const moment = tone && MOMENT_OF_TONE[tone]
    return moment ? [moment] : []
  })
  return [...new Set(moments)]
}

/** Looks at a request again: back when nothing keeps it any more, held when something does. Undefined = it stays where it is. */
function again(call: Call, request: Request): Request | undefined {
  const kept = checkHoldOf(call, request.id)
  if (!kept) {
    const moved = holdByChecks(call, request)
    return moved === request ? undefined : moved
  }
  if (kept.until !== null && kept.until > call.today) return undefined
  const profile = call.services.profiles.of(request)
  const way = profile.systemWay(request, BACK[kept.kind])
  if (!way) return undefined
  const there = { ...request, status: way.to, department: way.departmentAfter }
  const holding = whatHolds(call, { ...there, requestId: request.id }, momentsAt(call, there))
  if (holding !== null && stays(kept.kind, holding)) {
    const checks = JSON.stringify(holding.checks)
    const until = kept.kind === 'deferred' ? nextDay(call) : null
    if (checks !== kept.checks || until !== kept.until) putCheckHold(call, { ...kept, until, checks })
    return undefined
  }
  const back = moveByEvent(call, request, {
    on: BACK[kept.kind],
    why: (JSON.parse(kept.checks) as string[]).join(', '),
  })
  removeCheckHold(call, request.id)
  // What was held for one reason may have to wait for another one now.
  return back && holdByChecks(call, back)
}

const stays = (kind: 'held' | 'deferred', { outcome }: CheckHolding): boolean =>
  kind === 'held' ? outcome === 'hold' : outcome === 'nextDay'

/** A person asks for another look. Refuses NOTHING_CHANGED, and DEPARTMENT_DIFFERS for whoever has nothing to do with the request. */
export function lookAgain(call: Call, request: Request): Request {
  const { department, permissions } = call.actor
  if (department !== request.department && !permissions.has('checks.answer'))
    refuse('DEPARTMENT_DIFFERS', { department: request.department ?? '', own: department ?? '—', action: 'Look again' })
  return again(call, request) ?? refuse('NOTHING_CHANGED', { what: `WD-${request.id}` })
}

const AT_ONCE = 100

/** Looks at requests that checks keep waiting, a bounded number after the given one; returns the last one that was looked at. */
export function lookAtHeld(call: Call, after: number): { last: number | null; moved: number } {
  const rows = waitingHolds(call, after, AT_ONCE)
  const moved = rows.filter(({ requestId }) => {
    const request = requestById(call, requestId)
    if (request.closedAt === null && request.beingSent === 0) return again(call, request) !== undefined
    removeCheckHold(call, requestId)
    return false
  })
  return { last: rows.length < AT_ONCE ? null : (rows.at(-1)?.requestId ?? null), moved: moved.length }
}

/** Called before a person or the desk leads a request away from where checks keep it: the row has done its work. */
export function leaveCheckHold(call: Call, request: Request): void {
  if (call.services.profiles.of(request).heldByChecks.has(request.status)) removeCheckHold(call, request.id)
}

/** What keeps a request waiting, for its card. */
export function heldByChecks(call: Call, request: Request) {
  if (!knowsHolds(call, request)) return null
  const kept = checkHoldOf(call, request.id)
  if (!kept) return null
  const { kind, since, until, checks } = kept
  return { kind, since, until: until as BusinessDate | null, checks: JSON.parse(checks) as CheckName[] }
}
