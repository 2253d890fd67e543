/** Journals with their postings, newest first: of one account, of one request, or all of them. */
import { Button, Group, Skeleton, TextInput } from '@mantine/core'
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

const PAGE_JOURNALS = 25

export function JournalList({ ledgerAccountId, accountName, requestId }: JournalListProps) {
  const t = useText()
  const me = useMe()
  const [, go] = useLocation()
  const [reversing, setReversing] = useState<JournalRow | null>(null)
  const cursors = useCursors<number>('journals')
  const { after: before } = cursors
  const list = useApi(
    ['ledger.journals', ledgerAccountId, requestId, before],
    () => api.ledger.journals({ ledgerAccountId, requestId, before, pageSize: PAGE_JOURNALS }),
    { topics: ['ledger'], keepPrevious: true },
  )
  const narrowed = ledgerAccountId !== null || requestId !== null
  const last = list.data?.rows.at(-1)
  const title =
    requestId !== null
      ? t('ledger.journals.ofRequest', { request: requestNumber(requestId) })
      : accountName !== null && ledgerAccountId !== null
        ? t('ledger.journals.of', { name: accountName })
        : t('ledger.journals.all')
  const showAll = (
    <Button variant="default" size="xs" onClick={() => go('/ledger/journals')}>
      {t('ledger.journals.show')}
    </Button>
  )
  return (
    <div className={classes.stack}>
      <Group justify="space-between">
        <strong>{title}</strong>
        <Group gap="sm">
          <RequestField requestId={requestId} />
          {narrowed && showAll}
        </Group>
      </Group>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={300} />}
      {list.data?.rows.length === 0 && (
        <SectionCard>
          <EmptyState
            icon={<IconBook size={24} />}
            sentence={t(narrowed ? 'ledger.journals.noneFound' : 'ledger.journals.none')}
            action={narrowed && showAll}
          />
        </SectionCard>
      )}
      {list.data?.rows.map((journal) => (
        <Journal
          key={journal.journalId}
          journal={journal}
          ledgerAccountId={ledgerAccountId}
          onReverse={me.permissions.includes('ledger.adjust') ? setReversing : null}
        />
      ))}
      <PageSteps cursors={cursors} next={list.data?.more && last ? last.journalId : null} />
      {reversing && <ReverseDialog journal={reversing} onClose={() => setReversing(null)} />}
    </div>
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
