/** Which layout the lists of an account have is decided by two people: a wrong one makes the bank pay what it must not. */
import type { Call } from '../../call.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { newestLayout } from '../channels/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { insertProfile, profileOf } from './store.ts'

export type LayoutChoice = { bankAccountId: number; layout: string | null; expectedVersion: number; reason: string }

/** Puts the choice before a second person. Refuses ISSUE_LAYOUT_UNFIT. */
export function proposeLayout(call: Call, choice: LayoutChoice) {
  const { bankAccountId, layout, expectedVersion, reason } = choice
  const account = bankAccountById(call, bankAccountId)
  const before = requireVersion(call, choice)
  requireForCheques(call, layout)
  const payload = { bankAccountId, layout, expectedVersion, reason }
  return propose(
    call,
    {
      kind: 'issueLayout.set',
      subject: `issueLayout:${bankAccountId}`,
      title: account.name,
      before: { layout: before },
      after: { layout },
      payload,
      reason,
    },
    applyIssueLayout,
  )
}

/** The confirmed choice takes effect; one that moved on since makes the change stale. */
export function applyIssueLayout(call: Call, { payload, madeBy }: StoredProposal): number {
  const choice = payload as LayoutChoice
  const { bankAccountId, layout, expectedVersion, reason } = choice
  const before = requireVersion(call, choice)
  requireForCheques(call, layout)
  const version = expectedVersion + 1
  insertProfile(call, { bankAccountId, version, layout, reason, madeBy, madeAt: call.now })
  call.audit({
    action: 'issueLayout.set',
    subject: `issueLayout:${bankAccountId}`,
    reason,
    changes: [['layout', before, layout]],
  })
  call.changed('cheques')
  return version
}

function requireVersion(call: Call, { bankAccountId, expectedVersion }: LayoutChoice): string | null {
  const now = profileOf(call, bankAccountId)
  const version = now?.version ?? 0
  if (version !== expectedVersion) throw new Conflict(`issueLayout:${bankAccountId}`, { version })
  return now?.layout ?? null
}

function requireForCheques(call: Call, layout: string | null): void {
  if (layout !== null && !newestLayout(call, layout).definition.cheques) refuse('ISSUE_LAYOUT_UNFIT', { layout })
}
