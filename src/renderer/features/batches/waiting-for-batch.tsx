/** Approved wires that wait: choose those of one currency, the account and the day, and build the batch. */
import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconListCheck, IconSend } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { InstructionRow } from '../../../contract/batches.ts'
import { requestNumber } from '../../../contract/ids.ts'
import type { Currency } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn, type RowKey } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { gridHeight } from '../../ui/grid-height.ts'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './batches.module.css'
import { BuildBar } from './build-bar.tsx'
import { ofCurrency, totalsByCurrency } from './selection.ts'

const NONE: ReadonlySet<RowKey> = new Set()
const MOST_ROWS = 9

export function WaitingForBatch() {
  const t = useText()
  const waiting = useApi(['batches.waiting'], () => api.batches.waiting({}), {
    topics: ['batches', 'requests', 'settings'],
  })
  const [wanted, setWanted] = useState<Currency | null>(null)
  const [selected, setSelected] = useState(NONE)
  const columns = useMemo(() => columnsOf(t), [t])
  if (waiting.problem !== null) return <ErrorNote sentence={waiting.problem} onRetry={waiting.reload} />
  if (!waiting.data) return <Skeleton height={220} />
  const { instructions, bankAccounts } = waiting.data
  const totals = totalsByCurrency(instructions)
  const currency = totals.find((total) => total.currency === wanted)?.currency ?? totals[0]?.currency ?? null
  if (currency === null) return <NothingWaiting />
  const rows = ofCurrency(instructions, currency)
  const chosen = rows.filter((row) => selected.has(row.instructionId))
  return (
    <SectionCard
      flush
      title={t('batches.waiting')}
      aside={totals.map((total) => `${total.count} · ${moneyWords(total.amountMinor, total.currency)}`).join(' | ')}
    >
      {totals.length > 1 && (
        <div className={classes.currencies}>
          <SegmentedControl
            size="xs"
            value={currency}
            data={totals.map((total) => ({ value: total.currency, label: `${total.currency} (${total.count})` }))}
            onChange={(value) => {
              setWanted(value as Currency)
              setSelected(NONE)
            }}
          />
        </div>
      )}
      <DataGrid
        label={t('batches.waiting')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.instructionId}
        rowName={(row) => requestNumber(row.requestId)}
        selection={{ selected, onChange: setSelected }}
        height={gridHeight(Math.min(rows.length, MOST_ROWS))}
      />
      <BuildBar
        key={currency}
        currency={currency}
        chosen={chosen}
        bankAccounts={bankAccounts.filter((account) => account.currency === currency)}
        onBuilt={() => setSelected(NONE)}
      />
    </SectionCard>
  )
}

function NothingWaiting() {
  const t = useText()
  return (
    <SectionCard title={t('batches.waiting')}>
      <EmptyState
        icon={<IconSend size={24} />}
        sentence={t('batches.waitingNone')}
        action={
          <Button component={Link} href="/queue/backoffice" variant="default" leftSection={<IconListCheck size={16} />}>
            {t('batches.openQueue')}
          </Button>
        }
      />
    </SectionCard>
  )
}

function columnsOf(t: Translate): GridColumn<InstructionRow>[] {
  return [
    {
      id: 'request',
      title: t('batches.column.request'),
      width: 110,
      render: (row) => (
        <Link className="desk-link" href={`/requests/${row.requestId}`}>
          {requestNumber(row.requestId)}
        </Link>
      ),
    },
    { id: 'payee', title: t('batches.column.payee'), width: 220, grow: true, render: (row) => row.payeeName },
    { id: 'bank', title: t('batches.column.bank'), width: 180, render: (row) => row.bank },
    { id: 'account', title: t('batches.column.account'), width: 180, render: (row) => row.payeeAccount },
    {
      id: 'amount',
      title: t('batches.column.amount'),
      width: 170,
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} layout="column" />,
    },
    { id: 'channel', title: t('batches.column.channel'), width: 120, render: (row) => row.channel ?? '—' },
    {
      id: 'batchDate',
      title: t('batches.column.batchDate'),
      width: 110,
      render: (row) => row.batchDate ?? '—',
    },
    { id: 'reference', title: t('batches.column.reference'), width: 190, render: (row) => row.endToEndId },
  ]
}
