/** Work that the desk looks for by itself, beside the calls: again and again until it is stopped; what goes wrong is logged, and it goes on. */
export abstract class Watch {
  readonly #everyMs: number
  readonly #log: (error: unknown) => void
  #timer: NodeJS.Timeout | null = null

  constructor(everyMs: number, log: (error: unknown) => void) {
    this.#everyMs = everyMs
    this.#log = log
  }

  /** Does what is due now. */
  protected abstract look(): void

  start(): void {
    this.#timer ??= setInterval(() => this.#tryLook(), this.#everyMs).unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  #tryLook(): void {
    try {
      this.look()
    } catch (error) {
      this.#log(error)
    }
  }
}
