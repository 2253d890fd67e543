/** SQL of calendars. */
import type { Closure } from '../../../../contract/calendars.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { calendarClosures, calendarDays, calendars, type StoredCalendar } from './schema.ts'

const SELECT = `SELECT ${columnsOf(calendars)} FROM calendars`

export function storedCalendars(call: Call): StoredCalendar[] {
  return call.db.all<StoredCalendar>(`${SELECT} ORDER BY id`)
}

export function storedCalendar(call: Call, id: number): StoredCalendar {
  return call.db.get<StoredCalendar>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `calendar ${id}` })
}

export function calendarByCode(call: Call, code: string): StoredCalendar | undefined {
  return call.db.get<StoredCalendar>(`${SELECT} WHERE code = ?`, code)
}

export function insertCalendar(call: Call, row: typeof calendars.$inferInsert): number {
  return call.db.insert(calendars, row)
}

/** The calendar at the version that was seen (law 6). */
export function calendarAt(call: Call, at: { calendarId: number; expectedVersion: number }): StoredCalendar {
  const stored = storedCalendar(call, at.calendarId)
  if (stored.version !== at.expectedVersion) throw new Conflict(`calendar:${stored.code}`, { version: stored.version })
  return stored
}

export type CalendarChange = Partial<Omit<StoredCalendar, 'id' | 'version' | 'code'>>

/** Writes the next version of a calendar; its days count as part of it. Returns the version. */
export function changeCalendar(call: Call, stored: StoredCalendar, change: CalendarChange = {}): number {
  const keys = Object.keys(change) as (keyof CalendarChange)[]
  const sets = keys.map((key) => `${calendars[key].name} = ?, `).join('')
  const changed = call.db.run(
    `UPDATE calendars SET ${sets}version = version + 1 WHERE id = ? AND version = ?`,
    ...keys.map((key) => change[key]),
    stored.id,
    stored.version,
  )
  if (changed !== 1) throw new Conflict(`calendar:${stored.code}`)
  return stored.version + 1
}

export type OwnDay = {
  date: string
  kind: 'open' | 'half' | 'closed'
  name: string
  nameChinese: string
  reason: string
  fileId: number | null
  by: string
  at: number
}

const OWN_DAYS = `SELECT d.date, d.kind, d.name, d.name_chinese AS "nameChinese", d.reason, d.file_id AS "fileId", o.display_name AS by, d.at
  FROM calendar_days d JOIN operators o ON o.id = d.operator_id`

export function ownDays(call: Call, calendarId: number): OwnDay[] {
  return call.db.all<OwnDay>(`${OWN_DAYS} WHERE d.calendar_id = ? ORDER BY d.date`, calendarId)
}

export function ownDaysBetween(call: Call, calendarId: number, between: { from: string; to: string }): OwnDay[] {
  const where = 'WHERE d.calendar_id = ? AND d.date >= ? AND d.date <= ? ORDER BY d.date'
  return call.db.all<OwnDay>(`${OWN_DAYS} ${where}`, calendarId, between.from, between.to)
}

/** Writes the desk's word about a day; a later word takes the place of an earlier one. */
export function putDay(call: Call, row: typeof calendarDays.$inferInsert): void {
  removeDay(call, row.calendarId, row.date)
  call.db.insert(calendarDays, row)
}

/** Returns whether there was one. */
export function removeDay(call: Call, calendarId: number, date: string): boolean {
  return call.db.run('DELETE FROM calendar_days WHERE calendar_id = ? AND date = ?', calendarId, date) > 0
}

const CLOSURES = `SELECT c.calendar_id AS "calendarId", c.date, c.from_minute AS "fromMinute", c.kind, c.reason, o.display_name AS by, c.at
  FROM calendar_closures c JOIN operators o ON o.id = c.operator_id WHERE c.lifted_at IS NULL AND c.calendar_id = ?`

/** Early closings in force, of one calendar from a day on. */
export function closuresOf(call: Call, calendarId: number, between: { from: string; to: string }): Closure[] {
  const where = 'AND c.date >= ? AND c.date <= ? ORDER BY c.date'
  return call.db.all<Closure>(`${CLOSURES} ${where}`, calendarId, between.from, between.to)
}

export function insertClosure(call: Call, row: typeof calendarClosures.$inferInsert): void {
  call.db.insert(calendarClosures, row)
}

/** Ends an early closing; it stays on record. Returns whether there was one. */
export function liftClosure(call: Call, at: { calendarId: number; date: string }, reason: string): boolean {
  const lifted = call.db.run(
    'UPDATE calendar_closures SET lifted_at = ?, lifted_by = ?, lifted_reason = ? WHERE calendar_id = ? AND date = ? AND lifted_at IS NULL',
    call.now,
    call.actor.operatorId,
    reason,
    at.calendarId,
    at.date,
  )
  return lifted === 1
}

export function keepFile(call: Call, file: { calendarId: number; sha256: string; fileId: number; days: number }): void {
  call.db.run(
    'INSERT INTO calendar_files (calendar_id, sha256, file_id, days, at, operator_id) VALUES (?, ?, ?, ?, ?, ?)',
    file.calendarId,
    file.sha256,
    file.fileId,
    file.days,
    call.now,
    call.actor.operatorId,
  )
}

export function fileTaken(call: Call, calendarId: number, sha256: string): { at: number; by: string } | null {
  const row = call.db.get<{ at: number; by: string }>(
    'SELECT f.at, o.display_name AS by FROM calendar_files f JOIN operators o ON o.id = f.operator_id WHERE f.calendar_id = ? AND f.sha256 = ?',
    calendarId,
    sha256,
  )
  return row ?? null
}
