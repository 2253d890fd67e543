/** Words and figures of calendars. */
import type { CalendarRow } from '../../../contract/calendars.ts'
import type { Language, Translate } from '../../i18n/text.tsx'
import { clockText, dateText } from '../../ui/instant-format.ts'

/** `09:05` of a minute of the day; the end of the day is `24:00`. */
export function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** The minute of `HH:MM`, or null. */
export function minuteOf(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim()) ?? []
  if (hours === undefined) return null
  const minute = Number(hours) * 60 + Number(minutes)
  return minute <= 1440 ? minute : null
}

/** What a calendar, its zone filled in, is doing now, in one line. */
export function todayText(row: CalendarRow, now: number, about: { t: Translate; language: Language }): string {
  const { t, language } = about
  const { opensAt, closesAt, next } = row.today
  const clock = (at: number) => clockText(at, { timeZone: row.timeZone, language })
  if (opensAt === null || closesAt === null) return t('calendars.today.closed', { next: dateText(next, language) })
  if (now < opensAt) return t('calendars.today.opens', { at: clock(opensAt) })
  if (now < closesAt) return t('calendars.today.open', { at: clock(closesAt) })
  return t('calendars.today.over', { next: dateText(next, language) })
}

/** The days of a month in weeks that begin on Monday; null where another month lies. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
  const lead = (first + 6) % 7
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const cells: (string | null)[] = [
    ...Array.from({ length: lead }, () => null),
    ...Array.from({ length }, (_, i) => `${year}-${String(month).padStart(2, '0')}-${String(i + 1).padStart(2, '0')}`),
  ]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
