/** SQL of print jobs: what became of what was handed to the print system. */
import type { Connection } from '../db/connection.ts'
import type { PrintEnd } from './queue.ts'

/** Writes the answer of the print system to a run that waits for one; false when it does not wait any more. */
export function endSending(
  connection: Connection,
  runId: number,
  { end, now }: { end: PrintEnd; now: number },
): boolean {
  const [spoolId, problem] = end.state === 'sent' ? [end.spoolId, null] : [null, end.problem]
  const changed = connection.run(
    "UPDATE cheque_runs SET state = ?, spool_id = ?, problem = ?, version = version + 1, since_at = ? WHERE id = ? AND state = 'intended'",
    end.state,
    spoolId,
    problem,
    now,
    runId,
  )
  return changed === 1
}

/** Jobs that were being handed over when the program ended: nobody knows whether they reached the printer (law 11). */
export function doubtInterrupted(connection: Connection, now: number): void {
  connection.run(
    "UPDATE cheque_runs SET state = 'unknown', version = version + 1, since_at = ? WHERE state = 'intended'",
    now,
  )
}
