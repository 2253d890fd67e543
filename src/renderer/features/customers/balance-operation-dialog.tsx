/** Asks to take money from an account without a request, for one of three causes and no other (R1-04). */
import { Alert, Radio, Stack, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { TradingAccount } from '../../../contract/customers.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { useProposedThen } from '../proposals/use-proposed.ts'

const CAUSES = ['chargeback', 'fraudActivity', 'accountingMistake'] as const
type Cause = (typeof CAUSES)[number]

export function BalanceOperationDialog({ account, onClose }: { account: TradingAccount; onClose(): void }) {
  const t = useText()
  const [cause, setCause] = useState<Cause | null>(null)
  const [amount, setAmount] = useState('')
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const onDone = useProposedThen(onClose)
  const operate = useCommand(api.customers.balanceOperation, { onDone })
  const read = readAmount(amount, account.currency, { t })
  const send = (): void => {
    setTried(true)
    if (!read.ok || cause === null || comment.trim() === '') return
    void operate.run({
      accountId: account.accountId,
      cause,
      amountMinor: read.amountMinor,
      comment: comment.trim(),
    })
  }
  const figures = read.ok
    ? { amount: moneyWords(read.amountMinor, account.currency), number: account.accountNumber }
    : null
  return (
    <FormDialog
      tone="late"
      title={t('customers.operation.title', { number: account.accountNumber })}
      submit={figures ? t('customers.operation.submit', figures) : t('customers.operation.submitEmpty')}
      busy={operate.busy}
      refusal={operate.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />}>
          {t('customers.operation.warning')}
        </Alert>
        <Radio.Group
          required
          label={t('customers.operation.cause')}
          value={cause}
          error={tried && cause === null ? t('shared.required') : undefined}
          onChange={(value) => setCause(CAUSES.find((each) => each === value) ?? null)}
        >
          <Stack gap={6} mt={6}>
            {CAUSES.map((each) => (
              <Radio key={each} value={each} label={t(`customers.trading.kind.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <MoneyInput
          required
          label={t('customers.operation.amount')}
          currency={account.currency}
          value={amount}
          error={tried && !read.ok ? read.sentence : null}
          onChange={setAmount}
        />
        <Textarea
          required
          label={t('customers.operation.comment')}
          description={t('customers.operation.commentHint')}
          maxLength={LIMITS.commentChars}
          value={comment}
          error={tried && comment.trim() === '' ? t('shared.required') : undefined}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  )
}
