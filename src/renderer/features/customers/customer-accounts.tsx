/** The trading accounts of a customer: figures of the platform beside what the books owe and hold. */
import { Button, Table } from '@mantine/core'
import { IconPlus, IconWallet } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { CustomerCard, TradingAccount } from '../../../contract/customers.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './customers.module.css'

export function CustomerAccounts({ customer, onAdd }: { customer: CustomerCard; onAdd: (() => void) | null }) {
  const t = useText()
  const add = onAdd && (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={onAdd}>
      {t('customers.card.addAccount')}
    </Button>
  )
  if (customer.accounts.length === 0) {
    return (
      <SectionCard title={t('customers.card.accounts')}>
        <EmptyState icon={<IconWallet size={24} />} sentence={t('customers.card.noAccounts')} action={add} />
      </SectionCard>
    )
  }
  return (
    <SectionCard flush title={t('customers.card.accounts')} aside={add}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('customers.account.number')}</Table.Th>
            <Table.Th ta="right">{t('customers.account.book')}</Table.Th>
            <Table.Th ta="right">{t('customers.account.held')}</Table.Th>
            <Table.Th ta="right">{t('customers.account.equity')}</Table.Th>
            <Table.Th ta="right">{t('customers.account.freeMargin')}</Table.Th>
            <Table.Th ta="right">{t('customers.account.openTrades')}</Table.Th>
            <Table.Th ta="right">{t('customers.account.level')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {customer.accounts.map((account) => (
            <AccountLine key={account.accountId} account={account} />
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

function AccountLine({ account }: { account: TradingAccount }) {
  const { currency, figures } = account
  const money = (amountMinor: number, strong = false) => (
    <MoneyText amountMinor={amountMinor} currency={currency} layout="column" strong={strong} />
  )
  return (
    <Table.Tr>
      <Table.Td>
        <Link className="desk-link" style={{ whiteSpace: 'nowrap' }} href={`/accounts/${account.accountId}`}>
          {account.accountNumber}
        </Link>
        <div className={classes.dimmed} style={{ fontSize: 12 }}>
          <InstantText at={figures.takenAt} />
        </div>
      </Table.Td>
      <Table.Td>{money(account.bookBalanceMinor, true)}</Table.Td>
      <Table.Td>{money(account.heldMinor)}</Table.Td>
      <Table.Td>{money(figures.equityMinor)}</Table.Td>
      <Table.Td>{money(figures.freeMarginMinor)}</Table.Td>
      <Table.Td ta="right">{figures.openTrades}</Table.Td>
      <Table.Td ta="right">
        <MarginLevel percent={account.marginLevelPercent} />
      </Table.Td>
    </Table.Tr>
  )
}

const LOW_LEVEL_PERCENT = 100

/** Below 100 % positions are in danger: red, with a word beside it on hover (R1-39). */
export function MarginLevel({ percent }: { percent: number | null }) {
  const t = useText()
  if (percent === null) return <span className={classes.dimmed}>{t('customers.account.noLevel')}</span>
  const low = percent < LOW_LEVEL_PERCENT
  return (
    <span style={low ? { color: 'var(--tone-late)', fontWeight: 600 } : undefined}>
      {low && '▼ '}
      {percent.toFixed(0)} %
    </span>
  )
}
