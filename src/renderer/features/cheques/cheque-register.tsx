/** The register: every leaf from delivery to presentation, searchable by number and payee (R3-49). */
import { Button, Group, MultiSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBook2, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
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
import { TONE_OF_LEAF } from './states.ts'

const SEARCH_WAIT_MS = 180

export function ChequeRegister() {
  const t = useText()
  const language = useLanguage()
  const [text, setText] = useState('')
  const [states, setStates] = useState<LeafState[]>([])
  const [search] = useDebouncedValue(text.trim(), SEARCH_WAIT_MS)
  const cursors = useCursors<number>(`${search}|${states.join()}`)
  const { after } = cursors
  const list = useApi(
    ['cheques.leaves', search, states, after],
    () => api.cheques.leaves({ states, search, after, pageSize: LIMITS.pageRows }),
    { topics: ['cheques', 'statements'], keepPrevious: true },
  )
  const columns = useMemo(() => columnsOf(t, language), [t, language])
  const last = list.data?.rows.at(-1)
  const filtered = search !== '' || states.length > 0
  const clear = (): void => {
    setText('')
    setStates([])
  }
  return (
    <div className={classes.stack}>
      <Group gap="sm" align="flex-start">
        <TextInput
          aria-label={t('cheques.register.searchLabel')}
          placeholder={t('cheques.register.search')}
          leftSection={<IconSearch size={16} />}
          w={300}
          value={text}
          maxLength={40}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <MultiSelect
          aria-label={t('cheques.register.states')}
          placeholder={states.length === 0 ? t('cheques.register.allStates') : ''}
          miw={300}
          clearable
          data={LeafState.options.map((state) => ({ value: state, label: t(`cheques.state.${state}`) }))}
          value={states}
          onChange={(values) => setStates(LeafState.options.filter((state) => values.includes(state)))}
        />
      </Group>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      <SectionCard flush label={t('cheques.tab.register')}>
        <DataGrid
          label={t('cheques.tab.register')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={(row) => row.leafId}
          rowTone={(row) => (row.state === 'spoiled' || row.state === 'void' ? 'dim' : undefined)}
          height="calc(100dvh - 290px)"
          empty={<NoLeaves onClear={filtered ? clear : null} />}
        />
      </SectionCard>
      <PageSteps cursors={cursors} next={list.data?.more && last ? last.leafId : null} />
    </div>
  )
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
    { id: 'number', title: t('cheques.column.number'), width: 100, render: (row) => <strong>{row.number}</strong> },
    {
      id: 'state',
      title: t('cheques.column.state'),
      width: 220,
      render: (row) => <ToneBadge tone={TONE_OF_LEAF[row.state]} label={t(`cheques.state.${row.state}`)} />,
    },
    { id: 'payee', title: t('cheques.column.payee'), width: 200, grow: true, render: (row) => row.payeeName ?? '—' },
    {
      id: 'amount',
      title: t('cheques.column.amount'),
      width: 160,
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
      width: 110,
      render: (row) => (row.chequeDate === null ? '—' : dateText(row.chequeDate, language)),
    },
    {
      id: 'request',
      title: t('cheques.column.request'),
      width: 100,
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
      width: 200,
      render: (row) => row.signatures.map(({ by, group }) => `${by} (${group})`).join(', ') || '—',
    },
    {
      id: 'since',
      title: t('cheques.column.since'),
      width: 120,
      render: (row) => <InstantText at={row.sinceAt} />,
    },
    {
      id: 'note',
      title: t('cheques.column.note'),
      width: 240,
      render: (row) => <span title={noteOf(row, t)}>{noteOf(row, t)}</span>,
    },
  ]
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
