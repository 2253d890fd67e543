/**
 * A figure of every request (due time, amount …) in an order that can be walked: the requests lie in buckets of about equal size, so
 * that a range is two passes over bits and a page is a look into one bucket or two.
 */
import { type Bits, clearBit, setBit, wordsFor } from './queue-bits.ts'

/** Upper bounds of all buckets but the last. */
const BUCKETS = 64
/** Beyond the last bucket lies everything, before the first nothing. */
const ALL: Bits = new Int32Array(0)
const NONE: Bits = new Int32Array(0)

export class OrderedKey {
  values: Float64Array
  readonly #bounds: number[]
  /** While loading, the bucket itself; afterwards everything up to and with the bucket. */
  #sets: Bits[]
  #sealed = false

  constructor(sample: readonly number[], capacity: number) {
    this.values = new Float64Array(capacity)
    const sorted = [...sample].sort((a, b) => a - b)
    const bounds = Array.from(
      { length: BUCKETS - 1 },
      (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / BUCKETS)] ?? 0,
    )
    // A figure that fills whole buckets gets one of its own, in which the number alone gives the order.
    const frequent = bounds.filter((bound, i) => bound === bounds[i - 1]).map((bound) => bound - 1)
    this.#bounds = [...new Set([...bounds, ...frequent])].sort((a, b) => a - b)
    this.#sets = this.#bounds.map(() => new Int32Array(wordsFor(capacity)))
  }

  get buckets(): number {
    return this.#bounds.length + 1
  }

  /** True when all figures of a bucket are one and the same: figures are whole numbers. */
  isFlat(bucket: number): boolean {
    return (this.#bounds[bucket] as number) - (this.#bounds[bucket - 1] as number) === 1
  }

  bucketOf(value: number): number {
    let [low, high] = [0, this.#bounds.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#bounds[middle] as number) < value) low = middle + 1
      else high = middle
    }
    return low
  }

  set(id: number, value: number): void {
    this.values[id] = value
    const bucket = this.bucketOf(value)
    if (!this.#sealed) {
      const set = this.#sets[bucket]
      if (set) setBit(set, id)
      return
    }
    for (let b = 0; b < this.#sets.length; b++) {
      if (b >= bucket) setBit(this.#sets[b] as Bits, id)
      else clearBit(this.#sets[b] as Bits, id)
    }
  }

  /** Ends the loading. */
  seal(): void {
    for (let b = 1; b < this.#sets.length; b++) {
      const [set, before] = [this.#sets[b] as Bits, this.#sets[b - 1] as Bits]
      for (let w = 0; w < set.length; w++) set[w] = (set[w] as number) | (before[w] as number)
    }
    this.#sealed = true
  }

  grow(capacity: number): void {
    const values = new Float64Array(capacity)
    values.set(this.values)
    this.values = values
    this.#sets = this.#sets.map((set) => grown(set, capacity))
  }

  /** `into` becomes the members of `from` that lie in a bucket. */
  bucket(into: Bits, from: Bits, bucket: number): void {
    const upTo = this.#sets[bucket]
    const before = this.#sets[bucket - 1]
    for (let w = 0; w < into.length; w++) {
      let word = from[w] as number
      if (upTo) word &= upTo[w] as number
      if (before) word &= ~(before[w] as number)
      into[w] = word
    }
  }

  /** `into` keeps what is at most `most`: whole buckets by their bits, the one in between by its figures. */
  keepUpTo(into: Bits, most: number): void {
    const bucket = this.bucketOf(most)
    const { values } = this
    const [upTo, before] = [this.#sets[bucket] ?? ALL, this.#sets[bucket - 1] ?? NONE]
    for (let w = 0; w < into.length; w++) {
      let word = into[w] as number
      if (word === 0) continue
      word &= upTo === ALL ? -1 : (upTo[w] as number)
      let left = before === NONE ? word : word & ~(before[w] as number)
      while (left !== 0) {
        const low = left & -left
        left ^= low
        if ((values[(w << 5) + (31 - Math.clz32(low))] as number) > most) word ^= low
      }
      into[w] = word
    }
  }

  /** `into` keeps what is at least `least`. */
  keepFrom(into: Bits, least: number): void {
    const bucket = this.bucketOf(least)
    const { values } = this
    const [upTo, before] = [this.#sets[bucket] ?? ALL, this.#sets[bucket - 1] ?? NONE]
    for (let w = 0; w < into.length; w++) {
      let word = into[w] as number
      if (word === 0) continue
      if (before !== NONE) word &= ~(before[w] as number)
      let left = upTo === ALL ? word : word & (upTo[w] as number)
      while (left !== 0) {
        const low = left & -left
        left ^= low
        if ((values[(w << 5) + (31 - Math.clz32(low))] as number) < least) word ^= low
      }
      into[w] = word
    }
  }
}

export function grown(set: Bits, capacity: number): Bits {
  const larger = new Int32Array(wordsFor(capacity))
  larger.set(set)
  return larger
}
