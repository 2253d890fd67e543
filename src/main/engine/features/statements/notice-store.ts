/** SQL of what a bank announced before its statement. */
import type { Call } from '../../call.ts'
import type { Told } from './notice-rules.ts'
import { type bankNotices, bankNotices as notices } from './schema.ts'

/** Keeps an announcement, once. Returns false when the same one is known, as in reports that repeat the whole day. */
export function insertNotice(call: Call, row: typeof bankNotices.$inferInsert): boolean {
  const known = call.db.value<number>(
    'SELECT 1 FROM bank_notices WHERE bank_account_id = ? AND identity = ?',
    row.bankAccountId,
    row.identity,
  )
  if (known !== undefined) return false
  call.db.insert(notices, row)
  return true
}

export function hasOpenNotices(call: Call, bankAccountId: number): boolean {
  return (
    call.db.value<number>(
      'SELECT 1 FROM bank_notices INDEXED BY bank_notices_open WHERE bank_account_id = ? AND line_id IS NULL LIMIT 1',
      bankAccountId,
    ) !== undefined
  )
}

const TOLD = (alias: string) =>
  `${alias}.id, ${alias}.direction, ${alias}.amount_minor AS "amountMinor", ${alias}.booking_date AS "bookingDate", ${alias}.value_date AS "valueDate",
   ${alias}.bank_reference AS "bankReference", ${alias}.own_reference AS "ownReference"`

export function openNotices(call: Call, bankAccountId: number): Told[] {
  return call.db.all<Told>(
    `SELECT ${TOLD('n')} FROM bank_notices n INDEXED BY bank_notices_open WHERE n.bank_account_id = ? AND n.line_id IS NULL ORDER BY n.id`,
    bankAccountId,
  )
}

/** Lines of the statements that close on a day or later, without those that an announcement has been found for. */
export function linesSince(call: Call, bankAccountId: number, date: string): Told[] {
  return call.db.all<Told>(
    `SELECT ${TOLD('l')} FROM statements s CROSS JOIN statement_lines l ON l.statement_id = s.id
     WHERE s.bank_account_id = ? AND s.closing_date >= ? AND NOT EXISTS (SELECT 1 FROM bank_notices n WHERE n.line_id = l.id) ORDER BY l.id`,
    bankAccountId,
    date,
  )
}

export function confirmNotice(call: Call, { noticeId, lineId }: { noticeId: number; lineId: number }): void {
  call.db.run('UPDATE bank_notices SET line_id = ? WHERE id = ? AND line_id IS NULL', lineId, noticeId)
}

/** When and by whom announcements of a file with these bytes were taken. */
export function noticesWithDigest(call: Call, sha256: string): { at: number; by: string } | undefined {
  return call.db.get<{ at: number; by: string }>(
    `SELECT n.taken_at AS at, o.display_name AS by FROM files f JOIN bank_notices n ON n.file_id = f.id JOIN operators o ON o.id = n.taken_by
     WHERE f.sha256 = ? ORDER BY n.id LIMIT 1`,
    sha256,
  )
}

export type ListedNotice = Omit<typeof bankNotices.$inferSelect, 'identity' | 'fileId' | 'takenBy'> & {
  bankAccountName: string
  by: string
  fileName: string
  statementId: number | null
  lineNumber: number | null
}

/** Announcements, those that no statement has confirmed first, then the latest. */
export function listedNotices(call: Call, limit: number): ListedNotice[] {
  const select = `SELECT n.id, n.bank_account_id AS "bankAccountId", b.name AS "bankAccountName", n.kind, n.number, n.status, n.booking_date AS "bookingDate",
     n.value_date AS "valueDate", n.direction, n.amount_minor AS "amountMinor", n.currency, n.bank_reference AS "bankReference",
     n.own_reference AS "ownReference", n.counterparty, n.text, n.line_id AS "lineId", n.taken_at AS "takenAt", o.display_name AS by, f.name AS "fileName",
     l.statement_id AS "statementId", l.line_number AS "lineNumber"
     FROM bank_notices n JOIN bank_accounts b ON b.id = n.bank_account_id JOIN operators o ON o.id = n.taken_by JOIN files f ON f.id = n.file_id
     LEFT JOIN statement_lines l ON l.id = n.line_id`
  const open = call.db.all<ListedNotice>(`${select} WHERE n.line_id IS NULL ORDER BY n.id DESC LIMIT ?`, limit)
  const rest = call.db.all<ListedNotice>(
    `${select} WHERE n.line_id IS NOT NULL ORDER BY n.id DESC LIMIT ?`,
    limit - open.length,
  )
  return [...open, ...rest]
}
