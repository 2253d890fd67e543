/** Takes something off a list, with the reason. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export type LiftDialogProps = {
  what: string
  busy: boolean
  refusal: { sentence: string } | null
  onLift(reason: string): void
  onClose(): void
}

export function LiftDialog({ what, busy, refusal, onLift, onClose }: LiftDialogProps) {
  const t = useText()
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={t('blacklist.liftOf', { what })}
      submit={t('blacklist.liftSubmit')}
      tone="second"
      busy={busy}
      refusal={refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => onLift(reason.replace(/\s+/gu, ' ').trim())}
      onClose={onClose}
    >
      <Textarea
        label={t('blacklist.field.reason')}
        data-autofocus
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
