/** Journals with their postings, newest first: of one account, of one request, or all of them. */
import { Button, Group, Skeleton, Table, TextInput } from '@mantine/core'
import { IconBook } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { JournalRow } from '../../../contract/ledger.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageSteps, useCursors } from '../../ui/page-steps.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { Journal } from './journal.tsx'
import classes from './ledger.module.css'
import { ReverseDialog } from './reverse-dialog.tsx'

export type JournalListProps = {
  ledgerAccountId: number | null
  accountName: string | null
  requestId: number | null
}

const PAGE_JOURNALS = 50

export function JournalList({ ledgerAccountId, accountName, requestId }: JournalListProps) {
  const t = useText()
  const cursors = useCursors<number>('journals')
  const { after: before } = cursors
  const list = useApi(
    ['ledger.journals', ledgerAccountId, requestId, before],
    () => api.ledger.journals({ ledgerAccountId, requestId, before, pageSize: PAGE_JOURNALS }),
    { topics: ['ledger'], keepPrevious: true },
  )
  const narrowed = ledgerAccountId !== null || requestId !== null
  const last = list.data?.rows.at(-1)
  return (
    <div className={classes.stack}>
      <Group justify="space-between">
        <strong>{titleOf({ ledgerAccountId, accountName, requestId }, t)}</strong>
        <Group gap="sm">
          <RequestField requestId={requestId} />
          {narrowed && <ShowAll />}
        </Group>
      </Group>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={300} />}
      {list.data?.rows.length === 0 && (
        <SectionCard>
          <EmptyState
            icon={<IconBook size={24} />}
            sentence={t(narrowed ? 'ledger.journals.noneFound' : 'ledger.journals.none')}
            action={narrowed && <ShowAll />}
          />
        </SectionCard>
      )}
      {list.data && list.data.rows.length > 0 && (
        <Journals journals={list.data.rows} ledgerAccountId={ledgerAccountId} />
      )}
      <PageSteps cursors={cursors} next={list.data?.more && last ? last.journalId : null} />
    </div>
  )
}

function titleOf({ ledgerAccountId, accountName, requestId }: JournalListProps, t: ReturnType<typeof useText>): string {
  if (requestId !== null) return t('ledger.journals.ofRequest', { request: requestNumber(requestId) })
  if (ledgerAccountId !== null && accountName !== null) return t('ledger.journals.of', { name: accountName })
  return t('ledger.journals.all')
}

function ShowAll() {
  const t = useText()
  const [, go] = useLocation()
  return (
    <Button variant="default" size="xs" onClick={() => go('/ledger/journals')}>
      {t('ledger.journals.show')}
    </Button>
  )
}

function Journals({ journals, ledgerAccountId }: { journals: readonly JournalRow[]; ledgerAccountId: number | null }) {
  const t = useText()
  const me = useMe()
  const [reversing, setReversing] = useState<JournalRow | null>(null)
  return (
    <SectionCard flush label={t('ledger.tab.journals')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('ledger.journals.account')}</Table.Th>
            <Table.Th ta="right" w={220}>
              {t('ledger.journals.debit')}
            </Table.Th>
            <Table.Th ta="right" w={220}>
              {t('ledger.journals.credit')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        {journals.map((journal) => (
          <Journal
            key={journal.journalId}
            journal={journal}
            ledgerAccountId={ledgerAccountId}
            onReverse={me.permissions.includes('ledger.adjust') ? setReversing : null}
          />
        ))}
      </Table>
      {reversing && <ReverseDialog journal={reversing} onClose={() => setReversing(null)} />}
    </SectionCard>
  )
}

/** Takes `WD-1042` or `1042` and shows the journals of that request. */
function RequestField({ requestId }: { requestId: number | null }) {
  const t = useText()
  const [, go] = useLocation()
  const [text, setText] = useState(requestId === null ? '' : requestNumber(requestId))
  const found = /^\s*(?:WD-)?(\d{1,15})\s*$/i.exec(text)?.[1]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (found !== undefined) go(`/ledger/journals?request=${found}`)
      }}
    >
      <TextInput
        size="xs"
        aria-label={t('ledger.journals.request')}
        placeholder={t('ledger.journals.requestHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  )
}
