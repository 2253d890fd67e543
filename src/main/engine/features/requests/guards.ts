/** The conditions that a profile can name, each a question to the facts (law 12). They refuse or say nothing. */
import type { ActionDefinition, Guard, Transition } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { completeRound, neededFor, peopleIn } from '../approvals/index.ts'
import { accountById, availableOf, destinationById, withinAvailable } from '../customers/index.ts'
import { requireChannel } from './channel.ts'
import { contentDigest } from './content.ts'
import type { Given } from './judge.ts'
import { show } from './money.ts'
import { completeVerdict, sumsOf, toPay } from './rules.ts'
import type { Request } from './schema.ts'
import { reviewOf, transactionsOf } from './store.ts'
import { subjectOf } from './subject.ts'

export type GuardAbout = { given: Given | null; definition: ActionDefinition; transition: Transition }

/** R1-23: a card payment leaves by the card channel; a settlement leaves like what it settles. */
const SENT_HERE = ['wireTransfer', 'cheque', 'fee', 'creditCard', 'settlementCreditCard', 'settlementWireTransfer']

export const GUARDS: Record<Guard, (call: Call, request: Request, about: GuardAbout) => void> = {
  /** The list of documents is checked with what was given. */
  documentsListed: () => {},
  /** Which of the two holds was decided when the transition was chosen. */
  approvalsPending: () => {},
  approvalsComplete: () => {},

  notMaker(call, request) {
    if (request.createdBy === call.actor.operatorId)
      refuse('MAKER_CANNOT_APPROVE', { request: `WD-${request.id}`, by: call.actor.displayName })
  },

  asRead(call, request, { given }) {
    if (given && given.contentDigest !== contentDigest(call, request))
      refuse('CONTENT_CHANGED', { request: `WD-${request.id}` })
  },

  approvalsGiven(call, request) {
    const subject = subjectOf(call, request)
    for (const { action } of call.services.profiles.of(request).data.approvals) {
      const needs = neededFor(call, subject, action)
      const found = completeRound(call, subject)
      if (needs && !found)
        refuse('APPROVALS_MISSING', { request: `WD-${request.id}`, count: 0, limit: peopleIn(needs.needs) })
    }
  },

  recheckAnswered(call, request) {
    const review = reviewOf(call, request.id)
    const open = [review?.recheckDocuments, review?.recheckBalance, review?.recheckCall].filter(
      (answer) => !answer,
    ).length
    if (open > 0) refuse('CHECKS_UNANSWERED', { count: open })
  },

  balanceCovered(call, request, about) {
    GUARDS.asRead(call, request, about)
    // K-06: a desk that does not warn refuses, whoever saw it.
    if (call.services.profiles.of(request).data.policies.onInsufficientAtReview === 'reject')
      return GUARDS.balanceSufficient(call, request, about)
    if (!about.given || about.given.acknowledgeShortBalance) return
    const { availableMinor } = availableFor(call, request)
    if (!withinAvailable(toPay(request), availableMinor, 'inclusive')) {
      refuse('BALANCE_NOT_COVERED', {
        available: show(availableMinor, request.currency),
        amount: show(request.amountMinor, request.currency),
      })
    }
  },

  /** R0-16, R0-17, K-06: not paid without cover, whoever saw it. */
  balanceSufficient(call, request) {
    const { availableMinor } = availableFor(call, request)
    if (withinAvailable(toPay(request), availableMinor, 'inclusive')) return
    refuse('BALANCE_NOT_SUFFICIENT', {
      available: show(availableMinor, request.currency),
      amount: show(toPay(request), request.currency),
    })
  },

  /** R3-28: without a channel the task stays at Confirm; R3-29, R3-52, R3-54: neither does it go on with an open control. */
  channelChosen: (call, request) => requireChannel(call, request),

  /** R0-16: the destination on the request is one on file for the customer, and active. */
  destinationOnFile(call, request) {
    const destination = request.destinationId === null ? null : destinationById(call, request.destinationId)
    if (destination === null || destination.customerId !== request.customerId || destination.active !== 1)
      refuse('DESTINATION_NOT_ON_FILE', { request: `WD-${request.id}` })
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
    const unsendable = transactions.find((t) => t.status === 'approved' && !SENT_HERE.includes(t.paymentType))
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
    // K-14
    if (verdict === 'partiallyCompleted' && !call.services.profiles.of(request).data.policies.allowPartial)
      refuse('TOTAL_BELOW_REQUESTED', figures)
  },
}

/** By the rule of the request's own profile, the request itself left out. */
function availableFor(call: Call, request: Request): { availableMinor: number } {
  const { profile, profileVersion, id: requestId } = request
  return availableOf(call, accountById(call, request.accountId), { profile, profileVersion, requestId })
}
