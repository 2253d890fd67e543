/** Days of an iCalendar file: read and compared the same way in the preview and when they are taken (law 10). */
import type { CalendarFilePreview, HolidayList } from '../../../../contract/calendars.ts'
import type { BusinessDate, Instant } from '../../../../contract/dates.ts'
import type { FileId } from '../../../../contract/ids.ts'
import type { Call } from '../../call.ts'
import { fileBytes, fileInfo } from '../../files/store.ts'
import { readICalendar } from '../../formats/calendars/read-icalendar.ts'
import { refuse } from '../../refuse.ts'
import { listedHolidays } from './holiday-list.ts'
import { forgetCalendars } from './loaded.ts'
import type { StoredCalendar } from './schema.ts'
import { changeCalendar, fileTaken, keepFile, ownDays, putDay } from './store.ts'

export function previewFile(call: Call, stored: StoredCalendar, fileId: FileId): CalendarFilePreview {
  const { sha256 } = fileInfo(call, fileId)
  const taken = fileTaken(call, stored.id, sha256)
  const takenBefore = taken ? { at: taken.at as Instant, by: taken.by } : null
  const file = readICalendar(fileBytes(call, fileId))
  if (!file.ok) {
    return { sha256, refusal: file.refusal, days: [], missing: [], errors: [], warnings: [], takenBefore }
  }
  const known = namesNow(call, stored)
  const days = file.days
    .filter(({ date }) => date >= call.today)
    .map(({ date, name }) => {
      const before = known.get(date)
      const change = before?.kind !== 'closed' ? 'closes' : before.name === name ? 'same' : 'renames'
      return { date, name, change, before: before?.name ?? '' } as const
    })
  const past = file.days.length - days.length
  const warnings =
    past === 0
      ? file.warnings
      : [...file.warnings, { line: 0, message: `${past} days of the file are over and stay as they are` }]
  return {
    sha256,
    refusal: null,
    days,
    missing: missingIn(call, stored, file.days),
    errors: file.errors,
    warnings,
    takenBefore,
  }
}

type Known = { kind: string; name: string }

function namesNow(call: Call, stored: StoredCalendar): Map<string, Known> {
  const known = new Map<string, Known>()
  for (const day of listedHolidays(call, stored.holidays as HolidayList)) known.set(day.date, day)
  for (const day of ownDays(call, stored.id)) known.set(day.date, day)
  return known
}

/** What the list of the program has in the years that the file speaks of, and the file has not: worth a look, not an error. */
function missingIn(call: Call, stored: StoredCalendar, days: readonly { date: string }[]) {
  const named = new Set(days.map(({ date }) => date))
  const years = new Set(days.map(({ date }) => date.slice(0, 4)))
  return listedHolidays(call, stored.holidays as HolidayList)
    .filter((day) => day.kind === 'closed' && day.date >= call.today)
    .filter(({ date }) => years.has(date.slice(0, 4)) && !named.has(date))
    .map(({ date, name }) => ({ date: date as BusinessDate, name }))
}

export function takeFile(call: Call, stored: StoredCalendar, given: { fileId: FileId; sha256: string }) {
  const info = fileInfo(call, given.fileId)
  if (info.sha256 !== given.sha256) refuse('CONTENT_CHANGED', { request: info.name })
  const preview = previewFile(call, stored, given.fileId)
  const { takenBefore, refusal, errors } = preview
  if (takenBefore)
    refuse('FILE_ALREADY_TAKEN', { name: info.name, by: takenBefore.by, at: new Date(takenBefore.at).toISOString() })
  if (refusal) refuse('FILE_NOT_READABLE', { name: info.name, place: refusal.place, why: refusal.message })
  const [first] = errors
  if (first)
    refuse('FILE_HAS_ERRORS', {
      name: info.name,
      count: errors.length,
      row: first.line,
      column: 'VEVENT',
      why: first.message,
    })
  const fresh = preview.days.filter((day) => day.change !== 'same')
  for (const { date, name } of fresh) {
    putDay(call, {
      calendarId: stored.id,
      date,
      kind: 'closed',
      name,
      nameChinese: '',
      reason: info.name,
      fileId: given.fileId,
      at: call.now,
      operatorId: call.actor.operatorId,
    })
  }
  keepFile(call, { calendarId: stored.id, sha256: given.sha256, fileId: given.fileId, days: fresh.length })
  const version = changeCalendar(call, stored)
  call.audit({
    action: 'calendar.takeFile',
    subject: `calendar:${stored.id}`,
    changes: [
      ['file', null, info.name],
      ['sha256', null, given.sha256],
      ['days', null, fresh.map(({ date }) => date).join(', ')],
    ],
  })
  forgetCalendars(call)
  return { version, taken: fresh.length }
}
