/** Cheques: print a run, answer for the leaves, sign, release; the register and the books behind them. */
import { Tabs } from '@mantine/core'
import {
  IconBook2,
  IconBuildingBank,
  IconListSearch,
  IconLockSquare,
  IconPrinter,
  IconSignature,
} from '@tabler/icons-react'
import { useLocation, useParams, useSearch } from 'wouter'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { TabCount } from '../../ui/tab-count.tsx'
import { ChequeBooks } from './cheque-books.tsx'
import { ChequeRegister, leafIn } from './cheque-register.tsx'
import { DepositLists } from './deposit-lists.tsx'
import { Drawer } from './drawer.tsx'
import { PrintRun } from './print-run.tsx'
import { SigningQueue } from './signing-queue.tsx'

const TABS = ['run', 'signing', 'deposits', 'register', 'books', 'drawer'] as const

export default function ChequesPage() {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const wanted = useParams().tab
  const leafId = leafIn(useSearch())
  const counts = useApi(['desk.counts'], () => api.desk.counts({}), { topics: ['cheques', 'requests'] })
  const mayPrint = me.permissions.includes('cheques.print')
  const maySign = me.permissions.includes('cheques.sign') || me.permissions.includes('cheques.release')
  // A link to one leaf opens the register, where every leaf can be seen.
  const linked = wanted === undefined && leafId !== null
  const first = linked ? 'register' : mayPrint ? 'run' : maySign ? 'signing' : 'register'
  const tab = TABS.find((each) => each === wanted) ?? first
  return (
    <PageBody>
      <PageHeader title={t('cheques.title')} figures={t('cheques.lead')} />
      <Tabs value={tab} onChange={(value) => value && go(`/cheques/${value}`)} keepMounted={false}>
        <Tabs.List mb="md">
          {mayPrint && (
            <Tabs.Tab value="run" leftSection={<IconPrinter size={16} />}>
              {t('cheques.tab.run')}
              <TabCount count={(counts.data?.chequesWaiting ?? 0) + (counts.data?.chequesToConfirm ?? 0)} />
            </Tabs.Tab>
          )}
          <Tabs.Tab value="signing" leftSection={<IconSignature size={16} />}>
            {t('cheques.tab.signing')}
            <TabCount count={counts.data?.chequesToSign ?? 0} />
          </Tabs.Tab>
          <Tabs.Tab value="deposits" leftSection={<IconBuildingBank size={16} />}>
            {t('cheques.tab.deposits')}
          </Tabs.Tab>
          <Tabs.Tab value="register" leftSection={<IconListSearch size={16} />}>
            {t('cheques.tab.register')}
          </Tabs.Tab>
          <Tabs.Tab value="books" leftSection={<IconBook2 size={16} />}>
            {t('cheques.tab.books')}
          </Tabs.Tab>
          <Tabs.Tab value="drawer" leftSection={<IconLockSquare size={16} />}>
            {t('cheques.tab.drawer')}
          </Tabs.Tab>
        </Tabs.List>
        {mayPrint && (
          <Tabs.Panel value="run">
            <PrintRun />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="signing">
          <SigningQueue />
        </Tabs.Panel>
        <Tabs.Panel value="deposits">
          <DepositLists />
        </Tabs.Panel>
        <Tabs.Panel value="register">
          <ChequeRegister />
        </Tabs.Panel>
        <Tabs.Panel value="books">
          <ChequeBooks />
        </Tabs.Panel>
        <Tabs.Panel value="drawer">
          <Drawer />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  )
}
