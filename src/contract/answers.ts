/**
 * What banks answer about payments that left: status reports (pain.002), result files and what a person reports. Accepted is
 * not paid, silence is no acceptance, and an unknown outcome stays unknown until evidence is there (law 7).
 */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { InstructionState } from './batches.ts'
import { Instant } from './dates.ts'
import { BatchId, FileId, InstructionId, RequestId } from './ids.ts'
import { LIMITS, line } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'

/** What an answer does to a payment. */
export const ANSWER_EFFECTS = ['accepts', 'fails', 'notes', 'conflict', 'nothing'] as const
export const AnswerEffect = z.enum(ANSWER_EFFECTS)
export type AnswerEffect = z.output<typeof AnswerEffect>

export const AnswerMeaning = z.enum([
  'received',
  'accepted',
  'accepted-with-change',
  'accepted-without-posting',
  'settled',
  'partly',
  'waiting',
  'rejected',
  'cancelled',
  'unknown-code',
  'silent',
])
export type AnswerMeaning = z.output<typeof AnswerMeaning>

export const AnswerRow = z
  .object({
    instructionId: InstructionId,
    requestId: RequestId,
    endToEndId: z.string(),
    payeeName: z.string(),
    amountMinor: AmountMinor,
    currency: Currency,
    state: InstructionState,
    batchId: BatchId.nullable(),
    /** Which level of the report spoke: the most specific one counts. */
    level: z.enum(['transaction', 'block', 'group']),
    status: z.string(),
    meaning: AnswerMeaning,
    reasons: z.string(),
    effect: AnswerEffect,
  })
  .strict()
export type AnswerRow = z.output<typeof AnswerRow>

export const AnswerPreview = z
  .object({
    sha256: z.string(),
    format: z.string(),
    outcome: z.enum(['clean', 'findings', 'refused']),
    findings: z.array(z.object({ place: z.string(), message: z.string() }).strict()),
    rows: z.array(AnswerRow),
    takenBefore: z.object({ at: Instant, by: z.string() }).strict().nullable(),
  })
  .strict()
export type AnswerPreview = z.output<typeof AnswerPreview>

/** One answer of a bank as it is kept. */
export const KeptAnswer = z
  .object({
    at: Instant,
    by: z.string(),
    status: z.string(),
    meaning: AnswerMeaning,
    effect: AnswerEffect,
    reasons: z.string(),
    fileId: FileId,
  })
  .strict()
export type KeptAnswer = z.output<typeof KeptAnswer>

export const answers = {
  preview: query('batches.build', 'statements.match')
    .input(z.object({ fileId: FileId }).strict())
    .output(AnswerPreview),
  /** Takes a file of answers whole, once (law 10). */
  take: command({ permissions: ['batches.build', 'statements.match'], stepUp: true })
    .input(creating({ fileId: FileId, acceptFindings: line(LIMITS.commentChars) }))
    .output(z.object({ answers: z.int(), accepted: z.int(), failed: z.int(), conflicts: z.int() }).strict()),
  /** Every answer about a payment, the oldest first. */
  of: query('withdrawals.access', 'batches.build', 'ledger.read')
    .input(z.object({ instructionId: InstructionId }).strict())
    .output(z.array(KeptAnswer)),
}
