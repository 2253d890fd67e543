/** The table of limits (O-07, R2-15): per request, day, month and number; by desk, rank, risk, customer; by currency and method. */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { CheckOutcome } from './check-list.ts'
import { Instant } from './dates.ts'
import { Version } from './ids.ts'
import { LIMITS, line, prose } from './limits.ts'
import { Currency, MAX_AMOUNT_MINOR } from './money.ts'
import { proposed } from './proposals.ts'
import { Method } from './transactions.ts'

export const LimitId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
export const LIMIT_SCOPES = ['desk', 'rank', 'risk', 'customer', 'unverified'] as const
export const LIMIT_MEASURES = ['requestAmount', 'dayAmount', 'dayCount', 'monthAmount'] as const
export const LimitContent = z
  .object({
    scope: z.enum(LIMIT_SCOPES),
    /** Rank, risk or customer number; empty for the whole desk and for unverified customers. */
    scopeValue: line(LIMITS.shortTextChars),
    /** null = every currency, for counts only: amounts of several currencies are never added (law 9). */
    currency: Currency.nullable(),
    method: Method.nullable(),
    measure: z.enum(LIMIT_MEASURES),
    comparison: z.enum(['atMost', 'below']),
    bound: z.int().min(0).max(MAX_AMOUNT_MINOR),
    effect: CheckOutcome,
    active: z.boolean(),
  })
  .strict()
export type LimitContent = z.output<typeof LimitContent>

export const Limit = LimitContent.extend({
  limitId: LimitId,
  version: Version,
  by: z.string(),
  at: Instant,
}).strict()
export type Limit = z.output<typeof Limit>

export const limitTable = {
  list: query('limits.manage', 'checks.answer', 'audit.read').input(Nothing).output(z.array(Limit)),
  /** A new limit; a second person puts it in force. */
  add: command({ permissions: ['limits.manage'], stepUp: true })
    .input(creating({ content: LimitContent, reason: prose(LIMITS.commentChars) }))
    .output(z.object(proposed).strict()),
  /** Another bound, sign or effect, or switching off; a second person puts it in force. */
  change: command({ permissions: ['limits.manage'], stepUp: true })
    .input(
      changing({
        limitId: LimitId,
        bound: LimitContent.shape.bound,
        comparison: LimitContent.shape.comparison,
        effect: CheckOutcome,
        active: z.boolean(),
        reason: prose(LIMITS.commentChars),
      }),
    )
    .output(z.object(proposed).strict()),
}
