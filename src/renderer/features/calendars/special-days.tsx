/** The special days of a year as a list: what, why, and where it comes from. */
import { Button, Table } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import type { SpecialDay } from '../../../contract/calendars.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './calendars.module.css'

const TONE = { open: 'done', half: 'wait', closed: 'neutral' } as const

export type SpecialDaysProps = {
  days: readonly SpecialDay[]
  /** Days to come stand first. */
  today: string
  source: string
  onDay: ((date: string) => void) | null
}

export function SpecialDays({ days, today, source, onDay }: SpecialDaysProps) {
  const t = useText()
  if (days.length === 0) {
    return (
      <EmptyState
        icon={<IconCalendarOff size={24} />}
        sentence={t('calendars.special.none')}
        hint={t('calendars.special.noneNext')}
      />
    )
  }
  return (
    <>
      <Table>
        <Table.Tbody>
          {[...days.filter(({ date }) => date >= today), ...days.filter(({ date }) => date < today)].map((day) => (
            <SpecialDayRow key={day.date} day={day} onDay={day.date < today ? null : onDay} over={day.date < today} />
          ))}
        </Table.Tbody>
      </Table>
      {source !== '' && <p className={classes.source}>{source}</p>}
    </>
  )
}

type SpecialDayRowProps = { day: SpecialDay; over: boolean; onDay: ((date: string) => void) | null }

function SpecialDayRow({ day, over, onDay }: SpecialDayRowProps) {
  const t = useText()
  const language = useLanguage()
  const name = language === 'zh-Hant' && day.nameChinese !== '' ? day.nameChinese : day.name
  const basis = t(`calendars.basis.${day.basis}`)
  return (
    <Table.Tr className={over ? classes.over : undefined}>
      <Table.Td className={classes.date}>{dateText(day.date, language)}</Table.Td>
      <Table.Td>
        {name}
        <div className={classes.dimmed}>{day.by === null ? basis : `${basis} · ${day.by} · ${day.reason}`}</div>
      </Table.Td>
      <Table.Td className={classes.end}>
        <ToneBadge tone={TONE[day.kind]} label={t(`calendars.kind.${day.kind}`)} />
        {onDay && day.basis === 'own' && (
          <Button
            size="compact-xs"
            variant="default"
            ml={6}
            aria-label={t('calendars.day.editOf', { date: day.date })}
            onClick={() => onDay(day.date)}
          >
            {t('calendars.day.edit')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
