/** Messages: the outbox with what became of each, the texts, and the mail server. */
import { Tabs } from '@mantine/core'
import { IconMail, IconMailCog, IconTemplate } from '@tabler/icons-react'
import { useLocation, useParams } from 'wouter'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { MailServer } from './mail-server.tsx'
import { MessageTexts } from './message-texts.tsx'
import { OutboxList } from './outbox-list.tsx'

const TABS = ['outbox', 'texts', 'server'] as const

export default function MessagesPage() {
  const t = useText()
  const [, go] = useLocation()
  const { tab: wanted } = useParams<{ tab?: string }>()
  const tab = TABS.find((each) => each === wanted) ?? 'outbox'
  return (
    <PageBody>
      <PageHeader title={t('notifications.title')} figures={t('notifications.lead')} />
      <Tabs value={tab} onChange={(value) => value && go(`/messages/${value}`)} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="outbox" leftSection={<IconMail size={16} />}>
            {t('notifications.tab.outbox')}
          </Tabs.Tab>
          <Tabs.Tab value="texts" leftSection={<IconTemplate size={16} />}>
            {t('notifications.tab.texts')}
          </Tabs.Tab>
          <Tabs.Tab value="server" leftSection={<IconMailCog size={16} />}>
            {t('notifications.tab.server')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="outbox">
          <OutboxList />
        </Tabs.Panel>
        <Tabs.Panel value="texts">
          <MessageTexts />
        </Tabs.Panel>
        <Tabs.Panel value="server">
          <MailServer />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  )
}
