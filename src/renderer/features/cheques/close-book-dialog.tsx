/** Proposes to burn what is left of a book; another person confirms. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ChequeBook } from '../../../contract/cheques.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

type Props = { book: ChequeBook; onProposed(applied: boolean): void; onClose(): void }

export function CloseBookDialog({ book, onProposed, onClose }: Props) {
  const t = useText()
  const [reason, setReason] = useState('')
  const { bookId, firstNumber, lastNumber, blank } = book
  const close = useCommand(api.cheques.closeBook, {
    onDone: ({ applied }) => {
      onProposed(applied)
      onClose()
    },
  })
  return (
    <FormDialog
      tone="late"
      title={t('cheques.books.closeTitle', { range: `${firstNumber}–${lastNumber}` })}
      submit={t('cheques.books.closeSubmit', { count: blank })}
      busy={close.busy}
      refusal={close.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void close.run({ bookId, reason: reason.trim() })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('cheques.books.closeExplain', { count: blank })}</p>
      <TextInput
        required
        data-autofocus
        label={t('cheques.books.closeReason')}
        maxLength={LIMITS.shortTextChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
