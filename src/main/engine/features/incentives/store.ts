/** SQL of incentives and the payer's wallets. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type IncentiveRow, incentives, incentiveWallets } from './schema.ts'

export type IncentiveListRow = IncentiveRow & {
  customerNumber: string
  customerName: string
  madeByName: string
  approvedByName: string | null
  paidByName: string | null
}

const LIST = `SELECT ${columnsOf(incentives, 'i')}, c.customer_number AS "customerNumber", c.name AS "customerName", m.display_name AS "madeByName",
  a.display_name AS "approvedByName", p.display_name AS "paidByName" FROM incentives i JOIN customers c ON c.id = i.customer_id
  JOIN operators m ON m.id = i.made_by LEFT JOIN operators a ON a.id = i.approved_by LEFT JOIN operators p ON p.id = i.paid_by`

/** Newest first; one line per incentive, however often it was tried. */
export function incentivePage(
  call: Call,
  ask: { status: string | null; before: number; limit: number },
): IncentiveListRow[] {
  if (ask.status === null)
    return call.db.all<IncentiveListRow>(`${LIST} WHERE i.id < ? ORDER BY i.id DESC LIMIT ?`, ask.before, ask.limit)
  return call.db.all<IncentiveListRow>(
    `${LIST} WHERE i.status = ? AND i.id < ? ORDER BY i.id DESC LIMIT ?`,
    ask.status,
    ask.before,
    ask.limit,
  )
}

/** An incentive at the version that was seen. */
export function incentiveAt(call: Call, at: { incentiveId: number; expectedVersion: number }): IncentiveRow {
  const row =
    call.db.get<IncentiveRow>(`SELECT ${columnsOf(incentives)} FROM incentives WHERE id = ?`, at.incentiveId) ??
    refuse('NOT_FOUND', { what: `incentive ${at.incentiveId}` })
  if (row.version !== at.expectedVersion) throw new Conflict(`incentive:${row.id}`, { version: row.version })
  return row
}

export function insertIncentive(call: Call, row: typeof incentives.$inferInsert): number {
  return call.db.insert(incentives, row)
}

export function markApproved(call: Call, row: IncentiveRow): void {
  const changed = call.db.run(
    "UPDATE incentives SET status = 'approved', approved_at = ?, approved_by = ?, version = version + 1 WHERE id = ? AND version = ? AND status = 'pending'",
    call.now,
    call.actor.operatorId,
    row.id,
    row.version,
  )
  if (changed !== 1) throw new Conflict(`incentive:${row.id}`)
}

export function markPaid(
  call: Call,
  row: IncentiveRow,
  by: { walletId: number; description: string; journalId: number },
): void {
  const changed = call.db.run(
    "UPDATE incentives SET status = 'paid', paid_at = ?, paid_by = ?, wallet_account_id = ?, description = ?, journal_id = ?, failure = NULL, version = version + 1 WHERE id = ? AND version = ? AND status = 'approved'",
    call.now,
    call.actor.operatorId,
    by.walletId,
    by.description,
    by.journalId,
    row.id,
    row.version,
  )
  if (changed !== 1) throw new Conflict(`incentive:${row.id}`)
}

/** R4-28: why an item was refused; it stays Approved. */
export function noteFailure(call: Call, id: number, failure: unknown): void {
  call.db.run(
    "UPDATE incentives SET failure = ?, version = version + 1 WHERE id = ? AND status = 'approved'",
    JSON.stringify(failure),
    id,
  )
}

export type WalletRow = { accountId: number; name: string; currency: string; freeMinor: number }

const FREE = 'l.currency, -l.balance_minor - l.held_minor AS "freeMinor"'

export function payerWallets(call: Call): WalletRow[] {
  return call.db.all<WalletRow>(
    `SELECT w.account_id AS "accountId", w.name, ${FREE} FROM incentive_wallets w JOIN trading_accounts t ON t.id = w.account_id
     JOIN ledger_accounts l ON l.id = t.ledger_account_id ORDER BY w.name`,
  )
}

export function insertWallet(call: Call, row: typeof incentiveWallets.$inferInsert): void {
  call.db.insert(incentiveWallets, row)
}

/** R4-06, R4-08: the wallets of a user, made at the first payment and reused. */
export function userWallets(call: Call, customerId: number): WalletRow[] {
  return call.db.all<WalletRow>(
    `SELECT t.id AS "accountId", t.account_number AS name, ${FREE} FROM trading_accounts t JOIN ledger_accounts l ON l.id = t.ledger_account_id
     JOIN facts f ON f.subject = 'account' AND f.subject_id = t.id AND f.fact = 'accountType' AND f.value = 'wallet'
     WHERE t.customer_id = ? AND NOT EXISTS (SELECT 1 FROM incentive_wallets w WHERE w.account_id = t.id) ORDER BY t.id`,
    customerId,
  )
}
