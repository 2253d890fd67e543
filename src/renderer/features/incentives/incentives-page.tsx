/** Dashboard, Incentives: pending, approved, paid; ticked in bulk, approved by another person, paid from a wallet (R4-20…R4-28). */
import { Button, Checkbox, Group, SegmentedControl, Skeleton, Table, Tabs, Text } from '@mantine/core'
import { IconCoin, IconPlus, IconUsers, IconWallet } from '@tabler/icons-react'
import { useState } from 'react'
import { INCENTIVE_STATUSES, type Incentive, type IncentiveStatus } from '../../../contract/incentives.ts'
import { api } from '../../api/client.ts'
import { describeRefusal } from '../../api/describe-problem.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import { AddIncentiveDialog } from './add-incentive-dialog.tsx'
import { PayDialog } from './pay-dialog.tsx'
import { Wallets } from './wallets.tsx'

const TONE: Record<IncentiveStatus, Tone> = { pending: 'wait', approved: 'second', paid: 'done' }

export default function IncentivesPage() {
  const t = useText()
  return (
    <PageBody>
      <PageHeader title={t('incentives.title')} figures={t('incentives.lead')} />
      <Tabs defaultValue="list" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="list" leftSection={<IconCoin size={16} />}>
            {t('incentives.tab.list')}
          </Tabs.Tab>
          <Tabs.Tab value="wallets" leftSection={<IconWallet size={16} />}>
            {t('incentives.tab.wallets')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <IncentiveList />
        </Tabs.Panel>
        <Tabs.Panel value="wallets">
          <Wallets />
        </Tabs.Panel>
      </Tabs>
    </PageBody>
  )
}

function IncentiveList() {
  const t = useText()
  const [status, setStatus] = useState<IncentiveStatus | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const list = useApi(['incentives.list', status], () => api.incentives.list({ status, before: null, pageSize: 100 }), {
    topics: ['customers'],
    keepPrevious: true,
  })
  const rows = list.data?.rows ?? []
  const selected = rows.filter((row) => chosen.has(row.incentiveId))
  const choose = (incentiveId: number): void => {
    const next = new Set(chosen)
    if (!next.delete(incentiveId)) next.add(incentiveId)
    setChosen(next)
  }
  return (
    <>
      <Group mb="sm" justify="space-between">
        <SegmentedControl
          size="xs"
          value={status ?? 'all'}
          onChange={(value) => {
            setChosen(new Set())
            setStatus(value === 'all' ? null : (value as IncentiveStatus))
          }}
          data={[
            { value: 'all', label: t('incentives.all') },
            ...INCENTIVE_STATUSES.map((value) => ({ value, label: t(`incentives.status.${value}`) })),
          ]}
        />
        <Actions selected={selected} onDone={() => setChosen(new Set())} />
      </Group>
      <SectionCard flush label={t('incentives.tab.list')}>
        {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
        {list.loading && <Skeleton height={240} />}
        {list.data && rows.length === 0 && <EmptyState icon={<IconCoin size={24} />} sentence={t('incentives.none')} />}
        {rows.length > 0 && <IncentiveTable rows={rows} chosen={chosen} onChoose={choose} />}
      </SectionCard>
    </>
  )
}

function Actions({ selected, onDone }: { selected: readonly Incentive[]; onDone(): void }) {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState<'pay' | 'add' | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const tell = (results: readonly { refusal: unknown }[]): void => {
    const refused = results.filter(({ refusal }) => refusal !== null).length
    setTold(t('incentives.results', { done: results.length - refused, refused }))
    onDone()
  }
  const approve = useCommand(api.incentives.approve, { onDone: ({ results }) => tell(results) })
  const pending = selected.filter(({ status }) => status === 'pending')
  const approved = selected.filter(({ status }) => status === 'approved')
  const mayPay = me.permissions.includes('incentives.pay')
  const chosen = (rows: readonly Incentive[]) =>
    rows.map(({ incentiveId, version }) => ({ incentiveId, expectedVersion: version }))
  return (
    <Group gap="sm">
      {told !== null && (
        <Text size="sm" aria-live="polite">
          {told}
        </Text>
      )}
      <RefusalNote refusal={approve.refusal} />
      {mayPay && pending.length > 0 && (
        <Button
          size="xs"
          color="violet"
          leftSection={<IconUsers size={14} />}
          loading={approve.busy}
          onClick={() => void approve.run({ incentives: chosen(pending) })}
        >
          {t('incentives.approve', { n: pending.length })}
        </Button>
      )}
      {mayPay && approved.length > 0 && (
        <Button size="xs" leftSection={<IconCoin size={14} />} onClick={() => setOpened('pay')}>
          {t('incentives.pay', { n: approved.length })}
        </Button>
      )}
      {me.permissions.includes('incentives.manage') && (
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => setOpened('add')}>
          {t('incentives.add')}
        </Button>
      )}
      {opened === 'pay' && (
        <PayDialog
          rows={approved}
          onClose={() => setOpened(null)}
          onPaid={(results) => {
            setOpened(null)
            tell(results)
          }}
        />
      )}
      {opened === 'add' && <AddIncentiveDialog onClose={() => setOpened(null)} />}
    </Group>
  )
}

type TableProps = { rows: readonly Incentive[]; chosen: ReadonlySet<number>; onChoose(incentiveId: number): void }

function IncentiveTable({ rows, chosen, onChoose }: TableProps) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={36} />
          <Table.Th>{t('incentives.column.user')}</Table.Th>
          <Table.Th>{t('incentives.column.title')}</Table.Th>
          <Table.Th ta="right">{t('incentives.column.amount')}</Table.Th>
          <Table.Th>{t('incentives.column.status')}</Table.Th>
          <Table.Th>{t('incentives.column.by')}</Table.Th>
          <Table.Th>{t('incentives.column.paid')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <IncentiveRow key={row.incentiveId} row={row} chosen={chosen.has(row.incentiveId)} onChoose={onChoose} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** R4-23, R4-27: a paid one cannot be ticked. */
function IncentiveRow({
  row,
  chosen,
  onChoose,
}: {
  row: Incentive
  chosen: boolean
  onChoose: TableProps['onChoose']
}) {
  const t = useText()
  const language = useLanguage()
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          size="xs"
          disabled={row.status === 'paid'}
          checked={chosen}
          aria-label={t('incentives.select', { id: row.incentiveId })}
          onChange={() => onChoose(row.incentiveId)}
        />
      </Table.Td>
      <Table.Td>
        {row.customerName}{' '}
        <Text span size="xs" c="dimmed">
          {row.customerNumber}
        </Text>
      </Table.Td>
      <Table.Td>
        {row.title}
        {row.failure && (
          <Text size="xs" c="red">
            {t('incentives.failure', { why: describeRefusal(row.failure, language) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        <MoneyText amountMinor={row.amountMinor} currency={row.currency} />
      </Table.Td>
      <Table.Td>
        <ToneBadge tone={TONE[row.status]} label={t(`incentives.status.${row.status}`)} />
      </Table.Td>
      <Table.Td>{row.approvedBy === null ? row.madeBy : `${row.madeBy} · ${row.approvedBy}`}</Table.Td>
      <Table.Td>{row.paidBy ?? '–'}</Table.Td>
    </Table.Tr>
  )
}
