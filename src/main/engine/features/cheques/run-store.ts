/** SQL of print runs. */
import type { RunState } from '../../../../contract/cheques.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { chequeLeaves, chequeRuns, type Leaf, type Run } from './schema.ts'

const SELECT = `SELECT ${columnsOf(chequeRuns)} FROM cheque_runs`

/** Runs whose leaves are not all answered for, oldest first. */
export function openRuns(call: Call): Run[] {
  return call.db.all<Run>(`${SELECT} WHERE state <> 'answered' ORDER BY id`)
}

/** A run by its id. Refuses NOT_FOUND. */
export function runById(call: Call, id: number): Run {
  return call.db.get<Run>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `print run ${id}` })
}

/** The run at the version that was seen (law 6). */
export function runAt(call: Call, at: { runId: number; expectedVersion: number }): Run {
  const run = runById(call, at.runId)
  if (run.version !== at.expectedVersion)
    throw new Conflict(`chequeRun:${run.id}`, { version: run.version, at: run.sinceAt })
  return run
}

/** Leaves of a run in the order of their numbers. */
export function leavesOfRun(call: Call, runId: number): Leaf[] {
  return call.db.all<Leaf>(
    `SELECT ${columnsOf(chequeLeaves)} FROM cheque_leaves WHERE run_id = ? ORDER BY number`,
    runId,
  )
}

export type RunChange = { state: RunState } & Partial<Pick<Run, 'firstPage' | 'spoolId' | 'problem'>>

/** Changes a run; exactly the row that was read, or Conflict. */
export function changeRun(call: Call, run: Run, change: RunChange): Run {
  const { state, firstPage = run.firstPage, spoolId = run.spoolId, problem = run.problem } = change
  const changed = call.db.run(
    'UPDATE cheque_runs SET state = ?, first_page = ?, spool_id = ?, problem = ?, version = version + 1, since_at = ? WHERE id = ? AND version = ?',
    state,
    firstPage,
    spoolId,
    problem,
    call.now,
    run.id,
    run.version,
  )
  if (changed !== 1) throw new Conflict(`chequeRun:${run.id}`, { version: run.version })
  return runById(call, run.id)
}
