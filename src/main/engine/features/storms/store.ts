/** SQL of storms. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type StoredStorm, storms } from './schema.ts'

export type NamedStorm = StoredStorm & { by: string; lifter: string | null }

const SELECT = `SELECT ${columnsOf(storms, 's')}, m.display_name AS by, l.display_name AS lifter
  FROM storms s JOIN operators m ON m.id = s.made_by LEFT JOIN operators l ON l.id = s.lifted_by`

export function stormInForce(call: Call, date: string): NamedStorm | undefined {
  return call.db.get<NamedStorm>(`${SELECT} WHERE s.date = ? AND s.lifted_at IS NULL`, date)
}

export function recentStorms(call: Call): NamedStorm[] {
  return call.db.all<NamedStorm>(`${SELECT} ORDER BY s.id DESC LIMIT 20`)
}

export function stormById(call: Call, id: number): NamedStorm {
  return call.db.get<NamedStorm>(`${SELECT} WHERE s.id = ?`, id) ?? refuse('NOT_FOUND', { what: `plan ${id}` })
}

export function insertStorm(call: Call, row: typeof storms.$inferInsert): number {
  return call.db.insert(storms, row)
}

/** Lifts a plan at the version that was seen (law 6). */
export function liftStorm(call: Call, at: { id: number; version: number; reason: string }): void {
  const changed = call.db.run(
    'UPDATE storms SET lifted_by = ?, lifted_at = ?, lifted_reason = ?, version = version + 1 WHERE id = ? AND version = ? AND lifted_at IS NULL',
    call.actor.operatorId,
    call.now,
    at.reason,
    at.id,
    at.version,
  )
  if (changed !== 1) throw new Conflict(`storm:${at.id}`)
}
