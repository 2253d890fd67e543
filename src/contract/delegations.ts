/** Delegation: for some days one person may use named roles of another in approvals, shown as "A for B" (R2-83…R2-86). */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { DelegationId, OperatorId, Version } from './ids.ts'
import { LIMITS, requiredLine } from './limits.ts'
import { Role } from './permissions.ts'
import { proposed } from './proposals.ts'

/** `later` and `over` by its days, `ended` by somebody, `idle` while the delegator is switched off or has none of the roles. */
export const DelegationState = z.enum(['active', 'later', 'over', 'ended', 'idle'])
export type DelegationState = z.output<typeof DelegationState>

export const Delegation = z
  .object({
    delegationId: DelegationId,
    version: Version,
    delegator: z.string(),
    delegate: z.string(),
    roles: z.array(Role),
    from: BusinessDate,
    to: BusinessDate,
    reason: z.string(),
    state: DelegationState,
    madeBy: z.string(),
    confirmedBy: z.string(),
    madeAt: Instant,
    endedBy: z.string().nullable(),
    endedAt: Instant.nullable(),
    /** The person who asks may end it: one of the two, or an administrator. */
    mayEnd: z.boolean(),
  })
  .strict()
export type Delegation = z.output<typeof Delegation>

export const delegations = {
  /** Own ones; all of them for who administers operators or reads the audit log. */
  list: query().input(Nothing).output(z.array(Delegation)),
  /** To whom may be delegated, and whose roles: for the form. */
  people: query()
    .input(Nothing)
    .output(
      z.array(
        z.object({ operatorId: OperatorId, displayName: z.string(), roles: z.array(Role), isMe: z.boolean() }).strict(),
      ),
    ),
  /** Own roles, or by an administrator those of somebody who is away; takes effect when a second person confirms it. */
  add: command()
    .input(
      creating({
        delegatorId: OperatorId,
        delegateId: OperatorId,
        roles: z.array(Role).min(1).max(10),
        from: BusinessDate,
        to: BusinessDate,
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(z.object({ delegationId: DelegationId.nullable(), ...proposed }).strict()),
  /** At once: taking a right back needs no second person. */
  end: command()
    .input(changing({ delegationId: DelegationId, reason: requiredLine(LIMITS.commentChars) }))
    .output(z.object({ delegationId: DelegationId, version: Version }).strict()),
}
