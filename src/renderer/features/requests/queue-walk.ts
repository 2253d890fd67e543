/** The list that a card was opened from, so that the card can walk it: previous, next, and next after an action. */
import { createStore, useStore } from '../../api/store.ts'

export type Walk = { ids: readonly number[]; from: string }

const store = createStore<Walk | null>(null)

/** Remembers the page of the queue in front. */
export function rememberWalk(walk: Walk): void {
  store.set(walk)
}

export function useWalk(): Walk | null {
  return useStore(store)
}

export type Neighbours = { previous: number | null; next: number | null; at: number; of: number }

/** The neighbours of a request in the list; null when it is not part of it. */
export function neighboursOf(walk: Walk | null, requestId: number): Neighbours | null {
  const index = walk?.ids.indexOf(requestId) ?? -1
  if (!walk || index < 0) return null
  return {
    previous: walk.ids[index - 1] ?? null,
    next: walk.ids[index + 1] ?? null,
    at: index + 1,
    of: walk.ids.length,
  }
}
