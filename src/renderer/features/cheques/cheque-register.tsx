/** The register: every leaf from delivery to presentation, searchable by number and payee (R3-49). */
import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBook2, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { type LeafRow, LeafState } from '../../../contract/cheques.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Language, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import classes from './cheques.module.css'
import { OneLeaf } from './one-leaf.tsx'
import { ExportRegister, type MoreFilters, NO_MORE, RegisterFilters } from './register-filters.tsx'
import { TONE_OF_LEAF } from './states.ts'

const SEARCH_WAIT_MS = 180
/** Blank leaves say nothing yet: the register opens with the leaves that were used. */
type Shown = 'used' | 'all' | LeafState

function statesOf(shown: Shown): LeafState[] {
  if (shown === 'all') return []
  return shown === 'used' ? LeafState.options.filter((state) => state !== 'blank') : [shown]
}

export function ChequeRegister() {
  const t = useText()
  const language = useLanguage()
  const [, go] = useLocation()
  const leafId = leafIn(useSearch())
  const [text, setText] = useState('')
  const [shown, setShown] = useState<Shown>('used')
  const [more, setMore] = useState<MoreFilters>(NO_MORE)
  const [search] = useDebouncedValue(text.trim(), SEARCH_WAIT_MS)
  const states = statesOf(shown)
  const filter = { states, search, ...more }
  const cursors = useCursors<number>(JSON.stringify(filter))
  const { after } = cursors
  const list = useApi(
    ['cheques.leaves', filter, after],
    () => api.cheques.leaves({ ...filter, after, pageSize: LIMITS.pageRows }),
    { topics: ['cheques', 'statements'], keepPrevious: true },
  )
  const columns = useMemo(() => columnsOf(t, language), [t, language])
  const last = list.data?.rows.at(-1)
  const filtered = search !== '' || shown !== 'all' || more !== NO_MORE
  const clear = (): void => {
    setText('')
    setShown('all')
    setMore(NO_MORE)
  }
  return (
    <div className={classes.stack}>
      {leafId !== null && <OneLeaf key={leafId} leafId={leafId} />}
      <Group gap="sm" align="flex-end">
        <TextInput
          aria-label={t('cheques.register.searchLabel')}
          placeholder={t('cheques.register.search')}
          leftSection={<IconSearch size={16} />}
          w={300}
          value={text}
          maxLength={40}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          aria-label={t('cheques.register.states')}
          w={260}
          data={[
            { value: 'used', label: t('cheques.register.used') },
            { value: 'all', label: t('cheques.register.allStates') },
            ...LeafState.options.map((state) => ({ value: state, label: t(`cheques.state.${state}`) })),
          ]}
          value={shown}
          onChange={(value) => value && setShown(value as Shown)}
        />
        <RegisterFilters filters={more} onFilters={setMore} />
        <ExportRegister filter={filter} />
      </Group>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      <SectionCard flush label={t('cheques.tab.register')}>
        <DataGrid
          label={t('cheques.tab.register')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={(row) => row.leafId}
          onOpen={(row) => go(`/cheques/register?leaf=${row.leafId}`)}
          rowTone={(row) => (row.state === 'spoiled' || row.state === 'void' ? 'dim' : undefined)}
          height="calc(100dvh - 290px)"
          empty={<NoLeaves onClear={filtered ? clear : null} />}
        />
      </SectionCard>
      <PageSteps cursors={cursors} next={list.data?.more && last ? last.leafId : null} />
    </div>
  )
}

/** The leaf that an address names: `?leaf=12`. */
export function leafIn(search: string): number | null {
  const text = new URLSearchParams(search).get('leaf') ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

function NoLeaves({ onClear }: { onClear: (() => void) | null }) {
  const t = useText()
  return (
    <EmptyState
      icon={<IconBook2 size={24} />}
      sentence={t(onClear ? 'cheques.register.noneFound' : 'cheques.register.none')}
      action={
        onClear ? (
          <Button variant="default" onClick={onClear}>
            {t('cheques.register.clear')}
          </Button>
        ) : (
          <Button component={Link} href="/cheques/books">
            {t('cheques.books.add')}
          </Button>
        )
      }
    />
  )
}

function columnsOf(t: Translate, language: Language): GridColumn<LeafRow>[] {
  return [
    {
      id: 'number',
      title: t('cheques.column.number'),
      width: 84,
      render: (row) => (
        <Link className="desk-link" href={`/cheques/register?leaf=${row.leafId}`}>
          {row.number}
        </Link>
      ),
    },
    {
      id: 'state',
      title: t('cheques.column.state'),
      width: 184,
      render: (row) => <ToneBadge tone={TONE_OF_LEAF[row.state]} label={t(`cheques.state.${row.state}`)} />,
    },
    { id: 'payee', title: t('cheques.column.payee'), width: 150, grow: true, render: (row) => row.payeeName ?? '—' },
    {
      id: 'amount',
      title: t('cheques.column.amount'),
      width: 146,
      align: 'right',
      render: (row) =>
        row.amountMinor === null ? (
          '—'
        ) : (
          <MoneyText amountMinor={row.amountMinor} currency={row.currency} layout="column" />
        ),
    },
    {
      id: 'date',
      title: t('cheques.column.date'),
      width: 96,
      render: (row) => (row.chequeDate === null ? '—' : dateText(row.chequeDate, language)),
    },
    {
      id: 'request',
      title: t('cheques.column.request'),
      width: 84,
      render: (row) =>
        row.requestId === null ? (
          '—'
        ) : (
          <Link className="desk-link" href={`/requests/${row.requestId}`}>
            {requestNumber(row.requestId)}
          </Link>
        ),
    },
    {
      id: 'signed',
      title: t('cheques.column.signed'),
      width: 150,
      render: (row) => <span title={signersOf(row)}>{signersOf(row) || '—'}</span>,
    },
    {
      id: 'since',
      title: t('cheques.column.since'),
      width: 76,
      render: (row) => <InstantText at={row.sinceAt} />,
    },
    {
      id: 'note',
      title: t('cheques.column.note'),
      width: 150,
      render: (row) => <span title={noteOf(row, t)}>{noteOf(row, t)}</span>,
    },
  ]
}

function signersOf({ signatures }: LeafRow): string {
  return signatures.map(({ by, group }) => `${by} (${group})`).join(', ')
}

/** Who took it, what it replaces, why it was burnt: whatever the leaf has to tell. */
function noteOf(row: LeafRow, t: Translate): string {
  return [
    row.releasedTo === null ? '' : `${t('cheques.column.released')} ${row.releasedTo}`,
    row.replaces === null ? '' : t('cheques.replaces', { number: row.replaces }),
    row.reason ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
