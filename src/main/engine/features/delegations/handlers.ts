/** Delegations: who may use whose roles, and until when. */
import type { Delegation } from '../../../../contract/delegations.ts'
import type { Role } from '../../../../contract/permissions.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { allOperators } from '../operators/index.ts'
import { factsOf } from './active.ts'
import { proposeDelegation } from './making.ts'
import { stateOn } from './rules.ts'
import { delegationById, endDelegation, latestDelegations, type NamedDelegation } from './store.ts'

const SHOWN = 200

export const delegationsHandlers: Handlers<'delegations'> = {
  list(call) {
    const { permissions, operatorId } = call.actor
    const all = permissions.has('admin.operators') || permissions.has('audit.read')
    return latestDelegations(call, SHOWN)
      .filter((row) => all || row.delegatorId === operatorId || row.delegateId === operatorId)
      .map((row) => shown(call, row))
  },

  people: (call) =>
    allOperators(call)
      .filter((row) => row.active === 1)
      .map((row) => ({
        operatorId: row.id,
        displayName: row.displayName,
        // Only whose roles may be lent by who asks.
        roles:
          row.id === call.actor.operatorId || call.actor.permissions.has('admin.operators')
            ? (JSON.parse(row.roles) as Role[])
            : [],
        isMe: row.id === call.actor.operatorId,
      })),

  add(call, { commandId: _, ...wanted }) {
    const { proposalId, applied } = proposeDelegation(call, wanted)
    return { delegationId: applied, proposalId, applied: applied !== null }
  },

  end(call, { delegationId, expectedVersion, reason }) {
    const found = delegationById(call, delegationId)
    if (!mayEnd(call, found))
      refuse('PERMISSION_MISSING', { permission: 'admin.operators', by: call.actor.displayName })
    endDelegation(call, { id: delegationId, version: expectedVersion })
    call.audit({ action: 'delegation.end', subject: `delegation:${delegationId}`, reason })
    call.changed('operators')
    return { delegationId, version: expectedVersion + 1 }
  },
}

function mayEnd(call: Call, row: NamedDelegation): boolean {
  const { operatorId, permissions } = call.actor
  return row.delegatorId === operatorId || row.delegateId === operatorId || permissions.has('admin.operators')
}

function shown(call: Call, row: NamedDelegation): Delegation {
  const facts = factsOf(row)
  const state = stateOn(facts, call.today)
  return {
    delegationId: row.id,
    version: row.version,
    delegator: row.delegatorName,
    delegate: row.delegateName,
    roles: facts.roles,
    from: row.fromDate,
    to: row.toDate,
    reason: row.reason,
    state,
    madeBy: row.madeByName,
    confirmedBy: row.confirmedByName,
    madeAt: row.madeAt,
    endedBy: row.endedByName,
    endedAt: row.endedAt,
    mayEnd: (state === 'active' || state === 'later' || state === 'idle') && mayEnd(call, row),
  } as Delegation
}
