/** Looks every minute at requests that a failed check keeps waiting, and lets those come back whose cause is cleared or whose day has come. */
import type { Call } from './call.ts'
import { lookAtHeld } from './features/requests/index.ts'
import { Watch } from './watch.ts'

type Parts = { asDesk: <T>(inTheNameOf: number, change: (call: Call) => T) => T; log: (error: unknown) => void }
const EVERY_MS = 60_000
const DESK_ITSELF = 0

export class HoldWatch extends Watch {
  readonly #parts: Parts

  constructor(parts: Parts) {
    super(EVERY_MS, parts.log)
    this.#parts = parts
  }

  /** Looks at all of them, a bounded number per transaction; returns how many moved. */
  holdsDue(): number {
    let moved = 0
    for (let after: number | null = 0; after !== null; ) {
      const from: number = after
      const looked = this.#parts.asDesk(DESK_ITSELF, (call) => lookAtHeld(call, from))
      moved += looked.moved
      after = looked.last
    }
    return moved
  }

  protected look(): void {
    this.holdsDue()
  }
}
