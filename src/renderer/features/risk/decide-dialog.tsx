/** Compliance's go or no-go on an uncertain or suspicious answer (R3-61). */
import { SegmentedControl, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { RiskEntry } from '../../../contract/risk.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export function DecideDialog({ entry, onClose }: { entry: RiskEntry; onClose(): void }) {
  const t = useText()
  const [decision, setDecision] = useState<'go' | 'noGo' | null>(null)
  const [note, setNote] = useState('')
  const decide = useCommand(api.risk.decide, { onDone: onClose })
  const { answers } = entry
  return (
    <FormDialog
      title={t('risk.decideOf', { customer: entry.customerName })}
      submit={decision === null ? t('risk.decide') : t(`risk.decideSubmit.${decision}`)}
      tone={decision === 'noGo' ? 'late' : 'second'}
      busy={decide.busy}
      refusal={decide.refusal}
      disabled={decision === null || note.trim() === ''}
      onSubmit={() =>
        decision !== null &&
        void decide.run({ entryId: entry.entryId, decision, note: note.replace(/\s+/gu, ' ').trim() })
      }
      onClose={onClose}
    >
      <Text size="sm">{[answers.reason, answers.address, answers.repeat].join(' · ')}</Text>
      <SegmentedControl
        value={decision ?? ''}
        onChange={(value) => setDecision(value as 'go')}
        data={(['go', 'noGo'] as const).map((value) => ({ value, label: t(`risk.decision.${value}`) }))}
      />
      <Textarea
        label={t('risk.decideNote')}
        data-autofocus
        maxLength={LIMITS.commentChars}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
