/** SQL of requests that a failed check keeps waiting. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { type CheckHold, checkHolds } from './schema.ts'

const SELECT = `SELECT ${columnsOf(checkHolds)} FROM request_check_holds`

export function checkHoldOf(call: Call, requestId: number): CheckHold | undefined {
  return call.db.get<CheckHold>(`${SELECT} WHERE request_id = ?`, requestId)
}

export function putCheckHold(call: Call, row: CheckHold): void {
  call.db.run(
    `INSERT INTO request_check_holds (request_id, kind, since, until, checks) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (request_id) DO UPDATE SET kind = excluded.kind, until = excluded.until, checks = excluded.checks`,
    row.requestId,
    row.kind,
    row.since,
    row.until,
    row.checks,
  )
}

export function removeCheckHold(call: Call, requestId: number): void {
  call.db.run('DELETE FROM request_check_holds WHERE request_id = ?', requestId)
}

/** Those to look at: held ones at any time, deferred ones from their day on; in the order of their numbers. */
export const WAITING = `${SELECT} WHERE request_id > ? AND (until IS NULL OR until <= ?) ORDER BY request_id LIMIT ?`

export function waitingHolds(call: Call, after: number, limit: number): CheckHold[] {
  return call.db.all<CheckHold>(WAITING, after, call.today, limit)
}
