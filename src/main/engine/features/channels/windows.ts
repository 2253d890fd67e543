/** When a channel works: its days by its calendar, its hours, its cut-off, and the storm that shut a day early. */
import type { Channel } from '../../../../contract/channels.ts'
import { addDays, type BusinessDate, businessDateOf, type Instant, instantAt } from '../../../../contract/dates.ts'
import type { Call } from '../../call.ts'
import { type Calendar, calendarOf, isBusinessDay, kindOfDay, nextBusinessDay } from '../calendars/index.ts'

const CALENDAR = { everyDay: 'always', businessDays: 'banking', tradingDays: 'trading' } as const
const DAYS_LOOKED_AT = 40

export type OpenHours = { opensAt: Instant; closesAt: Instant }

export function calendarOfChannel(call: Call, { calendar }: Pick<Channel, 'calendar'>): Calendar {
  return calendarOf(call, CALENDAR[calendar])
}

export function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** The hours of a channel on a day, the earliest first; none on a closed day. A half day and a storm end them early. */
export function hoursOn(calendar: Calendar, channel: Channel, date: string): OpenHours[] {
  if (!isBusinessDay(calendar, date)) return []
  const half = kindOfDay(calendar, date) === 'half' ? calendar.halfCloses : 1440
  const shut = Math.min(half, calendar.closures.get(date) ?? 1440)
  const hours = channel.serviceHours.length > 0 ? channel.serviceHours : [{ from: '00:00', to: '24:00' }]
  return hours
    .map(({ from, to }) => ({ from: minuteOf(from), to: Math.min(minuteOf(to), shut) }))
    .filter(({ from, to }) => from < to)
    .map(({ from, to }) => ({
      opensAt: instantAt(date, from, calendar.timeZone),
      closesAt: instantAt(date, to, calendar.timeZone),
    }))
}

/** The hours that a moment lies in, or the next ones; starts are inclusive, ends exclusive (R3-70). */
export function nextHours(calendar: Calendar, channel: Channel, from: number): OpenHours | null {
  let date = businessDateOf(from, calendar.timeZone)
  for (let days = 0; days <= DAYS_LOOKED_AT; days++) {
    const found = hoursOn(calendar, channel, date).find(({ closesAt }) => from < closesAt)
    if (found) return found
    date = addDays(date, 1)
  }
  return null
}

export function isChannelOpen(call: Call, channel: Channel, at: number): boolean {
  const hours = nextHours(calendarOfChannel(call, channel), channel, at)
  return hours !== null && hours.opensAt <= at
}

/**
 * R3-11: the day of the batch that a payment belongs to: today's when it was submitted before the cut-off on a day of the channel,
 * otherwise that of the next one. A storm before the cut-off moves the whole day.
 */
export function batchDateOf(calendar: Calendar, channel: Channel, submittedAt: number): BusinessDate {
  const date = businessDateOf(submittedAt, calendar.timeZone)
  if (!isBusinessDay(calendar, date)) return nextBusinessDay(calendar, date)
  const cutOff = channel.cutOff === null ? 1440 : minuteOf(channel.cutOff)
  const shut = calendar.closures.get(date)
  const missed = shut !== undefined && shut <= cutOff
  const late = submittedAt >= instantAt(date, cutOff, calendar.timeZone)
  return missed || late ? nextBusinessDay(calendar, date) : date
}

/**
 * The first instant at which a submission no longer belongs to the batch of a date or of an earlier one: the other way round of
 * `batchDateOf`, so that a list of payments can be asked for by when they were made.
 */
export function batchClosesAt(calendar: Calendar, channel: Channel, date: BusinessDate): Instant {
  const cutOff = channel.cutOff === null ? 1440 : minuteOf(channel.cutOff)
  let day = date
  for (let days = 0; days <= DAYS_LOOKED_AT; days++) {
    const shut = calendar.closures.get(day)
    if (isBusinessDay(calendar, day) && !(shut !== undefined && shut <= cutOff))
      return instantAt(day, cutOff, calendar.timeZone)
    day = addDays(day, -1)
  }
  return 0 as Instant
}
