/** Closing one calendar early and opening it again: on record, once, and never for a day that its own hours have shut already. */
import type { ClosureKind, DayKind } from '../../../../contract/calendars.ts'
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { CalendarId } from '../../../../contract/ids.ts'
import type { Label } from '../../../../contract/workflow.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { forgetCalendars, load } from './loaded.ts'
import { kindOfDay } from './rules.ts'
import type { StoredCalendar } from './schema.ts'
import { calendarByCode, changeCalendar, closuresOf, insertClosure, liftClosure } from './store.ts'

type NewClosure = { date: BusinessDate; fromMinute: number; kind: ClosureKind; reason: string }

export function closeOne(
  call: Call,
  stored: StoredCalendar,
  closure: NewClosure,
): { calendarId: CalendarId; version: number } {
  const { date, fromMinute, kind, reason } = closure
  const [there] = closuresOf(call, stored.id, { from: date, to: date })
  if (there) refuse('CLOSURE_THERE', { by: there.by, date, from: clockText(there.fromMinute) })
  const calendar = load(call, stored)
  const closes = { open: calendar.closes, half: calendar.halfCloses, closed: 0 }[kindOfDay(calendar, date) as DayKind]
  if (fromMinute >= closes) {
    refuse('CALENDAR_DAY_SHUT', { calendar: (JSON.parse(stored.label) as Label).en, date, closes: clockText(closes) })
  }
  const version = changeCalendar(call, stored)
  const row = { calendarId: stored.id, date, fromMinute, kind, reason }
  insertClosure(call, { ...row, at: call.now, operatorId: call.actor.operatorId })
  call.audit({
    action: 'calendar.closeEarly',
    subject: `calendar:${stored.id}`,
    reason,
    changes: [
      ['closure', null, `${date} ${clockText(fromMinute)}`],
      ['kind', null, kind],
    ],
  })
  return { calendarId: stored.id as CalendarId, version }
}

/** `14:30` of a minute of the day. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

export function reopenOne(
  call: Call,
  stored: StoredCalendar,
  { date, reason }: { date: BusinessDate; reason: string },
): { calendarId: CalendarId; version: number } {
  if (!liftClosure(call, { calendarId: stored.id, date }, reason)) refuse('CLOSURE_NOT_THERE', { date })
  const version = changeCalendar(call, stored)
  call.audit({
    action: 'calendar.reopen',
    subject: `calendar:${stored.id}`,
    reason,
    changes: [['closure', date, null]],
  })
  return { calendarId: stored.id as CalendarId, version }
}

/** Closes those of the calendars that are still open at that minute; says which. */
export function closeOpen(call: Call, codes: readonly string[], closure: NewClosure): string[] {
  const closed = codes.filter((code) => {
    const stored = calendarByCode(call, code)
    if (!stored || closuresOf(call, stored.id, { from: closure.date, to: closure.date }).length > 0) return false
    const calendar = load(call, stored)
    const closes = { open: calendar.closes, half: calendar.halfCloses, closed: 0 }[kindOfDay(calendar, closure.date)]
    if (closure.fromMinute >= closes) return false
    closeOne(call, stored, closure)
    return true
  })
  forgetCalendars(call)
  return closed
}

/** Opens calendars again that were closed early on a day. */
export function reopenClosed(call: Call, codes: readonly string[], at: { date: BusinessDate; reason: string }): void {
  for (const code of codes) {
    const stored = calendarByCode(call, code)
    if (stored && closuresOf(call, stored.id, { from: at.date, to: at.date }).length > 0) reopenOne(call, stored, at)
  }
  forgetCalendars(call)
}
