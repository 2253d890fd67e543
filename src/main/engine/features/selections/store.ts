/** SQL of the results of selections, and of what their rows show. */
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import type { RowResult } from '../requests/index.ts'

export function insertResults(call: Call, jobId: number, results: readonly RowResult[]): void {
  for (const { requestId, done, refusal } of results)
    call.db.run(
      'INSERT INTO selection_results (job_id, request_id, status, refusal) VALUES (?, ?, ?, ?)',
      jobId,
      requestId,
      done?.status ?? null,
      refusal === null ? null : JSON.stringify(refusal),
    )
}

export type ResultRow = {
  requestId: number
  customerName: string
  amountMinor: number
  currency: string
  status: string | null
  refusal: string | null
}

export const RESULTS = `SELECT q.id AS "requestId", c.name AS "customerName", q.amount_minor AS "amountMinor", q.currency, r.status, r.refusal
  FROM jobs j CROSS JOIN json_each(j.input, '$.requests') e CROSS JOIN requests q ON q.id = e.value ->> 'requestId'
    JOIN customers c ON c.id = q.customer_id LEFT JOIN selection_results r ON r.job_id = j.id AND r.request_id = q.id
  WHERE j.id = ? ORDER BY e.key`

/** The selection of a job with the result of each row that was reached, in the order of the selection. */
export function resultsOf(call: Call, jobId: number): ResultRow[] {
  return call.db.all<ResultRow>(RESULTS, jobId)
}

/** The action of a run of the person who asks. Refuses NOT_FOUND. */
export function actionOfRun(call: Call, jobId: number): string {
  const action = call.db.value<string>(
    "SELECT input ->> 'action' FROM jobs WHERE id = ? AND operator_id = ? AND kind = 'actOnSelection'",
    jobId,
    call.actor.operatorId,
  )
  return action ?? refuse('NOT_FOUND', { what: `job ${jobId}` })
}

export type SelectedFacts = { customerName: string; destination: string | null }

/** Who is paid, and where to. */
export function selectedFacts(call: Call, requestId: number): SelectedFacts {
  return (
    call.db.get<SelectedFacts>(
      `SELECT c.name AS "customerName", d.details AS destination FROM requests q JOIN customers c ON c.id = q.customer_id
       LEFT JOIN destinations d ON d.id = q.destination_id WHERE q.id = ?`,
      requestId,
    ) ?? refuse('NOT_FOUND', { what: `WD-${requestId}` })
  )
}
