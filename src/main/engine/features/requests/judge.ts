/**
 * May this person take this action on this request now? One place answers for the screen (what is offered and why not) and for
 * the command (law 12). A transition runs only when every question is answered with yes.
 */
import type { CheckMoment } from '../../../../contract/check-list.ts'
import type { Permission } from '../../../../contract/permissions.ts'
import type { ActionDefinition, Transition } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import type { RunnableProfile } from '../../workflow/profile.ts'
import { completeRound, type Judgement, judgeApproval, neededFor } from '../approvals/index.ts'
import { type Checked, judgeChecks } from '../checks/index.ts'
import { GUARDS } from './guards.ts'
import { heldFailure } from './instruction-store.ts'
import { show } from './money.ts'
import { sumsOf } from './rules.ts'
import type { Request } from './schema.ts'
import { transactionsOf } from './store.ts'
import { subjectOf } from './subject.ts'

/** What the person gave with the action. `null` while only asking what is offered. */
export type Given = {
  comment: string
  documents: readonly string[]
  contentDigest: string | null
  acknowledgeShortBalance: boolean
  reasonCode?: string | null | undefined
  reference?: string | undefined
}

/** An action with what was given; without it, only whether it is offered. */
export type Asked = { action: string; given: Given | null }

/** What the amount needs, and what the checks of the action's moment found, to be kept with the request. */
export type Judged = {
  definition: ActionDefinition
  transition: Transition
  approval: Judgement | null
  checked: Checked | null
}

/** Refuses with rule, figure and next step, or returns the transition to run. Mass edit is judged apart (R1-76). */
export function judge(call: Call, request: Request, { action, given }: Asked): Judged {
  const profile = call.services.profiles.of(request)
  const status = profile.status(request.status)
  if (status.final) refuse('STATUS_FINAL', { request: `WD-${request.id}`, status: status.label.en })
  if (request.beingSent === 1) refuse('COMPLETE_RUNNING', { request: `WD-${request.id}` })
  if (request.completedBy !== null) requireNotInvestigated(call, request)
  const definition = profile.action(action)
  const ways = profile.transitionsOf(request, action)
  const [first] = ways
  if (!definition || !first) {
    refuse('ACTION_NOT_OFFERED', {
      action: definition?.label.en ?? action,
      status: status.label.en,
      department: request.department ?? '',
    })
  }
  judgePerson(call, definition, first)
  judgeStep(call, profile, { request, transition: first })
  const approval = judgeAmount(call, request, action)
  const transition = wayFor(ways, approval) ?? first
  for (const guard of transition.guards) GUARDS[guard](call, request, { given, definition, transition })
  if (isPaidByHand({ definition, transition })) refuseApprover(call, request)
  if (given) judgeGiven(call, profile, { definition, given })
  if (transition.effects.includes('releaseFunds') || definition.permissionNumber === 2)
    refuseAfterPayment(call, request)
  const moment = MOMENT_OF_TONE[definition.tone]
  const checked = moment ? judgeChecks(call, { ...request, requestId: request.id }, moment) : null
  return { definition, transition, approval, checked }
}

/** R2-35: while a failed payment is under investigation its request and its money stay where they are. */
export function requireNotInvestigated(call: Call, request: Request): void {
  const held = heldFailure(call, request.id)
  if (held) refuse('FAILURE_HELD', { request: `WD-${request.id}`, by: held.by, reason: held.text })
}

/** What is checked with an action: a step forward is a review, an approval and a payment have moments of their own (R2-09). */
export const MOMENT_OF_TONE: Partial<Record<ActionDefinition['tone'], CheckMoment>> = {
  forward: 'review',
  approve: 'approval',
  complete: 'execution',
}

/** Who must approve this amount, and whether this person is next; null where the action is not an approval. */
function judgeAmount(call: Call, request: Request, action: string): Judgement | null {
  if (!call.services.profiles.of(request).approvalTable(action)) return null
  const subject = subjectOf(call, request)
  const needs = neededFor(call, subject, action)
  return needs && judgeApproval(call, subject, { action, needs })
}

