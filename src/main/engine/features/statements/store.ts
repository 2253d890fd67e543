/** SQL of statements: what was taken, when, and what stands next to it. */
import type { Instant } from '../../../../contract/dates.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { type Statement, statements } from './schema.ts'

/** A statement and who took it when. */
export type Taken = { statementId: number; number: string | null; at: Instant; by: string }

const TAKEN = `SELECT s.id AS "statementId", s.number, s.taken_at AS at, o.display_name AS by FROM statements s JOIN operators o ON o.id = s.taken_by`

/** The statement that came with the same bytes, if any. */
export function takenWithDigest(call: Call, sha256: string): Taken | undefined {
  return call.db.get<Taken>(
    `${TAKEN} JOIN files f ON f.id = s.file_id WHERE f.sha256 = ? ORDER BY s.id LIMIT 1`,
    sha256,
  )
}

/** The same statement taken before, whatever its bytes. */
export function takenWithIdentity(call: Call, bankAccountId: number, identity: string): Taken | undefined {
  return call.db.get<Taken>(`${TAKEN} WHERE s.bank_account_id = ? AND s.identity = ?`, bankAccountId, identity)
}

export function takenById(call: Call, statementId: number): Taken | undefined {
  return call.db.get<Taken>(`${TAKEN} WHERE s.id = ?`, statementId)
}

const SELECT = `SELECT ${columnsOf(statements)} FROM statements`

/** The last statement of an account that closes on or before a day. */
export function lastClosingUntil(call: Call, bankAccountId: number, date: string): Statement | undefined {
  return call.db.get<Statement>(
    `${SELECT} WHERE bank_account_id = ? AND closing_date <= ? ORDER BY closing_date DESC, id DESC LIMIT 1`,
    bankAccountId,
    date,
  )
}

/** The first statement of an account that closes after a day. */
export function firstClosingAfter(call: Call, bankAccountId: number, date: string): Statement | undefined {
  return call.db.get<Statement>(
    `${SELECT} WHERE bank_account_id = ? AND closing_date > ? ORDER BY closing_date, id LIMIT 1`,
    bankAccountId,
    date,
  )
}

/** The balance with which the bank closed a day; undefined: no statement of that day was taken. */
export function bankClosing(call: Call, bankAccountId: number, date: string): number | undefined {
  const row = call.db.get<{ closingMinor: number | null }>(
    `SELECT closing_minor AS "closingMinor" FROM statements WHERE bank_account_id = ? AND closing_date = ? ORDER BY id DESC LIMIT 1`,
    bankAccountId,
    date,
  )
  return row?.closingMinor ?? undefined
}

export function insertStatement(call: Call, row: typeof statements.$inferInsert): number {
  return call.db.insert(statements, row)
}

export type ListedStatement = Statement & {
  bankAccountName: string
  by: string
  unmatched: number
  findingCount: number
}

/** Statements, those taken last first. */
export function listedStatements(call: Call, limit: number): ListedStatement[] {
  return call.db.all<ListedStatement>(
    `SELECT ${columnsOf(statements, 's')}, b.name AS "bankAccountName", o.display_name AS by, json_array_length(s.findings) AS "findingCount",
       (SELECT count(*) FROM statement_lines l WHERE l.statement_id = s.id AND l.match_kind IS NULL) AS unmatched
     FROM statements s JOIN bank_accounts b ON b.id = s.bank_account_id JOIN operators o ON o.id = s.taken_by
     ORDER BY s.id DESC LIMIT ?`,
    limit,
  )
}

/** The last day that was signed off, if any: nothing is posted on it or before it. */
export function lastSignedOffDay(call: Call): string | undefined {
  return call.db.value<string>("SELECT date FROM days WHERE state = 'signedOff' ORDER BY date DESC LIMIT 1")
}

/** The business day of a journal and whether it was reversed. */
export function journalFacts(call: Call, journalId: number): { businessDate: string; isReversed: boolean } | undefined {
  const row = call.db.get<{ businessDate: string; reversals: number }>(
    `SELECT business_date AS "businessDate", (SELECT count(*) FROM journals r WHERE r.reverses = j.id) AS reversals FROM journals j WHERE j.id = ?`,
    journalId,
  )
  return row && { businessDate: row.businessDate, isReversed: row.reversals > 0 }
}
