/** The channel of a request: what the routing says about it, the choice of a person, and the facts that a channel asks for (R3-26…R3-34). */
import type { Control } from '../../../../contract/channels.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import {
  channelByKey,
  controlFactsOf,
  factsFor,
  mayUse,
  type PaymentFacts,
  recommendFor,
  recordFact,
  requireControls,
} from '../channels/index.ts'
import { isOwnPayee } from '../checks/index.ts'
import { destinationById } from '../customers/index.ts'
import { afterEdit } from './editing.ts'
import type { Request } from './schema.ts'
import { changeRequest, transactionsOf } from './store.ts'

/** What the channels know about the payment of a request. */
export function channelFacts(call: Call, request: Request): PaymentFacts {
  const destination = request.destinationId === null ? null : destinationById(call, request.destinationId)
  const details = destination === null ? null : (JSON.parse(destination.details) as DestinationDetails)
  return factsFor(call, {
    requestId: request.id,
    destinationId: request.destinationId,
    details,
    currency: request.currency,
    amountMinor: request.amountMinor,
    profile: request.profile,
    known: isOwnPayee(call, request) ? { ownName: 'holds' } : {},
  })
}

export function channelChoice(call: Call, request: Request) {
  const facts = channelFacts(call, request)
  return {
    channel: request.channel,
    name: request.channel === null ? null : channelByKey(call, request.channel).name,
    recommendation: recommendFor(call, facts),
    controls: Object.entries(facts.controls).map(([control, state]) => ({ control: control as Control, state })),
    facts: controlFactsOf(call, { requestId: request.id, destinationId: request.destinationId }).map((fact) => ({
      control: fact.control as Control,
      state: fact.state as 'holds',
      at: fact.at,
      by: fact.by,
      operatorId: fact.operatorId,
      amountMinor: fact.amountMinor,
      note: fact.note,
    })),
    mayChange: whyNotChange(call, request) === null,
  }
}

/** Law 5: what was approved keeps its channel. */
function whyNotChange(call: Call, request: Request): 'closed' | 'sending' | 'approved' | null {
  if (request.closedAt !== null) return 'closed'
  if (request.beingSent === 1) return 'sending'
  const settled = transactionsOf(call, request.id).some(({ status }) => status === 'approved' || status === 'executing')
  return settled ? 'approved' : null
}

/** Fixes the channel, or leaves it open again; approvals of another one are void (law 5). Refuses CHANNEL_CANNOT, CHANNEL_AGAINST_TABLE, CHANNEL_FIXED. */
export function setChannel(call: Call, request: Request, choice: { channel: string | null; reason: string }): Request {
  if (whyNotChange(call, request) !== null) refuse('CHANNEL_FIXED', { request: `WD-${request.id}` })
  if (choice.channel !== null) {
    mayUse(call, channelFacts(call, request), { channel: choice.channel, reason: choice.reason })
  }
  call.audit({
    action: 'request.channel',
    subject: `request:${request.id}`,
    requestId: request.id,
    ...(choice.reason === '' ? {} : { reason: choice.reason }),
    changes: [['channel', request.channel, choice.channel]],
  })
  return afterEdit(call, changeRequest(call, request, { channel: choice.channel }), 'the channel changed')
}

/**
 * A request that leaves by a chosen channel leaves with every control of it. Where the profile wants a channel none leaves without one,
 * also when it was taken away after Confirm (R3-28). Refuses CHANNEL_NOT_CHOSEN, CHANNEL_CONTROL_OPEN, CHANNEL_CANNOT.
 */
export function requireSendable(call: Call, request: Request): void {
  if (request.channel === null) {
    const { transitions } = call.services.profiles.of(request).data
    if (!transitions.some(({ guards }) => guards.includes('channelChosen'))) return
    refuse('CHANNEL_NOT_CHOSEN', { request: `WD-${request.id}` })
  }
  const facts = channelFacts(call, request)
  mayUse(call, facts, { channel: request.channel, reason: 'chosen' })
  requireControls(call, facts, request.channel)
}

/** A profile with a Confirm step goes on only with a channel and its controls (R3-28, R3-29). Refuses CHANNEL_NOT_CHOSEN. */
export function requireChannel(call: Call, request: Request): void {
  requireSendable(call, request)
}

type Recorded = {
  control: Control
  state: 'holds' | 'refused' | 'open'
  amountMinor: number | null
  note: string
  evidenceFileId: number | null
}

/** A mandate belongs to the bank card and holds for every request to it; the others are about this request alone. */
export function recordControl(call: Call, request: Request, recorded: Recorded): Request {
  const { destinationId } = request
  const subject =
    recorded.control === 'mandateOpen' && destinationId !== null
      ? (`destination:${destinationId}` as const)
      : (`request:${request.id}` as const)
  const before = channelFacts(call, request).controls[recorded.control] ?? 'open'
  const { control, state, amountMinor, note, evidenceFileId } = recorded
  recordFact(call, { subject, control, state, amountMinor, note, evidenceFileId })
  call.audit({
    action: 'request.control',
    subject: `request:${request.id}`,
    requestId: request.id,
    reason: recorded.note,
    ...(recorded.amountMinor === null ? {} : { amountMinor: recorded.amountMinor, currency: request.currency }),
    changes: [[recorded.control, before, recorded.state]],
  })
  return changeRequest(call, request, {})
}
