/** SQL of the frame and the home page. Every count is capped or over an index of open work. */
import type { Department } from '../../../../contract/permissions.ts'
import { firstAtOrAfter } from '../../audit/day-root.ts'
import type { Connection } from '../../db/connection.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Audit records of the day that the flow chart looks at, at most. */
const FLOW_RECORDS = 20_000
const CLOSING = [
  'request.completed',
  'request.partiallyCompleted',
  'request.reject',
  'request.rejectAndClose',
  'request.cancelRetained',
  'request.cancelByClient',
]

function capped(connection: Connection, rows: string, ...params: unknown[]): number {
  return connection.value<number>(`SELECT count(*) FROM (${rows})`, ...params) ?? 0
}

export function mineCount(connection: Connection, operatorId: number, cap: number): number {
  return capped(connection, 'SELECT 1 FROM requests WHERE claimed_by = ? LIMIT ?', operatorId, cap)
}

export function departmentCounts(
  connection: Connection,
  about: { departments: readonly Department[]; now: number; cap: number },
) {
  return about.departments.map((department) => ({
    department,
    open: capped(
      connection,
      'SELECT 1 FROM requests WHERE department = ? AND closed_at IS NULL LIMIT ?',
      department,
      about.cap,
    ),
    overdue: capped(
      connection,
      'SELECT 1 FROM requests WHERE department = ? AND closed_at IS NULL AND due_at < ? LIMIT ?',
      department,
      about.now,
      about.cap,
    ),
  }))
}

export function workCounts(connection: Connection, cap: number) {
  return {
    batchesWaiting: capped(
      connection,
      "SELECT 1 FROM instructions WHERE kind = 'wire' AND state = 'waiting' LIMIT ?",
      cap,
    ),
    batchesToRelease: capped(
      connection,
      "SELECT 1 FROM batches WHERE state IN ('written', 'releasedOnce') LIMIT ?",
      cap,
    ),
    chequesWaiting: capped(
      connection,
      "SELECT 1 FROM instructions WHERE kind = 'cheque' AND state = 'waiting' LIMIT ?",
      cap,
    ),
    chequesToConfirm: capped(connection, "SELECT 1 FROM cheque_leaves WHERE state = 'reserved' LIMIT ?", cap),
    chequesToSign: capped(
      connection,
      "SELECT 1 FROM cheque_leaves WHERE state IN ('printed', 'signedOnce') LIMIT ?",
      cap,
    ),
    failuresToDecide: capped(
      connection,
      "SELECT 1 FROM payment_failures WHERE state <> 'resolved' AND state IN ('new', 'review', 'held') LIMIT ?",
      cap,
    ),
    linesUnmatched: capped(connection, 'SELECT 1 FROM statement_lines WHERE match_kind IS NULL LIMIT ?', cap),
  }
}

