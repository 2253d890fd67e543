/** SQL of evidence packs: everything that the ledger keeps about a request, a batch or a day. Read beside the desk, on one snapshot. */
import type { PackApproval, PackJournal, PackLine } from '../../../../contract/evidence.ts'
import type { Connection } from '../../db/connection.ts'

type Row = Record<string, unknown>
const listed = '(SELECT value FROM json_each(?))'

export const requestsOfBatch = (connection: Connection, batchId: number): number[] =>
  connection
    .all<{ id: number }>(
      'SELECT DISTINCT i.request_id AS id FROM batch_lines l JOIN instructions i ON i.id = l.instruction_id WHERE l.batch_id = ? ORDER BY 1',
      batchId,
    )
    .map(({ id }) => id)

export function subjectExists(connection: Connection, table: 'requests' | 'batches', id: number): boolean {
  const sql = { requests: 'SELECT 1 FROM requests WHERE id = ?', batches: 'SELECT 1 FROM batches WHERE id = ?' }[table]
  return connection.value<number>(sql, id) !== undefined
}

/** Rows as they are, by table. */
export function factsOfRequests(connection: Connection, requestIds: readonly number[]): Record<string, Row[]> {
  const ids = JSON.stringify(requestIds)
  const of = (sql: string) => connection.all<Row>(sql, ids)
  return {
    requests: of(`SELECT * FROM requests WHERE id IN ${listed}`),
    request_reviews: of(`SELECT * FROM request_reviews WHERE request_id IN ${listed}`),
    request_transactions: of(`SELECT * FROM request_transactions WHERE request_id IN ${listed}`),
    instructions: of(`SELECT * FROM instructions WHERE request_id IN ${listed}`),
    customers: of(
      `SELECT id, customer_number, name, name_chinese FROM customers WHERE id IN (SELECT customer_id FROM requests WHERE id IN ${listed})`,
    ),
    cheque_leaves: of(
      `SELECT l.* FROM cheque_leaves l JOIN instructions i ON i.id = l.instruction_id WHERE i.request_id IN ${listed}`,
    ),
    batch_lines: of(
      `SELECT l.* FROM batch_lines l JOIN instructions i ON i.id = l.instruction_id WHERE i.request_id IN ${listed}`,
    ),
  }
}

export function factsOfBatch(connection: Connection, batchId: number): Record<string, Row[]> {
  return { batches: connection.all<Row>('SELECT * FROM batches WHERE id = ?', batchId) }
}

export function factsOfDay(connection: Connection, date: string): Record<string, Row[]> {
  return {
    days: connection.all<Row>('SELECT * FROM days WHERE date = ?', date),
    day_findings: connection.all<Row>('SELECT * FROM day_findings WHERE date = ? ORDER BY id', date),
    day_adjustments: connection.all<Row>('SELECT * FROM day_adjustments WHERE date = ? ORDER BY journal_id', date),
    day_archives: connection.all<Row>('SELECT * FROM day_archives WHERE date = ? ORDER BY revision', date),
    statements: connection.all<Row>('SELECT * FROM statements WHERE closing_date = ?', date),
  }
}

/** Approvals of transactions, releases of batches and signatures of cheques, for requests. */
export function approvalsOfRequests(connection: Connection, requestIds: readonly number[]): PackApproval[] {
  const ids = JSON.stringify(requestIds)
  return connection.all<PackApproval>(
    `SELECT 'Transaction ' || t.id || ' of WD-' || t.request_id || ' approved' AS what, o.display_name AS by, t.approved_at AS at, t.digest
       FROM request_transactions t JOIN operators o ON o.id = t.approved_by WHERE t.request_id IN ${listed}
     UNION ALL SELECT 'Batch ' || r.batch_id || ' release ' || r.ordinal, o.display_name, r.at, r.file_sha256
       FROM batch_releases r JOIN operators o ON o.id = r.operator_id WHERE r.batch_id IN
         (SELECT l.batch_id FROM batch_lines l JOIN instructions i ON i.id = l.instruction_id WHERE i.request_id IN ${listed})
     UNION ALL SELECT 'Cheque ' || c.number || ' signature ' || s.ordinal || ' (group ' || s.signing_group || ')', o.display_name, s.at, s.pdf_sha256
       FROM cheque_signatures s JOIN cheque_leaves c ON c.id = s.leaf_id JOIN instructions i ON i.id = c.instruction_id
       JOIN operators o ON o.id = s.operator_id WHERE i.request_id IN ${listed} ORDER BY at`,
    ids,
    ids,
    ids,
  )
}

