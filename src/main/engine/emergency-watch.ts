/** Carries out what an emergency asks of the requests that are there already, beside the desk (R2-106). */
import type { Connection } from './db/connection.ts'
import { suspensionsToCarryOut } from './features/emergencies/index.ts'
import { holdSuspended } from './features/requests/index.ts'
import type { AsDesk } from './transfer-runner.ts'

type Parts = { connection: Connection; asDesk: AsDesk; log: (error: unknown) => void }
const EVERY_MS = 2_000

export class EmergencyWatch {
  readonly #parts: Parts
  #timer: NodeJS.Timeout | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#look(), EVERY_MS).unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Holds the pending requests of suspended customers; returns how many. */
  runDue(): number {
    const { connection, asDesk } = this.#parts
    return suspensionsToCarryOut(connection).reduce(
      (held, suspension) => held + asDesk(suspension.madeBy, (call) => holdSuspended(call, suspension)),
      0,
    )
  }

  #look(): void {
    try {
      this.runDue()
    } catch (error) {
      this.#parts.log(error)
    }
  }
}
