/**
 * Transfers by a bank interface (bank-securities, R3-35…R3-44): six conditions decide whether the desk executes by itself; otherwise a
 * person does, or two. A transfer is executed once in its life and cannot be undone.
 */
import { z } from 'zod'
import { changing, command, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { InstructionId, RequestId, Version } from './ids.ts'
import { Code } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'

/** R3-35, in its order. */
export const CONDITIONS = ['channel', 'switch', 'hours', 'limit', 'dailyCount', 'balance'] as const
export const TransferCondition = z
  .object({
    condition: z.enum(CONDITIONS),
    met: z.boolean(),
    /** What was found and what it was held against, ready to be shown. */
    value: z.string(),
    limit: z.string(),
  })
  .strict()
export type TransferCondition = z.output<typeof TransferCondition>

export const TRANSFER_STATES = ['manual', 'queued', 'sending', 'accepted', 'rejected', 'unknown'] as const
export const TransferState = z.enum(TRANSFER_STATES)
export type TransferState = z.output<typeof TransferState>

export const TransferRow = z
  .object({
    instructionId: InstructionId,
    version: Version,
    requestId: RequestId,
    payeeName: z.string(),
    bank: z.string(),
    amountMinor: AmountMinor,
    currency: Currency,
    channel: Code,
    state: TransferState,
    conditions: z.array(TransferCondition),
    /** R3-42: two people press Process. */
    twoPeople: z.boolean(),
    presses: z.array(z.object({ by: z.string(), at: Instant }).strict()),
    /** When the window opens in which a queued transfer is executed. */
    queuedFor: Instant.nullable(),
    sentAt: Instant.nullable(),
    automatic: z.boolean(),
    /** Which bank interface; a simulator moves no money and says so. */
    adapter: z.enum(['file', 'simulator']),
    bankReference: z.string(),
    answer: z.string(),
    /** R3-68…72: when the money should be there. */
    arrival: z
      .object({ at: Instant, kind: z.enum(['within', 'before']) })
      .strict()
      .nullable(),
  })
  .strict()
export type TransferRow = z.output<typeof TransferRow>

/** R3-40: what is looked at after a transfer was triggered. */
export const PostCheck = z
  .object({
    check: z.enum(['status', 'fundFreeze', 'bankInstruction', 'customerNotice']),
    holds: z.boolean(),
    found: z.string(),
  })
  .strict()
export type PostCheck = z.output<typeof PostCheck>

export const transfers = {
  list: query('cashTasksOut.remit', 'batches.build', 'batches.release', 'ledger.read')
    .input(Nothing)
    .output(z.object({ rows: z.array(TransferRow), adapter: z.enum(['file', 'simulator']) }).strict()),
  get: query('cashTasksOut.remit', 'batches.build', 'batches.release', 'ledger.read')
    .input(z.object({ instructionId: InstructionId }).strict())
    .output(z.object({ row: TransferRow, postChecks: z.array(PostCheck) }).strict()),
  /** Execute Transfer, or one of the two Process presses (R3-38, R3-39, R3-43). */
  press: command({ permissions: ['cashTasksOut.remit'], stepUp: true })
    .input(changing({ instructionId: InstructionId, irreversible: z.literal(true) }))
    .output(z.object({ instructionId: InstructionId, version: Version, state: TransferState }).strict()),
}
