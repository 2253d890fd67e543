/** Calendars ready for arithmetic, kept in memory beside the ledger and read again after every change. */
import type { DayKind, HolidayList } from '../../../../contract/calendars.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import type { Services } from '../../services.ts'
import { listedHolidays } from './holiday-list.ts'
import type { Calendar } from './rules.ts'
import type { StoredCalendar } from './schema.ts'
import { calendarByCode, closuresOf, ownDays } from './store.ts'

type Kept = { deskZone: string; calendars: Map<string, Calendar> }
const keptOf = new WeakMap<Services, Kept>()

/** A calendar by its code: `business`, `trading`, `banking`, `always`, or one that the desk has made. Refuses NOT_FOUND. */
export function calendarOf(call: Call, code: string): Calendar {
  const deskZone = call.services.settings.get('desk.timeZone')
  let kept = keptOf.get(call.services)
  if (!kept || kept.deskZone !== deskZone) {
    kept = { deskZone, calendars: new Map() }
    keptOf.set(call.services, kept)
  }
  let calendar = kept.calendars.get(code)
  if (!calendar) {
    calendar = load(call, calendarByCode(call, code) ?? refuse('NOT_FOUND', { what: `calendar ${code}` }))
    kept.calendars.set(code, calendar)
  }
  return calendar
}

/** Forgets what is in memory, now and once more after the commit, so that a change that was undone leaves nothing behind. */
export function forgetCalendars(call: Call): void {
  keptOf.delete(call.services)
  call.afterCommit(() => keptOf.delete(call.services))
  call.changed('calendars')
}

/** A stored calendar with the list of the program, the desk's own days on top of it, and its early closings. */
export function load(call: Call, stored: StoredCalendar): Calendar {
  const days = new Map<string, DayKind>()
  for (const { date, kind } of listedHolidays(call, stored.holidays as HolidayList)) days.set(date, kind)
  for (const { date, kind } of ownDays(call, stored.id)) days.set(date, kind)
  const closures = closuresOf(call, stored.id, { from: '0000-00-00', to: '9999-12-31' })
  return {
    code: stored.code,
    timeZone: stored.timeZone === '' ? call.services.settings.get('desk.timeZone') : stored.timeZone,
    weekdays: new Set(JSON.parse(stored.weekdays) as number[]),
    opens: stored.opens,
    closes: stored.closes,
    halfCloses: stored.halfCloses,
    days,
    closures: new Map(closures.map((closure) => [closure.date, closure.fromMinute])),
  }
}
