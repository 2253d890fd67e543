/** Money that refused requests keep for an investigation: what it is, since when, and the decision that two people make (R2-25). */
import { Button, Group, SegmentedControl, Skeleton, Switch, Table, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { HeldDecision, HeldMoney } from '../../../contract/held-money.ts'
import { requestNumber } from '../../../contract/ids.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'

const PAGE = 50
const TONE: Record<HeldMoney['state'], Tone> = { held: 'wait', released: 'done', forfeited: 'late' }

export function HeldMoneyList({ mayDecide }: { mayDecide: boolean }) {
  const t = useText()
  const [heldOnly, setHeldOnly] = useState(true)
  const [before, setBefore] = useState<HeldMoney['requestId'] | null>(null)
  const [deciding, setDeciding] = useState<HeldMoney | null>(null)
  const list = useApi(
    ['heldMoney.list', heldOnly, before],
    () => api.heldMoney.list({ heldOnly, before, pageSize: PAGE }),
    { topics: ['ledger', 'requests', 'proposals'], keepPrevious: true },
  )
  const rows = list.data?.rows ?? []
  const next = list.data?.next ?? null
  return (
    <>
      <Group mb="sm">
        <Switch
          size="sm"
          label={t('heldMoney.all')}
          checked={!heldOnly}
          onChange={(event) => {
            setBefore(null)
            setHeldOnly(!event.currentTarget.checked)
          }}
        />
      </Group>
      <SectionCard flush label={t('heldMoney.title')}>
        {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
        {list.loading && <Skeleton height={160} />}
        {list.data && rows.length === 0 && <EmptyState icon={<IconLock size={24} />} sentence={t('heldMoney.none')} />}
        {rows.length > 0 && <HeldTable rows={rows} onDecide={mayDecide ? setDeciding : null} />}
        {next !== null && (
          <Group justify="center" p="xs">
            <Button variant="subtle" size="compact-sm" onClick={() => setBefore(next)}>
              {t('heldMoney.more')}
            </Button>
          </Group>
        )}
      </SectionCard>
      {deciding && <DecideDialog row={deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}

function HeldTable({ rows, onDecide }: { rows: readonly HeldMoney[]; onDecide: ((row: HeldMoney) => void) | null }) {
  const t = useText()
  const language = useLanguage()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('heldMoney.column.request')}</Table.Th>
          <Table.Th>{t('heldMoney.column.customer')}</Table.Th>
          <Table.Th>{t('heldMoney.column.account')}</Table.Th>
          <Table.Th ta="right">{t('heldMoney.column.amount')}</Table.Th>
          <Table.Th>{t('heldMoney.column.reason')}</Table.Th>
          <Table.Th>{t('heldMoney.column.since')}</Table.Th>
          <Table.Th>{t('heldMoney.column.state')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.requestId}>
            <Table.Td>
              <Link href={`/requests/${row.requestId}`} className="desk-link">
                {requestNumber(row.requestId)}
              </Link>
            </Table.Td>
            <Table.Td>
              <Link href={`/customers/${row.customerId}`} className="desk-link">
                {row.customerName}
              </Link>{' '}
              <Text span size="xs" c="dimmed">
                {row.customerNumber}
              </Text>
            </Table.Td>
            <Table.Td>{row.accountNumber}</Table.Td>
            <Table.Td ta="right">
              <MoneyText amountMinor={row.amountMinor} currency={row.currency} />
            </Table.Td>
            <Table.Td>{row.reason[language]}</Table.Td>
            <Table.Td>
              <InstantText at={row.heldSince} />
            </Table.Td>
            <Table.Td>
              <ToneBadge tone={row.proposed ? 'second' : TONE[row.state]} label={stateWords(row, t)} />
            </Table.Td>
            <Table.Td ta="right">
              {onDecide && row.state === 'held' && row.proposed === null && (
                <Button
                  size="compact-xs"
                  variant="light"
                  aria-label={t('heldMoney.decideOf', { request: requestNumber(row.requestId) })}
                  onClick={() => onDecide(row)}
                >
                  {t('heldMoney.decide')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function stateWords(row: HeldMoney, t: ReturnType<typeof useText>): string {
  if (row.proposed) return t(`heldMoney.proposed.${row.proposed.decision}`, { by: row.proposed.by })
  return t(`heldMoney.state.${row.state}`)
}

function DecideDialog({ row, onClose }: { row: HeldMoney; onClose(): void }) {
  const t = useText()
  const [decision, setDecision] = useState<HeldDecision>('release')
  const [reason, setReason] = useState('')
  const amount = moneyWords(row.amountMinor, row.currency)
  const decide = useCommand(api.heldMoney.decide, {
    onDone: () => {
      notifications.show({ color: 'violet', message: t('heldMoney.waits') })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('heldMoney.decideOf', { request: requestNumber(row.requestId) })}
      submit={t(`heldMoney.submit.${decision}`, { amount })}
      tone={decision === 'forfeit' ? 'late' : 'second'}
      busy={decide.busy}
      refusal={decide.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void decide.run({ requestId: row.requestId, decision, reason: reason.trim() })}
      onClose={onClose}
    >
      <SegmentedControl
        fullWidth
        aria-label={t('heldMoney.decision')}
        value={decision}
        onChange={(value) => setDecision(value as HeldDecision)}
        data={(['release', 'forfeit'] as const).map((value) => ({ value, label: t(`heldMoney.decision.${value}`) }))}
      />
      <Text size="sm">{t(`heldMoney.means.${decision}`, { amount, customer: row.customerName })}</Text>
      <Textarea
        data-autofocus
        label={t('heldMoney.why')}
        withAsterisk
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        {t('heldMoney.second')}
      </Text>
    </FormDialog>
  )
}
