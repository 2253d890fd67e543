/** Every message with its state; a failed or waiting e-mail can be tried again or cancelled. */
import { Button, Group, Modal, SegmentedControl, Skeleton, Table } from '@mantine/core'
import { IconMail, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { type Notice, type NoticeState, NoticeState as States } from '../../../contract/notifications.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './notifications.module.css'

const TONE: Record<NoticeState, Tone> = { waiting: 'wait', sent: 'done', failed: 'late', cancelled: 'neutral' }
const ALL = 'all'
const PAGE_ROWS = 50

export function OutboxList() {
  const t = useText()
  const [state, setState] = useState<NoticeState | null>(null)
  const [befores, setBefores] = useState<(number | null)[]>([null])
  const before = befores.at(-1) ?? null
  const list = useApi(
    ['notifications.outbox', state, before],
    () => api.notifications.outbox({ state, channel: null, before: before as never, pageSize: PAGE_ROWS }),
    { topics: ['notifications'], keepPrevious: true },
  )
  const choose = (value: string): void => {
    setState(States.options.find((each) => each === value) ?? null)
    setBefores([null])
  }
  const { rows = [], more = false, waiting = 0, failed = 0 } = list.data ?? {}
  const counted = { waiting, failed } as Partial<Record<NoticeState, number>>
  return (
    <SectionCard flush label={t('notifications.tab.outbox')}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('notifications.filter')}
          value={state ?? ALL}
          onChange={choose}
          data={[
            { value: ALL, label: t('notifications.all') },
            ...States.options.map((each) => ({
              value: each as string,
              label: `${t(`notifications.state.${each}`)}${counted[each] ? ` ${counted[each]}` : ''}`,
            })),
          ]}
        />
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            disabled={befores.length === 1}
            onClick={() => setBefores(befores.slice(0, -1))}
          >
            {t('proposals.newer')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={!more}
            onClick={() => setBefores([...befores, rows.at(-1)?.notificationId ?? null])}
          >
            {t('proposals.older')}
          </Button>
        </Group>
      </div>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={240} />}
      {list.data && rows.length === 0 && (
        <EmptyState
          icon={<IconMail size={24} />}
          sentence={t('notifications.none')}
          hint={t('notifications.noneHint')}
        />
      )}
      {rows.length > 0 && <OutboxTable rows={rows} />}
    </SectionCard>
  )
}

function OutboxTable({ rows }: { rows: readonly Notice[] }) {
  const t = useText()
  const [shown, setShown] = useState<Notice | null>(null)
  return (
    <>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{t('notifications.column.at')}</Table.Th>
            <Table.Th w={240}>{t('notifications.column.to')}</Table.Th>
            <Table.Th>{t('notifications.column.subject')}</Table.Th>
            <Table.Th w={140}>{t('notifications.column.channel')}</Table.Th>
            <Table.Th w={240}>{t('notifications.column.state')}</Table.Th>
            <Table.Th w={190} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <OutboxRow key={row.notificationId} row={row} onShow={() => setShown(row)} />
          ))}
        </Table.Tbody>
      </Table>
      {shown && (
        <Modal
          opened
          onClose={() => setShown(null)}
          title={shown.subject}
          closeButtonProps={{ 'aria-label': t('shared.close') }}
        >
          <p className={classes.dimmed}>{shown.recipient}</p>
          <p className={classes.text}>{shown.body}</p>
        </Modal>
      )}
    </>
  )
}

function OutboxRow({ row, onShow }: { row: Notice; onShow(): void }) {
  const t = useText()
  const { permissions } = useMe()
  const open = row.state === 'waiting' || row.state === 'failed'
  return (
    <Table.Tr>
      <Table.Td>
        <InstantText at={row.createdAt} />
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.recipient}</Table.Td>
      <Table.Td>
        <Button variant="transparent" size="compact-sm" p={0} c="inherit" onClick={onShow}>
          {row.subject}
        </Button>
      </Table.Td>
      <Table.Td>{t(`notifications.channel.${row.channel}`)}</Table.Td>
      <Table.Td>
        <ToneBadge tone={TONE[row.state]} label={t(`notifications.state.${row.state}`)} />
        {row.tries > 0 && row.state !== 'sent' && (
          <div className={classes.dimmed}>
            {t('notifications.tries', { n: row.tries })}{' '}
            {row.nextTryAt !== null && (
              <>
                {t('notifications.next')} <InstantText at={row.nextTryAt} />
              </>
            )}
          </div>
        )}
        {row.lastError !== '' && row.state !== 'sent' && <div className={classes.late}>{row.lastError}</div>}
      </Table.Td>
      <Table.Td>{open && permissions.includes('admin.settings') && <RowActions row={row} />}</Table.Td>
    </Table.Tr>
  )
}

function RowActions({ row }: { row: Notice }) {
  const t = useText()
  const [cancelling, setCancelling] = useState(false)
  const retry = useCommand(api.notifications.retry)
  const { notificationId, version } = row
  return (
    <>
      <Group gap={4} justify="flex-end" wrap="nowrap">
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconRefresh size={14} />}
          loading={retry.busy}
          onClick={() => void retry.run({ notificationId, expectedVersion: version })}
        >
          {t('notifications.retry')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setCancelling(true)}>
          {t('notifications.cancel')}
        </Button>
      </Group>
      <RefusalNote refusal={retry.refusal} />
      {cancelling && <CancelDialog row={row} onClose={() => setCancelling(false)} />}
    </>
  )
}

function CancelDialog({ row, onClose }: { row: Notice; onClose(): void }) {
  const t = useText()
  const cancel = useCommand(api.notifications.cancel, { onDone: onClose })
  const { notificationId, version, subject } = row
  return (
    <ReasonDialog
      tone="late"
      title={t('notifications.cancelOf', { subject })}
      submit={t('notifications.cancelSubmit')}
      busy={cancel.busy}
      refusal={cancel.refusal}
      onReason={(reason) => void cancel.run({ notificationId, expectedVersion: version, reason })}
      onClose={onClose}
    />
  )
}
