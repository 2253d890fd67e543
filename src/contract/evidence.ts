/** Evidence packs: what the desk can show about a request, a batch or a day, in one file that anyone can check. */
import { z } from 'zod'
import { command, creating } from './base.ts'
import { BusinessDate } from './dates.ts'
import { BatchId, JobId, RequestId } from './ids.ts'

export const EvidenceSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request'), requestId: RequestId }).strict(),
  z.object({ kind: z.literal('batch'), batchId: BatchId }).strict(),
  z.object({ kind: z.literal('day'), date: BusinessDate }).strict(),
])
export type EvidenceSubject = z.output<typeof EvidenceSubject>

export const evidence = {
  /** Gathers files, postings, approvals, audit records and statement lines; the digest of the pack goes into the audit log. */
  make: command({ permissions: ['audit.read'] })
    .input(creating({ subject: EvidenceSubject }))
    .output(z.object({ jobId: JobId }).strict()),
}

/** What anyone types to check a pack. */
export const VERIFY_COMMAND = 'countersign evidence verify FILE'

export type PackPosting = { account: string; amountMinor: number; currency: string; balanceAfterMinor: number }
export type PackJournal = {
  journalId: number
  kind: string
  date: string
  at: number
  by: string
  requestId: number | null
  memo: string
  reverses: number | null
  postings: readonly PackPosting[]
}

/** Who agreed to what: an approval, a release, a signature. */
export type PackApproval = { what: string; by: string; at: number; digest: string }

export type PackLine = {
  lineId: number
  file: string
  statement: string
  line: number
  bookingDate: string
  direction: string
  amountMinor: number
  currency: string
  text: string
  match: string
}
