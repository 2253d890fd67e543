/** Deleting a transaction (R1-30), and which transactions can still be touched. */
import type { RequestCard } from '../../../contract/requests.ts'
import type { TransactionRow } from '../../../contract/transactions.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { moneyWords } from '../../ui/money-text.tsx'

/** R1-24, R1-32: an approved fee stays as it is, and so does what is being sent or was. */
export function isLocked({ paymentType, status }: Pick<TransactionRow, 'paymentType' | 'status'>): boolean {
  if (status === 'draft') return false
  return paymentType === 'fee' || status !== 'approved'
}

export function DeleteTransaction({ card, transaction }: { card: RequestCard; transaction: TransactionRow }) {
  const t = useText()
  const word = useWords()
  const remove = useCommand(api.transactions.remove)
  const { requestId, version } = card.row
  const { transactionId } = transaction
  return (
    <ConfirmAction
      label={t('requests.transactions.deleteSubmit', {
        type: word('paymentType', transaction.paymentType),
        amount: moneyWords(transaction.amountMinor, transaction.currency),
      })}
      button={t('requests.transactions.delete')}
      tone="late"
      variant="subtle"
      size="compact-xs"
      busy={remove.busy}
      refusal={remove.refusal}
      onOpen={remove.reset}
      onConfirm={async () => (await remove.run({ requestId, expectedVersion: version, transactionId })) !== undefined}
    >
      {t('requests.transactions.deleteWhat')}
    </ConfirmAction>
  )
}
