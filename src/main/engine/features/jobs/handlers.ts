/** Long work of the signed-in person: progress, result, cancel. */
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { jobsOf, ownJob, type StoredJob } from './store.ts'

export const jobsHandlers: Handlers<'jobs'> = {
  get: (call, { jobId }) => toRow(call, ownJob(call, jobId)),
  mine: (call) => jobsOf(call, call.actor.operatorId).map((row) => toRow(call, row)),
  cancel(call, { jobId }) {
    const { state } = ownJob(call, jobId)
    if (!call.services.jobs.cancel(jobId)) refuse('JOB_NOT_RUNNING', { status: state })
    return toRow(call, ownJob(call, jobId))
  },
}

function toRow(call: Call, { operatorId: _, result, ...row }: StoredJob) {
  const live = call.services.jobs.progressOf(row.jobId)
  return {
    ...row,
    ...(live ? { done: live.done, total: live.total } : {}),
    result: JSON.parse(result) as Record<string, string | number>,
  }
}
