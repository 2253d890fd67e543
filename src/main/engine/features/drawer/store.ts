/** SQL of drawer counts and destructions. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type Count, chequeCounts, chequeDestructions, type Destruction } from './schema.ts'

const COUNT = `SELECT ${columnsOf(chequeCounts)} FROM cheque_counts`
const DESTRUCTION = `SELECT ${columnsOf(chequeDestructions)} FROM cheque_destructions`

export type BookInDrawer = {
  bookId: number
  bankAccountId: number
  firstNumber: string
  lastNumber: string
  blank: number
  next: string
}

/** Books with blank leaves, in the order in which they came. */
export function booksInDrawer(call: Call): BookInDrawer[] {
  return call.db.all<BookInDrawer>(
    `SELECT b.id AS "bookId", b.bank_account_id AS "bankAccountId", b.first_number AS "firstNumber", b.last_number AS "lastNumber",
       (SELECT count(*) FROM cheque_leaves l WHERE l.book_id = b.id AND l.state = 'blank') AS blank,
       (SELECT min(number) FROM cheque_leaves l WHERE l.book_id = b.id AND l.state = 'blank') AS next
     FROM cheque_books b WHERE EXISTS (SELECT 1 FROM cheque_leaves l WHERE l.book_id = b.id AND l.state = 'blank') ORDER BY b.id`,
  )
}

export function insertCount(call: Call, row: typeof chequeCounts.$inferInsert): number {
  return call.db.insert(chequeCounts, row)
}

export function latestCounts(call: Call, limit: number): Count[] {
  return call.db.all<Count>(`${COUNT} ORDER BY id DESC LIMIT ?`, limit)
}

/** The count at the version that was seen (law 6). Refuses NOT_FOUND. */
export function countAt(call: Call, at: { countId: number; expectedVersion: number }): Count {
  const count = call.db.get<Count>(`${COUNT} WHERE id = ?`, at.countId)
  if (!count) return refuse('NOT_FOUND', { what: `count ${at.countId}` })
  if (count.version !== at.expectedVersion) throw new Conflict(`count:${count.id}`, { version: count.version })
  return count
}

export function signCount(call: Call, count: Count): number {
  const changed = call.db.run(
    'UPDATE cheque_counts SET signed_by = ?, signed_at = ?, version = version + 1 WHERE id = ? AND version = ? AND signed_by IS NULL',
    call.actor.operatorId,
    call.now,
    count.id,
    count.version,
  )
  if (changed !== 1) throw new Conflict(`count:${count.id}`, { version: count.version })
  return count.version + 1
}

export function insertDestruction(call: Call, row: typeof chequeDestructions.$inferInsert): number {
  return call.db.insert(chequeDestructions, row)
}

export function latestDestructions(call: Call, limit: number): Destruction[] {
  return call.db.all<Destruction>(`${DESTRUCTION} ORDER BY id DESC LIMIT ?`, limit)
}

/** The list at the version that was seen (law 6). Refuses NOT_FOUND. */
export function destructionAt(call: Call, at: { destructionId: number; expectedVersion: number }): Destruction {
  const found = call.db.get<Destruction>(`${DESTRUCTION} WHERE id = ?`, at.destructionId)
  if (!found) return refuse('NOT_FOUND', { what: `destruction ${at.destructionId}` })
  if (found.version !== at.expectedVersion) throw new Conflict(`destruction:${found.id}`, { version: found.version })
  return found
}

export function endDestruction(call: Call, destruction: Destruction): number {
  const changed = call.db.run(
    "UPDATE cheque_destructions SET state = 'done', seen_by = ?, seen_at = ?, version = version + 1 WHERE id = ? AND version = ? AND state = 'asked'",
    call.actor.operatorId,
    call.now,
    destruction.id,
    destruction.version,
  )
  if (changed !== 1) throw new Conflict(`destruction:${destruction.id}`, { version: destruction.version })
  return destruction.version + 1
}

/** Ids of the leaves of a list, in the order of their numbers. */
export function destroyedLeafIds(call: Call, destructionId: number): number[] {
  return call.db
    .all<{ id: number }>('SELECT id FROM cheque_leaves WHERE destruction_id = ? ORDER BY number', destructionId)
    .map(({ id }) => id)
}

export function setDestruction(call: Call, leafId: number, destructionId: number): void {
  call.db.run('UPDATE cheque_leaves SET destruction_id = ?, version = version + 1 WHERE id = ?', destructionId, leafId)
}

const DEAD = ['spoiled', 'void', 'returned', 'stale', 'stopped']

/** Ids of dead leaves whose paper nobody has destroyed or listed yet. */
export function deadLeafIds(call: Call, limit: number): number[] {
  const perState = DEAD.map((state) =>
    call.db.all<{ id: number }>(
      'SELECT id FROM cheque_leaves WHERE state = ? AND id < ? AND destruction_id IS NULL ORDER BY id DESC LIMIT ?',
      state,
      Number.MAX_SAFE_INTEGER,
      limit,
    ),
  )
  return perState
    .flat()
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .slice(0, limit)
}
