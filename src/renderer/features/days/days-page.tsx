/** The days of the desk: which are signed off, by whom, and the way to today's report. */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconCalendarCheck } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Api } from '../../api/client.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { TONE_OF_DAY } from './states.ts'

const PAGE_DAYS = 31
type Day = Awaited<ReturnType<Api['days']['list']>>[number]

export default function DaysPage() {
  const t = useText()
  const language = useLanguage()
  const cursors = useCursors<string>('days')
  const { after: before } = cursors
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const list = useApi(['days.list', before], () => api.days.list({ before, limit: PAGE_DAYS }), {
    topics: ['days'],
    keepPrevious: true,
  })
  const today = clock.data?.today
  const last = list.data?.at(-1)
  const openToday = today !== undefined && (
    <Button component={Link} href={`/days/${today}`} leftSection={<IconCalendarCheck size={16} />}>
      {t('days.openToday', { date: dateText(today, language) })}
    </Button>
  )
  return (
    <PageBody>
      <PageHeader title={t('days.title')} figures={t('days.lead')} actions={openToday} />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={260} />}
      {list.data && (
        <SectionCard flush label={t('days.title')}>
          {list.data.length === 0 ? (
            <EmptyState icon={<IconCalendarCheck size={24} />} sentence={t('days.none')} action={openToday} />
          ) : (
            <DayTable days={list.data} />
          )}
        </SectionCard>
      )}
      <PageSteps cursors={cursors} next={list.data?.length === PAGE_DAYS && last ? last.date : null} />
    </PageBody>
  )
}

function DayTable({ days }: { days: readonly Day[] }) {
  const t = useText()
  const language = useLanguage()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('days.column.date')}</Table.Th>
          <Table.Th>{t('days.column.state')}</Table.Th>
          <Table.Th>{t('days.column.signatures')}</Table.Th>
          <Table.Th>{t('days.column.root')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map((day) => (
          <Table.Tr key={day.date}>
            <Table.Td>
              <Link className="desk-link" href={`/days/${day.date}`}>
                {dateText(day.date, language, true)}
              </Link>
            </Table.Td>
            <Table.Td>
              <ToneBadge tone={TONE_OF_DAY[day.state]} label={t(`days.state.${day.state}`)} />
            </Table.Td>
            <Table.Td>
              {day.signatures.map(({ by, at }) => (
                <span key={by} style={{ marginRight: 16 }}>
                  {by} <InstantText at={at} />
                </span>
              ))}
            </Table.Td>
            <Table.Td>
              <CopyText text={day.dayRoot} maxChars={25} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
