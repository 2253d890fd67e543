/**
 * The day's batches of wire transfers: built, cut, written as pain.001, re-read and compared, released by two
 * different people, exported with identical bytes for ever. Exported, accepted and debited are three facts (law 7).
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { BankAccountId, BatchId, FileId, InstructionId, OperatorId, RequestId, Version } from './ids.ts'
import { Code, LIMITS, line, requiredLine } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'

export const BatchState = z.enum([
  'open',
  'cut',
  'written',
  'releasedOnce',
  'released',
  'exported',
  'accepted',
  'settled',
  'withdrawn',
])
export type BatchState = z.output<typeof BatchState>
export const InstructionState = z.enum([
  'waiting',
  'inBatch',
  'onLeaf',
  'sent',
  'unknown',
  'settled',
  'returned',
  'failed',
  'withdrawn',
])
export type InstructionState = z.output<typeof InstructionState>

/** A payment that leaves once in its life. */
export const InstructionRow = z
  .object({
    instructionId: InstructionId,
    version: Version,
    requestId: RequestId,
    kind: z.enum(['wire', 'cheque']),
    state: InstructionState,
    amountMinor: AmountMinor,
    currency: Currency,
    payeeName: z.string(),
    bank: z.string(),
    payeeAccount: z.string(),
    endToEndId: z.string(),
    uetr: z.string(),
    batchId: BatchId.nullable(),
    replaces: InstructionId.nullable(),
    channel: Code.nullable(),
    /** R3-11: the day of the batch that the payment belongs to; nothing where its channel has no cut-off. */
    batchDate: BusinessDate.nullable(),
    failure: z.string().nullable(),
  })
  .strict()
export type InstructionRow = z.output<typeof InstructionRow>

export const FileDifference = z.object({ path: z.string(), intended: z.string(), found: z.string() }).strict()
/** A change made to a text so that the bank's character set can carry it; shown before release. */
export const TextChange = z
  .object({ instructionId: InstructionId.nullable(), field: z.string(), before: z.string(), after: z.string() })
  .strict()

export const Release = z.object({ by: z.string(), at: Instant, fileSha256: z.string() }).strict()

/** R3-17: the four states of a batch in online banking, in their order. */
export const BANK_STEPS = ['imported', 'firstApproved', 'secondApproved', 'effective'] as const
export const BankStep = z.enum(BANK_STEPS)
export type BankStep = z.output<typeof BankStep>
export const BankStepRow = z
  .object({
    step: BankStep,
    /** Who approved at the bank; nothing for the other two steps. */
    signer: z.string().nullable(),
    recordedBy: z.string(),
    at: Instant,
    evidenceFileId: FileId.nullable(),
    note: z.string(),
  })
  .strict()
export type BankStepRow = z.output<typeof BankStepRow>

export const BatchRow = z
  .object({
    batchId: BatchId,
    version: Version,
    state: BatchState,
    bankAccountId: BankAccountId,
    bankAccountName: z.string(),
    currency: Currency,
    valueDate: BusinessDate,
    lines: z.int(),
    totalMinor: AmountMinor,
    builtBy: z.string(),
    builtAt: Instant,
    releases: z.array(Release),
    exports: z.int(),
    fileName: z.string().nullable(),
    /** By which channel the payments leave, and by which layout and version the file was written. */
    channel: Code.nullable(),
    layout: z.string().nullable(),
    fileSha256: z.string().nullable(),
  })
  .strict()
export type BatchRow = z.output<typeof BatchRow>

export const BatchCard = z
  .object({
    row: BatchRow,
    instructions: z.array(InstructionRow),
    /** Totals counted three times: lines in the books, the file read back, the control list. */
    totals: z
      .object({
        linesMinor: AmountMinor,
        fileMinor: AmountMinor.nullable(),
        controlListMinor: AmountMinor.nullable(),
        fileLines: z.int().nullable(),
      })
      .strict(),
    differences: z.array(FileDifference),
    textChanges: z.array(TextChange),
    /** The file as the bank will read it, first 200 lines. */
    fileExcerpt: z.string().nullable(),
    fileId: FileId.nullable(),
    controlListFileId: FileId.nullable(),
    bankSteps: z.array(BankStepRow),
    /** R3-19, R3-20: who signs for the bank today, and to which day the batch waits when fewer than two can. */
    signing: z
      .object({
        registered: z.boolean(),
        signers: z.array(z.object({ name: z.string(), role: z.enum(['primary', 'backup']) }).strict()),
        absent: z.array(z.string()),
        delayedTo: BusinessDate.nullable(),
      })
      .strict(),
    /** null = this person may release now; otherwise why not. */
    mayRelease: z
      .object({ code: z.string(), figures: z.record(z.string(), z.union([z.string(), z.int()])) })
      .strict()
      .nullable(),
  })
  .strict()
