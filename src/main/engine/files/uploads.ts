/** Uploads in progress: bytes arrive in order, in bounded chunks, and are kept only when complete. */
import { LIMITS } from '../../../contract/limits.ts'
import { refuse } from '../refuse.ts'

type Upload = {
  name: string
  mediaType: string
  sizeBytes: number
  received: number
  chunks: Uint8Array[]
  operatorId: number
  startedAt: number
}

const MAX_UPLOADS = 8
const EXPIRES_MS = 30 * 60_000

export class UploadStore {
  readonly #uploads = new Map<string, Upload>()

  begin(uploadId: string, upload: Pick<Upload, 'name' | 'mediaType' | 'sizeBytes' | 'operatorId' | 'startedAt'>): void {
    for (const [id, old] of this.#uploads) if (upload.startedAt - old.startedAt > EXPIRES_MS) this.#uploads.delete(id)
    const oldest = this.#uploads.keys().next()
    if (this.#uploads.size >= MAX_UPLOADS && !oldest.done) this.#uploads.delete(oldest.value)
    this.#uploads.set(uploadId, { ...upload, received: 0, chunks: [] })
  }

  /** Adds the next chunk; a repeated chunk (a lost answer) is accepted once. Returns how many bytes have arrived. */
  append(uploadId: string, chunk: { offset: number; bytes: Uint8Array; operatorId: number }): number {
    const upload = this.#own(uploadId, chunk.operatorId)
    if (chunk.offset + chunk.bytes.length <= upload.received) return upload.received
    if (chunk.offset !== upload.received)
      refuse('FILE_INCOMPLETE', { name: upload.name, expected: upload.received, received: chunk.offset })
    if (chunk.bytes.length > LIMITS.chunkBytes || upload.received + chunk.bytes.length > upload.sizeBytes) {
      refuse('FILE_TOO_LARGE', {
        name: upload.name,
        size: upload.received + chunk.bytes.length,
        limit: upload.sizeBytes,
      })
    }
    upload.chunks.push(chunk.bytes)
    upload.received += chunk.bytes.length
    return upload.received
  }

  /** The complete bytes; the upload is over. Refuses FILE_INCOMPLETE. */
  finish(uploadId: string, operatorId: number): { name: string; mediaType: string; bytes: Uint8Array } {
    const upload = this.#own(uploadId, operatorId)
    if (upload.received !== upload.sizeBytes) {
      refuse('FILE_INCOMPLETE', { name: upload.name, expected: upload.sizeBytes, received: upload.received })
    }
    this.#uploads.delete(uploadId)
    return { name: upload.name, mediaType: upload.mediaType, bytes: Buffer.concat(upload.chunks) }
  }

  cancel(uploadId: string, operatorId: number): void {
    if (this.#uploads.get(uploadId)?.operatorId === operatorId) this.#uploads.delete(uploadId)
  }

  #own(uploadId: string, operatorId: number): Upload {
    const upload = this.#uploads.get(uploadId)
    if (!upload || upload.operatorId !== operatorId) refuse('NOT_FOUND', { what: `upload ${uploadId}` })
    return upload
  }
}
