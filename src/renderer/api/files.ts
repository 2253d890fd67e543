/** Files in and out, in bounded pieces, so that a large file never holds up the line. */
import type { FileInfo } from '../../contract/files.ts'
import { LIMITS } from '../../contract/limits.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { api } from './client.ts'

/** Share of a file that has arrived, 0 … 1. */
export type Progress = (share: number) => void

/** Sends a file; resolves with its number and digest. Cancels the upload when anything fails. */
export async function uploadFile(file: File, onProgress: Progress = () => undefined): Promise<FileInfo> {
  const { uploadId, chunkBytes } = await api.files.beginUpload({
    name: file.name,
    mediaType: file.type || 'application/octet-stream',
    sizeBytes: file.size,
  })
  try {
    const pieceBytes = Math.min(chunkBytes, LIMITS.chunkBytes)
    for (let offset = 0; offset < file.size; offset += pieceBytes) {
      const bytes = new Uint8Array(await file.slice(offset, offset + pieceBytes).arrayBuffer())
      await api.files.append({ uploadId, offset, base64: toBase64(bytes) })
      onProgress(Math.min(1, (offset + bytes.length) / file.size))
    }
    return await api.files.finishUpload({ uploadId })
  } catch (error) {
    await api.files.cancelUpload({ uploadId }).catch(() => undefined)
    throw error
  }
}

/** Reads a file and hands it to the system's own way of saving. */
export async function downloadFile(fileId: number): Promise<void> {
  const { blob, name } = await readFile(fileId)
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the address over by the next turn; a minute is generous.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Reads a whole file, for showing it in the window. */
export async function readFile(fileId: number): Promise<{ blob: Blob; name: string }> {
  const info = await api.files.info({ fileId })
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let offset: number | null = 0; offset !== null; ) {
    const piece: { base64: string; nextOffset: number | null } = await api.files.read({ fileId, offset })
    pieces.push(fromBase64(piece.base64))
    offset = piece.nextOffset
  }
  return { blob: new Blob(pieces, { type: info.mediaType }), name: info.name }
}
