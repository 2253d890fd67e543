/**
 * The arithmetic of calendars, pure: which days are open, the hours of a day, and how long something may take when only open
 * minutes count (R2-06, R3-07). Business days and trading days are two calendars of this one kind.
 */
import type { DayKind } from '../../../../contract/calendars.ts'
import {
  addDays,
  type BusinessDate,
  businessDateOf,
  type Instant,
  instantAt,
  weekdayOf,
} from '../../../../contract/dates.ts'

export type Calendar = {
  readonly code: string
  /** IANA name. */
  readonly timeZone: string
  readonly weekdays: ReadonlySet<number>
  /** Minutes of the day. */
  readonly opens: number
  readonly closes: number
  readonly halfCloses: number
  /** Days that are not what their weekday says. */
  readonly days: ReadonlyMap<string, DayKind>
  /** Days that shut early, with the minute from which they are shut. */
  readonly closures: ReadonlyMap<string, number>
}

export type Window = { opensAt: Instant; closesAt: Instant }

const MINUTE_MS = 60_000
/** Two years: a calendar that is shut for longer is not a calendar. */
const DAYS_LOOKED_AT = 731

/** What a day is, early closings left aside. */
export function kindOfDay(calendar: Calendar, date: string): DayKind {
  return calendar.days.get(date) ?? (calendar.weekdays.has(weekdayOf(date)) ? 'open' : 'closed')
}

/** The hours of a day, or null when it is not open at all. */
export function windowOf(calendar: Calendar, date: string): Window | null {
  const kind = kindOfDay(calendar, date)
  if (kind === 'closed') return null
  const own = kind === 'half' ? calendar.halfCloses : calendar.closes
  const closes = Math.min(own, calendar.closures.get(date) ?? own)
  if (closes <= calendar.opens) return null
  return {
    opensAt: instantAt(date, calendar.opens, calendar.timeZone),
    closesAt: instantAt(date, closes, calendar.timeZone),
  }
}

export function isBusinessDay(calendar: Calendar, date: string): boolean {
  return windowOf(calendar, date) !== null
}

/** The open day after a date. */
export function nextBusinessDay(calendar: Calendar, date: string): BusinessDate {
  return step(calendar, date, 1)
}

/** The open day before a date. */
export function previousBusinessDay(calendar: Calendar, date: string): BusinessDate {
  return step(calendar, date, -1)
}

/** So many open days on (or back); 0 is the date itself, or the next open day when it is shut. */
export function addBusinessDays(calendar: Calendar, date: string, days: number): BusinessDate {
  if (days === 0) return isBusinessDay(calendar, date) ? (date as BusinessDate) : step(calendar, date, 1)
  let at = date as BusinessDate
  for (let left = Math.abs(days); left > 0; left--) at = step(calendar, at, Math.sign(days))
  return at
}

function step(calendar: Calendar, date: string, direction: number): BusinessDate {
  for (let days = 1; days <= DAYS_LOOKED_AT; days++) {
    const candidate = addDays(date, direction * days)
    if (isBusinessDay(calendar, candidate)) return candidate
  }
  throw new Error(`calendar ${calendar.code} is shut for two years around ${date}`)
}

/** Whether the calendar is open at an instant; the closing minute itself is shut. */
export function isOpenAt(calendar: Calendar, at: number): boolean {
  const window = windowOf(calendar, businessDateOf(at, calendar.timeZone))
  return window !== null && window.opensAt <= at && at < window.closesAt
}

/** Open minutes between two instants; negative when the second lies before the first. */
export function openMinutesBetween(calendar: Calendar, from: number, to: number): number {
  if (to < from) return -openMinutesBetween(calendar, to, from)
  let openMs = 0
  const last = businessDateOf(to, calendar.timeZone)
  for (let date = businessDateOf(from, calendar.timeZone); date <= last; date = addDays(date, 1)) {
    const window = windowOf(calendar, date)
    if (window) openMs += Math.max(0, Math.min(to, window.closesAt) - Math.max(from, window.opensAt))
  }
  return Math.floor(openMs / MINUTE_MS)
}

/** The instant at which so many open minutes have passed; time while the calendar is shut does not count. */
export function dueAfter(calendar: Calendar, from: number, minutes: number): Instant {
  let leftMs = minutes * MINUTE_MS
  let date = businessDateOf(from, calendar.timeZone)
  for (let days = 0; days <= DAYS_LOOKED_AT; days++) {
    const window = windowOf(calendar, date)
    if (window) {
      const start = Math.max(from, window.opensAt)
      if (start + leftMs <= window.closesAt) return Math.max(start + leftMs, from) as Instant
      leftMs -= Math.max(0, window.closesAt - start)
    }
    date = addDays(date, 1)
  }
  throw new Error(`calendar ${calendar.code} has no ${minutes} open minutes within two years`)
}

/**
 * When a promise of business days ends: 0 = the close of the day itself ("same day"), or of the next open day when that close has
 * passed; n = the close of the nth open day after the day on which it was made (R2-04).
 */
export function closeAfterDays(calendar: Calendar, from: number, days: number): Instant {
  const today = businessDateOf(from, calendar.timeZone)
  const own = windowOf(calendar, today)
  // What arrives after the close, or on a shut day, counts as arrived on the next open day.
  const arrived = own && from < own.closesAt ? today : nextBusinessDay(calendar, today)
  const last = addBusinessDays(calendar, arrived, days)
  const window = windowOf(calendar, last)
  if (!window) throw new Error(`${last} is open and has no hours`)
  return window.closesAt
}
