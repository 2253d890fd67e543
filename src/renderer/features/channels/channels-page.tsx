/** Channels as the desk has them: the list, one channel in full, the routing table, and a place to try a route out. */
import { Tabs } from '@mantine/core'
import { useLocation, useParams } from 'wouter'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { ChannelList } from './channel-list.tsx'
import { LayoutList } from './layout-list.tsx'
import { RoutingTable } from './routing-table.tsx'
import { TryRoute } from './try-route.tsx'

const TABS = ['list', 'routing', 'layouts', 'try'] as const
type Tab = (typeof TABS)[number]

export default function ChannelsPage() {
  const t = useText()
  const [, go] = useLocation()
  const { tab } = useParams<{ tab?: string }>()
  const shown: Tab = TABS.find((each) => each === tab) ?? 'list'
  return (
    <PageBody>
      <PageHeader title={t('channels.title')} />
      <Tabs value={shown} onChange={(next) => go(`/channels/${next}`)} keepMounted={false}>
        <Tabs.List>
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`channels.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="list" pt="md">
          <ChannelList />
        </Tabs.Panel>
        <Tabs.Panel value="routing" pt="md">
          <RoutingTable />
        </Tabs.Panel>
        <Tabs.Panel value="layouts" pt="md">
          <LayoutList />
        </Tabs.Panel>
        <Tabs.Panel value="try" pt="md">
          <TryRoute />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  )
}
