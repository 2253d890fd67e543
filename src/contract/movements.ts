/**
 * The transactions ledger (R0-20…R0-24): every movement of money in one list, newest first, with the balance after it, the request it
 * belongs to and how that came about. A row is a journal seen from one account: the chosen one, else the customer's, else the bank's, else its first.
 */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { BatchId, CustomerId, JobId, JournalId, LedgerAccountId, RequestId } from './ids.ts'
import { JournalRow } from './ledger.ts'
import { LIMITS, line } from './limits.ts'
import { AmountMinor, Currency, NonNegativeMinor } from './money.ts'
import { CommonState, Label } from './workflow.ts'

export const MOVEMENT_COLUMNS = [
  'date',
  'journal',
  'kind',
  'customer',
  'request',
  'account',
  'amount',
  'balance',
  'currency',
  'status',
  'reference',
  'carrier',
  'memo',
  'by',
  'at',
] as const
export const MovementColumn = z.enum(MOVEMENT_COLUMNS)
export type MovementColumn = z.output<typeof MovementColumn>

export const MovementFilter = z
  .object({
    /** Customer, request, journal, payment reference, trade number, cheque number; with dates also the text of a journal. */
    search: line(LIMITS.shortTextChars),
    customerId: CustomerId.nullable(),
    requestId: RequestId.nullable(),
    ledgerAccountId: LedgerAccountId.nullable(),
    batchId: BatchId.nullable(),
    chequeNumber: line(20),
    /** How the money of the request left the desk. */
    channel: z.enum(['wire', 'cheque']).nullable(),
    from: BusinessDate.nullable(),
    to: BusinessDate.nullable(),
    currency: Currency.nullable(),
    /** Bounds of the amount without its sign; they need a currency. */
    leastMinor: NonNegativeMinor.nullable(),
    mostMinor: NonNegativeMinor.nullable(),
    /** The state of the request; `none` for movements without one. */
    state: z.enum([...CommonState.options, 'none']).nullable(),
  })
  .strict()
export type MovementFilter = z.output<typeof MovementFilter>

export const MovementCursor = z.object({ date: BusinessDate, journalId: JournalId }).strict()
export type MovementCursor = z.output<typeof MovementCursor>

export const MovementRow = z
  .object({
    journalId: JournalId,
    date: BusinessDate,
    at: Instant,
    kind: z.string(),
    memo: z.string(),
    by: z.string(),
    requestId: RequestId.nullable(),
    customerId: CustomerId.nullable(),
    customerNumber: z.string().nullable(),
    customerName: z.string().nullable(),
    ledgerAccountId: LedgerAccountId,
    accountName: z.string(),
    /** Debit positive, credit negative, on this account. */
    amountMinor: AmountMinor,
    currency: Currency,
    balanceAfterMinor: AmountMinor,
    status: z.object({ label: Label, common: CommonState }).strict().nullable(),
    /** Our reference of the payment; more than one payment: the latest. */
    reference: z.string().nullable(),
    batchId: BatchId.nullable(),
    chequeNumber: z.string().nullable(),
    reversedBy: JournalId.nullable(),
  })
  .strict()
export type MovementRow = z.output<typeof MovementRow>

/** One step of the request behind a movement (R0-23). */
export const MovementStep = z
  .object({ at: Instant, by: z.string(), code: z.string(), status: Label.nullable(), text: z.string() })
  .strict()
export type MovementStep = z.output<typeof MovementStep>

export const movements = {
  list: query('ledger.read')
    .input(
      z
        .object({
          filter: MovementFilter,
          after: MovementCursor.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(MovementRow), next: MovementCursor.nullable() }).strict()),
  /** Counted and added up to a bound; beyond it the figures are left out rather than estimated. */
  totals: query('ledger.read')
    .input(z.object({ filter: MovementFilter }).strict())
    .output(
      z
        .object({
          count: z.int(),
          capped: z.boolean(),
          sums: z.array(z.object({ currency: Currency, debitMinor: AmountMinor, creditMinor: AmountMinor }).strict()),
        })
        .strict(),
    ),
  /** A movement with all its postings and the complete status history of its request. */
  get: query('ledger.read')
    .input(z.object({ journalId: JournalId }).strict())
    .output(z.object({ journal: JournalRow, history: z.array(MovementStep) }).strict()),
  /** Every row of the filter in the visible columns (R0-22): a job with progress that can be stopped. */
  export: command({ permissions: ['ledger.read'] })
    .input(
      creating({
        format: z.enum(['csv', 'xlsx']),
        filter: MovementFilter,
        columns: z.array(MovementColumn).min(1).max(MOVEMENT_COLUMNS.length),
      }),
    )
    .output(z.object({ jobId: JobId }).strict()),
}
