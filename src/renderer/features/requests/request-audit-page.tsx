/** The audit log of one request (R1-63…R1-68): every change, latest first, in the viewer's own time. */
import { Button, Group, Table, Text } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import type { AuditRow } from '../../../contract/audit.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useProfile } from '../../api/use-profile.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { useTimeZone } from '../../ui/clock-context.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { LogInstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { PageBody, PageHeader } from '../../ui/page-header.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { useAuditWords } from '../audit/use-audit-words.ts'
import { EvidenceButton } from '../evidence/evidence-button.tsx'
import { eventWords, fieldWords } from './event-words.ts'
import { useRequestCard } from './request-card.tsx'

const PAGE_ROWS = 100

export default function RequestAuditPage() {
  const t = useText()
  const zone = useTimeZone('local')
  const [, go] = useLocation()
  const requestId = Number(useParams<{ id: string }>().id)
  const [pageSize, setPageSize] = useState(PAGE_ROWS)
  const { data: card } = useRequestCard(requestId)
  const { data, problem, reload } = useApi(
    ['audit.list', requestId, pageSize],
    () => api.audit.list({ requestId, subject: '', actor: '', before: null, pageSize }),
    { topics: ['requests', 'batches', 'cheques', 'statements'], keepPrevious: true },
  )
  const request = requestNumber(requestId)
  return (
    <PageBody>
      <PageHeader
        before={
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconArrowLeft size={15} />}
            onClick={() => go(`/requests/${requestId}`)}
          >
            {t('requests.audit.back', { request })}
          </Button>
        }
        title={t('requests.audit.title', { request })}
        figures={t('requests.audit.local', { zone })}
        actions={
          card && (
            <Group gap="md">
              <EvidenceButton subject={{ kind: 'request', requestId: card.row.requestId }} />
              <Link href={`/customers/${card.row.customerId}`} className="desk-link">
                {t('requests.audit.customer', { name: card.row.customerName })}
              </Link>
              <Link href={`/accounts/${card.row.accountId}`} className="desk-link">
                {t('requests.audit.account', { number: card.row.accountNumber })}
              </Link>
            </Group>
          )
        }
      />
      {problem !== null && <ErrorNote sentence={problem} onRetry={reload} />}
      {data && (
        <SectionCard label={t('requests.audit.title', { request })} flush>
          {data.rows.length === 0 ? (
            <EmptyState icon={null} sentence={t('requests.audit.none')} />
          ) : (
            <AuditTable rows={data.rows} card={card} />
          )}
        </SectionCard>
      )}
      {data?.more && pageSize < LIMITS.auditPageRows && (
        <Group justify="center">
          <Button variant="default" onClick={() => setPageSize(LIMITS.auditPageRows)}>
            {t('requests.audit.more')}
          </Button>
        </Group>
      )}
    </PageBody>
  )
}

function AuditTable({ rows, card }: { rows: readonly AuditRow[]; card: RequestCard | undefined }) {
  const t = useText()
  return (
    <Table fz="sm" highlightOnHover stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={180}>{t('requests.audit.at')}</Table.Th>
          <Table.Th w={230}>{t('requests.audit.user')}</Table.Th>
          <Table.Th w={200}>{t('requests.audit.action')}</Table.Th>
          <Table.Th>{t('requests.audit.changes')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <AuditLine key={row.sequence} row={row} card={card} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

function AuditLine({ row, card }: { row: AuditRow; card: RequestCard | undefined }) {
  const t = useText()
  const word = useWords()
  const profile = useProfile()
  const roles = row.role
    .split('+')
    .map((role) => word('role', role))
    .join(', ')
  return (
    <Table.Tr>
      <Table.Td>
        <LogInstantText at={row.at} zone="local" />
      </Table.Td>
      <Table.Td>
        {row.actor}
        <Text size="xs" c="dimmed">
          {roles} {t('requests.audit.from', { address: row.address })}
        </Text>
      </Table.Td>
      <Table.Td>
        {eventWords(row.action, t, profile)}
        {row.amountMinor !== null && row.currency !== null && (
          <div>
            <MoneyText amountMinor={row.amountMinor} currency={row.currency} size="sm" dimmed />
          </div>
        )}
      </Table.Td>
      <Table.Td>
        {row.reason !== '' && <div>{row.reason}</div>}
        {row.changes.map((change) => (
          <ChangeLine key={change.field} change={change} currency={row.currency ?? card?.row.currency ?? null} />
        ))}
        {card && PAID.includes(row.action) && <Trades card={card} />}
      </Table.Td>
    </Table.Tr>
  )
}

type Change = AuditRow['changes'][number]
/** Entries behind which stand trading orders (R1-68). */
const PAID: readonly string[] = [
  'request.complete',
  'request.completed',
  'request.partiallyCompleted',
  'request.paymentFailed',
]
const DIGEST_CHARS = 40

function ChangeLine({ change, currency }: { change: Change; currency: AuditRow['currency'] }) {
  const t = useText()
  const wordsFor = useValueWords(currency)
  const { field, before, after } = change
  return (
    <div>
      <Text span size="sm" c="dimmed">
        {fieldWords(field, t)}:{' '}
      </Text>
      {before !== null && before !== after && <>{wordsFor(field, before)} → </>}
      {after === null ? t('requests.audit.nothing') : wordsFor(field, after)}
    </div>
  )
}

/** R1-68: the way from the log to the trading orders, the rollback among them. */
function Trades({ card }: { card: RequestCard }) {
  const t = useText()
  const trades = [...new Set(card.transactions.flatMap(({ tradeId }) => (tradeId === null ? [] : [tradeId])))]
  return trades.map((tradeId) => (
    <div key={tradeId}>
      <Link href={`/accounts/${card.row.accountId}`} className="desk-link">
        {t('requests.audit.trade', { tradeId })}
      </Link>
    </div>
  ))
}

/** A value of a change as the audit log says it: codes in words, amounts as money; a digest is shortened. */
function useValueWords(currency: AuditRow['currency']) {
  const words = useAuditWords()
  const { departmentLabel, profile } = useProfile()
  return (field: string, value: string) => {
    if (/^[0-9a-f]+$/.test(value) && value.length >= DIGEST_CHARS) return <CopyText text={value} />
    if (field === 'department' && profile) return departmentLabel(value)
    return words.value(value, { subject: 'request', field, currency })
  }
}
