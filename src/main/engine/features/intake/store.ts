/** SQL of taken files: the same file never twice (law 10). */
import type { Call } from '../../call.ts'

export function keepIntake(call: Call, file: { sha256: string; kind: string; fileId: number; rows: number }): void {
  call.db.run(
    'INSERT INTO intake_files (sha256, kind, file_id, rows, at, operator_id) VALUES (?, ?, ?, ?, ?, ?)',
    file.sha256,
    file.kind,
    file.fileId,
    file.rows,
    call.now,
    call.actor.operatorId,
  )
}

export function takenBefore(call: Call, sha256: string): { at: number; by: string } | null {
  const row = call.db.get<{ at: number; by: string }>(
    'SELECT i.at, p.display_name AS by FROM intake_files i JOIN operators p ON p.id = i.operator_id WHERE i.sha256 = ?',
    sha256,
  )
  return row ?? null
}

export function requestIdByReference(call: Call, externalReference: string): number | undefined {
  return call.db.value<number>('SELECT id FROM requests WHERE external_reference = ?', externalReference)
}
