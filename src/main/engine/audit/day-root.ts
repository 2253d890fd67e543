/**
 * The digest of one day's audit records. It is printed on the day-end sheet and so leaves the machine: rewriting
 * the log with a recomputed chain then no longer agrees with paper (law 8).
 */
import { createHash } from 'node:crypto'
import type { Connection } from '../db/connection.ts'

export type DayRoot = { records: number; root: string; head: string; lastSequence: number }

type DayBounds = { from: number; until: number; most?: number | undefined }

/**
 * Root over the records with `from <= at < until` (instants), the first `most` of them when given. Records are in time order, so
 * two binary searches bound them.
 */
export function dayRoot(connection: Connection, { from, until, most }: DayBounds): DayRoot {
  const first = firstAtOrAfter(connection, from)
  const end = Math.min(firstAtOrAfter(connection, until), most === undefined ? Number.MAX_SAFE_INTEGER : first + most)
  const digest = createHash('sha256')
  let head = ''
  let records = 0
  const rows = connection.raw.prepare<[number, number], { hash: Buffer }>(
    'SELECT hash FROM audit WHERE sequence >= ? AND sequence < ? ORDER BY sequence',
  )
  for (const row of rows.iterate(first, end)) {
    digest.update(row.hash)
    head = row.hash.toString('hex')
    records++
  }
  return { records, root: digest.digest('hex'), head, lastSequence: end - 1 }
}

/** Number of the first audit record at or after an instant; records are in time order. */
export function firstAtOrAfter(connection: Connection, at: number): number {
  let low = 1
  let high = (connection.value<number>('SELECT coalesce(max(sequence), 0) FROM audit') ?? 0) + 1
  while (low < high) {
    const middle = (low + high) >> 1
    const found =
      connection.value<number>("SELECT json_extract(record, '$.at') FROM audit WHERE sequence = ?", middle) ?? 0
    if (found < at) low = middle + 1
    else high = middle
  }
  return low
}
