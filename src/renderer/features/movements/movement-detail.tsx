/** One movement beside the list: all its postings, and how its request came here (R0-23). */
import { Button, Drawer, Group, Skeleton, Stack, Table, Text, Timeline } from '@mantine/core'
import { Link } from 'wouter'
import { requestNumber } from '../../../contract/ids.ts'
import type { JournalRow } from '../../../contract/ledger.ts'
import type { MovementStep } from '../../../contract/movements.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { journalWords } from '../ledger/journal.tsx'
import { addressOf } from './filter.ts'
import classes from './movements.module.css'

export function MovementDetail({ journalId, onClose }: { journalId: number; onClose(): void }) {
  const t = useText()
  const detail = useApi(['movements.get', journalId], () => api.movements.get({ journalId }), {
    topics: ['ledger', 'requests'],
  })
  const requestId = detail.data?.journal.requestId ?? null
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={<strong>{t('movements.detail', { id: String(journalId) })}</strong>}
    >
      {detail.problem !== null && <ErrorNote sentence={detail.problem} onRetry={detail.reload} />}
      {detail.loading && <Skeleton height={300} />}
      {detail.data && (
        <Stack gap="lg">
          <Postings journal={detail.data.journal} />
          {requestId === null ? (
            <Text size="sm" c="dimmed">
              {t('movements.noHistory')}
            </Text>
          ) : (
            <History requestId={requestId} steps={detail.data.history} />
          )}
          <Group gap="sm">
            {requestId !== null && (
              <Button component={Link} href={`/requests/${requestId}`} size="xs">
                {t('movements.openRequest', { request: requestNumber(requestId) })}
              </Button>
            )}
            <Button component={Link} href="/ledger/journals" size="xs" variant="default">
              {t('movements.openJournal')}
            </Button>
          </Group>
        </Stack>
      )}
    </Drawer>
  )
}

function Postings({ journal }: { journal: JournalRow }) {
  const t = useText()
  const language = useLanguage()
  return (
    <section>
      <Text size="sm" mb={4}>
        {journalWords(journal.kind, t)} · {dateText(journal.date, language)} · {journal.by} ·{' '}
        <InstantText at={journal.at} />
      </Text>
      {journal.memo !== '' && (
        <Text size="xs" c="dimmed" mb={8}>
          {journal.memo}
        </Text>
      )}
      <Table aria-label={t('movements.postings')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('ledger.journals.account')}</Table.Th>
            <Table.Th ta="right">{t('ledger.journals.debit')}</Table.Th>
            <Table.Th ta="right">{t('ledger.journals.credit')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {journal.postings
            .map((posting, place) => ({ place, ...posting }))
            .map(({ place, ledgerAccountId, accountName, amountMinor, currency }) => (
              <Table.Tr key={place}>
                <Table.Td>
                  <Link className="desk-link" href={addressOf({ ledgerAccountId, name: accountName })}>
                    {accountName}
                  </Link>
                </Table.Td>
                <Table.Td ta="right">
                  {amountMinor > 0 && <MoneyText amountMinor={amountMinor} currency={currency} layout="column" />}
                </Table.Td>
                <Table.Td ta="right">
                  {amountMinor < 0 && <MoneyText amountMinor={-amountMinor} currency={currency} layout="column" />}
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function History({ requestId, steps }: { requestId: number; steps: readonly MovementStep[] }) {
  const t = useText()
  const language = useLanguage()
  return (
    <section>
      <Text fw={600} size="sm" mb={10}>
        {t('movements.history', { request: requestNumber(requestId) })}
      </Text>
      <Timeline active={steps.length - 1} bulletSize={14} lineWidth={2} className={classes.history}>
        {steps.map((step, place) => (
          <Timeline.Item
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a request are never reordered
            key={place}
            title={step.status?.[language] ?? t('movements.complete')}
          >
            <Text size="xs" c="dimmed">
              {step.by} · <InstantText at={step.at} />
            </Text>
            {step.text !== '' && <Text size="xs">{step.text}</Text>}
          </Timeline.Item>
        ))}
      </Timeline>
    </section>
  )
}
