/** What a delegation gives on a day. Pure. */
import type { Role } from '../../../../contract/permissions.ts'

export type DelegationFacts = {
  fromDate: string
  toDate: string
  endedAt: number | null
  roles: readonly Role[]
  delegator: { active: boolean; roles: readonly Role[] }
}

/** A delegation is at most a quarter long; longer absences are a change of roles. */
export const LONGEST_DAYS = 92

/** The roles that may be used on a day: never one that the delegator has not now. */
export function rolesOn(facts: DelegationFacts, today: string): Role[] {
  if (facts.endedAt !== null || today < facts.fromDate || today > facts.toDate || !facts.delegator.active) return []
  return facts.roles.filter((role) => facts.delegator.roles.includes(role))
}

export function stateOn(facts: DelegationFacts, today: string): 'active' | 'later' | 'over' | 'ended' | 'idle' {
  if (facts.endedAt !== null) return 'ended'
  if (today < facts.fromDate) return 'later'
  if (today > facts.toDate) return 'over'
  return rolesOn(facts, today).length === 0 ? 'idle' : 'active'
}

/** Days from the first to the last, both counted. */
export function daysIn(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}
