/** Money that a refused request keeps for an investigation (R2-23, R2-25, K-30), and what two people decide about it. */
import { z } from 'zod'
import { command, creating, query } from './base.ts'
import { Instant } from './dates.ts'
import { CustomerId, RequestId } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'
import { Currency, PositiveMinor } from './money.ts'
import { Label } from './profile.ts'
import { proposed } from './proposals.ts'

/** `release`: the customer's again. `forfeit`: taken off the balance as fraud activity. */
export const HeldDecision = z.enum(['release', 'forfeit'])
export type HeldDecision = z.output<typeof HeldDecision>

export const HeldMoney = z
  .object({
    requestId: RequestId,
    customerId: CustomerId,
    customerName: z.string(),
    customerNumber: z.string(),
    accountNumber: z.string(),
    amountMinor: PositiveMinor,
    currency: Currency,
    reason: Label,
    heldSince: Instant,
    state: z.enum(['held', 'released', 'forfeited']),
    decidedAt: Instant.nullable(),
    /** Waits for a second person. */
    proposed: z.object({ decision: HeldDecision, by: z.string() }).strict().nullable(),
  })
  .strict()
export type HeldMoney = z.output<typeof HeldMoney>

export const heldMoney = {
  /** The newest request first. */
  list: query('withdrawals.decideRisk', 'ledger.adjust', 'audit.read')
    .input(
      z
        .object({
          heldOnly: z.boolean(),
          before: RequestId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(HeldMoney), next: RequestId.nullable() }).strict()),
  /** Puts a decision before a second person. */
  decide: command({ permissions: ['withdrawals.decideRisk', 'ledger.adjust'], stepUp: true })
    .input(creating({ requestId: RequestId, decision: HeldDecision, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object(proposed).strict()),
}
