/** Who works here and what each may do is changed by two people: proposed by one administrator, confirmed by somebody else. */
import type { Department, Role, SigningGroup } from '../../../../contract/permissions.ts'
import type { Call } from '../../call.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { actorOf } from '../../sessions.ts'
import { activeAdministrators, checkRights, noteAdministrators } from './administrators.ts'
import type { OperatorRow } from './schema.ts'
import { changeOperator, insertOperator, operatorById, operatorByName } from './store.ts'

type Rights = {
  displayName: string
  email: string
  department: Department | null
  roles: Role[]
  signingGroup: SigningGroup | null
}
type NewOperator = Rights & { userName: string; passwordHash: string }
type OperatorChange = Rights & { operatorId: number; expectedVersion: number; active: boolean }
type PasswordReset = { operatorId: number; expectedVersion: number; passwordHash: string; removeSecondFactor: boolean }

export function proposeOperator(call: Call, person: NewOperator) {
  if (operatorByName(call, person.userName)) refuse('OPERATOR_NAME_TAKEN', { name: person.userName })
  checkRights(call, person)
  const { passwordHash: _, ...facts } = person
  return propose(
    call,
    {
      kind: 'operator.create',
      subject: `operator:${person.userName}`,
      title: person.displayName,
      before: {},
      after: facts,
      payload: person,
    },
    applyCreateOperator,
  )
}

export function applyCreateOperator(call: Call, { payload }: StoredProposal): number {
  const person = payload as NewOperator
  if (operatorByName(call, person.userName)) refuse('OPERATOR_NAME_TAKEN', { name: person.userName })
  checkRights(call, person)
  const operatorId = insertOperator(call, {
    ...person,
    roles: JSON.stringify(person.roles),
    mustChangePassword: 1,
    createdAt: call.now,
  })
  call.audit({
    action: 'operator.create',
    subject: `operator:${operatorId}`,
    changes: [
      ['userName', null, person.userName],
      ['roles', null, person.roles.join(', ')],
      ['department', null, person.department],
      ['signingGroup', null, person.signingGroup],
    ],
  })
  noteAdministrators(call)
  call.changed('operators')
  return operatorId
}

export function proposeUpdate(call: Call, change: OperatorChange) {
  const before = operatorAt(call, change)
  checkUpdate(call, before, change)
  const { operatorId, expectedVersion: _, ...after } = change
  return propose(
    call,
    {
      kind: 'operator.update',
      subject: `operator:${operatorId}`,
      title: before.displayName,
      before: factsOf(before),
      after,
      payload: change,
      concerns: operatorId,
    },
    applyUpdateOperator,
  )
}

export function applyUpdateOperator(call: Call, { payload, madeBy }: StoredProposal): number {
  const change = payload as OperatorChange
  const before = operatorAt(call, change)
  checkUpdate(call, before, { ...change, proposer: madeBy })
  const version = changeOperator(
    call,
    { id: change.operatorId, version: change.expectedVersion },
    {
      displayName: change.displayName,
      email: change.email,
      department: change.department,
      roles: JSON.stringify(change.roles),
      signingGroup: change.signingGroup,
      active: change.active ? 1 : 0,
    },
  )
  const after = operatorById(call, change.operatorId)
  call.audit({
    action: 'operator.update',
    subject: `operator:${change.operatorId}`,
    changes: differences(before, after),
  })
  noteAdministrators(call)
  call.afterCommit(() =>
    call.services.sessions.refresh(after.id, change.active ? actorOf(after, call.services.rights) : null),
  )
  call.changed('operators')
  return version
}

/** Whoever sets a password can sign in with it once: that too is two people's decision. */
export function proposeReset(call: Call, reset: PasswordReset) {
  const before = operatorAt(call, reset)
  return propose(
    call,
    {
      kind: 'operator.resetPassword',
      subject: `operator:${reset.operatorId}`,
      title: before.displayName,
      before: { password: 'own', secondFactor: before.totpSecret ? 'set' : 'none' },
      after: { password: 'first', secondFactor: before.totpSecret && !reset.removeSecondFactor ? 'set' : 'none' },
      payload: reset,
      concerns: reset.operatorId,
    },
    applyResetPassword,
  )
}

export function applyResetPassword(call: Call, { payload }: StoredProposal): number {
  const { operatorId, expectedVersion, passwordHash, removeSecondFactor } = payload as PasswordReset
  const before = operatorById(call, operatorId)
  const version = changeOperator(
    call,
    { id: operatorId, version: expectedVersion },
    {
      passwordHash,
      mustChangePassword: 1,
      failedTries: 0,
      lockedUntil: null,
      ...(removeSecondFactor ? { totpSecret: null } : {}),
    },
  )
  call.audit({
    action: 'operator.resetPassword',
    subject: `operator:${operatorId}`,
    changes: removeSecondFactor ? [['secondFactor', before.totpSecret ? 'set' : 'none', 'none']] : [],
  })
  call.afterCommit(() => call.services.sessions.refresh(operatorId, null))
  call.changed('operators')
  return version
}

/** An operator at the version that was seen (law 6). */
function operatorAt(call: Call, at: { operatorId: number; expectedVersion: number }): OperatorRow {
  const found = operatorById(call, at.operatorId)
  if (found.version !== at.expectedVersion) throw new Conflict(`operator:${found.id}`, { version: found.version })
  return found
}

const RIGHTS = ['roles', 'department', 'signingGroup', 'active'] as const

/** Nobody changes their own rights, and a desk keeps an administrator. */
function checkUpdate(call: Call, before: OperatorRow, change: OperatorChange & { proposer?: number }): void {
  const own = before.id === (change.proposer ?? call.actor.operatorId)
  const rights = factsOf(before)
  const same = RIGHTS.every((field) => JSON.stringify(change[field]) === JSON.stringify(rights[field]))
  if (own && !same) refuse('OWN_ROLES', { name: before.displayName })
  checkRights(call, change, rights)
  const stays = change.active && call.services.rights.permissionsOf(change.roles).has('admin.operators')
  const administrators = activeAdministrators(call)
  if (!stays && administrators.length === 1 && administrators[0] === before.id)
    refuse('LAST_ADMINISTRATOR', { name: before.displayName })
}

function factsOf(row: OperatorRow) {
  return {
    displayName: row.displayName,
    email: row.email,
    department: row.department,
    roles: JSON.parse(row.roles) as Role[],
    signingGroup: row.signingGroup,
    active: row.active === 1,
  }
}

function differences(before: OperatorRow, after: OperatorRow): [string, string | null, string | null][] {
  const fields = ['displayName', 'email', 'department', 'roles', 'signingGroup', 'active'] as const
  const text = (value: string | number | null) => (value === null ? null : String(value))
  return fields.filter((f) => before[f] !== after[f]).map((f) => [f, text(before[f]), text(after[f])])
}
