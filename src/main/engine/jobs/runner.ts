/**
 * Long work beside the desk: each job runs in a worker thread on its own read-only connection, tells its progress and can
 * be cancelled. What it made is written by a command of its own (file, state, audit record).
 */
import { Worker } from 'node:worker_threads'
import type { Call } from '../call.ts'
import type { Connection } from '../db/connection.ts'
import { insertJob, type JobFile } from './store.ts'
import { workerFile } from './worker-file.ts'

export type JobKind =
  | 'exportRequests'
  | 'exportMovements'
  | 'exportRegister'
  | 'exportSpotCheck'
  | 'makeEvidence'
  | 'payoutReport'
  | 'verifyAudit'
export type JobInput = { kind: JobKind; input: Record<string, unknown> }

/** What the work of a job is given in its thread. */
export type JobAbout = {
  connection: Connection
  input: Record<string, unknown>
  progress: (done: number, total: number | null) => void
}

/** What the worker is told and what it answers. */
export type WorkerTask = { kind: JobKind; input: Record<string, unknown>; ledgerPath: string }
export type WorkerMessage =
  | { type: 'progress'; done: number; total: number | null }
  | {
      type: 'done'
      result: Record<string, string | number>
      file: JobFile | null
    }
  | { type: 'failed'; message: string }

type Running = { worker: Worker; done: number; total: number | null; cancelled: boolean }
type Finished = {
  state: 'done' | 'failed' | 'cancelled'
  result: Record<string, string | number>
  file: JobFile | null
}

/** Writes the end of a job; given by the engine because only it may open transactions. */
export type FinishJob = (jobId: number, finished: Finished) => void

export class JobRunner {
  readonly #running = new Map<number, Running>()
  readonly #ledgerPath: string
  readonly #finish: FinishJob
  readonly #progress: () => void

  constructor(parts: { ledgerPath: string; finish: FinishJob; progress: () => void }) {
    this.#ledgerPath = parts.ledgerPath
    this.#finish = parts.finish
    this.#progress = parts.progress
  }

  /** Records a job and starts it after the commit; returns its number. Call inside a command. */
  start(call: Call, job: JobInput): number {
    const jobId = insertJob(call, { kind: job.kind, input: JSON.stringify(job.input) })
    call.audit({ action: `job.${job.kind}`, subject: `job:${jobId}`, reason: JSON.stringify(job.input).slice(0, 2000) })
    call.changed('jobs')
    call.afterCommit(() => this.#launch(jobId, job))
    return jobId
  }

  progressOf(jobId: number): { done: number; total: number | null } | undefined {
    return this.#running.get(jobId)
  }

  /** Stops a running job; false when it is not running. */
  cancel(jobId: number): boolean {
    const running = this.#running.get(jobId)
    if (!running) return false
    running.cancelled = true
    void running.worker.terminate()
    return true
  }

  stopAll(): void {
    for (const running of this.#running.values()) void running.worker.terminate()
    this.#running.clear()
  }

  #launch(jobId: number, job: JobInput): void {
    const task: WorkerTask = { ...job, ledgerPath: this.#ledgerPath }
    const worker = new Worker(workerFile(), { workerData: task })
    const running: Running = { worker, done: 0, total: null, cancelled: false }
    this.#running.set(jobId, running)
    const end = (finished: Finished) => {
      if (!this.#running.delete(jobId)) return
      this.#finish(jobId, finished)
    }
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') {
        running.done = message.done
        running.total = message.total
        this.#progress()
      } else if (message.type === 'done') end({ state: 'done', result: message.result, file: message.file })
      else end({ state: 'failed', result: { why: message.message }, file: null })
    })
    worker.on('error', (error) => end({ state: 'failed', result: { why: error.message }, file: null }))
    worker.on('exit', () =>
      end({
        state: running.cancelled ? 'cancelled' : 'failed',
        result: running.cancelled ? {} : { why: 'the worker ended early' },
        file: null,
      }),
    )
  }
}
