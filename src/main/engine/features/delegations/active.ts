/** Whose roles a person may use today by delegation. */
import type { Role } from '../../../../contract/permissions.ts'
import type { Call } from '../../call.ts'
import { rolesOn } from './rules.ts'
import { delegationsTo, type NamedDelegation } from './store.ts'

export type ActiveDelegation = { delegationId: number; delegatorId: number; delegatorName: string; roles: Role[] }

/** Never what the delegator has not now, and never what the delegator has by delegation: it does not go on. */
export function activeDelegations(call: Call, operatorId: number): ActiveDelegation[] {
  return delegationsTo(call, operatorId)
    .map((row) => ({
      delegationId: row.id,
      delegatorId: row.delegatorId,
      delegatorName: row.delegatorName,
      roles: rolesOn(factsOf(row), call.today),
    }))
    .filter(({ roles }) => roles.length > 0)
}

export function factsOf(row: NamedDelegation) {
  return {
    fromDate: row.fromDate,
    toDate: row.toDate,
    endedAt: row.endedAt,
    roles: JSON.parse(row.roles) as Role[],
    delegator: { active: row.delegatorActive === 1, roles: JSON.parse(row.delegatorRoles) as Role[] },
  }
}
