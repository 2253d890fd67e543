/** Bank-securities transfers: what each waits for, who pressed, what the bank said; the six conditions one by one (R3-35…R3-44). */
import { Skeleton, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconBolt } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { TransferRow } from '../../../contract/transfers.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { gridHeight } from '../../ui/grid-height.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { Verdict } from '../../ui/verdict.tsx'
import { TransferCard } from './transfer-card.tsx'
import { TONE_OF } from './transfer-words.ts'
import classes from './transfers.module.css'

const MOST_ROWS = 14

export default function TransfersPage() {
  const t = useText()
  const list = useApi(['transfers.list'], () => api.transfers.list({}), { topics: ['channels', 'batches', 'requests'] })
  const [picked, setPicked] = useState<number | null>(null)
  const columns = useMemo(() => columnsOf(t, setPicked), [t])
  const rows = list.data?.rows ?? []
  const shown = rows.find((row) => row.instructionId === picked) ?? rows[0]
  return (
    <PageBody>
      <PageHeader title={t('transfers.title')} figures={t('transfers.lead')} />
      {list.data?.adapter === 'simulator' && (
        <Verdict tone="wait" icon={<IconAlertTriangle size={22} />} title={t('transfers.simulator')}>
          {t('transfers.simulatorText')}
        </Verdict>
      )}
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={320} />}
      {list.data && rows.length === 0 && (
        <SectionCard>
          <EmptyState icon={<IconBolt size={24} />} sentence={t('transfers.none')} />
        </SectionCard>
      )}
      {shown && (
        <div className={classes.split}>
          <SectionCard flush title={t('transfers.list')} aside={String(rows.length)}>
            <DataGrid
              label={t('transfers.list')}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.instructionId}
              rowName={(row) => requestNumber(row.requestId)}
              onOpen={(row) => setPicked(row.instructionId)}
              height={gridHeight(Math.min(rows.length, MOST_ROWS))}
            />
          </SectionCard>
          <TransferCard key={shown.instructionId} instructionId={shown.instructionId} />
        </div>
      )}
    </PageBody>
  )
}

function columnsOf(t: Translate, onPick: (instructionId: number) => void): GridColumn<TransferRow>[] {
  return [
    {
      id: 'request',
      title: t('batches.column.request'),
      width: 90,
      render: (row) => (
        <Link className="desk-link" href={`/requests/${row.requestId}`}>
          {requestNumber(row.requestId)}
        </Link>
      ),
    },
    {
      id: 'payee',
      title: t('batches.column.payee'),
      width: 110,
      grow: true,
      render: (row) => (
        <UnstyledButton className="desk-link" onClick={() => onPick(row.instructionId)}>
          {row.payeeName}
        </UnstyledButton>
      ),
    },
    {
      id: 'amount',
      title: t('batches.column.amount'),
      width: 140,
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} layout="column" />,
    },
    {
      id: 'state',
      title: t('transfers.column.state'),
      width: 190,
      render: (row) => (
        <ToneBadge
          tone={TONE_OF[row.state]}
          label={
            row.state === 'manual' && row.twoPeople
              ? t(row.presses.length === 0 ? 'transfers.needsTwo' : 'transfers.needsSecond')
              : t(`transfers.state.${row.state}`)
          }
        />
      ),
    },
    {
      id: 'arrival',
      title: t('transfers.column.arrival'),
      width: 110,
      render: (row) => (row.arrival === null ? '—' : <InstantText at={row.arrival.at} />),
    },
  ]
}
