/** SQL of statement lines, their links to payments, and the payments that are looked for. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type StatementLine, type StatementLink, statementLines, statementLinks } from './schema.ts'

const LINE = `SELECT ${columnsOf(statementLines)} FROM statement_lines`

/** A line by its id. Refuses NOT_FOUND. */
export function lineById(call: Call, id: number): StatementLine {
  return call.db.get<StatementLine>(`${LINE} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `statement line ${id}` })
}

/** Lines by their ids, in that order. */
export function linesByIds(call: Call, ids: readonly number[]): StatementLine[] {
  return call.db.all<StatementLine>(
    `SELECT ${columnsOf(statementLines, 'l')} FROM json_each(?) wanted CROSS JOIN statement_lines l ON l.id = wanted.value ORDER BY wanted.key`,
    JSON.stringify(ids),
  )
}

/** The line at the version that was seen. A Conflict names who matched it since (law 6). */
export function lineAt(call: Call, at: { statementLineId: number; expectedVersion: number }): StatementLine {
  const line = lineById(call, at.statementLineId)
  if (line.version !== at.expectedVersion) throw lineConflict(call, line)
  return line
}

function lineConflict(call: Call, line: StatementLine): Conflict {
  const by = line.matchedBy === null ? undefined : operatorName(call, line.matchedBy)
  return new Conflict(`statementLine:${line.id}`, {
    version: line.version,
    ...(by === undefined ? {} : { by }),
    ...(line.matchedAt === null ? {} : { at: line.matchedAt }),
  })
}

export function operatorName(call: Call, operatorId: number): string {
  return call.db.value<string>('SELECT display_name FROM operators WHERE id = ?', operatorId) ?? ''
}

/** Which of these identities an account has already, with the line and its statement. */
export function takenIdentities(
  call: Call,
  bankAccountId: number,
  identities: readonly string[],
): Map<string, { statementId: number; lineNumber: number }> {
  const rows = call.db.all<{ identity: string; statementId: number; lineNumber: number }>(
    `SELECT l.identity, l.statement_id AS "statementId", l.line_number AS "lineNumber" FROM json_each(?) wanted
     CROSS JOIN statement_lines l ON l.bank_account_id = ? AND l.identity = wanted.value`,
    JSON.stringify(identities),
    bankAccountId,
  )
  return new Map(rows.map(({ identity, ...taken }) => [identity, taken]))
}

export function insertLine(call: Call, row: typeof statementLines.$inferInsert): number {
  return call.db.insert(statementLines, row)
}

export type LinePage = { statementId: number | null; unmatchedOnly: boolean; after: number | null; limit: number }

/** Lines in the order in which they were taken, after a line: of one statement or of the desk, all or only the open ones. */
export function linePage(call: Call, { statementId, unmatchedOnly, after, limit }: LinePage): StatementLine[] {
  const from = after ?? 0
  // Each page names its index: it gives the rows in the order of the page, whatever the planner knows about the table.
  if (statementId === null && unmatchedOnly) {
    return call.db.all<StatementLine>(
      `${LINE} INDEXED BY statement_lines_open WHERE match_kind IS NULL AND id > ? ORDER BY id LIMIT ?`,
      from,
      limit,
    )
  }
  if (statementId === null) return call.db.all<StatementLine>(`${LINE} WHERE id > ? ORDER BY id LIMIT ?`, from, limit)
  const [index, open] = unmatchedOnly
    ? ['statement_lines_open_of_statement', 'AND match_kind IS NULL']
    : ['statement_lines_of_statement', '']
  return call.db.all<StatementLine>(
    `${LINE} INDEXED BY ${index} WHERE statement_id = ? AND id > ? ${open} ORDER BY id LIMIT ?`,
    statementId,
    from,
    limit,
  )
}

/** Number of open lines booked until a day. */
export function openLinesUntil(call: Call, date: string): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM statement_lines INDEXED BY statement_lines_open
       WHERE match_kind IS NULL AND coalesce(booking_date, value_date, '') <= ?`,
      date,
    ) ?? 0
  )
}

export type Match = {
  kind: string
  because: string
  journalId: number | null
  /** Beyond the certain ways: what was proposed and accepted. */
  way?: string | null
  chargeJournalId?: number | null
}

