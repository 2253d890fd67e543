/** The requests of the day by status, with their amounts per currency. */
import { Table } from '@mantine/core'
import type { DayReport } from '../../../contract/days.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'

export function DayRequests({ report }: { report: DayReport }) {
  const t = useText()
  const profile = useProfile()
  if (report.requestsByStatus.length === 0) {
    return <SectionCard title={t('days.report.requests')}>{t('days.report.noRequests')}</SectionCard>
  }
  return (
    <SectionCard flush title={t('days.report.requests')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('days.report.status')}</Table.Th>
            <Table.Th ta="right">{t('days.report.count')}</Table.Th>
            <Table.Th ta="right">{t('days.report.amounts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.requestsByStatus.map(({ status, count, amounts }) => (
            <Table.Tr key={status}>
              <Table.Td>
                <StatusBadge label={profile.statusLabel(status)} common={profile.statusCommon(status)} />
              </Table.Td>
              <Table.Td ta="right">{count}</Table.Td>
              <Table.Td>
                {amounts.map(({ currency, amountMinor }) => (
                  <MoneyText key={currency} amountMinor={amountMinor} currency={currency} layout="column" />
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}
