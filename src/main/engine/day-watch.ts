/** Looks every half minute which tasks of the day the desk does by itself are due, beside the desk (R3-10, R3-14). */
import type { Call } from './call.ts'
import { runDue } from './features/timeline/index.ts'

type Parts = { asDesk: <T>(inTheNameOf: number, change: (call: Call) => T) => T; log: (error: unknown) => void }
const EVERY_MS = 30_000
const DESK_ITSELF = 0
/** Rounds in one look: a morning with many queued payments is moved at once, and no call waits long in between. */
const MOST_ROUNDS = 50

export class DayWatch {
  readonly #parts: Parts
  #timer: NodeJS.Timeout | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  start(): void {
    // A morning that was missed while the desk was shut is made up for at once.
    if (!this.#timer) setImmediate(() => this.#look()).unref()
    this.#timer ??= setInterval(() => this.#look(), EVERY_MS).unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Does what is due; returns how many tasks ran or went on. */
  runDue(): number {
    let ran = 0
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const now = this.#parts.asDesk(DESK_ITSELF, (call) => runDue(call))
      if (now === 0) return ran
      ran += now
    }
    return ran
  }

  #look(): void {
    if (!this.#timer) return
    try {
      this.runDue()
    } catch (error) {
      this.#parts.log(error)
    }
  }
}
