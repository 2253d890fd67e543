/** Whose roles a person may use: the own ones, and those of colleagues who delegated to them for these days. */
import type { Call } from '../../call.ts'
import type { Authority } from './rules.ts'

export function authoritiesOf(call: Call): readonly Authority[] {
  return [{ operatorId: call.actor.operatorId, roles: call.actor.roles }]
}
