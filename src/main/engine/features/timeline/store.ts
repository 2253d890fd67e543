/** SQL of the timeline: its own runs, and the figures that its tasks are read from. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { type TimelineRun, timelineRuns } from './schema.ts'

export type NamedRun = TimelineRun & { by: string | null }

export function runsOn(call: Call, date: string): NamedRun[] {
  return call.db.all<NamedRun>(
    `SELECT ${columnsOf(timelineRuns, 'r')}, o.display_name AS by FROM timeline_runs r
     LEFT JOIN operators o ON o.id = r.operator_id WHERE r.date = ? ORDER BY r.id LIMIT 500`,
    date,
  )
}

/** The run of the desk itself, of which a day has one. */
export function ownRun(call: Call, date: string, task: string): { id: number } | undefined {
  return call.db.get<{ id: number }>(
    'SELECT id FROM timeline_runs WHERE date = ? AND task = ? AND operator_id IS NULL',
    date,
    task,
  )
}

export function insertRun(call: Call, row: typeof timelineRuns.$inferInsert): void {
  call.db.insert(timelineRuns, row)
}

/** More of the same run: what one look could not move at once. */
export function addToRun(call: Call, id: number, moved: number): void {
  call.db.run('UPDATE timeline_runs SET moved = moved + ? WHERE id = ?', moved, id)
}

export type Money = { currency: string; count: number; amountMinor: number }

/** The channels by which payments wait to leave; nothing for those without one. */
export function waitingChannels(call: Call): (string | null)[] {
  return call.db
    .all<{ channel: string | null }>(
      "SELECT channel FROM instructions WHERE state = 'waiting' AND channel IS NOT NULL GROUP BY channel UNION ALL SELECT NULL",
    )
    .map(({ channel }) => channel)
}

/** Payments of a kind that wait to leave by a channel and were made before a moment. */
export function waitingBefore(
  call: Call,
  kind: 'wire' | 'cheque',
  about: { channel: string | null; before: number },
): Money[] {
  return call.db.all<Money>(
    about.channel === null
      ? `SELECT currency, count(*) AS count, sum(amount_minor) AS "amountMinor" FROM instructions
         WHERE state = 'waiting' AND kind = ? AND channel IS NULL AND made_at < ? GROUP BY currency`
      : `SELECT currency, count(*) AS count, sum(amount_minor) AS "amountMinor" FROM instructions
         WHERE state = 'waiting' AND kind = ? AND made_at < ? AND channel = ? GROUP BY currency`,
    kind,
    about.before,
    ...(about.channel === null ? [] : [about.channel]),
  )
}

/** Batches under way up to a day, by state. */
export function liveBatches(call: Call, upTo: string): { state: string; count: number }[] {
  return call.db.all<{ state: string; count: number }>(
    "SELECT state, count(*) AS count FROM batches WHERE state NOT IN ('settled', 'withdrawn') AND value_date <= ? GROUP BY state",
    upTo,
  )
}

const BATCHES_LOOKED_AT = 500

