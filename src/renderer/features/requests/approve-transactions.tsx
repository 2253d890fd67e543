/** Approves the drafts exactly as they are shown, each by its digest (law 5). */
import { Text } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { add } from '../../../contract/money.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import type { TransactionRow } from '../../../contract/transactions.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { Field, FieldList } from '../../ui/section-card.tsx'
import classes from './card.module.css'
import { addressLine, destinationLine } from './destination-line.ts'

export type ApproveTransactionsProps = { card: RequestCard; drafts: readonly TransactionRow[] }

export function ApproveTransactions({ card, drafts }: ApproveTransactionsProps) {
  const t = useText()
  const word = useWords()
  // What was read when the dialog opened is what is approved; a change meanwhile is refused by its digest.
  const [read, setRead] = useState({ version: card.row.version, drafts })
  const approve = useCommand(api.transactions.approve)
  const amount = moneyWords(add(...drafts.map(({ amountMinor }) => amountMinor)), card.row.currency)
  const send = async (): Promise<boolean> => {
    const transactions = read.drafts.map(({ transactionId, digest }) => ({ transactionId, digest }))
    const { requestId } = card.row
    return (await approve.run({ requestId, expectedVersion: read.version, transactions })) !== undefined
  }
  return (
    <ConfirmAction
      label={t('requests.transactions.approveAll', { n: drafts.length, amount })}
      icon={<IconUserCheck size={16} />}
      busy={approve.busy}
      refusal={approve.refusal}
      onOpen={() => {
        approve.reset()
        setRead({ version: card.row.version, drafts })
      }}
      onConfirm={send}
    >
      <div className={classes.exact}>
        <Text size="xs" c="dimmed" mb={6}>
          {t('requests.transactions.approveWhat')}
        </Text>
        <FieldList>
          {read.drafts.map((draft) => (
            <Field key={draft.transactionId} label={word('paymentType', draft.paymentType)}>
              <MoneyText amountMinor={draft.amountMinor} currency={draft.currency} strong />
              {draft.details && (
                <div>
                  {draft.details.payeeName} · {destinationLine(draft.details)}
                  <Text size="xs" c="dimmed">
                    {addressLine(draft.details)}
                  </Text>
                </div>
              )}
            </Field>
          ))}
        </FieldList>
      </div>
      <Text size="xs" c="dimmed" mt="sm">
        {t('requests.act.stepUp')}
      </Text>
    </ConfirmAction>
  )
}
