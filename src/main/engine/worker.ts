/** Runs one job in its own thread on a read-only connection. */
import { parentPort, workerData } from 'node:worker_threads'
import { Connection } from './db/connection.ts'
import { verifyAudit } from './features/audit/verify-job.ts'
import { makeEvidence } from './features/evidence/make-job.ts'
import { exportMovements } from './features/movements/export.ts'
import { makePayoutReport } from './features/reports/job.ts'
import { exportRequests } from './features/requests/export.ts'
import { exportRegister, exportSpotCheck } from './features/risk/export-job.ts'
import type { WorkerMessage, WorkerTask } from './jobs/runner.ts'

export type JobAbout = {
  connection: Connection
  input: Record<string, unknown>
  progress: (done: number, total: number | null) => void
}

const JOBS = {
  exportRequests,
  exportMovements,
  exportRegister,
  exportSpotCheck,
  makeEvidence,
  payoutReport: makePayoutReport,
  verifyAudit,
}
const task = workerData as WorkerTask
const tell = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer)

try {
  const connection = new Connection(task.ledgerPath, { readOnly: true })
  const { result, file } = await JOBS[task.kind]({
    connection,
    input: task.input,
    progress: (done, total) => tell({ type: 'progress', done, total }),
  })
  connection.close()
  tell({ type: 'done', result, file })
} catch (error) {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
}
