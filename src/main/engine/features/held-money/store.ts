/** SQL of money that refused requests keep. */
import type { Call } from '../../call.ts'

export type HeldRow = {
  requestId: number
  profile: string
  profileVersion: number
  reasonCode: string
  customerId: number
  customerName: string
  customerNumber: string
  accountId: number
  accountNumber: string
  amountMinor: number
  currency: string
  heldSince: number
  state: 'active' | 'posted' | 'released'
  endedAt: number | null
}

const SELECT = `SELECT q.id AS "requestId", q.profile, q.profile_version AS "profileVersion", q.reason_code AS "reasonCode", q.customer_id AS "customerId",
    c.name AS "customerName", c.customer_number AS "customerNumber", q.account_id AS "accountId", a.account_number AS "accountNumber",
    h.amount_minor AS "amountMinor", q.currency, h.created_at AS "heldSince", h.state, h.ended_at AS "endedAt"
  FROM requests q INDEXED BY requests_of_reason CROSS JOIN holds h ON h.id = (SELECT max(id) FROM holds WHERE request_id = q.id)
    JOIN customers c ON c.id = q.customer_id JOIN trading_accounts a ON a.id = q.account_id
  WHERE q.reason_code IS NOT NULL AND q.reason_code IN (SELECT value FROM json_each(?)) AND q.closed_at IS NOT NULL`
export const HELD_PAGE = `${SELECT} AND q.id < ? AND (? = 0 OR h.state = 'active') ORDER BY q.id DESC LIMIT ?`

export function heldPage(
  call: Call,
  about: { codes: readonly string[]; before: number; heldOnly: boolean; limit: number },
): HeldRow[] {
  const { codes, before, heldOnly, limit } = about
  return call.db.all<HeldRow>(HELD_PAGE, JSON.stringify(codes), before, heldOnly ? 1 : 0, limit)
}

export function heldRow(call: Call, codes: readonly string[], requestId: number): HeldRow | undefined {
  return call.db.get<HeldRow>(`${SELECT} AND q.id = ?`, JSON.stringify(codes), requestId)
}
