/** One calendar's year: twelve months to look at and click, and its special days in words beside them. */
import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPencil } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { CalendarRow, Closure, SpecialDay } from '../../../contract/calendars.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './calendars.module.css'
import { DayDialog } from './day-dialog.tsx'
import { MonthGrid } from './month-grid.tsx'
import { SpecialDays } from './special-days.tsx'

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

export type YearFacts = {
  calendar: CalendarRow
  special: ReadonlyMap<string, SpecialDay>
  closures: ReadonlyMap<string, Closure>
}

export type YearPanelProps = { calendar: CalendarRow; mayWrite: boolean; onChange: (() => void) | null }

export function YearPanel({ calendar, mayWrite, onChange }: YearPanelProps) {
  const t = useText()
  const language = useLanguage()
  const [year, setYear] = useState(Number(calendar.today.date.slice(0, 4)))
  const [opened, setOpened] = useState<string | null>(null)
  const { calendarId } = calendar
  const found = useApi(['calendars.year', calendarId, year], () => api.calendars.year({ calendarId, year }), {
    topics: ['calendars'],
    keepPrevious: true,
  })
  const facts = useMemo<YearFacts>(
    () => ({
      calendar,
      special: new Map(found.data?.days.map((day) => [day.date, day])),
      closures: new Map(found.data?.closures.map((closure) => [closure.date, closure])),
    }),
    [calendar, found.data],
  )
  const onDay = mayWrite ? setOpened : null
  return (
    <div className={classes.year}>
      <SectionCard
        title={`${calendar.label[language]} ${year}`}
        aside={<YearSteps year={year} onYear={setYear} onChange={onChange} />}
      >
        {found.problem !== null && <ErrorNote sentence={found.problem} onRetry={found.reload} />}
        {found.loading && <Skeleton height={380} />}
        {found.data && (
          <>
            <div className={classes.months}>
              {MONTHS.map((month) => (
                <MonthGrid key={month} year={year} month={month} facts={facts} onDay={onDay} />
              ))}
            </div>
            <Legend />
          </>
        )}
      </SectionCard>
      <SectionCard flush title={t('calendars.special.title', { count: found.data?.days.length ?? 0 })}>
        {found.data && (
          <SpecialDays days={found.data.days} today={calendar.today.date} source={found.data.source} onDay={onDay} />
        )}
      </SectionCard>
      {opened !== null && <DayDialog facts={facts} date={opened} onClose={() => setOpened(null)} />}
    </div>
  )
}

type YearStepsProps = { year: number; onYear(year: number): void; onChange: (() => void) | null }

function YearSteps({ year, onYear, onChange }: YearStepsProps) {
  const t = useText()
  return (
    <div className={classes.actions}>
      {onChange && (
        <Button size="compact-xs" variant="default" leftSection={<IconPencil size={14} />} onClick={onChange}>
          {t('calendars.form.change')}
        </Button>
      )}
      <ActionIcon aria-label={t('calendars.year.before', { year: String(year - 1) })} onClick={() => onYear(year - 1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t('calendars.year.after', { year: String(year + 1) })} onClick={() => onYear(year + 1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </div>
  )
}

const SHOWN = ['open', 'week', 'closed', 'half', 'storm', 'own'] as const

function Legend() {
  const t = useText()
  return (
    <ul className={classes.legend}>
      {SHOWN.map((kind) => (
        <li key={kind}>
          <span className={classes.sample} data-look={kind} aria-hidden>
            {kind === 'closed' ? '×' : kind === 'half' ? '½' : ''}
          </span>
          {t(`calendars.legend.${kind}`)}
        </li>
      ))}
    </ul>
  )
}
