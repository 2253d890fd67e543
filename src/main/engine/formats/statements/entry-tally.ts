/**
 * What is counted over the entries of a statement while they pass by, so that no check needs them all in memory: sums and
 * numbers by status, currency, direction and bank code, and what tells one statement from another.
 */
import { hash } from 'node:crypto'
import { MAX_AMOUNT_MINOR } from '../../../../contract/money.ts'
import type { Direction, Entry } from './model.ts'

/** Entries that are alike in everything that is counted. */
export type Bucket = {
  isBooked: boolean
  currency: string | null
  direction: Direction | null
  code: string | null
  count: number
  /** Entries without a readable amount; their sum is unknown. */
  unknown: number
  sumMinor: number
}

/** Entries by whose content a repeated statement is known. */
const HEAD = 50

export class EntryTally {
  count = 0
  /** Where each currency stands first. */
  readonly currencies = new Map<string, string>()
  private readonly byKey = new Map<string, Bucket>()
  private last: Bucket | null = null
  private head: unknown[][] = []
  private identified: string | null = null

  add(entry: Entry): void {
    this.count += 1
    const { amountMinor, currency } = entry
    if (this.head.length < HEAD) {
      this.head.push([
        amountMinor,
        entry.direction,
        entry.bookingDate,
        entry.valueDate,
        entry.bankReference,
        entry.rawText,
      ])
    }
    const bucket = this.bucketOf(entry)
    if (currency !== null && bucket.count === 0 && !this.currencies.has(currency))
      this.currencies.set(currency, entry.place)
    bucket.count += 1
    if (amountMinor === null) bucket.unknown += 1
    // Above the limit the sum is only known to be too large, so adding on would say nothing.
    else if (bucket.sumMinor <= MAX_AMOUNT_MINOR) bucket.sumMinor += amountMinor
  }

  private bucketOf({ status, currency, direction, transactionCode: code }: Entry): Bucket {
    const isBooked = status === 'booked'
    const { last } = this
    if (
      last !== null &&
      last.isBooked === isBooked &&
      last.direction === direction &&
      last.currency === currency &&
      last.code === code
    )
      return last
    const key = `${isBooked}|${direction}|${currency}|${code}`
    let bucket = this.byKey.get(key)
    if (bucket === undefined) {
      bucket = { isBooked, currency, direction, code, count: 0, unknown: 0, sumMinor: 0 }
      this.byKey.set(key, bucket)
    }
    this.last = bucket
    return bucket
  }

  /** By what a repeated statement is known: a digest of its first entries. */
  identity(): string {
    this.identified ??= hash('sha256', JSON.stringify(this.head), 'base64')
    return this.identified
  }

  /** No further entry comes: their texts need not be kept. */
  seal(): void {
    this.identity()
    this.head = []
  }

  buckets(wanted: (bucket: Bucket) => boolean = () => true): Bucket[] {
    return [...this.byKey.values()].filter(wanted)
  }

  booked(): Bucket[] {
    return this.buckets((bucket) => bucket.isBooked)
  }
}

/** The tally of entries that are all there. */
export function tallyOf(entries: readonly Entry[]): EntryTally {
  const tally = new EntryTally()
  for (const entry of entries) tally.add(entry)
  return tally
}

export function countOf(buckets: readonly Bucket[]): number {
  return buckets.reduce((count, bucket) => count + bucket.count, 0)
}
