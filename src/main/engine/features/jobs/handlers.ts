/** Long work of the signed-in person: progress, result, cancel. */
import type { JobRow } from '../../../../contract/jobs.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'

type Stored = {
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

export const jobsHandlers: Handlers<'jobs'> = {
  get: (call, { jobId }) => toRow(call, ownJob(call, jobId)),
  mine: (call) =>
    call.db
      .all<Stored>(`${SELECT} WHERE j.operator_id = ? ORDER BY j.id DESC LIMIT 20`, call.actor.operatorId)
      .map((row) => toRow(call, row)),
  cancel(call, { jobId }) {
    ownJob(call, jobId)
    if (!call.services.jobs.cancel(jobId)) refuse('JOB_NOT_RUNNING', { job: jobId })
    return toRow(call, ownJob(call, jobId))
  },
}

function ownJob(call: Call, jobId: number): Stored {
  const row = call.db.get<Stored>(`${SELECT} WHERE j.id = ? AND j.operator_id = ?`, jobId, call.actor.operatorId)
  return row ?? refuse('NOT_FOUND', { what: `job ${jobId}` })
}

function toRow(call: Call, { operatorId: _, result, ...row }: Stored) {
  const live = call.services.jobs.progressOf(row.jobId)
  return {
    ...row,
    ...(live ? { done: live.done, total: live.total } : {}),
    result: JSON.parse(result) as Record<string, string | number>,
  }
}
