/** SQL of cheque books, leaves and signatures. */
import type { LeafState } from '../../../../contract/cheques.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import {
  type ChequeBook,
  chequeBooks,
  chequeHandovers,
  chequeLeaves,
  chequeRuns,
  chequeSignatures,
  type Leaf,
  type Signature,
} from './schema.ts'

export type BookCounts = ChequeBook & {
  by: string
  checked: string | null
  blank: number
  used: number
  nextNumber: string | null
}

/** All books with their blank and used leaves, those that came last first. */
export function bookCounts(call: Call): BookCounts[] {
  return call.db.all<BookCounts>(
    `SELECT ${columnsOf(chequeBooks, 'b')}, o.display_name AS by, c.display_name AS checked,
       (SELECT count(*) FROM cheque_leaves l WHERE l.book_id = b.id AND l.state = 'blank') AS blank,
       (SELECT count(*) FROM cheque_leaves l WHERE l.book_id = b.id AND l.state <> 'blank') AS used,
       (SELECT min(number) FROM cheque_leaves l WHERE l.book_id = b.id AND l.state = 'blank') AS "nextNumber"
     FROM cheque_books b JOIN operators o ON o.id = b.received_by LEFT JOIN operators c ON c.id = b.checked_by ORDER BY b.id DESC`,
  )
}

/** A book by its id. Refuses NOT_FOUND. */
export function bookById(call: Call, id: number): ChequeBook {
  const book = call.db.get<ChequeBook>(`SELECT ${columnsOf(chequeBooks)} FROM cheque_books WHERE id = ?`, id)
  return book ?? refuse('NOT_FOUND', { what: `cheque book ${id}` })
}

export function booksOfAccount(call: Call, bankAccountId: number): ChequeBook[] {
  return call.db.all<ChequeBook>(
    `SELECT ${columnsOf(chequeBooks)} FROM cheque_books WHERE bank_account_id = ?`,
    bankAccountId,
  )
}

/** Takes a book into the register with one blank leaf per number; returns its id. */
export function insertBook(call: Call, book: typeof chequeBooks.$inferInsert, numbers: readonly string[]): number {
  const bookId = call.db.insert(chequeBooks, book)
  const { bankAccountId, receivedAt, receivedBy } = book
  for (const number of numbers) {
    const leaf = { bookId, bankAccountId, number, state: 'blank', sinceAt: receivedAt, changedBy: receivedBy }
    call.db.insert(chequeLeaves, leaf)
  }
  return bookId
}

export function closeBook(call: Call, id: number, reason: string): void {
  call.db.run('UPDATE cheque_books SET closed_at = ?, close_reason = ? WHERE id = ?', call.now, reason, id)
}

const LEAF = `SELECT ${columnsOf(chequeLeaves)} FROM cheque_leaves`