/** R2-83, R2-84: the last approval leads on, an earlier one waits for the others. */
function wayFor(ways: readonly Transition[], approval: Judgement | null): Transition | undefined {
  if (!approval) return undefined
  return ways.find((way) => way.guards.includes(approval.last ? 'approvalsComplete' : 'approvalsPending'))
}

/** R1-62: department, permission and role, named in the refusal. */
function judgePerson(call: Call, definition: ActionDefinition, transition: Transition): void {
  const { actor } = call
  const department = transition.performer === 'customer' ? 'customerSupport' : transition.performer
  if (department !== 'any' && actor.department !== department) {
    refuse('DEPARTMENT_DIFFERS', { department, own: actor.department ?? '—', action: definition.label.en })
  }
  const permission: Permission = definition.permission ?? 'withdrawals.access'
  if (!actor.permissions.has(permission)) refuse('PERMISSION_MISSING', { permission, by: actor.displayName })
  if (definition.roles.length > 0 && !definition.roles.some((role) => actor.roles.includes(role))) {
    refuse('ROLE_MISSING', { action: definition.label.en, role: definition.roles.join(' | '), by: actor.displayName })
  }
}

/** R3-06: who acts on a step needs the step's own permission. */
function judgeStep(call: Call, profile: RunnableProfile, about: { request: Request; transition: Transition }): void {
  const { request, transition } = about
  if (request.step === null || transition.steps.length === 0) return
  const step = profile.data.steps.find((each) => each.step === request.step)
  if (step?.permission && !call.actor.permissions.has(step.permission))
    refuse('STEP_PERMISSION_MISSING', { step: step.label.en, permission: step.permission })
}

/** R1-61, O-04: what must be given with the action. */
function judgeGiven(
  call: Call,
  profile: RunnableProfile,
  { definition, given }: { definition: ActionDefinition; given: Given },
): void {
  const { requires, label, action } = definition
  if (requires.includes('comment') && given.comment.trim() === '') refuse('COMMENT_REQUIRED', { action: label.en })
  if (requires.includes('documents') && given.documents.length === 0) refuse('DOCUMENTS_REQUIRED', { action: label.en })
  const reason = given.reasonCode ? profile.reasonCode(given.reasonCode) : undefined
  if ((requires.includes('reasonCode') || given.reasonCode) && !reason?.actions.includes(action))
    refuse('REASON_CODE_REQUIRED', { action: label.en })
  if (requires.includes('reference') && !given.reference) refuse('REFERENCE_REQUIRED', { action: label.en })
  if (requires.includes('stepUp')) call.requireStepUp()
}

/** A payment that a person makes at the bank themself, with the bank's reference: no signer looks at it afterwards (R2-28). */
export function isPaidByHand(way: { definition: ActionDefinition; transition: Transition }): boolean {
  return way.definition.requires.includes('reference') && way.transition.effects.includes('startPayment')
}

/** Law 4: it takes the place of a release, so that it is nobody's who made or approved the request. */
function refuseApprover(call: Call, request: Request): void {
  const { operatorId, displayName } = call.actor
  const given = completeRound(call, subjectOf(call, request))?.given ?? []
  const own = given.some((row) => row.operatorId === operatorId || row.authorityOf === operatorId)
  if (own) refuse('PAID_BY_APPROVER', { request: `WD-${request.id}`, by: displayName })
  if (request.createdBy === operatorId) refuse('MAKER_CANNOT_APPROVE', { request: `WD-${request.id}`, by: displayName })
}

/** Money that has left cannot be taken back by refusing the request. */
function refuseAfterPayment(call: Call, request: Request): void {
  if (request.executeMinor === 0) return
  const { paymentMinor } = sumsOf(transactionsOf(call, request.id).filter((t) => t.status === 'executed'))
  if (paymentMinor > 0)
    refuse('CANCEL_TOO_LATE', { status: request.status, paid: show(paymentMinor, request.currency) })
}
