/**
 * Every request in memory as bits and figures, so that any combination of filters in any order costs the same at a million requests as at
 * ten thousand, without an index more on the table that every step of a withdrawal writes to. Knows no SQL and no clock.
 */
import type { RequestSort } from '../../../../contract/requests.ts'
import { DIMENSIONS, type DimensionName, KEYS, type KeyName, type ResolvedFilter } from './filter-rules.ts'
import {
  andAny,
  andNot,
  type Bits,
  clearBit,
  countBits,
  eachDown,
  eachUp,
  hasBit,
  setBit,
  wordsFor,
} from './queue-bits.ts'
import { grown, OrderedKey } from './queue-keys.ts'

/** What the index keeps of a request. */
export type IndexedRow = {
  id: number
  profile: string
  status: string
  department: string | null
  currency: string
  method: string
  priority: number
  claimedBy: number | null
  closed: number
  beingSent: number
  step: string | null
  template: string | null
  customerId: number
  dueAt: number
  createdAt: number
  changedAt: number
  amountMinor: number
}

export type Cursor = { key: number; requestId: number } | null
export type PageAsk = { sort: RequestSort; after: Cursor; limit: number }
export type Asked = {
  filter: ResolvedFilter
  /** Only these requests, when a text was searched for. */
  among: readonly number[] | null
  /** Gives the customers of high risk when the filter asks for them. */
  highRisk: () => readonly number[]
}

/** Up to so many hits are looked through one by one; more are walked bucket by bucket. */
const FEW = 4_096
const FIGURE_OF: Record<KeyName, (row: IndexedRow) => number> = {
  due: (row) => row.dueAt,
  created: (row) => row.createdAt,
  changed: (row) => row.changedAt,
  amount: (row) => row.amountMinor,
}

type Dimension = { codes: Map<string | number | null, number>; codeOf: Uint16Array; sets: Bits[]; counts: number[] }

export class QueueIndex {
  #capacity: number
  #present: Bits
  #customerOf: Int32Array
  readonly #dimensions: Record<DimensionName, Dimension>
  readonly #keys: Record<KeyName, OrderedKey>
  #highRisk: { customers: ReadonlySet<number>; set: Bits } | null = null
  #found: Bits
  #part: Bits
  #last = 0
  size = 0

