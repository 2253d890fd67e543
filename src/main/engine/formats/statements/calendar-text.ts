/**
 * Reads the dates of bank files as calendar days, exactly as written and without any time zone.
 * A day that does not exist (30 February of the interest convention, program text such as "null") is `null`.
 */
import { isCalendarDate } from '../../../../contract/dates.ts'

/** `2009-10-30`, `2009-10-30T03:30:47+02:00`, `2009-10-30+02:00`: the calendar date as written. */
export function isoDate(text: string | null): string | null {
  if (text === null) return null
  if (text.length === 10) return validDate(text)
  const match = /^\s*(\d{4}-\d{2}-\d{2})(?:[T ].*|Z|[+-]\d{2}:?\d{2})?\s*$/s.exec(text)
  return validDate(match?.[1])
}

/** `20090401`, `20090401122017`, `20090401122017.000[-5:EST]`: the first eight digits. */
export function compactDate(text: string | null): string | null {
  const match = /^\s*(\d{4})(\d{2})(\d{2})/.exec(text ?? '')
  return match ? validDate(`${match[1]}-${match[2]}-${match[3]}`) : null
}

/** `YYMMDD`; the century is the one nearest to `near`, or by the SWIFT rule (80–99 = 19xx) without it. */
export function shortDate(text: string | null, near: string | null = null): string | null {
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text ?? '')
  if (!match) return null
  return validDate(`${fullYear(Number(match[1]), near)}-${match[2]}-${match[3]}`)
}

/** `MMDD` with the year that brings it nearest to the reference day (booking and value date differ at new year). */
export function nearestMonthDay(text: string | null, reference: string | null): string | null {
  const match = /^(\d{2})(\d{2})$/.exec(text ?? '')
  if (!match || reference === null) return null
  const year = Number(reference.slice(0, 4))
  let best: string | null = null
  for (const candidateYear of [year, year - 1, year + 1]) {
    const candidate = validDate(`${String(candidateYear).padStart(4, '0')}-${match[1]}-${match[2]}`)
    if (candidate !== null && (best === null || daysApart(candidate, reference) < daysApart(best, reference))) {
      best = candidate
    }
  }
  return best
}

/** A two-digit year as four digits. */
export function fullYear(twoDigits: number, near: string | null): number {
  if (near === null) return twoDigits >= 80 ? 1900 + twoDigits : 2000 + twoDigits
  const nearYear = Number(near.slice(0, 4))
  const base = nearYear - (nearYear % 100) + twoDigits
  return [base, base - 100, base + 100].reduce((a, b) => (Math.abs(b - nearYear) < Math.abs(a - nearYear) ? b : a))
}

/** Whole days between two calendar days. */
export function daysApart(a: string, b: string): number {
  return Math.abs(Date.parse(`${a}T00:00:00Z`) - Date.parse(`${b}T00:00:00Z`)) / 86_400_000
}

/** Days that were looked at: a file names few, and each of them often. */
const known = new Map<string, string | null>()
const KNOWN_DAYS = 5_000

/** The text itself when it is a day that exists. */
export function validDate(text: string | undefined): string | null {
  if (text === undefined) return null
  let date = known.get(text)
  if (date === undefined) {
    date = isCalendarDate(text) ? text : null
    if (known.size >= KNOWN_DAYS) known.clear()
    known.set(text, date)
  }
  return date
}
