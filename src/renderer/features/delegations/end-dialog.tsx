/** Ends a delegation at once, with the reason that the log keeps. */
import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Delegation } from '../../../contract/delegations.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'

export function EndDialog({ delegation, onClose }: { delegation: Delegation; onClose(): void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const end = useCommand(api.delegations.end, { onDone: onClose })
  const { delegationId, version, delegate, delegator } = delegation
  return (
    <FormDialog
      tone="late"
      title={t('delegations.endOf', { delegate, delegator })}
      submit={t('delegations.endSubmit')}
      busy={end.busy}
      refusal={end.refusal}
      disabled={reason.trim() === ''}
      onSubmit={() => void end.run({ delegationId, expectedVersion: version, reason: reason.trim() })}
      onClose={onClose}
    >
      <Textarea
        required
        data-autofocus
        label={t('proposals.reason')}
        maxLength={LIMITS.commentChars}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
