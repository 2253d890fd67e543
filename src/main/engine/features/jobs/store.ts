/** SQL of the jobs page. */
import type { JobRow } from '../../../../contract/jobs.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'

export type StoredJob = {
  jobId: number
  kind: JobRow['kind']
  state: JobRow['state']
  done: number
  total: number | null
  startedAt: number
  finishedAt: number | null
  operatorId: number
  by: string
  fileId: number | null
  fileName: string | null
  result: string
}

const SELECT = `SELECT j.id AS "jobId", j.kind, j.state, j.done, j.total, j.started_at AS "startedAt", j.finished_at AS "finishedAt", j.operator_id AS "operatorId",
  p.display_name AS by, j.file_id AS "fileId", f.name AS "fileName", j.result
  FROM jobs j JOIN operators p ON p.id = j.operator_id LEFT JOIN files f ON f.id = j.file_id`

export function jobsOf(call: Call, operatorId: number): StoredJob[] {
  return call.db.all<StoredJob>(`${SELECT} WHERE j.operator_id = ? ORDER BY j.id DESC LIMIT 20`, operatorId)
}

/** A job of the person who asks. Refuses NOT_FOUND. */
export function ownJob(call: Call, jobId: number): StoredJob {
  const row = call.db.get<StoredJob>(`${SELECT} WHERE j.id = ? AND j.operator_id = ?`, jobId, call.actor.operatorId)
  return row ?? refuse('NOT_FOUND', { what: `job ${jobId}` })
}
