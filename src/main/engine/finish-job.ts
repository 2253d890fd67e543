/** Ends a job in one transaction with its audit record. */
import type { AuditChain } from './audit/chain.ts'
import type { Connection } from './db/connection.ts'
import type { Executor } from './executor.ts'
import type { FinishJob } from './jobs/runner.ts'
import { endJob } from './jobs/store.ts'

type Parts = { executor: Executor; chain: AuditChain; connection: Connection; now: number }

export function finishJob(
  { executor, chain, connection, now }: Parts,
  jobId: number,
  finished: Parameters<FinishJob>[1],
): void {
  executor.transact(() => {
    endJob(connection, jobId, { ...finished, now })
    const actor = { operatorId: null, name: 'desk', role: 'desk', address: 'engine' }
    const entry = {
      action: `job.${finished.state}`,
      subject: `job:${jobId}`,
      reason: JSON.stringify(finished.result).slice(0, 2000),
    }
    chain.append(entry, actor, { at: now, commandId: null })
    return { output: null, touched: [{ topic: 'jobs' }] }
  })
}
