/** What people decide about a failed payment, each with its documented reason (R2-35…R2-37, R3-79). */
import { OTHER_FAILURE } from '../../../../contract/failure-policy.ts'
import type { Choice } from '../../../../contract/failures.ts'
import type { Transition } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { keptFailures } from '../channels/index.ts'
import { customerById } from '../customers/index.ts'
import { notify } from '../notifications/index.ts'
import {
  changeDestination,
  mayLeaveAgain,
  payAgain,
  perform,
  type Request,
  requestById,
  requireNotInvestigated,
  requireUnpaid,
  setChannel,
  show,
} from '../requests/index.ts'
import { auditFailure, isFollowedUp, type Known, knownOf, plan, resolveAll } from './looking.ts'
import { riskierWays } from './other-channels.ts'
import { policyOf } from './rules.ts'
import type { Failure } from './schema.ts'
import { changeFailure, failureAt, failureOf } from './store.ts'

export type Decision = { instructionId: number; expectedVersion: number; text: string }
const OPEN = ['new', 'scheduled', 'review']

/** The failure as it was seen, if somebody may still decide about it. Refuses FAILURE_STATE, FAILURE_HELD. */
function openAt(call: Call, at: Decision): Known {
  const failure = failureAt(call, at)
  requireOpen(call, failure)
  const known = knownOf(call, failure)
  if (isFollowedUp(call, known)) refuse('RETRY_NOTHING_UNPAID', { request: `WD-${failure.requestId}` })
  return known
}

function requireOpen(call: Call, failure: Failure): void {
  if (failure.state === 'held') requireNotInvestigated(call, requestById(call, failure.requestId))
  if (!OPEN.includes(failure.state))
    refuse('FAILURE_STATE', { request: `WD-${failure.requestId}`, status: failure.state })
}

const after = (call: Call, instructionId: number): Failure => {
  const found = failureOf(call, instructionId)
  if (!found) throw new Error(`failure ${instructionId} is gone`)
  return found
}

export function retryByHand(call: Call, decision: Decision): Failure {
  const { request, instruction } = openAt(call, decision)
  payAgain(call, request, { channel: instruction.channel, why: decision.text })
  resolveAll(call, request.id, { resolution: 'retried', text: decision.text, by: call.actor.operatorId })
  return after(call, instruction.id)
}

/** R3-79: by another channel, under the approvals that stand when it is not riskier; otherwise they are void and given anew. */
export function switchChannel(
  call: Call,
  decision: Decision & { channel: string },
): { failure: Failure; approvalsStand: boolean } {
  const { request, instruction } = openAt(call, decision)
  const { channel, text } = decision
  if (channel === instruction.channel) refuse('NOTHING_CHANGED', { what: channel })
  const riskier = riskierWays(call, { request, instruction, channel })
  const approvalsStand = riskier.length === 0 && mayLeaveAgain(call, request)
  if (approvalsStand) payAgain(call, request, { channel, why: text })
  else setChannel(call, request, { channel, reason: text })
  resolveAll(call, request.id, { resolution: 'switched', text, by: call.actor.operatorId })
  return { failure: after(call, instruction.id), approvalsStand }
}

export function correctDestination(call: Call, decision: Decision & { destinationId: number }): Failure {
  const { request, instruction } = openAt(call, decision)
  const { destinationId, text } = decision
  if (request.destinationId === destinationId) refuse('NOTHING_CHANGED', { what: `WD-${request.id}` })
  changeDestination(call, request, { destinationId, comment: text })
  resolveAll(call, request.id, { resolution: 'corrected', text, by: call.actor.operatorId })
  return after(call, instruction.id)
}

const ENDS = ['cancelRestore', 'reject']

/** How the workflow ends a request of which the payment failed. */
export function cancelWay(call: Call, request: Request): Transition | undefined {
  const profile = call.services.profiles.of(request)
  return ENDS.flatMap((action) => profile.transitionsOf(request, action)).at(0)
}

/** R2-37: the request ends, the full amount is the customer's again, and the customer hears of it by e-mail. */
export function cancelAndRestore(call: Call, decision: Decision): Failure {
  const known = openAt(call, decision)
  const { request, instruction } = known
  const profile = call.services.profiles.of(request)
  const way = cancelWay(call, request)
  if (!way)
    refuse('CANCEL_NOT_OFFERED', { request: `WD-${request.id}`, status: profile.status(request.status).label.en })
  perform(call, request, {
    action: way.action,
    given: {
      comment: decision.text,
      documents: [],
      contentDigest: null,
      acknowledgeShortBalance: false,
      reasonCode: profile.reasonCode('bankTransferFailure') ? 'bankTransferFailure' : null,
    },
  })
  resolveAll(call, request.id, { resolution: 'cancelled', text: decision.text, by: call.actor.operatorId })
  tellOfEnd(call, known)
  return after(call, instruction.id)
}

