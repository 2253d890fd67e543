/** The lists that the forms offer: types and methods of withdrawals, kinds of documents, reasons of each workflow (R0-02, R2-21, K-13). */
import { Tabs } from '@mantine/core'
import { useLocation, useParams } from 'wouter'
import { LIST_NAMES } from '../../../contract/lists.ts'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { EntryList } from './entry-list.tsx'
import { ReasonCodes } from './reason-codes.tsx'

const TABS = [...LIST_NAMES, 'reasonCodes'] as const

export default function ListsPage() {
  const t = useText()
  const [, go] = useLocation()
  const wanted = useParams().tab
  return (
    <PageBody>
      <PageHeader title={t('lists.title')} figures={t('lists.lead')} />
      <Tabs
        value={TABS.find((each) => each === wanted) ?? 'withdrawalType'}
        onChange={(value) => value && go(`/lists/${value}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`lists.name.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {LIST_NAMES.map((list) => (
          <Tabs.Panel key={list} value={list}>
            <EntryList list={list} />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="reasonCodes">
          <ReasonCodes />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  )
}
