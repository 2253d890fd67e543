/**
 * Reminders before a clock runs out and escalations after it has (O-18): to whoever has the request, or to its department; then to the
 * supervisors. Each once, in one transaction with the record that it was said.
 */

import { timeOfDay } from '../../../../contract/dates.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { actorOf } from '../../sessions.ts'
import { notify } from '../notifications/index.ts'
import { allOperators, type OperatorRow } from '../operators/index.ts'
import { show } from '../requests/index.ts'
import { type NoticeKind, noticeDue, type RunningClock } from './notice-rules.ts'
import { type DueRequest, dueRequests, insertNotice } from './notice-store.ts'

const LOOK_AHEAD_MS = 60 * 60_000
const AT_ONCE = 100
const SUPERVISES = 'withdrawals.massUpdate'

/** Says what is due to be said now; returns how many notices were written. */
export function remindDue(call: Call): number {
  const due = dueRequests(call, call.now + LOOK_AHEAD_MS, AT_ONCE)
  return due.filter((request) => remindOf(call, request)).length
}

function remindOf(call: Call, request: DueRequest): boolean {
  const running = clockOf(request)
  const kind = noticeDue(running, call.now)
  if (kind === null || (kind === 'reminder' ? request.reminded : request.escalated) === 1) return false
  const people = peopleFor(call, request, kind)
  insertNotice(call, {
    requestId: request.id,
    clock: running.clock,
    kind,
    dueAt: running.dueAt,
    told: people.map(({ displayName }) => displayName),
  })
  tell(call, request, { kind, operatorIds: people.map(({ id }) => id) })
  call.audit({
    action: `request.${kind}`,
    subject: `request:${request.id}`,
    requestId: request.id,
    changes: [['told', null, people.map(({ displayName }) => displayName).join(', ')]],
  })
  call.changed('requests', request.id)
  return true
}

/** The clock that is due first. */
function clockOf({ dueAt, createdAt, priorityDue, stepDue, stepStarted }: DueRequest): RunningClock {
  if (stepDue === dueAt) return { clock: 'step', startedAt: stepStarted ?? createdAt, dueAt }
  return { clock: priorityDue === dueAt ? 'priority' : 'regulatory', startedAt: createdAt, dueAt }
}

function peopleFor(call: Call, request: DueRequest, kind: NoticeKind): OperatorRow[] {
  const active = allOperators(call).filter((row) => row.active === 1)
  if (kind === 'reminder') {
    const holder = active.filter(({ id }) => id === request.claimedBy)
    return holder.length > 0 ? holder : active.filter(({ department }) => department === request.department)
  }
  const supervisors = active.filter((row) => actorOf(row, call.services.rights).permissions.has(SUPERVISES))
  const own = supervisors.filter(({ department }) => department === request.department)
  return own.length > 0 ? own : supervisors
}

function tell(
  call: Call,
  request: DueRequest,
  { kind, operatorIds }: { kind: NoticeKind; operatorIds: number[] },
): void {
  const timeZone = call.services.settings.get('desk.timeZone')
  const figures = {
    request: `WD-${request.id}`,
    customer: request.customerName,
    amount: show(request.amountMinor, request.currency as Currency),
    due: timeOfDay(request.dueAt, timeZone),
  }
  const about = { to: { operatorIds }, requestId: request.id }
  if (kind === 'reminder') notify(call, { ...about, template: 'request.reminder', figures })
  else
    notify(call, {
      ...about,
      template: 'request.escalated',
      figures: { ...figures, department: departmentLabel(call, request) },
    })
}

function departmentLabel(call: Call, { department }: DueRequest): string {
  const all = call.services.profiles.inForce().flatMap(({ data }) => data.departments)
  return all.find((each) => each.department === department)?.label.en ?? department ?? ''
}
