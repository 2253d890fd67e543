/** Which reads a change concerns, and the batching of changes that come shortly after one another. */
import type { ChangeEvent, Topic } from '../../contract/desk.ts'

/** What a read depends on. */
export type Dependence = { topics?: readonly Topic[]; requestId?: number }

const BATCH_MS = 120

/** Collects events for a moment and hands them on together. */
export function batched(handle: (events: readonly ChangeEvent[]) => void): (event: ChangeEvent) => void {
  let waiting: ChangeEvent[] = []
  return (event) => {
    waiting.push(event)
    if (waiting.length > 1) return
    setTimeout(() => {
      const events = waiting
      waiting = []
      handle(events)
    }, BATCH_MS)
  }
}

/** True when a change concerns a read. A change that names no request concerns every request. */
export function concerns(event: ChangeEvent, { topics = [], requestId }: Dependence): boolean {
  const shared = event.topics.filter((topic) => topics.includes(topic))
  if (shared.length === 0) return false
  if (requestId === undefined || event.requestIds.length === 0) return true
  const named: readonly number[] = event.requestIds
  return shared.some((topic) => topic !== 'requests') || named.includes(requestId)
}
