/** The day of the desk: what is late, what is now, what comes next, and every task with what it waits for (R3-10). */
import { Skeleton, Tabs } from '@mantine/core'
import { useLocation, useParams } from 'wouter'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { StormPanel } from '../storms/storm-panel.tsx'
import { ChannelDay } from './channel-day.tsx'
import { MarkingList } from './marking-list.tsx'
import { TimesTable } from './times-table.tsx'
import { TodayList } from './today-list.tsx'

const TABS = ['today', 'channels', 'marking', 'storm', 'times'] as const
const READ_AGAIN_MS = 30_000

export default function TimelinePage() {
  const t = useText()
  const language = useLanguage()
  const [, go] = useLocation()
  const wanted = useParams<{ tab?: string }>().tab
  const day = useApi(['timeline.today'], () => api.timeline.today({}), {
    topics: ['timeline', 'requests', 'batches', 'cheques', 'channels', 'calendars', 'statements'],
    everyMs: READ_AGAIN_MS,
  })
  const { data } = day
  const figures = data
    ? `${dateText(data.date, language, true)} · ${t(`timeline.kind.${data.kind}`)} · ${t('timeline.nextDay', { date: dateText(data.nextDate, language) })}`
    : t('timeline.lead')
  return (
    <PageBody>
      <PageHeader title={t('timeline.title')} figures={figures} />
      {day.problem !== null && <ErrorNote sentence={day.problem} onRetry={day.reload} />}
      {day.loading && <Skeleton height={420} />}
      {data && (
        <Tabs
          value={TABS.find((each) => each === wanted) ?? 'today'}
          onChange={(value) => value && go(`/timeline/${value}`)}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            {TABS.map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {t(`timeline.tab.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="today">
            <TodayList tasks={data.tasks} />
          </Tabs.Panel>
          <Tabs.Panel value="channels">
            <ChannelDay date={data.date} />
          </Tabs.Panel>
          <Tabs.Panel value="marking">
            <MarkingList />
          </Tabs.Panel>
          <Tabs.Panel value="storm">
            <StormPanel />
          </Tabs.Panel>
          <Tabs.Panel value="times">
            <TimesTable day={data} />
          </Tabs.Panel>
        </Tabs>
      )}
    </PageBody>
  )
}
