/** Why this channel: every candidate with its reasons, what the channel still asks for, and the choice of a person (R3-27…R3-34). */
import { Divider, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { CandidateList } from './candidate-list.tsx'
import { labelIn } from './channel-words.ts'
import { ControlList } from './control-list.tsx'

export type Choice = Awaited<ReturnType<typeof api.requests.channelChoice>>

export function ChannelDialog({ card, choice, onClose }: { card: RequestCard; choice: Choice; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const me = useMe()
  const { row } = card
  const { recommendation } = choice
  const [picked, setPicked] = useState(choice.channel ?? recommendation.channel)
  const [reason, setReason] = useState('')
  const set = useCommand(api.requests.setChannel, { onDone: onClose })
  const may =
    choice.mayChange &&
    (me.permissions.includes('cashTasksOut.confirm') || me.permissions.includes('withdrawals.approve'))
  const candidate = recommendation.candidates.find(({ channel }) => channel === picked)
  const needsReason = picked !== null && recommendation.channel !== null && picked !== recommendation.channel
  return (
    <FormDialog
      size="xl"
      title={t('channels.dialog.title', { amount: moneyWords(row.amountMinor, row.currency) })}
      submit={
        candidate
          ? t('channels.dialog.submit', { channel: labelIn(candidate.name, language) })
          : t('channels.dialog.submitEmpty')
      }
      busy={set.busy}
      refusal={set.refusal}
      disabled={!may || !candidate || picked === choice.channel || (needsReason && reason.trim() === '')}
      onSubmit={() => void set.run({ requestId: row.requestId, expectedVersion: row.version, channel: picked, reason })}
      onClose={onClose}
    >
      <Text size="sm">{labelIn(recommendation.why, language)}</Text>
      <CandidateList
        candidates={recommendation.candidates}
        currency={row.currency}
        chosen={picked}
        {...(may ? { onChoose: setPicked } : {})}
      />
      {may && needsReason && (
        <Textarea
          label={t('channels.dialog.reason')}
          description={t('channels.dialog.reasonHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {candidate && (
        <>
          <Divider label={t('channels.controls.title')} labelPosition="left" />
          <ControlList card={card} choice={choice} candidate={candidate} mayRecord={may} />
        </>
      )}
      {!choice.mayChange && (
        <Text size="sm" c="dimmed">
          {t('channels.dialog.fixed')}
        </Text>
      )}
    </FormDialog>
  )
}
