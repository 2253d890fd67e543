/** The audit log: one record per change, chained by hash, verified as a job (R1-63…68, R2-77…80). */
import { z } from 'zod'
import { command, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { CommandId, JobId, RequestId } from './ids.ts'
import { LIMITS, line } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'

export const AuditChange = z
  .object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })
  .strict()

export const AuditRow = z
  .object({
    sequence: z.int(),
    at: Instant,
    actor: z.string(),
    role: z.string(),
    address: z.string(),
    action: z.string(),
    subject: z.string(),
    requestId: RequestId.nullable(),
    amountMinor: AmountMinor.nullable(),
    currency: Currency.nullable(),
    balanceBeforeMinor: AmountMinor.nullable(),
    balanceAfterMinor: AmountMinor.nullable(),
    reason: z.string(),
    changes: z.array(AuditChange),
    hash: z.string(),
  })
  .strict()
export type AuditRow = z.output<typeof AuditRow>

export const audit = {
  /** Newest first (R1-64). With a request: everybody who may read the request; the whole log: `audit.read`. */
  list: query('audit.read', 'withdrawals.access')
    .input(
      z
        .object({
          requestId: RequestId.nullable(),
          subject: line(80),
          actor: line(80),
          before: z.int().nullable(),
          pageSize: z.int().min(1).max(LIMITS.auditPageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(AuditRow), more: z.boolean() }).strict()),
  /** Reads every record again and recomputes the chain; a job with progress. */
  verify: command({ permissions: ['audit.read'] })
    .input(z.object({ commandId: CommandId }).strict())
    .output(z.object({ jobId: JobId }).strict()),
  /** Root over the day's records, or over its first ones: as many as a signed day-end sheet says, to compare with paper. */
  dayRoot: query('audit.read')
    .input(z.object({ date: BusinessDate, records: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable() }).strict())
    .output(z.object({ date: BusinessDate, records: z.int(), root: z.string(), head: z.string() }).strict()),
}
