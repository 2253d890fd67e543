/** SQL of the books' pages. */
import type { Connection } from '../../db/connection.ts'

export type AccountRow = {
  ledgerAccountId: number
  kind: string
  name: string
  currency: string
  balanceMinor: number
  heldMinor: number
}

export function accountPage(
  connection: Connection,
  asked: { kinds: readonly string[]; search: string; after: number; limit: number },
): AccountRow[] {
  return connection.all<AccountRow>(
    `SELECT id AS "ledgerAccountId", kind, name, currency, balance_minor AS "balanceMinor", held_minor AS "heldMinor" FROM ledger_accounts
     WHERE id > ? AND (? = 0 OR kind IN (SELECT value FROM json_each(?))) AND (? = '' OR instr(lower(name), lower(?)) > 0) ORDER BY id LIMIT ?`,
    asked.after,
    asked.kinds.length,
    JSON.stringify(asked.kinds),
    asked.search,
    asked.search,
    asked.limit,
  )
}

export type JournalFacts = {
  journalId: number
  kind: string
  date: string
  at: number
  by: string | null
  requestId: number | null
  memo: string
  reverses: number | null
  reversedBy: number | null
}
export type PostingFacts = {
  journalId: number
  ledgerAccountId: number
  accountName: string
  amountMinor: number
  currency: string
}

const JOURNAL = `SELECT j.id AS "journalId", j.kind, j.business_date AS date, j.at, p.display_name AS by, j.request_id AS "requestId", j.memo, j.reverses,
  (SELECT id FROM journals WHERE reverses = j.id) AS "reversedBy" FROM journals j LEFT JOIN operators p ON p.id = j.operator_id`

export function journalPage(
  connection: Connection,
  asked: { accountId: number | null; requestId: number | null; before: number; limit: number },
): JournalFacts[] {
  if (asked.accountId !== null) {
    return connection.all<JournalFacts>(
      `${JOURNAL} WHERE j.id IN (SELECT journal_id FROM postings WHERE account_id = ? AND journal_id < ? ORDER BY journal_id DESC LIMIT ?) ORDER BY j.id DESC`,
      asked.accountId,
      asked.before,
      asked.limit,
    )
  }
  if (asked.requestId !== null) {
    return connection.all<JournalFacts>(
      `${JOURNAL} WHERE j.request_id = ? AND j.id < ? ORDER BY j.id DESC LIMIT ?`,
      asked.requestId,
      asked.before,
      asked.limit,
    )
  }
  return connection.all<JournalFacts>(`${JOURNAL} WHERE j.id < ? ORDER BY j.id DESC LIMIT ?`, asked.before, asked.limit)
}

export function postingsOf(connection: Connection, journalIds: readonly number[]): PostingFacts[] {
  return connection.all<PostingFacts>(
    `SELECT p.journal_id AS "journalId", p.account_id AS "ledgerAccountId", a.name AS "accountName", p.amount_minor AS "amountMinor", p.currency
     FROM postings p JOIN ledger_accounts a ON a.id = p.account_id WHERE p.journal_id IN (SELECT value FROM json_each(?)) ORDER BY p.journal_id, p.line`,
    JSON.stringify(journalIds),
  )
}
