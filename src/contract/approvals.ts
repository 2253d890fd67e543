/** Who must approve a request, who has, and what they saw (law 4, law 5, R2-81…R2-86). */
import { z } from 'zod'
import { query } from './base.ts'
import { Instant } from './dates.ts'
import { RequestId } from './ids.ts'
import { Code } from './limits.ts'
import { Role } from './permissions.ts'

/** One fact of what was on the screen; the window has the word for the field. */
export const ContentField = z.enum([
  'customer',
  'account',
  'payee',
  'payeeAccount',
  'bank',
  'amount',
  'fee',
  'currency',
  'method',
])
export type ContentField = z.output<typeof ContentField>

export const ContentLine = z.object({ field: ContentField, value: z.string() }).strict()
export type ContentLine = z.output<typeof ContentLine>

export const RoundState = z.enum(['open', 'complete', 'rejected', 'voided', 'ended'])
export type RoundState = z.output<typeof RoundState>

export const ApprovalRow = z
  .object({
    by: z.string(),
    /** The seat that was filled, and the role that filled it. */
    role: Role,
    roleUsed: Role,
    /** By delegation: "A for B". */
    forName: z.string().nullable(),
    decision: z.enum(['approve', 'reject']),
    note: z.string(),
    at: Instant,
  })
  .strict()

export const ApprovalSeat = z
  .object({
    role: Role,
    count: z.int(),
    given: z.int(),
    /** Whose turn it is now; in an ordered set the later ones wait. */
    open: z.boolean(),
    /** Who could fill it. */
    people: z.array(z.string()),
  })
  .strict()

export const ApprovalRound = z
  .object({
    round: z.int(),
    action: Code,
    state: RoundState,
    ordered: z.boolean(),
    seats: z.array(ApprovalSeat),
    content: z.array(ContentLine),
    /** What changed since, where a change voided the round. */
    difference: z.array(z.object({ field: ContentField, before: z.string(), after: z.string() }).strict()),
    startedAt: Instant,
    endedAt: Instant.nullable(),
    endedBy: z.string().nullable(),
    approvals: z.array(ApprovalRow),
  })
  .strict()
export type ApprovalRound = z.output<typeof ApprovalRound>

export const approvals = {
  /** The approvals of a request: what its amount needs, and every round that there was, the newest first. */
  ofRequest: query('withdrawals.access')
    .input(z.object({ requestId: RequestId }).strict())
    .output(
      z
        .object({
          /** Null where the profile asks for no approvals. */
          needed: z
            .object({ action: Code, ordered: z.boolean(), seats: z.array(ApprovalSeat) })
            .strict()
            .nullable(),
          rounds: z.array(ApprovalRound),
        })
        .strict(),
    ),
}
