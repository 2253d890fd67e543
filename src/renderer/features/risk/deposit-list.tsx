/** Deposits of high-risk clients are never blocked; the end of the day finds them here until they are in the register (R3-55). */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconPigMoney } from '@tabler/icons-react'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './risk.module.css'

export function DepositList({ mayEnter }: { mayEnter: boolean }) {
  const t = useText()
  const list = useApi(['risk.deposits'], () => api.risk.deposits({}), { topics: ['customers', 'ledger'] })
  const enter = useCommand(api.risk.enterDeposit)
  return (
    <SectionCard flush label={t('risk.tab.deposits')}>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={160} />}
      <RefusalNote refusal={enter.refusal} />
      {list.data?.length === 0 && <EmptyState icon={<IconPigMoney size={24} />} sentence={t('risk.deposits.none')} />}
      {list.data && list.data.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('risk.column.customer')}</Table.Th>
              <Table.Th ta="right">{t('risk.deposits.amount')}</Table.Th>
              <Table.Th>{t('risk.deposits.at')}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.data.map((row) => (
              <Table.Tr key={row.orderId}>
                <Table.Td>
                  {row.customerName} <span className={classes.answers}>{row.customerNumber}</span>
                </Table.Td>
                <Table.Td className={classes.amount}>
                  <MoneyText amountMinor={row.amountMinor} currency={row.currency} />
                </Table.Td>
                <Table.Td>
                  <InstantText at={row.at} />
                </Table.Td>
                <Table.Td ta="right">
                  {mayEnter && (
                    <Button
                      size="compact-xs"
                      variant="light"
                      loading={enter.busy}
                      aria-label={t('risk.deposits.enterOf', { customer: row.customerName })}
                      onClick={() => void enter.run({ orderId: row.orderId, kind: 'highRiskClient', note: '' })}
                    >
                      {t('risk.deposits.enter')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </SectionCard>
  )
}
