/** The day in three small charts; each leads to the list behind it. */
import { Text } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import type { Currency } from '../../../contract/money.ts'
import type { Department } from '../../../contract/permissions.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { BarChart } from '../../ui/bar-chart.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './home-page.module.css'
import { shownHours } from './shown-hours.ts'

type Flow = readonly { hour: number; created: number; closed: number }[]
type Ageing = readonly { department: Department; today: number; twoDays: number; older: number; overdue: number }[]
type Paid = readonly { kind: 'wire' | 'cheque'; currency: Currency; count: number; amountMinor: number }[]

/** More departments than this have room for their short names only. */
const MOST_NAMES = 5

export function FlowChart({ flow }: { flow: Flow | undefined }) {
  const t = useText()
  const [, go] = useLocation()
  return (
    <SectionCard title={t('desk.flow')}>
      <BarChart
        label={t('desk.flow')}
        labelEvery={2}
        series={[
          { name: t('desk.flow.created'), tone: 'info' },
          { name: t('desk.flow.closed'), tone: 'done' },
        ]}
        columns={shownHours(flow ?? []).map(({ hour, created, closed }) => ({
          label: String(hour).padStart(2, '0'),
          values: [created, closed],
          onOpen: () => go('/queue/all?sort=created'),
        }))}
      />
    </SectionCard>
  )
}

export function AgeingChart({ ageing }: { ageing: Ageing | undefined }) {
  const t = useText()
  const [, go] = useLocation()
  const { profile, departmentLabel, departmentShort } = useProfile()
  const ofDesk = profile?.departments.map(({ department }) => department) ?? []
  const shown = (ageing ?? []).filter(
    ({ department, today, twoDays, older }) => ofDesk.includes(department) || today + twoDays + older > 0,
  )
  const nameOf = shown.length > MOST_NAMES ? departmentShort : departmentLabel
  return (
    <SectionCard title={t('desk.ageing')}>
      <BarChart
        label={t('desk.ageing')}
        stacked
        series={[
          { name: t('desk.ageing.today'), tone: 'info' },
          { name: t('desk.ageing.twoDays'), tone: 'wait' },
          { name: t('desk.ageing.older'), tone: 'late' },
        ]}
        columns={shown.map(({ department, today, twoDays, older }) => ({
          label: nameOf(department),
          values: [today, twoDays, older],
          onOpen: () => go(`/queue/${department}`),
        }))}
      />
      <div className={classes.overdue}>
        {(ageing ?? [])
          .filter(({ overdue }) => overdue > 0)
          .map(({ department, overdue }) => (
            <Link key={department} href={`/queue/${department}?overdue=1`} className={classes.overdueLink}>
              {departmentLabel(department)} · {t('desk.ageing.overdue', { n: overdue })}
            </Link>
          ))}
      </div>
    </SectionCard>
  )
}

export function PaidOut({ paid }: { paid: Paid | undefined }) {
  const t = useText()
  const word = useWords()
  const top = Math.max(1, ...(paid ?? []).map(({ count }) => count))
  return (
    <SectionCard title={t('desk.paidOut')}>
      {paid?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('desk.paidOutNone')}
        </Text>
      )}
      {(paid ?? []).map(({ kind, currency, count, amountMinor }) => (
        <Link key={kind + currency} href={kind === 'wire' ? '/batches' : '/cheques'} className={classes.paid}>
          <span>{word('instruction', kind)}</span>
          <span className={classes.paidBar}>
            <span style={{ width: `${(count / top) * 100}%` }} />
          </span>
          <span className={classes.paidCount}>{t('desk.paidOut.count', { n: count })}</span>
          <MoneyText amountMinor={amountMinor} currency={currency} layout="column" strong />
        </Link>
      ))}
    </SectionCard>
  )
}
