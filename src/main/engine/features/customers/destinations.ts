/**
 * Payout destinations: kept once and reused (R0-06). A new or changed one waits for a second person and then cools off, both as the
 * desk's settings say, because the last step of a theft is a changed account number.
 */
import type { DestinationDetails, Holder } from '../../../../contract/customers.ts'
import { businessDateOf, timeOfDay } from '../../../../contract/dates.ts'
import { digestOf } from '../../audit/canonical-json.ts'
import type { Call } from '../../call.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { notify } from '../notifications/index.ts'
import { stateOfDestination } from './rules.ts'
import type { DestinationRow } from './schema.ts'
import { changeDestination, customerById, destinationByDigest, destinationById, insertDestination } from './store.ts'

const HOUR_MS = 3_600_000

export type NewDestination = {
  customerId: number
  details: DestinationDetails
  holder?: Holder
  replaces?: number
  /** From a file: nobody is told of each single one. */
  fromFile?: boolean
}

/** Keeps a payout destination on the customer; the same details are kept once. */
export function addDestination(call: Call, wanted: NewDestination): DestinationRow {
  const { customerId, details, holder = 'own' } = wanted
  refuseKind(call, details)
  const digest = digestOf(holder === 'own' ? details : { ...details, holder })
  const known = destinationByDigest(call, customerId, digest)
  if (known?.active === 1) return known
  const second = call.services.settings.get('destinations.secondPerson') === 'yes'
  const state = { waiting: second ? 1 : 0, usableFrom: second ? 0 : cooledOff(call) }
  const id = known?.id ?? insertNew(call, wanted, { digest, ...state })
  if (known) changeDestination(call, known, { ...state, active: 1 })
  call.audit({
    action: 'customer.addDestination',
    subject: `customer:${customerId}`,
    changes: [
      ['payee', null, details.payeeName],
      ['bank', null, details.bankCode || details.bankBic || null],
      ['account', null, details.accountNumber || null],
    ],
  })
  const made = destinationById(call, id)
  if (second) askSecond(call, made, wanted)
  else retireReplaced(call, made)
  call.changed('customers')
  return made
}

type Fresh = { digest: string; waiting: number; usableFrom: number }

function insertNew(
  call: Call,
  { customerId, details, holder = 'own', replaces }: NewDestination,
  fresh: Fresh,
): number {
  return insertDestination(call, {
    customerId,
    kind: details.kind,
    details: JSON.stringify(details),
    holder,
    replaces: replaces ?? null,
    createdAt: call.now,
    createdBy: call.actor.operatorId,
    ...fresh,
  })
}

function askSecond(call: Call, made: DestinationRow, { details, fromFile }: NewDestination): void {
  const customer = customerById(call, made.customerId)
  const named = `${customer.customerNumber} ${customer.name}`
  const old = made.replaces === null ? null : detailsOf(destinationById(call, made.replaces))
  const facts = (from: DestinationDetails) => ({
    payee: from.payeeName,
    kind: from.kind,
    bank: [from.bankName, from.bankCode, from.bankBic].filter((part) => part !== '').join(' '),
    account: from.accountNumber,
    currency: from.currency,
  })
  propose(
    call,
    {
      kind: 'destination.add',
      subject: `destination:${made.id}`,
      title: `${details.payeeName} (${named})`,
      before: old ? { ...facts(old), customer: named } : {},
      after: { customer: named, ...facts(details), holder: made.holder },
      payload: { destinationId: made.id },
      always: true,
    },
    applyDestination,
  )
  if (fromFile) return
  notify(call, {
    template: 'destination.waiting',
    to: { permissions: ['destinations.confirm'] },
    figures: { customer: customer.name, what: details.accountNumber || details.payeeName, by: call.actor.displayName },
    route: '/changes',
  })
}

/** A second person has compared it with the papers: it cools off from now. */
export function applyDestination(call: Call, { payload, madeBy }: StoredProposal): number {
  const { destinationId } = payload as { destinationId: number }
  const found = destinationById(call, destinationId)
  if (found.waiting !== 1 || found.active !== 1) throw new Conflict(`destination:${destinationId}`)
  changeDestination(call, found, {
    waiting: 0,
    usableFrom: cooledOff(call),
    confirmedBy: call.actor.operatorId,
    confirmedAt: call.now,
  })
  call.audit({
    action: 'customer.confirmDestination',
    subject: `customer:${found.customerId}`,
    changes: [
      ['payee', null, detailsOf(found).payeeName],
      ['madeBy', null, String(madeBy)],
      ['usableFrom', null, momentText(call, cooledOff(call))],
    ],
  })
  retireReplaced(call, destinationById(call, destinationId))
  call.changed('customers')
  return destinationId
}

/** Refused or withdrawn: it stays on the card, out of use. */
export function dropDestination(call: Call, { payload }: StoredProposal): void {
  const found = destinationById(call, (payload as { destinationId: number }).destinationId)
  if (found.waiting === 1) changeDestination(call, found, { active: 0 })
  call.changed('customers')
}

export function retireDestination(call: Call, at: { id: number; version: number }, reason: string): number {
  const found = destinationById(call, at.id)
  if (found.version !== at.version) throw new Conflict(`destination:${at.id}`, { version: found.version })
  changeDestination(call, found, { active: 0 })
  call.audit({
    action: 'customer.retireDestination',
    subject: `customer:${found.customerId}`,
    reason,
    changes: [['payee', detailsOf(found).payeeName, null]],
  })
  call.changed('customers')
  return at.version + 1
}

/** Money may go there now; refuses with the time or the next step otherwise. */
export function requireUsable(call: Call, destination: DestinationRow): void {
  const state = stateOfDestination(destination, call.now)
  if (state === 'usable') return
  const payee = detailsOf(destination).payeeName
  if (state === 'inactive') refuse('DESTINATION_INACTIVE', { payee })
  if (state === 'waiting') refuse('DESTINATION_WAITS', { payee })
  refuse('DESTINATION_COOLING', {
    payee,
    until: momentText(call, destination.usableFrom),
    hours: call.services.settings.get('destinations.coolingOffHours'),
  })
}

/** K-07: a kind that no profile in force pays to is not recorded. */
function refuseKind(call: Call, { kind }: DestinationDetails): void {
  const allowed = new Set<string>(
    call.services.profiles.inForce().flatMap(({ data }) => [...data.policies.allowedDestinationKinds]),
  )
  if (allowed.size > 0 && !allowed.has(kind))
    refuse('DESTINATION_KIND', {
      destinationKind: kind,
      destinationKinds: [...allowed].join(' | '),
    })
}

function retireReplaced(call: Call, { replaces }: DestinationRow): void {
  if (replaces === null) return
  const old = destinationById(call, replaces)
  if (old.active === 1) changeDestination(call, old, { active: 0 })
}

function cooledOff(call: Call): number {
  return call.now + call.services.settings.get('destinations.coolingOffHours') * HOUR_MS
}

function momentText(call: Call, at: number): string {
  const timeZone = call.services.settings.get('desk.timeZone')
  return `${businessDateOf(at, timeZone)} ${timeOfDay(at, timeZone)}`
}

function detailsOf(row: DestinationRow): DestinationDetails {
  return JSON.parse(row.details) as DestinationDetails
}
