/** Looks every minute which clocks of requests are about to run out or have, and lets the people be told, beside the desk. */
import type { Call } from './call.ts'
import { remindDue } from './features/queue/index.ts'
import { Watch } from './watch.ts'

type Parts = { asDesk: <T>(inTheNameOf: number, change: (call: Call) => T) => T; log: (error: unknown) => void }
const EVERY_MS = 60_000
const DESK_ITSELF = 0
/** Rounds in one look, so that a morning after a long night is told of at once and no call waits long. */
const MOST_ROUNDS = 20

export class ClockWatch extends Watch {
  readonly #parts: Parts

  constructor(parts: Parts) {
    super(EVERY_MS, parts.log)
    this.#parts = parts
  }

  /** Says what is due to be said; returns how many notices were written. */
  remindDue(): number {
    let said = 0
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const now = this.#parts.asDesk(DESK_ITSELF, (call) => remindDue(call))
      if (now === 0) return said
      said += now
    }
    return said
  }

  protected look(): void {
    this.remindDue()
  }
}
