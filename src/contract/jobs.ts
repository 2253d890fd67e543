/** Long work: exports and checks run beside the desk, show progress and can be cancelled. */
import { z } from 'zod'
import { Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { FileId, JobId } from './ids.ts'

export const JobRow = z
  .object({
    jobId: JobId,
    kind: z.enum([
      'actOnSelection',
      'exportRequests',
      'exportMovements',
      'exportRegister',
      'exportSpotCheck',
      'makeEvidence',
      'payoutReport',
      'verifyAudit',
    ]),
    state: z.enum(['running', 'done', 'failed', 'cancelled']),
    done: z.int(),
    total: z.int().nullable(),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    by: z.string(),
    fileId: FileId.nullable(),
    fileName: z.string().nullable(),
    /** Result or failure in a sentence's figures. */
    result: z.record(z.string(), z.union([z.string(), z.int()])),
  })
  .strict()
export type JobRow = z.output<typeof JobRow>

export const jobs = {
  get: query()
    .input(z.object({ jobId: JobId }).strict())
    .output(JobRow),
  mine: query().input(Nothing).output(z.array(JobRow)),
  cancel: query()
    .input(z.object({ jobId: JobId }).strict())
    .output(JobRow),
}
