/** What is late, where it is, and who has been told (O-18): so that nobody has to ask whether somebody knows. */
import { Table, Text } from '@mantine/core'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { DueText, InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'

export function LateTold() {
  const t = useText()
  const { departmentLabel } = useProfile()
  const late = useApi(['queue.late'], () => api.queue.late({}), { topics: ['requests'], everyMs: 60_000 })
  const rows = late.data
  if (!rows || rows.length === 0) {
    return (
      <SectionCard title={t('queue.late')}>
        <Text size="sm" c="dimmed">
          {t('queue.late.none')}
        </Text>
      </SectionCard>
    )
  }
  return (
    <SectionCard flush title={t('queue.late')} aside={t('shared.count', { n: rows.length })}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('queue.late.request')}</Table.Th>
            <Table.Th>{t('queue.late.where')}</Table.Th>
            <Table.Th>{t('queue.late.due')}</Table.Th>
            <Table.Th>{t('queue.late.told')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.requestId}>
              <Table.Td>
                <Link href={`/requests/${row.requestId}`} className="desk-link">
                  {requestNumber(row.requestId)}
                </Link>{' '}
                {row.customerName}
              </Table.Td>
              <Table.Td>{departmentLabel(row.department)}</Table.Td>
              <Table.Td>
                {t(`queue.clock.${row.clock}`)} <DueText dueAt={row.dueAt} />
              </Table.Td>
              <Table.Td>
                {row.told.length === 0 ? t('queue.late.nobody') : row.told.join(', ')} · <InstantText at={row.toldAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}
