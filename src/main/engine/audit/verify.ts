/** Reads the whole audit log again and recomputes its chain; finds the first record at which it breaks (R2-79). */
import { hash } from 'node:crypto'
import type { Connection } from '../db/connection.ts'
import { type ChainHead, chainHash, GENESIS } from './chain.ts'

export type ChainVerdict =
  | { intact: true; records: number; head: string }
  | { intact: false; records: number; sequence: number; problem: 'gap' | 'changed' | 'tail' }

type Place = Pick<ChainHead, 'sequence' | 'hash'>

const PAGE = 500
const HASH_BYTES = 32

/**
 * Verifies the chain from the first record, a page at a time. `anchor` is a head noted elsewhere (a day-end sheet): the log must
 * still contain it, so that cutting off the tail is found too.
 */
export function* verifySteps(
  connection: Connection,
  anchor?: { sequence: number; hash: string },
): Generator<{ done: number }, ChainVerdict, void> {
  // A row numbered below the first record belongs to no chain, but a list of the log would show it.
  if ((connection.value<number>('SELECT min(sequence) FROM audit') ?? 1) < 1)
    return { intact: false, records: 0, sequence: 1, problem: 'gap' }
  const read = pageReader(connection)
  let place: Place = { sequence: 0, hash: GENESIS }
  let anchored = anchor === undefined || anchor.sequence === 0
  for (;;) {
    const page = read(place)
    if (page.records === 0) break
    if (!holds(page, place)) return firstBreak(connection, place)
    if (anchor && anchor.sequence > place.sequence && anchor.sequence <= place.sequence + page.records) {
      anchored = page.hashAt(anchor.sequence - place.sequence).toString('hex') === anchor.hash
    }
    place = { sequence: place.sequence + page.records, hash: page.hashAt(page.records) }
    yield { done: place.sequence }
  }
  if (!anchored) return { intact: false, records: place.sequence, sequence: anchor?.sequence ?? 0, problem: 'tail' }
  return { intact: true, records: place.sequence, head: place.hash.toString('hex') }
}

/** The same, in one go. */
export function verifyChain(connection: Connection, anchor?: { sequence: number; hash: string }): ChainVerdict {
  const steps = verifySteps(connection, anchor)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

type Page = {
  records: number
  last: number
  /** Every hash has the right size, so that the places below are right. */
  regular: boolean
  /** `hash before, record, hash, record, hash …` without anything between. */
  bytes: Buffer
  /** Where the n-th record of the page ends and its own hash begins. */
  ends: number[]
  hashAt(n: number): Buffer
}

/**
 * One value per page crosses from SQLite, not one per row: that is what a verification costs. A hash and the record after it lie side by
 * side in it, as they were hashed.
 */
function pageReader(connection: Connection): (after: Place) => Page {
  const statement = connection.raw
    .prepare<[Buffer, number, number], [number, number, number, number, string, Buffer]>(
      `SELECT count(*), max(sequence), min(octet_length(hash)), max(octet_length(hash)), group_concat(octet_length(record)),
         CAST(? || group_concat(record || hash, '') AS BLOB)
       FROM (SELECT sequence, record, hash FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?)`,
    )
    .raw()
  return (after) => {
    const row = statement.get(after.hash, after.sequence, PAGE)
    const [records = 0, last = 0, shortest, longest, lengths, bytes = Buffer.alloc(0)] = row ?? []
    const ends: number[] = []
    let at = 0
    if (records > 0) {
      for (const length of lengths?.split(',') ?? []) {
        at += HASH_BYTES + Number(length)
        ends.push(at)
      }
    }
    const regular = shortest === HASH_BYTES && longest === HASH_BYTES
    const hashAt = (n: number) => bytes.subarray(ends[n - 1], (ends[n - 1] ?? 0) + HASH_BYTES)
    return { records, last, regular, bytes, ends, hashAt }
  }
}

/** True when the page goes on after the place without a gap and every hash is the one of its record. */
function holds({ records, last, regular, bytes, ends }: Page, after: Place): boolean {
  // So many numbers above the place, each once, and the highest is just so much higher: none is missing.
  if (!regular || last !== after.sequence + records) return false
  let start = 0
  for (const end of ends) {
    // As text of one byte a character: comparing two strings costs less than making a buffer for each.
    const computed = hash('sha256', bytes.subarray(start, end), 'binary')
    if (computed !== bytes.toString('latin1', end, end + HASH_BYTES)) return false
    start = end
  }
  return true
}

/** The first record after a place that does not follow: record by record, for the page that is known to be broken. */
function firstBreak(connection: Connection, after: Place): ChainVerdict {
  const rows = connection.raw.prepare<[number], { sequence: number; record: string; hash: Buffer }>(
    'SELECT sequence, record, hash FROM audit WHERE sequence > ? ORDER BY sequence',
  )
  let { sequence, hash: before } = after
  for (const row of rows.iterate(after.sequence)) {
    const broken = { intact: false as const, records: sequence, sequence: sequence + 1 }
    if (row.sequence !== sequence + 1) return { ...broken, problem: 'gap' }
    if (!chainHash(before, row.record).equals(row.hash)) return { ...broken, problem: 'changed' }
    sequence = row.sequence
    before = row.hash
  }
  throw new Error(`the audit log changed while it was read after record ${after.sequence}`)
}
