/** Takes a batch back before its second release, with a reason. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { BatchCard } from '../../../contract/batches.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export function WithdrawDialog({ card, onClose }: { card: BatchCard; onClose(): void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const withdraw = useCommand(api.batches.withdraw, { onDone: onClose })
  const { batchId, version } = card.row
  return (
    <FormDialog
      tone="late"
      title={t('batches.action.withdrawTitle', { id: String(batchId) })}
      submit={t('batches.action.withdraw')}
      busy={withdraw.busy}
      refusal={withdraw.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void withdraw.run({ batchId, expectedVersion: version, reason: reason.trim() })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('batches.action.withdrawExplain', { count: card.instructions.length })}</p>
      <Textarea
        required
        data-autofocus
        label={t('batches.action.withdrawReason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