/** Requests created and closed per hour of a day. */
export function flowOfDay(connection: Connection, start: number): { hour: number; created: number; closed: number }[] {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, created: 0, closed: 0 }))
  const rows = connection.all<{ hour: number; action: string; count: number }>(
    `SELECT CAST((json_extract(record, '$.at') - ?) / ? AS INTEGER) AS hour, json_extract(record, '$.action') AS action, count(*) AS count
     FROM audit WHERE sequence >= ? AND sequence > (SELECT coalesce(max(sequence), 0) - ? FROM audit)
     AND json_extract(record, '$.action') IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
    start,
    HOUR_MS,
    firstAtOrAfter(connection, start),
    FLOW_RECORDS,
    JSON.stringify(['request.create', ...CLOSING]),
  )
  for (const row of rows) {
    const hour = hours[row.hour]
    if (!hour) continue
    if (row.action === 'request.create') hour.created += row.count
    else hour.closed += row.count
  }
  return hours
}

export function ageing(connection: Connection, about: { departments: readonly Department[]; now: number }) {
  return about.departments.map((department) => {
    const yesterday = about.now - DAY_MS
    const row = connection.get<{ today: number; twoDays: number; older: number; overdue: number }>(
      `SELECT coalesce(sum(created_at > ?), 0) AS today, coalesce(sum(created_at <= ? AND created_at > ?), 0) AS "twoDays",
       coalesce(sum(created_at <= ?), 0) AS older, coalesce(sum(due_at < ?), 0) AS overdue
       FROM (SELECT created_at, due_at FROM requests WHERE department = ? AND closed_at IS NULL ORDER BY id LIMIT 20000)`,
      yesterday,
      yesterday,
      yesterday - DAY_MS,
      yesterday - DAY_MS,
      about.now,
      department,
    )
    return {
      department,
      today: row?.today ?? 0,
      twoDays: row?.twoDays ?? 0,
      older: row?.older ?? 0,
      overdue: row?.overdue ?? 0,
    }
  })
}

export function paidOut(
  connection: Connection,
  since: number,
): { kind: 'wire' | 'cheque'; currency: string; count: number; amountMinor: number }[] {
  return connection.all(
    `SELECT kind, currency, count(*) AS count, sum(amount_minor) AS "amountMinor" FROM instructions
     WHERE state IN ('sent', 'unknown') AND sent_at >= ? GROUP BY kind, currency
     UNION ALL SELECT kind, currency, count(*), sum(amount_minor) FROM (SELECT kind, currency, amount_minor, sent_at, state FROM instructions ORDER BY id DESC LIMIT 20000)
     WHERE state = 'settled' AND sent_at >= ? GROUP BY kind, currency`,
    since,
    since,
  )
}

/** Work that is half done, with its owner and age (law 11). */
export function halfDone(
  connection: Connection,
): { what: string; subject: string; owner: string; sinceAt: number; route: string }[] {
  return connection.all(
    `SELECT 'leafReserved' AS what, l.number AS subject, p.display_name AS owner, l.since_at AS "sinceAt", '/cheques' AS route
       FROM cheque_leaves l JOIN operators p ON p.id = l.printed_by WHERE l.state = 'reserved'
     UNION ALL SELECT 'leafToSign', l.number, p.display_name, l.since_at, '/cheques' FROM cheque_leaves l JOIN operators p ON p.id = l.printed_by WHERE l.state IN ('printed', 'signedOnce', 'signedTwice')
     UNION ALL SELECT 'batch.' || b.state, 'Batch ' || b.id, p.display_name, b.built_at, '/batches/' || b.id
       FROM batches b JOIN operators p ON p.id = b.built_by WHERE b.state IN ('open', 'cut', 'written', 'releasedOnce', 'released')
     UNION ALL SELECT 'paymentUnknown', i.end_to_end_id, p.display_name, i.sent_at, '/requests/' || i.request_id FROM instructions i JOIN operators p ON p.id = i.made_by WHERE i.state = 'unknown'
     ORDER BY 4 LIMIT 50`,
  )
}

export function requestsByNumberOrReference(
  connection: Connection,
  text: string,
): { id: number; name: string; amountMinor: number; currency: string }[] {
  const number = Number(/^(?:WD-?)?(\d{1,12})$/i.exec(text)?.[1] ?? 0)
  const select = `SELECT r.id, c.name, r.amount_minor AS "amountMinor", r.currency FROM requests r JOIN customers c ON c.id = r.customer_id`
  return connection.all(
    `${select} WHERE r.id = ? UNION ALL ${select} WHERE r.external_reference = ? LIMIT 5`,
    number,
    text,
  )
}

export type LeafHit = { id: number; number: string; payeeName: string | null }

export function leafByNumber(connection: Connection, text: string): LeafHit[] {
  if (!/^\d{4,10}$/.test(text)) return []
  return connection.all<LeafHit>(
    `SELECT l.id, l.number, l.payee_name AS "payeeName" FROM bank_accounts b CROSS JOIN cheque_leaves l ON l.bank_account_id = b.id AND l.number = ? LIMIT 5`,
    text,
  )
}
