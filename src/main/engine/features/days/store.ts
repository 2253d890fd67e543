/** SQL of days and their signatures. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict } from '../../refuse.ts'
import { type Day, daySignatures, days } from './schema.ts'
import type { DayState } from './states.ts'

const SELECT = `SELECT ${columnsOf(days)} FROM days`

/** A day as it is kept; a day that nobody touched is open at version 1. */
export function dayOf(call: Call, date: string): Day {
  const kept = call.db.get<Day>(`${SELECT} WHERE date = ?`, date)
  const untouched = {
    report: null,
    digest: null,
    preparedBy: null,
    changedBy: null,
    changedAt: null,
    pdfFileId: null,
    xlsxFileId: null,
  }
  return kept ?? { date, version: 1, state: 'open', ...untouched }
}

/** The day at the version that was seen. A Conflict names who changed it since (law 6). */
export function dayAt(call: Call, at: { date: string; expectedVersion: number }): Day {
  const day = dayOf(call, at.date)
  if (day.version !== at.expectedVersion) throw dayConflict(call, at.date)
  return day
}

function dayConflict(call: Call, date: string): Conflict {
  const found = call.db.get<{ version: number; at: number | null; by: string | null }>(
    'SELECT d.version, d.changed_at AS at, o.display_name AS by FROM days d LEFT JOIN operators o ON o.id = d.changed_by WHERE d.date = ?',
    date,
  )
  return new Conflict(`day:${date}`, {
    version: found?.version ?? 1,
    ...(found?.by == null ? {} : { by: found.by }),
    ...(found?.at == null ? {} : { at: found.at }),
  })
}

export type DayChange = { to: DayState } & Partial<
  Pick<Day, 'report' | 'digest' | 'preparedBy' | 'pdfFileId' | 'xlsxFileId'>
>

/** Moves a day to its next state with what changes along; exactly the row that was read, or Conflict (law 6). */
export function changeDay(call: Call, day: Day, { to, ...change }: DayChange): Day {
  call.db.run("INSERT INTO days (date, state) VALUES (?, 'open') ON CONFLICT DO NOTHING", day.date)
  const keys = Object.keys(change) as (keyof typeof change)[]
  const sets = keys.map((key) => `, ${days[key].name} = ?`).join('')
  const changed = call.db.run(
    `UPDATE days SET state = ?, version = version + 1, changed_by = ?, changed_at = ?${sets} WHERE date = ? AND version = ? AND state = ?`,
    to,
    call.actor.operatorId,
    call.now,
    ...keys.map((key) => change[key]),
    day.date,
    day.version,
    day.state,
  )
  if (changed !== 1) throw dayConflict(call, day.date)
  return dayOf(call, day.date)
}

/** Days that somebody touched before a date, newest first. */
export function keptDays(call: Call, before: string, limit: number): Day[] {
  return call.db.all<Day>(`${SELECT} WHERE date < ? ORDER BY date DESC LIMIT ?`, before, limit)
}

/** Days with journals before a date, newest first; each found by one step in the index of the journals. */
export function daysWithJournals(call: Call, before: string, limit: number): string[] {
  return call.db
    .all<{ date: string }>(
      `WITH RECURSIVE step (date) AS (
         SELECT max(business_date) FROM journals WHERE business_date < ?
         UNION ALL SELECT (SELECT max(business_date) FROM journals WHERE business_date < step.date) FROM step WHERE step.date IS NOT NULL LIMIT ?
       ) SELECT date FROM step WHERE date IS NOT NULL`,
      before,
      limit,
    )
    .map((row) => row.date)
}

export type NamedSignature = { operatorId: number; by: string; at: number; digest: string }

/** Signatures under a digest of a day, in their order; those under an earlier digest stay on record and do not count. */
export function signaturesOf(call: Call, date: string, digest: string | null): NamedSignature[] {
  return call.db.all<NamedSignature>(
    `SELECT s.operator_id AS "operatorId", o.display_name AS by, s.at, s.digest FROM day_signatures s JOIN operators o ON o.id = s.operator_id
     WHERE s.date = ? AND s.digest = ? ORDER BY s.ordinal`,
    date,
    digest,
  )
}

export function insertSignature(call: Call, row: typeof daySignatures.$inferInsert): void {
  call.db.insert(daySignatures, row)
}

export function operatorName(call: Call, operatorId: number): string {
  return call.db.value<string>('SELECT display_name FROM operators WHERE id = ?', operatorId) ?? ''
}

/** The first day after a date that is signed off. */
export function signedAfter(call: Call, date: string): string | undefined {
  return call.db.value<string>(
    "SELECT date FROM days WHERE state = 'signedOff' AND date > ? ORDER BY date LIMIT 1",
    date,
  )
}
