/** One month: every day says what it is by its ground and by a sign, never by colour alone. */

import { useLanguage, useText } from '../../i18n/text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { minuteText, weeksOf } from './calendar-text.ts'
import classes from './calendars.module.css'
import type { YearFacts } from './year-panel.tsx'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

export type MonthGridProps = {
  year: number
  month: number
  facts: YearFacts
  /** Opens a day; null for who may only look. */
  onDay: ((date: string) => void) | null
}

export function MonthGrid({ year, month, facts, onDay }: MonthGridProps) {
  const language = useLanguage()
  const locale = language === 'en' ? 'en-GB' : 'zh-HK'
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month - 1, 1))
  // 1 January 2024 was a Monday.
  const weekday = (day: number) =>
    new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
  return (
    <table className={classes.month} aria-label={`${name} ${year}`}>
      <caption>{name}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((day) => (
            <th key={day} scope="col">
              {weekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((date) => date !== null)}>
            {WEEKDAYS.map((day) => {
              const date = week[day - 1] ?? null
              return <td key={day}>{date !== null && <Day date={date} weekday={day} facts={facts} onDay={onDay} />}</td>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type DayProps = { date: string; weekday: number; facts: YearFacts; onDay: ((date: string) => void) | null }

function Day({ date, weekday, facts, onDay }: DayProps) {
  const t = useText()
  const language = useLanguage()
  const { calendar, special, closures } = facts
  const found = special.get(date)
  const closure = closures.get(date)
  const kind = found?.kind ?? (calendar.weekdays.includes(weekday) ? 'open' : 'closed')
  const look = closure ? 'storm' : found === undefined && kind === 'closed' ? 'week' : kind
  const name = found && (language === 'zh-Hant' && found.nameChinese !== '' ? found.nameChinese : found.name)
  const storm =
    closure &&
    t('calendars.closure.from', {
      kind: t(`calendars.closure.${closure.kind}`),
      from: minuteText(closure.fromMinute),
    })
  const words = [dateText(date, language, true), t(`calendars.kind.${kind}`), name, storm].filter(Boolean).join(' · ')
  return (
    <button
      type="button"
      className={classes.day}
      data-look={look}
      data-own={found?.basis === 'own' || found?.basis === 'file' || undefined}
      data-today={date === calendar.today.date || undefined}
      title={words}
      aria-label={words}
      disabled={onDay === null || date < calendar.today.date}
      onClick={() => onDay?.(date)}
    >
      {Number(date.slice(8))}
      {kind === 'half' && <sup aria-hidden>½</sup>}
    </button>
  )
}
