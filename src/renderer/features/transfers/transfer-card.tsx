/** One transfer: its six conditions with value and limit, the presses, the bank's word, and what was looked at after the trigger. */
import { Skeleton, Table, Text } from '@mantine/core'
import { IconBolt, IconCircleCheck, IconX } from '@tabler/icons-react'
import type { TransferRow } from '../../../contract/transfers.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { ToneBadge } from '../../ui/status-badge.tsx'
import { inkOf } from '../../ui/tone.ts'
import { TONE_OF } from './transfer-words.ts'
import classes from './transfers.module.css'

export function TransferCard({ instructionId }: { instructionId: number }) {
  const t = useText()
  const read = useApi(['transfers.get', instructionId], () => api.transfers.get({ instructionId }), {
    topics: ['channels', 'batches', 'requests'],
  })
  if (read.problem !== null) return <ErrorNote sentence={read.problem} onRetry={read.reload} />
  if (!read.data) return <Skeleton height={320} />
  const { row, postChecks } = read.data
  return (
    <SectionCard
      title={moneyWords(row.amountMinor, row.currency)}
      aside={<ToneBadge tone={TONE_OF[row.state]} label={t(`transfers.state.${row.state}`)} />}
    >
      <Conditions row={row} />
      {row.queuedFor !== null && (
        <Text size="sm" mt="sm">
          {t('transfers.queuedFor')} <InstantText at={row.queuedFor} />
        </Text>
      )}
      {row.arrival !== null && (
        <Text size="sm" mt="sm">
          {t(`transfers.arrival.${row.arrival.kind}`)} <InstantText at={row.arrival.at} />
        </Text>
      )}
      {row.presses.map(({ by, at }, index) => (
        <Text key={by} size="sm" mt="xs">
          {t('transfers.press', { number: index + 1, by })} <InstantText at={at} />
        </Text>
      ))}
      {row.answer !== '' && (
        <Text size="sm" mt="sm">
          {t('transfers.bankSays', { answer: row.answer })} {row.bankReference}
        </Text>
      )}
      {row.state === 'manual' && row.adapter !== 'file' && <Press row={row} />}
      {postChecks.length > 0 && (
        <ul className={classes.checks} aria-label={t('transfers.postChecks')}>
          {postChecks.map(({ check, holds }) => (
            <li key={check}>
              <Mark holds={holds} /> {t(`transfers.check.${check}`)}
            </li>
          ))}
        </ul>
      )}
    </SectionCard>
  )
}

function Conditions({ row }: { row: TransferRow }) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('transfers.conditions')}</Table.Th>
          <Table.Th className={classes.figure}>{t('transfers.value')}</Table.Th>
          <Table.Th className={classes.figure}>{t('transfers.limit')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {row.conditions.map(({ condition, met, value, limit }) => (
          <Table.Tr key={condition}>
            <Table.Td>
              <Mark holds={met} /> {t(`transfers.condition.${condition}`)}
            </Table.Td>
            <Table.Td className={classes.figure}>{value}</Table.Td>
            <Table.Td className={classes.figure}>{limit}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Mark({ holds }: { holds: boolean }) {
  const t = useText()
  return holds ? (
    <IconCircleCheck size={16} color={inkOf('done')} aria-label={t('transfers.met')} />
  ) : (
    <IconX size={16} color={inkOf('late')} aria-label={t('transfers.notMet')} />
  )
}

function Press({ row }: { row: TransferRow }) {
  const t = useText()
  const me = useMe()
  const press = useCommand(api.transfers.press)
  if (!me.permissions.includes('cashTasksOut.remit')) return null
  const amount = moneyWords(row.amountMinor, row.currency)
  const { instructionId, version } = row
  return (
    <div className={classes.press}>
      <ConfirmAction
        tone="second"
        label={t(row.twoPeople ? 'transfers.process' : 'transfers.execute', { amount })}
        icon={<IconBolt size={16} />}
        busy={press.busy}
        refusal={press.refusal}
        onOpen={press.reset}
        onConfirm={async () =>
          (await press.run({ instructionId, expectedVersion: version, irreversible: true })) !== undefined
        }
      >
        <p>
          <strong>{t('transfers.irreversible', { amount, payee: row.payeeName })}</strong>
        </p>
        <p>{t(row.twoPeople ? 'transfers.twoExplain' : 'transfers.oneExplain')}</p>
      </ConfirmAction>
    </div>
  )
}
