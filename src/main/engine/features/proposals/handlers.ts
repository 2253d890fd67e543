/** Changes of rights and money settings that wait for a second person. */
import { DECIDED_WITH, type Proposal, type ProposalKind } from '../../../../contract/proposals.ts'
import type { Call, Handlers } from '../../call.ts'
import {
  decidedProposals,
  decideWord,
  differencesOf,
  endProposal,
  type Facts,
  type NamedProposal,
  openProposals,
  proposalById,
  type StoredProposal,
  storedOf,
  takeProposal,
} from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { notify } from '../notifications/index.ts'
import { APPLY, DROP } from './apply.ts'

export const proposalsHandlers: Handlers<'proposals'> = {
  list(call, { which, before, pageSize }) {
    const page = { before: before ?? Number.MAX_SAFE_INTEGER, limit: pageSize + 1 }
    const found = which === 'open' ? openProposals(call, page) : decidedProposals(call, page)
    return {
      rows: found
        .slice(0, pageSize)
        .filter((row) => mayRead(call, row))
        .map((row) => shown(call, row)),
      more: found.length > pageSize,
    }
  },

  get(call, { proposalId }) {
    const found = proposalById(call, proposalId)
    if (!mayRead(call, found)) refuse('NOT_FOUND', { what: `proposed change ${proposalId}` })
    return shown(call, found)
  },

  approve(call, { proposalId, expectedVersion }) {
    call.requireStepUp()
    const proposal = takeProposal(call, { proposalId, version: expectedVersion })
    const state = carryOut(call, proposal)
    const version = endProposal(call, { id: proposalId, version: expectedVersion }, { state, reason: '' })
    call.audit({
      action: state === 'applied' ? 'proposal.approve' : 'proposal.stale',
      subject: `proposal:${proposalId}`,
      changes: [
        ['subject', null, proposal.subject],
        ['madeBy', null, proposal.madeByName],
      ],
    })
    if (state === 'applied') tell(call, proposal, null)
    call.changed('proposals')
    return { proposalId, version, state }
  },

  refuse(call, { proposalId, expectedVersion, reason }) {
    const proposal = takeProposal(call, { proposalId, version: expectedVersion })
    DROP[proposal.kind]?.(call, proposal)
    tell(call, proposal, reason)
    return end(call, { proposalId, version: expectedVersion, state: 'refused', reason })
  },

  withdraw(call, { proposalId, expectedVersion, reason }) {
    const found = proposalById(call, proposalId)
    if (found.madeBy !== call.actor.operatorId)
      refuse('PROPOSAL_NOT_YOURS', { what: found.title, by: found.madeByName })
    // The change ends first: one that was decided meanwhile is a conflict, and nothing of it is dropped.
    const ended = end(call, { proposalId, version: expectedVersion, state: 'withdrawn', reason })
    DROP[found.kind as ProposalKind]?.(call, storedOf(found))
    return ended
  },
}

/** A change whose thing has moved on since is stale: nothing of it remains, and the proposer may look again. */
function carryOut(call: Call, proposal: StoredProposal): 'applied' | 'stale' {
  try {
    call.attempt(() => APPLY[proposal.kind](call, proposal))
    return 'applied'
  } catch (error) {
    if (error instanceof Conflict) return 'stale'
    throw error
  }
}

/** Tells the proposer; a setting has no name of its own in a message, and its page shows what is in force. */
function tell(call: Call, { kind, madeBy, title }: StoredProposal, refusedFor: string | null): void {
  if (kind === 'setting.set') return
  const about = { to: { operatorIds: [madeBy] }, route: '/changes/decided' }
  const figures = { what: title, by: call.actor.displayName }
  if (refusedFor === null) notify(call, { ...about, template: 'change.confirmed', figures })
  else notify(call, { ...about, template: 'change.refused', figures: { ...figures, reason: refusedFor } })
}

type Ending = { proposalId: number; version: number; state: 'refused' | 'withdrawn'; reason: string }

function end(call: Call, { proposalId, version, state, reason }: Ending) {
  const next = endProposal(call, { id: proposalId, version }, { state, reason })
  call.audit({
    action: state === 'refused' ? 'proposal.refuse' : 'proposal.withdraw',
    subject: `proposal:${proposalId}`,
    reason,
  })
  call.changed('proposals')
  return { proposalId, version: next, state }
}

/** Who could decide it, who made it, and who reads the audit log. */
function mayRead(call: Call, row: NamedProposal): boolean {
  const { permissions, operatorId } = call.actor
  if (row.madeBy === operatorId || permissions.has('audit.read')) return true
  return DECIDED_WITH[row.kind as ProposalKind].some((permission) => permissions.has(permission))
}

function shown(call: Call, row: NamedProposal): Proposal {
  return {
    proposalId: row.id,
    version: row.version,
    kind: row.kind as ProposalKind,
    subject: row.subject,
    title: row.title,
    state: row.state as Proposal['state'],
    madeBy: row.madeByName,
    madeByMe: row.madeBy === call.actor.operatorId,
    madeAt: row.madeAt,
    reason: row.reason,
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt,
    decisionReason: row.decisionReason,
    alone: row.alone === 1,
    changes: differencesOf(JSON.parse(row.before) as Facts, JSON.parse(row.after) as Facts),
    mayDecide: decideWord(call, row),
  } as Proposal
}
