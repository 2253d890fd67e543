/** The areas under the decision: Main with comments, transactions, documents, account and contact, audit log. */
import { Tabs } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { RequestCard } from '../../../contract/requests.ts'
import { useText } from '../../i18n/text.tsx'
import { AccountDetails } from './account-details.tsx'
import classes from './card.module.css'
import { CommentForm } from './comment-form.tsx'
import { DocumentsTab } from './documents-tab.tsx'
import { TimelineList } from './timeline-list.tsx'
import { TransactionsTab } from './transactions-tab.tsx'

type Tab = 'main' | 'transactions' | 'documents' | 'account'

/** `commenting` grows when the person wants to write a comment. */
export function CardTabs({ card, commenting }: { card: RequestCard; commenting: number }) {
  const t = useText()
  const [, go] = useLocation()
  const { transactionsEditable } = card
  const [tab, setTab] = useState<Tab>('main')
  // Where there are drafts to approve, they are what the card was opened for.
  useEffect(() => {
    if (transactionsEditable) setTab('transactions')
  }, [transactionsEditable])
  useEffect(() => {
    if (commenting > 0) setTab('main')
  }, [commenting])
  const change = (value: string | null): void => {
    if (value === 'audit') go(`/requests/${card.row.requestId}/audit`)
    else if (value !== null) setTab(value as Tab)
  }
  return (
    <Tabs className={classes.tabs} value={tab} onChange={change} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="main">{t('requests.tab.main')}</Tabs.Tab>
        <Tabs.Tab value="transactions">
          {t('requests.tab.transactions')} {counted(card.transactions.length)}
        </Tabs.Tab>
        <Tabs.Tab value="documents">
          {t('requests.tab.documents')} {counted(card.documents.length)}
        </Tabs.Tab>
        <Tabs.Tab value="account">{t('requests.tab.account')}</Tabs.Tab>
        <Tabs.Tab value="audit">{t('requests.tab.audit')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="main" className={classes.panel}>
        <div className={classes.main}>
          <TimelineList events={card.timeline} />
          <CommentForm card={card} focus={commenting} />
        </div>
      </Tabs.Panel>
      <Tabs.Panel value="transactions" className={classes.panel}>
        <TransactionsTab card={card} />
      </Tabs.Panel>
      <Tabs.Panel value="documents" className={classes.panel}>
        <DocumentsTab card={card} />
      </Tabs.Panel>
      <Tabs.Panel value="account" className={classes.panel}>
        <AccountDetails card={card} />
      </Tabs.Panel>
    </Tabs>
  )
}

function counted(n: number): string {
  return n === 0 ? '' : String(n)
}
