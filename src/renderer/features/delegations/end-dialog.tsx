/** Ends a delegation at once, with the reason that the log keeps. */
import type { Delegation } from '../../../contract/delegations.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'

export function EndDialog({ delegation, onClose }: { delegation: Delegation; onClose(): void }) {
  const t = useText()
  const end = useCommand(api.delegations.end, { onDone: onClose })
  const { delegationId, version, delegate, delegator } = delegation
  return (
    <ReasonDialog
      tone="late"
      title={t('delegations.endOf', { delegate, delegator })}
      submit={t('delegations.endSubmit')}
      busy={end.busy}
      refusal={end.refusal}
      onReason={(reason) => void end.run({ delegationId, expectedVersion: version, reason })}
      onClose={onClose}
    />
  )
}
