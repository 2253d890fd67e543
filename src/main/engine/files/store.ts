/** Bytes that the ledger keeps: content under its digest, once; names and dates beside it. */
import { hash } from 'node:crypto'
import type { FileInfo } from '../../../contract/files.ts'
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

/** Name, size and digest of a kept file. Refuses NOT_FOUND. */
export function fileInfo(call: Call, fileId: number): Info {
  const row = call.db.get<Info>(
    `SELECT f.id AS "fileId", f.name, f.media_type AS "mediaType", c.size_bytes AS "sizeBytes", f.sha256, f.created_at AS "createdAt"
     FROM files f JOIN file_contents c ON c.sha256 = f.sha256 WHERE f.id = ?`,
    fileId,
  )
  return row ?? refuse('NOT_FOUND', { what: `file ${fileId}` })
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
