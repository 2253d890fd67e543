/** What is known about a transfer: its six conditions, whether two people are needed, and when the money arrives. */
import type { Channel } from '../../../../contract/channels.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import { addDays, businessDateOf, instantAt, timeOfDay } from '../../../../contract/dates.ts'
import type { TransferCondition } from '../../../../contract/transfers.ts'
import type { Call } from '../../call.ts'
import { isBusinessDay, nextBusinessDay } from '../calendars/index.ts'
import {
  arrivalsOf,
  calendarOfChannel,
  factsFor,
  isChannelOpen,
  minuteOf,
  nextHours,
  type PaymentFacts,
  thresholdHolds,
} from '../channels/index.ts'
import { accountById } from '../customers/index.ts'
import { type Instruction, requestById, show } from '../requests/index.ts'
import { arrivalOf, conditionsOf } from './rules.ts'
import { countOnDay } from './store.ts'

/** The bound of the figure itself. */
const NO_DAILY_LIMIT = 1_000

export type Evaluated = { conditions: TransferCondition[]; twoPeople: boolean; opensAt: number | null }

export function evaluate(call: Call, instruction: Instruction, channel: Channel): Evaluated {
  const request = requestById(call, instruction.requestId)
  const facts = factsOfPayment(call, instruction)
  const calendar = calendarOfChannel(call, channel)
  const hours = nextHours(calendar, channel, call.now)
  const twoPeople = needsTwo(channel, facts)
  const from = instantAt(businessDateOf(call.now, calendar.timeZone), 0, calendar.timeZone)
  const day = { from, to: instantAt(addDays(businessDateOf(call.now, calendar.timeZone), 1), 0, calendar.timeZone) }
  const amount = show(instruction.amountMinor, instruction.currency)
  // A channel that always executes by itself has neither a switch nor a ceiling of its own unless its data say so (K-11).
  const always = channel.executionMode === 'automatic'
  const conditions = conditionsOf({
    byItself: channel.executionMode !== 'manual',
    channel: channel.key,
    switchOn: channel.automatic?.enabled ?? always,
    open: isChannelOpen(call, channel, call.now),
    now: timeOfDay(call.now, calendar.timeZone),
    opensAt: hoursText(channel),
    withinCeiling: ceilingHolds(channel, facts) ?? (always || null),
    amount,
    ceiling: ceilingText(channel, facts),
    twoPeople,
    dailyCount: countOnDay(call, { id: instruction.id, accountId: request.accountId }, day),
    dailyLimit: channel.automatic?.dailyCount ?? (always ? NO_DAILY_LIMIT : 0),
    // The amount was given over when the payment was made; it is covered unless it was taken back since.
    covered: instruction.state === 'waiting',
    available: amount,
  })
  return { conditions, twoPeople, opensAt: hours?.opensAt ?? null }
}

export function factsOfPayment(call: Call, instruction: Instruction): PaymentFacts {
  const request = requestById(call, instruction.requestId)
  return factsFor(call, {
    requestId: request.id,
    destinationId: request.destinationId,
    details: JSON.parse(instruction.details) as DestinationDetails,
    currency: instruction.currency,
    amountMinor: instruction.amountMinor,
    profile: request.profile,
  })
}

/** R3-42, R3-83: large amounts of CMB and CMBC, and Airstar above its own threshold. */
export function needsTwo(channel: Channel, facts: PaymentFacts): boolean {
  return thresholdHolds(channel, 'twoPeople', facts) === true || thresholdHolds(channel, 'large', facts) === true
}

/** A bank without a ceiling of its own is automatic below its two-person limit; a currency without either is manual (R3-83). */
function ceilingHolds(channel: Channel, facts: PaymentFacts): boolean | null {
  const own = thresholdHolds(channel, 'automatic', facts)
  if (own !== null) return own
  const two = thresholdHolds(channel, 'twoPeople', facts)
  return two === null ? null : !two
}

function ceilingText(channel: Channel, { bank, currency }: PaymentFacts): string {
  const found = (['automatic', 'twoPeople'] as const)
    .map((limit) =>
      channel.thresholds.find(
        (each) => each.limit === limit && each.house === bank.house && each.currency === currency,
      ),
    )
    .find((each) => each !== undefined)
  if (!found) return '—'
  const sign = { below: '<', atMost: '≤', above: '≤', atLeast: '<' }[found.bound.comparison]
  return `${sign} ${show(found.bound.amountMinor, currency)}`
}

const hoursText = ({ serviceHours }: Channel): string =>
  serviceHours.map(({ from, to }) => `${from}–${to}`).join(', ') || '00:00–24:00'

/** When the money should be there (R3-68…R3-72); banks without a table of their own have none. */
export function arrivalAt(
  call: Call,
  instruction: Instruction,
  about: { channel: Channel; automatic: boolean },
): { at: number; kind: 'within' | 'before' } | null {
  const facts = factsOfPayment(call, instruction)
  const table = arrivalsOf(call, facts.bank.house)
  if (!table) return null
  const calendar = calendarOfChannel(call, about.channel)
  const today = businessDateOf(call.now, calendar.timeZone)
  const account = accountById(call, requestById(call, instruction.requestId).accountId)
  const arrival = arrivalOf(table, {
    margin: account.creditMinor > 0,
    automatic: about.automatic,
    large: thresholdHolds(about.channel, 'large', facts) === true,
    tradingDay: isBusinessDay(calendar, today),
    minute: minuteOf(timeOfDay(call.now, calendar.timeZone)),
  })
  if (arrival.kind === 'within') return { at: call.now + arrival.minutes * 60_000, kind: 'within' }
  const day = arrival.day === 'same' ? today : nextBusinessDay(calendar, today)
  return { at: instantAt(day, minuteOf(arrival.time), calendar.timeZone), kind: 'before' }
}
