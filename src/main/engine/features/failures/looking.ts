/** What the desk itself does about a failed payment: names the cause, plans another try or calls a person, tries when it is time. */
import { businessDateOf, instantAt } from '../../../../contract/dates.ts'
import { type FailurePolicy, OTHER_FAILURE } from '../../../../contract/failure-policy.ts'
import type { Call } from '../../call.ts'
import { Refusal } from '../../refuse.ts'
import { calendarOf, nextBusinessDay } from '../calendars/index.ts'
import { calendarOfChannel, channelByKey, keptFailures, nextHours } from '../channels/index.ts'
import { customerById } from '../customers/index.ts'
import { isByHand, isPaused } from '../emergencies/index.ts'
import { notify } from '../notifications/index.ts'
import {
  hasRetryWay,
  type Instruction,
  instructionById,
  instructionsOf,
  mayLeaveAgain,
  payAgain,
  type Request,
  requestById,
  show,
} from '../requests/index.ts'
import { codeOf, type Plan, planOf, policyOf } from './rules.ts'
import type { Failure } from './schema.ts'
import { changeFailure, failureOf, failuresOfRequest, retriesOf } from './store.ts'

export type Known = { failure: Failure; instruction: Instruction; request: Request }

export function knownOf(call: Call, failure: Failure): Known {
  return {
    failure,
    instruction: instructionById(call, failure.instructionId),
    request: requestById(call, failure.requestId),
  }
}

/** Looks at a failure that nobody has looked at: another try by the desk, or a person (R2-32…R2-34). */
export function lookAtFailure(call: Call, instructionId: number): void {
  const failure = failureOf(call, instructionId)
  if (failure?.state !== 'new') return
  const known = knownOf(call, failure)
  // Another payment of the request is still on its way: what follows is decided when it has ended.
  if (known.request.beingSent === 1 && !isFollowedUp(call, known)) return
  if (closeFollowedUp(call, known)) return
  const code = codeOf(keptFailures(call).definition, known.instruction.failure ?? '')
  plan(call, known, code)
}

/** Plans what follows from a code; returns the failure as it is then. */
export function plan(call: Call, known: Known, code: string): Failure {
  const { request, instruction } = known
  const policy = keptFailures(call).definition
  const automatic = instruction.kind === 'wire' && hasRetryWay(call, request) && mayLeaveAgain(call, request)
  const next = planOf({ policy, code, retries: retriesOf(call, request.id), automatic })
  return next.to === 'review'
    ? toReview(call, known, { code, why: next.why })
    : schedule(call, known, { code, at: momentOf(call, { instruction, policy, when: next.when }) })
}

function schedule(call: Call, { failure }: Known, to: { code: string; at: number }): Failure {
  const changed = changeFailure(call, failure, {
    state: 'scheduled',
    code: to.code,
    retryAt: to.at,
    why: null,
    refusal: null,
  })
  auditFailure(call, failure, {
    action: 'failure.schedule',
    changes: [
      ['code', failure.code, to.code],
      ['retryAt', null, new Date(to.at).toISOString()],
    ],
  })
  return changed
}

export type ToReview = { code: string; why: NonNullable<Failure['why']>; refusal?: Refusal }

/** R2-34: a person decides; the operators hear of it, and so does the customer of a workflow that tries again by itself. */
export function toReview(call: Call, known: Known, to: ToReview): Failure {
  const { failure } = known
  const refusal = to.refusal ? JSON.stringify({ code: to.refusal.code, figures: to.refusal.figures }) : null
  const changed = changeFailure(call, failure, { state: 'review', code: to.code, why: to.why, refusal, retryAt: null })
  auditFailure(call, failure, {
    action: 'failure.review',
    changes: [
      ['code', failure.code, to.code],
      ['why', null, to.why],
    ],
  })
  tellOfReview(call, known, to.code)
  return changed
}

