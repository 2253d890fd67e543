/** Bytes that the ledger keeps: content under its digest, once; names and dates beside it. */
import { hash } from 'node:crypto'
import type { FileInfo } from '../../../contract/files.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Call } from '../call.ts'
import { refuse } from '../refuse.ts'

export type KeptFile = { fileId: number; sha256: string; sizeBytes: number }
type Info = Omit<FileInfo, 'fileId' | 'createdAt'> & { fileId: number; createdAt: number }

/** Keeps bytes under their digest and gives them a name. Call inside a transaction. */
export function keepFile(call: Call, file: { name: string; mediaType: string; bytes: Uint8Array }): KeptFile {
  const sha256 = hash('sha256', file.bytes, 'hex')
  call.db.run(
    'INSERT INTO file_contents (sha256, size_bytes, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    sha256,
    file.bytes.length,
    file.bytes,
  )
  const operatorId = call.stamp.operatorId
  const known = call.db.value<number>(
    'SELECT id FROM files WHERE sha256 = ? AND name = ? AND created_by IS ? LIMIT 1',
    sha256,
    file.name,
    operatorId,
  )
  if (known !== undefined) return { fileId: known, sha256, sizeBytes: file.bytes.length }
  const { lastInsertRowid } = call.db
    .prepare('INSERT INTO files (sha256, name, media_type, created_at, created_by) VALUES (?, ?, ?, ?, ?)')
    .run(sha256, file.name, file.mediaType, call.now, operatorId)
  return { fileId: Number(lastInsertRowid), sha256, sizeBytes: file.bytes.length }
}

/** Name, size and digest of a kept file, for whoever may read it. Refuses NOT_FOUND: to others there is no such file. */
export function fileInfo(call: Call, fileId: number): Info {
  const row = call.db.get<Info & { createdBy: number | null }>(
    `SELECT f.id AS "fileId", f.name, f.media_type AS "mediaType", c.size_bytes AS "sizeBytes", f.sha256, f.created_at AS "createdAt",
     f.created_by AS "createdBy" FROM files f JOIN file_contents c ON c.sha256 = f.sha256 WHERE f.id = ?`,
    fileId,
  )
  if (!row) return refuse('NOT_FOUND', { what: `file ${fileId}` })
  const { createdBy, ...info } = row
  if (createdBy !== call.actor.operatorId && !isShownTo(call, fileId)) refuse('NOT_FOUND', { what: `file ${fileId}` })
  return info
}

const CHEQUES: readonly Permission[] = ['cheques.print', 'cheques.sign', 'cheques.release', 'ledger.read']
const BATCHES: readonly Permission[] = ['batches.build', 'batches.release', 'ledger.read']
const DAYS: readonly Permission[] = ['days.prepare', 'days.sign', 'ledger.read', 'audit.read']
const STATEMENTS: readonly Permission[] = ['statements.import', 'statements.match', 'ledger.read']
const ANSWERS: readonly Permission[] = ['withdrawals.access', 'batches.build', 'statements.match', 'ledger.read']
const CALENDARS: readonly Permission[] = ['admin.settings', 'batches.build']
const MANDATES: readonly Permission[] = [
  'cheques.print',
  'cheques.sign',
  'cheques.release',
  'admin.operators',
  'audit.read',
]

/** Where a file is shown, and any one permission that shows it there: those of the query that names the file. */
const SHOWN: readonly (readonly [where: string, permissions: readonly Permission[]])[] = [
  ['documents WHERE file_id', ['withdrawals.access']],
  ['check_results WHERE file_id', ['withdrawals.access']],
  ['control_facts WHERE evidence_file_id', ['withdrawals.access']],
  ['instructions WHERE evidence_file_id', ['withdrawals.access', 'ledger.read']],
  ['intake_files WHERE file_id', ['withdrawals.import']],
  ['batches WHERE file_id', BATCHES],
  ['batches WHERE control_file_id', BATCHES],
  ['cheque_runs WHERE file_id', CHEQUES],
  ['cheque_leaves WHERE pdf_file_id', CHEQUES],
  ['cheque_leaves WHERE receipt_file_id', CHEQUES],
  ['cheque_leaves WHERE advice_file_id', CHEQUES],
  ['cheque_handovers WHERE file_id', CHEQUES],
  ['cheque_deposits WHERE file_id', CHEQUES],
  ['issue_files WHERE file_id', CHEQUES],
  ['answer_files WHERE file_id', ANSWERS],
  ['statements WHERE file_id', STATEMENTS],
  ['bank_notices WHERE file_id', STATEMENTS],
  ['days WHERE pdf_file_id', DAYS],
  ['days WHERE xlsx_file_id', DAYS],
  ['day_archives WHERE pdf_file_id', DAYS],
  ['day_archives WHERE xlsx_file_id', DAYS],
  ['audits WHERE pdf_file_id', ['audit.read']],
  ['audits WHERE xlsx_file_id', ['audit.read']],
  ['day_findings WHERE file_id', DAYS],
  ["jobs WHERE kind = 'payoutReport' AND file_id", ['ledger.read']],
  ['calendar_files WHERE file_id', CALENDARS],
  ['signing_mandates WHERE specimen_file_id', MANDATES],
]

function isShownTo(call: Call, fileId: number): boolean {
  return SHOWN.some(
    ([where, permissions]) =>
      permissions.some((permission) => call.actor.permissions.has(permission)) &&
      call.db.value<number>(`SELECT 1 FROM ${where} = ? LIMIT 1`, fileId) !== undefined,
  )
}

/** The bytes of a kept file. Refuses NOT_FOUND. */
export function fileBytes(call: Call, fileId: number): Uint8Array {
  const bytes = call.db.value<Buffer>(
    'SELECT c.bytes FROM files f JOIN file_contents c ON c.sha256 = f.sha256 WHERE f.id = ?',
    fileId,
  )
  return bytes ?? refuse('NOT_FOUND', { what: `file ${fileId}` })
}

/** A part of a kept file, read without loading the whole. */
export function fileChunk(call: Call, fileId: number, range: { offset: number; bytes: number }): Uint8Array {
  const chunk = call.db.value<Buffer>(
    'SELECT substr(c.bytes, ?, ?) FROM files f JOIN file_contents c ON c.sha256 = f.sha256 WHERE f.id = ?',
    range.offset + 1,
    range.bytes,
    fileId,
  )
  return chunk ?? Buffer.alloc(0)
}
