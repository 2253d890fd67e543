/**
 * Reads the whole-day events of an iCalendar file (RFC 5545), such as the general holidays that governments publish. What cannot be
 * taken exactly is an error of its line: an event with a time, one that repeats, one without a day.
 */
import { addDays, type BusinessDate, isCalendarDate } from '../../../../contract/dates.ts'
import { LIMITS } from '../../../../contract/limits.ts'
import { type FormatRefusal, RefusalSignal } from '../refusal.ts'

type Code = 'CHARSET' | 'NOT_A_CALENDAR' | 'CUT_OFF' | 'TOO_MANY_DAYS' | 'NO_DAYS'
export type CalendarFileDay = { line: number; date: BusinessDate; name: string }
export type CalendarFileNote = { line: number; message: string }
export type CalendarFile =
  | { ok: true; days: CalendarFileDay[]; errors: CalendarFileNote[]; warnings: CalendarFileNote[] }
  | { ok: false; refusal: FormatRefusal<Code> }

/** A logical line after unfolding, with the number of its first physical line. */
type Line = { number: number; name: string; parameters: Map<string, string>; value: string }
type Event = { line: number; properties: Line[] }
/** An event may last some days (a long holiday), never a season. */
const LONGEST_EVENT_DAYS = 31

export function readICalendar(bytes: Uint8Array): CalendarFile {
  try {
    return read(bytes)
  } catch (error) {
    if (error instanceof RefusalSignal) return { ok: false, refusal: error.refusal as FormatRefusal<Code> }
    throw error
  }
}

function read(bytes: Uint8Array): CalendarFile {
  const days: CalendarFileDay[] = []
  const errors: CalendarFileNote[] = []
  const warnings: CalendarFileNote[] = []
  const seen = new Map<string, CalendarFileDay>()
  for (const event of eventsOf(linesOf(textOf(bytes)))) {
    const found = daysOf(event)
    if ('error' in found) errors.push({ line: event.line, message: found.error })
    else if ('skipped' in found) warnings.push({ line: event.line, message: found.skipped })
    else {
      for (const day of found.days) {
        const earlier = seen.get(day.date)
        if (!earlier) {
          seen.set(day.date, day)
          days.push(day)
        } else if (earlier.name !== day.name) {
          warnings.push({
            line: day.line,
            message: `${day.date} is named twice: “${earlier.name}” is kept, “${day.name}” is left out`,
          })
        }
      }
    }
    if (days.length > LIMITS.calendarFileDays) {
      const message = `the file names more than ${LIMITS.calendarFileDays} days`
      throw new RefusalSignal<Code>('TOO_MANY_DAYS', `line ${event.line}`, message)
    }
  }
  if (days.length === 0 && errors.length === 0) {
    throw new RefusalSignal<Code>('NO_DAYS', 'the whole file', 'there is no whole-day event in the file')
  }
  return { ok: true, days: days.sort((a, b) => (a.date < b.date ? -1 : 1)), errors, warnings }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new RefusalSignal<Code>('CHARSET', 'the whole file', 'the file is not in UTF-8')
  }
}

/** Unfolds: a line that begins with a blank continues the one before it. */
function linesOf(text: string): Line[] {
  const logical: { number: number; text: string }[] = []
  text.split(/\r\n|\n|\r/).forEach((physical, index) => {
    const last = logical.at(-1)
    if (/^[ \t]/.test(physical) && last) last.text += physical.slice(1)
    else if (physical !== '') logical.push({ number: index + 1, text: physical })
  })
  return logical.map(({ number, text: line }) => propertyOf(line, number))
}

/** `DTSTART;VALUE=DATE:20260101`. A colon or semicolon between quotes belongs to a parameter. */
function propertyOf(text: string, number: number): Line {
  const parts = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s.exec(text)
  if (!parts) {
    throw new RefusalSignal<Code>('NOT_A_CALENDAR', `line ${number}`, 'the line is no property of an iCalendar file')
  }
  const [, name = '', given = '', value = ''] = parts
  const parameters = new Map(
    [...given.matchAll(/;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/g)].map(([, key = '', content = '']) => [
      key.toUpperCase(),
      content.replaceAll('"', ''),
    ]),
  )
  return { number, name: name.toUpperCase(), parameters, value }
}

