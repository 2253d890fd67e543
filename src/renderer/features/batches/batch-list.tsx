/** The batches, open ones first in mind: state, releases so far, total. */
import { SegmentedControl } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { BatchRow } from '../../../contract/batches.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Language, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { gridHeight } from '../../ui/grid-height.ts'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { TONE_OF_BATCH } from './states.ts'

const PAGE_ROWS = 50
const LEAST_ROWS = 5
const MOST_ROWS = 12

export function BatchList() {
  const t = useText()
  const language = useLanguage()
  const [, go] = useLocation()
  const [openOnly, setOpenOnly] = useState(true)
  const cursors = useCursors<number>(String(openOnly))
  const { after } = cursors
  const list = useApi(
    ['batches.list', openOnly, after],
    () => api.batches.list({ openOnly, after, pageSize: PAGE_ROWS }),
    { topics: ['batches', 'statements'], keepPrevious: true },
  )
  const columns = useMemo(() => columnsOf(t, language), [t, language])
  const last = list.data?.rows.at(-1)
  return (
    <>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      <SectionCard
        flush
        title={t('batches.list')}
        aside={
          <SegmentedControl
            size="xs"
            aria-label={t('batches.list')}
            value={openOnly ? 'open' : 'all'}
            data={[
              { value: 'open', label: t('batches.listOpen') },
              { value: 'all', label: t('batches.listAll') },
            ]}
            onChange={(value) => setOpenOnly(value === 'open')}
          />
        }
      >
        <DataGrid
          label={t('batches.list')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={(row) => row.batchId}
          onOpen={(row) => go(`/batches/${row.batchId}`)}
          height={gridHeight(Math.min(MOST_ROWS, Math.max(LEAST_ROWS, list.data?.rows.length ?? 0)))}
          empty={
            <EmptyState
              icon={<IconStack2 size={24} />}
              sentence={t(openOnly ? 'batches.listNoneOpen' : 'batches.listNone')}
            />
          }
        />
      </SectionCard>
      <PageSteps cursors={cursors} next={list.data?.more && last ? last.batchId : null} />
    </>
  )
}

function columnsOf(t: Translate, language: Language): GridColumn<BatchRow>[] {
  return [
    {
      id: 'batch',
      title: t('batches.column.batch'),
      width: 110,
      render: (row) => (
        <Link className="desk-link" href={`/batches/${row.batchId}`}>
          {t('batches.number', { id: String(row.batchId) })}
        </Link>
      ),
    },
    {
      id: 'state',
      title: t('batches.column.state'),
      width: 230,
      render: (row) => <ToneBadge tone={TONE_OF_BATCH[row.state]} label={t(`batches.state.${row.state}`)} />,
    },
    { id: 'from', title: t('batches.column.from'), width: 200, grow: true, render: (row) => row.bankAccountName },
    {
      id: 'valueDate',
      title: t('batches.column.valueDate'),
      width: 120,
      render: (row) => dateText(row.valueDate, language),
    },
    { id: 'lines', title: t('batches.column.lines'), width: 80, align: 'right', render: (row) => row.lines },
    {
      id: 'total',
      title: t('batches.column.total'),
      width: 180,
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.totalMinor} currency={row.currency} layout="column" strong />,
    },
    {
      id: 'releases',
      title: t('batches.column.releases'),
      width: 220,
      render: (row) => `${row.releases.length}/2 ${row.releases.map(({ by }) => by).join(', ')}`,
    },
    {
      id: 'built',
      title: t('batches.column.built'),
      width: 190,
      render: (row) => (
        <>
          {row.builtBy} <InstantText at={row.builtAt} />
        </>
      ),
    },
  ]
}
