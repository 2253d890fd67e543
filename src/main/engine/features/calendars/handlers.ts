/** Calendars: their hours, their days, early closings, and files of holidays. */
import type { CalendarRow, HolidayList, SpecialDay } from '../../../../contract/calendars.ts'
import { type BusinessDate, businessDateOf, type Instant, isCalendarDate } from '../../../../contract/dates.ts'
import type { CalendarId } from '../../../../contract/ids.ts'
import type { Label } from '../../../../contract/workflow.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { clockText, closeOne, reopenOne } from './closing.ts'
import { listedHolidays, sourceOf } from './holiday-list.ts'
import { calendarOf, forgetCalendars } from './loaded.ts'
import { kindOfDay, nextBusinessDay, windowOf } from './rules.ts'
import type { StoredCalendar } from './schema.ts'
import {
  calendarAt,
  calendarByCode,
  changeCalendar,
  closuresOf,
  insertCalendar,
  ownDaysBetween,
  putDay,
  removeDay,
  storedCalendar,
  storedCalendars,
} from './store.ts'
import { previewFile, takeFile } from './taking.ts'

export const calendarsHandlers: Handlers<'calendars'> = {
  list: (call) => storedCalendars(call).map((stored) => rowOf(call, stored)),

  year(call, { calendarId, year }) {
    const stored = storedCalendar(call, calendarId)
    const between = { from: `${year}-01-01`, to: `${year}-12-31` }
    return {
      days: specialDays(call, stored, between),
      closures: closuresOf(call, calendarId, between),
      source: sourceOf(call, stored.holidays as HolidayList),
    }
  },

  create(call, { commandId: _, code, ...facts }) {
    refuseHours(facts)
    if (calendarByCode(call, code)) refuse('CALENDAR_CODE_TAKEN', { code })
    const calendarId = insertCalendar(call, { code, ...columnsOf(facts) }) as CalendarId
    const changes = changesOf(null, facts)
    call.audit({
      action: 'calendar.create',
      subject: `calendar:${calendarId}`,
      changes: [['code', null, code], ...changes],
    })
    forgetCalendars(call)
    return { calendarId, version: 1 }
  },

  change(call, { commandId: _, calendarId, expectedVersion, ...facts }) {
    refuseHours(facts)
    const stored = calendarAt(call, { calendarId, expectedVersion })
    const version = changeCalendar(call, stored, columnsOf(facts))
    call.audit({ action: 'calendar.change', subject: `calendar:${calendarId}`, changes: changesOf(stored, facts) })
    forgetCalendars(call)
    return { calendarId, version }
  },

  markDays(call, { dates, kind, name, nameChinese, reason, ...at }) {
    const stored = calendarAt(call, at)
    for (const date of new Set(dates)) {
      refusePast(call, date)
      const row = { calendarId: stored.id, date, kind, name, nameChinese, reason, fileId: null }
      putDay(call, { ...row, at: call.now, operatorId: call.actor.operatorId })
    }
    const version = changeCalendar(call, stored)
    const days = [...new Set(dates)].sort().join(', ')
    call.audit({
      action: 'calendar.markDays',
      subject: `calendar:${stored.id}`,
      reason,
      changes: [
        ['days', null, days],
        ['kind', null, kind],
        ['name', null, name],
      ],
    })
    forgetCalendars(call)
    return { calendarId: at.calendarId, version }
  },

  clearDay(call, { date, reason, ...at }) {
    const stored = calendarAt(call, at)
    refusePast(call, date)
    if (!removeDay(call, stored.id, date)) refuse('CALENDAR_DAY_NOT_MARKED', { date })
    const version = changeCalendar(call, stored)
    call.audit({
      action: 'calendar.clearDay',
      subject: `calendar:${stored.id}`,
      reason,
      changes: [['days', date, null]],
    })
    forgetCalendars(call)
    return { calendarId: at.calendarId, version }
  },

  closeEarly(call, { calendarIds, date, fromMinute, kind, reason }) {
    refusePast(call, date)
    const changed = [...new Set(calendarIds)].map((calendarId) =>
      closeOne(call, storedCalendar(call, calendarId), { date, fromMinute, kind, reason }),
    )
    forgetCalendars(call)
    return changed
  },

  reopen(call, { calendarId, date, reason }) {
    refusePast(call, date)
    const changed = reopenOne(call, storedCalendar(call, calendarId), { date, reason })
    forgetCalendars(call)
    return changed
  },

  previewFile: (call, { calendarId, fileId }) => previewFile(call, storedCalendar(call, calendarId), fileId),

  takeFile(call, { calendarId, expectedVersion, fileId, sha256 }) {
    const stored = calendarAt(call, { calendarId, expectedVersion })
    return { calendarId, ...takeFile(call, stored, { fileId, sha256 }) }
  },
}

