/** What a file says about each payment and what taking it would do. */
import { useMemo } from 'react'
import { Link } from 'wouter'
import type { AnswerEffect, AnswerRow } from '../../../contract/answers.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { gridHeight } from '../../ui/grid-height.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'

const TONE: Record<AnswerEffect, Tone> = {
  accepts: 'done',
  fails: 'late',
  notes: 'neutral',
  conflict: 'wait',
  nothing: 'neutral',
}
const MOST_ROWS = 12

export function AnswerRows({ rows }: { rows: readonly AnswerRow[] }) {
  const t = useText()
  const columns = useMemo(() => columnsOf(t), [t])
  const keyed = useMemo(() => rows.map((row, index) => ({ ...row, key: index })), [rows])
  return (
    <SectionCard flush title={t('answers.rows')}>
      <DataGrid
        label={t('answers.rows')}
        columns={columns}
        rows={keyed}
        rowKey={(row) => row.key}
        rowName={(row) => requestNumber(row.requestId)}
        height={gridHeight(Math.min(rows.length, MOST_ROWS))}
      />
    </SectionCard>
  )
}

function columnsOf(t: Translate): GridColumn<AnswerRow & { key: number }>[] {
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
    { id: 'payee', title: t('batches.column.payee'), width: 190, grow: true, render: (row) => row.payeeName },
    {
      id: 'amount',
      title: t('batches.column.amount'),
      width: 160,
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} layout="column" />,
    },
    {
      id: 'says',
      title: t('answers.column.says'),
      width: 230,
      render: (row) => `${t(`answers.meaning.${row.meaning}`)} (${row.status})`,
    },
    { id: 'reason', title: t('answers.column.reason'), width: 200, grow: true, render: (row) => row.reasons || '—' },
    {
      id: 'effect',
      title: t('answers.column.effect'),
      width: 220,
      render: (row) => <ToneBadge tone={TONE[row.effect]} label={t(`answers.effect.${row.effect}`)} />,
    },
  ]
}
