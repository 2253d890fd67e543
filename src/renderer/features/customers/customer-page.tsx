/** The customer card: person, accounts, where money may go, requests, and everything that happened (R1-85, R1-90, R1-92). */
import { ActionIcon, Button, Skeleton, Tabs } from '@mantine/core'
import { IconArrowLeft, IconCashBanknoteMinus, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import type { CustomerCard, Destination } from '../../../contract/customers.ts'
import type { Permission } from '../../../contract/permissions.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { CustomerFacts } from '../checks/customer-facts.tsx'
import { CustomerPayments } from '../incentives/customer-payments.tsx'
import { AccountForm } from './account-form.tsx'
import { AddRequestDialog } from './add-request-dialog.tsx'
import { CustomerAccounts } from './customer-accounts.tsx'
import { CustomerActivity } from './customer-activity.tsx'
import { CustomerDestinations } from './customer-destinations.tsx'
import { CustomerForm } from './customer-form.tsx'
import { CustomerLimits } from './customer-limits.tsx'
import { CustomerPerson } from './customer-person.tsx'
import { CustomerRequests } from './customer-requests.tsx'
import { CustomerRisk } from './customer-risk.tsx'
import classes from './customers.module.css'
import { DestinationForm } from './destination-form.tsx'
import { RiskBadge } from './risk-badge.tsx'

type Opened = 'edit' | 'account' | 'destination' | 'request' | { change: Destination } | null

export default function CustomerPage() {
  const customerId = Number(useParams().id)
  const card = useApi(['customers.get', customerId], () => api.customers.get({ customerId }), {
    topics: ['customers', 'requests', 'ledger'],
  })
  if (card.problem !== null) {
    return (
      <PageBody>
        <ErrorNote sentence={card.problem} onRetry={card.reload} />
      </PageBody>
    )
  }
  if (!card.data) return <CardSkeleton />
  return <Card customer={card.data} />
}

function Card({ customer }: { customer: CustomerCard }) {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState<Opened>(null)
  const may = (permission: Permission): boolean => me.permissions.includes(permission)
  const open = (what: Opened) => () => setOpened(what)
  return (
    <PageBody>
      <CardHeader
        customer={customer}
        mayWrite={may('customers.write')}
        mayCreate={may('withdrawals.create')}
        open={setOpened}
      />
      <Tabs defaultValue="overview" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="overview">{t('customers.card.overview')}</Tabs.Tab>
          <Tabs.Tab value="payments">{t('payments.title')}</Tabs.Tab>
          <Tabs.Tab value="facts">{t('facts.title')}</Tabs.Tab>
          <Tabs.Tab value="activity">{t('customers.card.activity')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="overview">
          <div className={classes.columns}>
            <div className={classes.column}>
              <CustomerRequests customer={customer} />
              <CustomerAccounts customer={customer} onAdd={may('customers.write') ? open('account') : null} />
            </div>
            <div className={classes.column}>
              <CustomerPerson customer={customer} />
              <CustomerLimits customerId={customer.customerId} />
              <CustomerRisk customer={customer} />
              <CustomerDestinations
                customer={customer}
                onAdd={may('customers.write') ? open('destination') : null}
                onChange={may('customers.write') ? (change) => setOpened({ change }) : null}
              />
            </div>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="payments">
          <CustomerPayments customer={customer} />
        </Tabs.Panel>
        <Tabs.Panel value="facts">
          <CustomerFacts customer={customer} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <CustomerActivity customer={customer} />
        </Tabs.Panel>
      </Tabs>
      <Dialogs customer={customer} opened={opened} onClose={open(null)} />
    </PageBody>
  )
}

type CardHeaderProps = {
  customer: CustomerCard
  mayWrite: boolean
  mayCreate: boolean
  open(what: Opened): void
}

function CardHeader({ customer, mayWrite, mayCreate, open }: CardHeaderProps) {
  const t = useText()
  return (
    <PageHeader
      before={
        <ActionIcon component={Link} href="/customers" aria-label={t('customers.card.back')}>
          <IconArrowLeft size={18} />
        </ActionIcon>
      }
      title={
        <>
          {customer.name} <span lang="zh-Hant">{customer.nameChinese}</span>
        </>
      }
      figures={
        <>
          {customer.customerNumber} · <RiskBadge risk={customer.risk} />
        </>
      }
      actions={
        <>
          {mayWrite && (
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => open('edit')}>
              {t('customers.card.edit')}
            </Button>
          )}
          {mayCreate && customer.accounts.length > 0 && (
            <Button leftSection={<IconCashBanknoteMinus size={16} />} onClick={() => open('request')}>
              {t('customers.card.addRequest')}
            </Button>
          )}
        </>
      }
    />
  )
}

function Dialogs({ customer, opened, onClose }: { customer: CustomerCard; opened: Opened; onClose(): void }) {
  const [, go] = useLocation()
  if (opened !== null && typeof opened === 'object')
    return <DestinationForm customer={customer} replaced={opened.change} onClose={onClose} />
  switch (opened) {
    case 'edit':
      return <CustomerForm customer={customer} onClose={onClose} onDone={() => undefined} />
    case 'account':
      return <AccountForm customerId={customer.customerId} onClose={onClose} />
    case 'destination':
      return <DestinationForm customer={customer} onClose={onClose} />
    case 'request':
      return (
        <AddRequestDialog customer={customer} onClose={onClose} onDone={(requestId) => go(`/requests/${requestId}`)} />
      )
    case null:
      return null
  }
}

function CardSkeleton() {
  return (
    <PageBody>
      <Skeleton height={32} width={320} />
      <Skeleton height={32} width={200} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Skeleton height={180} />
          <Skeleton height={220} />
        </div>
        <div className={classes.column}>
          <Skeleton height={160} />
          <Skeleton height={160} />
        </div>
      </div>
    </PageBody>
  )
}
