/** Records what the print system said about a run, in one transaction with its audit record. */
import type { AuditChain } from './audit/chain.ts'
import type { Connection } from './db/connection.ts'
import type { Executor } from './executor.ts'
import type { PrintEnd } from './printing/queue.ts'
import { endSending } from './printing/store.ts'

type Parts = { executor: Executor; chain: AuditChain; connection: Connection; now: number }

export function finishPrint({ executor, chain, connection, now }: Parts, runId: number, end: PrintEnd): void {
  // The answer may come after the desk has closed; the run then stands as unknown at the next start.
  if (!connection.raw.open) return
  executor.transact(() => {
    if (!endSending(connection, runId, { end, now })) return { output: null, touched: [] }
    const actor = { operatorId: null, name: 'desk', role: 'desk', address: 'engine' }
    const entry = {
      action: `chequeRun.${end.state}`,
      subject: `chequeRun:${runId}`,
      reason: end.state === 'sent' ? end.spoolId : end.problem,
    }
    chain.append(entry, actor, { at: now, commandId: null })
    return { output: null, touched: [{ topic: 'cheques' }] }
  })
}
