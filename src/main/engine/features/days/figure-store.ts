/**
 * SQL of a day's figures. Balances are kept as of now: a balance at the end of a day is today's without what was posted on
 * later days, so that a report costs what was posted since, not what was ever posted.
 */
import { chainHash, GENESIS } from '../../audit/chain.ts'
import { firstAtOrAfter } from '../../audit/day-root.ts'
import type { Call } from '../../call.ts'
import type { Balance, Movement } from './rules.ts'

const MOVED = `SELECT a.kind AS "accountKind", CASE a.kind WHEN 'bank' THEN a.id ELSE 0 END AS "accountId", p.currency, j.kind AS "journalKind", sum(p.amount_minor) AS "sumMinor"
  FROM journals j INDEXED BY journals_of_day CROSS JOIN postings p ON p.journal_id = j.id CROSS JOIN ledger_accounts a ON a.id = p.account_id`

/** What the journals of a business day moved. */
export function movementsOn(call: Call, date: string): Movement[] {
  return call.db.all<Movement>(`${MOVED} WHERE j.business_date = ? GROUP BY 1, 2, 3, 4`, date)
}

/** What the journals of all later business days moved. */
export function movementsAfter(call: Call, date: string): Movement[] {
  return call.db.all<Movement>(`${MOVED} WHERE j.business_date > ? GROUP BY 1, 2, 3`, date)
}

/** Balances and held amounts as of now, per kind of account and currency. */
export function balancesNow(call: Call): Balance[] {
  return call.db.all<Balance>(
    `SELECT kind AS "accountKind", currency, sum(balance_minor) AS "balanceMinor", sum(held_minor) AS "heldMinor" FROM ledger_accounts GROUP BY kind, currency`,
  )
}

/** Balance of a ledger account as of now. */
export function balanceNow(call: Call, ledgerAccountId: number): number {
  return call.db.value<number>('SELECT balance_minor FROM ledger_accounts WHERE id = ?', ledgerAccountId) ?? 0
}

/** Payments that left before an instant and are on no statement yet, per bank account. */
export function inTransitSums(call: Call, before: number): Map<number, number> {
  const rows = call.db.all<{ bankAccountId: number; sumMinor: number }>(
    `SELECT bank_account_id AS "bankAccountId", sum(amount_minor) AS "sumMinor" FROM instructions INDEXED BY instructions_sent
     WHERE state IN ('sent', 'unknown') AND sent_at < ? AND bank_account_id IS NOT NULL GROUP BY bank_account_id`,
    before,
  )
  return new Map(rows.map(({ bankAccountId, sumMinor }) => [bankAccountId, sumMinor]))
}

/** Journals of a day, those of them that do not sum to zero, and currencies whose books do not. */
export function balanceFacts(
  call: Call,
  date: string,
): { journals: number; unbalancedJournals: number; currenciesOff: number } {
  const count = (sql: string, ...params: unknown[]) => call.db.value<number>(sql, ...params) ?? 0
  return {
    journals: count('SELECT count(*) FROM journals WHERE business_date = ?', date),
    unbalancedJournals: count(
      `SELECT count(DISTINCT journal_id) FROM (SELECT p.journal_id FROM journals j CROSS JOIN postings p ON p.journal_id = j.id
       WHERE j.business_date = ? GROUP BY p.journal_id, p.currency HAVING sum(p.amount_minor) <> 0)`,
      date,
    ),
    currenciesOff: count(
      'SELECT count(*) FROM (SELECT currency FROM ledger_accounts GROUP BY currency HAVING sum(balance_minor) <> 0)',
    ),
  }
}

