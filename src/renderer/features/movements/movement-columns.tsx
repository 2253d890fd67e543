/** The columns of the transactions ledger, in the order of the contract. */
import { useMemo } from 'react'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { MovementColumn, MovementRow } from '../../../contract/movements.ts'
import { type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { journalWords } from '../ledger/journal.tsx'
import { addressOf } from './filter.ts'

type Column = GridColumn<MovementRow> & { id: MovementColumn }
const RARE: readonly MovementColumn[] = ['currency', 'carrier', 'reference', 'memo', 'by', 'at']

export function useMovementColumns(): readonly Column[] {
  const t = useText()
  const language = useLanguage()
  return useMemo(() => columnsOf(t, language), [t, language])
}

function columnsOf(t: Translate, language: ReturnType<typeof useLanguage>): readonly Column[] {
  const column = (id: MovementColumn, width: number, rest: Omit<Column, 'id' | 'title' | 'width'>): Column => ({
    id,
    title: t(`movements.column.${id}`),
    width,
    usual: !RARE.includes(id),
    ...rest,
  })
  return [
    column('date', 86, { fixed: true, render: (row) => dateText(row.date, language) }),
    column('journal', 62, { render: (row) => t('movements.journalNumber', { id: String(row.journalId) }) }),
    column('kind', 168, { render: (row) => journalWords(row.kind, t) }),
    column('customer', 96, { grow: true, render: (row) => <Customer row={row} /> }),
    column('request', 72, { render: (row) => <Request id={row.requestId} /> }),
    column('account', 124, { render: (row) => <Account row={row} /> }),
    column('amount', 160, {
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} layout="column" strong />,
    }),
    column('balance', 160, {
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.balanceAfterMinor} currency={row.currency} layout="column" dimmed />,
    }),
    column('currency', 84, { render: (row) => row.currency }),
    column('status', 178, {
      render: ({ status }) => status && <StatusBadge label={status.label[language]} common={status.common} />,
    }),
    column('reference', 170, { render: (row) => row.reference ?? '' }),
    column('carrier', 130, { render: (row) => <Carrier row={row} t={t} /> }),
    column('memo', 200, { render: (row) => row.memo }),
    column('by', 140, { render: (row) => row.by }),
    column('at', 160, { render: (row) => <InstantText at={row.at} /> }),
  ]
}

function Customer({ row }: { row: MovementRow }) {
  if (row.customerId === null) return null
  return (
    <Link className="desk-link" href={`/customers/${row.customerId}`} title={row.customerName ?? undefined}>
      {row.customerName}
    </Link>
  )
}

function Request({ id }: { id: number | null }) {
  if (id === null) return null
  return (
    <Link className="desk-link" href={`/requests/${id}`}>
      {requestNumber(id)}
    </Link>
  )
}

function Account({ row }: { row: MovementRow }) {
  return (
    <Link className="desk-link" href={addressOf({ ledgerAccountId: row.ledgerAccountId, name: row.accountName })}>
      {row.accountName}
    </Link>
  )
}

function Carrier({ row, t }: { row: MovementRow; t: Translate }) {
  if (row.batchId !== null)
    return (
      <Link className="desk-link" href={`/batches/${row.batchId}`}>
        {t('movements.batchNumber', { id: String(row.batchId) })}
      </Link>
    )
  return row.chequeNumber === null ? null : t('movements.chequeNumber', { number: row.chequeNumber })
}
