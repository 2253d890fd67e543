/**
 * A desk that takes withdrawals through their seven commands: create, pass to Retention, pass to Backoffice, re-check answers,
 * Approve, approve transactions, Complete. Time counts inside the commands alone; what a window reads between them (the card
 * with its digests) is read outside.
 */
import {
  type Answer,
  type PersonAtDesk,
  type PersonName,
  seededRandom,
  type TestDesk,
  testDesk,
} from '../support/desk.ts'
import { addCustomers, addLifecycles, type BulkCustomer } from './history.ts'

export const COMMANDS_PER_LIFECYCLE = 7
const STEP_MS = 10
const RECHECK = { documents: 'yes', balance: 'yes', call: 'yes' }

export type CommandName =
  | 'create'
  | 'passToRetention'
  | 'passToBackoffice'
  | 'recheck'
  | 'approve'
  | 'approveTransactions'
  | 'complete'

export class LifecycleDesk {
  readonly desk: TestDesk
  readonly #customers: BulkCustomer[]
  readonly #chance = seededRandom(7)
  readonly #people = new Map<PersonName, PersonAtDesk>()
  #made = 0
  /** Called after each command, outside its time. */
  afterCommand: (command: CommandName) => void = () => {}
  /** Milliseconds inside the commands so far. */
  spentMs = 0

  /** A desk with customers and closed withdrawals behind it. Two desks of the same options are equal row by row. */
  constructor(options: { history: number; customers: number }) {
    // As it is shipped: answers are parsed by the contract in tests and development only.
    this.desk = testDesk({ checkOutputs: false })
    this.desk.as('admin').call('settings.set', { key: 'session.stepUpMinutes', value: 30, expectedVersion: 1 })
    this.#customers = addCustomers(this.desk.connection, options.customers)
    addLifecycles(this.desk.connection, { lifecycles: options.history, customers: this.#customers })
    this.desk.restart()
    for (const name of ['agent', 'cs', 'ret', 'bo'] as const) this.#people.set(name, this.desk.as(name))
    this.desk.connection.raw.pragma('wal_checkpoint(TRUNCATE)')
  }

  /** Runs whole lifecycles; returns the milliseconds inside their commands. */
  run(lifecycles: number): number {
    const before = this.spentMs
    this.#round(lifecycles)
    return this.spentMs - before
  }

  /** A new request of the next customer; returns its id. */
  create(): number {
    const customer = this.#customers[this.#made++ % this.#customers.length]
    if (!customer) throw new Error('a desk without customers')
    const input = {
      ...customer.ids,
      method: 'wireTransfer',
      amountMinor: 1_000 + ((this.#made * 37) % 900_000),
      currency: customer.currency,
      priority: 'normal',
      reason: '',
      comment: 'Requested by phone',
    }
    return this.command({ name: 'create', who: 'agent', method: 'requests.create' }, input).requestId
  }

  act(who: PersonName, action: CommandName, at: { requestId: number; version: number; digest: string | null }): Answer {
    const input = {
      requestId: at.requestId,
      expectedVersion: at.version,
      action,
      comment: '',
      documents: [],
      contentDigest: at.digest,
      acknowledgeShortBalance: false,
    }
    return this.command({ name: action, who, method: 'requests.act' }, input)
  }

  /** A command for every request of the round, then the next command for every one, as departments work through their queues. */
  #round(lifecycles: number): void {
    const ids = Array.from({ length: lifecycles }, () => this.create())
    for (const requestId of ids) this.act('cs', 'passToRetention', { requestId, version: 1, digest: null })
    for (const requestId of ids) this.act('ret', 'passToBackoffice', { requestId, version: 2, digest: null })
    for (const requestId of ids) {
      const rechecked = { requestId, expectedVersion: 3, answers: RECHECK }
      this.command({ name: 'recheck', who: 'bo', method: 'requests.answerRecheck' }, rechecked)
    }
    for (const { row, contentDigest } of this.#cards(ids))
      this.act('bo', 'approve', { requestId: row.requestId, version: 4, digest: contentDigest })
    for (const { row, transactions } of this.#cards(ids)) {
      const approved = transactions.map(({ transactionId, digest }: Answer) => ({ transactionId, digest }))
      const input = { requestId: row.requestId, expectedVersion: 5, transactions: approved }
      this.command({ name: 'approveTransactions', who: 'bo', method: 'transactions.approve' }, input)
    }
    for (const requestId of ids) this.act('bo', 'complete', { requestId, version: 6, digest: null })
  }

  /** What the window of the Backoffice shows before it decides. */
  #cards(ids: readonly number[]): Answer[] {
    return ids.map((requestId) => this.#person('bo').call('requests.get', { requestId }))
  }

  /** One command with a fresh id in the form that windows use. */
  command(about: { name: CommandName; who: PersonName; method: string }, input: Record<string, unknown>): Answer {
    this.desk.advance(STEP_MS)
    const { engine } = this.desk
    const link = this.#person(about.who).link
    const given = { commandId: this.newCommandId(), ...input }
    const startedAt = performance.now()
    const answer = engine.call(link, about.method, given)
    this.spentMs += performance.now() - startedAt
    this.afterCommand(about.name)
    return answer
  }

  #person(name: PersonName): PersonAtDesk {
    return this.#people.get(name) ?? this.desk.as(name)
  }

  /** Ids grow with time, as those of windows do; this desk's own set-up began with a letter of its own. */
  newCommandId(): string {
    return `w${this.desk.now.toString(36).padStart(9, '0') + Buffer.from(this.#chance(12)).toString('hex')}`
  }

  close(): void {
    this.desk.close()
  }
}
