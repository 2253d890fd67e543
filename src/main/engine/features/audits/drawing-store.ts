/** SQL of what audits are drawn from: journals, payouts, balances, people. Read once, when an audit begins. */
import type { Call } from '../../call.ts'

/** Every journal of a period, in the order of the books. */
export function journalsBetween(call: Call, from: string, to: string): number[] {
  return call.db
    .all<{ id: number }>(
      'SELECT id FROM journals WHERE business_date >= ? AND business_date <= ? ORDER BY id',
      from,
      to,
    )
    .map(({ id }) => id)
}

export type JournalFacts = {
  id: number
  kind: string
  memo: string
  date: string
  requestId: number | null
  operatorId: number | null
  currency: string
  amountMinor: number
  sumMinor: number
  postings: number
}

/** Journals with what they moved: the debits of each, and what is left when all lines are added up. */
export function journalFacts(call: Call, ids: readonly number[]): JournalFacts[] {
  return call.db.all<JournalFacts>(
    `SELECT j.id, j.kind, j.memo, j.business_date AS date, j.request_id AS "requestId", j.operator_id AS "operatorId", min(p.currency) AS currency,
     sum(CASE WHEN p.amount_minor > 0 THEN p.amount_minor ELSE 0 END) AS "amountMinor", sum(p.amount_minor) AS "sumMinor", count(*) AS postings
     FROM journals j JOIN postings p ON p.journal_id = j.id WHERE j.id IN (SELECT value FROM json_each(?)) GROUP BY j.id ORDER BY j.id`,
    JSON.stringify(ids),
  )
}

export type Payout = { journalId: number; requestId: number; currency: string; amountMinor: number; date: string }

/** What left for payees in a period: the amounts that withdrawals put on their way. */
export function payoutsBetween(call: Call, from: string, to: string): Payout[] {
  return call.db.all<Payout>(
    `SELECT j.id AS "journalId", j.request_id AS "requestId", p.currency, -sum(p.amount_minor) AS "amountMinor", j.business_date AS date
     FROM journals j INDEXED BY journals_of_day CROSS JOIN postings p ON p.journal_id = j.id CROSS JOIN ledger_accounts a ON a.id = p.account_id
     WHERE j.business_date >= ? AND j.business_date <= ? AND j.kind = 'withdrawal.complete' AND a.kind = 'inTransit' AND j.request_id IS NOT NULL
     GROUP BY j.id, p.currency ORDER BY j.id`,
    from,
    to,
  )
}

export type Chain = { made: number; approved: number; alone: number; people: number[] }

/** Who made and who approved the transactions of a request, and how many were approved by who made them or the request; drafts that
 * the desk made by itself have no maker. */
export function chainOf(call: Call, requestId: number): Chain {
  const rows = call.db.all<{ madeBy: number; approvedBy: number | null; automatic: number }>(
    'SELECT made_by AS "madeBy", approved_by AS "approvedBy", automatic FROM request_transactions WHERE request_id = ? ORDER BY id',
    requestId,
  )
  const maker = call.db.value<number>('SELECT created_by FROM requests WHERE id = ?', requestId)
  const people = [maker, ...rows.flatMap(({ madeBy, approvedBy }) => [madeBy, approvedBy])]
  return {
    made: rows.length,
    approved: rows.filter(({ approvedBy }) => approvedBy !== null).length,
    alone: rows.filter(
      ({ madeBy, approvedBy, automatic }) => approvedBy === maker || (automatic === 0 && approvedBy === madeBy),
    ).length,
    people: [...new Set(people.filter((id) => id !== null && id !== undefined))] as number[],
  }
}

export type Outcome = { instructions: number; unsent: number; proven: number; people: number[] }

/** What became of the payments of a request: not sent, and those that a line of the bank shows. */
export function outcomeOf(call: Call, requestId: number): Outcome {
  const counts = call.db.get<Omit<Outcome, 'people'>>(
    `SELECT count(*) AS instructions, coalesce(sum(i.state IN ('waiting', 'inBatch', 'onLeaf')), 0) AS unsent,
     coalesce(sum(i.state NOT IN ('waiting', 'inBatch', 'onLeaf', 'sent', 'unknown')), 0) AS proven
     FROM instructions i WHERE i.request_id = ? AND i.state <> 'withdrawn'`,
    requestId,
  )
  const people = call.db
    .all<{ id: number }>(
      `SELECT r.operator_id AS id FROM instructions i JOIN batch_lines l ON l.instruction_id = i.id JOIN batch_releases r ON r.batch_id = l.batch_id
       WHERE i.request_id = ? UNION
       SELECT s.operator_id FROM instructions i JOIN cheque_leaves c ON c.instruction_id = i.id JOIN cheque_signatures s ON s.leaf_id = c.id
       WHERE i.request_id = ?`,
      requestId,
      requestId,
    )
    .map(({ id }) => id)
  return { instructions: 0, unsent: 0, proven: 0, ...counts, people }
}

export type BalanceSum = { currency: string; accounts: number; balanceMinor: number; heldMinor: number }

/** What is owed to customers, per currency. */
export function customerBalances(call: Call): BalanceSum[] {
  return call.db.all<BalanceSum>(
    `SELECT currency, count(*) AS accounts, -sum(balance_minor) AS "balanceMinor", sum(held_minor) AS "heldMinor"
     FROM ledger_accounts WHERE kind = 'customer' GROUP BY currency ORDER BY currency`,
  )
}

/** Accounts of customers whose held amount is not what their holds say. */
export function holdsOff(call: Call): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM ledger_accounts a LEFT JOIN
         (SELECT account_id, sum(amount_minor) AS held FROM holds INDEXED BY one_active_hold WHERE state = 'active' GROUP BY account_id) h
       ON h.account_id = a.id WHERE a.kind = 'customer' AND a.held_minor <> coalesce(h.held, 0)`,
    ) ?? 0
  )
}

/** Days with journals in a period that are not signed off. */
export function unsignedDays(call: Call, from: string, to: string): { days: number; unsigned: number } {
  const found = call.db.get<{ days: number; unsigned: number }>(
    `SELECT count(*) AS days, coalesce(sum(d.state IS NULL OR d.state <> 'signedOff'), 0) AS unsigned
     FROM (SELECT DISTINCT business_date AS date FROM journals WHERE business_date >= ? AND business_date <= ?) j LEFT JOIN days d ON d.date = j.date`,
    from,
    to,
  )
  return found ?? { days: 0, unsigned: 0 }
}

export type Proposed = { proposals: number; alone: number }

/** Changes by two people that took effect in a period, and those that nobody confirmed. */
export function changesBetween(call: Call, from: number, until: number): Proposed {
  const found = call.db.get<Proposed>(
    `SELECT count(*) AS proposals, coalesce(sum(alone), 0) AS alone FROM proposals WHERE state = 'applied' AND decided_at >= ? AND decided_at < ?`,
    from,
    until,
  )
  return found ?? { proposals: 0, alone: 0 }
}
