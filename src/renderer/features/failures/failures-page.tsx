/** Failed payments: what waits for a person, what the desk tries again by itself, and what was decided (R2-31…R2-38, R3-79). */
import { SegmentedControl, Skeleton, UnstyledButton } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import type { FailureRow } from '../../../contract/failures.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Language, type Translate, useLanguage, useText } from '../../i18n/text.tsx'
import { DataGrid, type GridColumn } from '../../ui/data-grid.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { gridHeight } from '../../ui/grid-height.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { FailureCard } from './failure-card.tsx'
import { causeWords, TONE_OF } from './failure-words.ts'
import classes from './failures.module.css'

const MOST_ROWS = 14
const TABS = ['review', 'scheduled', 'resolved'] as const
type Tab = (typeof TABS)[number]

export default function FailuresPage() {
  const t = useText()
  const language = useLanguage()
  const named = Number(useParams().id ?? 0)
  const [, goTo] = useLocation()
  const [tab, setTab] = useState<Tab>('review')
  const list = useApi(['failures.list', tab], () => api.failures.list({ which: tab, before: null }), {
    topics: ['batches', 'requests'],
    keepPrevious: true,
    everyMs: 30_000,
  })
  const columns = useMemo(
    () => columnsOf({ t, language, onPick: (id) => goTo(`/failures/${id}`) }),
    [t, language, goTo],
  )
  const rows = list.data?.rows ?? []
  const shown = named || rows[0]?.instructionId
  const counts = list.data?.counts
  return (
    <PageBody>
      <PageHeader title={t('failures.title')} figures={t('failures.lead')} />
      <SegmentedControl
        className={classes.tabs ?? ''}
        aria-label={t('failures.which')}
        value={tab}
        onChange={(value) => {
          setTab(TABS.find((each) => each === value) ?? 'review')
          goTo('/failures')
        }}
        data={TABS.map((each) => ({
          value: each,
          label: t(`failures.tab.${each}`, { n: each === 'resolved' ? '' : (counts?.[each] ?? 0) }).trim(),
        }))}
      />
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={320} />}
      <div className={classes.split}>
        {list.data && (
          <SectionCard flush title={t(`failures.list.${tab}`)}>
            {rows.length === 0 ? (
              <EmptyState icon={<IconCircleCheck size={24} />} sentence={t(`failures.none.${tab}`)} />
            ) : (
              <DataGrid
                label={t(`failures.list.${tab}`)}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.instructionId}
                rowName={(row) => requestNumber(row.requestId)}
                onOpen={(row) => goTo(`/failures/${row.instructionId}`)}
                height={gridHeight(Math.min(rows.length, MOST_ROWS))}
              />
            )}
          </SectionCard>
        )}
        {shown ? <FailureCard key={shown} instructionId={shown} /> : null}
      </div>
    </PageBody>
  )
}

type Shown = { t: Translate; language: Language; onPick(instructionId: number): void }

function columnsOf({ t, language, onPick }: Shown): GridColumn<FailureRow>[] {
  return [
    {
      id: 'request',
      title: t('batches.column.request'),
      width: 76,
      render: (row) => (
        <Link className="desk-link" href={`/requests/${row.requestId}`}>
          {requestNumber(row.requestId)}
        </Link>
      ),
    },
    {
      id: 'payee',
      title: t('batches.column.payee'),
      width: 120,
      grow: true,
      render: (row) => (
        <UnstyledButton className="desk-link" onClick={() => onPick(row.instructionId)}>
          {row.payeeName}
        </UnstyledButton>
      ),
    },
    {
      id: 'amount',
      title: t('batches.column.amount'),
      width: 128,
      align: 'right',
      render: (row) => <MoneyText amountMinor={row.amountMinor} currency={row.currency} layout="column" />,
    },
    {
      id: 'cause',
      title: t('failures.column.cause'),
      width: 140,
      grow: true,
      render: (row) => causeWords(row, t, language),
    },
    {
      id: 'state',
      title: t('failures.column.next'),
      width: 150,
      render: (row) =>
        row.retryAt !== null ? (
          <InstantText at={row.retryAt} />
        ) : (
          <ToneBadge
            tone={TONE_OF[row.state]}
            label={
              row.resolution === null ? t(`failures.state.${row.state}`) : t(`failures.resolution.${row.resolution}`)
            }
          />
        ),
    },
  ]
}
