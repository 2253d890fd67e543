/** The afternoon (R3-49): cheques that our own people take to the bank, on a printed list, confirmed with the bank's slip. */
import { Button, Checkbox, Group, Skeleton, Table, TextInput } from '@mantine/core'
import { IconBuildingBank, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import type { LeafRow } from '../../../contract/cheques.ts'
import type { DepositRow } from '../../../contract/deposits.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { add } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import type { Tone } from '../../ui/tone.ts'
import classes from './cheques.module.css'

const TONE: Record<DepositRow['state'], Tone> = { open: 'wait', deposited: 'done', withdrawn: 'neutral' }

export function DepositLists() {
  const t = useText()
  const lists = useApi(['deposits.list'], () => api.deposits.list({ after: null, pageSize: LIMITS.pageRows }), {
    topics: ['cheques'],
  })
  if (lists.problem !== null) return <ErrorNote sentence={lists.problem} onRetry={lists.reload} />
  if (!lists.data) return <Skeleton height={240} />
  return (
    <div className={classes.stack}>
      <SectionCard flush title={t('cheques.deposits.waiting')} aside={lists.data.waiting.length}>
        {lists.data.waiting.length === 0 ? (
          <EmptyState icon={<IconBuildingBank size={24} />} sentence={t('cheques.deposits.none')} />
        ) : (
          <WaitingLeaves leaves={lists.data.waiting} />
        )}
      </SectionCard>
      {lists.data.rows.length > 0 && (
        <SectionCard flush title={t('cheques.deposits.lists')}>
          {lists.data.rows.map((deposit) => (
            <DepositItem key={deposit.depositId} deposit={deposit} />
          ))}
        </SectionCard>
      )}
    </div>
  )
}

const NONE: ReadonlySet<number> = new Set()

function WaitingLeaves({ leaves }: { leaves: readonly LeafRow[] }) {
  const t = useText()
  const me = useMe()
  const [left, setLeft] = useState(NONE)
  const [branch, setBranch] = useState('')
  const [carrier, setCarrier] = useState(me.displayName)
  const download = useDownload()
  const make = useCommand(api.deposits.make, { onDone: () => setLeft(NONE) })
  const chosen = leaves.filter(({ leafId }) => !left.has(leafId))
  const may = me.permissions.includes('cheques.print') || me.permissions.includes('cheques.release')
  const toggle = (leafId: number): void => {
    const next = new Set(left)
    if (!next.delete(leafId)) next.add(leafId)
    setLeft(next)
  }
  return (
    <>
      <LeafTable leaves={leaves} left={left} onToggle={may ? toggle : null} />
      {may && (
        <Group className={classes.bar} align="flex-end" gap="md">
          <TextInput
            required
            label={t('cheques.deposits.branch')}
            maxLength={LIMITS.shortTextChars}
            value={branch}
            onChange={(event) => setBranch(event.currentTarget.value)}
          />
          <TextInput
            required
            label={t('cheques.deposits.carrier')}
            maxLength={LIMITS.nameChars}
            value={carrier}
            onChange={(event) => setCarrier(event.currentTarget.value)}
          />
          <Button
            loading={make.busy}
            disabled={chosen.length === 0 || branch.trim() === '' || carrier.trim() === ''}
            onClick={() =>
              void make.run({
                branch: branch.trim(),
                carrier: carrier.trim(),
                leaves: chosen.map(({ leafId }) => leafId),
              })
            }
          >
            {t('cheques.deposits.make', { count: chosen.length })}
          </Button>
          <RefusalNote refusal={make.refusal} />
          {download.problem !== null && <ErrorNote sentence={download.problem} />}
        </Group>
      )}
    </>
  )
}

type LeafTableProps = {
  leaves: readonly LeafRow[]
  left?: ReadonlySet<number>
  onToggle?: ((leafId: number) => void) | null
}

/** Leaves in a few columns, with a box in front of each where they can be chosen. */
export function LeafTable({ leaves, left = NONE, onToggle = null }: LeafTableProps) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          {onToggle !== null && <Table.Th w={36} />}
          <Table.Th>{t('cheques.column.number')}</Table.Th>
          <Table.Th>{t('cheques.column.payee')}</Table.Th>
          <Table.Th ta="right">{t('cheques.column.amount')}</Table.Th>
          <Table.Th>{t('cheques.column.state')}</Table.Th>
          <Table.Th>{t('cheques.column.holder')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {leaves.map((leaf) => (
          <Table.Tr key={leaf.leafId}>
            {onToggle !== null && (
              <Table.Td>
                <Checkbox
                  size="xs"
                  aria-label={t('shared.selectRow', { row: leaf.number })}
                  checked={!left.has(leaf.leafId)}
                  onChange={() => onToggle(leaf.leafId)}
                />
              </Table.Td>
            )}
            <Table.Td>{leaf.number}</Table.Td>
            <Table.Td>{leaf.payeeName ?? '—'}</Table.Td>
            <Table.Td ta="right">
              {leaf.amountMinor === null ? '—' : <MoneyText amountMinor={leaf.amountMinor} currency={leaf.currency} />}
            </Table.Td>
            <Table.Td>{t(`cheques.state.${leaf.state}`)}</Table.Td>
            <Table.Td>{leaf.holder ?? '—'}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function DepositItem({ deposit }: { deposit: DepositRow }) {
  const t = useText()
  const me = useMe()
  const download = useDownload()
  const [confirming, setConfirming] = useState(false)
  const withdraw = useCommand(api.deposits.withdraw)
  const { depositId, version, state, branch, carrier, leaves, madeAt } = deposit
  const may = me.permissions.includes('cheques.print') || me.permissions.includes('cheques.release')
  const currencies = [...new Set(leaves.map(({ currency }) => currency))]
  return (
    <div className={classes.depositItem}>
      <div className={classes.depositFacts}>
        <strong>{t('cheques.deposits.list', { id: depositId })}</strong> {branch} · {carrier} ·{' '}
        <InstantText at={madeAt} />
        <div className={classes.dimmed}>{leaves.map(({ number }) => number).join(', ')}</div>
      </div>
      <div className={classes.depositTotals}>
        {currencies.map((currency) => {
          const own = leaves.filter((leaf) => leaf.currency === currency)
          return (
            <MoneyText
              key={currency}
              amountMinor={add(...own.map(({ amountMinor }) => amountMinor ?? 0))}
              currency={currency}
              strong
            />
          )
        })}
      </div>
      <ToneBadge tone={TONE[state]} label={t(`cheques.deposits.${state}`)} />
      <Group gap="xs" justify="flex-end">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconFileText size={14} />}
          loading={download.busy}
          onClick={() => void download.save(deposit.fileId)}
        >
          {t('cheques.deposits.print')}
        </Button>
        {state === 'open' && may && (
          <>
            <ConfirmAction
              size="xs"
              variant="subtle"
              tone="late"
              label={t('cheques.deposits.withdraw')}
              busy={withdraw.busy}
              refusal={withdraw.refusal}
              onConfirm={async () => (await withdraw.run({ depositId, expectedVersion: version })) !== undefined}
            >
              <p>{t('cheques.deposits.withdrawExplain')}</p>
            </ConfirmAction>
            <Button size="xs" onClick={() => setConfirming(true)}>
              {t('cheques.deposits.confirm')}
            </Button>
          </>
        )}
        {deposit.slip !== null && <span className={classes.dimmed}>{deposit.slip}</span>}
      </Group>
      {confirming && <ConfirmDeposit deposit={deposit} onClose={() => setConfirming(false)} />}
    </div>
  )
}

function ConfirmDeposit({ deposit, onClose }: { deposit: DepositRow; onClose(): void }) {
  const t = useText()
  const [slip, setSlip] = useState('')
  const confirm = useCommand(api.deposits.confirm, { onDone: onClose })
  const { depositId, version, leaves } = deposit
  return (
    <FormDialog
      title={t('cheques.deposits.confirmTitle', { id: depositId })}
      submit={t('cheques.deposits.confirmSubmit', { count: leaves.length })}
      busy={confirm.busy}
      refusal={confirm.refusal}
      disabled={slip.trim() === ''}
      onSubmit={() => void confirm.run({ depositId, expectedVersion: version, slip: slip.trim() })}
      onClose={onClose}
    >
      <TextInput
        required
        data-autofocus
        label={t('cheques.deposits.slip')}
        maxLength={LIMITS.shortTextChars}
        value={slip}
        onChange={(event) => setSlip(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
