/**
 * Changes of rights and of money settings are made by two people: one proposes, another one confirms. What may be proposed
 * is a closed list; the owner of each kind brings its own apply function.
 */
import { z } from 'zod'
import { changing, command, query } from './base.ts'
import { Instant } from './dates.ts'
import { ProposalId, Version } from './ids.ts'
import { LIMITS, prose, requiredLine } from './limits.ts'
import type { Permission } from './permissions.ts'

/** Every kind of change that waits for a second person, and which permissions (any of them) let somebody be that person. */
export const DECIDED_WITH = {
  'setting.set': ['admin.settings', 'changes.confirm'],
  'bankAccount.add': ['admin.settings', 'changes.confirm'],
  'mandate.change': ['admin.operators', 'changes.confirm'],
  'signingRule.change': ['admin.operators', 'changes.confirm'],
  'chequeForm.set': ['cheques.print', 'cheques.release', 'admin.settings', 'changes.confirm'],
  'chequeBook.add': ['cheques.print', 'cheques.release', 'changes.confirm'],
  'chequeBook.close': ['cheques.print', 'cheques.release', 'changes.confirm'],
  'issueLayout.set': ['cheques.release', 'admin.settings', 'changes.confirm'],
  'limit.add': ['limits.manage', 'changes.confirm'],
  'limit.change': ['limits.manage', 'changes.confirm'],
  'bar.lift': ['limits.manage', 'changes.confirm'],
  'region.lift': ['limits.manage', 'changes.confirm'],
  'channel.change': ['admin.settings', 'changes.confirm'],
  'incentiveWallet.add': ['admin.settings', 'changes.confirm'],
  'profile.activate': ['admin.profiles', 'changes.confirm'],
  'profile.retire': ['admin.profiles', 'changes.confirm'],
  'list.change': ['admin.settings', 'changes.confirm'],
  'role.change': ['admin.operators', 'changes.confirm'],
  'department.change': ['admin.operators', 'changes.confirm'],
  'operator.create': ['admin.operators', 'changes.confirm'],
  'operator.update': ['admin.operators', 'changes.confirm'],
  'operator.resetPassword': ['admin.operators', 'changes.confirm'],
  'destination.add': ['destinations.confirm'],
  'delegation.add': ['admin.operators', 'changes.confirm'],
  'day.adjust': ['ledger.adjust', 'changes.confirm'],
  'day.unlock': ['days.sign', 'changes.confirm'],
  'heldMoney.decide': ['withdrawals.decideRisk', 'ledger.adjust', 'changes.confirm'],
  'customer.balance': ['ledger.adjust', 'changes.confirm'],
  'journal.reverse': ['ledger.adjust', 'changes.confirm'],
} as const satisfies Record<string, readonly Permission[]>
export type ProposalKind = keyof typeof DECIDED_WITH
export const PROPOSAL_KINDS = Object.keys(DECIDED_WITH) as [ProposalKind, ...ProposalKind[]]
export const ProposalKind = z.enum(PROPOSAL_KINDS)

/** Everybody who may decide something, and who may read about it. */
export const DECIDERS: readonly Permission[] = [...new Set(Object.values(DECIDED_WITH).flat())]

/** `stale`: what it was to change had moved on when it was confirmed. */
export const ProposalState = z.enum(['open', 'applied', 'refused', 'withdrawn', 'stale'])
export type ProposalState = z.output<typeof ProposalState>

/** Why somebody may or may not decide. */
export const DecideWord = z.enum(['yes', 'own', 'concerned', 'permission', 'decided'])
export type DecideWord = z.output<typeof DecideWord>

export const Proposal = z
  .object({
    proposalId: ProposalId,
    version: Version,
    kind: ProposalKind,
    /** What is changed: `setting:desk.batchCut`, `operator:3`. */
    subject: z.string(),
    /** How people call it. */
    title: z.string(),
    state: ProposalState,
    madeBy: z.string(),
    madeByMe: z.boolean(),
    madeAt: Instant,
    /** Why the proposer wants it. */
    reason: z.string(),
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
    decisionReason: z.string(),
    /** Made before the desk had a second administrator: nobody confirmed it. */
    alone: z.boolean(),
    changes: z.array(
      z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }).strict(),
    ),
    mayDecide: DecideWord,
  })
  .strict()
export type Proposal = z.output<typeof Proposal>

/** What every method answers that proposes: the proposal, and whether it took effect at once (a desk with one administrator). */
export const proposed = { proposalId: ProposalId, applied: z.boolean() }

const Decided = z.object({ proposalId: ProposalId, version: Version, state: ProposalState }).strict()

export const proposals = {
  /** What this person may decide, has proposed, or may read about. */
  list: query()
    .input(
      z
        .object({
          which: z.enum(['open', 'decided']),
          before: ProposalId.nullable(),
          pageSize: z.int().min(1).max(LIMITS.pageRows),
        })
        .strict(),
    )
    .output(z.object({ rows: z.array(Proposal), more: z.boolean() }).strict()),
  get: query()
    .input(z.object({ proposalId: ProposalId }).strict())
    .output(Proposal),
  /** Takes effect at once; `stale` when the thing has moved on since and nothing was changed. */
  approve: command({ permissions: DECIDERS, stepUp: true })
    .input(changing({ proposalId: ProposalId }))
    .output(Decided),
  refuse: command({ permissions: DECIDERS })
    .input(changing({ proposalId: ProposalId, reason: requiredLine(LIMITS.commentChars) }))
    .output(Decided),
  /** Only by who made it. */
  withdraw: command()
    .input(changing({ proposalId: ProposalId, reason: prose(LIMITS.commentChars) }))
    .output(Decided),
}
