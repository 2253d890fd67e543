/** Make Payment: what is selected, the total per currency, the wallet with its balance, a description, Pay once (R4-24…R4-27). */
import { Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Incentive } from '../../../contract/incentives.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { add } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { Field, FieldList } from '../../ui/section-card.tsx'

export type PayDialogProps = {
  rows: readonly Incentive[]
  onClose(): void
  onPaid(results: readonly { refusal: unknown }[]): void
}

export function PayDialog({ rows, onClose, onPaid }: PayDialogProps) {
  const t = useText()
  const [walletId, setWalletId] = useState<string | null>(null)
  const [description, setDescription] = useState('')
  const wallets = useApi(['incentives.wallets'], () => api.incentives.wallets({}), { topics: ['ledger', 'settings'] })
  const pay = useCommand(api.incentives.pay, { onDone: ({ results }) => onPaid(results) })
  const currencies = [...new Set(rows.map(({ currency }) => currency))]
  const currency = currencies[0] ?? 'HKD'
  const total = add(...rows.map(({ amountMinor }) => amountMinor))
  const wallet = wallets.data?.find(({ accountId }) => String(accountId) === walletId)
  const mixed = currencies.length > 1
  const short = wallet !== undefined && (wallet.currency !== currency || wallet.freeMinor < total)
  const send = (): void => {
    if (!wallet) return
    const incentives = rows.map(({ incentiveId, version }) => ({ incentiveId, expectedVersion: version }))
    void pay.run({ incentives, walletId: wallet.accountId, description: description.replace(/\s+/gu, ' ').trim() })
  }
  return (
    <FormDialog
      title={t('incentives.payTitle')}
      submit={t('incentives.paySubmit', { amount: moneyWords(total, currency) })}
      busy={pay.busy}
      refusal={pay.refusal}
      disabled={mixed || short || wallet === undefined || description.trim() === ''}
      onSubmit={send}
      onClose={onClose}
    >
      <FieldList>
        {rows.map((row) => (
          <Field key={row.incentiveId} label={`${row.customerName} · ${row.title}`}>
            {moneyWords(row.amountMinor, row.currency)}
          </Field>
        ))}
        {currencies.map((each) => (
          <Field key={each} label={t('incentives.total', { currency: each })}>
            <strong>
              {moneyWords(add(...rows.filter((row) => row.currency === each).map((row) => row.amountMinor)), each)}
            </strong>
          </Field>
        ))}
        {wallet && <Field label={t('incentives.balance')}>{moneyWords(wallet.freeMinor, wallet.currency)}</Field>}
      </FieldList>
      {wallets.data?.length === 0 && <ErrorNote sentence={t('incentives.setup')} />}
      {mixed && <ErrorNote sentence={t('incentives.mixed')} />}
      {short && <ErrorNote sentence={t('incentives.short')} />}
      <Select
        label={t('incentives.wallet')}
        required
        data={(wallets.data ?? []).map(({ accountId, name, currency: of }) => ({
          value: String(accountId),
          label: `${name} (${of})`,
        }))}
        value={walletId}
        onChange={setWalletId}
      />
      <TextInput
        label={t('incentives.description')}
        required
        maxLength={LIMITS.nameChars}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        {t('incentives.lead')}
      </Text>
    </FormDialog>
  )
}