function eventsOf(lines: readonly Line[]): Event[] {
  const [first] = lines
  if (first?.name !== 'BEGIN' || first.value.toUpperCase() !== 'VCALENDAR') {
    throw new RefusalSignal<Code>('NOT_A_CALENDAR', 'line 1', 'the file does not begin with BEGIN:VCALENDAR')
  }
  const open: string[] = []
  const events: Event[] = []
  let event: Event | null = null
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      open.push(line.value.toUpperCase())
      if (line.value.toUpperCase() === 'VEVENT') event = { line: line.number, properties: [] }
    } else if (line.name === 'END') {
      if (open.pop() !== line.value.toUpperCase()) {
        throw new RefusalSignal<Code>('CUT_OFF', `line ${line.number}`, `END:${line.value} ends what was not begun`)
      }
      if (line.value.toUpperCase() === 'VEVENT' && event) {
        events.push(event)
        event = null
      }
    } else if (event && open.at(-1) === 'VEVENT') event.properties.push(line)
  }
  if (open.length > 0) {
    throw new RefusalSignal<Code>('CUT_OFF', 'the end of the file', `${open.at(-1)} is not ended: the file is cut off`)
  }
  return events
}

type Found = { days: CalendarFileDay[] } | { error: string } | { skipped: string }

function daysOf(event: Event): Found {
  const property = (name: string) => event.properties.find((line) => line.name === name)
  const name = unescaped(property('SUMMARY')?.value ?? '')
  if (property('STATUS')?.value.toUpperCase() === 'CANCELLED') return { skipped: `“${name}” is cancelled and left out` }
  if (property('RRULE') || property('RDATE'))
    return { error: `“${name}” repeats; write each day as an event of its own` }
  const start = dateOf(property('DTSTART'))
  if (start === null) return { error: `“${name}” is no whole day: its start must be a date without a time` }
  if (name === '') return { error: `the event of ${start} has no name` }
  if ([...name].length > LIMITS.shortTextChars)
    return { error: `the name of ${start} has more than ${LIMITS.shortTextChars} characters` }
  const length = lengthOf(start, property('DTEND'), property('DURATION'))
  if (length === null || length < 1) return { error: `“${name}” ends before it begins, or at a time of day` }
  if (length > LONGEST_EVENT_DAYS)
    return { error: `“${name}” lasts ${length} days; at most ${LONGEST_EVENT_DAYS} are taken` }
  const days = Array.from({ length }, (_, i) => ({ line: event.line, date: addDays(start, i), name }))
  return { days }
}

function dateOf(line: Line | undefined): BusinessDate | null {
  const digits = /^(\d{4})(\d{2})(\d{2})$/.exec(line?.value.trim() ?? '')
  if (!digits) return null
  const date = `${digits[1]}-${digits[2]}-${digits[3]}`
  return isCalendarDate(date) ? date : null
}

/** The end is the first day that no longer belongs to the event; without an end it is one day. */
function lengthOf(start: BusinessDate, end: Line | undefined, duration: Line | undefined): number | null {
  if (duration) {
    const [, weeks, days] = /^P(?:(\d{1,2})W|(\d{1,3})D)$/.exec(duration.value.trim()) ?? []
    return weeks !== undefined ? Number(weeks) * 7 : days !== undefined ? Number(days) : null
  }
  if (!end) return 1
  const last = dateOf(end)
  return last === null ? null : Math.round((Date.parse(last) - Date.parse(start)) / 86_400_000)
}

function unescaped(text: string): string {
  return text
    .replace(/\\[nN]/g, ' ')
    .replace(/\\([\\;,])/g, '$1')
    .replace(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .trim()
}