/** Batches of a day that went out to the bank, whatever became of them. */
export function batchesOut(call: Call, date: string): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM (SELECT state, value_date FROM batches ORDER BY id DESC LIMIT ${BATCHES_LOOKED_AT})
       WHERE value_date = ? AND state IN ('exported', 'accepted', 'settled')`,
      date,
    ) ?? 0
  )
}

/** Leaves in a state. */
export function leavesIn(call: Call, states: readonly string[]): number {
  const marks = states.map(() => '?').join(', ')
  return call.db.value<number>(`SELECT count(*) FROM cheque_leaves WHERE state IN (${marks})`, ...states) ?? 0
}

export function leavesDepositedSince(call: Call, since: number): number {
  return (
    call.db.value<number>("SELECT count(*) FROM cheque_leaves WHERE state = 'deposited' AND since_at >= ?", since) ?? 0
  )
}

/** Cheques that our own people deposit and that are still here. */
export function leavesToDeposit(call: Call): number {
  return (
    call.db.value<number>("SELECT count(*) FROM cheque_leaves WHERE state = 'released' AND delivery = 'deposit'") ?? 0
  )
}

export type QueuedRequest = { id: number; beingSent: number; madeAt: number | null; channel: string | null }

/** Requests in the queue of the next day, each with its first payment that has not left. */
export function queuedRequests(call: Call, at: { department: string; status: string }): QueuedRequest[] {
  return call.db.all<QueuedRequest>(
    `SELECT r.id, r.being_sent AS "beingSent", min(i.made_at) AS "madeAt", i.channel FROM requests r
     LEFT JOIN instructions i ON i.request_id = r.id AND i.state IN ('waiting', 'inBatch', 'onLeaf', 'sent', 'unknown')
     WHERE r.department = ? AND r.status = ? AND r.closed_at IS NULL GROUP BY r.id ORDER BY r.id LIMIT 5000`,
    at.department,
    at.status,
  )
}

/** Batches at the bank up to a day, by how many steps of online banking they have behind them. */
export function batchesAtBank(call: Call, upTo: string): { steps: number; state: string; count: number }[] {
  return call.db.all<{ steps: number; state: string; count: number }>(
    `SELECT steps, state, count(*) AS count FROM (
       SELECT b.state, (SELECT count(*) FROM batch_bank_steps s WHERE s.batch_id = b.id) AS steps FROM batches b
       WHERE b.state NOT IN ('settled', 'withdrawn') AND b.state IN ('exported', 'accepted') AND b.value_date <= ?)
     GROUP BY steps, state`,
    upTo,
  )
}

export type SentRequest = {
  requestId: number
  version: number
  status: string
  department: string | null
  details: string
  amountMinor: number
  currency: string
  channel: string | null
  batchId: number | null
  batchState: string | null
  leafNumber: string | null
  leafState: string | null
}

/** Requests whose payment has left and is not settled, with what carries it. */
export function sentRequests(call: Call): SentRequest[] {
  return call.db.all<SentRequest>(
    `SELECT r.id AS "requestId", r.version, r.status, r.department, i.details, i.amount_minor AS "amountMinor", i.currency, i.channel,
       b.id AS "batchId", b.state AS "batchState", c.number AS "leafNumber", c.state AS "leafState"
     FROM instructions i JOIN requests r ON r.id = i.request_id
     LEFT JOIN batch_lines l ON l.instruction_id = i.id AND l.live = 1 LEFT JOIN batches b ON b.id = l.batch_id
     LEFT JOIN cheque_leaves c ON c.instruction_id = i.id AND c.state = 'deposited'
     WHERE i.state IN ('sent', 'unknown') AND i.state = 'sent' ORDER BY i.sent_at, i.id LIMIT 5000`,
  )
}

/** Requests that a person has marked and whose statement is awaited. */
export function marked(call: Call, place: { department: string; status: string }): number {
  return (
    call.db.value<number>(
      'SELECT count(*) FROM requests WHERE department = ? AND status = ? AND closed_at IS NULL',
      place.department,
      place.status,
    ) ?? 0
  )
}

export type BatchedMoney = {
  channel: string | null
  currency: string
  state: string
  count: number
  amountMinor: number
}

/** Payments in the batches of a day, by channel, currency and state of the batch. */
export function batchedOn(call: Call, date: string): BatchedMoney[] {
  return call.db.all<BatchedMoney>(
    `SELECT i.channel, i.currency, b.state, count(*) AS count, sum(i.amount_minor) AS "amountMinor"
     FROM (SELECT id, state, value_date FROM batches ORDER BY id DESC LIMIT ${BATCHES_LOOKED_AT}) b
     JOIN batch_lines l ON l.batch_id = b.id AND l.live = 1 JOIN instructions i ON i.id = l.instruction_id
     WHERE b.value_date = ? AND b.state <> 'withdrawn' GROUP BY i.channel, i.currency, b.state`,
    date,
  )
}
