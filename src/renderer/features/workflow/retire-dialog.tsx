/** Takes a profile out of use for new requests, or brings it back; a second person confirms it. */
import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { ProfileSummary } from '../../../contract/workflow.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'

export function RetireDialog({ row, onClose }: { row: ProfileSummary; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const [reason, setReason] = useState('')
  const tell = useProposedNote()
  const retire = useCommand(api.workflow.retire, {
    onDone: (answer) => {
      tell(answer)
      onClose()
    },
  })
  const which = row.retired ? 'restore' : 'retire'
  const profile = row.label[language]
  return (
    <FormDialog
      title={t(`workflow.${which}Of`, { profile })}
      submit={t(`workflow.${which}Save`, { profile })}
      tone={row.retired ? 'second' : 'late'}
      busy={retire.busy}
      refusal={retire.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void retire.run({ profile: row.profile, retired: !row.retired, reason: reason.trim() })}
      onClose={onClose}
    >
      <Text size="sm">{t(`workflow.${which}Means`, { n: row.openRequests })}</Text>
      <Textarea
        data-autofocus
        label={t('workflow.why')}
        withAsterisk
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
