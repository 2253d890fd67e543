/** Emergency controls: raised at once by one person, lifted by two. */
import type { EmergencyKind } from '../../../../contract/emergencies.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { allChannels } from '../channels/index.ts'
import { accountByNumber, customerByNumber } from '../customers/index.ts'
import {
  activeEmergencies,
  askLift,
  emergencyAt,
  endEmergency,
  inForce,
  insertEmergency,
  type NamedEmergency,
  recentEmergencies,
} from './store.ts'

export const emergenciesHandlers: Handlers<'emergencies'> = {
  active: (call) => activeEmergencies(call).map((found) => toEmergency(call, found)),

  list: (call) => ({
    emergencies: recentEmergencies(call).map((found) => toEmergency(call, found)),
    providers: providers(call),
  }),

  raise(call, { kind, about, reason }) {
    const { subject, words } = subjectOf(call, kind, about)
    const before = inForce(call, kind, subject)
    if (before) refuse('EMERGENCY_IN_FORCE', { what: words || kind, by: before.by })
    const id = insertEmergency(call, {
      kind,
      subject,
      about: words,
      reason,
      madeBy: call.actor.operatorId,
      at: call.now,
    })
    call.audit({
      action: `emergency.${kind}`,
      subject: `emergency:${id}`,
      reason,
      changes: [['about', null, words || 'desk']],
    })
    call.changed('emergencies')
    return { emergencyId: id, version: 1, lifted: false }
  },

  lift(call, input) {
    const found = emergencyAt(call, input)
    const first = found.liftAskedBy === null
    if (found.liftAskedBy === call.actor.operatorId)
      refuse('EMERGENCY_LIFT_SAME_PERSON', { by: call.actor.displayName })
    if (first) askLift(call, found, input.reason)
    else endEmergency(call, found)
    call.audit({
      action: first ? 'emergency.askLift' : 'emergency.lift',
      subject: `emergency:${found.id}`,
      reason: input.reason,
      changes: [['state', first ? 'in force' : 'lift asked', first ? 'lift asked' : 'lifted']],
    })
    call.changed('emergencies')
    return { emergencyId: found.id, version: found.version + 1, lifted: !first }
  },
}

const providers = (call: Call): string[] =>
  [...new Set(allChannels(call).map(({ provider }) => provider))].filter((provider) => provider !== '').sort()

/** What an emergency is about, found and named. Refuses NOT_FOUND. */
function subjectOf(call: Call, kind: EmergencyKind, about: string): { subject: string; words: string } {
  if (kind === 'pause') return { subject: 'desk', words: '' }
  if (kind === 'provider') {
    if (!providers(call).includes(about)) refuse('NOT_FOUND', { what: `provider ${about}` })
    return { subject: `provider:${about}`, words: about }
  }
  if (kind === 'freeze') {
    const account = accountByNumber(call, about) ?? refuse('NOT_FOUND', { what: `account ${about}` })
    return { subject: `account:${account.id}`, words: account.accountNumber }
  }
  const customer = customerByNumber(call, about) ?? refuse('NOT_FOUND', { what: `customer ${about}` })
  return { subject: `customer:${customer.id}`, words: `${customer.name} (${customer.customerNumber})` }
}

function toEmergency(call: Call, found: NamedEmergency) {
  const { id, version, kind, about, reason, by, at, askedBy, liftAskedBy, liftReason, lifter, liftedAt, heldRequests } =
    found
  return {
    emergencyId: id,
    version,
    kind: kind as EmergencyKind,
    about,
    reason,
    by,
    at,
    liftAskedBy: askedBy,
    liftAskedByMe: liftAskedBy === call.actor.operatorId,
    liftReason,
    liftedBy: lifter,
    liftedAt,
    heldRequests,
  }
}
