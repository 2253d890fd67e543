/** Sets a first password again, ends a lock-out and, if asked, removes a lost second factor. */
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Operator } from '../../../contract/operators.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import { FirstPassword } from './first-password.tsx'

export function ResetPasswordDialog({ operator, onClose }: { operator: Operator; onClose(): void }) {
  const t = useText()
  const [password, setPassword] = useState('')
  const [removeSecondFactor, setRemove] = useState(false)
  const noteProposed = useProposedNote()
  const reset = useCommand(api.operators.resetPassword, {
    onDone: (answer) => {
      noteProposed(answer)
      onClose()
    },
  })
  const { operatorId, version, displayName: name } = operator
  return (
    <FormDialog
      tone="late"
      title={t('operators.resetOf', { name })}
      submit={t('operators.resetForm.submit', { name })}
      busy={reset.busy}
      refusal={reset.refusal}
      disabled={password === ''}
      onSubmit={() =>
        void reset.run({ operatorId, expectedVersion: version, initialPassword: password, removeSecondFactor })
      }
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('operators.resetForm.explain', { name })}</p>
      <FirstPassword label={t('operators.resetForm.password')} value={password} onChange={setPassword} />
      {operator.hasSecondFactor && (
        <Checkbox
          label={t('operators.resetForm.removeFactor')}
          checked={removeSecondFactor}
          onChange={(event) => setRemove(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  )
}