  /** `sample`: some rows from all over the ledger, from which the buckets are cut. */
  constructor(sample: readonly IndexedRow[], capacity: number) {
    this.#capacity = capacity
    const words = wordsFor(capacity)
    this.#present = new Int32Array(words)
    this.#found = new Int32Array(words)
    this.#part = new Int32Array(words)
    this.#customerOf = new Int32Array(capacity)
    const dimension = (): Dimension => ({ codes: new Map(), codeOf: new Uint16Array(capacity), sets: [], counts: [] })
    this.#dimensions = Object.fromEntries(DIMENSIONS.map((name) => [name, dimension()])) as Record<
      DimensionName,
      Dimension
    >
    this.#keys = Object.fromEntries(
      KEYS.map((name) => [name, new OrderedKey(sample.map(FIGURE_OF[name]), capacity)]),
    ) as Record<KeyName, OrderedKey>
  }

  /** The highest number that was put in. */
  get last(): number {
    return this.#last
  }

  /** Puts a request in, or in its new place. */
  put(row: IndexedRow): void {
    const { id } = row
    if (id >= this.#capacity) this.#grow(id)
    const known = this.has(id)
    if (!known) this.size++
    setBit(this.#present, id)
    for (const name of DIMENSIONS) {
      const { codes, codeOf, sets, counts } = this.#dimensions[name]
      const value = row[name]
      let code = codes.get(value)
      if (code === undefined) {
        code = sets.length
        codes.set(value, code)
        sets.push(new Int32Array(wordsFor(this.#capacity)))
        counts.push(0)
      }
      if (known) {
        const before = codeOf[id] as number
        clearBit(sets[before] as Bits, id)
        counts[before] = (counts[before] as number) - 1
      }
      counts[code] = (counts[code] as number) + 1
      codeOf[id] = code
      setBit(sets[code] as Bits, id)
    }
    for (const name of KEYS) this.#keys[name].set(id, FIGURE_OF[name](row))
    this.#customerOf[id] = row.customerId
    this.#last = Math.max(this.#last, id)
    if (this.#highRisk?.customers.has(row.customerId)) setBit(this.#highRisk.set, id)
  }

  has(id: number): boolean {
    return id < this.#capacity && ((this.#present[id >>> 5] as number) & (1 << (id & 31))) !== 0
  }

  /** Ends the loading: from now on the index can be asked. */
  seal(): void {
    for (const name of KEYS) this.#keys[name].seal()
  }

  /** Customers changed: who is of high risk is asked for anew. */
  forgetRisk(): void {
    this.#highRisk = null
  }

  /** The numbers of one page. */
  page(asked: Asked, ask: PageAsk): number[] {
    const rare = this.#rare(asked)
    if (rare) return ask.sort.by === 'created' ? inOrderOfNumber(rare, ask) : this.#select(rare, ask)
    const found = this.#resolve(asked)
    if (ask.sort.by === 'created') return this.#byNumber(found, ask)
    const ids = this.#few(found)
    return ids ? this.#select(ids, ask) : this.#byBuckets(found, ask)
  }

  /** How many, how many of them late, and their sums when there are at most `sumCap`. */
  totals(asked: Asked, about: { now: number; sumCap: number }): IndexTotals {
    const rare = this.#rare(asked)
    if (rare) return this.#totalsOf(rare, about.now)
    const found = this.#resolve(asked)
    const count = countBits(found)
    const sums = count <= about.sumCap ? this.#totalsOf(this.#all(found), about.now).sums : new Map<string, number>()
    andAny(found, this.#setsOf('closed', [0]))
    this.#keys.due.keepUpTo(found, about.now - 1)
    return { count, overdue: countBits(found), sums }
  }

  #all(found: Bits): number[] {
    const ids: number[] = []
    eachUp(found, 0, (id) => ids.push(id) > 0)
    return ids
  }

  #totalsOf(ids: readonly number[], now: number): IndexTotals {
    const { currency, closed } = this.#dimensions
    const names = [...currency.codes.keys()] as string[]
    const isOpen = closed.codes.get(0)
    const sums = new Map<string, number>()
    let overdue = 0
    for (const id of ids) {
      const name = names[currency.codeOf[id] as number] as string
      sums.set(name, (sums.get(name) ?? 0) + (this.#keys.amount.values[id] as number))
      if (closed.codeOf[id] === isOpen && (this.#keys.due.values[id] as number) < now) overdue += 1
    }
    return { count: ids.length, overdue, sums }
  }

  /**
   * All hits, when what is asked for holds only a few requests by itself (a search, a status, a colleague): each is looked at alone and
   * the size of the ledger does not matter. Null when every part of the question holds many.
   */
  #rare({ filter, among, highRisk }: Asked): number[] | null {
    const from = among === null ? this.#rarest(filter) : [...new Set(among)].filter((id) => this.has(id))
    if (from === null) return null
    const risky = filter.highRisk ? this.#riskSet(highRisk) : null
    const wanted = DIMENSIONS.flatMap((name) => {
      const { codes, codeOf } = this.#dimensions[name]
      const codesOf = (values: readonly (string | number | null)[]) =>
        new Set(values.flatMap((value) => codes.get(value) ?? []))
      const [is, not] = [filter.is[name], filter.isNot[name]]
      return is || not ? [{ codeOf, is: is && codesOf(is), not: not && codesOf(not) }] : []
    })
    const passes = (id: number) =>
      wanted.every(({ codeOf, is, not }) => {
        const code = codeOf[id] as number
        return (!is || is.has(code)) && !not?.has(code)
      }) &&
      (risky === null || hasBit(risky, id)) &&
      filter.ranges.every(({ key, from: least, to: most }) => {
        const value = this.#keys[key].values[id] as number
        return (least === null || value >= least) && (most === null || value <= most)
      })
    return from.filter(passes)
  }

  /** The members of the smallest part of a filter, if they are few. */
  #rarest(filter: ResolvedFilter): number[] | null {
    let smallest: { count: number; sets: Bits[] } | null = null
    for (const name of DIMENSIONS) {
      const values = filter.is[name]
      if (!values) continue
      const { codes, counts } = this.#dimensions[name]
      const count = values.reduce<number>((sum, value) => sum + (counts[codes.get(value) ?? -1] ?? 0), 0)
      if (count <= FEW && (smallest === null || count < smallest.count))
        smallest = { count, sets: this.#setsOf(name, values) }
    }
    if (smallest === null) return null
    return smallest.count === 0 ? [] : smallest.sets.flatMap((set) => this.#all(set))
  }

  #setsOf(name: DimensionName, values: readonly (string | number | null)[]): Bits[] {
    const { codes, sets } = this.#dimensions[name]
    return values.flatMap((value) => {
      const code = codes.get(value)
      return code === undefined ? [] : [sets[code] as Bits]
    })
  }

  #resolve({ filter, highRisk }: Asked): Bits {
    const found = this.#found
    found.set(this.#present)
    for (const name of DIMENSIONS) {
      const [values, not] = [filter.is[name], filter.isNot[name]]
      if (values) andAny(found, this.#setsOf(name, values))
      for (const set of not ? this.#setsOf(name, not) : []) andNot(found, set)
    }
    if (filter.highRisk) andAny(found, [this.#riskSet(highRisk)])
    for (const { key, from, to } of filter.ranges) {
      if (to !== null) this.#keys[key].keepUpTo(found, to)
      if (from !== null) this.#keys[key].keepFrom(found, from)
    }
    return found
  }

  #riskSet(highRisk: () => readonly number[]): Bits {
    if (this.#highRisk) return this.#highRisk.set
    const set = new Int32Array(wordsFor(this.#capacity))
    const customers = new Set(highRisk())
    eachUp(this.#present, 0, (id) => {
      if (customers.has(this.#customerOf[id] as number)) setBit(set, id)
      return true
    })
    this.#highRisk = { customers, set }
    return set
  }

  #byNumber(found: Bits, { sort, after, limit }: PageAsk): number[] {
    const ids: number[] = []
    const take = (id: number) => ids.push(id) < limit
    if (sort.descending) eachDown(found, after ? after.requestId - 1 : this.#capacity - 1, take)
    else eachUp(found, after ? after.requestId + 1 : 0, take)
    return ids
  }

  /** All hits, or null when there are more than a few. */
  #few(found: Bits): number[] | null {
    const ids: number[] = []
    eachUp(found, 0, (id) => ids.push(id) <= FEW)
    return ids.length > FEW ? null : ids
  }

  #byBuckets(found: Bits, ask: PageAsk): number[] {
    const key = this.#keys[ask.sort.by]
    const step = ask.sort.descending ? -1 : 1
    const ends = ask.sort.descending ? [key.buckets - 1, -1] : [0, key.buckets]
    let bucket = ask.after ? key.bucketOf(ask.after.key) : (ends[0] as number)
    const page: number[] = []
    for (; bucket !== ends[1] && page.length < ask.limit; bucket += step) {
      key.bucket(this.#part, found, bucket)
      const limit = ask.limit - page.length
      if (key.isFlat(bucket))
        page.push(...this.#byNumber(this.#part, { ...ask, after: this.#within(ask, bucket), limit }))
      else {
        const ids: number[] = []
        eachUp(this.#part, 0, (id) => ids.push(id) > 0)
        page.push(...this.#select(ids, { ...ask, limit }))
      }
    }
    return page
  }

  /** The cursor, where it lies in this bucket; in every other one the page begins at its end. */
  #within({ sort, after }: PageAsk, bucket: number): Cursor {
    return after && this.#keys[sort.by].bucketOf(after.key) === bucket ? after : null
  }

  /** The first of some requests in an order, after a cursor: kept in a heap whose top is the last of them. */
  #select(ids: readonly number[], { sort, after, limit }: PageAsk): number[] {
    const { values } = this.#keys[sort.by]
    const sign = sort.descending ? -1 : 1
    const isBefore = (a: number, b: number) => {
      const difference = (values[a] as number) - (values[b] as number)
      return difference === 0 ? (a - b) * sign < 0 : difference * sign < 0
    }
    const isAfterCursor = (id: number) => {
      if (!after) return true
      const difference = (values[id] as number) - after.key
      return difference === 0 ? (id - after.requestId) * sign > 0 : difference * sign > 0
    }
    const heap: number[] = []
    for (const id of ids) {
      if (!isAfterCursor(id)) continue
      if (heap.length < limit) pushTo(heap, id, isBefore)
      else if (isBefore(id, heap[0] as number)) replaceTop(heap, id, isBefore)
    }
    return heap.sort((a, b) => (isBefore(a, b) ? -1 : 1))
  }

  #grow(id: number): void {
    this.#capacity = id + Math.max(65_536, id >>> 3)
    const { Uint16Array: Codes, Int32Array: Numbers } = globalThis
    this.#present = grown(this.#present, this.#capacity)
    this.#found = grown(this.#found, this.#capacity)
    this.#part = grown(this.#part, this.#capacity)
    this.#highRisk = null
    const customers = new Numbers(this.#capacity)
    customers.set(this.#customerOf)
    this.#customerOf = customers
    for (const name of DIMENSIONS) {
      const dimension = this.#dimensions[name]
      const codes = new Codes(this.#capacity)
      codes.set(dimension.codeOf)
      dimension.codeOf = codes
      dimension.sets = dimension.sets.map((set) => grown(set, this.#capacity))
    }
    for (const name of KEYS) this.#keys[name].grow(this.#capacity)
  }
}

export type IndexTotals = { count: number; overdue: number; sums: Map<string, number> }

/** One page of some requests in the order of their numbers. */
function inOrderOfNumber(ids: readonly number[], { sort, after, limit }: PageAsk): number[] {
  const sign = sort.descending ? -1 : 1
  const left = after ? ids.filter((id) => (id - after.requestId) * sign > 0) : [...ids]
  return left.sort((a, b) => (a - b) * sign).slice(0, limit)
}

type IsBefore = (a: number, b: number) => boolean

function pushTo(heap: number[], id: number, isBefore: IsBefore): void {
  let at = heap.push(id) - 1
  while (at > 0) {
    const parent = (at - 1) >>> 1
    if (!isBefore(heap[parent] as number, heap[at] as number)) return
    swap(heap, at, parent)
    at = parent
  }
}

function replaceTop(heap: number[], id: number, isBefore: IsBefore): void {
  heap[0] = id
  for (let at = 0; ; ) {
    let last = at
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && isBefore(heap[last] as number, heap[child] as number)) last = child
    }
    if (last === at) return
    swap(heap, at, last)
    at = last
  }
}

function swap(heap: number[], a: number, b: number): void {
  const kept = heap[a] as number
  heap[a] = heap[b] as number
  heap[b] = kept
}
