/** The trading orders of an account: withdrawals, rollbacks and operations without a request, each with its comment. */
import { Table } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { Api } from '../../api/client.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import classes from './customers.module.css'

type Order = Awaited<ReturnType<Api['customers']['account']>>['orders'][number]

export function TradingOrders({ orders }: { orders: readonly Order[] }) {
  const t = useText()
  if (orders.length === 0) {
    return <EmptyState icon={<IconArrowsExchange size={24} />} sentence={t('customers.trading.noOrders')} />
  }
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('customers.trading.trade')}</Table.Th>
          <Table.Th>{t('customers.trading.kind')}</Table.Th>
          <Table.Th ta="right">{t('customers.trading.amount')}</Table.Th>
          <Table.Th>{t('customers.trading.comment')}</Table.Th>
          <Table.Th>{t('customers.trading.request')}</Table.Th>
          <Table.Th>{t('customers.trading.by')}</Table.Th>
          <Table.Th>{t('customers.trading.at')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {orders.map((order) => (
          <Table.Tr key={order.tradeId}>
            <Table.Td>{order.tradeId}</Table.Td>
            <Table.Td>{t(`customers.trading.kind.${order.kind}`)}</Table.Td>
            <Table.Td>
              <MoneyText amountMinor={order.amountMinor} currency={order.currency} layout="column" />
            </Table.Td>
            <Table.Td className={classes.text}>{order.comment}</Table.Td>
            <Table.Td>
              {order.requestId === null ? (
                <span className={classes.dimmed}>{t('customers.trading.noRequest')}</span>
              ) : (
                <Link className="desk-link" href={`/requests/${order.requestId}`}>
                  {requestNumber(order.requestId)}
                </Link>
              )}
            </Table.Td>
            <Table.Td>{order.by}</Table.Td>
            <Table.Td>
              <InstantText at={order.at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
