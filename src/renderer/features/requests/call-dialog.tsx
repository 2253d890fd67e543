/** Records the outcome of the retention call (R1-37). */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export function CallDialog({ card, onClose }: { card: RequestCard; onClose(): void }) {
  const t = useText()
  const [outcome, setOutcome] = useState('')
  const record = useCommand(api.requests.recordCall, { onDone: onClose })
  const { requestId, version } = card.row
  return (
    <FormDialog
      title={t('requests.call.title')}
      submit={t('requests.call.save')}
      busy={record.busy}
      refusal={record.refusal}
      disabled={outcome.trim() === ''}
      onSubmit={() => void record.run({ requestId, expectedVersion: version, outcome: oneLine(outcome) })}
      onClose={onClose}
    >
      <Textarea
        label={t('requests.call.outcome')}
        data-autofocus
        maxLength={LIMITS.commentChars}
        value={outcome}
        onChange={(event) => setOutcome(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

/** The contract takes one line here; breaks become blanks. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
