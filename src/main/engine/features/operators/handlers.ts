/** The administrator keeps the people of the desk. */
import type { Department, Role, SigningGroup } from '../../../../contract/permissions.ts'
import type { Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { exportAccess } from './access.ts'
import { proposeOperator, proposeReset, proposeUpdate } from './changing.ts'
import { hashPassword, passwordWeakness } from './secrets.ts'
import { allOperators, operatorById } from './store.ts'

export const operatorsHandlers: Handlers<'operators'> = {
  list: (call) =>
    allOperators(call).map((row) => ({
      operatorId: row.id,
      version: row.version,
      userName: row.userName,
      displayName: row.displayName,
      email: row.email,
      department: row.department as Department | null,
      roles: JSON.parse(row.roles) as Role[],
      signingGroup: row.signingGroup as SigningGroup | null,
      active: row.active === 1,
      lockedUntil: row.lockedUntil !== null && row.lockedUntil > call.now ? row.lockedUntil : null,
      hasSecondFactor: row.totpSecret !== null,
      lastSignInAt: row.lastSignInAt,
    })),

  create(call, { commandId: _, initialPassword, ...person }) {
    refuseWeak(initialPassword, person.userName)
    const passwordHash = hashPassword(initialPassword, call.random, call.services.passwordLog2N)
    const { proposalId, applied } = proposeOperator(call, { ...person, passwordHash })
    return { operatorId: applied, version: applied === null ? null : 1, proposalId, applied: applied !== null }
  },

  update(call, { commandId: _, ...change }) {
    const { proposalId, applied } = proposeUpdate(call, change)
    return { operatorId: change.operatorId, version: applied, proposalId, applied: applied !== null }
  },

  exportAccess: (call) => exportAccess(call),

  resetPassword(call, { operatorId, expectedVersion, initialPassword, removeSecondFactor }) {
    refuseWeak(initialPassword, operatorById(call, operatorId).userName)
    const passwordHash = hashPassword(initialPassword, call.random, call.services.passwordLog2N)
    const reset = { operatorId, expectedVersion, passwordHash, removeSecondFactor }
    const { proposalId, applied } = proposeReset(call, reset)
    return { operatorId, version: applied, proposalId, applied: applied !== null }
  },
}

function refuseWeak(password: string, userName: string): void {
  const weakness = passwordWeakness(password, userName)
  if (weakness) refuse('PASSWORD_TOO_WEAK', { weakness, limit: 12 })
}
