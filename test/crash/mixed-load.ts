/**
 * A desk at work, one command after the other: requests are made, passed on, rejected, approved, completed; payments leave in batches
 * and come back on statements. Whatever lies there decides what can be done next; chance decides what is.
 */
import { businessDateOf } from '../../src/contract/dates.ts'
import type { Link, OpenEngine } from '../../src/main/engine/index.ts'
import { mt940 } from '../support/bank.ts'
import type { Answer } from '../support/desk.ts'

export type LoadFacts = {
  password: string
  secrets: Record<string, string>
  customers: { customerId: number; accountId: number; destinationId: number }[]
  bankAccountId: number
  bankAccountNumber: string
  bankOpeningMinor: number
}

export type Who = 'cs' | 'ret' | 'bo' | 'bo2' | 'signerA' | 'signerB' | 'fin'
export const LOAD_PEOPLE: readonly Who[] = ['cs', 'ret', 'bo', 'bo2', 'signerA', 'signerB', 'fin']

/** A command that fits the ledger as it is. */
export type Step = { who: Who; method: string; input: Record<string, unknown> }

export type LoadParts = { engine: OpenEngine; links: Record<Who, Link>; facts: LoadFacts; now: () => number }

const TIME_ZONE = 'Asia/Hong_Kong'
const chance = (share: number): boolean => Math.random() < share
const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(Math.random() * from.length)]

export class MixedLoad {
  readonly #engine: OpenEngine
  readonly #links: Record<Who, Link>
  readonly #facts: LoadFacts
  readonly #now: () => number

  constructor(parts: LoadParts) {
    this.#engine = parts.engine
    this.#links = parts.links
    this.#facts = parts.facts
    this.#now = parts.now
  }

  /** What somebody could do now. */
  next(): Step {
    if (chance(0.1)) return this.newRequest()
    if (chance(0.25)) return this.#payment() ?? this.newRequest()
    return this.#request() ?? this.newRequest()
  }

  newRequest(): Step {
    const input = {
      ...pick(this.#facts.customers),
      method: chance(0.2) ? 'cheque' : 'wireTransfer',
      amountMinor: 1_000 + Math.floor(Math.random() * 1_000),
      currency: 'HKD',
      priority: 'normal',
      reason: '',
      comment: 'load',
    }
    return { who: 'cs', method: 'requests.create', input }
  }

  #read(who: Who, method: string, input: object): Answer {
    return this.#engine.call(this.#links[who], method, input)
  }

  /** The next step of one of the oldest open requests. */
  #request(): Step | undefined {
    const oldest = 'SELECT id FROM requests WHERE closed_at IS NULL AND being_sent = 0 ORDER BY id LIMIT 12'
    const requestId = pick(this.#engine.connection.all<{ id: number }>(oldest))?.id
    if (requestId === undefined) return undefined
    const card = this.#read('bo', 'requests.get', { requestId })
    const at = { requestId, expectedVersion: card.row.version }
    if (chance(0.1)) {
      return {
        who: 'cs',
        method: 'requests.comment',
        input: { requestId, text: 'asked again', copyToCustomer: chance(0.5) },
      }
    }
    const act = (who: Who, action: string, comment = ''): Step => {
      const given = { comment, documents: [], contentDigest: card.contentDigest, acknowledgeShortBalance: true }
      return { who, method: 'requests.act', input: { ...at, action, ...given } }
    }
    if (card.row.status === 'new')
      return chance(0.1) ? act('cs', 'rejectAndClose', 'no papers') : act('cs', 'passToRetention')
    if (card.row.status === 'approvedByCs') return act('ret', 'passToBackoffice')
    if (card.row.status === 'approvedByRetention') {
      const answers = { documents: 'yes', balance: 'yes', call: 'yes' }
      const asked = card.checks.some((check: Answer) => check.check === 'recheckCall' && check.state === 'toDo')
      return asked ? { who: 'bo', method: 'requests.answerRecheck', input: { ...at, answers } } : act('bo', 'approve')
    }
    const drafts = card.transactions.filter((one: Answer) => one.status === 'draft')
    if (drafts.length === 0) return act('bo', 'complete')
    const transactions = drafts.map(({ transactionId, digest }: Answer) => ({ transactionId, digest }))
    return { who: 'bo', method: 'transactions.approve', input: { ...at, transactions } }
  }