type Facts = Omit<CalendarRow, 'calendarId' | 'version' | 'code' | 'today' | 'closure'>

function columnsOf({ label, weekdays, ...rest }: Facts) {
  const days = [...new Set(weekdays)].sort((a, b) => a - b)
  return { ...rest, label: JSON.stringify(label), weekdays: JSON.stringify(days) }
}

function factsOf(stored: StoredCalendar): Facts {
  const { label, timeZone, weekdays, opens, closes, halfCloses, holidays } = stored
  return {
    label: JSON.parse(label) as Label,
    timeZone,
    weekdays: JSON.parse(weekdays) as number[],
    opens,
    closes,
    halfCloses,
    holidays: holidays as HolidayList,
  }
}

function changesOf(stored: StoredCalendar | null, facts: Facts): [string, string | null, string | null][] {
  const [before, after] = [stored ? factsOf(stored) : null, facts]
  return (Object.keys(after) as (keyof Facts)[]).flatMap((key) => {
    const [old, now] = [before ? textOf(before[key]) : null, textOf(after[key])]
    return old === now ? [] : [[key, old, now] as [string, string | null, string]]
  })
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

function rowOf(call: Call, stored: StoredCalendar): CalendarRow {
  const calendar = calendarOf(call, stored.code)
  const date = businessDateOf(call.now, calendar.timeZone)
  const window = windowOf(calendar, date)
  const [closure = null] = closuresOf(call, stored.id, { from: date, to: date })
  return {
    calendarId: stored.id as CalendarId,
    version: stored.version,
    code: stored.code,
    ...factsOf(stored),
    today: {
      date,
      kind: kindOfDay(calendar, date),
      opensAt: window?.opensAt ?? null,
      closesAt: window?.closesAt ?? null,
      next: nextBusinessDay(calendar, date),
    },
    closure,
  }
}

/** The list of the program and, in its place where there is one, the desk's own word. */
function specialDays(call: Call, stored: StoredCalendar, between: { from: string; to: string }): SpecialDay[] {
  const days = new Map<string, SpecialDay>()
  for (const { date, kind, name, nameChinese, basis } of listedHolidays(call, stored.holidays as HolidayList)) {
    if (date < between.from || date > between.to) continue
    days.set(date, { date, kind, name, nameChinese, basis, reason: '', by: null, at: null })
  }
  for (const { date, kind, name, nameChinese, reason, fileId, by, at } of ownDaysBetween(call, stored.id, between)) {
    const basis = fileId === null ? 'own' : 'file'
    days.set(date, { date: date as BusinessDate, kind, name, nameChinese, basis, reason, by, at: at as Instant })
  }
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** Clocks that ran out under the hours of a day stay as they were: the past of a calendar never changes. */
function refusePast(call: Call, date: string): void {
  if (isCalendarDate(date) && date >= call.today) return
  refuse('CALENDAR_DAY_PAST', { date, today: call.today })
}

function refuseHours({ opens, halfCloses, closes, timeZone }: Facts): void {
  if (!(opens < halfCloses && halfCloses <= closes)) {
    refuse('CALENDAR_HOURS_WRONG', { opens: clockText(opens), half: clockText(halfCloses), closes: clockText(closes) })
  }
  if (timeZone === '') return
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    refuse('CALENDAR_ZONE_UNKNOWN', { zone: timeZone })
  }
}
