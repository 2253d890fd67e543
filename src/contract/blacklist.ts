/** The blacklist: who and what is barred from payouts (R3-75). Setting a bar takes one person with the second factor, lifting it two people. */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { Instant } from './dates.ts'
import { LIMITS, requiredLine } from './limits.ts'
import { proposed } from './proposals.ts'

export const BAR_KINDS = ['customer', 'account', 'destinationAccount', 'payeeName', 'country'] as const
export const BarKind = z.enum(BAR_KINDS)
export type BarKind = z.output<typeof BarKind>

export const BarId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
export const Bar = z
  .object({
    barId: BarId,
    kind: BarKind,
    value: z.string(),
    reason: z.string(),
    addedBy: z.string(),
    addedAt: Instant,
    lifted: z.object({ by: z.string(), at: Instant, reason: z.string() }).strict().nullable(),
  })
  .strict()
export type Bar = z.output<typeof Bar>

export const blacklist = {
  list: query('limits.manage', 'checks.answer', 'audit.read')
    .input(z.object({ withLifted: z.boolean() }).strict())
    .output(z.array(Bar)),
  add: command({ permissions: ['limits.manage'], stepUp: true })
    .input(
      creating({ kind: BarKind, value: requiredLine(LIMITS.nameChars), reason: requiredLine(LIMITS.commentChars) }),
    )
    .output(z.object({ barId: BarId }).strict()),
  /** Proposed by one person, confirmed by another; one of the two did not set it (law 4). */
  lift: command({ permissions: ['limits.manage'], stepUp: true })
    .input(creating({ barId: BarId, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object(proposed).strict()),
}
