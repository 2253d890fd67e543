/**
 * May this person take this action on this request now? One place answers for the screen (what is offered and why not) and for
 * the command (law 12). A transition runs only when every question is answered with yes.
 */
import type { Permission } from '../../../../contract/permissions.ts'
import type { ActionDefinition, Guard, Transition } from '../../../../contract/workflow.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { accountById, availableOf, withinAvailable } from '../customers/index.ts'
import { contentDigest } from './content.ts'
import { show } from './money.ts'
import { completeVerdict, sumsOf } from './rules.ts'
import type { Request } from './schema.ts'
import { reviewOf, transactionsOf } from './store.ts'

/** What the person gave with the action. `null` while only asking what is offered. */
export type Given = {
  comment: string
  documents: readonly string[]
  contentDigest: string | null
  acknowledgeShortBalance: boolean
}

/** An action with what was given; without it, only whether it is offered. */
export type Asked = { action: string; given: Given | null }

export type Judged = { definition: ActionDefinition; transition: Transition }

/** Refuses with rule, figure and next step, or returns the transition to run. Mass edit is judged apart (R1-76). */
export function judge(call: Call, request: Request, { action, given }: Asked): Judged {
  const profile = call.services.profiles.of(request)
  const status = profile.status(request.status)
  if (status.final) refuse('STATUS_FINAL', { request: `WD-${request.id}`, status: status.label.en })
  if (request.beingSent === 1) refuse('COMPLETE_RUNNING', { request: `WD-${request.id}` })
  const definition = profile.action(action)
  const transition = profile.transitionsOf(request.status, request.department as 'backoffice', action)[0]
  if (!definition || !transition) {
    refuse('ACTION_NOT_OFFERED', {
      action: definition?.label.en ?? action,
      status: status.label.en,
      department: request.department ?? '',
    })
  }
  judgePerson(call, definition, transition)
  for (const guard of transition.guards) GUARDS[guard](call, request, { given, definition, transition })
  if (given) judgeGiven(call, definition, given)
  if (transition.effects.includes('releaseFunds') || definition.permissionNumber === 2)
    refuseAfterPayment(call, request)
  return { definition, transition }
}

/** R1-62: department and permission, named in the refusal. */
function judgePerson(call: Call, definition: ActionDefinition, transition: Transition): void {
  const { actor } = call
  const department = transition.performer === 'customer' ? 'customerSupport' : transition.performer
  if (department !== 'any' && actor.department !== department) {
    refuse('DEPARTMENT_DIFFERS', { department, own: actor.department ?? '—', action: definition.label.en })
  }
  const permission: Permission = definition.permission ?? 'withdrawals.access'
  if (!actor.permissions.has(permission)) refuse('PERMISSION_MISSING', { permission, by: actor.displayName })
}

/** R1-61: what must be given with the action. */
function judgeGiven(call: Call, definition: ActionDefinition, given: Given): void {
  if (definition.requires.includes('comment') && given.comment.trim() === '')
    refuse('COMMENT_REQUIRED', { action: definition.label.en })
  if (definition.requires.includes('documents') && given.documents.length === 0)
    refuse('DOCUMENTS_REQUIRED', { action: definition.label.en })
  if (definition.requires.includes('stepUp')) call.requireStepUp()
}

type GuardAbout = { given: Given | null; definition: ActionDefinition; transition: Transition }

const GUARDS: Record<Guard, (call: Call, request: Request, about: GuardAbout) => void> = {
  /** The list of documents is checked with what was given. */
  documentsListed: () => {},

  notMaker(call, request) {
    if (request.createdBy === call.actor.operatorId)
      refuse('MAKER_CANNOT_APPROVE', { request: `WD-${request.id}`, by: call.actor.displayName })
  },

  recheckAnswered(call, request) {
    const review = reviewOf(call, request.id)
    const open = [review?.recheckDocuments, review?.recheckBalance, review?.recheckCall].filter(
      (answer) => !answer,
    ).length
    if (open > 0) refuse('CHECKS_UNANSWERED', { count: open })
  },

  balanceCovered(call, request, { given }) {
    if (
      given?.contentDigest !== undefined &&
      given?.contentDigest !== null &&
      given.contentDigest !== contentDigest(call, request)
    ) {
      refuse('CONTENT_CHANGED', { request: `WD-${request.id}` })
    }
    if (given && given.contentDigest === null) refuse('CONTENT_CHANGED', { request: `WD-${request.id}` })
    if (!given || given.acknowledgeShortBalance) return
    const { availableMinor } = availableOf(call, accountById(call, request.accountId), request.id)
    if (!withinAvailable(request.amountMinor, availableMinor, 'inclusive')) {
      refuse('BALANCE_NOT_COVERED', {
        available: show(availableMinor, request.currency),
        amount: show(request.amountMinor, request.currency),
      })
    }
  },

  routeByOpenTrades(call, request, { given, transition }) {
    const { openTrades } = accountById(call, request.accountId)
    const expected = openTrades > 0 ? 'dealing' : 'backoffice'
    if (transition.departmentAfter === expected || !given) return
    const hard = call.services.profiles.of(request).data.policies.routeByOpenTrades === 'hard'
    if (hard || given.comment.trim() === '') refuse('ROUTE_DIFFERS', { department: expected, openTrades })
  },

  transactionsApproved(call, request) {
    const transactions = transactionsOf(call, request.id)
    const { drafts } = sumsOf(transactions)
    if (drafts > 0 || transactions.length === 0) refuse('TRANSACTIONS_NOT_APPROVED', { count: drafts })
    const unsendable = transactions.find(
      (t) => t.status === 'approved' && !['wireTransfer', 'cheque', 'fee'].includes(t.paymentType),
    )
    if (unsendable) refuse('PAYMENT_TYPE_NOT_SENT_HERE', { type: unsendable.paymentType })
  },

  totalWithinRequested(call, request) {
    const sums = sumsOf(transactionsOf(call, request.id))
    const figures = {
      total: show(sums.totalMinor, request.currency),
      amount: show(request.amountMinor, request.currency),
    }
    const verdict = completeVerdict(request.amountMinor, sums)
    if (verdict === 'zero') refuse('TOTAL_IS_ZERO', figures)
    if (verdict === 'feeOnly') refuse('TOTAL_IS_FEE_ONLY', figures)
    if (verdict === 'aboveRequested') refuse('TOTAL_ABOVE_REQUESTED', figures)
  },
}

/** Money that has left cannot be taken back by refusing the request. */
function refuseAfterPayment(call: Call, request: Request): void {
  if (request.executeMinor === 0) return
  const { paymentMinor } = sumsOf(transactionsOf(call, request.id).filter((t) => t.status === 'executed'))
  if (paymentMinor > 0)
    refuse('CANCEL_TOO_LATE', { status: request.status, paid: show(paymentMinor, request.currency) })
}
