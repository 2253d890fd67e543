/**
 * The three clocks of a request (O-18, K-16): the period of the regulation, the one that follows from the priority, and the step's own. Which
 * of them run is said by the profile; `due_at` is the earliest of them. A profile with none but the regulation keeps no row for it.
 */
import type { Profile } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { calendarOf, closeAfterDays, dueAfter } from '../calendars/index.ts'
import { knownFacts } from '../facts/index.ts'
import { type ClockTimes, decidingRule, earliest } from './clock-rules.ts'
import { clocksRow, hasBeenPaid, insertClocks, updateClocks } from './clock-store.ts'
import type { PRIORITIES } from './rules.ts'
import type { Request } from './schema.ts'
import type { RequestChange } from './store.ts'

/** Clocks count by the desk's business days (R2-06). */
const CALENDAR = 'business'
const HOUR_MS = 3_600_000

type Priority = (typeof PRIORITIES)[number]
type At = { priority: Priority; step: string | null; createdAt: number }

/** True when the profile has clocks beside the regulation. */
function hasOwnClocks({ clocks, steps }: Profile): boolean {
  return clocks.priority.length > 0 || steps.some((step) => step.slaMinutes !== null)
}

/** The clocks of a new request. */
export function clocksOfNew(call: Call, profile: Profile, at: At): ClockTimes & { dueAt: number } {
  const times: ClockTimes = {
    regulatoryDue: regulatoryDue(call, profile, at.createdAt),
    priorityDue: priorityDue(call, profile, at),
    stepStarted: at.step === null ? null : at.createdAt,
    stepDue: stepDue(call, profile, at.step),
  }
  return { ...times, dueAt: earliest(times) ?? deskDue(call, at.createdAt) }
}

/** Keeps the clocks of a new request where its profile has any of its own. */
export function keepClocks(call: Call, profile: Profile, times: ClockTimes & { requestId: number }): void {
  if (!hasOwnClocks(profile)) return
  const { requestId, regulatoryDue, priorityDue, stepStarted, stepDue } = times
  insertClocks(call, { requestId, regulatoryDue, priorityDue, stepStarted, stepDue })
}

/** R3-07: the clock of a step starts when the request enters it. The part of the change that belongs to it. */
export function onStep(call: Call, request: Request, step: string | null): RequestChange {
  const profile = call.services.profiles.of(request).data
  const kept = hasOwnClocks(profile) ? clocksRow(call, request.id) : undefined
  if (!kept || step === request.step) return {}
  const stepStarted = step === null ? null : call.now
  return moved(call, request, { ...kept, stepStarted, stepDue: stepDue(call, profile, step) })
}

/** R2-05, R2-06: another priority is another promise, counted from the arrival. */
export function onPriority(call: Call, request: Request, priority: Priority): RequestChange {
  const profile = call.services.profiles.of(request).data
  const kept = hasOwnClocks(profile) ? clocksRow(call, request.id) : undefined
  if (!kept) return {}
  const at = { priority, step: request.step, createdAt: request.createdAt }
  return moved(call, request, { ...kept, priorityDue: priorityDue(call, profile, at) })
}

function moved(call: Call, request: Request, times: ClockTimes & { requestId: number }): RequestChange {
  updateClocks(call, times)
  const dueAt = earliest(times) ?? deskDue(call, request.createdAt)
  return dueAt === request.dueAt ? {} : { dueAt }
}

/** R1-06: the length is a setting; a profile may fix its own, and one that promises by priority or step has none unless it says so. */
function regulatoryDue(call: Call, profile: Profile, createdAt: number): number | null {
  const { regulatoryHours } = profile.clocks
  if (regulatoryHours !== null) return createdAt + regulatoryHours * HOUR_MS
  return hasOwnClocks(profile) ? null : deskDue(call, createdAt)
}

function deskDue(call: Call, createdAt: number): number {
  return createdAt + call.services.settings.get('withdrawal.dueHours') * HOUR_MS
}

function priorityDue(call: Call, { clocks }: Profile, at: At): number | null {
  const promise = clocks.priority.find((each) => each.priority === at.priority)
  return promise ? closeAfterDays(calendarOf(call, CALENDAR), at.createdAt, promise.businessDays) : null
}

function stepDue(call: Call, { steps }: Profile, step: string | null): number | null {
  const minutes = steps.find((each) => each.step === step)?.slaMinutes ?? null
  return minutes === null ? null : dueAfter(calendarOf(call, CALENDAR), call.now, minutes)
}

/** R2-04: the priority that a request arrives with, and the rule that decided it; the operator's own word where no rule does. */
export function priorityOfNew(
  call: Call,
  profile: Profile,
  wanted: { customerId: number; risk: string; amountMinor: number; currency: string; priority: Priority },
): { priority: Priority; rule: string | null } {
  if (profile.priorityRules.length === 0) return { priority: wanted.priority, rule: null }
  const { amountMinor, currency, risk } = wanted
  const rule = decidingRule(profile.priorityRules, {
    amountMinor,
    currency,
    risk,
    rank: knownFacts(call, { subject: 'customer', subjectId: wanted.customerId }).rank ?? null,
    newCustomer: !hasBeenPaid(call, wanted.customerId),
    flagged: risk === 'high',
  })
  return rule ? { priority: rule.priority, rule: rule.label.en } : { priority: 'normal', rule: null }
}
