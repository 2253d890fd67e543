/** The administrator keeps the people of the desk. */
import type { Department, Role, SigningGroup } from '../../../../contract/permissions.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { actorOf } from '../../sessions.ts'
import type { OperatorRow } from './schema.ts'
import { hashPassword, passwordWeakness } from './secrets.ts'
import {
  activeAdministrators,
  allOperators,
  changeOperator,
  insertOperator,
  operatorById,
  operatorByName,
} from './store.ts'

export const operatorsHandlers: Handlers<'operators'> = {
  list: (call) =>
    allOperators(call).map((row) => ({
      operatorId: row.id,
      version: row.version,
      userName: row.userName,
      displayName: row.displayName,
      department: row.department as Department | null,
      roles: JSON.parse(row.roles) as Role[],
      signingGroup: row.signingGroup as SigningGroup | null,
      active: row.active === 1,
      lockedUntil: row.lockedUntil !== null && row.lockedUntil > call.now ? row.lockedUntil : null,
      hasSecondFactor: row.totpSecret !== null,
      lastSignInAt: row.lastSignInAt,
    })),

  create(call, input) {
    if (operatorByName(call, input.userName)) refuse('OPERATOR_NAME_TAKEN', { name: input.userName })
    refuseWeak(input.initialPassword, input.userName)
    const operatorId = insertOperator(call, {
      userName: input.userName,
      displayName: input.displayName,
      department: input.department,
      roles: JSON.stringify(input.roles),
      signingGroup: input.signingGroup,
      passwordHash: hashPassword(input.initialPassword, call.random, call.services.passwordLog2N),
      mustChangePassword: 1,
      createdAt: call.now,
    })
    call.audit({
      action: 'operator.create',
      subject: `operator:${operatorId}`,
      changes: [
        ['userName', null, input.userName],
        ['roles', null, input.roles.join(', ')],
        ['department', null, input.department],
        ['signingGroup', null, input.signingGroup],
      ],
    })
    call.changed('operators')
    return { operatorId, version: 1 }
  },

  update(call, input) {
    const before = operatorById(call, input.operatorId)
    const roles = JSON.stringify(input.roles)
    if (input.operatorId === call.actor.operatorId && (roles !== before.roles || !input.active))
      refuse('OWN_ROLES', { name: before.displayName })
    const stays = input.active && input.roles.includes('administrator')
    if (!stays) refuseLastAdministrator(call, before)
    const version = changeOperator(
      call,
      { id: input.operatorId, version: input.expectedVersion },
      {
        displayName: input.displayName,
        department: input.department,
        roles,
        signingGroup: input.signingGroup,
        active: input.active ? 1 : 0,
      },
    )
    const after = operatorById(call, input.operatorId)
    call.audit({
      action: 'operator.update',
      subject: `operator:${input.operatorId}`,
      changes: differences(before, after),
    })
    call.afterCommit(() => call.services.sessions.refresh(input.operatorId, input.active ? actorOf(after) : null))
    call.changed('operators')
    return { operatorId: input.operatorId, version }
  },

  resetPassword(call, input) {
    const before = operatorById(call, input.operatorId)
    refuseWeak(input.initialPassword, before.userName)
    const version = changeOperator(
      call,
      { id: input.operatorId, version: input.expectedVersion },
      {
        passwordHash: hashPassword(input.initialPassword, call.random, call.services.passwordLog2N),
        mustChangePassword: 1,
        failedTries: 0,
        lockedUntil: null,
        ...(input.removeSecondFactor ? { totpSecret: null } : {}),
      },
    )
    call.audit({
      action: 'operator.resetPassword',
      subject: `operator:${input.operatorId}`,
      changes: input.removeSecondFactor ? [['secondFactor', before.totpSecret ? 'set' : 'none', 'none']] : [],
    })
    call.afterCommit(() => call.services.sessions.refresh(input.operatorId, null))
    call.changed('operators')
    return { operatorId: input.operatorId, version }
  },
}

function refuseWeak(password: string, userName: string): void {
  const weakness = passwordWeakness(password, userName)
  if (weakness) refuse('PASSWORD_TOO_WEAK', { weakness, limit: 12 })
}

function refuseLastAdministrator(call: Call, before: OperatorRow): void {
  const administrators = activeAdministrators(call)
  if (administrators.length === 1 && administrators[0] === before.id)
    refuse('LAST_ADMINISTRATOR', { name: before.displayName })
}

function differences(before: OperatorRow, after: OperatorRow): [string, string | null, string | null][] {
  const fields = ['displayName', 'department', 'roles', 'signingGroup', 'active'] as const
  const text = (value: string | number | null) => (value === null ? null : String(value))
  return fields.filter((f) => before[f] !== after[f]).map((f) => [f, text(before[f]), text(after[f])])
}
