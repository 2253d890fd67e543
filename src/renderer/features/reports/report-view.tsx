/** One payout report on the screen: figures, days as bars, methods, states, failures. */
import { Group, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { PayoutCounts, PayoutReport } from '../../../contract/reports.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { BarChart } from '../../ui/bar-chart.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { StatTile } from '../../ui/stat-tile.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './reports.module.css'

const COUNTS: readonly [keyof PayoutCounts, Tone][] = [
  ['submitted', 'neutral'],
  ['approved', 'neutral'],
  ['processed', 'neutral'],
  ['completed', 'done'],
  ['failed', 'late'],
  ['rejected', 'neutral'],
  ['cancelled', 'neutral'],
]
const MOST_LABELS = 15

export function ReportView({ report }: { report: PayoutReport }) {
  const t = useText()
  return (
    <>
      <div className={classes.tiles}>
        {COUNTS.map(([count, tone]) => (
          <StatTile
            key={count}
            label={t(`reports.count.${count}`)}
            figure={groupedCount(report.counts[count])}
            tone={report.counts[count] === 0 ? 'neutral' : tone}
          />
        ))}
      </div>
      <div className={classes.columns}>
        <Days report={report} />
        <Paid report={report} />
        <Methods report={report} />
        <States report={report} />
        <Failures report={report} />
      </div>
    </>
  )
}

function Days({ report }: { report: PayoutReport }) {
  const t = useText()
  const language = useLanguage()
  return (
    <SectionCard title={t('reports.byDay')} label={t('reports.byDay')}>
      <BarChart
        label={t('reports.byDay')}
        height={150}
        labelEvery={Math.max(1, Math.ceil(report.byDay.length / MOST_LABELS))}
        series={[
          { name: t('reports.count.submitted'), tone: 'info' },
          { name: t('reports.count.completed'), tone: 'done' },
          { name: t('reports.count.failed'), tone: 'late' },
        ]}
        columns={report.byDay.map(({ date, submitted, completed, failed }) => ({
          label: dateText(date, language).replace(/^\S+ /, ''),
          values: [submitted, completed, failed],
        }))}
      />
    </SectionCard>
  )
}

function Paid({ report }: { report: PayoutReport }) {
  const t = useText()
  const { meanMinutes } = report
  const time =
    meanMinutes === null
      ? t('reports.noTime')
      : t('reports.hours', { h: Math.floor(meanMinutes / 60), m: meanMinutes % 60 })
  return (
    <SectionCard title={t('reports.paid')} label={t('reports.paid')}>
      <Group justify="space-between" mb="xs">
        <Text size="xs" c="dimmed">
          {t('reports.paidHint')}
        </Text>
        <Text size="sm">
          {t('reports.meanTime')}: <strong>{time}</strong>
        </Text>
      </Group>
      {report.paid.length === 0 ? (
        <Text size="sm">{t('reports.noPaid')}</Text>
      ) : (
        <Table>
          <Heads names={[t('reports.payouts'), t('reports.total'), t('reports.average')]} />
          <Table.Tbody>
            {report.paid.map(({ currency, count, totalMinor, averageMinor }) => (
              <Table.Tr key={currency}>
                <Table.Td className={classes.figure}>{groupedCount(count)}</Table.Td>
                <Figure>
                  <MoneyText amountMinor={totalMinor} currency={currency} layout="column" strong />
                </Figure>
                <Figure>
                  <MoneyText amountMinor={averageMinor} currency={currency} layout="column" />
                </Figure>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </SectionCard>
  )
}

function Methods({ report }: { report: PayoutReport }) {
  const t = useText()
  const word = useWords()
  const shown = ['submitted', 'completed', 'failed', 'rejected'] as const
  return (
    <SectionCard title={t('reports.byMethod')} label={t('reports.byMethod')}>
      <Table>
        <Heads names={[t('reports.method'), ...shown.map((count) => t(`reports.count.${count}`))]} />
        <Table.Tbody>
          {report.byMethod.map((row) => (
            <Table.Tr key={row.method}>
              <Table.Td>{word('method', row.method)}</Table.Td>
              {shown.map((count) => (
                <Figure key={count}>{groupedCount(row[count])}</Figure>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

function States({ report }: { report: PayoutReport }) {
  const t = useText()
  return (
    <SectionCard title={t('reports.byState')} label={t('reports.byState')}>
      <Table>
        <Heads names={[t('reports.state'), t('reports.requests')]} />
        <Table.Tbody>
          {report.byState.map(({ state, count }) => (
            <Table.Tr key={state}>
              <Table.Td>{t(`movements.state.${state}`)}</Table.Td>
              <Figure>{groupedCount(count)}</Figure>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

function Failures({ report }: { report: PayoutReport }) {
  const t = useText()
  return (
    <SectionCard title={t('reports.failures')} label={t('reports.failures')}>
      {report.failures.length === 0 ? (
        <Text size="sm">{t('reports.noFailures')}</Text>
      ) : (
        <Table>
          <Heads names={[t('reports.reason'), t('reports.payouts'), t('reports.amount')]} />
          <Table.Tbody>
            {report.failures.map(({ reason, currency, count, amountMinor }) => (
              <Table.Tr key={`${reason}/${currency}`}>
                <Table.Td>{reason === '' ? t('reports.noReason') : reason}</Table.Td>
                <Figure>{groupedCount(count)}</Figure>
                <Figure>
                  <MoneyText amountMinor={amountMinor} currency={currency} layout="column" />
                </Figure>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </SectionCard>
  )
}

/** The first column names the row, all others are figures. */
function Heads({ names }: { names: readonly string[] }) {
  return (
    <Table.Thead>
      <Table.Tr>
        {names.map((name, place) => (
          <Table.Th key={name} ta={place === 0 ? 'left' : 'right'}>
            {name}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  )
}

function Figure({ children }: { children: ReactNode }) {
  return (
    <Table.Td ta="right" className={classes.figure}>
      {children}
    </Table.Td>
  )
}
