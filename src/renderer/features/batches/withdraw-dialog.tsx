/** Takes a batch back before its second release, with a reason. */
import type { BatchCard } from '../../../contract/batches.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'

export function WithdrawDialog({ card, onClose }: { card: BatchCard; onClose(): void }) {
  const t = useText()
  const withdraw = useCommand(api.batches.withdraw, { onDone: onClose })
  const { batchId, version } = card.row
  return (
    <ReasonDialog
      tone="late"
      title={t('batches.action.withdrawTitle', { id: String(batchId) })}
      submit={t('batches.action.withdraw')}
      label={t('batches.action.withdrawReason')}
      busy={withdraw.busy}
      refusal={withdraw.refusal}
      onReason={(reason) => void withdraw.run({ batchId, expectedVersion: version, reason })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('batches.action.withdrawExplain', { count: card.instructions.length })}</p>
    </ReasonDialog>
  )
}
