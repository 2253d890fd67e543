/**
 * One command, one transaction (law 2), once per command id (law 3). Commands that wait at the same moment share one
 * flush to disk; none is answered before it.
 */
import { hash } from 'node:crypto'
import type { Topic } from '../../contract/desk.ts'
import type { AuditChain } from './audit/chain.ts'
import { highestCommandId, keepCommand, knownCommand } from './db/commands.ts'
import type { Connection } from './db/connection.ts'
import type { Changes } from './events.ts'
import { Refusal, refuse } from './refuse.ts'

/** What to tell or do once the change is on disk. */
export type Touched = { topic: Topic; requestId?: number } | { after: () => void }

/** A parsed and authorised command: `perform` runs inside the transaction and returns output and what it touched. */
export type CommandJob = {
  method: string
  commandId: string
  operatorId: number
  input: unknown
  perform: () => { output: unknown; touched: Touched[] }
}

type Waiting = { job: CommandJob; resolve: (output: unknown) => void; reject: (error: unknown) => void }
type Outcome = { output: unknown; touched: Touched[] }

const GROUP_MAX = 64

export class Executor {
  readonly #connection: Connection
  readonly #chain: AuditChain
  readonly #changes: Changes
  readonly #queue: Waiting[] = []
  /** An id above every known one is new and need not be looked for; windows make ids that grow with time. */
  #highestId: string
  #scheduled = false

  constructor(parts: { connection: Connection; chain: AuditChain; changes: Changes }) {
    this.#connection = parts.connection
    this.#chain = parts.chain
    this.#changes = parts.changes
    this.#highestId = highestCommandId(parts.connection)
  }

  /** Queues a command; resolves after its flush. */
  submit(job: CommandJob): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject })
      if (this.#scheduled) return
      this.#scheduled = true
      setImmediate(() => this.#drain())
    })
  }

  /** Runs a command now, in its own transaction. Used by in-process callers. */
  run(job: CommandJob): unknown {
    try {
      return this.transact(() => this.#once(job))
    } catch (error) {
      finishRefusal(error)
      throw error
    }
  }

  /** One transaction around a change; rolled back whole when it throws. */
  transact(change: () => Outcome): unknown {
    const head = this.#chain.head
    this.#connection.begin()
    let outcome: Outcome
    try {
      outcome = change()
      this.#connection.commit()
    } catch (error) {
      this.#connection.rollback()
      this.#chain.restore(head)
      throw error
    }
    this.#announce(outcome.touched)
    return outcome.output
  }

  #drain(): void {
    this.#scheduled = false
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, GROUP_MAX)
      if (group.length === 1 && group[0]) this.#runAlone(group[0])
      else this.#runGroup(group)
    }
  }

  #runAlone({ job, resolve, reject }: Waiting): void {
    try {
      resolve(this.run(job))
    } catch (error) {
      reject(error)
    }
  }

  /** Each command in its own savepoint, all under one flush; a refused one leaves the others whole. */
  #runGroup(group: Waiting[]): void {
    const done: (() => void)[] = []
    const touched: Touched[] = []
    try {
      this.transact(() => {
        for (const { job, resolve, reject } of group) {
          const head = this.#chain.head
          try {
            const outcome = this.#connection.part(() => this.#once(job))
            touched.push(...outcome.touched)
            done.push(() => resolve(outcome.output))
          } catch (error) {
            // A full disk ends the whole transaction, not only this part of it.
            if (!this.#connection.raw.inTransaction) throw error
            this.#chain.restore(head)
            done.push(() => {
              finishRefusal(error)
              reject(error)
            })
          }
        }
        return { output: null, touched }
      })
    } catch (error) {
      for (const waiting of group) waiting.reject(error)
      return
    }
    for (const settle of done) settle()
  }

  /** The first answer again for the same id and content; COMMAND_ID_REUSED for another content. */
  #once(job: CommandJob): Outcome {
    const inputHash = hashOf(job)
    const isNew = job.commandId > this.#highestId
    const known = isNew ? undefined : knownCommand(this.#connection, job.commandId)
    if (known) {
      if (!inputHash.equals(known.inputHash) || known.operatorId !== job.operatorId)
        refuse('COMMAND_ID_REUSED', { id: job.commandId })
      return { output: JSON.parse(known.output), touched: [] }
    }
    const outcome = job.perform()
    const output = JSON.stringify(outcome.output)
    keepCommand(this.#connection, job.commandId, { operatorId: job.operatorId, inputHash, output })
    if (isNew) this.#highestId = job.commandId
    return outcome
  }

  #announce(touched: Touched[]): void {
    for (const item of touched) {
      if ('after' in item) item.after()
      else this.#changes.add(item.topic, item.requestId)
    }
  }
}

function finishRefusal(error: unknown): void {
  if (error instanceof Refusal) error.afterwards?.()
}

/** Half a SHA-256: enough to tell two inputs apart, and half as long to keep with every command. */
function hashOf({ method, input }: CommandJob): Buffer {
  return hash('sha256', `${method} ${JSON.stringify(input)}`, 'buffer').subarray(0, 16)
}
