/** SQL of absences of signers. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { refuse } from '../../refuse.ts'
import { type StoredAbsence, signerAbsences } from './schema.ts'

export type NamedAbsence = StoredAbsence & { name: string; saidByName: string }

const SELECT = `SELECT ${columnsOf(signerAbsences, 'a')}, o.display_name AS name, s.display_name AS "saidByName"
  FROM signer_absences a JOIN operators o ON o.id = a.operator_id JOIN operators s ON s.id = a.said_by`

/** Absences in force that end on a day or later, the earliest first. */
export function absencesFrom(call: Call, date: string): NamedAbsence[] {
  return call.db.all<NamedAbsence>(
    `${SELECT} WHERE a.ended_at IS NULL AND a.to_date >= ? ORDER BY a.to_date, a.id LIMIT 500`,
    date,
  )
}

export function absenceById(call: Call, id: number): NamedAbsence {
  return call.db.get<NamedAbsence>(`${SELECT} WHERE a.id = ?`, id) ?? refuse('NOT_FOUND', { what: `absence ${id}` })
}

export function insertAbsence(call: Call, row: typeof signerAbsences.$inferInsert): number {
  return call.db.insert(signerAbsences, row)
}

/** Returns whether it was still in force. */
export function endAbsence(call: Call, id: number): boolean {
  return (
    call.db.run(
      'UPDATE signer_absences SET ended_by = ?, ended_at = ? WHERE id = ? AND ended_at IS NULL',
      call.actor.operatorId,
      call.now,
      id,
    ) === 1
  )
}
