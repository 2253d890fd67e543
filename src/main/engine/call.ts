/** What a handler is given: the ledger, the time, who asks, and the ways to leave a trace. */
import type { ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import type { BusinessDate, Instant } from '../../contract/dates.ts'
import type { Topic } from '../../contract/desk.ts'
import type { Contract, Feature } from '../../contract/index.ts'
import type { AuditEntry } from './audit/chain.ts'
import type { Connection } from './db/connection.ts'
import type { PeerInfo } from './engine-interface.ts'
import type { Random } from './ids.ts'
import type { NewJournal, PostingStamp } from './ledger/books.ts'
import type { Services } from './services.ts'
import type { Actor } from './sessions.ts'

/** One connection of a window, the command line or a test; it is bound to a session by signing in. */
export type Link = { readonly peer: PeerInfo; token: string | null }

export interface Call {
  readonly db: Connection
  readonly now: Instant
  readonly today: BusinessDate
  readonly random: Random
  readonly services: Services
  readonly link: Link
  /** Set for commands. */
  readonly commandId: string | null
  /** Who asks; throws NotSignedIn on a connection without a session. */
  readonly actor: Actor
  /** Refuses STEP_UP_REQUIRED unless the second factor was proved a short while ago. */
  requireStepUp(): void
  /** Time, business day and person of every journal of this call. */
  readonly stamp: PostingStamp
  /** Writes the audit record of a change; only inside a transaction. */
  audit(entry: AuditEntry): void
  /** The same for a change that the desk makes by itself or for somebody who is not signed in. */
  auditAs(name: string, entry: AuditEntry): void
  /** Runs one part of a command so that a refusal inside undoes that part alone, its audit records included, and is thrown on. */
  attempt<T>(part: () => T): T
  /** Tells every window, after the commit, what to read again. */
  changed(topic: Topic, requestId?: number): void
  /** Runs after the commit: for what is kept in memory beside the ledger. */
  afterCommit(action: () => void): void
  /** The same call with its journals on another business day. */
  onDay(businessDate: string): Call
  /** Posts a journal stamped with this call's time, day and person; returns its id. */
  post(journal: NewJournal): number
  /** What this method's preparation made; throws what the preparation threw. */
  prepared<T>(): T
  /** Runs a change of its own for methods that are no commands (sign-in, uploads). */
  transact<T>(change: () => T): T
}

/** The handler of one contract method. */
export type Handler<P> =
  // biome-ignore lint/suspicious/noExplicitAny: the two parameters that do not matter here are invariant
  P extends ContractProcedure<infer I, infer O, any, any>
    ? (call: Call, input: InferSchemaOutput<I>) => InferSchemaInput<O>
    : never

/** Every method of a feature; a missing or extra one is a compile error. */
export type Handlers<F extends Feature> = { [M in Exclude<keyof Contract[F], 'changes'>]: Handler<Contract[F][M]> }

type Preparation<P> =
  // biome-ignore lint/suspicious/noExplicitAny: the three parameters that do not matter here are invariant
  P extends ContractProcedure<infer I, any, any, any>
    ? (call: Call, input: InferSchemaOutput<I>) => Promise<unknown>
    : never

/**
 * Work that cannot be done at once, such as drawing a PDF: it reads the ledger and makes bytes before the handler runs
 * and writes nothing. The ledger may change meanwhile; the handler judges everything again and takes the result with
 * `call.prepared()`. A method with a preparation is answered through the queue only.
 */
export type Preparations<F extends Feature> = {
  [M in Exclude<keyof Contract[F], 'changes'>]?: Preparation<Contract[F][M]>
}
