/** What the chosen channel asks for before money may leave: mandate, fee consent, screening, own name; who recorded it. */
import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconSquare } from '@tabler/icons-react'
import { useState } from 'react'
import type { Candidate, Control } from '../../../contract/channels.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { inkOf } from '../../ui/tone.ts'
import type { Choice } from './channel-dialog.tsx'
import { feeWords } from './channel-words.ts'
import classes from './channels.module.css'

type Props = { card: RequestCard; choice: Choice; candidate: Candidate; mayRecord: boolean }

export function ControlList({ card, choice, candidate, mayRecord }: Props) {
  const t = useText()
  const asked: Control[] = [
    ...candidate.open,
    ...choice.controls.filter(({ control }) => !candidate.open.includes(control)).map(({ control }) => control),
  ]
  if (asked.length === 0) return <Text c="dimmed">{t('channels.controls.none')}</Text>
  return (
    <div className={classes.candidates}>
      {asked.map((control) => (
        <ControlLine key={control} {...{ card, choice, candidate, mayRecord, control }} />
      ))}
    </div>
  )
}

function ControlLine({ card, choice, candidate, mayRecord, control }: Props & { control: Control }) {
  const t = useText()
  const [note, setNote] = useState<string | null>(null)
  const record = useCommand(api.requests.recordControl, { onDone: () => setNote(null) })
  const state = choice.controls.find((each) => each.control === control)?.state ?? 'open'
  const fact = choice.facts.findLast((each) => each.control === control)
  const fee = candidate.fee?.kind === 'fixed' && control === 'feeConsent' ? candidate.fee.amountMinor : null
  const say = (next: 'holds' | 'refused') =>
    void record.run({
      requestId: card.row.requestId,
      expectedVersion: card.row.version,
      control,
      state: next,
      amountMinor: fee,
      note: (note ?? '').trim(),
      evidenceFileId: null,
    })
  return (
    <div className={classes.candidate}>
      <StateIcon state={state} />
      <div>
        <div>
          {t(`channels.control.${control}`)}
          {fee !== null && ` (${feeWords(candidate.fee, card.row.currency, t)})`}: {t(`channels.controlState.${state}`)}
        </div>
        {fact && (
          <Text size="xs" c="dimmed">
            {fact.by}, <InstantText at={fact.at} />: {fact.note}
          </Text>
        )}
        {note !== null && (
          <Group gap="xs" mt={4} align="end">
            <TextInput
              size="xs"
              label={t('channels.controls.note')}
              placeholder={t(`channels.controlHint.${control}`)}
              data-autofocus
              w={320}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <Button size="xs" disabled={note.trim() === ''} loading={record.busy} onClick={() => say('holds')}>
              {t(`channels.controlSet.${control}`)}
            </Button>
            <Button size="xs" color="red" variant="light" disabled={note.trim() === ''} onClick={() => say('refused')}>
              {t(`channels.controlUnset.${control}`)}
            </Button>
          </Group>
        )}
        <RefusalNote refusal={record.refusal} />
      </div>
      {mayRecord && note === null && (
        <Button size="compact-xs" variant="light" onClick={() => setNote('')}>
          {t('channels.controls.record')}
        </Button>
      )}
    </div>
  )
}

function StateIcon({ state }: { state: 'holds' | 'refused' | 'open' }) {
  if (state === 'holds') return <IconCircleCheck size={17} color={inkOf('done')} aria-hidden />
  if (state === 'refused') return <IconAlertTriangle size={17} color={inkOf('late')} aria-hidden />
  return <IconSquare size={17} color={inkOf('wait')} aria-hidden />
}
