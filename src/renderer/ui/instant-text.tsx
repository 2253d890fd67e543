/** Moments on the screen: today-aware, full on hover, and how long something is due or late. */
import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { useLanguage, useText } from '../i18n/text.tsx'
import { useNow, useTimeZone } from './clock-context.tsx'
import { ageText, fullInstant, logInstant, shortInstant } from './instant-format.ts'
import classes from './instant-text.module.css'
import { inkOf } from './tone.ts'

/** `14:05` today, `20 Nov 14:05` otherwise; the whole moment with its zone on hover. */
export function InstantText({ at, zone = 'desk' }: { at: number; zone?: 'desk' | 'local' }) {
  const language = useLanguage()
  const timeZone = useTimeZone(zone)
  const now = useNow()
  return (
    <time dateTime={new Date(at).toISOString()} title={fullInstant(at, { timeZone, language })}>
      {shortInstant(at, now, { timeZone, language })}
    </time>
  )
}

/** Date and time to the second, for logs: `21 Nov 2026, 14:05:09`. */
export function LogInstantText({ at, zone = 'desk' }: { at: number; zone?: 'desk' | 'local' }) {
  const language = useLanguage()
  const timeZone = useTimeZone(zone)
  return (
    <time dateTime={new Date(at).toISOString()} title={fullInstant(at, { timeZone, language })}>
      {logInstant(at, { timeZone, language })}
    </time>
  )
}

/** How long ago something began: `12 m`. */
export function AgeText({ since }: { since: number }) {
  const t = useText()
  const language = useLanguage()
  const timeZone = useTimeZone()
  return (
    <time dateTime={new Date(since).toISOString()} title={fullInstant(since, { timeZone, language })}>
      {ageText(useNow() - since, t)}
    </time>
  )
}

/** Less than this before its time, something is due soon. */
const SOON_MS = 2 * 60 * 60 * 1000

/** When something is due: quiet, amber when soon, red with a mark when late. */
export function DueText({ dueAt, over = false }: { dueAt: number; over?: boolean }) {
  const t = useText()
  const language = useLanguage()
  const timeZone = useTimeZone()
  const now = useNow()
  const full = fullInstant(dueAt, { timeZone, language })
  if (over) return <InstantText at={dueAt} />
  const left = dueAt - now
  const late = left < 0
  const soon = !late && left < SOON_MS
  const words = late
    ? t('shared.late', { age: ageText(-left, t) })
    : soon
      ? t('shared.in', { age: ageText(left, t) })
      : shortInstant(dueAt, now, { timeZone, language })
  return (
    <Tooltip label={full}>
      <time
        dateTime={new Date(dueAt).toISOString()}
        className={classes.due}
        style={late ? { color: inkOf('late'), fontWeight: 600 } : soon ? { color: inkOf('wait') } : undefined}
      >
        {late && <IconAlertTriangle size={14} aria-hidden />}
        {soon && <IconClock size={14} aria-hidden />}
        {words}
      </time>
    </Tooltip>
  )
}
