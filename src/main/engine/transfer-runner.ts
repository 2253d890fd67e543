/**
 * Executes transfers beside the desk: looks at new payments, wakes queued ones when their window opens, speaks with the bank and
 * writes down what it said, each in a transaction of its own. Before the bank is asked, the ledger says so; after a crash the bank is
 * asked what became of an order, and never given it a second time.
 */
import type { DestinationDetails } from '../../contract/customers.ts'
import type { Call } from './call.ts'
import type { Connection } from './db/connection.ts'
import { allChannels } from './features/channels/index.ts'
import { instructionById } from './features/requests/index.ts'
import {
  type BankAdapter,
  type BankOrder,
  dueTransfers,
  lookAt,
  memoryOfSimulatedBank,
  newPayments,
  noteTry,
  simulatorWith,
  takeWord,
  unansweredTransfers,
  wakeQueued,
} from './features/transfers/index.ts'

/** A change that the desk makes by itself, in one transaction, in the name of the person who made the payment. */
export type AsDesk = <T>(inTheNameOf: number, change: (call: Call) => T) => T

type Parts = { connection: Connection; clock: () => number; asDesk: AsDesk; log: (error: unknown) => void }
const EVERY_MS = 5_000
const DESK_ITSELF = 0

export class TransferRunner {
  readonly #parts: Parts
  readonly #bank: BankAdapter
  #running: Promise<void> | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(parts: Parts) {
    this.#parts = parts
    this.#bank = simulatorWith(memoryOfSimulatedBank(parts.connection, parts.clock))
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.runDue().catch(this.#parts.log), EVERY_MS).unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Does what is due now; one round at a time. */
  runDue(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #round(): Promise<void> {
    const { connection, clock, asDesk } = this.#parts
    // Channels are read once per round, in the desk's own name: nothing is changed by it.
    const channels = asDesk(DESK_ITSELF, (call) => allChannels(call))
    for (const { key } of channels.filter(({ executionMode }) => executionMode !== 'manual')) {
      for (const { id, madeBy } of newPayments(connection, key)) asDesk(madeBy, (call) => lookAt(call, id))
    }
    for (const { id, madeBy } of dueTransfers(connection, clock())) asDesk(madeBy, (call) => wakeQueued(call, id))
    for (const { id, madeBy } of unansweredTransfers(connection)) await this.#speak(id, madeBy)
  }

  async #speak(instructionId: number, madeBy: number): Promise<void> {
    const { asDesk } = this.#parts
    const tried = asDesk(madeBy, (call) => {
      const transfer = noteTry(call, instructionId)
      return transfer && transfer.adapter === 'simulator'
        ? { tries: transfer.tries, order: orderOf(call, instructionId) }
        : null
    })
    if (tried === null) return
    const first = tried.tries === 1
    const words = await (first ? this.#bank.send(tried.order) : this.#bank.inquire(tried.order, tried.tries - 1))
    for (const word of words) asDesk(madeBy, (call) => takeWord(call, instructionId, word))
  }
}

function orderOf(call: Call, instructionId: number): BankOrder {
  const { uetr, endToEndId, amountMinor, currency, details } = instructionById(call, instructionId)
  const { payeeName, accountNumber, bankCode } = JSON.parse(details) as DestinationDetails
  return { key: uetr, reference: endToEndId, payeeName, payeeAccount: accountNumber, bankCode, amountMinor, currency }
}