export type BatchCard = z.output<typeof BatchCard>

const Done = z.object({ batchId: BatchId, version: Version, state: BatchState }).strict()

export const batches = {
  /** Approved wire instructions waiting for a batch, grouped by what can go together. */
  waiting: query('batches.build', 'batches.release')
    .input(Nothing)
    .output(
      z
        .object({
          instructions: z.array(InstructionRow),
          bankAccounts: z.array(
            z
              .object({ bankAccountId: BankAccountId, name: z.string(), currency: Currency, accountNumber: z.string() })
              .strict(),
          ),
        })
        .strict(),
    ),
  list: query('batches.build', 'batches.release', 'ledger.read')
    .input(
      z
        .object({ openOnly: z.boolean(), after: BatchId.nullable(), pageSize: z.int().min(1).max(LIMITS.pageRows) })
        .strict(),
    )
    .output(z.object({ rows: z.array(BatchRow), more: z.boolean() }).strict()),
  get: query('batches.build', 'batches.release', 'ledger.read')
    .input(z.object({ batchId: BatchId }).strict())
    .output(BatchCard),
  /** Builds an open batch from waiting instructions of one currency. */
  build: command({ permissions: ['batches.build'] })
    .input(
      creating({
        bankAccountId: BankAccountId,
        valueDate: BusinessDate,
        instructions: z.array(InstructionId).min(1).max(LIMITS.batchLines),
      }),
    )
    .output(Done),
  removeLine: command({ permissions: ['batches.build'] })
    .input(changing({ batchId: BatchId, instructionId: InstructionId }))
    .output(Done),
  /** Cuts the batch: no line changes after this; writes the pain.001 file, re-reads it and the control list, and compares. */
  cut: command({ permissions: ['batches.build'] })
    .input(changing({ batchId: BatchId }))
    .output(Done),
  /** First or second release, each by another person who neither built nor approved; covers the file's digest. */
  release: command({ permissions: ['batches.release'], stepUp: true })
    .input(changing({ batchId: BatchId, fileSha256: z.string().length(64) }))
    .output(Done),
  /** Hands out the bytes and counts it; the first time the instructions are sent. */
  export: command({ permissions: ['batches.build', 'batches.release'] })
    .input(changing({ batchId: BatchId }))
    .output(
      z.object({ batchId: BatchId, version: Version, state: BatchState, fileId: FileId, exports: z.int() }).strict(),
    ),
  /** Takes a batch back before its second release; its instructions wait again. */
  withdraw: command({ permissions: ['batches.build'] })
    .input(changing({ batchId: BatchId, reason: requiredLine(LIMITS.commentChars) }))
    .output(Done),
  /** R3-20: no two signers today: the same payments as a new batch on the next day with two. Only this bank's batch. */
  delay: command({ permissions: ['batches.build'] })
    .input(changing({ batchId: BatchId, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ batchId: BatchId, version: Version, state: BatchState, valueDate: BusinessDate }).strict()),
  /** R3-21: urgent and without a second signer: the Withdrawal Operations Lead is told. Nothing is released by it. */
  escalate: command({ permissions: ['batches.build', 'batches.release'] })
    .input(changing({ batchId: BatchId, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ told: z.int() }).strict()),
  /** R3-17: what happened to the file in online banking; that it took effect needs the bank's own word as evidence (law 7). */
  recordBankStep: command({ permissions: ['batches.build', 'batches.release', 'statements.match'], stepUp: true })
    .input(
      changing({
        batchId: BatchId,
        step: BankStep,
        signerId: OperatorId.nullable(),
        evidenceFileId: FileId.nullable(),
        note: line(LIMITS.commentChars),
      }),
    )
    .output(Done),
  /** A person reports the bank's answer for one instruction, with evidence (law 7). */
  recordResult: command({ permissions: ['statements.match'], stepUp: true })
    .input(
      changing({
        instructionId: InstructionId,
        result: z.enum(['failed', 'unknown']),
        evidenceFileId: FileId.nullable(),
        text: line(LIMITS.commentChars),
      }),
    )
    .output(z.object({ instructionId: InstructionId, version: Version }).strict()),
}
