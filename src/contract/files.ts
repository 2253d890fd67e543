/** Bytes in and out in bounded chunks. The page never names a path: it holds a file's number and digest. */
import { z } from 'zod'
import { Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { FileId } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'

/** Base64 of at most one chunk. */
const Chunk = z.base64().max(Math.ceil(LIMITS.chunkBytes / 3) * 4 + 4)
const UploadId = z.string().min(8).max(64)

export const FileInfo = z
  .object({
    fileId: FileId,
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    createdAt: Instant,
  })
  .strict()
export type FileInfo = z.output<typeof FileInfo>

export const files = {
  beginUpload: query()
    .input(
      z
        .object({
          name: requiredLine(200),
          mediaType: requiredLine(120),
          sizeBytes: z.int().min(0).max(LIMITS.fileBytes),
        })
        .strict(),
    )
    .output(z.object({ uploadId: UploadId, chunkBytes: z.int() }).strict()),
  append: query()
    .input(z.object({ uploadId: UploadId, offset: z.int().min(0), base64: Chunk }).strict())
    .output(z.object({ receivedBytes: z.int() }).strict()),
  /** Ends an upload; the bytes are kept under their digest, once. */
  finishUpload: query()
    .input(z.object({ uploadId: UploadId }).strict())
    .output(FileInfo),
  cancelUpload: query()
    .input(z.object({ uploadId: UploadId }).strict())
    .output(Nothing),
  info: query()
    .input(z.object({ fileId: FileId }).strict())
    .output(FileInfo),
  read: query()
    .input(z.object({ fileId: FileId, offset: z.int().min(0) }).strict())
    .output(z.object({ base64: z.string(), nextOffset: z.int().nullable() }).strict()),
}
