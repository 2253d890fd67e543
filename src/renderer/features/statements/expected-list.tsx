/** What the books expect the bank to book: sent payments that no statement has shown yet, the likeliest first. */
import { SegmentedControl, TextInput } from '@mantine/core'
import { IconChecks, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { formatMoney } from '../../../contract/money.ts'
import type { ExpectedItem, StatementLine } from '../../../contract/statements.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn, type RowKey } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { type Chosen, rankExpected } from './reconciliation.ts'
import classes from './statements.module.css'

export type ExpectedListProps = {
  line: StatementLine | null
  expected: readonly ExpectedItem[]
  chosen: Chosen
  onChoose(ids: ReadonlySet<number>): void
  onAccept(): void
}

export function ExpectedList({ line, expected, chosen, onChoose, onAccept }: ExpectedListProps) {
  const t = useText()
  const [filter, setFilter] = useState('')
  const [view, setView] = useState<View>('all')
  const columns = useMemo(() => columnsOf(t), [t])
  const ranked = useMemo(() => rankExpected(line, expected), [line, expected])
  const rows = useMemo(() => ranked.filter((item) => isIn(item, view) && fits(item, filter)), [ranked, filter, view])
  const selected = useMemo(() => new Set<RowKey>(chosen.ids), [chosen])
  return (
    <SectionCard flush title={t('statements.desk.expected')} aside={rows.length}>
      <div className={classes.filter}>
        <SegmentedControl
          size="xs"
          fullWidth
          value={view}
          data={VIEWS.map((value) => ({
            value,
            label: t(`statements.expected.${value}`, { count: ranked.filter((item) => isIn(item, value)).length }),
          }))}
          onChange={(value) => setView(VIEWS.find((each) => each === value) ?? 'all')}
        />
        <TextInput
          size="xs"
          aria-label={t('statements.desk.filter')}
          placeholder={t('statements.desk.filter')}
          leftSection={<IconSearch size={14} />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      </div>
      <DataGrid
        label={t('statements.desk.expected')}
        columns={columns}
        rows={rows}
        rowKey={(item) => item.instructionId}
        rowName={(item) => `${item.reference} ${item.payeeName}`}
        selection={{ selected, onChange: (keys) => onChoose(new Set([...keys].map(Number))) }}
        onOpen={onAccept}
        rowTone={(item) => (item.isLate ? 'late' : undefined)}
        height="calc(100dvh - 344px)"
        empty={<EmptyState icon={<IconChecks size={24} />} sentence={t('statements.desk.noExpected')} />}
      />
    </SectionCard>
  )
}

const VIEWS = ['all', 'late', 'cheques'] as const
type View = (typeof VIEWS)[number]

/** Late is what the bank should have booked by now; cheques outstanding are a list of their own. */
function isIn(item: ExpectedItem, view: View): boolean {
  return view === 'all' || (view === 'late' ? item.isLate : item.kind === 'cheque')
}

function fits(item: ExpectedItem, filter: string): boolean {
  const wanted = filter.trim().toLowerCase()
  if (wanted === '') return true
  const words = `${item.reference} ${item.payeeName} ${formatMoney(item.amountMinor, item.currency)}`.toLowerCase()
  return words.includes(wanted) || words.replaceAll(',', '').includes(wanted.replaceAll(',', ''))
}

function columnsOf(t: Translate): GridColumn<ExpectedItem>[] {
  return [
    {
      id: 'payee',
      title: t('statements.desk.payee'),
      width: 110,
      grow: true,
      render: (item) => (
        <span className={classes.ellipsis} title={`${item.payeeName} · ${item.reference}`}>
          {item.payeeName}
        </span>
      ),
    },
    {
      id: 'reference',
      title: t('statements.desk.reference'),
      width: 104,
      render: (item) => <span className={classes.mono}>{item.reference}</span>,
    },
    {
      id: 'days',
      title: t('statements.desk.since'),
      width: 70,
      render: (item) =>
        item.daysWaiting === 0
          ? t('statements.desk.today')
          : t('statements.desk.waitingDays', { days: item.daysWaiting }),
    },
    {
      id: 'amount',
      title: t('statements.desk.amount'),
      width: 132,
      align: 'right',
      render: (item) => <MoneyText amountMinor={item.amountMinor} currency={item.currency} layout="column" />,
    },
  ]
}
