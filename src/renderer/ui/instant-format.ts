/** Moments in words: short where they stand in rows, full where somebody asks for more. */
import type { Language, Translate } from '../i18n/text.tsx'

const LOCALE: Record<Language, string> = { en: 'en-GB', 'zh-Hant': 'zh-HK' }
const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
const DAY_HOURS = 24

export type Zoned = { timeZone: string; language: Language }

const formats = new Map<string, Intl.DateTimeFormat>()
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(locale, options)
    formats.set(key, found)
  }
  return found
}

const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/** Time of day alone: `14:05`. */
export function clockText(at: number, { timeZone, language }: Zoned): string {
  return format(LOCALE[language], { ...TIME, timeZone }).format(at)
}

/** `14:05` today, `20 Nov 14:05` this year, `20 Nov 2025` before. */
export function shortInstant(at: number, now: number, { timeZone, language }: Zoned): string {
  const day = (moment: number) => format('en-CA', { timeZone }).format(moment)
  const locale = LOCALE[language]
  if (day(at) === day(now)) return clockText(at, { timeZone, language })
  if (day(at).slice(0, 4) !== day(now).slice(0, 4)) {
    return format(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(at)
  }
  return `${format(locale, { day: 'numeric', month: 'short', timeZone }).format(at)} ${clockText(at, { timeZone, language })}`
}

/** Date, time to the second and zone: what a hover shows. */
export function fullInstant(at: number, { timeZone, language }: Zoned): string {
  const text = format(LOCALE[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at)
  return `${text} (${timeZone})`
}

/** Date and time to the second without the zone: for logs, where every line needs its day. */
export function logInstant(at: number, { timeZone, language }: Zoned): string {
  return format(LOCALE[language], {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at)
}

/** A business date: `Fri 21 Nov`, with the year when it is another one. */
export function dateText(date: string, language: Language, withYear: boolean = false): string {
  const at = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)))
  const options: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }
  return format(LOCALE[language], withYear ? { ...options, year: 'numeric' } : options).format(at)
}

/** A length of time in two units at most: `12 m`, `2 h 5 m`, `3 d`. */
export function ageText(lengthMs: number, t: Translate): string {
  const minutes = Math.max(0, Math.floor(lengthMs / MINUTE_MS))
  if (minutes < HOUR_MINUTES) return t('shared.minutes', { n: minutes })
  const hours = Math.floor(minutes / HOUR_MINUTES)
  if (hours >= 2 * DAY_HOURS) return t('shared.days', { n: Math.floor(hours / DAY_HOURS) })
  const rest = minutes % HOUR_MINUTES
  return rest === 0 || hours >= DAY_HOURS
    ? t('shared.hours', { n: hours })
    : t('shared.hoursMinutes', { h: hours, m: rest })
}
