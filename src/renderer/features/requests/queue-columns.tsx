/** The columns of the queue (R1-09), in the order of the contract. */
import { Text } from '@mantine/core'
import { IconAlertOctagon, IconArrowDown, IconArrowUp, IconMinus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import { formatMoney } from '../../../contract/money.ts'
import type { GridColumn as ColumnId, Priority, RequestRow } from '../../../contract/requests.ts'
import { type ProfileFacts, useProfile } from '../../api/use-profile.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { useWords, type WordFor } from '../../i18n/use-words.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { DueText, InstantText } from '../../ui/instant-text.tsx'
import { StatusBadge, ToneBadge } from '../../ui/status-badge.tsx'
import { inkOf } from '../../ui/tone.ts'

export type QueueColumn = GridColumn<RequestRow> & { id: ColumnId }

/** Columns that are hidden until somebody asks for them. */
const RARE: readonly ColumnId[] = [
  'customerNumber',
  'executeAmount',
  'createdAt',
  'changedAt',
  'externalReference',
  'profile',
  'step',
  'template',
  'destination',
  'regulatoryDue',
  'priorityDue',
  'stepDue',
]
/** Hidden where one department's list needs no department, and where every department's list needs the room for it. */
const NOT_FOR_ONE: readonly ColumnId[] = ['department']
const NOT_FOR_ALL: readonly ColumnId[] = ['accountNumber', 'method']

export function useQueueColumns(oneDepartment: boolean): readonly QueueColumn[] {
  const t = useText()
  const word = useWords()
  const profile = useProfile()
  return useMemo(() => columnsOf({ t, word, profile, oneDepartment }), [t, word, profile, oneDepartment])
}

type Words = { t: Translate; word: WordFor; profile: ProfileFacts; oneDepartment: boolean }

function columnsOf({ t, word, profile, oneDepartment }: Words): readonly QueueColumn[] {
  const column = (id: ColumnId, width: number, rest: Omit<QueueColumn, 'id' | 'title' | 'width'>): QueueColumn => ({
    id,
    title: t(`requests.column.${id}`),
    width,
    usual: ![...RARE, ...(oneDepartment ? NOT_FOR_ONE : NOT_FOR_ALL)].includes(id),
    ...rest,
  })
  return [
    column('requestId', 82, {
      fixed: true,
      render: (row) => (
        <Link href={`/requests/${row.requestId}`} className="desk-link">
          {requestNumber(row.requestId)}
        </Link>
      ),
    }),
    column('customerName', 142, { grow: true, render: (row) => <Customer row={row} /> }),
    column('customerNumber', 104, { render: (row) => row.customerNumber }),
    column('accountNumber', 114, { render: (row) => row.accountNumber }),
    column('status', 190, {
      render: (row) =>
        row.beingSent ? (
          <ToneBadge tone="wait" label={t('requests.beingSent')} />
        ) : (
          <StatusBadge label={profile.statusLabel(row.status, row)} common={row.common} />
        ),
    }),
    column('priority', 86, { render: (row) => <PriorityText priority={row.priority} of={row.profile} /> }),
    column('department', 136, {
      render: (row) => (
        <Text inherit truncate title={profile.departmentLabel(row.department)}>
          {profile.departmentLabel(row.department)}
        </Text>
      ),
    }),
    column('method', 104, { render: (row) => word('method', row.method) }),
    column('amount', 110, {
      align: 'right',
      sortable: true,
      render: (row) => <b style={{ fontWeight: 600 }}>{formatMoney(row.amountMinor, row.currency)}</b>,
    }),
    column('executeAmount', 116, { align: 'right', render: (row) => formatMoney(row.executeMinor, row.currency) }),
    column('currency', 46, {
      render: (row) => (
        <Text size="xs" c="dimmed">
          {row.currency}
        </Text>
      ),
    }),
    column('createdAt', 116, { sortable: true, render: (row) => <InstantText at={row.createdAt} /> }),
    column('changedAt', 116, { sortable: true, render: (row) => <InstantText at={row.changedAt} /> }),
    column('dueAt', 116, {
      sortable: true,
      render: (row) => <DueText dueAt={row.dueAt} over={row.department === null} />,
    }),
    column('assignedTo', 94, {
      render: (row) =>
        row.assignedTo ?? (
          <Text span c="dimmed">
            –
          </Text>
        ),
    }),
    column('externalReference', 150, {
      render: (row) => (row.externalReference === '' ? '' : <CopyText text={row.externalReference} />),
    }),
    ...rarerColumns({ t, word, profile, oneDepartment }, column),
  ]
}

type Column = (id: ColumnId, width: number, rest: Omit<QueueColumn, 'id' | 'title' | 'width'>) => QueueColumn

/** Where a request stands in its workflow, where its money goes, and its three clocks (R0-09, R2-06, R3-07). */
function rarerColumns({ profile }: Words, column: Column): readonly QueueColumn[] {
  const clock = (row: RequestRow, at: number | null) =>
    at === null ? '' : <DueText dueAt={at} over={row.department === null} />
  return [
    column('profile', 150, { render: (row) => profile.profileLabel(row.profile) }),
    column('step', 120, { render: (row) => profile.stepLabel(row.step, row.profile) }),
    column('template', 140, { render: (row) => profile.templateLabel(row.template, row.profile) }),
    column('destination', 240, { grow: true, render: (row) => row.destination }),
    column('regulatoryDue', 116, { render: (row) => clock(row, row.clocks.regulatory) }),
    column('priorityDue', 116, { render: (row) => clock(row, row.clocks.priority) }),
    column('stepDue', 116, { render: (row) => clock(row, row.clocks.step) }),
  ]
}

function Customer({ row }: { row: RequestRow }) {
  return (
    <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
      {row.customerName}{' '}
      {row.customerNameChinese !== '' && (
        <Text span size="sm" c="dimmed">
          {row.customerNameChinese}
        </Text>
      )}
    </span>
  )
}

const PRIORITY_ICON = {
  urgent: <IconAlertOctagon size={14} style={{ color: inkOf('late') }} aria-hidden />,
  high: <IconArrowUp size={14} style={{ color: inkOf('wait') }} aria-hidden />,
  normal: <IconMinus size={14} style={{ opacity: 0.5 }} aria-hidden />,
  low: <IconArrowDown size={14} style={{ opacity: 0.5 }} aria-hidden />,
} as const

/** A priority in a word with its sign. */
export function PriorityText({ priority, of }: { priority: Priority; of?: string | undefined }) {
  const word = useWords()
  const { priorityLabel } = useProfile()
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      {PRIORITY_ICON[priority]}
      {priorityLabel(priority, of) ?? word('priority', priority)}
    </span>
  )
}
