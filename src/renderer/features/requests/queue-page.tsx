/** A queue: filters, grid, selection with mass actions, and on wide screens the request beside the list. */
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFilterOff, IconInbox } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useLocation, useParams, useSearch } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { GridColumn as ColumnId, QueueView as NamedView, RequestSort } from '../../../contract/queue.ts'
import type { RequestRow } from '../../../contract/requests.ts'
import { useMe } from '../../api/session.ts'
import { useProfile } from '../../api/use-profile.ts'
import { groupedCount } from '../../i18n/fill.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ColumnChooser } from '../../ui/column-chooser.tsx'
import { DataGrid, type GridSelection, type RowKey } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { type ColumnChoice, type GridColumn, useColumns } from '../../ui/grid-columns.ts'
import { moneyWords } from '../../ui/money-text.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { NoSuchPage } from '../desk/page-guard.tsx'
import { isTyping } from '../desk/use-desk-keys.ts'
import { ExportDialog } from './export-dialog.tsx'
import classes from './queue.module.css'
import { useQueueColumns } from './queue-columns.tsx'
import { QueueFilters } from './queue-filters.tsx'
import { QueueFooter } from './queue-footer.tsx'
import { isNarrowed, type QueueView, sortedBy, viewOf } from './queue-query.ts'
import { QueueViews, useViews } from './queue-views.tsx'
import { rememberWalk } from './queue-walk.ts'
import { RequestPane } from './request-pane.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { SelectionDialog } from './selection-dialog.tsx'
import { type Queue, useQueue } from './use-queue.ts'
import { usePageKeys, useRowKeys } from './use-row-keys.ts'
import { useSelection } from './use-selection.ts'

/** Columns that make room for the request beside the list, which shows them anyway. */
const BESIDE_LESS: readonly string[] = ['accountNumber', 'method']
const WIDE = '(min-width: 1560px)'
/** Column of the grid and order of the engine. */
const SORT_OF_COLUMN: Record<string, RequestSort['by']> = {
  dueAt: 'due',
  changedAt: 'changed',
  createdAt: 'created',
  amount: 'amount',
}

export default function QueuePage() {
  const { view } = useParams<{ view: string }>()
  const named = new URLSearchParams(useSearch()).get('view') ?? ''
  const { profiles } = useProfile()
  const own = profiles.flatMap(({ departments }) => departments.map(({ department }) => department))
  const known = viewOf(view, own)
  return known === null ? <NoSuchPage /> : <QueueScreen key={`${known} ${named}`} view={known} />
}

function QueueScreen({ view }: { view: QueueView }) {
  const [path] = useLocation()
  const queue = useQueue(view)
  const rows = queue.page.data?.rows
  const views = useViews()
  const named = views.find((each) => each.view === queue.choice.view)
  const columns = useColumns(
    named ? `requests.${named.view}` : 'requests',
    useQueueColumns(view !== 'mine' && view !== 'all'),
    named && named.columns.length > 0 ? named.columns : null,
  )
  const selection = useSelection(queue)
  const [activeKey, setActiveKey] = useState<RowKey | null>(null)
  const pane = usePane(rows, activeKey)
  useEffect(() => {
    if (rows) rememberWalk({ ids: rows.map((row) => row.requestId), from: location.hash.slice(1) || path })
  }, [rows, path])
  usePageKeys(queue)
  const acting = useRowKeys(
    selection.rows,
    pane.shown === null ? rows?.find((row) => row.requestId === activeKey) : undefined,
  )
  return (
    <div className={classes.page}>
      <QueueHeader view={view} queue={queue} named={named}>
        <QueueTools view={view} queue={queue} views={views} columns={columns} />
      </QueueHeader>
      <QueueFilters choice={queue.choice} onChange={queue.choose} selectPage={selection.page} />
      {queue.page.problem !== null && <ErrorNote sentence={queue.page.problem} onRetry={queue.page.reload} />}
      <div className={classes.columns} data-pane={pane.shown !== null || undefined}>
        <section className={classes.list}>
          <SelectionBar
            rows={selection.rows}
            takeAll={selection.takeAll}
            onAct={acting.open}
            onClear={selection.clear}
          />
          <div className={classes.grid}>
            <QueueGrid
              view={view}
              queue={queue}
              columns={
                pane.shown === null ? columns.visible : columns.visible.filter(({ id }) => !BESIDE_LESS.includes(id))
              }
              selection={selection.grid}
              activeKey={activeKey}
              onActive={setActiveKey}
            />
          </div>
          <QueueFooter
            range={queue.range}
            total={queue.totals.data}
            pageSize={queue.pageSize}
            onPageSize={queue.resize}
            onNext={queue.toNext}
            onPrevious={queue.toPrevious}
          />
        </section>
        {pane.shown !== null && <RequestPane requestId={pane.shown} onClose={pane.close} />}
      </div>
      {acting.verdict && <SelectionDialog verdict={acting.verdict} onClose={acting.close} onDone={selection.clear} />}
    </div>
  )
}

type QueueToolsProps = {
  view: QueueView
  queue: Queue
  views: readonly NamedView[]
  columns: ColumnChoice<RequestRow>
}

