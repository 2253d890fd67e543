/** Hands a file of this machine to the desk, in the same bounded chunks as a window does. */
import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { FileInfo } from '../../contract/files.ts'
import type { Client } from './desk.ts'

const MEDIA: Record<string, string> = {
  '.csv': 'text/csv',
  '.xml': 'application/xml',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pdf': 'application/pdf',
}

export async function uploadFile(client: Client, path: string): Promise<FileInfo> {
  return uploadBytes(client, { name: basename(path), bytes: readFileSync(path) })
}

export async function uploadBytes(client: Client, file: { name: string; bytes: Uint8Array }): Promise<FileInfo> {
  const mediaType = MEDIA[extname(file.name).toLowerCase()] ?? 'application/octet-stream'
  const { uploadId, chunkBytes } = await client.files.beginUpload({
    name: file.name,
    mediaType,
    sizeBytes: file.bytes.length,
  })
  for (let offset = 0; offset < file.bytes.length; offset += chunkBytes) {
    const base64 = Buffer.from(file.bytes.subarray(offset, offset + chunkBytes)).toString('base64')
    await client.files.append({ uploadId, offset, base64 })
  }
  return client.files.finishUpload({ uploadId })
}

/** The bytes of a kept file. */
export async function downloadBytes(client: Client, fileId: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for (let offset: number | null = 0; offset !== null; ) {
    const { base64, nextOffset }: { base64: string; nextOffset: number | null } = await client.files.read({
      fileId,
      offset,
    })
    parts.push(Buffer.from(base64, 'base64'))
    offset = nextOffset
  }
  return Buffer.concat(parts)
}
