/** The list of customers: one search field, one row per customer, Enter opens the card. */
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { IconFileImport, IconPlus, IconSearch, IconUserSearch, IconUsers } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { CustomerRow } from '../../../contract/customers.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { CustomerForm } from './customer-form.tsx'
import { RiskBadge } from './risk-badge.tsx'

const SEARCH_WAIT_MS = 180

export default function CustomersPage() {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), SEARCH_WAIT_MS)
  const [adding, form] = useDisclosure(false)
  const cursors = useCursors<string>(search)
  const customerNumber = cursors.after
  const list = useApi(
    ['customers.list', search, customerNumber],
    () =>
      api.customers.list({
        search,
        after: customerNumber === null ? null : { customerNumber },
        pageSize: LIMITS.pageRows,
      }),
    { topics: ['customers', 'requests'], keepPrevious: true },
  )
  const columns = useMemo(() => columnsOf(t), [t])
  const mayWrite = me.permissions.includes('customers.write')
  const last = list.data?.rows.at(-1)
  const total = list.data?.total
  return (
    <PageBody>
      <PageHeader
        title={t('customers.title')}
        figures={typeof total === 'number' ? t('customers.total', { count: total }) : undefined}
        actions={
          mayWrite && (
            <Button leftSection={<IconPlus size={16} />} onClick={form.open}>
              {t('customers.add')}
            </Button>
          )
        }
      />
      <TextInput
        aria-label={t('customers.searchLabel')}
        placeholder={t('customers.search')}
        leftSection={<IconSearch size={16} />}
        value={text}
        maxLength={80}
        maw={440}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      <SectionCard flush label={t('customers.title')}>
        <DataGrid
          label={t('customers.title')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={(row) => row.customerId}
          rowName={(row) => row.name}
          onOpen={(row) => go(`/customers/${row.customerId}`)}
          height="calc(100dvh - 236px)"
          empty={<NoCustomers search={search} onAdd={mayWrite ? form.open : null} onClear={() => setText('')} />}
        />
      </SectionCard>
      <PageSteps cursors={cursors} next={list.data?.more && last ? last.customerNumber : null} />
      {adding && <CustomerForm onClose={form.close} onDone={(customerId) => go(`/customers/${customerId}`)} />}
    </PageBody>
  )
}

function columnsOf(t: Translate): GridColumn<CustomerRow>[] {
  return [
    {
      id: 'number',
      title: t('customers.column.number'),
      width: 130,
      render: (row) => (
        <Link className="desk-link" href={`/customers/${row.customerId}`}>
          {row.customerNumber}
        </Link>
      ),
    },
    {
      id: 'name',
      title: t('customers.column.name'),
      width: 260,
      grow: true,
      render: (row) => (
        <>
          <span>{row.name}</span>
          <span lang="zh-Hant">{row.nameChinese}</span>
        </>
      ),
    },
    { id: 'country', title: t('customers.column.country'), width: 90, render: (row) => row.country || '—' },
    {
      id: 'risk',
      title: t('customers.column.risk'),
      width: 140,
      render: (row) => <RiskBadge risk={row.risk} />,
    },
    {
      id: 'accounts',
      title: t('customers.column.accounts'),
      width: 100,
      align: 'right',
      render: (row) => row.accounts,
    },
    {
      id: 'openRequests',
      title: t('customers.column.openRequests'),
      width: 140,
      align: 'right',
      render: (row) => (row.openRequests === 0 ? '—' : row.openRequests),
    },
  ]
}

function NoCustomers({ search, onAdd, onClear }: { search: string; onAdd: (() => void) | null; onClear(): void }) {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  if (search !== '') {
    return (
      <EmptyState
        icon={<IconUserSearch size={24} />}
        sentence={t('customers.emptySearch', { search })}
        action={
          <Button variant="default" onClick={onClear}>
            {t('customers.clearSearch')}
          </Button>
        }
      />
    )
  }
  const mayImport = me.permissions.includes('withdrawals.import')
  return (
    <EmptyState
      icon={<IconUsers size={24} />}
      sentence={t('customers.empty')}
      action={
        mayImport ? (
          <Button leftSection={<IconFileImport size={16} />} onClick={() => go('/intake')}>
            {t('customers.import')}
          </Button>
        ) : (
          onAdd && (
            <Button leftSection={<IconPlus size={16} />} onClick={onAdd}>
              {t('customers.add')}
            </Button>
          )
        )
      }
    />
  )
}
