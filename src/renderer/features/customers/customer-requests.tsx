/** The withdrawal requests of a customer (R1-90): those that are not at an end first, the newest of each first. */
import { Table } from '@mantine/core'
import { IconCashBanknoteMinus } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { CustomerCard } from '../../../contract/customers.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'

export function CustomerRequests({ customer }: { customer: CustomerCard }) {
  const t = useText()
  const profile = useProfile()
  const { requests } = customer
  if (requests.length === 0) {
    return (
      <SectionCard title={t('customers.card.requests')}>
        <EmptyState icon={<IconCashBanknoteMinus size={24} />} sentence={t('customers.card.noRequests')} />
      </SectionCard>
    )
  }
  return (
    <SectionCard
      flush
      title={t('customers.card.requests')}
      aside={t('customers.requests.open', { count: requests.filter(({ open }) => open).length })}
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('customers.request.number')}</Table.Th>
            <Table.Th>{t('customers.request.status')}</Table.Th>
            <Table.Th ta="right">{t('customers.request.amount')}</Table.Th>
            <Table.Th>{t('customers.request.account')}</Table.Th>
            <Table.Th>{t('customers.request.created')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {requests.map((request) => (
            <Table.Tr key={request.requestId} opacity={request.open ? 1 : 0.7}>
              <Table.Td>
                <Link className="desk-link" href={`/requests/${request.requestId}`}>
                  {requestNumber(request.requestId)}
                </Link>
              </Table.Td>
              <Table.Td>
                <StatusBadge
                  label={profile.statusLabel(request.status)}
                  common={profile.statusCommon(request.status)}
                />
              </Table.Td>
              <Table.Td>
                <MoneyText amountMinor={request.amountMinor} currency={request.currency} layout="column" />
              </Table.Td>
              <Table.Td>{request.accountNumber}</Table.Td>
              <Table.Td>
                <InstantText at={request.createdAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}
