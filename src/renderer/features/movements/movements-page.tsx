/** The transactions ledger: every movement of money in one list (R0-20…R0-24). */
import { Button } from '@mantine/core'
import { IconArrowsExchange, IconFilterOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { LIMITS } from '../../../contract/limits.ts'
import type { MovementColumn, MovementCursor, MovementFilter, MovementRow } from '../../../contract/movements.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useText } from '../../i18n/text.tsx'
import { ColumnChooser } from '../../ui/column-chooser.tsx'
import { DataGrid } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useColumns } from '../../ui/grid-columns.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ExportMovements } from './export-movements.tsx'
import { addressOf, filterFrom, isNarrowed, NO_FILTER } from './filter.ts'
import { useMovementColumns } from './movement-columns.tsx'
import { MovementDetail } from './movement-detail.tsx'
import { MovementFilters } from './movement-filters.tsx'
import classes from './movements.module.css'

export default function MovementsPage() {
  const t = useText()
  const [, go] = useLocation()
  const search = new URLSearchParams(useSearch())
  const filter = filterFrom(search)
  const name = search.get('name')
  const choose = (next: MovementFilter) =>
    go(addressOf({ ...next, ...(name !== null && keepsName(filter, next) ? { name } : {}) }), { replace: true })
  const cursors = useCursors<MovementCursor>(JSON.stringify(filter))
  const columns = useColumns('movements', useMovementColumns())
  const [open, setOpen] = useState<number | null>(null)
  const [exporting, setExporting] = useState(false)
  const list = useApi(
    ['movements.list', filter, cursors.after],
    () => api.movements.list({ filter, after: cursors.after, pageSize: LIMITS.pageRows }),
    { topics: ['ledger', 'requests'], keepPrevious: true },
  )
  const totals = useTotals(filter)
  return (
    <PageBody>
      <PageHeader title={t('movements.title')} figures={titleOf(filter, name, t) ?? t('movements.lead')} />
      <div className={classes.stack}>
        <MovementFilters key={filter.search === '' ? 'none' : 'some'} filter={filter} onChange={choose}>
          <ColumnChooser choice={columns} />
          <Button size="xs" variant="default" onClick={() => setExporting(true)}>
            {t('movements.export')}
          </Button>
        </MovementFilters>
        {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
        <SectionCard flush label={t('movements.list')}>
          <DataGrid<MovementRow>
            label={t('movements.list')}
            columns={columns.visible}
            rows={list.data?.rows}
            rowKey={(row) => row.journalId}
            onOpen={(row) => setOpen(row.journalId)}
            rowTone={(row) => (row.reversedBy === null ? undefined : 'dim')}
            height="calc(100dvh - 258px)"
            empty={<NoMovements onClear={isNarrowed(filter) ? () => choose(NO_FILTER) : null} />}
          />
        </SectionCard>
        <div className={classes.foot}>
          <Sums totals={totals.data} />
          <PageSteps cursors={cursors} next={list.data?.next ?? null} />
        </div>
      </div>
      {open !== null && <MovementDetail journalId={open} onClose={() => setOpen(null)} />}
      {exporting && (
        <ExportMovements
          filter={filter}
          columns={columns.visible.map((column) => column.id as MovementColumn)}
          count={totals.data ? `${totals.data.capped ? '> ' : ''}${groupedCount(totals.data.count)}` : '…'}
          onClose={() => setExporting(false)}
        />
      )}
    </PageBody>
  )
}

/** The name in the address belongs to the account or customer that is chosen there. */
function keepsName(before: MovementFilter, after: MovementFilter): boolean {
  return before.ledgerAccountId === after.ledgerAccountId && before.customerId === after.customerId
}

function titleOf(filter: MovementFilter, name: string | null, t: ReturnType<typeof useText>): string | null {
  if (name === null) return null
  if (filter.ledgerAccountId !== null) return t('movements.of', { name })
  return filter.customerId === null ? null : t('movements.ofCustomer', { name })
}

function useTotals(filter: MovementFilter) {
  return useApi(['movements.totals', filter], () => api.movements.totals({ filter }), {
    topics: ['ledger', 'requests'],
    keepPrevious: true,
  })
}

type Totals = NonNullable<ReturnType<typeof useTotals>['data']>

function Sums({ totals }: { totals: Totals | undefined }) {
  const t = useText()
  if (!totals) return <span />
  if (totals.capped)
    return <span className={classes.sums}>{t('movements.capped', { n: groupedCount(totals.count) })}</span>
  return (
    <span className={classes.sums} aria-live="polite">
      <strong>{t('movements.count', { n: totals.count })}</strong>
      {totals.sums.map(({ currency, debitMinor, creditMinor }) => (
        <span key={currency} className={classes.sum}>
          {t('ledger.journals.debit')} <MoneyText amountMinor={debitMinor} currency={currency} />
          {' · '}
          {t('ledger.journals.credit')} <MoneyText amountMinor={creditMinor} currency={currency} />
        </span>
      ))}
    </span>
  )
}

function NoMovements({ onClear }: { onClear: (() => void) | null }) {
  const t = useText()
  return (
    <EmptyState
      icon={<IconArrowsExchange size={24} />}
      sentence={t(onClear ? 'movements.noneFound' : 'movements.none')}
      action={
        onClear && (
          <Button variant="default" leftSection={<IconFilterOff size={15} />} onClick={onClear}>
            {t('movements.clear')}
          </Button>
        )
      }
    />
  )
}