  /** The next step of a payment on its way: a batch, or the statement that shows it. */
  #payment(): Step | undefined {
    const open =
      "SELECT id FROM batches WHERE state IN ('open', 'written', 'releasedOnce', 'released') ORDER BY id LIMIT 1"
    const batchId = this.#engine.connection.value<number>(open)
    return batchId === undefined ? (this.#statement() ?? this.#newBatch()) : this.#batch(batchId)
  }

  #newBatch(): Step | undefined {
    const waiting = "SELECT id FROM instructions WHERE kind = 'wire' AND state = 'waiting' ORDER BY id LIMIT 8"
    const instructions = this.#engine.connection.all<{ id: number }>(waiting).map(({ id }) => id)
    if (instructions.length < 2) return undefined
    const valueDate = businessDateOf(this.#now(), TIME_ZONE)
    const input = { bankAccountId: this.#facts.bankAccountId, valueDate, instructions }
    return { who: 'bo2', method: 'batches.build', input }
  }

  #batch(batchId: number): Step {
    const { row } = this.#read('bo2', 'batches.get', { batchId })
    const at = { batchId, expectedVersion: row.version }
    const steps: Record<string, Step> = {
      open: { who: 'bo2', method: 'batches.cut', input: at },
      written: { who: 'signerA', method: 'batches.release', input: { ...at, fileSha256: row.fileSha256 } },
      releasedOnce: { who: 'signerB', method: 'batches.release', input: { ...at, fileSha256: row.fileSha256 } },
      released: { who: 'bo2', method: 'batches.export', input: at },
    }
    const step = steps[row.state]
    if (!step) throw new Error(`batch ${batchId} is ${row.state}`)
    return step
  }

  /** The bank's statement with a few of the payments that it has been sent. */
  #statement(): Step | undefined {
    const { connection } = this.#engine
    const sent = connection.all<{ amountMinor: number; reference: string }>(
      `SELECT amount_minor AS "amountMinor", end_to_end_id AS reference FROM instructions WHERE kind = 'wire' AND state = 'sent' LIMIT 3`,
    )
    if (sent.length === 0) return undefined
    const last = connection.get<{ closing: number; count: number }>(
      'SELECT closing_minor AS closing, (SELECT count(*) FROM statements) AS count FROM statements ORDER BY id DESC LIMIT 1',
    )
    const date = businessDateOf(this.#now(), TIME_ZONE)
    const text = mt940({
      account: this.#facts.bankAccountNumber,
      date,
      number: String((last?.count ?? 0) + 1),
      openingMinor: last?.closing ?? this.#facts.bankOpeningMinor,
      entries: sent.map(({ amountMinor, reference }) => ({ amountMinor: -amountMinor, reference })),
    })
    const { fileId, sha256 } = this.#upload(text)
    return { who: 'fin', method: 'statements.take', input: { fileId, sha256, acceptFindings: 'load' } }
  }

  #upload(text: string): { fileId: number; sha256: string } {
    const bytes = Buffer.from(text)
    const about = { name: 'statement.txt', mediaType: 'text/plain', sizeBytes: bytes.length }
    const { uploadId } = this.#read('fin', 'files.beginUpload', about)
    this.#read('fin', 'files.append', { uploadId, offset: 0, base64: bytes.toString('base64') })
    const { fileId } = this.#read('fin', 'files.finishUpload', { uploadId })
    const { sha256 } = this.#read('fin', 'statements.preview', { fileId })
    return { fileId, sha256 }
  }
}
