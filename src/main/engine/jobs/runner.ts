/**
 * Long work beside the desk. A job that only reads runs in a worker thread on its own read-only connection; what it made is written by a
 * command of its own (file, state, audit record). A job that changes something runs in steps on the engine's own connection, one
 * transaction each, with other people's commands in between. Both tell their progress and can be cancelled.
 */
import { Worker } from 'node:worker_threads'
import type { Call, Link } from '../call.ts'
import type { Connection } from '../db/connection.ts'
import { insertJob, type JobFile } from './store.ts'
import { workerFile } from './worker-file.ts'

/** Jobs that read, in a worker. */
export type JobKind =
  | 'exportRequests'
  | 'exportMovements'
  | 'exportRegister'
  | 'exportSpotCheck'
  | 'makeEvidence'
  | 'payoutReport'
  | 'verifyAudit'
export type JobInput = { kind: JobKind; input: Record<string, unknown> }

/** A job that changes something, in steps. */
export type SteppedJob = {
  kind: 'actOnSelection'
  input: Record<string, unknown>
  total: number
  /** One step in one transaction; returns how many rows are through now. It ends when all are. */
  step: (call: Call, done: number) => number
  /** What the whole came to, in the transaction of the last step or of the stop. */
  result: (call: Call) => { result: Record<string, string | number>; file: JobFile | null }
}
/** Runs one step as the person who started the job; given by the engine because only it may open transactions. */
export type RunStep = <T>(link: Link, commandId: string | null, step: (call: Call) => T) => T

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

type Running = { stop: () => void; done: number; total: number | null; cancelled: boolean }
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
  readonly #runStep: RunStep

  constructor(parts: { ledgerPath: string; finish: FinishJob; progress: () => void; runStep: RunStep }) {
    this.#ledgerPath = parts.ledgerPath
    this.#finish = parts.finish
    this.#progress = parts.progress
    this.#runStep = parts.runStep
  }

  /** Records a job and starts it after the commit; returns its number. Call inside a command. */
  start(call: Call, job: JobInput): number {
    const jobId = insertJob(call, { kind: job.kind, input: JSON.stringify(job.input) })
    call.audit({ action: `job.${job.kind}`, subject: `job:${jobId}`, reason: JSON.stringify(job.input).slice(0, 2000) })
    call.changed('jobs')
    call.afterCommit(() => this.#launch(jobId, job))
    return jobId
  }

  /** Records a job that runs in steps and begins it after the commit; returns its number. Call inside a command. */
  startSteps(call: Call, job: SteppedJob): number {
    const jobId = insertJob(call, { kind: job.kind, input: JSON.stringify(job.input) })
    call.audit({ action: `job.${job.kind}`, subject: `job:${jobId}`, reason: JSON.stringify(job.input).slice(0, 2000) })
    call.changed('jobs')
    const { link, commandId } = call
    call.afterCommit(() => {
      this.#running.set(jobId, { stop: () => {}, done: 0, total: job.total, cancelled: false })
      setImmediate(() => this.#nextStep(jobId, { job, link, commandId }))
    })
    return jobId
  }

  /** One step, then room for what others want, then the next. */
  #nextStep(jobId: number, about: { job: SteppedJob; link: Link; commandId: string | null }): void {
    const running = this.#running.get(jobId)
    if (!running) return
    const { job, link, commandId } = about
    try {
      if (!running.cancelled) running.done = this.#runStep(link, commandId, (call) => job.step(call, running.done))
      if (!running.cancelled && running.done < job.total) {
        this.#progress()
        setImmediate(() => this.#nextStep(jobId, about))
        return
      }
      const { result, file } = this.#runStep(link, commandId, job.result)
      this.#running.delete(jobId)
      this.#finish(jobId, { state: running.cancelled ? 'cancelled' : 'done', result, file })
    } catch (error) {
      this.#running.delete(jobId)
      const why = error instanceof Error ? error.message : String(error)
      this.#finish(jobId, { state: 'failed', result: { why, rows: running.done }, file: null })
    }
  }

  progressOf(jobId: number): { done: number; total: number | null } | undefined {
    return this.#running.get(jobId)
  }

  /** Stops a running job; false when it is not running. */
  cancel(jobId: number): boolean {
    const running = this.#running.get(jobId)
    if (!running) return false
    running.cancelled = true
    running.stop()
    return true
  }

  stopAll(): void {
    for (const running of this.#running.values()) running.stop()
    this.#running.clear()
  }

  #launch(jobId: number, job: JobInput): void {
    const task: WorkerTask = { ...job, ledgerPath: this.#ledgerPath }
    const worker = new Worker(workerFile(), { workerData: task })
    const running: Running = { stop: () => void worker.terminate(), done: 0, total: null, cancelled: false }
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