/** Notes what a line is; exactly the open line that was read, or Conflict (law 6). Returns its next version. */
export function markMatched(call: Call, line: StatementLine, match: Match): number {
  const { kind, because, journalId, way = null, chargeJournalId = null } = match
  const changed = call.db.run(
    `UPDATE statement_lines SET match_kind = ?, match_because = ?, matched_by = ?, matched_at = ?, journal_id = ?, match_way = ?, charge_journal_id = ?,
       version = version + 1
     WHERE id = ? AND version = ? AND match_kind IS NULL`,
    kind,
    because,
    call.actor.operatorId,
    call.now,
    journalId,
    way,
    chargeJournalId,
    line.id,
    line.version,
  )
  if (changed !== 1) throw lineConflict(call, lineById(call, line.id))
  return line.version + 1
}

/** Opens a matched line again. Returns its next version. */
export function markOpen(call: Call, line: StatementLine): number {
  const changed = call.db.run(
    `UPDATE statement_lines SET match_kind = NULL, match_because = NULL, matched_by = NULL, matched_at = NULL, journal_id = NULL, match_way = NULL, charge_journal_id = NULL,
       version = version + 1
     WHERE id = ? AND version = ? AND match_kind IS NOT NULL`,
    line.id,
    line.version,
  )
  if (changed !== 1) throw lineConflict(call, lineById(call, line.id))
  return line.version + 1
}

export function insertLink(
  call: Call,
  link: Pick<StatementLink, 'statementLineId' | 'instructionId' | 'effect'>,
): void {
  call.db.insert(statementLinks, link)
}

/** Live links of some lines, in the order in which they were made. */
export function liveLinks(
  call: Call,
  lineIds: readonly number[],
): Pick<StatementLink, 'statementLineId' | 'instructionId' | 'effect'>[] {
  return call.db.all(
    `SELECT statement_line_id AS "statementLineId", instruction_id AS "instructionId", effect FROM statement_links
     WHERE statement_line_id IN (SELECT value FROM json_each(?)) AND undone_at IS NULL ORDER BY id`,
    JSON.stringify(lineIds),
  )
}

/** Ends the links of one line, with the reason; other links of its payments stay. */
export function undoLinks(call: Call, lineId: number, reason: string): void {
  call.db.run(
    'UPDATE statement_links SET undone_at = ?, undone_by = ?, undone_reason = ? WHERE statement_line_id = ? AND undone_at IS NULL',
    call.now,
    call.actor.operatorId,
    reason,
    lineId,
  )
}

/** Payments with one of these UETRs. */
export function instructionIdsByUetr(call: Call, uetrs: readonly string[]): number[] {
  return call.db
    .all<{ id: number }>(
      'SELECT id FROM instructions WHERE uetr IN (SELECT value FROM json_each(?))',
      JSON.stringify(uetrs),
    )
    .map((row) => row.id)
}

/** Payments on their way with one of these amounts, the oldest first. */
export function sentIdsByAmount(call: Call, amounts: readonly number[], limit: number): number[] {
  return call.db
    .all<{ id: number }>(
      `SELECT id FROM instructions INDEXED BY instructions_sent
       WHERE state IN ('sent', 'unknown') AND amount_minor IN (SELECT value FROM json_each(?)) ORDER BY sent_at, id LIMIT ?`,
      JSON.stringify(amounts),
      limit,
    )
    .map((row) => row.id)
}

/** Payments on their way, those sent last first. */
export function sentIds(call: Call, limit: number): number[] {
  return call.db
    .all<{ id: number }>(
      `SELECT id FROM instructions INDEXED BY instructions_sent
       WHERE state IN ('sent', 'unknown') ORDER BY sent_at DESC, id DESC LIMIT ?`,
      limit,
    )
    .map((row) => row.id)
}

export type ExpectedRow = {
  instructionId: number
  kind: 'wire' | 'cheque'
  reference: string
  payeeName: string
  amountMinor: number
  currency: string
  sentAt: number
  leafId: number | null
  chequeNumber: string | null
}

/** Payments sent and not yet seen on a statement, the oldest first. */
export function expectedRows(call: Call, limit: number): ExpectedRow[] {
  return call.db.all<ExpectedRow>(
    `SELECT i.id AS "instructionId", i.kind, i.end_to_end_id AS reference, json_extract(i.details, '$.payeeName') AS "payeeName",
       i.amount_minor AS "amountMinor", i.currency, coalesce(i.sent_at, i.made_at) AS "sentAt", l.id AS "leafId", l.number AS "chequeNumber"
     FROM instructions i INDEXED BY instructions_sent
     LEFT JOIN cheque_leaves l ON l.instruction_id = i.id AND l.state NOT IN ('spoiled', 'void')
     WHERE i.state IN ('sent', 'unknown') ORDER BY i.sent_at, i.id LIMIT ?`,
    limit,
  )
}
