/** SQL of the limits and of what is used up. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import type { LimitLine, Usage } from './rules.ts'
import { type LimitRow, limits } from './schema.ts'

export function activeLimits(call: Call): readonly LimitLine[] {
  return call.db.allLasting<LimitLine>(
    ['limits'],
    'SELECT id, scope, scope_value AS "scopeValue", currency, method, measure, comparison, bound, effect FROM limits WHERE active = 1 ORDER BY measure, id',
  )
}

export function limitRows(call: Call): (LimitRow & { by: string })[] {
  return call.db.all(
    `SELECT ${columnsOf(limits, 'l')}, p.display_name AS by FROM limits l JOIN operators p ON p.id = l.changed_by ORDER BY l.active DESC, l.measure, l.currency, l.id`,
  )
}

export function limitById(call: Call, id: number): LimitRow {
  return (
    call.db.get<LimitRow>(`SELECT ${columnsOf(limits)} FROM limits WHERE id = ?`, id) ??
    refuse('NOT_FOUND', { what: `limit ${id}` })
  )
}

export function insertLimit(call: Call, row: typeof limits.$inferInsert): number {
  return call.db.insert(limits, row)
}

export type LimitChange = { bound: number; comparison: string; effect: string; active: boolean }

/** Writes a limit at the version that was seen. */
export function changeLimit(call: Call, at: { id: number; version: number }, to: LimitChange & { by: number }): void {
  const changed = call.db.run(
    'UPDATE limits SET bound = ?, comparison = ?, effect = ?, active = ?, changed_by = ?, changed_at = ?, version = version + 1 WHERE id = ? AND version = ?',
    to.bound,
    to.comparison,
    to.effect,
    to.active ? 1 : 0,
    to.by,
    call.now,
    at.id,
    at.version,
  )
  if (changed !== 1) throw new Conflict(`limit:${at.id}`, { version: limitById(call, at.id).version })
}

/**
 * What the customer's other requests of the day and the month take up. A request that ended without payment takes nothing; one that was
 * put off counts on the day on which its daily limit was passed (R2-17).
 */
export function usageOf(
  call: Call,
  about: { customerId: number; exceptRequestId: number; dayStart: number; dayEnd: number; monthStart: number },
): Usage[] {
  return call.db.all<Usage>(
    `SELECT currency, method,
       sum(CASE WHEN counted_at >= ? THEN amount_minor ELSE 0 END) AS "dayMinor",
       sum(counted_at >= ?) AS "dayCount", sum(amount_minor) AS "monthMinor"
     FROM (
       SELECT r.currency, r.method, r.amount_minor, CASE c.state WHEN 'passed' THEN c.at ELSE r.created_at END AS counted_at, c.state
       FROM requests r LEFT JOIN check_results c ON c.id = (
         SELECT max(id) FROM check_results WHERE request_id = r.id AND name = 'dailyLimit' AND kind = 'run')
       WHERE r.customer_id = ? AND r.id <> ? AND NOT (r.closed_at IS NOT NULL AND r.execute_minor = 0))
     WHERE counted_at >= ? AND counted_at < ? AND state IS NOT 'failed' GROUP BY currency, method`,
    about.dayStart,
    about.dayStart,
    about.customerId,
    about.exceptRequestId,
    about.monthStart,
    about.dayEnd,
  )
}