/** Views, columns and export. */
function QueueTools({ view, queue, views, columns }: QueueToolsProps) {
  const t = useText()
  const me = useMe()
  const [exporting, setExporting] = useState(false)
  const shown = columns.visible.map((column) => column.id as ColumnId)
  const inFront = { place: view, choice: queue.choice, columns: shown, columnsChanged: columns.changed }
  return (
    <>
      <QueueViews views={views} inFront={inFront} />
      <ColumnChooser choice={columns} />
      {me.permissions.includes('withdrawals.export') && (
        <Button size="xs" variant="default" onClick={() => setExporting(true)}>
          {t('requests.export.open')}
        </Button>
      )}
      {exporting && (
        <ExportDialog
          filter={queue.filter}
          sort={queue.choice.sort}
          columns={shown}
          total={queue.totals.data}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  )
}

type QueueGridProps = {
  view: QueueView
  queue: Queue
  columns: readonly GridColumn<RequestRow>[]
  selection: GridSelection<RequestRow>
  activeKey: RowKey | null
  onActive(key: RowKey): void
}

function QueueGrid({ view, queue, columns, selection, activeKey, onActive }: QueueGridProps) {
  const t = useText()
  const [, go] = useLocation()
  const { choice, choose, page } = queue
  const sortColumn = Object.keys(SORT_OF_COLUMN).find((column) => SORT_OF_COLUMN[column] === choice.sort.by)
  return (
    <DataGrid
      label={t('requests.queue.all')}
      columns={columns}
      rows={page.data?.rows}
      rowKey={keyOf}
      rowName={(row) => requestNumber(row.requestId)}
      onOpen={(row) => go(`/requests/${row.requestId}`)}
      activeKey={activeKey}
      onActive={(row) => onActive(row.requestId)}
      selection={selection}
      sort={{
        by: sortColumn ?? '',
        descending: choice.sort.descending,
        onChange: (column) => {
          const by = SORT_OF_COLUMN[column]
          if (by) choose({ ...choice, sort: sortedBy(choice.sort, by) })
        },
      }}
      rowTone={(row) => (row.department === null ? 'dim' : undefined)}
      empty={<QueueEmpty view={view} queue={queue} />}
    />
  )
}

const keyOf = (row: RequestRow): RowKey => row.requestId

type QueueHeaderProps = {
  view: QueueView
  queue: Queue
  named: NamedView | undefined
  /** Views, columns, export. */
  children: ReactNode
}

function QueueHeader({ view, queue, named, children }: QueueHeaderProps) {
  const t = useText()
  const { departmentLabel } = useProfile()
  const language = useLanguage()
  const place =
    view === 'mine' ? t('requests.queue.mine') : view === 'all' ? t('requests.queue.all') : departmentLabel(view)
  const title = named?.label[language] ?? place
  const totals = queue.totals.data
  const count = totals && (totals.capped ? t('requests.queue.capped', { n: totals.count }) : groupedCount(totals.count))
  const figures = totals && (
    <>
      {t(queue.filter.openOnly ? 'requests.queue.open' : 'requests.queue.found', { n: count ?? '' })}
      {totals.overdue > 0 && (
        <>
          {' · '}
          <span className={classes.late}>{t('requests.queue.overdue', { n: totals.overdue })}</span>
        </>
      )}
      {totals.sums.map(({ currency, amountMinor }) => ` · ${moneyWords(amountMinor, currency)}`)}
    </>
  )
  return <PageHeader title={title} figures={figures} actions={children} />
}

function QueueEmpty({ view, queue }: { view: QueueView; queue: Queue }) {
  const t = useText()
  const [path, go] = useLocation()
  const { permissions } = useMe()
  if (isNarrowed(queue.choice)) {
    return (
      <EmptyState
        icon={<IconFilterOff size={26} />}
        sentence={t('requests.queue.emptyFilter')}
        action={
          <Button variant="default" onClick={() => go(path)}>
            {t('requests.queue.clearFilters')}
          </Button>
        }
      />
    )
  }
  const words = { mine: 'requests.queue.emptyMine', all: 'requests.queue.emptyAll' } as const
  return (
    <EmptyState
      icon={<IconInbox size={26} />}
      sentence={t(view === 'mine' || view === 'all' ? words[view] : 'requests.queue.emptyDepartment')}
      action={
        view === 'all' && permissions.includes('customers.read') ? (
          <Button variant="default" onClick={() => go('/customers')}>
            {t('requests.queue.toCustomers')}
          </Button>
        ) : undefined
      }
    />
  )
}

/** The request beside the list: on wide screens, the one under the keyboard. */
function usePane(rows: readonly RequestRow[] | undefined, activeKey: RowKey | null) {
  const wide = useMediaQuery(WIDE) ?? false
  const [closedFor, setClosedFor] = useState<RowKey | null>(null)
  const active = rows?.find((row) => row.requestId === activeKey)
  const shown = wide && active !== undefined && closedFor !== activeKey ? active.requestId : null
  useEffect(() => {
    if (shown === null) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !isTyping(event.target)) setClosedFor(shown)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [shown])
  return { shown, close: () => setClosedFor(activeKey) }
}
