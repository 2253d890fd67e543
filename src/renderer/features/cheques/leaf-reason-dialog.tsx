/** Burns or voids a leaf, with the reason that the register keeps. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { LeafRow } from '../../../contract/cheques.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export type LeafReasonDialogProps = { leaf: LeafRow; kind: 'spoil' | 'void'; onClose(): void }

export function LeafReasonDialog({ leaf, kind, onClose }: LeafReasonDialogProps) {
  const t = useText()
  const [reason, setReason] = useState('')
  const send = useCommand(kind === 'spoil' ? api.cheques.spoil : api.cheques.void, { onDone: onClose })
  const { leafId, version, number } = leaf
  const isVoid = kind === 'void'
  return (
    <FormDialog
      tone="late"
      title={isVoid ? t('cheques.void.title', { number }) : t('cheques.good.spoil', { number })}
      submit={isVoid ? t('cheques.void.submit', { number }) : t('cheques.good.spoilSubmit', { number })}
      busy={send.busy}
      refusal={send.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void send.run({ leafId, expectedVersion: version, reason: reason.trim() })}
      onClose={onClose}
    >
      {isVoid && <p style={{ margin: 0 }}>{t('cheques.void.explain')}</p>}
      <Textarea
        required
        data-autofocus
        label={t(isVoid ? 'cheques.void.reason' : 'cheques.good.spoilReason')}
        maxLength={LIMITS.shortTextChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
