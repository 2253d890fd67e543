/**
 * Reads from the engine. A read names the topics that it depends on and is made again when the engine says that one of
 * them changed; several changes shortly after one another cost one read.
 */
import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ChangeEvent, Topic } from '../../contract/desk.ts'
import { useLanguage } from '../i18n/text.tsx'
import { batched, concerns, type Dependence } from './changes.ts'
import { api, line } from './client.ts'
import { describeReadProblem } from './describe-problem.ts'
import { problemOf } from './problem.ts'
import { noteSessionLost } from './session.ts'

export type ApiOptions = {
  /** Read again when one of these changes. */
  topics?: readonly Topic[]
  /** With the topic `requests`: only when this request is among the changed ones. */
  requestId?: number
  enabled?: boolean
  /** Keep showing the last answer while the next one (another page, another filter) is on its way. */
  keepPrevious?: boolean
  /** Read again by the clock, for the few things that change without an event. */
  everyMs?: number
}

export type ApiState<T> = {
  data: T | undefined
  /** The sentence to show when reading failed and there is nothing to show. */
  problem: string | null
  /** The first answer is not here yet. */
  loading: boolean
  /** Another answer is on its way while an older one is shown. */
  refreshing: boolean
  reload(): void
}

/** `useApi(['request', id], () => api.requests.get({ requestId: id }), { topics: ['requests'] })` */
export function useApi<T>(key: readonly unknown[], read: () => Promise<T>, options: ApiOptions = {}): ApiState<T> {
  const language = useLanguage()
  const { topics, requestId, enabled = true, keepPrevious = false, everyMs } = options
  const meta: Dependence = { ...(topics ? { topics } : {}), ...(requestId === undefined ? {} : { requestId }) }
  const query = useQuery({
    queryKey: key,
    queryFn: () => read().catch(noteAndThrow),
    enabled,
    meta,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  })
  return {
    data: query.data,
    problem: query.error && query.data === undefined ? describeReadProblem(problemOf(query.error), language) : null,
    loading: query.isPending && enabled,
    refreshing: query.isFetching && !query.isPending,
    reload: () => void query.refetch(),
  }
}

function noteAndThrow(error: unknown): never {
  const problem = problemOf(error)
  if (problem.kind === 'notSignedIn') noteSessionLost(problem.reason)
  throw error
}

const RETRY_MS = 1_000

/** Listens to the engine's stream of changes for as long as the component is there. */
export function useChanges(queries: QueryClient, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return
    const stop = new AbortController()
    const invalidate = batched((events) => invalidateFor(queries, events))
    listen(stop.signal, invalidate, () => void queries.invalidateQueries()).catch(() => undefined)
    return () => stop.abort()
  }, [queries, enabled])
}

async function listen(signal: AbortSignal, onEvent: (event: ChangeEvent) => void, onGap: () => void): Promise<void> {
  let first = true
  while (!signal.aborted) {
    try {
      const events = await api.desk.changes(undefined, { signal })
      // Whatever happened while nobody listened was missed: read everything again.
      if (!first) onGap()
      first = false
      for await (const event of events) onEvent(event)
    } catch (error) {
      const problem = problemOf(error)
      if (problem.kind === 'notSignedIn' && !signal.aborted) noteSessionLost(problem.reason)
    }
    first = false
    await pause(line.state() === 'up' ? RETRY_MS : RETRY_MS / 2, signal)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function invalidateFor(queries: QueryClient, events: readonly ChangeEvent[]): void {
  void queries.invalidateQueries({
    predicate: ({ meta }) => events.some((event) => concerns(event, (meta ?? {}) as Dependence)),
  })
}
