/** Undoes exactly one match, with a reason; the payments that it settled are expected again. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export type Undoable = { statementLineId: number; version: number; lineNumber: number }
export type UndoDialogProps = { line: Undoable; onClose(): void; onDone?(): void }

export function UndoDialog({ line, onClose, onDone }: UndoDialogProps) {
  const t = useText()
  const [reason, setReason] = useState('')
  const undo = useCommand(api.statements.unmatch, {
    onDone: () => {
      onDone?.()
      onClose()
    },
  })
  const { statementLineId, version, lineNumber } = line
  return (
    <FormDialog
      tone="late"
      title={t('statements.undo.title', { line: lineNumber })}
      submit={t('statements.undo.submit')}
      busy={undo.busy}
      refusal={undo.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void undo.run({ statementLineId, expectedVersion: version, reason: reason.trim() })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('statements.undo.explain')}</p>
      <Textarea
        required
        data-autofocus
        label={t('statements.undo.reason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