function tellOfEnd(call: Call, { request, failure }: Known): void {
  const { id, name, email } = customerById(call, request.customerId)
  const policy = keptFailures(call).definition
  notify(call, {
    template: 'customer.failed',
    to: { customer: { id, name, email, language: 'en' } },
    figures: {
      request: `WD-${request.id}`,
      customer: name,
      amount: show(request.amountMinor, request.currency),
      reason: (policyOf(policy, failure.code) ?? policyOf(policy, OTHER_FAILURE))?.label.en ?? '',
    },
    requestId: request.id,
  })
}

/** R2-35: a sign of fraud. The money stays set apart and nothing is tried until another person releases it. */
export function holdForInvestigation(call: Call, decision: Decision): Failure {
  const { failure, request, instruction } = openAt(call, decision)
  const held = changeFailure(call, failure, {
    state: 'held',
    code: failure.code ?? OTHER_FAILURE,
    heldBy: call.actor.operatorId,
    text: decision.text,
    retryAt: null,
  })
  auditFailure(call, failure, {
    action: 'failure.hold',
    reason: decision.text,
    changes: [['state', failure.state, 'held']],
  })
  notify(call, {
    template: 'request.manualReview',
    to: { permissions: ['withdrawals.decideRisk'] },
    figures: {
      request: `WD-${request.id}`,
      customer: customerById(call, request.customerId).name,
      amount: show(instruction.amountMinor, instruction.currency),
      reason: decision.text,
    },
    requestId: request.id,
    route: `/failures/${instruction.id}`,
  })
  return held
}

export function releaseFromInvestigation(call: Call, decision: Decision): Failure {
  const failure = failureAt(call, decision)
  const request = `WD-${failure.requestId}`
  if (failure.state !== 'held') refuse('FAILURE_STATE', { request, status: failure.state })
  if (failure.heldBy === call.actor.operatorId)
    refuse('FAILURE_RELEASE_SAME_PERSON', { request, by: call.actor.displayName })
  auditFailure(call, failure, {
    action: 'failure.release',
    reason: decision.text,
    changes: [['state', 'held', 'review']],
  })
  return changeFailure(call, failure, { state: 'review', why: 'released', text: decision.text, refusal: null })
}

/** R2-35: the cause as a person found it; a cause that may be tried again is planned like any other. */
export function nameCause(call: Call, decision: Decision & { code: string }): Failure {
  const known = openAt(call, decision)
  const { code, text } = decision
  if (!policyOf(keptFailures(call).definition, code)) refuse('NOT_FOUND', { what: `failure code ${code}` })
  auditFailure(call, known.failure, {
    action: 'failure.name',
    reason: text,
    changes: [['code', known.failure.code, code]],
  })
  return plan(call, known, code)
}

const NEEDS: Record<Choice, readonly string[]> = {
  retry: ['withdrawals.process', 'cashTasksOut.remit'],
  correct: ['withdrawals.process', 'cashTasksOut.remit'],
  switchChannel: ['withdrawals.process', 'cashTasksOut.remit'],
  cancel: ['withdrawals.reject'],
  hold: ['withdrawals.process', 'cashTasksOut.remit', 'withdrawals.hold', 'withdrawals.decideRisk'],
  release: ['withdrawals.decideRisk', 'withdrawals.hold'],
}

/** What this person may be offered, and what would be said against each now. */
export function judgedChoices(call: Call, known: Known): { choice: Choice; judge: () => void }[] {
  const { failure, request } = known
  const name = `WD-${request.id}`
  const profile = call.services.profiles.of(request)
  const judges: Record<Choice, () => void> = {
    retry: () => {
      requireOpen(call, failure)
      requireUnpaid(call, request)
    },
    correct: () => {
      requireOpen(call, failure)
      if (request.beingSent === 1) refuse('COMPLETE_RUNNING', { request: name })
    },
    switchChannel: () => {
      requireOpen(call, failure)
      if (request.beingSent === 1) refuse('COMPLETE_RUNNING', { request: name })
    },
    cancel: () => {
      requireOpen(call, failure)
      const status = profile.status(request.status).label.en
      if (!cancelWay(call, request)) refuse('CANCEL_NOT_OFFERED', { request: name, status })
    },
    hold: () => requireOpen(call, failure),
    release: () => {
      if (failure.state !== 'held') refuse('FAILURE_STATE', { request: name, status: failure.state })
      if (failure.heldBy === call.actor.operatorId)
        refuse('FAILURE_RELEASE_SAME_PERSON', { request: name, by: call.actor.displayName })
    },
  }
  return (Object.keys(judges) as Choice[])
    .filter((choice) => NEEDS[choice].some((permission) => call.actor.permissions.has(permission as never)))
    .map((choice) => ({ choice, judge: judges[choice] }))
}
