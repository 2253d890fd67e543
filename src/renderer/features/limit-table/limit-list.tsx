/** The table of limits: what, for whom, how much, what happens above it; every change is put in force by a second person. */
import { Button, Skeleton, Table } from '@mantine/core'
import { IconGauge, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Limit } from '../../../contract/limit-table.ts'
import { formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { useOpenChanges } from '../proposals/use-proposed.ts'
import { WaitsNote } from '../proposals/waits-note.tsx'
import { ChangeLimitDialog, NewLimitDialog } from './limit-dialogs.tsx'

/** `at most 500,000.00 HKD` */
export function boundWords({ measure, comparison, bound, currency }: Limit, t: Translate): string {
  const figure =
    measure === 'dayCount' || currency === null ? groupedCount(bound) : `${formatMoney(bound, currency)} ${currency}`
  return `${t(`limits.comparison.${comparison}`)} ${figure}`
}

export function whoWords({ scope, scopeValue }: Limit, t: Translate): string {
  return scopeValue === '' ? t(`limits.scope.${scope}`) : `${t(`limits.scope.${scope}`)} ${scopeValue}`
}

type Opened = { what: 'add' } | { what: 'change'; limit: Limit } | null

export function LimitList({ mayWrite }: { mayWrite: boolean }) {
  const t = useText()
  const [opened, setOpened] = useState<Opened>(null)
  const list = useApi(['limitTable.list'], () => api.limitTable.list({}), { topics: ['settings'] })
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setOpened({ what: 'add' })}>
      {t('limits.add')}
    </Button>
  )
  return (
    <SectionCard flush title={t('limits.tab.limits')} aside={list.data?.length !== 0 && add}>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={200} />}
      {list.data?.length === 0 && (
        <EmptyState
          icon={<IconGauge size={24} />}
          sentence={t('limits.none')}
          hint={t('limits.stricter')}
          action={add}
        />
      )}
      {list.data && list.data.length > 0 && (
        <LimitTable limits={list.data} onChange={mayWrite ? (limit) => setOpened({ what: 'change', limit }) : null} />
      )}
      {opened?.what === 'add' && <NewLimitDialog onClose={() => setOpened(null)} />}
      {opened?.what === 'change' && <ChangeLimitDialog limit={opened.limit} onClose={() => setOpened(null)} />}
    </SectionCard>
  )
}

type LimitTableProps = { limits: readonly Limit[]; onChange: ((limit: Limit) => void) | null }

function LimitTable({ limits, onChange }: LimitTableProps) {
  const t = useText()
  const word = useWords()
  const openChange = useOpenChanges()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('limits.column.measure')}</Table.Th>
          <Table.Th>{t('limits.column.who')}</Table.Th>
          <Table.Th>{t('limits.column.where')}</Table.Th>
          <Table.Th ta="right">{t('limits.column.bound')}</Table.Th>
          <Table.Th>{t('limits.column.effect')}</Table.Th>
          <Table.Th>{t('limits.column.by')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {limits.map((limit) => (
          <Table.Tr key={limit.limitId} opacity={limit.active ? 1 : 0.6}>
            <Table.Td>{t(`limits.measure.${limit.measure}`)}</Table.Td>
            <Table.Td>{whoWords(limit, t)}</Table.Td>
            <Table.Td>{limit.method === null ? t('limits.field.anyMethod') : word('method', limit.method)}</Table.Td>
            <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {boundWords(limit, t)}
            </Table.Td>
            <Table.Td>
              {limit.active ? (
                t(`checks.outcome.${limit.effect}`)
              ) : (
                <ToneBadge tone="neutral" label={t('limits.off')} />
              )}
            </Table.Td>
            <Table.Td>
              {limit.by} <InstantText at={limit.at} />
            </Table.Td>
            <Table.Td ta="right">
              <WaitsNote change={openChange(`limit:${limit.limitId}`)} />
              {onChange && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('limits.changeOf', { what: t(`limits.measure.${limit.measure}`) })}
                  onClick={() => onChange(limit)}
                >
                  {t('limits.change')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
