/** SQL of device corrections. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type CalibrationRecord, printerCalibrations } from './schema.ts'

const SELECT = `SELECT ${columnsOf(printerCalibrations)} FROM printer_calibrations`

export type DeviceOfStock = { printer: string; tray: string; stock: string }

/** The correction that leaves are printed with now. */
export function acceptedCalibration(
  call: Call,
  { printer, tray, stock }: DeviceOfStock,
): CalibrationRecord | undefined {
  return call.db.get<CalibrationRecord>(
    `${SELECT} WHERE printer = ? AND tray = ? AND stock = ? AND state = 'accepted'`,
    printer,
    tray,
    stock,
  )
}

export function latestCalibrations(call: Call, limit: number): CalibrationRecord[] {
  return call.db.all<CalibrationRecord>(`${SELECT} ORDER BY id DESC LIMIT ?`, limit)
}

/** A correction by its id. Refuses NOT_FOUND. */
export function calibrationById(call: Call, id: number): CalibrationRecord {
  return (
    call.db.get<CalibrationRecord>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `calibration ${id}` })
  )
}

/** The correction at the version that was seen (law 6). */
export function calibrationAt(call: Call, at: { calibrationId: number; expectedVersion: number }): CalibrationRecord {
  const found = calibrationById(call, at.calibrationId)
  if (found.version !== at.expectedVersion) throw new Conflict(`calibration:${found.id}`, { version: found.version })
  return found
}

export function insertCalibration(call: Call, row: typeof printerCalibrations.$inferInsert): number {
  return call.db.insert(printerCalibrations, row)
}

/** Decides a proposed correction, or replaces an accepted one; exactly the row that was read, or Conflict. */
export function decideCalibration(
  call: Call,
  found: CalibrationRecord,
  to: 'accepted' | 'rejected' | 'replaced',
): CalibrationRecord {
  const decider = to === 'replaced' ? found.decidedBy : call.actor.operatorId
  const changed = call.db.run(
    'UPDATE printer_calibrations SET state = ?, version = version + 1, decided_by = ?, decided_at = ? WHERE id = ? AND version = ? AND state = ?',
    to,
    decider,
    to === 'replaced' ? found.decidedAt : call.now,
    found.id,
    found.version,
    found.state,
  )
  if (changed !== 1) throw new Conflict(`calibration:${found.id}`, { version: found.version })
  return calibrationById(call, found.id)
}

export function markTested(call: Call, found: CalibrationRecord): void {
  call.db.run('UPDATE printer_calibrations SET tested_at = ? WHERE id = ?', call.now, found.id)
}
