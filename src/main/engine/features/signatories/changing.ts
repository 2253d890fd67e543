/** What a confirmed change of mandates and rules does (two people: the kernel of proposals). */
import type { SigningGroup } from '../../../../contract/permissions.ts'
import type { Combination } from '../../../../contract/signatories.ts'
import type { Call } from '../../call.ts'
import type { StoredProposal } from '../../proposals/index.ts'
import { endOn, insertMandate, insertRule } from './store.ts'

export type MandateChange =
  | {
      kind: 'add'
      operatorId: number
      group: SigningGroup
      validFrom: string
      validTo: string | null
      specimenFileId: number | null
    }
  | { kind: 'end'; id: number; before: string | null; validTo: string }

export type RuleChange =
  | {
      kind: 'add'
      currency: string
      fromMinor: number
      combinations: readonly Combination[]
      validFrom: string
      validTo: string | null
    }
  | { kind: 'end'; id: number; before: string | null; validTo: string }

export function applyMandate(call: Call, { payload, title }: StoredProposal): number {
  const change = payload as MandateChange
  const made = { madeBy: call.actor.operatorId, madeAt: call.now }
  let id: number
  if (change.kind === 'end') {
    id = change.id
    endOn(call, 'signing_mandates', change)
  } else {
    const { kind: _, group, ...rest } = change
    id = insertMandate(call, { ...rest, signingGroup: group, ...made })
  }
  return audited(call, { action: `mandate.${change.kind}`, subject: `mandate:${id}`, title, id })
}

export function applyRule(call: Call, { payload, title }: StoredProposal): number {
  const change = payload as RuleChange
  const made = { madeBy: call.actor.operatorId, madeAt: call.now }
  let id: number
  if (change.kind === 'end') {
    id = change.id
    endOn(call, 'signing_rules', change)
  } else {
    const { kind: _, combinations, ...rest } = change
    id = insertRule(call, { ...rest, combinations: JSON.stringify(combinations), ...made })
  }
  return audited(call, { action: `signingRule.${change.kind}`, subject: `signingRule:${id}`, title, id })
}

type Audited = { action: string; subject: string; title: string; id: number }

function audited(call: Call, { action, subject, title, id }: Audited): number {
  call.audit({ action, subject, changes: [['name', null, title]] })
  call.changed('cheques')
  return id
}