export function approvalsOfDay(connection: Connection, date: string): PackApproval[] {
  return connection.all<PackApproval>(
    `SELECT 'Day ' || s.date || ' signature ' || s.ordinal AS what, o.display_name AS by, s.at, s.digest
     FROM day_signatures s JOIN operators o ON o.id = s.operator_id WHERE s.date = ? ORDER BY s.at`,
    date,
  )
}

const JOURNAL = `SELECT j.id AS "journalId", j.kind, j.business_date AS date, j.at, coalesce(o.display_name, '') AS by, j.request_id AS "requestId", j.memo, j.reverses
  FROM journals j LEFT JOIN operators o ON o.id = j.operator_id`

/** Journals of requests, those of a whole batch that the bank debited in one amount among them. */
export function journalsOfRequests(connection: Connection, requestIds: readonly number[]): PackJournal[] {
  const ids = JSON.stringify(requestIds)
  const journals = connection.all<Omit<PackJournal, 'postings'>>(
    `${JOURNAL} WHERE j.id IN (SELECT id FROM journals WHERE request_id IN ${listed} UNION
       SELECT s.journal_id FROM instructions i JOIN statement_links k ON k.instruction_id = i.id JOIN statement_lines s ON s.id = k.statement_line_id
       WHERE i.request_id IN ${listed} AND s.journal_id IS NOT NULL) ORDER BY j.id`,
    ids,
    ids,
  )
  return withPostings(connection, journals)
}

export function journalsOfDay(connection: Connection, date: string): PackJournal[] {
  return withPostings(
    connection,
    connection.all<Omit<PackJournal, 'postings'>>(`${JOURNAL} WHERE j.business_date = ? ORDER BY j.id`, date),
  )
}

function withPostings(connection: Connection, journals: readonly Omit<PackJournal, 'postings'>[]): PackJournal[] {
  return journals.map((journal) => ({
    ...journal,
    postings: connection.all(
      `SELECT a.name AS account, p.amount_minor AS "amountMinor", p.currency, p.balance_after_minor AS "balanceAfterMinor"
       FROM postings p JOIN ledger_accounts a ON a.id = p.account_id WHERE p.journal_id = ? ORDER BY p.line`,
      journal.journalId,
    ),
  }))
}

const LINE = `SELECT s.id AS "lineId", f.name AS file, coalesce(t.number, t.identity) AS statement, s.line_number AS line, coalesce(s.booking_date, '') AS "bookingDate",
  s.direction, s.amount_minor AS "amountMinor", s.currency, trim(s.counterparty || ' ' || s.text) AS text, coalesce(s.match_kind || ': ' || s.match_because, '') AS match
  FROM statement_lines s JOIN statements t ON t.id = s.statement_id JOIN files f ON f.id = t.file_id`

export function linesOfRequests(connection: Connection, requestIds: readonly number[]): PackLine[] {
  return connection.all<PackLine>(
    `${LINE} WHERE s.id IN (SELECT k.statement_line_id FROM statement_links k JOIN instructions i ON i.id = k.instruction_id
       WHERE k.undone_at IS NULL AND i.request_id IN ${listed}) ORDER BY s.id`,
    JSON.stringify(requestIds),
  )
}

export function linesOfDay(connection: Connection, date: string): PackLine[] {
  return connection.all<PackLine>(`${LINE} WHERE t.closing_date = ? ORDER BY s.id`, date)
}

