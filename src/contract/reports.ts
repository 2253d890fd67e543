/** Payout reports (R2-74…R2-76): what came in, what was paid, what failed in a period; kept with the workbook that was made of it. */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { FileId, JobId } from './ids.ts'
import { AmountMinor, Currency } from './money.ts'
import { CommonState } from './workflow.ts'

/** Completed payouts of one currency: their sum and arithmetic mean. */
export const PaidSum = z
  .object({ currency: Currency, count: z.int(), totalMinor: AmountMinor, averageMinor: AmountMinor })
  .strict()

export const PayoutCounts = z
  .object({
    submitted: z.int(),
    /** Released for processing: their first transaction was approved. */
    approved: z.int(),
    /** Handed to the bank. */
    processed: z.int(),
    completed: z.int(),
    failed: z.int(),
    rejected: z.int(),
    cancelled: z.int(),
  })
  .strict()
export type PayoutCounts = z.output<typeof PayoutCounts>

export const PayoutReport = z
  .object({
    from: BusinessDate,
    to: BusinessDate,
    counts: PayoutCounts,
    /** Over completed payouts only. */
    paid: z.array(PaidSum),
    /** Mean minutes from submission to completion. */
    meanMinutes: z.int().nullable(),
    byDay: z.array(PayoutCounts.extend({ date: BusinessDate }).strict()),
    byMethod: z.array(PayoutCounts.extend({ method: z.string(), paid: z.array(PaidSum) }).strict()),
    /** Requests submitted in the period by the state that they are in now. */
    byState: z.array(z.object({ state: CommonState, count: z.int() }).strict()),
    failures: z.array(
      z.object({ reason: z.string(), currency: Currency, count: z.int(), amountMinor: AmountMinor }).strict(),
    ),
  })
  .strict()
export type PayoutReport = z.output<typeof PayoutReport>

export const ReportRow = z
  .object({
    jobId: JobId,
    from: BusinessDate,
    to: BusinessDate,
    madeAt: Instant,
    by: z.string(),
    fileId: FileId.nullable(),
  })
  .strict()
export type ReportRow = z.output<typeof ReportRow>

export const reports = {
  /** Works the report out beside the desk and writes its workbook. */
  make: command({ permissions: ['ledger.read'] })
    .input(creating({ from: BusinessDate, to: BusinessDate }))
    .output(z.object({ jobId: JobId }).strict()),
  /** Reports that were made, newest first. */
  list: query('ledger.read').input(z.object({}).strict()).output(z.array(ReportRow)),
  get: query('ledger.read')
    .input(z.object({ jobId: JobId }).strict())
    .output(z.object({ row: ReportRow, report: PayoutReport }).strict()),
}
