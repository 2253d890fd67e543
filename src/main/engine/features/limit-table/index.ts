/** What other features may ask of the limits. */
import { addDays } from '../../../../contract/dates.ts'
import type { Call } from '../../call.ts'
import { startOfDay } from '../../day-bounds.ts'
import {
  type LimitFinding,
  type LimitPerson,
  type LimitSubject,
  type LimitUse,
  limitFindings,
  limitUses,
} from './rules.ts'
import { activeLimits, usageOf } from './store.ts'

export { applyLimitAdd, applyLimitChange } from './changing.ts'
export type { LimitFinding } from './rules.ts'

/** Every limit that speaks about a request of the customer today, with what is used up. */
export function findLimits(
  call: Call,
  subject: LimitSubject & { customerId: number; requestId: number | null },
): LimitFinding[] {
  const limits = activeLimits(call)
  if (limits.length === 0) return []
  return limitFindings(
    limits,
    subject,
    usageOf(call, { ...daysOf(call), customerId: subject.customerId, exceptRequestId: subject.requestId ?? 0 }),
  )
}

/** The limits in force for a customer, with what all his requests took of them. */
export function limitsUsed(
  call: Call,
  person: LimitPerson & { customerId: number; currencies: readonly string[] },
): LimitUse[] {
  const limits = activeLimits(call)
  if (limits.length === 0) return []
  return limitUses(
    limits,
    person,
    usageOf(call, { ...daysOf(call), customerId: person.customerId, exceptRequestId: 0 }),
  )
}

function daysOf(call: Call) {
  const zone = call.services.settings.get('desk.timeZone')
  return {
    dayStart: startOfDay(call.today, zone),
    dayEnd: startOfDay(addDays(call.today, 1), zone),
    monthStart: startOfDay(`${call.today.slice(0, 8)}01`, zone),
  }
}
