/** SQL of what was found out about a day: findings, adjustments by hand, and signed reports that were opened again. */
import type { Call } from '../../call.ts'
import { type dayAdjustments, dayArchives, dayFindings, dayAdjustments as made } from './schema.ts'

export type NamedFinding = {
  findingId: number
  bankAccountId: number
  explanation: string
  varianceMinor: number | null
  by: string
  at: number
  fileId: number | null
  fileName: string | null
}

/** Everything that was found out about a day, in the order in which it was written down. */
export function findingsOf(call: Call, date: string): NamedFinding[] {
  return call.db.all<NamedFinding>(
    `SELECT f.id AS "findingId", f.bank_account_id AS "bankAccountId", f.explanation, f.variance_minor AS "varianceMinor", o.display_name AS by, f.at,
     f.file_id AS "fileId", k.name AS "fileName" FROM day_findings f JOIN operators o ON o.id = f.operator_id LEFT JOIN files k ON k.id = f.file_id
     WHERE f.date = ? ORDER BY f.id`,
    date,
  )
}

/** The latest finding of a bank account on a day. */
export function latestFinding(call: Call, date: string, bankAccountId: number): number | undefined {
  return call.db.value<number>(
    'SELECT id FROM day_findings WHERE date = ? AND bank_account_id = ? ORDER BY id DESC LIMIT 1',
    date,
    bankAccountId,
  )
}

export function insertFinding(call: Call, row: typeof dayFindings.$inferInsert): void {
  call.db.insert(dayFindings, row)
}

export function insertAdjustment(call: Call, row: typeof dayAdjustments.$inferInsert): void {
  call.db.insert(made, row)
}

export type NamedAdjustment = {
  journalId: number
  bankAccountId: number
  reason: string
  madeBy: string
  confirmedBy: string
  at: number
  reversedBy: number | null
}

export function adjustmentsOf(call: Call, date: string): NamedAdjustment[] {
  return call.db.all<NamedAdjustment>(
    `SELECT a.journal_id AS "journalId", a.bank_account_id AS "bankAccountId", a.reason, m.display_name AS "madeBy", c.display_name AS "confirmedBy",
     j.at, (SELECT id FROM journals WHERE reverses = j.id) AS "reversedBy"
     FROM day_adjustments a JOIN journals j ON j.id = a.journal_id JOIN operators m ON m.id = a.made_by JOIN operators c ON c.id = a.confirmed_by
     WHERE a.date = ? ORDER BY a.journal_id`,
    date,
  )
}

export type AdjustingAccount = {
  ledgerAccountId: number
  kind: string
  name: string
  currency: string
  balanceMinor: number
}

// Opening balances have an account of their own, which nobody adjusts.
const ACCOUNTS = `SELECT id AS "ledgerAccountId", kind, name, currency, balance_minor AS "balanceMinor" FROM ledger_accounts WHERE NOT (kind = 'adjustment' AND owner_id = 0)`

/** Accounts of these kinds in a currency. */
export function accountsOfKinds(call: Call, kinds: readonly string[], currency: string): AdjustingAccount[] {
  return call.db.all<AdjustingAccount>(
    `${ACCOUNTS} AND kind IN (SELECT value FROM json_each(?)) AND currency = ? ORDER BY kind, id`,
    JSON.stringify(kinds),
    currency,
  )
}

export function adjustingAccount(call: Call, ledgerAccountId: number): AdjustingAccount | undefined {
  return call.db.get<AdjustingAccount>(`${ACCOUNTS} AND id = ?`, ledgerAccountId)
}

export type ArchivedReport = {
  revision: number
  digest: string
  pdfFileId: number | null
  xlsxFileId: number | null
  reason: string
  askedBy: string
  confirmedBy: string
  unlockedAt: number
}

/** Signed reports of a day that were opened again, newest first. */
export function archivesOf(call: Call, date: string): ArchivedReport[] {
  return call.db.all<ArchivedReport>(
    `SELECT a.revision, a.digest, a.pdf_file_id AS "pdfFileId", a.xlsx_file_id AS "xlsxFileId", a.reason, m.display_name AS "askedBy",
     c.display_name AS "confirmedBy", a.unlocked_at AS "unlockedAt"
     FROM day_archives a JOIN operators m ON m.id = a.unlock_asked_by JOIN operators c ON c.id = a.unlock_confirmed_by
     WHERE a.date = ? ORDER BY a.revision DESC`,
    date,
  )
}

export function insertArchive(call: Call, row: Omit<typeof dayArchives.$inferInsert, 'revision'>): void {
  const last = call.db.value<number>('SELECT max(revision) FROM day_archives WHERE date = ?', row.date) ?? 0
  call.db.insert(dayArchives, { ...row, revision: last + 1 })
}
