/** What moves when the rest of a day is shut: batches that are not released twice, payments in no batch, transfers, tasks of the day. */
import type { BusinessDate } from '../../../../contract/dates.ts'
import { businessDateOf } from '../../../../contract/dates.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import type { AmountMinor, Currency } from '../../../../contract/money.ts'
import type { StormLine } from '../../../../contract/storms.ts'
import type { Call } from '../../call.ts'
import { type Batch, unsentBatches } from '../batches/index.ts'
import { type Calendar, calendarOf, nextBusinessDay } from '../calendars/index.ts'
import { calendarOfChannel, channelByKey, hoursOn } from '../channels/index.ts'
import { type Instruction, waitingInstructions, windowDate } from '../requests/index.ts'
import { tasksAfter } from '../timeline/index.ts'

/** The calendars that a storm shuts. */
export const STORM_CALENDARS = ['business', 'banking', 'trading'] as const

/** Lines of the plan in the order in which they matter: what stays and needs a person first. */
export function planOf(call: Call, date: BusinessDate, fromMinute: number): StormLine[] {
  const to = nextBusinessDay(calendarOf(call, 'banking'), date)
  const batches = unsentBatches(call, date).map((batch) => batchLine(batch, date, to))
  const payments = waitingInstructions(call, 'wire').flatMap((payment) => paymentLine(call, payment, { date, to }))
  const tasks = tasksAfter(call, date, fromMinute).map(({ task, to: moved }) => ({
    ...NOTHING,
    what: 'task' as const,
    subject: task.task,
    name: task.name,
    route: '/timeline',
    from: date,
    to: moved,
  }))
  const stays = batches.filter(({ what }) => what === 'staysReleased')
  return [...stays, ...batches.filter(({ what }) => what === 'batch'), ...payments, ...tasks]
}

const NOTHING = { name: null, amountMinor: null, currency: null, movedTo: null }

/** A batch that two people have released may be at the bank's counter already: a person decides. */
function batchLine(batch: Batch, date: BusinessDate, to: BusinessDate): StormLine {
  const released = batch.state === 'released'
  return {
    ...NOTHING,
    what: released ? 'staysReleased' : 'batch',
    subject: String(batch.id),
    route: `/batches/${batch.id}`,
    amountMinor: batch.totalMinor as AmountMinor,
    currency: batch.currency as Currency,
    from: date,
    to: released ? null : to,
  }
}

type Days = { date: BusinessDate; to: BusinessDate }

/** A payment that belongs to today and is in no batch, and a transfer that would be executed in today's window. */
function paymentLine(call: Call, payment: Instruction, { date, to }: Days): StormLine[] {
  const line = {
    ...NOTHING,
    subject: requestNumber(payment.requestId),
    route: `/requests/${payment.requestId}`,
    amountMinor: payment.amountMinor as AmountMinor,
    currency: payment.currency as Currency,
    from: date,
  }
  const channel = payment.channel === null ? null : channelByKey(call, payment.channel)
  if (channel?.executionMode === 'conditional') {
    const next = nextServiceDay(calendarOfChannel(call, channel), channel, date)
    return opensToday(call, payment) ? [{ ...line, what: 'transfer', to: next }] : []
  }
  const day = windowDate(call, payment) ?? date
  return day <= date ? [{ ...line, what: 'payment', to }] : []
}

/** A transfer waits for today as long as its channel still has hours today. */
function opensToday(call: Call, payment: Instruction): boolean {
  const channel = channelByKey(call, payment.channel ?? '')
  const calendar = calendarOfChannel(call, channel)
  const date = businessDateOf(call.now, calendar.timeZone)
  return hoursOn(calendar, channel, date).some(({ closesAt }) => closesAt > call.now)
}

function nextServiceDay(
  calendar: Calendar,
  channel: Parameters<typeof hoursOn>[1],
  after: BusinessDate,
): BusinessDate | null {
  const next = nextBusinessDay(calendar, after)
  return hoursOn(calendar, channel, next).length > 0 ? next : null
}
