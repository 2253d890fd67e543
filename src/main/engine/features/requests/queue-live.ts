/**
 * The index of the queue beside the ledger: filled in slices after the first question, kept up to date by what commands say that
 * they changed. Until it is there, and for the jobs beside the desk, the same questions are answered by SQL.
 */
import type { RequestFilter } from '../../../../contract/requests.ts'
import type { Call } from '../../call.ts'
import type { Connection } from '../../db/connection.ts'
import type { Services } from '../../services.ts'
import { resolvedFilter } from './filter-rules.ts'
import {
  customersOfHighRisk,
  highestRequest,
  indexedAfter,
  indexedRows,
  requestsOfCustomers,
  sampleRows,
} from './index-store.ts'
import { type Asked, QueueIndex } from './queue-index.ts'
import {
  type QueueAsk,
  type QueueContext,
  type QueueRow,
  queuePage,
  queueTotals,
  rowsInOrder,
  searchIds,
} from './queue-store.ts'

/** A ledger of this size is read at once; a larger one in slices between the calls of the windows. */
const AT_ONCE = 20_000
const SLICE = 2_000
const SAMPLE = 4_096
/** After so many new requests the buckets are cut anew. */
const NEW_SHARE = 0.5

/** Counts stop here while SQL has to count. */
const COUNT_CAP = 1_000
/** Sums are made of at most so many requests. */
const SUM_CAP = 10_000

export class LiveIndex {
  readonly #connection: Connection
  readonly #dirty = new Set<number>()
  #index: QueueIndex | null = null
  #loading = false
  #loaded = 0

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** A command changed this request. */
  touch(requestId: number): void {
    this.#dirty.add(requestId)
  }

  customersChanged(): void {
    this.#index?.forgetRisk()
  }

  /** The index as of now, or null while it is being filled. */
  ready(): QueueIndex | null {
    if (this.#index === null) {
      this.#load()
      if (this.#index === null) return null
    }
    this.#catchUp(this.#index)
    if (this.#index.size > this.#loaded + AT_ONCE + this.#loaded * NEW_SHARE) {
      this.#index = null
      return null
    }
    return this.#index
  }

  /** Waits until the index is there; for measurements. */
  async whenReady(): Promise<QueueIndex> {
    for (;;) {
      const index = this.ready()
      if (index) return index
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  #load(): void {
    if (this.#loading) return
    const last = highestRequest(this.#connection)
    const index = new QueueIndex(sampleRows(this.#connection, SAMPLE), Math.floor(last * 1.05) + AT_ONCE)
    if (last > AT_ONCE) {
      this.#loading = true
      setImmediate(() => this.#slice(index))
      return
    }
    for (const row of indexedAfter(this.#connection, 0, AT_ONCE)) index.put(row)
    this.#finish(index)
  }

  #slice(index: QueueIndex): void {
    if (!this.#connection.raw.open) return
    const rows = indexedAfter(this.#connection, index.last, SLICE)
    for (const row of rows) index.put(row)
    if (rows.length === SLICE) setImmediate(() => this.#slice(index))
    else {
      this.#loading = false
      this.#finish(index)
    }
  }

  #finish(index: QueueIndex): void {
    index.seal()
    this.#loaded = index.size
    this.#index = index
  }

  #catchUp(index: QueueIndex): void {
    if (this.#dirty.size > 0) {
      for (const row of indexedRows(this.#connection, [...this.#dirty])) index.put(row)
      this.#dirty.clear()
    }
    // What was made without a word, such as by an import of another time.
    for (let rows = this.#missing(index); rows.length > 0; rows = this.#missing(index)) {
      for (const row of rows) index.put(row)
    }
  }

  #missing(index: QueueIndex) {
    return highestRequest(this.#connection) > index.last ? indexedAfter(this.#connection, index.last, SLICE) : []
  }
}

const liveOf = new WeakMap<Services, LiveIndex>()

/** The index of this desk; watches the changes of commands from the first question on. */
export function liveIndex(call: Call): LiveIndex {
  const known = liveOf.get(call.services)
  if (known) return known
  const live = new LiveIndex(call.db)
  call.services.changes.watch((topic, requestId) => {
    if (topic === 'requests' && requestId !== undefined) live.touch(requestId)
    else if (topic === 'customers') live.customersChanged()
  })
  liveOf.set(call.services, live)
  return live
}

/** Who asks, when, and where the days begin. */
export function contextOf(call: Call): QueueContext {
  return {
    operatorId: call.actor.operatorId,
    now: call.now,
    timeZone: call.services.settings.get('desk.timeZone'),
    openStatuses: call.services.profiles.openStatuses(),
  }
}

/** How much a filter finds, for who asks now. */
export function queueTotalsFor(call: Call, filter: RequestFilter): Totals {
  return totalsOf(call, filter, contextOf(call))
}

/** One page of the grid, `limit` rows at most. */
export function pageOf(call: Call, ask: QueueAsk, context: QueueContext): QueueRow[] {
  const index = liveIndex(call).ready()
  return index ? indexPage(call.db, index, { ask, context }) : queuePage(call.db, ask, context)
}

export function indexPage(
  connection: Connection,
  index: QueueIndex,
  { ask, context }: { ask: QueueAsk; context: QueueContext },
): QueueRow[] {
  return rowsInOrder(connection, index.page(askedOf(connection, ask.filter, context), ask))
}

export type Totals = {
  count: number
  capped: boolean
  overdue: number
  sums: { currency: string; amountMinor: number }[]
}

/** Counts are exact once the index is there; sums are left out above ten thousand requests. */
export function totalsOf(call: Call, filter: RequestFilter, context: QueueContext): Totals {
  const index = liveIndex(call).ready()
  if (index) return indexTotals(call.db, index, { filter, context })
  const totals = queueTotals(call.db, filter, { context, cap: COUNT_CAP })
  return { ...totals, count: Math.min(totals.count, COUNT_CAP), capped: totals.count > COUNT_CAP }
}

export function indexTotals(
  connection: Connection,
  index: QueueIndex,
  { filter, context }: { filter: RequestFilter; context: QueueContext },
): Totals {
  const { count, overdue, sums } = index.totals(askedOf(connection, filter, context), {
    now: context.now,
    sumCap: SUM_CAP,
  })
  const inOrder = [...sums].sort(([a], [b]) => (a < b ? -1 : 1))
  return { count, capped: false, overdue, sums: inOrder.map(([currency, amountMinor]) => ({ currency, amountMinor })) }
}

function askedOf(connection: Connection, filter: RequestFilter, context: QueueContext): Asked {
  const resolved = resolvedFilter(filter, context)
  const searched = searchIds(connection, filter.search)
  const openOnly = resolved.is.closed?.[0] === 0
  const among = searched && [...searched.requests, ...requestsOfCustomers(connection, searched.customers, openOnly)]
  return { filter: resolved, among, highRisk: () => customersOfHighRisk(connection) }
}
