/** Documents of a request: wanted, attached, looked at (R1-36, R1-61). */
import { z } from 'zod'
import { changing, command } from './base.ts'
import { Instant } from './dates.ts'
import { DocumentId, FileId, RequestId, Version } from './ids.ts'
import { ListKey } from './list-key.ts'

/** An entry of the desk's list of kinds. */
export const DocumentKind = ListKey
export type DocumentKind = z.output<typeof DocumentKind>

export const DocumentRow = z
  .object({
    documentId: DocumentId,
    kind: DocumentKind,
    state: z.enum(['wanted', 'attached', 'accepted']),
    fileId: FileId.nullable(),
    fileName: z.string().nullable(),
    sizeBytes: z.int().nullable(),
    sha256: z.string().nullable(),
    by: z.string(),
    at: Instant,
  })
  .strict()
export type DocumentRow = z.output<typeof DocumentRow>

const Done = z.object({ requestId: RequestId, version: Version, documentId: DocumentId }).strict()

export const documents = {
  attach: command({ permissions: ['withdrawals.requestDocuments', 'withdrawals.create', 'withdrawals.process'] })
    .input(changing({ requestId: RequestId, kind: DocumentKind, fileId: FileId }))
    .output(Done),
  mark: command({ permissions: ['withdrawals.requestDocuments'] })
    .input(changing({ requestId: RequestId, documentId: DocumentId, accepted: z.boolean() }))
    .output(Done),
  remove: command({ permissions: ['withdrawals.requestDocuments'] })
    .input(changing({ requestId: RequestId, documentId: DocumentId }))
    .output(Done),
}
