/** SQL of what was said about clocks: once each, whatever restarts in between. */
import type { Call } from '../../call.ts'
import type { Connection } from '../../db/connection.ts'

/** An open request whose earliest clock runs out soon or did. */
export type DueRequest = {
  id: number
  department: string | null
  claimedBy: number | null
  customerName: string
  amountMinor: number
  currency: string
  createdAt: number
  dueAt: number
  regulatoryDue: number | null
  priorityDue: number | null
  stepStarted: number | null
  stepDue: number | null
  reminded: number
  escalated: number
}

/** Nobody is told anew of what has been late for longer. */
const LATE_MS = 3 * 86_400_000

/** Requests due before an instant about which not everything was said yet, the longest late first. */
export function dueRequests(call: Call, until: number, limit: number): DueRequest[] {
  const said = (kind: string) =>
    `EXISTS (SELECT 1 FROM clock_notices n WHERE n.request_id = r.id AND n.kind = '${kind}' AND n.due_at = r.due_at)`
  return call.db.all<DueRequest>(
    `SELECT r.id, r.department, r.claimed_by AS "claimedBy", c.name AS "customerName", r.amount_minor AS "amountMinor", r.currency,
       r.created_at AS "createdAt", r.due_at AS "dueAt", k.regulatory_due AS "regulatoryDue", k.priority_due AS "priorityDue",
       k.step_started AS "stepStarted", k.step_due AS "stepDue", ${said('reminder')} AS reminded, ${said('escalation')} AS escalated
     FROM requests r INDEXED BY requests_open_due CROSS JOIN customers c ON c.id = r.customer_id LEFT JOIN request_clocks k ON k.request_id = r.id
     WHERE r.closed_at IS NULL AND r.being_sent = 0 AND r.due_at > ? AND r.due_at <= ?
       AND NOT (r.due_at < ? AND ${said('escalation')}) AND NOT (r.due_at >= ? AND ${said('reminder')})
     ORDER BY r.due_at, r.id LIMIT ?`,
    call.now - LATE_MS,
    until,
    call.now,
    call.now,
    limit,
  )
}

export function insertNotice(
  call: Call,
  notice: { requestId: number; clock: string; kind: string; dueAt: number; told: readonly string[] },
): void {
  call.db.run(
    'INSERT INTO clock_notices (request_id, clock, kind, due_at, at, told) VALUES (?, ?, ?, ?, ?, ?)',
    notice.requestId,
    notice.clock,
    notice.kind,
    notice.dueAt,
    call.now,
    JSON.stringify(notice.told),
  )
}

export type LateNotice = {
  requestId: number
  customerName: string
  department: string | null
  clock: string
  dueAt: number
  toldAt: number
  told: string
}

/** What is late and still open, with who was told; the newest word first. */
export function lateNotices(connection: Connection, since: number, limit: number): LateNotice[] {
  return connection.all<LateNotice>(
    `SELECT r.id AS "requestId", c.name AS "customerName", r.department, n.clock, n.due_at AS "dueAt", n.at AS "toldAt", n.told
     FROM clock_notices n INDEXED BY clock_notices_late CROSS JOIN requests r ON r.id = n.request_id AND r.closed_at IS NULL AND r.due_at = n.due_at
     CROSS JOIN customers c ON c.id = r.customer_id
     WHERE n.kind = 'escalation' AND n.at > ? ORDER BY n.at DESC, n.request_id DESC LIMIT ?`,
    since,
    limit,
  )
}