/** A leaf by its id. Refuses NOT_FOUND. */
export function leafById(call: Call, id: number): Leaf {
  return call.db.get<Leaf>(`${LEAF} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `cheque leaf ${id}` })
}

/** The leaf at the version that was seen. A Conflict names who changed it since (law 6). */
export function leafAt(call: Call, at: { leafId: number; expectedVersion: number }): Leaf {
  const leaf = leafById(call, at.leafId)
  if (leaf.version !== at.expectedVersion) throw leafConflict(call, leaf.id)
  return leaf
}

/** The Conflict about a leaf that somebody else changed. */
export function leafConflict(call: Call, id: number): Conflict {
  const found = call.db.get<{ number: string; version: number; at: number; by: string }>(
    `SELECT l.number, l.version, l.since_at AS at, o.display_name AS by FROM cheque_leaves l JOIN operators o ON o.id = l.changed_by WHERE l.id = ?`,
    id,
  )
  return new Conflict(`cheque:${found?.number ?? id}`, found)
}

/** The next blank leaves of a book in the order of their numbers; fewer when there are not enough. */
export function blankLeaves(call: Call, bookId: number, count: number): Leaf[] {
  return call.db.all<Leaf>(`${LEAF} WHERE book_id = ? AND state = 'blank' ORDER BY number LIMIT ?`, bookId, count)
}

/** The leaf that a payment is on now, if any. */
export function liveLeafOf(call: Call, instructionId: number): Leaf | undefined {
  return call.db.get<Leaf>(
    `${LEAF} WHERE instruction_id = ? AND state NOT IN ('spoiled', 'void', 'destroyed')`,
    instructionId,
  )
}

/** The last burnt leaf of a payment or of the one that it replaces. */
export function burntLeafOf(call: Call, instructionIds: readonly number[]): number | undefined {
  return call.db.value<number>(
    `SELECT id FROM cheque_leaves WHERE instruction_id IN (SELECT value FROM json_each(?)) AND state IN ('spoiled', 'void', 'returned', 'stale', 'stopped', 'destroyed') ORDER BY id DESC LIMIT 1`,
    JSON.stringify(instructionIds),
  )
}

/** The leaf of a number on a bank account; leading zeros do not count, as banks write numbers in many widths. */
export function leafByNumber(call: Call, bankAccountId: number, number: string): Leaf | undefined {
  const digits = number.replace(/^0+/, '')
  const spellings = Array.from({ length: 11 - digits.length }, (_, zeros) => '0'.repeat(zeros) + digits)
  return call.db.get<Leaf>(
    `${LEAF} WHERE bank_account_id = ? AND number IN (SELECT value FROM json_each(?))`,
    bankAccountId,
    JSON.stringify(spellings),
  )
}

/** What may change with a leaf; what it was delivered with never does. */
export type LeafChange = Partial<
  Omit<Leaf, 'id' | 'version' | 'bookId' | 'bankAccountId' | 'number' | 'state' | 'sinceAt' | 'changedBy'>
>

/** Moves a leaf to its next state with what changes along; exactly the row that was read, or Conflict (law 6). */
export function changeLeaf(call: Call, leaf: Leaf, { to, ...change }: LeafChange & { to: LeafState }): Leaf {
  const keys = Object.keys(change) as (keyof typeof change)[]
  const sets = keys.map((key) => `, ${chequeLeaves[key].name} = ?`).join('')
  const changed = call.db.run(
    `UPDATE cheque_leaves SET state = ?, version = version + 1, since_at = ?, changed_by = ?${sets} WHERE id = ? AND version = ? AND state = ?`,
    to,
    // A change that leaves the state as it is leaves its age alone (law 11).
    to === leaf.state ? leaf.sinceAt : call.now,
    call.actor.operatorId,
    ...keys.map((key) => change[key]),
    leaf.id,
    leaf.version,
    leaf.state,
  )
  if (changed !== 1) throw leafConflict(call, leaf.id)
  return leafById(call, leaf.id)
}

/** Makes the payee of a leaf findable. */
export function indexPayee(call: Call, leafId: number, payeeName: string): void {
  call.db.run('INSERT INTO leaf_search (rowid, payee) VALUES (?, ?)', leafId, payeeName)
}

export type NamedSignature = Signature & { by: string }

/** Signatures of a leaf in their order, with the names of the people. */
export function signaturesOf(call: Call, leafId: number): NamedSignature[] {
  return call.db.all<NamedSignature>(
    `SELECT ${columnsOf(chequeSignatures, 's')}, o.display_name AS by FROM cheque_signatures s JOIN operators o ON o.id = s.operator_id
     WHERE s.leaf_id = ? ORDER BY s.ordinal`,
    leafId,
  )
}

export function insertSignature(call: Call, row: typeof chequeSignatures.$inferInsert): void {
  call.db.insert(chequeSignatures, row)
}

export function insertRun(call: Call, run: typeof chequeRuns.$inferInsert): number {
  return call.db.insert(chequeRuns, run)
}

export function insertHandover(call: Call, row: typeof chequeHandovers.$inferInsert): number {
  return call.db.insert(chequeHandovers, row)
}

/** Ties the audit record that was just written to its leaf. */
export function noteRecord(call: Call, leafId: number): void {
  call.db.run('INSERT INTO cheque_leaf_records (leaf_id, sequence) SELECT ?, max(sequence) FROM audit', leafId)
}

/** The audit records of a leaf, oldest first. */
export function recordsOf(call: Call, leafId: number): { sequence: number; record: string }[] {
  return call.db.all(
    'SELECT a.sequence, a.record FROM cheque_leaf_records r JOIN audit a ON a.sequence = r.sequence WHERE r.leaf_id = ? ORDER BY r.sequence',
    leafId,
  )
}

/** Closes a run whose leaves have all been answered for. */
export function closeAnsweredRun(call: Call, runId: number): void {
  call.db.run(
    `UPDATE cheque_runs SET state = 'answered', version = version + 1, since_at = ? WHERE id = ? AND state <> 'answered'
       AND NOT EXISTS (SELECT 1 FROM cheque_leaves WHERE run_id = cheque_runs.id AND state = 'reserved')`,
    call.now,
    runId,
  )
}
