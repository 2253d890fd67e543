/** The books: accounts, journals with their postings, and the proof that all of it adds up. */
import { Tabs } from '@mantine/core'
import { IconBook, IconListDetails, IconShieldCheck } from '@tabler/icons-react'
import { useLocation, useParams, useSearch } from 'wouter'
import { useMe } from '../../api/session.ts'
import { useText } from '../../i18n/text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { JournalList } from './journal-list.tsx'
import { LedgerAccounts } from './ledger-accounts.tsx'
import { LedgerCheckPanel } from './ledger-check-panel.tsx'

const TABS = ['accounts', 'journals', 'check'] as const

export default function LedgerPage() {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const wanted = useParams().tab
  const search = new URLSearchParams(useSearch())
  const mayRead = me.permissions.includes('ledger.read')
  const tab = TABS.find((each) => each === wanted) ?? (mayRead ? 'accounts' : 'check')
  const account = numberIn(search, 'account')
  const request = numberIn(search, 'request')
  return (
    <PageBody>
      <PageHeader title={t('ledger.title')} figures={t('ledger.lead')} />
      <Tabs value={tab} onChange={(value) => value && go(`/ledger/${value}`)} keepMounted={false}>
        <Tabs.List mb="md">
          {mayRead && (
            <Tabs.Tab value="accounts" leftSection={<IconListDetails size={16} />}>
              {t('ledger.tab.accounts')}
            </Tabs.Tab>
          )}
          {mayRead && (
            <Tabs.Tab value="journals" leftSection={<IconBook size={16} />}>
              {t('ledger.tab.journals')}
            </Tabs.Tab>
          )}
          <Tabs.Tab value="check" leftSection={<IconShieldCheck size={16} />}>
            {t('ledger.tab.check')}
          </Tabs.Tab>
        </Tabs.List>
        {mayRead && (
          <Tabs.Panel value="accounts">
            <LedgerAccounts />
          </Tabs.Panel>
        )}
        {mayRead && (
          <Tabs.Panel value="journals">
            <JournalList
              key={`${account}-${request}`}
              ledgerAccountId={account}
              accountName={search.get('name')}
              requestId={request}
            />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="check">
          <LedgerCheckPanel />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  )
}

function numberIn(search: URLSearchParams, name: string): number | null {
  const text = search.get(name)
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
