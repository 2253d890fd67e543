/** SQL of the clocks of a request, kept only where its profile has clocks of its own. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { requestClocks, type StoredClocks } from './schema.ts'

export function clocksRow(call: Call, requestId: number): StoredClocks | undefined {
  const sql = `SELECT ${columnsOf(requestClocks)} FROM request_clocks WHERE request_id = ?`
  return call.db.get<StoredClocks>(sql, requestId)
}

export function insertClocks(call: Call, row: typeof requestClocks.$inferInsert): void {
  call.db.insert(requestClocks, row)
}

export function updateClocks(call: Call, { requestId, priorityDue, stepStarted, stepDue }: StoredClocks): void {
  call.db.run(
    'UPDATE request_clocks SET priority_due = ?, step_started = ?, step_due = ? WHERE request_id = ?',
    priorityDue,
    stepStarted,
    stepDue,
    requestId,
  )
}

/** Whether anything was ever paid out to a customer. */
export function hasBeenPaid(call: Call, customerId: number): boolean {
  const sql =
    'SELECT 1 FROM requests INDEXED BY requests_of_customer WHERE customer_id = ? AND closed_at IS NOT NULL AND execute_minor > 0 LIMIT 1'
  return call.db.value<number>(sql, customerId) !== undefined
}
