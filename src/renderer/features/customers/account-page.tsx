/** A trading account: its figures, what can be paid out of it, and its trading orders (R1-68, R1-92). */
import { ActionIcon, Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowLeft, IconScale } from '@tabler/icons-react'
import { Link, useParams } from 'wouter'
import type { TradingAccount } from '../../../contract/customers.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { Field, FieldList, SectionCard } from '../../ui/section-card.tsx'
import { AvailableFigures } from './available-figures.tsx'
import { BalanceOperationDialog } from './balance-operation-dialog.tsx'
import { MarginLevel } from './customer-accounts.tsx'
import classes from './customers.module.css'
import { TradingOrders } from './trading-orders.tsx'

const DEPENDS = { topics: ['customers', 'requests', 'ledger'] } as const

export default function AccountPage() {
  const t = useText()
  const me = useMe()
  const accountId = Number(useParams().id)
  const [operating, operation] = useDisclosure(false)
  const page = useApi(['customers.account', accountId], () => api.customers.account({ accountId }), DEPENDS)
  const available = useApi(['customers.available', accountId], () => api.customers.available({ accountId }), DEPENDS)
  if (page.problem !== null) {
    return (
      <PageBody>
        <ErrorNote sentence={page.problem} onRetry={page.reload} />
      </PageBody>
    )
  }
  if (!page.data) {
    return (
      <PageBody>
        <Skeleton height={32} width={360} />
        <Skeleton height={220} />
      </PageBody>
    )
  }
  const { account, orders } = page.data
  return (
    <PageBody>
      <PageHeader
        before={
          <ActionIcon component={Link} href={`/customers/${account.customerId}`} aria-label={page.data.customerName}>
            <IconArrowLeft size={18} />
          </ActionIcon>
        }
        title={t('customers.trading.title', { number: account.accountNumber })}
        figures={
          <Link className="desk-link" href={`/customers/${account.customerId}`}>
            {page.data.customerName} ({page.data.customerNumber})
          </Link>
        }
        actions={
          me.permissions.includes('ledger.adjust') && (
            <Button variant="default" leftSection={<IconScale size={16} />} onClick={operation.open}>
              {t('customers.trading.operation')}
            </Button>
          )
        }
      />
      <div className={classes.columns}>
        <SectionCard flush title={t('customers.trading.orders')} aside={orders.length}>
          <TradingOrders orders={orders} />
        </SectionCard>
        <div className={classes.column}>
          <Figures account={account} />
          {available.data && <AvailableFigures available={available.data} open />}
        </div>
      </div>
      {operating && <BalanceOperationDialog account={account} onClose={operation.close} />}
    </PageBody>
  )
}

function Figures({ account }: { account: TradingAccount }) {
  const t = useText()
  const { currency, figures } = account
  const money = (amountMinor: number, strong = false) => (
    <MoneyText amountMinor={amountMinor} currency={currency} layout="column" strong={strong} />
  )
  return (
    <SectionCard title={t('customers.trading.figures')} aside={<InstantText at={figures.takenAt} />}>
      <FieldList>
        <Field label={t('customers.account.book')}>{money(account.bookBalanceMinor, true)}</Field>
        <Field label={t('customers.account.held')}>{money(account.heldMinor)}</Field>
        <Field label={t('customers.account.equity')}>{money(figures.equityMinor)}</Field>
        <Field label={t('customers.account.credit')}>{money(figures.creditMinor)}</Field>
        <Field label={t('customers.account.margin')}>{money(figures.marginMinor)}</Field>
        <Field label={t('customers.account.freeMargin')}>{money(figures.freeMarginMinor)}</Field>
        <Field label={t('customers.account.openTrades')}>{figures.openTrades}</Field>
        <Field label={t('customers.account.level')}>
          <MarginLevel percent={account.marginLevelPercent} />
        </Field>
      </FieldList>
    </SectionCard>
  )
}