/** Holds that are active, those whose request is not open, and accounts whose held amount is not what their holds say. */
export function holdFacts(call: Call): { activeHolds: number; orphanHolds: number; holdsOff: number } {
  const count = (sql: string) => call.db.value<number>(sql) ?? 0
  return {
    activeHolds: count("SELECT count(*) FROM holds INDEXED BY one_active_hold WHERE state = 'active'"),
    orphanHolds: count(
      `SELECT count(*) FROM holds h INDEXED BY one_active_hold LEFT JOIN requests r ON r.id = h.request_id
       WHERE h.state = 'active' AND (r.id IS NULL OR (r.closed_at IS NOT NULL AND r.reason_code IS NULL))`,
    ),
    holdsOff: count(
      `SELECT count(*) FROM ledger_accounts a LEFT JOIN
         (SELECT account_id, sum(amount_minor) AS held FROM holds INDEXED BY one_active_hold WHERE state = 'active' GROUP BY account_id) h
       ON h.account_id = a.id WHERE a.held_minor <> coalesce(h.held, 0)`,
    ),
  }
}

/** Work of other people that is half done (law 11). */
export function workFacts(call: Call): {
  reservedLeaves: number
  unsignedLeaves: number
  openBatches: number
  unknownPayments: number
} {
  const count = (sql: string) => call.db.value<number>(sql) ?? 0
  return {
    reservedLeaves: count("SELECT count(*) FROM cheque_leaves WHERE state = 'reserved'"),
    unsignedLeaves: count("SELECT count(*) FROM cheque_leaves WHERE state IN ('printed', 'signedOnce', 'signedTwice')"),
    openBatches: count(
      "SELECT count(*) FROM batches WHERE state NOT IN ('settled', 'withdrawn') AND state IN ('open', 'cut', 'written', 'releasedOnce', 'released')",
    ),
    unknownPayments: count(
      "SELECT count(*) FROM instructions INDEXED BY instructions_sent WHERE state IN ('sent', 'unknown') AND state = 'unknown'",
    ),
  }
}

export type StatusSum = { status: string; currency: string; count: number; amountMinor: number }

/** Requests that are open, and those that an audit record between two instants names, by status and currency. */
export function requestSums(call: Call, from: number, until: number): StatusSum[] {
  return call.db.all<StatusSum>(
    `SELECT status, currency, count(*) AS count, sum(amount_minor) AS "amountMinor" FROM (
       SELECT id, status, currency, amount_minor FROM requests WHERE closed_at IS NULL
       UNION SELECT r.id, r.status, r.currency, r.amount_minor FROM
         (SELECT DISTINCT request_id FROM audit WHERE sequence >= ? AND sequence < ? AND +request_id IS NOT NULL) touched
         CROSS JOIN requests r ON r.id = touched.request_id AND r.closed_at IS NOT NULL
     ) GROUP BY status, currency ORDER BY status, currency`,
    firstAtOrAfter(call.db, from),
    firstAtOrAfter(call.db, until),
  )
}

/** Recomputes the chain over a day's audit records and its last record of all; the number of the first that does not fit. */
export function auditBreak(call: Call, from: number, until: number): number | null {
  const first = firstAtOrAfter(call.db, from)
  const end = firstAtOrAfter(call.db, until)
  const last = call.db.value<number>('SELECT max(sequence) FROM audit') ?? 0
  return chainBreak(call, first, end - 1) ?? (last >= end ? chainBreak(call, last, last) : null)
}

function chainBreak(call: Call, first: number, last: number): number | null {
  let before: Uint8Array =
    first === 1
      ? GENESIS
      : (call.db.value<Buffer>('SELECT hash FROM audit WHERE sequence = ?', first - 1) ?? Buffer.alloc(0))
  let expected = first
  const rows = call.db.raw.prepare<[number, number], { sequence: number; record: string; hash: Buffer }>(
    'SELECT sequence, record, hash FROM audit WHERE sequence >= ? AND sequence <= ? ORDER BY sequence',
  )
  for (const { sequence, record, hash } of rows.iterate(first, last)) {
    if (sequence !== expected || !chainHash(before, record).equals(hash)) return expected
    before = hash
    expected++
  }
  return expected === last + 1 ? null : expected
}
