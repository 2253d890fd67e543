/** SQL of failed payments and what was decided about them. */
import type { Call } from '../../call.ts'
import { type Connection, columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type Failure, paymentFailures } from './schema.ts'

const SELECT = `SELECT ${columnsOf(paymentFailures, 'f')} FROM payment_failures f`
/** Followed up by other ways, such as another payment added on the card or the end of the request. */
const MOVED_ON = `(EXISTS (SELECT 1 FROM instructions n WHERE n.replaces = f.instruction_id)
  OR EXISTS (SELECT 1 FROM requests r WHERE r.id = f.request_id AND r.closed_at IS NOT NULL))`

export function failureOf(call: Call, instructionId: number): Failure | undefined {
  return call.db.get<Failure>(`${SELECT} WHERE f.instruction_id = ?`, instructionId)
}

/** The failure at the version that was seen. Refuses NOT_FOUND; a Conflict when somebody was first (law 6). */
export function failureAt(call: Call, at: { instructionId: number; expectedVersion: number }): Failure {
  const found = failureOf(call, at.instructionId) ?? refuse('NOT_FOUND', { what: `failed payment ${at.instructionId}` })
  if (found.version !== at.expectedVersion) {
    const by = found.resolvedBy === null ? {} : { by: operatorName(call, found.resolvedBy) ?? '' }
    throw new Conflict(`failure:${at.instructionId}`, { version: found.version, ...by })
  }
  return found
}

export function operatorName(call: Call, operatorId: number | null): string | null {
  if (operatorId === null) return null
  return call.db.value<string>('SELECT display_name FROM operators WHERE id = ?', operatorId) ?? null
}

/** Named as the index of open failures has it, so that it is used. */
const WHICH = {
  review: "f.state <> 'resolved' AND f.state IN ('new', 'review', 'held')",
  scheduled: "f.state <> 'resolved' AND f.state = 'scheduled'",
  resolved: "f.state = 'resolved'",
} as const
export type Which = keyof typeof WHICH

/** The newest first. */
export function failurePage(call: Call, ask: { which: Which; before: number; limit: number }): Failure[] {
  return call.db.all<Failure>(
    `${SELECT} WHERE ${WHICH[ask.which]} AND f.instruction_id < ? ORDER BY f.instruction_id DESC LIMIT ?`,
    ask.before,
    ask.limit,
  )
}

export function countOpen(call: Call, which: 'review' | 'scheduled', cap: number): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM (SELECT 1 FROM payment_failures f WHERE ${WHICH[which]} LIMIT ?)`,
      cap,
    ) ?? 0
  )
}

export function failuresOfRequest(call: Call, requestId: number): Failure[] {
  return call.db.all<Failure>(`${SELECT} WHERE f.request_id = ? ORDER BY f.instruction_id`, requestId)
}

/** R2-32: how often the desk itself has tried this payout again. R2-112: tries by hand do not count. */
export function retriesOf(call: Call, requestId: number): number {
  return (
    call.db.value<number>(
      "SELECT count(*) FROM payment_failures WHERE request_id = ? AND resolution = 'retriedAutomatically'",
      requestId,
    ) ?? 0
  )
}

export type FailureChange = Partial<Omit<Failure, 'instructionId' | 'version' | 'requestId' | 'at'>>

/** Changes exactly the row that was read, or Conflict (law 6). */
export function changeFailure(call: Call, failure: Failure, change: FailureChange): Failure {
  const keys = Object.keys(change) as (keyof FailureChange)[]
  const sets = keys.map((key) => `, ${paymentFailures[key].name} = ?`).join('')
  const changed = call.db.run(
    `UPDATE payment_failures SET version = version + 1${sets} WHERE instruction_id = ? AND version = ?`,
    ...keys.map((key) => change[key]),
    failure.instructionId,
    failure.version,
  )
  if (changed !== 1) throw new Conflict(`failure:${failure.instructionId}`)
  call.changed('batches', failure.requestId)
  return { ...failure, ...change, version: failure.version + 1 }
}

export type Due = { id: number; requestId: number; inTheNameOf: number }

const DUE = `SELECT f.instruction_id AS id, f.request_id AS "requestId", coalesce(r.completed_by, i.made_by) AS "inTheNameOf"
  FROM payment_failures f JOIN instructions i ON i.id = f.instruction_id JOIN requests r ON r.id = f.request_id`

/** Failures that nobody has looked at. */
export function newFailures(connection: Connection): Due[] {
  return connection.all<Due>(
    `${DUE} WHERE f.state <> 'resolved' AND f.state = 'new' ORDER BY f.instruction_id LIMIT 100`,
  )
}

/** Failures whose next try is due. */
export function dueRetries(connection: Connection, now: number): Due[] {
  return connection.all<Due>(
    `${DUE} WHERE f.state <> 'resolved' AND f.state = 'scheduled' AND f.retry_at <= ? ORDER BY f.retry_at, f.instruction_id LIMIT 100`,
    now,
  )
}

/** Failures that were followed up by other ways. */
export function movedOn(connection: Connection): Due[] {
  return connection.all<Due>(
    `${DUE} WHERE f.state <> 'resolved' AND f.state IN ('new', 'scheduled', 'review') AND ${MOVED_ON} ORDER BY f.instruction_id LIMIT 100`,
  )
}
