/**
 * The kernel of two-person changes (law 4): what is proposed by one person takes effect when another one confirms it. While a desk
 * has had only one administrator there is nobody to confirm; its changes then take effect at once, are marked as made alone and
 * logged as such. That ends for good with the second administrator.
 */
import { DECIDED_WITH, type DecideWord, type ProposalKind } from '../../../contract/proposals.ts'
import type { Call } from '../call.ts'
import { refuse } from '../refuse.ts'
import { differencesOf, type Facts } from './differences.ts'
import {
  conflictOf,
  insertProposal,
  type NamedProposal,
  openProposalOf,
  proposalById,
  twoPeopleNeeded,
} from './store.ts'

export type NewProposal = {
  kind: ProposalKind
  /** What is changed: `setting:desk.batchCut`. One open change per kind and subject. */
  subject: string
  /** How people call it. */
  title: string
  /** Facts by field; a field that is the same in both is not shown. */
  before: Facts
  after: Facts
  /** What the apply function needs; never shown and dropped when the change is decided. */
  payload: Readonly<Record<string, unknown>>
  /** Whose rights it is about; such a person does not confirm it. */
  concerns?: number
  reason?: string
  /** Waits for a second person also on a desk with one administrator: what is decided by other people than administrators. */
  always?: boolean
}

/** A change as its apply function gets it. */
export type StoredProposal = {
  proposalId: number
  kind: ProposalKind
  subject: string
  title: string
  madeBy: number
  madeByName: string
  payload: unknown
}

/** Carries a confirmed change out: checks again, writes, leaves its own audit record. A `Conflict` makes the change stale. */
export type Apply<T = unknown> = (call: Call, proposal: StoredProposal) => T

export type Proposed<T> = { proposalId: number; applied: T | null }

/**
 * Puts a change before a second person. `apply` is what the top feature's table names for the same kind; it runs at once only
 * while the desk has a single administrator.
 */
export function propose<T>(call: Call, change: NewProposal, apply: Apply<T>): Proposed<T> {
  const changes = differencesOf(change.before, change.after)
  if (changes.length === 0) refuse('NOTHING_CHANGED', { what: change.title })
  const open = openProposalOf(call, change.kind, change.subject)
  if (open) refuse('PROPOSAL_OPEN_ALREADY', { what: change.title, by: open.madeByName })
  const alone = change.always !== true && !twoPeopleNeeded(call)
  const proposalId = insertProposal(call, {
    kind: change.kind,
    subject: change.subject,
    title: change.title,
    before: JSON.stringify(change.before),
    after: JSON.stringify(change.after),
    payload: alone ? '{}' : JSON.stringify(change.payload),
    concerns: change.concerns ?? null,
    reason: change.reason ?? '',
    madeBy: call.actor.operatorId,
    madeAt: call.now,
    state: alone ? 'applied' : 'open',
    alone: alone ? 1 : 0,
    decidedAt: alone ? call.now : null,
  })
  call.audit({
    action: alone ? 'proposal.alone' : 'proposal.make',
    subject: `proposal:${proposalId}`,
    reason: change.reason ?? '',
    changes: [['subject', null, change.subject], ...changes.map(asAuditChange)],
  })
  call.changed('proposals')
  const applied = alone ? apply(call, storedOf(proposalById(call, proposalId), change.payload)) : null
  return { proposalId, applied }
}

/** An open change for the person who decides it; refuses whoever may not (law 4) and what is decided already (law 6). */
export function takeProposal(call: Call, at: { proposalId: number; version: number }): StoredProposal {
  const found = proposalById(call, at.proposalId)
  if (found.state !== 'open' || found.version !== at.version) throw conflictOf(found)
  const word = decideWord(call, found)
  if (word === 'own') refuse('PROPOSAL_OWN', { what: found.title })
  if (word === 'concerned') refuse('PROPOSAL_CONCERNS_YOU', { what: found.title })
  if (word === 'permission')
    refuse('PERMISSION_MISSING', { permission: deciders(found).join(' | '), by: call.actor.displayName })
  return storedOf(found)
}

/** Whether the person who asks may decide a change. */
export function decideWord(call: Call, found: NamedProposal): DecideWord {
  if (found.state !== 'open') return 'decided'
  if (found.madeBy === call.actor.operatorId) return 'own'
  if (found.concerns === call.actor.operatorId) return 'concerned'
  return deciders(found).some((permission) => call.actor.permissions.has(permission)) ? 'yes' : 'permission'
}

function deciders(found: NamedProposal) {
  return DECIDED_WITH[found.kind as ProposalKind]
}

/** A change as its apply function gets it. */
export function storedOf(found: NamedProposal, payload: unknown = JSON.parse(found.payload)): StoredProposal {
  const { id, kind, subject, title, madeBy, madeByName } = found
  return { proposalId: id, kind: kind as ProposalKind, subject, title, madeBy, madeByName, payload }
}

function asAuditChange({ field, before, after }: { field: string; before: string | null; after: string | null }) {
  return [field, before, after] as [string, string | null, string | null]
}
