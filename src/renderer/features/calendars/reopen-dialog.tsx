/** Lifts an early closing; it stays on record. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { CalendarRow } from '../../../contract/calendars.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export function ReopenDialog({ calendar, onClose }: { calendar: CalendarRow; onClose(): void }) {
  const t = useText()
  const language = useLanguage()
  const [reason, setReason] = useState('')
  const reopen = useCommand(api.calendars.reopen, { onDone: onClose })
  const { closure } = calendar
  if (!closure) return null
  return (
    <FormDialog
      title={t('calendars.closure.liftTitle', { calendar: calendar.label[language] })}
      submit={t('calendars.closure.lift')}
      busy={reopen.busy}
      refusal={reopen.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void reopen.run({ calendarId: calendar.calendarId, date: closure.date, reason })}
      onClose={onClose}
    >
      <Textarea
        required
        data-autofocus
        label={t('calendars.reason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
