/** Whose roles a person may use: the own ones, and those of colleagues who delegated to them for these days. */
import type { Call } from '../../call.ts'
import { activeDelegations } from '../delegations/index.ts'
import type { Authority } from './rules.ts'

export function authoritiesOf(call: Call): readonly Authority[] {
  const { operatorId, roles } = call.actor
  const lent = activeDelegations(call, operatorId).map((each) => ({ operatorId: each.delegatorId, roles: each.roles }))
  return [{ operatorId, roles }, ...lent]
}
