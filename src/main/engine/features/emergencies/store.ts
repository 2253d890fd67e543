/** SQL of emergencies. */
import type { Call } from '../../call.ts'
import { type Connection, columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type EmergencyFacts, emergencies } from './schema.ts'

export type NamedEmergency = EmergencyFacts & { by: string; askedBy: string | null; lifter: string | null }

const SELECT = `SELECT ${columnsOf(emergencies, 'e')}, m.display_name AS by, a.display_name AS "askedBy", l.display_name AS lifter
  FROM emergencies e JOIN operators m ON m.id = e.made_by LEFT JOIN operators a ON a.id = e.lift_asked_by
  LEFT JOIN operators l ON l.id = e.lifted_by`

export function activeEmergencies(call: Call): NamedEmergency[] {
  return call.db.all<NamedEmergency>(`${SELECT} WHERE e.lifted_at IS NULL ORDER BY e.id`)
}

export function recentEmergencies(call: Call): NamedEmergency[] {
  return call.db.all<NamedEmergency>(`${SELECT} ORDER BY e.id DESC LIMIT 100`)
}

/** The emergency in force for a kind and subject. */
export function inForce(
  call: Call,
  kind: string,
  subject: string,
): { reason: string; about: string; by: string } | undefined {
  return call.db.allLasting<{ reason: string; about: string; by: string }>(
    ['emergencies', 'operators'],
    `SELECT e.reason, e.about, m.display_name AS by FROM emergencies e JOIN operators m ON m.id = e.made_by
     WHERE e.kind = ? AND e.subject = ? AND e.lifted_at IS NULL`,
    kind,
    subject,
  )[0]
}

export function emergencyAt(call: Call, at: { emergencyId: number; expectedVersion: number }): NamedEmergency {
  const found =
    call.db.get<NamedEmergency>(`${SELECT} WHERE e.id = ?`, at.emergencyId) ??
    refuse('NOT_FOUND', { what: `emergency ${at.emergencyId}` })
  if (found.version !== at.expectedVersion || found.liftedAt !== null) {
    throw new Conflict(`emergency:${found.id}`, {
      version: found.version,
      ...(found.lifter ? { by: found.lifter } : {}),
    })
  }
  return found
}

export function insertEmergency(call: Call, row: typeof emergencies.$inferInsert): number {
  return call.db.insert(emergencies, row)
}

export function askLift(call: Call, found: NamedEmergency, reason: string): void {
  change(call, found, { sets: 'lift_asked_by = ?, lift_reason = ?', values: [call.actor.operatorId, reason] })
}

export function endEmergency(call: Call, found: NamedEmergency): void {
  change(call, found, { sets: 'lifted_by = ?, lifted_at = ?', values: [call.actor.operatorId, call.now] })
}

function change(call: Call, found: NamedEmergency, to: { sets: string; values: readonly unknown[] }): void {
  const changed = call.db.run(
    `UPDATE emergencies SET version = version + 1, ${to.sets} WHERE id = ? AND version = ?`,
    ...to.values,
    found.id,
    found.version,
  )
  if (changed !== 1) throw new Conflict(`emergency:${found.id}`)
}

export type Suspension = { id: number; customerId: number; reason: string; madeBy: number }

/** Suspensions in force of which the pending requests are not held yet. */
export function suspensionsToCarryOut(connection: Connection): Suspension[] {
  return connection.all<Suspension>(
    `SELECT id, CAST(substr(subject, 10) AS INTEGER) AS "customerId", reason, made_by AS "madeBy" FROM emergencies
     WHERE kind = 'suspend' AND held_requests IS NULL AND lifted_at IS NULL ORDER BY id LIMIT 20`,
  )
}

/** Once; false when another round has done it. */
export function noteHeld(call: Call, emergencyId: number, held: number): boolean {
  return (
    call.db.run(
      'UPDATE emergencies SET held_requests = ? WHERE id = ? AND held_requests IS NULL',
      held,
      emergencyId,
    ) === 1
  )
}
