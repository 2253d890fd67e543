/** What still needs a role or a department: people, and workflows that new or open requests run on. */
import type { DepartmentFacts, RoleFacts } from '../../../../contract/roles.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { departmentsOfProfile, rolesOfProfile } from '../../workflow/names.ts'
import { allOperators } from '../operators/index.ts'
import { openRequestsOf } from '../workflow/index.ts'

type Profile = Parameters<typeof rolesOfProfile>[0]

/** How people call a role or a department in a message: its own name, or its key where the window has the word. */
export function nameOf(
  call: Call,
  kind: 'role' | 'department',
  { key, label }: { key: string; label: { en: string } | null },
): string {
  const found = kind === 'role' ? call.services.rights.role(key) : call.services.rights.department(key)
  return label?.en ?? found?.label?.en ?? key
}

export function refuseRoleInUse(call: Call, role: RoleFacts): void {
  const people = allOperators(call).filter(({ roles }) => (JSON.parse(roles) as string[]).includes(role.role))
  const by = [...namesOf(people), ...workflowsWith(call, (data) => rolesOfProfile(data).has(role.role))]
  if (by.length > 0)
    refuse('ROLE_IN_USE', { name: nameOf(call, 'role', { key: role.role, label: role.label }), by: shortened(by) })
}

export function refuseDepartmentInUse(call: Call, { department, label }: DepartmentFacts): void {
  const people = allOperators(call).filter((row) => row.department === department)
  const by = [...namesOf(people), ...workflowsWith(call, (data) => departmentsOfProfile(data).has(department))]
  if (by.length > 0)
    refuse('DEPARTMENT_IN_USE', { name: nameOf(call, 'department', { key: department, label }), by: shortened(by) })
}

const namesOf = (rows: readonly { displayName: string; active: number }[]): string[] =>
  rows.filter(({ active }) => active === 1).map(({ displayName }) => displayName)

/** The versions in force, and older ones on which requests are still open. */
function workflowsWith(call: Call, uses: (data: Profile) => boolean): string[] {
  const { profiles } = call.services
  const open = openRequestsOf(call).map((line) => profiles.find(line.profile, line.version))
  const running = new Set([...profiles.inForce(), ...open.flatMap((one) => one ?? [])])
  return [...new Set([...running].filter(({ data }) => uses(data)).map(({ data }) => data.label.en))]
}

const SHOWN = 4
const shortened = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} + ${names.length - SHOWN}` : names.join(', ')
