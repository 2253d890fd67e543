/**
 * Follows failed payments up beside the desk: plans what may be tried again, tries when it is time, hands the rest to people. Each step is
 * a transaction of its own, in the name of whoever sent the payment.
 */
import type { Connection } from './db/connection.ts'
import {
  closeFollowedUp,
  dueRetries,
  failureOf,
  knownOf,
  lookAtFailure,
  movedOn,
  newFailures,
  retryDue,
} from './features/failures/index.ts'
import type { AsDesk } from './transfer-runner.ts'
import { Watch } from './watch.ts'

type Parts = { connection: Connection; clock: () => number; asDesk: AsDesk; log: (error: unknown) => void }
const EVERY_MS = 5_000

export class RetryRunner extends Watch {
  readonly #parts: Parts

  constructor(parts: Parts) {
    super(EVERY_MS, parts.log)
    this.#parts = parts
  }

  /** Does what is due now. */
  runDue(): void {
    const { connection, clock, asDesk } = this.#parts
    for (const { id, inTheNameOf } of movedOn(connection)) {
      asDesk(inTheNameOf, (call) => {
        const failure = failureOf(call, id)
        if (failure) closeFollowedUp(call, knownOf(call, failure))
      })
    }
    for (const { id, inTheNameOf } of newFailures(connection)) asDesk(inTheNameOf, (call) => lookAtFailure(call, id))
    for (const { id, inTheNameOf } of dueRetries(connection, clock())) asDesk(inTheNameOf, (call) => retryDue(call, id))
  }

  protected look(): void {
    this.runDue()
  }
}
