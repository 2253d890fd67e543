/** SQL of delegations. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type DelegationRow, delegations } from './schema.ts'

export type NamedDelegation = DelegationRow & {
  delegatorName: string
  delegatorActive: number
  delegatorRoles: string
  delegateName: string
  madeByName: string
  confirmedByName: string
  endedByName: string | null
}

const SELECT = `SELECT ${columnsOf(delegations, 'd')}, a.display_name AS "delegatorName", a.active AS "delegatorActive",
  a.roles AS "delegatorRoles", b.display_name AS "delegateName", m.display_name AS "madeByName",
  c.display_name AS "confirmedByName", e.display_name AS "endedByName"
  FROM delegations d JOIN operators a ON a.id = d.delegator_id JOIN operators b ON b.id = d.delegate_id
  JOIN operators m ON m.id = d.made_by JOIN operators c ON c.id = d.confirmed_by LEFT JOIN operators e ON e.id = d.ended_by`

export function insertDelegation(call: Call, row: typeof delegations.$inferInsert): number {
  return call.db.insert(delegations, row)
}

export function delegationById(call: Call, id: number): NamedDelegation {
  return (
    call.db.get<NamedDelegation>(`${SELECT} WHERE d.id = ?`, id) ?? refuse('NOT_FOUND', { what: `delegation ${id}` })
  )
}

/** Delegations to a person that neither ended nor ran out. */
export function delegationsTo(call: Call, delegateId: number): NamedDelegation[] {
  return call.db.all<NamedDelegation>(
    `${SELECT} WHERE d.delegate_id = ? AND d.ended_at IS NULL AND d.to_date >= ? ORDER BY d.id`,
    delegateId,
    call.today,
  )
}

export function latestDelegations(call: Call, limit: number): NamedDelegation[] {
  return call.db.all<NamedDelegation>(`${SELECT} ORDER BY d.id DESC LIMIT ?`, limit)
}

export function endDelegation(call: Call, at: { id: number; version: number }): void {
  const changed = call.db.run(
    'UPDATE delegations SET ended_by = ?, ended_at = ?, version = version + 1 WHERE id = ? AND version = ? AND ended_at IS NULL',
    call.actor.operatorId,
    call.now,
    at.id,
    at.version,
  )
  if (changed !== 1) throw new Conflict(`delegation:${at.id}`, { version: delegationById(call, at.id).version })
}
