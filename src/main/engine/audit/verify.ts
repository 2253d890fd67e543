/** Reads the whole audit log again and recomputes its chain; finds the first record at which it breaks (R2-79). */
import { hash } from 'node:crypto'
import type { Connection } from '../db/connection.ts'
import { GENESIS } from './chain.ts'

export type ChainVerdict =
  | { intact: true; records: number; head: string }
  | { intact: false; records: number; sequence: number; problem: 'gap' | 'changed' | 'tail' }

const PAGE = 2_000

/**
 * Verifies the chain from the first record. One value per row crosses from SQLite (hash and record in one blob), which
 * hides the hashing behind the reading. `anchor` is a head noted elsewhere (a day-end sheet): the log must still
 * contain it, so that cutting off the tail is found too. `onProgress` returns false to stop.
 */
export function* verifySteps(
  connection: Connection,
  anchor?: { sequence: number; hash: string },
): Generator<{ done: number }, ChainVerdict, void> {
  // The record's own number is its place: a row that was moved or inserted shows as a changed or missing number.
  const page = connection.raw
    .prepare<[number, number], Buffer>(
      "SELECT CAST(hash || printf('%016d', sequence) || record AS BLOB) FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
    )
    .pluck()
  const buffer = { bytes: Buffer.alloc(4096) }
  let before: Buffer = GENESIS
  let sequence = 0
  let anchored = anchor === undefined || anchor.sequence === 0
  for (;;) {
    const rows = page.all(sequence, PAGE)
    for (const row of rows) {
      const expected = sequence + 1
      if (Number(row.toString('latin1', 32, 48)) !== expected)
        return { intact: false, records: sequence, sequence: expected, problem: 'gap' }
      const length = row.length - 48
      if (buffer.bytes.length < length + 32) buffer.bytes = Buffer.alloc(2 * (length + 32))
      before.copy(buffer.bytes, 0)
      row.copy(buffer.bytes, 32, 48)
      const computed = hash('sha256', buffer.bytes.subarray(0, length + 32), 'buffer')
      if (row.compare(computed, 0, 32, 0, 32) !== 0) {
        return { intact: false, records: sequence, sequence: expected, problem: 'changed' }
      }
      before = computed
      sequence = expected
      if (anchor && sequence === anchor.sequence) anchored = computed.toString('hex') === anchor.hash
    }
    if (rows.length < PAGE) break
    yield { done: sequence }
  }
  if (!anchored) return { intact: false, records: sequence, sequence: anchor?.sequence ?? 0, problem: 'tail' }
  return { intact: true, records: sequence, head: before.toString('hex') }
}

/** The same, in one go. */
export function verifyChain(connection: Connection, anchor?: { sequence: number; hash: string }): ChainVerdict {
  const steps = verifySteps(connection, anchor)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
