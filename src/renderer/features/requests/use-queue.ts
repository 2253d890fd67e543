/** The data of one queue view: the page in front, its totals, and the way to the next and the one before. */
import { useEffect, useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { firstPage, nextPage, previousPage, rangeOf } from './cursor-trail.ts'
import { filterOf, type QueueChoice, type QueueView, readChoice, writeChoice } from './queue-query.ts'

const KEPT_SIZE = 'countersign.pageSize'
const USUAL_SIZE = 50
/** Totals change with the clock (overdue), not only with requests. */
const TOTALS_EVERY_MS = 60_000

type Cursor = { key: number; requestId: number }

export function useQueue(view: QueueView) {
  const [path, go] = useLocation()
  const query = useSearch()
  const choice = useMemo(() => readChoice(query), [query])
  const filter = useMemo(() => filterOf(view, choice), [view, choice])
  const [pageSize, setPageSize] = useState(readSize)
  const [trail, setTrail] = useState(firstPage<Cursor>)
  const listed = JSON.stringify([filter, choice.sort, pageSize])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its first page
  useEffect(() => setTrail(firstPage<Cursor>()), [listed])

  const page = useApi(
    ['requests.list', listed, trail.here],
    () => api.requests.list({ filter, sort: choice.sort, after: trail.here, pageSize }),
    { topics: ['requests'], keepPrevious: true },
  )
  const totals = useApi(['requests.totals', JSON.stringify(filter)], () => api.requests.totals({ filter }), {
    topics: ['requests'],
    keepPrevious: true,
    everyMs: TOTALS_EVERY_MS,
  })
  const next = page.data?.next ?? null
  return {
    choice,
    filter,
    page,
    totals,
    pageSize,
    range: rangeOf(trail, { rows: page.data?.rows.length ?? 0, pageSize }),
    choose: (changed: QueueChoice) => {
      const text = writeChoice(changed)
      go(text === '' ? path : `${path}?${text}`, { replace: true })
    },
    resize: (size: number) => {
      localStorage.setItem(KEPT_SIZE, String(size))
      setPageSize(size)
    },
    toNext: next === null ? null : () => setTrail((now) => nextPage(now, next)),
    toPrevious: trail.before.length === 0 ? null : () => setTrail(previousPage),
  }
}

export type Queue = ReturnType<typeof useQueue>

function readSize(): number {
  const kept = Number(localStorage.getItem(KEPT_SIZE))
  return [25, 50, 100].includes(kept) ? kept : USUAL_SIZE
}
