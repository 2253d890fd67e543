/** What changed, told to every window: topics and request numbers, never content. Bursts are joined. */
import type { ChangeEvent, Topic } from '../../contract/desk.ts'

type Listener = (event: ChangeEvent) => void
type Watcher = (topic: Topic, requestId: number | undefined) => void

export class Changes {
  readonly #listeners = new Set<Listener>()
  readonly #watchers: Watcher[] = []
  #topics = new Set<Topic>()
  #requests = new Set<number>()
  #scheduled = false

  /** Tells at once, in the engine itself: for what is kept in memory beside the ledger. */
  watch(watcher: Watcher): void {
    this.#watchers.push(watcher)
  }

  add(topic: Topic, requestId?: number): void {
    for (const watcher of this.#watchers) watcher(topic, requestId)
    this.#topics.add(topic)
    if (requestId !== undefined && this.#requests.size < 200) this.#requests.add(requestId)
    if (this.#scheduled || this.#listeners.size === 0) return
    this.#scheduled = true
    setTimeout(() => this.#flush(), 20).unref()
  }

  #flush(): void {
    const event = { topics: [...this.#topics], requestIds: [...this.#requests] } as ChangeEvent
    this.#topics = new Set()
    this.#requests = new Set()
    this.#scheduled = false
    for (const listener of this.#listeners) listener(event)
  }

  get listeners(): number {
    return this.#listeners.size
  }

  /** The events from now on, until the signal ends them. */
  async *stream(signal: AbortSignal | undefined): AsyncGenerator<ChangeEvent, void, void> {
    const queue: ChangeEvent[] = []
    let wake: () => void = () => {}
    const listener: Listener = (event) => {
      queue.push(event)
      wake()
    }
    const onAbort = () => wake()
    this.#listeners.add(listener)
    signal?.addEventListener('abort', onAbort)
    try {
      while (!signal?.aborted) {
        const next = queue.shift()
        if (next) yield next
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      this.#listeners.delete(listener)
      signal?.removeEventListener('abort', onAbort)
    }
  }
}
