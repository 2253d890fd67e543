/**
 * Time in two kinds that never mix: an `Instant` (UTC milliseconds of the engine's clock) and a
 * `BusinessDate` (calendar day of the desk's zone). No `Date` object crosses the contract.
 */
import { z } from 'zod'

declare const instantBrand: unique symbol
declare const dateBrand: unique symbol
/** UTC milliseconds since 1970. */
export type Instant = number & { readonly [instantBrand]: true }
/** `YYYY-MM-DD`, a day of the desk's calendar. */
export type BusinessDate = string & { readonly [dateBrand]: true }

export const Instant = z
  .int()
  .min(0)
  .max(8_640_000_000_000_000)
  .transform((n) => n as Instant)
export const BusinessDate = z.iso.date().transform((s) => s as BusinessDate)

/** The calendar day of an instant in a time zone (IANA name). */
export function businessDateOf(instant: number, timeZone: string): BusinessDate {
  // Days begin on whole minutes everywhere, so an answer holds for its minute; asked for at every call, it must cost nothing.
  const minute = Math.floor(instant / 60_000)
  if (latest.minute !== minute || latest.timeZone !== timeZone) {
    latest = { minute, timeZone, date: formatter(timeZone).format(instant) as BusinessDate }
  }
  return latest.date
}

let latest = { minute: Number.NaN, timeZone: '', date: '' as BusinessDate }

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, found)
  }
  return found
}

/** The date some days later (or earlier), by the calendar alone. */
export function addDays(date: string, days: number): BusinessDate {
  const at = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)) + days)
  return new Date(at).toISOString().slice(0, 10) as BusinessDate
}

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): text is BusinessDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  return addDays(text, 0) === text
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return day === 0 ? 7 : day
}

/** `HH:MM` of an instant in a time zone, for sentences. */
export function timeOfDay(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant)
}

/** How far a zone's clock is ahead of UTC at an instant. */
function zoneOffsetMs(instant: number, timeZone: string): number {
  let found = wallFormatters.get(timeZone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    wallFormatters.set(timeZone, found)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of found.formatToParts(instant)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / 60_000) * 60_000
}

const wallFormatters = new Map<string, Intl.DateTimeFormat>()
const instants = new Map<string, Instant>()
const INSTANTS_KEPT = 4_096

/**
 * The instant at which the clocks of a zone show a minute of a day (0 … 1440). A minute that a change to summer time leaves out is the
 * first one after the gap; one that comes twice is its first time.
 */
export function instantAt(date: string, minuteOfDay: number, timeZone: string): Instant {
  const key = `${date} ${minuteOfDay} ${timeZone}`
  const kept = instants.get(key)
  if (kept !== undefined) return kept
  const wall =
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) + minuteOfDay * 60_000
  // The offset of the day before and of the day after: they differ around a change of the clocks only.
  const early = wall - zoneOffsetMs(wall - 86_400_000, timeZone)
  const late = wall - zoneOffsetMs(wall + 86_400_000, timeZone)
  const found = [Math.min(early, late), Math.max(early, late)].find((at) => at + zoneOffsetMs(at, timeZone) === wall)
  const at = (found ?? Math.max(early, late)) as Instant
  if (instants.size >= INSTANTS_KEPT) instants.clear()
  instants.set(key, at)
  return at
}