/** Kept files of requests: documents, evidence, transfer files with their control lists, cheques, statements. */
export function fileIdsOfRequests(connection: Connection, requestIds: readonly number[]): number[] {
  const ids = JSON.stringify(requestIds)
  return ofFiles(
    connection,
    `SELECT file_id FROM documents WHERE request_id IN ${listed}
     UNION SELECT evidence_file_id FROM instructions WHERE request_id IN ${listed}
     UNION SELECT c.pdf_file_id FROM cheque_leaves c JOIN instructions i ON i.id = c.instruction_id WHERE i.request_id IN ${listed}
     UNION SELECT t.file_id FROM statement_links k JOIN instructions i ON i.id = k.instruction_id JOIN statement_lines s ON s.id = k.statement_line_id
       JOIN statements t ON t.id = s.statement_id WHERE k.undone_at IS NULL AND i.request_id IN ${listed}
     UNION SELECT b.file_id FROM batches b JOIN batch_lines l ON l.batch_id = b.id JOIN instructions i ON i.id = l.instruction_id WHERE l.live = 1 AND i.request_id IN ${listed}
     UNION SELECT b.control_file_id FROM batches b JOIN batch_lines l ON l.batch_id = b.id JOIN instructions i ON i.id = l.instruction_id WHERE l.live = 1 AND i.request_id IN ${listed}`,
    [ids, ids, ids, ids, ids, ids],
  )
}

export function fileIdsOfDay(connection: Connection, date: string): number[] {
  return ofFiles(
    connection,
    `SELECT pdf_file_id AS file_id FROM days WHERE date = ? UNION SELECT xlsx_file_id FROM days WHERE date = ?
     UNION SELECT file_id FROM statements WHERE closing_date = ?
     UNION SELECT file_id FROM day_findings WHERE date = ? UNION SELECT pdf_file_id FROM day_archives WHERE date = ?
     UNION SELECT xlsx_file_id FROM day_archives WHERE date = ?`,
    [date, date, date, date, date, date],
  )
}

function ofFiles(connection: Connection, sql: string, params: readonly unknown[]): number[] {
  return connection
    .all<{ file_id: number | null }>(sql, ...params)
    .flatMap(({ file_id: id }) => (id === null ? [] : [id]))
}

export function keptFile(connection: Connection, fileId: number): { name: string; sha256: string; bytes: Buffer } {
  const found = connection.get<{ name: string; sha256: string; bytes: Buffer }>(
    'SELECT f.name, f.sha256, c.bytes FROM files f JOIN file_contents c ON c.sha256 = f.sha256 WHERE f.id = ?',
    fileId,
  )
  if (!found) throw new Error(`file ${fileId} is missing`)
  return found
}

type Numbered = { sequence: number; record: string; hash: Buffer }

/** Audit records of requests, and with a batch those that name it. */
export function recordsOf(
  connection: Connection,
  wanted: { requestIds: readonly number[]; subject: string | null },
): Numbered[] {
  const ofRequests = connection.all<Numbered>(
    `SELECT sequence, record, hash FROM audit WHERE request_id IN ${listed}`,
    JSON.stringify(wanted.requestIds),
  )
  const ofSubject =
    wanted.subject === null
      ? []
      : connection.all<Numbered>(
          "SELECT sequence, record, hash FROM audit WHERE json_extract(record, '$.subject') = ?",
          wanted.subject,
        )
  const all = new Map([...ofRequests, ...ofSubject].map((row) => [row.sequence, row]))
  return [...all.values()].sort((a, b) => a.sequence - b.sequence)
}

export function recordsBetween(connection: Connection, first: number, end: number): Numbered[] {
  return connection.all<Numbered>(
    'SELECT sequence, record, hash FROM audit WHERE sequence >= ? AND sequence < ? ORDER BY sequence',
    first,
    end,
  )
}

/** The hash of a record; the beginning of the chain before the first. */
export function hashAt(connection: Connection, sequence: number): string {
  if (sequence === 0) return '0'.repeat(64)
  const hash = connection.value<Buffer>('SELECT hash FROM audit WHERE sequence = ?', sequence)
  if (!hash) throw new Error(`audit record ${sequence} is missing`)
  return hash.toString('hex')
}

export function hashesBetween(connection: Connection, first: number, end: number): string[] {
  return connection
    .all<{ hash: Buffer }>('SELECT hash FROM audit WHERE sequence >= ? AND sequence < ? ORDER BY sequence', first, end)
    .map(({ hash }) => hash.toString('hex'))
}
