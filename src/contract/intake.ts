/** Requests and customers that arrive in a file: preview with the errors of each row, then all or nothing (law 10). */
import { z } from 'zod'
import { command, query } from './base.ts'
import { BusinessDate } from './dates.ts'
import { CommandId, FileId, RequestId } from './ids.ts'
import { AmountMinor, Currency } from './money.ts'

export const IntakeKind = z.enum(['requests', 'customers'])
export type IntakeKind = z.output<typeof IntakeKind>

/** The header that a file of each kind must have; the order is free. */
export const INTAKE_COLUMNS = {
  requests: [
    'external_ref',
    'customer_no',
    'customer_name',
    'customer_name_zh',
    'account_no',
    'currency',
    'amount',
    'method',
    'payee_name',
    'bank_code',
    'bank_bic',
    'payee_account',
    'payee_address',
    'payee_town',
    'payee_country',
    'reason',
    'comment',
    'requested_at',
  ],
  customers: [
    'customer_no',
    'name',
    'name_zh',
    'email',
    'phone',
    'country',
    'risk',
    'account_no',
    'account_currency',
    'balance',
    'equity',
    'credit',
    'margin',
    'free_margin',
    'open_trades',
  ],
} as const

export const RowError = z
  .object({ row: z.int(), column: z.string(), code: z.string(), message: z.string(), value: z.string() })
  .strict()
export type RowError = z.output<typeof RowError>

export const IntakePreview = z
  .object({
    kind: IntakeKind,
    sha256: z.string(),
    /** Set when the file as a whole cannot be taken. */
    refusal: z.object({ code: z.string(), place: z.string(), message: z.string() }).strict().nullable(),
    rowCount: z.int(),
    sums: z.array(z.object({ currency: Currency, rows: z.int(), amountMinor: AmountMinor }).strict()),
    errors: z.array(RowError),
    /** All errors, when there are more than the list shows. */
    errorCount: z.int(),
    warnings: z.array(RowError),
    /** The first rows as understood: column titles and texts. */
    columns: z.array(z.string()),
    sample: z.array(z.array(z.string())),
    /** When and by whom the same file was taken before. */
    takenBefore: z.object({ at: z.int(), by: z.string() }).strict().nullable(),
  })
  .strict()
export type IntakePreview = z.output<typeof IntakePreview>

export const intake = {
  preview: query('withdrawals.import')
    .input(z.object({ kind: IntakeKind, fileId: FileId }).strict())
    .output(IntakePreview),
  /** Takes every row of the file or none; a file with errors is refused as it was in the preview. */
  take: command({ permissions: ['withdrawals.import'] })
    .input(z.object({ commandId: CommandId, kind: IntakeKind, fileId: FileId, sha256: z.string().length(64) }).strict())
    .output(z.object({ taken: z.int(), firstRequestId: RequestId.nullable(), date: BusinessDate }).strict()),
}
