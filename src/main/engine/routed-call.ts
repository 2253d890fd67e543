/** The call that a handler is given, made by the router for one method asked by one connection. */
import { type BusinessDate, businessDateOf, type Instant } from '../../contract/dates.ts'
import type { Topic } from '../../contract/desk.ts'
import type { AuditActor, AuditChain, AuditEntry } from './audit/chain.ts'
import type { Call, Link } from './call.ts'
import type { Clock } from './clock.ts'
import type { Connection } from './db/connection.ts'
import type { Executor, Touched } from './executor.ts'
import type { Random } from './ids.ts'
import { type NewJournal, type PostingStamp, post } from './ledger/books.ts'
import { NotSignedIn, refuse } from './refuse.ts'
import type { Services } from './services.ts'
import type { Actor, Session } from './sessions.ts'

export type CallParts = {
  connection: Connection
  chain: AuditChain
  executor: Executor
  services: Services
  clock: Clock
  random: Random
}

/** What a preparation came to. */
export type Outcome = { value: unknown } | { error: unknown }

export type About = {
  link: Link
  session: Session | undefined
  touched: Touched[]
  commandId: string | null
  prepared: { readonly outcome: Outcome | null }
}

/** One is made for every call: what is in it costs nothing until it is used. */
export class RoutedCall implements Call {
  readonly db: Connection
  readonly now: Instant
  readonly today: BusinessDate
  readonly random: Random
  readonly services: Services
  readonly link: Link
  readonly commandId: string | null
  readonly stamp: PostingStamp
  readonly #parts: CallParts
  readonly #about: About

  constructor(parts: CallParts, about: About, businessDate?: string) {
    this.#parts = parts
    this.#about = about
    this.db = parts.connection
    this.now = parts.clock() as Instant
    this.today = businessDateOf(this.now, parts.services.settings.get('desk.timeZone'))
    this.random = parts.random
    this.services = parts.services
    this.link = about.link
    this.commandId = about.commandId
    this.stamp = {
      at: this.now,
      businessDate: businessDate ?? this.today,
      operatorId: about.session?.actor.operatorId ?? null,
    }
  }

  get actor(): Actor {
    const { session } = this.#about
    if (!session) throw new NotSignedIn('noSession')
    return session.actor
  }

  requireStepUp(): void {
    const { session } = this.#about
    if (!session || session.stepUpUntil < this.now) refuse('STEP_UP_REQUIRED')
  }

  audit(entry: AuditEntry): void {
    const { session } = this.#about
    this.#append(entry, session ? auditActor(session) : this.#desk('desk'))
  }

  auditAs(name: string, entry: AuditEntry): void {
    this.#append(entry, this.#desk(name))
  }

  #desk(name: string): AuditActor {
    return { operatorId: null, name, role: 'desk', address: this.link.peer.address }
  }

  #append(entry: AuditEntry, actor: AuditActor): void {
    if (!this.db.raw.inTransaction) throw new Error('an audit record outside a transaction')
    this.#parts.chain.append(entry, actor, { at: this.now, commandId: this.commandId })
  }

  attempt<T>(part: () => T): T {
    const { chain } = this.#parts
    const { touched } = this.#about
    const before = { head: chain.head, touched: touched.length }
    try {
      return this.db.part(part)
    } catch (error) {
      chain.restore(before.head)
      touched.length = before.touched
      throw error
    }
  }

  changed(topic: Topic, requestId?: number): void {
    this.#about.touched.push(requestId === undefined ? { topic } : { topic, requestId })
  }

  afterCommit(after: () => void): void {
    this.#about.touched.push({ after })
  }

  onDay(businessDate: string): Call {
    return new RoutedCall(this.#parts, this.#about, businessDate)
  }

  post(journal: NewJournal): number {
    return post(this.db, journal, this.stamp)
  }

  prepared<T>(): T {
    const { outcome } = this.#about.prepared
    if (outcome === null) throw new Error('a method without a preparation asked for its result')
    if ('error' in outcome) throw outcome.error
    return outcome.value as T
  }

  transact<T>(change: () => T): T {
    return this.#parts.executor.transact(() => ({ output: change(), touched: this.#about.touched })) as T
  }
}

function auditActor({ actor, address }: Session): AuditActor {
  return { operatorId: actor.operatorId, name: actor.displayName, role: actor.roles.join('+'), address }
}
