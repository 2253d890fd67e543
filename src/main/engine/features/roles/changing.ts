/** Which roles and departments there are, and what a role allows, is changed by two people (law 4). */
import type { Permission } from '../../../../contract/permissions.ts'
import type { Label } from '../../../../contract/profile.ts'
import { RESERVED_KEYS, type RoleFacts } from '../../../../contract/roles.ts'
import type { Call } from '../../call.ts'
import { type Apply, type Facts, type Proposed, propose } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { activeAdministrators, noteAdministrators, operatorById } from '../operators/index.ts'
import { nameOf, refuseDepartmentInUse, refuseRoleInUse } from './in-use.ts'
import { added, factsOfRole, type RoleContent } from './rules.ts'
import { writeDepartment, writeRole } from './store.ts'

export type RoleChange = {
  role: string
  version: number
  label: Label | null
  permissions: Permission[]
  retired: boolean
  isNew: boolean
}
export type DepartmentChange = {
  department: string
  version: number
  label: Label | null
  retired: boolean
  isNew: boolean
}

export function proposeRole(call: Call, change: RoleChange, reason: string): Proposed<string> {
  const before = checkRole(call, change, call.actor.operatorId)
  const facts = factsOfRole(change)
  return propose(
    call,
    {
      kind: 'role.change',
      subject: `role:${change.role}`,
      title: nameOf(call, 'role', { key: change.role, label: before?.label ?? change.label }),
      before: before ? factsOfRole(before) : {},
      after: before ? facts : { key: change.role, ...onlyTrue(facts) },
      payload: change,
      reason,
    },
    applyRole,
  )
}

/** A new role is read by what it allows, not by all that it does not. */
const onlyTrue = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== false))

export const applyRole: Apply<string> = (call, { payload, proposalId, madeBy }) => {
  const change = payload as RoleChange
  const before = checkRole(call, change, madeBy)
  const { role, version, label, permissions, retired } = change
  const text = label === null ? null : JSON.stringify(label)
  writeRole(call, role, { version, label: text, retired, permissions: JSON.stringify(permissions), proposalId })
  const allowed = (roles: readonly string[]): ReadonlySet<Permission> =>
    new Set([
      ...call.services.rights.permissionsOf(roles.filter((each) => each !== role)),
      ...(roles.includes(role) && !retired ? permissions : []),
    ])
  if (activeAdministrators(call, allowed).length === 0)
    refuse('LAST_ADMINISTRATOR', { name: nameOf(call, 'role', { key: role, label }) })
  noteAdministrators(call, allowed)
  call.audit({
    action: before ? 'role.change' : 'role.add',
    subject: `role:${role}`,
    changes: [
      ['nameEn', before?.label?.en ?? null, label?.en ?? null],
      ['permissions', before ? before.permissions.join(', ') : null, permissions.join(', ')],
      ['retired', before ? yesNo(before.retired) : null, yesNo(retired)],
    ],
  })
  call.afterCommit(() => {
    call.services.rights.reload()
    call.services.sessions.reread(call.services.rights)
  })
  call.changed('operators')
  return role
}

/** The role as it is at the version that was seen; refuses what nobody may change so. */
function checkRole(call: Call, change: RoleChange, proposer: number): RoleFacts | undefined {
  const found = call.services.rights.role(change.role)
  checkKey(change.role, { found, change })
  if (found?.retired === false && change.retired) refuseRoleInUse(call, found)
  const wider = added(found, change satisfies RoleContent)
  if (wider.length > 0)
    for (const person of new Set([proposer, call.actor.operatorId])) refuseOwn(call, person, change.role)
  return found
}

/** Nobody widens the rights that they have themselves, neither by proposing nor by confirming. */
function refuseOwn(call: Call, operatorId: number, role: string): void {
  const roles = JSON.parse(operatorById(call, operatorId).roles) as string[]
  if (roles.includes(role)) refuse('OWN_ROLE_WIDER', { role: nameOf(call, 'role', { key: role, label: null }) })
}

type Seen = { found: { version: number } | undefined; change: { version: number; isNew: boolean } }

function checkKey(key: string, { found, change }: Seen): void {
  if (change.isNew && (found !== undefined || RESERVED_KEYS.includes(key))) refuse('KEY_TAKEN', { key })
  if (!change.isNew && found === undefined) refuse('NOT_FOUND', { what: key })
  if (found && found.version !== change.version) throw new Conflict(key, { version: found.version })
}

export function proposeDepartment(call: Call, change: DepartmentChange, reason: string): Proposed<string> {
  const before = checkDepartment(call, change)
  return propose(
    call,
    {
      kind: 'department.change',
      subject: `department:${change.department}`,
      title: nameOf(call, 'department', { key: change.department, label: before?.label ?? change.label }),
      before: before ? departmentFacts(before) : {},
      after: before ? departmentFacts(change) : { key: change.department, ...onlyTrue(departmentFacts(change)) },
      payload: change,
      reason,
    },
    applyDepartment,
  )
}

export const applyDepartment: Apply<string> = (call, { payload, proposalId }) => {
  const change = payload as DepartmentChange
  const before = checkDepartment(call, change)
  const { department, version, label, retired } = change
  const text = label === null ? null : JSON.stringify(label)
  writeDepartment(call, department, { version, label: text, retired, proposalId })
  call.audit({
    action: before ? 'department.change' : 'department.add',
    subject: `department:${department}`,
    changes: [
      ['nameEn', before?.label?.en ?? null, label?.en ?? null],
      ['retired', before ? yesNo(before.retired) : null, yesNo(retired)],
    ],
  })
  call.afterCommit(() => call.services.rights.reload())
  call.changed('operators')
  return department
}

function checkDepartment(call: Call, change: DepartmentChange) {
  const found = call.services.rights.department(change.department)
  checkKey(change.department, { found, change })
  if (found?.retired === false && change.retired) refuseDepartmentInUse(call, found)
  return found
}

const departmentFacts = ({ label, retired }: { label: Label | null; retired: boolean }): Facts => ({
  nameEn: label?.en ?? null,
  nameZhHant: label?.['zh-Hant'] ?? null,
  retired,
})

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')
