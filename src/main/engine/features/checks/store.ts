/** SQL of check results, and of what the checks want to know of a customer's other requests. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { refuse } from '../../refuse.ts'
import { checkResults, type ResultRow } from './schema.ts'

export type ResultListRow = ResultRow & { by: string; fileName: string | null }

/** Every result of a request, oldest first. */
export function resultsOf(call: Call, requestId: number): ResultListRow[] {
  return call.db.all<ResultListRow>(
    `SELECT ${columnsOf(checkResults, 'r')}, p.display_name AS by, f.name AS "fileName" FROM check_results r
     JOIN operators p ON p.id = r.operator_id LEFT JOIN files f ON f.id = r.file_id WHERE r.request_id = ? ORDER BY r.id`,
    requestId,
  )
}

export function insertResult(call: Call, row: typeof checkResults.$inferInsert): number {
  return call.db.insert(checkResults, row)
}

/** The results of one look, in their order. */
export function insertResults(call: Call, rows: readonly (typeof checkResults.$inferInsert)[]): void {
  call.db.insertAll(checkResults, rows)
}

export type SubjectRow = {
  requestId: number
  profile: string
  profileVersion: number
  status: string
  step: string | null
  customerId: number
  accountId: number
  destinationId: number | null
  amountMinor: number
  currency: string
  method: string
  createdAt: number
  createdBy: number
  closedAt: number | null
}

/** A request as the checks see it; requests are above this feature. */
export function subjectRow(call: Call, requestId: number): SubjectRow {
  return (
    call.db.get<SubjectRow>(
      `SELECT id AS "requestId", profile, profile_version AS "profileVersion", status, step, customer_id AS "customerId", account_id AS "accountId",
         destination_id AS "destinationId", amount_minor AS "amountMinor", execute_minor AS "executeMinor", currency, method, created_at AS "createdAt",
         created_by AS "createdBy", closed_at AS "closedAt" FROM requests WHERE id = ?`,
      requestId,
    ) ?? refuse('NOT_FOUND', { what: `request WD-${requestId}` })
  )
}

export type Paid = { paid: number; averageMinor: number; open: number }

/** Payouts that left before, their average in one currency, and what is open now. */
export function paidBefore(call: Call, about: { customerId: number; currency: string; exceptRequestId: number }): Paid {
  const row = call.db.get<{ paid: number; counted: number; sum: number; open: number }>(
    `SELECT coalesce(sum(execute_minor > 0), 0) AS paid, coalesce(sum(execute_minor > 0 AND currency = ?), 0) AS counted,
       coalesce(sum(CASE WHEN execute_minor > 0 AND currency = ? THEN execute_minor END), 0) AS sum, coalesce(sum(closed_at IS NULL), 0) AS open
     FROM requests WHERE customer_id = ? AND id <> ?`,
    about.currency,
    about.currency,
    about.customerId,
    about.exceptRequestId,
  )
  const { paid = 0, counted = 0, sum = 0, open = 0 } = row ?? {}
  return { paid, averageMinor: counted === 0 ? 0 : Math.round(sum / counted), open }
}

export type TwinAbout = {
  customerId: number
  exceptRequestId: number
  amountMinor: number
  currency: string
  method: string
  destinationId: number | null
  since: number
}

/** R2-107: another pending request of the customer that is the same in the compared fields. */
export function pendingTwin(
  call: Call,
  about: TwinAbout,
  compare: { method: boolean; destination: boolean },
): number | null {
  return (
    call.db.value<number>(
      `SELECT id FROM requests WHERE customer_id = ? AND id <> ? AND closed_at IS NULL AND amount_minor = ? AND currency = ? AND created_at >= ?
       AND (? = 0 OR method = ?) AND (? = 0 OR destination_id IS ?) ORDER BY id LIMIT 1`,
      about.customerId,
      about.exceptRequestId,
      about.amountMinor,
      about.currency,
      about.since,
      compare.method ? 1 : 0,
      about.method,
      compare.destination ? 1 : 0,
      about.destinationId,
    ) ?? null
  )
}

/** The same amount to the customer that has left or is on its way, by whatever method and channel. */
export function paidTwin(call: Call, about: TwinAbout): number | null {
  return (
    call.db.value<number>(
      `SELECT id FROM requests WHERE customer_id = ? AND id <> ? AND amount_minor = ? AND currency = ? AND created_at >= ?
       AND (closed_at IS NULL OR execute_minor > 0) ORDER BY id DESC LIMIT 1`,
      about.customerId,
      about.exceptRequestId,
      about.amountMinor,
      about.currency,
      about.since,
    ) ?? null
  )
}

/** Active bank destinations of a customer, and how many of them carry an open mandate. */
export function cardsOf(call: Call, customerId: number): { onFile: number; withMandate: number } {
  return (
    call.db.get<{ onFile: number; withMandate: number }>(
      `SELECT count(*) AS "onFile", coalesce(sum(f.value = 'open'), 0) AS "withMandate" FROM destinations d
       LEFT JOIN facts f ON f.subject = 'destination' AND f.subject_id = d.id AND f.fact = 'mandate'
       WHERE d.customer_id = ? AND d.active = 1 AND d.kind = 'bankAccount'`,
      customerId,
    ) ?? { onFile: 0, withMandate: 0 }
  )
}

/** Everything that was ever paid in on an account. */
export function depositedOn(call: Call, accountId: number): number {
  return (
    call.db.value<number>(
      "SELECT coalesce(sum(amount_minor), 0) FROM trading_orders WHERE account_id = ? AND kind = 'deposit'",
      accountId,
    ) ?? 0
  )
}
