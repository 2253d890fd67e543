/** SQL of lists of cheques: which leaves wait, which lists were made, what each one said. */
import type { IssueFileState, ReportedAs } from '../../../../contract/issue-files.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type IssueFileRow, type IssueProfile, issueFiles, issueProfiles } from './schema.ts'

/** The choice of an account that is in force. */
export function profileOf(call: Call, bankAccountId: number): IssueProfile | undefined {
  return call.db.get<IssueProfile>(
    `SELECT ${columnsOf(issueProfiles)} FROM issue_profiles WHERE bank_account_id = ? ORDER BY version DESC LIMIT 1`,
    bankAccountId,
  )
}

export function insertProfile(call: Call, profile: typeof issueProfiles.$inferInsert): void {
  call.db.insert(issueProfiles, profile)
}

export type ListedLeaf = {
  leafId: number
  number: string
  state: string
  reported: ReportedAs | null
  payeeName: string | null
  amountMinor: number | null
  chequeDate: string | null
}

const LEAF = `l.id AS "leafId", l.number, l.state, l.reported, l.payee_name AS "payeeName", l.amount_minor AS "amountMinor", l.cheque_date AS "chequeDate"`

/** The condition of the index cheque_leaves_to_report, word for word: a query without it would not be answered from there. */
const WAITS = `((state IN ('released', 'deposited', 'presented') AND reported IS NOT 'issued')
  OR (state = 'stopped' AND reported IS NOT 'stopped')
  OR (state IN ('spoiled', 'void', 'returned', 'stale', 'destroyed') AND (reported IS NULL OR reported = 'issued')))`

/** Leaves of which the bank knows less than it should, in the order of their numbers. */
export function waitingLeaves(call: Call, bankAccountId: number, limit: number): ListedLeaf[] {
  return call.db.all<ListedLeaf>(
    `SELECT ${LEAF} FROM cheque_leaves l WHERE l.bank_account_id = ? AND ${WAITS} ORDER BY l.number LIMIT ?`,
    bankAccountId,
    limit,
  )
}

export function waitingCount(call: Call, bankAccountId: number): number {
  return (
    call.db.value<number>(`SELECT count(*) FROM cheque_leaves WHERE bank_account_id = ? AND ${WAITS}`, bankAccountId) ??
    0
  )
}

export function nextSequence(call: Call, bankAccountId: number): number {
  return (
    (call.db.value<number>('SELECT max(sequence) FROM issue_files WHERE bank_account_id = ?', bankAccountId) ?? 0) + 1
  )
}

export function insertFile(call: Call, row: typeof issueFiles.$inferInsert): number {
  return call.db.insert(issueFiles, row)
}

export type Reported = { leafId: number; status: ReportedAs; before: ReportedAs | null }

/** Puts a leaf on a list: the bank knows this of it from now on. Its version stays: nothing changed for who works on the leaf. */
export function insertLine(call: Call, issueFileId: number, { leafId, status, before }: Reported): void {
  call.db.run(
    'INSERT INTO issue_lines (issue_file_id, leaf_id, status, before) VALUES (?, ?, ?, ?)',
    issueFileId,
    leafId,
    status,
    before,
  )
  call.db.run('UPDATE cheque_leaves SET reported = ? WHERE id = ?', status, leafId)
}

/** The bank refused this list: it knows of each leaf what it knew before, unless a later list has told it more. */
export function takeBack(call: Call, issueFileId: number): number {
  return call.db.run(
    `UPDATE cheque_leaves SET reported = (SELECT before FROM issue_lines WHERE issue_file_id = ? AND leaf_id = cheque_leaves.id)
     WHERE id IN (SELECT leaf_id FROM issue_lines n WHERE n.issue_file_id = ?
       AND NOT EXISTS (SELECT 1 FROM issue_lines later WHERE later.leaf_id = n.leaf_id AND later.issue_file_id > ?))`,
    issueFileId,
    issueFileId,
    issueFileId,
  )
}

/** The leaves of a list as it said them, in its order. */
export function linesOf(call: Call, issueFileId: number): (ListedLeaf & { status: ReportedAs })[] {
  return call.db.all(
    `SELECT ${LEAF}, n.status FROM issue_lines n JOIN cheque_leaves l ON l.id = n.leaf_id WHERE n.issue_file_id = ? ORDER BY l.number`,
    issueFileId,
  )
}

const FILE = `SELECT ${columnsOf(issueFiles)} FROM issue_files`

export function fileById(call: Call, id: number): IssueFileRow {
  return call.db.get<IssueFileRow>(`${FILE} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `list of cheques ${id}` })
}

/** The list at the version that was seen (law 6). Refuses NOT_FOUND. */
export function fileAt(call: Call, at: { issueFileId: number; expectedVersion: number }): IssueFileRow {
  const file = fileById(call, at.issueFileId)
  if (file.version !== at.expectedVersion) throw new Conflict(`issueFile:${file.id}`, { version: file.version })
  return file
}

/** Lists with a smaller id than `after`, newest first. */
export function filePage(call: Call, { after, limit }: { after: number | null; limit: number }): IssueFileRow[] {
  return call.db.all<IssueFileRow>(
    `${FILE} WHERE id < ? ORDER BY id DESC LIMIT ?`,
    after ?? Number.MAX_SAFE_INTEGER,
    limit,
  )
}

export type FileChange = { state: IssueFileState } & Partial<
  Pick<IssueFileRow, 'exports' | 'bankSays' | 'answeredBy' | 'answeredAt'>
>

/** Changes a list; exactly the row that was read, or Conflict. */
export function changeFile(call: Call, file: IssueFileRow, change: FileChange): IssueFileRow {
  const { state, exports, bankSays, answeredBy, answeredAt } = { ...file, ...change }
  const changed = call.db.run(
    `UPDATE issue_files SET state = ?, exports = ?, bank_says = ?, answered_by = ?, answered_at = ?, version = version + 1
     WHERE id = ? AND version = ? AND state = ?`,
    state,
    exports,
    bankSays,
    answeredBy,
    answeredAt,
    file.id,
    file.version,
    file.state,
  )
  if (changed !== 1) throw new Conflict(`issueFile:${file.id}`, { version: file.version })
  return fileById(call, file.id)
}
