/** Carries out what an emergency asks of the requests that are there already, beside the desk (R2-106). */
import type { Connection } from './db/connection.ts'
import { suspensionsToCarryOut } from './features/emergencies/index.ts'
import { holdSuspended } from './features/requests/index.ts'
import type { AsDesk } from './transfer-runner.ts'
import { Watch } from './watch.ts'

type Parts = { connection: Connection; asDesk: AsDesk; log: (error: unknown) => void }
const EVERY_MS = 2_000

export class EmergencyWatch extends Watch {
  readonly #parts: Parts

  constructor(parts: Parts) {
    super(EVERY_MS, parts.log)
    this.#parts = parts
  }

  /** Holds the pending requests of suspended customers; returns how many. */
  runDue(): number {
    const { connection, asDesk } = this.#parts
    return suspensionsToCarryOut(connection).reduce(
      (held, suspension) => held + asDesk(suspension.madeBy, (call) => holdSuspended(call, suspension)),
      0,
    )
  }

  protected look(): void {
    this.runDue()
  }
}
