/** SQL of the monthly spot check. */
import type { Call } from '../../call.ts'
import { type Connection, columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type SpotCheckRow, type SpotLineRow, spotCheckLines, spotChecks } from './schema.ts'

export type SpotListRow = SpotCheckRow & {
  pulledByName: string
  secondByName: string | null
  lines: number
  reviewed: number
  flagged: number
  escalatedLines: number
}

const CHECKS = `SELECT ${columnsOf(spotChecks, 's')}, p.display_name AS "pulledByName", q.display_name AS "secondByName",
  (SELECT count(*) FROM spot_check_lines l WHERE l.spot_check_id = s.id) AS lines,
  (SELECT count(*) FROM spot_check_lines l WHERE l.spot_check_id = s.id AND l.verdict IS NOT NULL) AS reviewed,
  (SELECT count(*) FROM spot_check_lines l WHERE l.spot_check_id = s.id AND l.indicators <> '[]') AS flagged,
  (SELECT count(*) FROM spot_check_lines l WHERE l.spot_check_id = s.id AND l.escalated = 1) AS "escalatedLines"
  FROM spot_checks s JOIN operators p ON p.id = s.pulled_by LEFT JOIN operators q ON q.id = s.second_by`

export function spotCheckList(call: Call): SpotListRow[] {
  return call.db.all<SpotListRow>(`${CHECKS} ORDER BY s.month DESC LIMIT 120`)
}

export function spotCheckById(call: Call, id: number): SpotListRow {
  return call.db.get<SpotListRow>(`${CHECKS} WHERE s.id = ?`, id) ?? refuse('NOT_FOUND', { what: `spot check ${id}` })
}

export type SpotLineListRow = SpotLineRow & {
  customerNumber: string
  customerName: string
  reviewedByName: string | null
}

export function spotLines(db: Connection, spotCheckId: number): SpotLineListRow[] {
  return db.all<SpotLineListRow>(
    `SELECT ${columnsOf(spotCheckLines, 'l')}, c.customer_number AS "customerNumber", c.name AS "customerName", p.display_name AS "reviewedByName"
     FROM spot_check_lines l JOIN customers c ON c.id = l.customer_id LEFT JOIN operators p ON p.id = l.reviewed_by
     WHERE l.spot_check_id = ? ORDER BY l.indicators = '[]', c.customer_number, l.at, l.id`,
    spotCheckId,
  )
}

export function insertSpotCheck(call: Call, row: typeof spotChecks.$inferInsert): number {
  return call.db.insert(spotChecks, row)
}

export function insertSpotLine(call: Call, row: typeof spotCheckLines.$inferInsert): number {
  return call.db.insert(spotCheckLines, row)
}

export function spotCheckOfMonth(call: Call, month: string): SpotCheckRow | undefined {
  return call.db.get<SpotCheckRow>(`SELECT ${columnsOf(spotChecks)} FROM spot_checks WHERE month = ?`, month)
}

export type SpotChange = { state?: string; second?: { by: number; note: string } }

/** Writes a spot check at the version that was seen; returns the next version. */
export function changeSpotCheck(call: Call, at: { id: number; version: number }, change: SpotChange): number {
  const changed = call.db.run(
    `UPDATE spot_checks SET state = coalesce(?, state), second_by = coalesce(?, second_by), second_at = coalesce(?, second_at),
       second_note = coalesce(?, second_note), version = version + 1 WHERE id = ? AND version = ?`,
    change.state ?? null,
    change.second?.by ?? null,
    change.second ? call.now : null,
    change.second?.note ?? null,
    at.id,
    at.version,
  )
  if (changed !== 1) throw new Conflict(`spot check:${at.id}`, { version: spotCheckById(call, at.id).version })
  return at.version + 1
}

export function reviewSpotLine(
  call: Call,
  at: { spotCheckId: number; lineId: number },
  to: { verdict: string; note: string; escalated: boolean },
): void {
  const changed = call.db.run(
    'UPDATE spot_check_lines SET verdict = ?, note = ?, escalated = ?, reviewed_by = ?, reviewed_at = ? WHERE id = ? AND spot_check_id = ?',
    to.verdict,
    to.note,
    to.escalated ? 1 : 0,
    call.actor.operatorId,
    call.now,
    at.lineId,
    at.spotCheckId,
  )
  if (changed !== 1) refuse('NOT_FOUND', { what: `line ${at.lineId}` })
}

export function reviewersOf(call: Call, spotCheckId: number): number[] {
  return call.db
    .all<{ id: number }>(
      'SELECT DISTINCT reviewed_by AS id FROM spot_check_lines WHERE spot_check_id = ? AND reviewed_by IS NOT NULL',
      spotCheckId,
    )
    .map((row) => row.id)
}

export type Movement = {
  kind: 'withdrawal' | 'deposit'
  subjectId: number
  customerId: number
  at: number
  amountMinor: number
  currency: string
  destinationId: number | null
  declaredMinor: number | null
  openTrades: number
}

/**
 * R3-63 step 1: every deposit and withdrawal of the month by high-risk clients, and by whom the register names. Withdrawals are
 * requests, one line each, however often their payment was tried.
 */
export function movementsOf(call: Call, range: { from: number; until: number }): Movement[] {
  return call.db.all<Movement>(
    `WITH watched AS (
       SELECT id FROM customers WHERE risk = 'high' UNION SELECT customer_id FROM risk_entries)
     SELECT 'withdrawal' AS kind, r.id AS "subjectId", r.customer_id AS "customerId", r.created_at AS at, r.amount_minor AS "amountMinor", r.currency,
       r.destination_id AS "destinationId",
       (SELECT CAST(f.value AS INTEGER) FROM facts f WHERE f.subject = 'account' AND f.subject_id = a.id AND f.fact = 'declaredAssets') AS "declaredMinor",
       a.open_trades AS "openTrades"
     FROM watched w JOIN requests r ON r.customer_id = w.id JOIN trading_accounts a ON a.id = r.account_id
     WHERE r.created_at >= ? AND r.created_at < ?
     UNION ALL
     SELECT 'deposit', o.id, a.customer_id, o.at, o.amount_minor, a.currency, NULL,
       (SELECT CAST(f.value AS INTEGER) FROM facts f WHERE f.subject = 'account' AND f.subject_id = a.id AND f.fact = 'declaredAssets'),
       a.open_trades
     FROM watched w JOIN trading_accounts a ON a.customer_id = w.id JOIN trading_orders o ON o.account_id = a.id
     WHERE o.kind = 'deposit' AND o.at >= ? AND o.at < ? ORDER BY 3, 4`,
    range.from,
    range.until,
    range.from,
    range.until,
  )
}
