/** One creation service for requests made by hand and taken from a file (O-01, R1-05, R1-85…R1-90). */

import type { Profile } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { needsOf } from '../../workflow/profile.ts'
import { peopleIn } from '../approvals/index.ts'
import { judgeNew, keepChecks } from '../checks/index.ts'
import {
  accountById,
  availableOf,
  customerById,
  destinationById,
  requireUsable,
  withinAvailable,
} from '../customers/index.ts'
import { knownFacts } from '../facts/index.ts'
import { riskOf } from '../risk/index.ts'
import { holdByChecks } from './check-holds.ts'
import { clocksOfNew, keepClocks, priorityOfNew } from './clocks.ts'
import { holdFunds, show } from './money.ts'
import { PRIORITIES } from './rules.ts'
import type { Request } from './schema.ts'
import { insertRequest, requestById } from './store.ts'
import { keepWish, refuseMethod } from './wishes.ts'

export type NewRequest = {
  /** The desk's own when none is named. */
  profile?: string | undefined
  customerId: number
  accountId: number
  destinationId: number | null
  method: string
  /** By the desk's own lists. */
  methodEntry?: string | undefined
  withdrawalType?: string | undefined
  amountMinor: number
  currency: string
  priority: (typeof PRIORITIES)[number]
  reason: string
  comment: string
  externalReference?: string
  /** Chosen by hand, where the profile has templates. */
  template?: string | undefined
  /** K-32: typed by an operator, asked for by the customer, or from a file, which may hold either. */
  createdBy?: 'operator' | 'customer' | 'file'
  /** The destination may still wait or cool off: the payment is refused until it is usable. */
  destinationMayWait?: boolean
}

/**
 * Creates a request in the profile's first status. Nothing is posted and nothing is held (R1-05). Refuses
 * AMOUNT_NOT_BELOW_AVAILABLE (R1-87), CURRENCY_DIFFERS, ACCOUNT_OF_OTHER_CUSTOMER, DESTINATION_*.
 */
export function createRequest(call: Call, wanted: NewRequest): Request {
  const { data } = call.services.profiles.forNew(wanted.profile)
  refuseProfile(call, data, wanted)
  const account = accountFor(call, wanted)
  const customer = customerById(call, wanted.customerId)
  refuseMethod(call, wanted)
  refuseDestination(call, data, wanted)
  const { availableMinor } = availableOf(call, account, { profile: data.profile })
  if (!withinAvailable(wanted.amountMinor, availableMinor, data.policies.balanceComparison)) {
    refuse('AMOUNT_NOT_BELOW_AVAILABLE', {
      amount: show(wanted.amountMinor, wanted.currency),
      available: show(availableMinor, wanted.currency),
      account: account.accountNumber,
    })
  }
  const checked = judgeNew(call, {
    ...wanted,
    requestId: null,
    profile: data.profile,
    profileVersion: data.version,
    status: null,
    createdAt: call.now,
  })
  const template = templateFor(call, data, wanted)
  const step = call.services.profiles.forNew(wanted.profile).firstStep(template)
  const { priority, rule } = priorityOfNew(call, data, { ...wanted, risk: customer.risk })
  const clocks = clocksOfNew(call, data, { priority, step, createdAt: call.now })
  const id = insertRequest(call, {
    template,
    step,
    approvalsNeeded: approvalsNeeded(data, wanted),
    profile: data.profile,
    profileVersion: data.version,
    status: data.initial.status,
    department: data.initial.department,
    priority: PRIORITIES.indexOf(priority) + 1,
    customerId: wanted.customerId,
    accountId: wanted.accountId,
    destinationId: wanted.destinationId,
    method: wanted.method,
    amountMinor: wanted.amountMinor,
    feeMinor: Math.min(call.services.settings.get('withdrawal.defaultFeeMinor'), wanted.amountMinor - 1),
    currency: wanted.currency,
    reason: wanted.reason,
    externalReference: wanted.externalReference ?? null,
    createdAt: call.now,
    createdBy: call.actor.operatorId,
    changedAt: call.now,
    dueAt: clocks.dueAt,
  })
  call.audit({
    action: 'request.create',
    subject: `request:${id}`,
    requestId: id,
    amountMinor: wanted.amountMinor,
    currency: wanted.currency,
    reason: wanted.comment,
    changes: [
      ['status', null, data.initial.status],
      ...(rule === null ? [] : [['priority', rule, priority] as [string, string, string]]),
    ],
  })
  keepWish(call, id, wanted)
  keepClocks(call, data, { requestId: id, ...clocks })
  call.changed('requests', id)
  const made = requestById(call, id)
  for (const part of checked) keepChecks(call, id, part)
  if (data.policies.holdAt === 'submission') holdFunds(call, made, made.amountMinor)
  return holdByChecks(call, made)
}

