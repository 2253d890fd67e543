/** Who may change the rights of others on this desk, by whichever role, and which roles and departments may be given. */
import type { Call } from '../../call.ts'
import { needTwoPeople } from '../../proposals/index.ts'
import { refuse } from '../../refuse.ts'
import { allOperators } from './store.ts'

type PermissionsOf = Call['services']['rights']['permissionsOf']

/** Active people who may administer operators, by the rights in force or by those that a change would bring. */
export function activeAdministrators(call: Call, permissionsOf?: PermissionsOf): number[] {
  const allowed: PermissionsOf = permissionsOf ?? ((roles) => call.services.rights.permissionsOf(roles))
  return allOperators(call)
    .filter((row) => row.active === 1 && allowed(JSON.parse(row.roles) as string[]).has('admin.operators'))
    .map((row) => row.id)
}

/** From the second administrator on, nobody changes rights or money settings alone. */
export function noteAdministrators(call: Call, permissionsOf?: PermissionsOf): void {
  if (activeAdministrators(call, permissionsOf).length > 1) needTwoPeople(call)
}

type Given = { roles: readonly string[]; department: string | null }

/** Only what the desk knows and has not retired is given; what somebody has already may stay. */
export function checkRights(call: Call, given: Given, before: Given = { roles: [], department: null }): void {
  const { rights } = call.services
  const odd = given.roles.find((key) => !before.roles.includes(key) && rights.role(key)?.retired !== false)
  if (odd !== undefined) refuse('ROLE_UNKNOWN', { role: odd })
  const { department } = given
  if (department !== null && department !== before.department && rights.department(department)?.retired !== false)
    refuse('DEPARTMENT_UNKNOWN', { department })
}
