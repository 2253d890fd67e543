/** SQL of deposit lists and of the leaves on them. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { chequeDeposits, type Deposit } from './schema.ts'

const SELECT = `SELECT ${columnsOf(chequeDeposits)} FROM cheque_deposits`

export function insertDeposit(call: Call, row: typeof chequeDeposits.$inferInsert): number {
  return call.db.insert(chequeDeposits, row)
}

/** A list by its id. Refuses NOT_FOUND. */
export function depositById(call: Call, id: number): Deposit {
  return call.db.get<Deposit>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `deposit list ${id}` })
}

/** The list at the version that was seen (law 6). */
export function depositAt(call: Call, at: { depositId: number; expectedVersion: number }): Deposit {
  const deposit = depositById(call, at.depositId)
  if (deposit.version !== at.expectedVersion) {
    throw new Conflict(`deposit:${deposit.id}`, {
      version: deposit.version,
      ...(deposit.endedAt === null ? {} : { at: deposit.endedAt }),
    })
  }
  return deposit
}

/** Ends an open list; exactly the row that was read, or Conflict. */
export function endDeposit(
  call: Call,
  deposit: Deposit,
  end: { to: 'deposited' | 'withdrawn'; slip: string | null },
): Deposit {
  const changed = call.db.run(
    "UPDATE cheque_deposits SET state = ?, slip = ?, version = version + 1, ended_by = ?, ended_at = ? WHERE id = ? AND version = ? AND state = 'open'",
    end.to,
    end.slip,
    call.actor.operatorId,
    call.now,
    deposit.id,
    deposit.version,
  )
  if (changed !== 1) throw new Conflict(`deposit:${deposit.id}`, { version: deposit.version })
  return depositById(call, deposit.id)
}

/** Lists with a smaller id than `after`, newest first. */
export function depositPage(call: Call, { after, limit }: { after: number | null; limit: number }): Deposit[] {
  return call.db.all<Deposit>(
    `${SELECT} WHERE id < ? ORDER BY id DESC LIMIT ?`,
    after ?? Number.MAX_SAFE_INTEGER,
    limit,
  )
}

/** Ids of the leaves of a list, in the order of their numbers. */
export function leafIdsOf(call: Call, depositId: number): number[] {
  return call.db
    .all<{ id: number }>('SELECT id FROM cheque_leaves WHERE deposit_id = ? ORDER BY number', depositId)
    .map(({ id }) => id)
}

/** Released leaves that our own people are to deposit and that are on no list. */
export function waitingLeafIds(call: Call, limit: number): number[] {
  return call.db
    .all<{ id: number }>(
      "SELECT id FROM cheque_leaves WHERE state = 'released' AND delivery = 'deposit' AND deposit_id IS NULL ORDER BY id LIMIT ?",
      limit,
    )
    .map(({ id }) => id)
}

/** Puts a leaf on a list, or takes it off. */
export function setDeposit(call: Call, leafId: number, depositId: number | null): void {
  call.db.run(
    "UPDATE cheque_leaves SET deposit_id = ?, version = version + 1 WHERE id = ? AND state = 'released'",
    depositId,
    leafId,
  )
}
