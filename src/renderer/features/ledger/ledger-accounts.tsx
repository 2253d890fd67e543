/** Every account of the books with its balance: debits minus credits, and how much of it is held. */
import { Button, Group, MultiSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconListDetails, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { AccountKind } from '../../../contract/ledger.ts'
import { LIMITS } from '../../../contract/limits.ts'
import type { Api } from '../../api/client.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './ledger.module.css'

type AccountRow = Awaited<ReturnType<Api['ledger']['accounts']>>['rows'][number]
const SEARCH_WAIT_MS = 180

export function LedgerAccounts() {
  const t = useText()
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const [kinds, setKinds] = useState<AccountRow['kind'][]>([])
  const [search] = useDebouncedValue(text.trim(), SEARCH_WAIT_MS)
  const cursors = useCursors<number>(`${search}|${kinds.join()}`)
  const { after } = cursors
  const list = useApi(
    ['ledger.accounts', search, kinds, after],
    () => api.ledger.accounts({ kinds, search, after, pageSize: LIMITS.pageRows }),
    { topics: ['ledger'], keepPrevious: true },
  )
  const columns = useMemo(() => columnsOf(t), [t])
  const last = list.data?.rows.at(-1)
  const clear = (): void => {
    setText('')
    setKinds([])
  }
  return (
    <div className={classes.stack}>
      <Group gap="sm" align="flex-start">
        <TextInput
          aria-label={t('ledger.accounts.search')}
          placeholder={t('ledger.accounts.search')}
          leftSection={<IconSearch size={16} />}
          w={300}
          value={text}
          maxLength={80}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <MultiSelect
          aria-label={t('ledger.accounts.kinds')}
          placeholder={kinds.length === 0 ? t('ledger.accounts.allKinds') : ''}
          miw={280}
          clearable
          data={AccountKind.options.map((kind) => ({ value: kind, label: t(`ledger.kind.${kind}`) }))}
          value={kinds}
          onChange={(values) => setKinds(AccountKind.options.filter((kind) => values.includes(kind)))}
        />
        <span className={classes.hint}>{t('ledger.accounts.hint')}</span>
      </Group>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      <SectionCard flush label={t('ledger.tab.accounts')}>
        <DataGrid
          label={t('ledger.tab.accounts')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={(row) => row.ledgerAccountId}
          onOpen={(row) => go(journalsOf(row))}
          height="calc(100dvh - 284px)"
          empty={<NoAccounts onClear={search !== '' || kinds.length > 0 ? clear : null} />}
        />
      </SectionCard>
      <PageSteps cursors={cursors} next={list.data?.more && last ? last.ledgerAccountId : null} />
    </div>
  )
}

function journalsOf(row: AccountRow): string {
  return `/ledger/journals?${new URLSearchParams({ account: String(row.ledgerAccountId), name: row.name })}`
}

function NoAccounts({ onClear }: { onClear: (() => void) | null }) {
  const t = useText()
  return (
    <EmptyState
      icon={<IconListDetails size={24} />}
      sentence={t(onClear ? 'ledger.accounts.noneFound' : 'ledger.accounts.none')}
      action={
        onClear && (
          <Button variant="default" onClick={onClear}>
            {t('ledger.accounts.clear')}
          </Button>
        )
      }
    />
  )
}

function columnsOf(t: Translate): GridColumn<AccountRow>[] {
  return [
    {
      id: 'name',
      title: t('ledger.accounts.name'),
      width: 260,
      grow: true,
      render: (row) => (
        <Link className="desk-link" href={journalsOf(row)} title={t('ledger.accounts.open', { name: row.name })}>
          {row.name}
        </Link>
      ),
    },
    { id: 'kind', title: t('ledger.accounts.kind'), width: 160, render: (row) => t(`ledger.kind.${row.kind}`) },
    {
      id: 'balance',
      title: t('ledger.accounts.balance'),
      width: 210,
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.balanceMinor} currency={row.currency} layout="column" strong />,
    },
    {
      id: 'held',
      title: t('ledger.accounts.held'),
      width: 190,
      align: 'right',
      render: (row) => (
        <MoneyText amountMinor={row.heldMinor} currency={row.currency} layout="column" dimmed={row.heldMinor === 0} />
      ),
    },
  ]
}
