/** SQL of payout reports: one walk over the requests of a period, beside the desk. */
import type { Connection } from '../../db/connection.ts'
import type { Failure, PayoutLife } from './rules.ts'

export type StoredLife = Omit<PayoutLife, 'state'> & { profile: string; status: string }

/** Requests that were there in the period: not closed before it, not made after it. */
export function* livesBetween(connection: Connection, from: number, until: number): Generator<StoredLife> {
  const rows = connection.raw.prepare<[number, number], StoredLife>(
    `SELECT r.profile, r.status, r.method, r.currency, r.execute_minor - r.fee_minor AS "paidMinor", r.created_at AS "submittedAt", r.closed_at AS "closedAt",
       (SELECT min(approved_at) FROM request_transactions WHERE request_id = r.id) AS "approvedAt",
       (SELECT min(sent_at) FROM instructions WHERE request_id = r.id) AS "sentAt",
       (SELECT min(ended_at) FROM instructions WHERE request_id = r.id AND state IN ('failed', 'returned')) AS "failedAt"
     FROM requests r WHERE r.created_at < ? AND (r.closed_at IS NULL OR r.closed_at >= ?)`,
  )
  yield* rows.iterate(until, from)
}

/** Why payments did not arrive, most frequent first (R2-74). */
export function failuresBetween(connection: Connection, from: number, until: number): Failure[] {
  return connection.all<Failure>(
    `SELECT coalesce(failure, '') AS reason, currency, count(*) AS count, sum(amount_minor) AS "amountMinor" FROM instructions
     WHERE state IN ('failed', 'returned') AND ended_at >= ? AND ended_at < ? GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 200`,
    from,
    until,
  )
}

export type StoredReport = {
  jobId: number
  input: string
  madeAt: number
  by: string
  fileId: number | null
  result: string
}

const REPORTS = `SELECT j.id AS "jobId", j.input, j.started_at AS "madeAt", o.display_name AS by, j.file_id AS "fileId", j.result
  FROM jobs j JOIN operators o ON o.id = j.operator_id WHERE j.kind = 'payoutReport' AND j.state = 'done'`

export function reportsMade(connection: Connection, limit: number): StoredReport[] {
  return connection.all<StoredReport>(`${REPORTS} ORDER BY j.id DESC LIMIT ?`, limit)
}

export function reportMade(connection: Connection, jobId: number): StoredReport | undefined {
  return connection.get<StoredReport>(`${REPORTS} AND j.id = ?`, jobId)
}
