/**
 * One step on many requests: what each would say, the run itself with progress and a way to stop, and a result per row. Every row is
 * judged on its own, at the version and content that were on the screen (law 4, law 5).
 */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { DocumentKind } from './documents.ts'
import { JobId, RequestId, Version } from './ids.ts'
import { Code, LIMITS, prose } from './limits.ts'
import { AmountMinor, Currency } from './money.ts'
import { CommonState } from './profile.ts'
import { RefusalData } from './refusals.ts'
import { Method } from './transactions.ts'

/** A selected request as it would be acted on: exactly what an approval of it covers, and what stands in the way. */
export const SelectedRow = z
  .object({
    requestId: RequestId,
    version: Version,
    profile: Code,
    profileVersion: Version,
    status: Code,
    common: CommonState,
    customerName: z.string(),
    /** Payee, bank and account. */
    destination: z.string(),
    method: Method,
    channel: z.string().nullable(),
    amountMinor: AmountMinor,
    feeMinor: AmountMinor,
    currency: Currency,
    contentDigest: z.string(),
    /** Null = it can take the step now, by this person. */
    blockedBy: RefusalData.nullable(),
    /** Where the step leads; null where it is blocked. */
    to: Code.nullable(),
  })
  .strict()
export type SelectedRow = z.output<typeof SelectedRow>

export const SelectionResult = z
  .object({
    requestId: RequestId,
    customerName: z.string(),
    amountMinor: AmountMinor,
    currency: Currency,
    /** `waiting`: not reached, because the run was stopped or has not come to it. */
    outcome: z.enum(['done', 'refused', 'waiting']),
    /** The status afterwards, of a row that is done. */
    status: Code.nullable(),
    refusal: RefusalData.nullable(),
  })
  .strict()
export type SelectionResult = z.output<typeof SelectionResult>

const One = z
  .object({ requestId: RequestId, expectedVersion: Version, contentDigest: z.string().max(64).nullable() })
  .strict()

export const selections = {
  /** What the step would do to each row, before anything is done; changes nothing. */
  judge: query('withdrawals.access')
    .input(z.object({ action: Code, requestIds: z.array(RequestId).min(1).max(LIMITS.bulkRows) }).strict())
    .output(z.object({ rows: z.array(SelectedRow) }).strict()),
  /** Begins the run; a step that asks for the second factor asks for it once, here. */
  start: command({ permissions: ['withdrawals.access'] })
    .input(
      creating({
        action: Code,
        comment: prose(LIMITS.commentChars),
        documents: z.array(DocumentKind).max(LIMITS.documentsPerRequest),
        reasonCode: Code.nullable(),
        requests: z
          .array(One)
          .min(1)
          .max(LIMITS.selectionRows)
          .refine(
            (rows) => new Set(rows.map(({ requestId }) => requestId)).size === rows.length,
            'a request is named twice',
          ),
      }),
    )
    .output(z.object({ jobId: JobId }).strict()),
  /** The result of each row so far, in the order of the selection. */
  results: query('withdrawals.access')
    .input(z.object({ jobId: JobId }).strict())
    .output(z.object({ action: Code, rows: z.array(SelectionResult) }).strict()),
}
