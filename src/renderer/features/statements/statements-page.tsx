/** Statements and their matching: the reconciliation desk, the statements taken so far, and the import of the next one. */
import { Tabs } from '@mantine/core'
import { IconBellRinging, IconFileImport, IconFiles, IconScale } from '@tabler/icons-react'
import { useLocation, useParams } from 'wouter'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { TabCount } from '../../ui/tab-count.tsx'
import { NoticeList } from './notice-list.tsx'
import { ReconciliationDesk } from './reconciliation-desk.tsx'
import { StatementImport } from './statement-import.tsx'
import { StatementList } from './statement-list.tsx'

const TABS = ['desk', 'list', 'notices', 'import'] as const

export default function StatementsPage() {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const wanted = useParams().tab
  const statements = useApi(['statements.list'], () => api.statements.list({}), { topics: ['statements'] })
  const mayImport = me.permissions.includes('statements.import')
  const tab = TABS.find((each) => each === wanted) ?? 'desk'
  const unmatched = statements.data?.reduce((sum, each) => sum + each.unmatched, 0) ?? 0
  return (
    <PageBody>
      <PageHeader title={t('statements.title')} figures={t('statements.lead')} />
      <Tabs value={tab} onChange={(value) => value && go(`/statements/${value}`)} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="desk" leftSection={<IconScale size={16} />}>
            {t('statements.tab.desk')}
            <TabCount count={unmatched} />
          </Tabs.Tab>
          <Tabs.Tab value="list" leftSection={<IconFiles size={16} />}>
            {t('statements.tab.list')}
          </Tabs.Tab>
          <Tabs.Tab value="notices" leftSection={<IconBellRinging size={16} />}>
            {t('statements.tab.notices')}
          </Tabs.Tab>
          {mayImport && (
            <Tabs.Tab value="import" leftSection={<IconFileImport size={16} />}>
              {t('statements.tab.import')}
            </Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="desk">
          <ReconciliationDesk statements={statements} />
        </Tabs.Panel>
        <Tabs.Panel value="list">
          <StatementList statements={statements} />
        </Tabs.Panel>
        <Tabs.Panel value="notices">
          <NoticeList />
        </Tabs.Panel>
        {mayImport && (
          <Tabs.Panel value="import">
            <StatementImport />
          </Tabs.Panel>
        )}
      </Tabs>
    </PageBody>
  )
}