/** A retired profile takes no new request; each says whose requests it takes (K-32). */
function refuseProfile(call: Call, data: Profile, { createdBy = 'operator' }: NewRequest): void {
  const profile = data.label.en
  if (call.services.profiles.isRetired(data.profile)) refuse('PROFILE_RETIRED', { profile })
  const takes: readonly string[] = data.policies.createdBy
  if (createdBy !== 'file' && !takes.includes(createdBy))
    refuse('CREATED_BY_OTHERS', { profile, kind: takes.join(' | ') })
}

/** The account that the money comes from: the customer's own, in the currency of the request. */
function accountFor(call: Call, wanted: NewRequest) {
  const account = accountById(call, wanted.accountId)
  if (account.customerId !== wanted.customerId) refuse('ACCOUNT_OF_OTHER_CUSTOMER', { number: account.accountNumber })
  if (account.currency !== wanted.currency)
    refuse('CURRENCY_DIFFERS', {
      what: `account ${account.accountNumber}`,
      expected: account.currency,
      found: wanted.currency,
    })
  return account
}

/** R3-22, O-20: the template follows from the account, the customer and the region; by hand it may only be made stricter. */
function templateFor(call: Call, data: Profile, wanted: NewRequest): string | null {
  if (data.templates.length === 0) return null
  const abnormal = riskOf(call, { ...wanted, requestId: null }).reasons.length > 0
  const { accountType } = knownFacts(call, { subject: 'account', subjectId: wanted.accountId })
  const account = accountType === 'omnibus' || accountType === 'fund' ? accountType : 'normal'
  const usual = data.templates.find((each) => each.account === account && each.abnormal === abnormal)
  if (wanted.template === undefined) return usual?.template ?? null
  const chosen = data.templates.find((each) => each.template === wanted.template)
  if (!chosen) refuse('TEMPLATE_UNKNOWN', { template: wanted.template })
  if (abnormal && !chosen.abnormal) refuse('TEMPLATE_TOO_EASY', { template: usual?.label.en ?? '' })
  return chosen.template
}

/** How many people must approve this amount, kept with the request so that the ledger itself can refuse to pay earlier. */
function approvalsNeeded(data: Profile, wanted: NewRequest): number | null {
  const counts = data.approvals.map((table) => {
    const needs = needsOf(table, wanted) ?? refuse('APPROVAL_TABLE_MISSING', { currency: wanted.currency })
    return peopleIn(needs.needs)
  })
  return counts.length === 0 ? null : Math.max(...counts)
}

function refuseDestination(call: Call, data: Profile, wanted: NewRequest): void {
  if (wanted.destinationId === null) {
    if (wanted.method === 'creditCard') return
    refuse('DESTINATION_MISSING', { method: wanted.method })
  }
  const destination = destinationById(call, wanted.destinationId)
  if (destination.customerId !== wanted.customerId)
    refuse('DESTINATION_OF_OTHER_CUSTOMER', { destination: destination.id })
  const allowed: readonly string[] = data.policies.allowedDestinationKinds
  if (allowed.length > 0 && !allowed.includes(destination.kind))
    refuse('DESTINATION_KIND', { destinationKind: destination.kind, destinationKinds: allowed.join(' | ') })
  if (wanted.destinationMayWait !== true) requireUsable(call, destination)
  const { currency } = JSON.parse(destination.details) as { currency: string }
  if (currency !== wanted.currency)
    refuse('CURRENCY_DIFFERS', { what: 'the payout destination', expected: currency, found: wanted.currency })
}
