/** The calendars side by side, each with what it is doing now; the chosen one is the one below. */
import { Button, UnstyledButton } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconStorm } from '@tabler/icons-react'
import { useState } from 'react'
import type { CalendarRow } from '../../../contract/calendars.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useNow, useTimeZone } from '../../ui/clock-context.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { inkOf } from '../../ui/tone.ts'
import { minuteText, todayText } from './calendar-text.ts'
import classes from './calendars.module.css'
import { ReopenDialog } from './reopen-dialog.tsx'

export type CalendarChoiceProps = {
  rows: readonly CalendarRow[]
  chosen: CalendarRow
  mayClose: boolean
  onChoose(row: CalendarRow): void
}

export function CalendarChoice({ rows, chosen, mayClose, onChoose }: CalendarChoiceProps) {
  const t = useText()
  const [lifting, setLifting] = useState<CalendarRow | null>(null)
  return (
    <section className={classes.choice} aria-label={t('calendars.title')}>
      {rows.map((row) => (
        <div key={row.calendarId} className={classes.calendar} data-chosen={row === chosen || undefined}>
          <UnstyledButton
            className={classes.calendarButton}
            aria-pressed={row === chosen}
            onClick={() => onChoose(row)}
          >
            <CalendarNow row={row} />
          </UnstyledButton>
          {row.closure && (
            <div className={classes.closure}>
              <span>
                {t('calendars.closure.by', { by: row.closure.by })} <InstantText at={row.closure.at} />
              </span>
              {mayClose && (
                <Button size="compact-xs" variant="default" onClick={() => setLifting(row)}>
                  {t('calendars.closure.lift')}
                </Button>
              )}
            </div>
          )}
        </div>
      ))}
      {lifting && <ReopenDialog calendar={lifting} onClose={() => setLifting(null)} />}
    </section>
  )
}

function CalendarNow({ row }: { row: CalendarRow }) {
  const t = useText()
  const language = useLanguage()
  const now = useNow()
  const deskZone = useTimeZone()
  const { opensAt, closesAt } = row.today
  const open = opensAt !== null && closesAt !== null && opensAt <= now && now < closesAt
  const zoned = { ...row, timeZone: row.timeZone === '' ? deskZone : row.timeZone }
  return (
    <>
      <span className={classes.calendarName}>{row.label[language]}</span>
      <span className={classes.now} style={{ color: inkOf(row.closure ? 'late' : open ? 'done' : 'neutral') }}>
        {row.closure ? (
          <IconStorm size={14} aria-hidden />
        ) : open ? (
          <IconCircleCheck size={14} aria-hidden />
        ) : (
          <IconCircleX size={14} aria-hidden />
        )}
        {row.closure
          ? t('calendars.closure.from', {
              kind: t(`calendars.closure.${row.closure.kind}`),
              from: minuteText(row.closure.fromMinute),
            })
          : todayText(zoned, now, { t, language })}
      </span>
      <span className={classes.hours}>
        {minuteText(row.opens)}–{minuteText(row.closes)} · {zoned.timeZone}
      </span>
    </>
  )
}