function tellOfReview(call: Call, { request, instruction }: Known, code: string): void {
  const customer = customerById(call, request.customerId)
  const label = policyOf(keptFailures(call).definition, code)?.label
  const figures = {
    request: `WD-${request.id}`,
    customer: customer.name,
    amount: show(instruction.amountMinor, instruction.currency),
  }
  notify(call, {
    template: 'request.manualReview',
    to: { permissions: ['withdrawals.process'] },
    figures: { ...figures, reason: instruction.failure || (label?.en ?? code) },
    requestId: request.id,
    route: `/failures/${instruction.id}`,
  })
  if (!call.services.profiles.of(request).data.transitions.some(({ on }) => on === 'retried')) return
  notify(call, {
    template: 'customer.notPaidYet',
    to: { customer: { id: customer.id, name: customer.name, email: customer.email, language: 'en' } },
    figures: { ...figures, reason: label?.en ?? '' },
    requestId: request.id,
  })
}

/** R2-33: after the delay of the policy, or when the channel opens on the next business day. */
function momentOf(
  call: Call,
  about: { instruction: Instruction; policy: FailurePolicy; when: Extract<Plan, { to: 'scheduled' }>['when'] },
): number {
  if (about.when === 'afterDelay') return call.now + about.policy.delayMinutes * 60_000
  const { channel: key } = about.instruction
  const channel = key === null ? null : channelByKey(call, key)
  const calendar = channel === null ? calendarOf(call, 'banking') : calendarOfChannel(call, channel)
  const day = nextBusinessDay(calendar, businessDateOf(call.now, calendar.timeZone))
  const morning = instantAt(day, 0, calendar.timeZone)
  return (channel && nextHours(calendar, channel, morning)?.opensAt) ?? morning
}

/** R2-32: the time of a planned try has come. Nothing leaves in a pause or by a provider that is out (R2-103, R2-104). */
export function retryDue(call: Call, instructionId: number): void {
  const failure = failureOf(call, instructionId)
  if (failure?.state !== 'scheduled' || isPaused(call)) return
  const known = knownOf(call, failure)
  if (closeFollowedUp(call, known)) return
  const { request, instruction } = known
  const channel = instruction.channel === null ? null : channelByKey(call, instruction.channel)
  if (channel !== null && isByHand(call, channel.provider)) return
  const code = failure.code ?? OTHER_FAILURE
  // A part of the request that waits for a person keeps the rest with that person.
  if (openOf(call, request.id).some(({ state }) => state !== 'scheduled')) {
    toReview(call, known, { code, why: 'noAutomaticRetry' })
    return
  }
  try {
    call.attempt(() => payAgain(call, request, { channel: instruction.channel, why: `another try after ${code}` }))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    toReview(call, known, { code, why: 'refused', refusal: error })
    return
  }
  resolveAll(call, request.id, { resolution: 'retriedAutomatically', text: '', by: null })
}

export const openOf = (call: Call, requestId: number): Failure[] =>
  failuresOfRequest(call, requestId).filter(({ state }) => state !== 'resolved')

export type Resolved = { resolution: NonNullable<Failure['resolution']>; text: string; by: number | null }

/** Every open failure of a request ends by the same decision: its payments leave, or end, together. */
export function resolveAll(call: Call, requestId: number, as: Resolved): void {
  for (const failure of openOf(call, requestId)) resolve(call, failure, as)
}

export function resolve(call: Call, failure: Failure, as: Resolved): Failure {
  const { resolution, text, by } = as
  const changed = changeFailure(call, failure, {
    state: 'resolved',
    resolution,
    text,
    resolvedBy: by,
    resolvedAt: call.now,
    retryAt: null,
  })
  auditFailure(call, failure, {
    action: `failure.${resolution}`,
    ...(text === '' ? {} : { reason: text }),
    changes: [['state', failure.state, 'resolved']],
  })
  return changed
}

/** Somebody paid again on the card, or ended the request: the failure is done with. */
export function closeFollowedUp(call: Call, known: Known): boolean {
  if (!isFollowedUp(call, known)) return false
  resolve(call, known.failure, { resolution: 'elsewhere', text: '', by: null })
  return true
}

export function isFollowedUp(call: Call, { instruction, request }: Known): boolean {
  return (
    request.closedAt !== null || instructionsOf(call, request.id).some(({ replaces }) => replaces === instruction.id)
  )
}

type Entry = { action: string; reason?: string; changes: [string, string | null, string | null][] }

export function auditFailure(call: Call, failure: Failure, entry: Entry): void {
  const { amountMinor, currency } = instructionById(call, failure.instructionId)
  call.audit({
    ...entry,
    subject: `payment:${failure.instructionId}`,
    requestId: failure.requestId,
    amountMinor,
    currency,
  })
}
