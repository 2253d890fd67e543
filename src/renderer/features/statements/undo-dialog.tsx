/** Undoes exactly one match, with a reason; the payments that it settled are expected again. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import type { UndoLook } from '../../../contract/statements.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import classes from './statements.module.css'

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
  const look = useApi(['statements.undoLook', statementLineId, version], () =>
    api.statements.undoLook({ statementLineId }),
  )
  return (
    <FormDialog
      tone="late"
      title={t('statements.undo.title', { line: lineNumber })}
      submit={t('statements.undo.submit')}
      busy={undo.busy}
      refusal={undo.refusal}
      disabled={reason.trim() === '' || look.data === undefined || look.data.blocked !== null}
      onSubmit={() => void undo.run({ statementLineId, expectedVersion: version, reason: reason.trim() })}
      onClose={onClose}
    >
      <Reopens look={look.data} />
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

/** What is expected again and what is reversed, before anybody decides. */
function Reopens({ look }: { look: UndoLook | undefined }) {
  const t = useText()
  if (!look) return <p className={classes.hint}>{t('statements.undo.looking')}</p>
  if (look.blocked !== null) return <ErrorNote sentence={look.blocked} />
  return (
    <>
      <p className={classes.hint}>
        {look.payments.length === 0
          ? t('statements.undo.noPayment', { journals: look.journals })
          : t('statements.undo.reopens', { count: look.payments.length, journals: look.journals })}
      </p>
      <ul className={classes.reopened}>
        {look.payments.map(({ reference, requestNumber, payeeName, amountMinor, currency }) => (
          <li key={reference} className={classes.between}>
            <span className={classes.ellipsis}>
              <span className={classes.mono}>{requestNumber}</span> {payeeName}
            </span>
            <MoneyText amountMinor={amountMinor} currency={currency} />
          </li>
        ))}
      </ul>
    </>
  )
}
