/** A delegation is proposed by the person or for somebody who is away, and confirmed by another one. */
import type { Role } from '../../../../contract/permissions.ts'
import type { Call } from '../../call.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { refuse } from '../../refuse.ts'
import { operatorById } from '../operators/index.ts'
import { daysIn, LONGEST_DAYS } from './rules.ts'
import { insertDelegation } from './store.ts'

export type NewDelegation = {
  delegatorId: number
  delegateId: number
  roles: Role[]
  from: string
  to: string
  reason: string
}

export function proposeDelegation(call: Call, wanted: NewDelegation) {
  const own = wanted.delegatorId === call.actor.operatorId
  if (!own && !call.actor.permissions.has('admin.operators'))
    refuse('PERMISSION_MISSING', { permission: 'admin.operators', by: call.actor.displayName })
  // Nobody adds to their own rights: whose roles are lent says so, or an administrator who gains nothing by it.
  if (!own && wanted.delegateId === call.actor.operatorId) refuse('OWN_ROLES', { name: call.actor.displayName })
  const { delegator, delegate } = checked(call, wanted)
  return propose(
    call,
    {
      kind: 'delegation.add',
      subject: `delegation:${wanted.delegatorId}-${wanted.delegateId}`,
      title: `${delegate.displayName} for ${delegator.displayName}`,
      before: {},
      after: {
        delegator: delegator.displayName,
        delegate: delegate.displayName,
        roles: wanted.roles,
        fromDate: wanted.from,
        toDate: wanted.to,
      },
      payload: wanted,
      concerns: wanted.delegateId,
      reason: wanted.reason,
      always: true,
    },
    applyDelegation,
  )
}

/** Confirmed: judged again, since roles and people may have changed meanwhile. */
export function applyDelegation(call: Call, { payload, madeBy }: StoredProposal): number {
  const wanted = payload as NewDelegation
  checked(call, wanted)
  const { delegatorId, delegateId, roles, from, to, reason } = wanted
  const id = insertDelegation(call, {
    delegatorId,
    delegateId,
    roles: JSON.stringify(roles),
    fromDate: from,
    toDate: to,
    reason,
    madeBy,
    madeAt: call.now,
    confirmedBy: call.actor.operatorId,
  })
  call.audit({
    action: 'delegation.add',
    subject: `delegation:${id}`,
    reason,
    changes: [
      ['delegator', null, operatorById(call, delegatorId).displayName],
      ['delegate', null, operatorById(call, delegateId).displayName],
      ['roles', null, roles.join(', ')],
      ['fromDate', null, from],
      ['toDate', null, to],
    ],
  })
  call.changed('operators')
  return id
}

/** Two different active people, roles that the delegator has, days that are not over and not too many. */
function checked(call: Call, { delegatorId, delegateId, roles, from, to }: NewDelegation) {
  const [delegator, delegate] = [operatorById(call, delegatorId), operatorById(call, delegateId)]
  if (delegatorId === delegateId) refuse('DELEGATION_TO_SELF', { name: delegator.displayName })
  for (const person of [delegator, delegate])
    if (person.active !== 1) refuse('OPERATOR_DISABLED', { name: person.displayName })
  const has = JSON.parse(delegator.roles) as Role[]
  const lacking = roles.filter((role) => !has.includes(role) || administers(call, role))
  if (lacking.length > 0) refuse('DELEGATION_ROLE', { name: delegator.displayName, role: lacking.join(' | ') })
  const days = daysIn(from, to)
  if (days < 1 || days > LONGEST_DAYS || to < call.today) refuse('DELEGATION_DAYS', { from, to, limit: LONGEST_DAYS })
  return { delegator, delegate }
}

/** Rights over rights are never lent. */
const administers = (call: Call, role: Role): boolean =>
  call.services.rights.permissionsOf([role]).has('admin.operators')
