/** R3-13: what the bank has confirmed, marked as processed in one go; the rest says what it waits for. */
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconChecks } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { MarkRow } from '../../../contract/timeline.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn, type RowKey } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { gridHeight } from '../../ui/grid-height.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'

const MOST_ROWS = 16
/** Room for the sentence that says why there is nothing. */
const EMPTY_ROWS = 6

export function MarkingList() {
  const t = useText()
  const me = useMe()
  const list = useApi(['timeline.toMark'], () => api.timeline.toMark({}), {
    topics: ['timeline', 'requests', 'batches', 'cheques'],
  })
  const [selected, setSelected] = useState<ReadonlySet<RowKey>>(new Set())
  const columns = useMemo(() => columnsOf(t), [t])
  const mark = useCommand(api.timeline.markProcessed, {
    onDone: ({ marked }) => {
      setSelected(new Set())
      notifications.show({ message: t('timeline.marked', { count: marked }) })
    },
  })
  const rows = list.data?.rows ?? []
  const picked = rows.filter((row) => row.confirmed && selected.has(row.requestId))
  const may = me.permissions.includes('cashTasksOut.remit') || me.permissions.includes('batches.build')
  if (list.problem !== null) return <ErrorNote sentence={list.problem} onRetry={list.reload} />
  return (
    <SectionCard
      flush
      title={t('timeline.marking')}
      aside={
        may && (
          <Button
            size="compact-sm"
            leftSection={<IconChecks size={14} />}
            disabled={picked.length === 0}
            loading={mark.busy}
            onClick={() =>
              void mark.run({
                requests: picked.map(({ requestId, version }) => ({ requestId, expectedVersion: version })),
              })
            }
          >
            {t('timeline.mark', { count: picked.length })}
          </Button>
        )
      }
    >
      <RefusalNote refusal={mark.refusal} />
      <DataGrid
        label={t('timeline.marking')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={(row) => row.requestId}
        rowName={(row) => requestNumber(row.requestId)}
        height={gridHeight(Math.min(Math.max(rows.length, EMPTY_ROWS), MOST_ROWS))}
        empty={<EmptyState icon={<IconChecks size={24} />} sentence={t('timeline.markingNone')} />}
        {...(may
          ? {
              selection: {
                selected,
                onChange: setSelected,
                whyNot: (row: MarkRow) => (row.confirmed ? null : t('timeline.notConfirmed')),
              },
            }
          : {})}
      />
    </SectionCard>
  )
}

function columnsOf(t: Translate): GridColumn<MarkRow>[] {
  return [
    {
      id: 'request',
      title: t('batches.column.request'),
      width: 100,
      render: (row) => (
        <Link className="desk-link" href={`/requests/${row.requestId}`}>
          {requestNumber(row.requestId)}
        </Link>
      ),
    },
    { id: 'payee', title: t('batches.column.payee'), width: 160, grow: true, render: (row) => row.payeeName },
    {
      id: 'amount',
      title: t('batches.column.amount'),
      width: 150,
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} layout="column" />,
    },
    {
      id: 'by',
      title: t('timeline.column.carrier'),
      width: 140,
      render: (row) =>
        row.batchId === null ? (
          row.leafNumber === null ? (
            '—'
          ) : (
            t('timeline.leaf', { number: row.leafNumber })
          )
        ) : (
          <Link className="desk-link" href={`/batches/${row.batchId}`}>
            {t('batches.number', { id: String(row.batchId) })}
          </Link>
        ),
    },
    {
      id: 'state',
      title: t('timeline.column.bank'),
      width: 220,
      render: (row) => (
        <ToneBadge
          tone={row.confirmed ? 'done' : 'wait'}
          label={t(row.confirmed ? 'timeline.confirmed' : 'timeline.notConfirmed')}
        />
      ),
    },
  ]
}
