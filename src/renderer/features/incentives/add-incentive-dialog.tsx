/** Records an incentive for a user; a colleague approves it. */
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import { CURRENCIES, type Currency } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { CustomerSelect } from './customer-select.tsx'

export function AddIncentiveDialog({ onClose }: { onClose(): void }) {
  const t = useText()
  const [customerId, setCustomerId] = useState<number | null>(null)
  const [title, setTitle] = useState('')
  const [currency, setCurrency] = useState<Currency>('HKD')
  const [text, setText] = useState('')
  const add = useCommand(api.incentives.add, { onDone: onClose })
  const read = readAmount(text, currency, { t })
  return (
    <FormDialog
      title={t('incentives.add')}
      submit={t('incentives.addSubmit', { amount: read.ok ? moneyWords(read.amountMinor, currency) : '' })}
      busy={add.busy}
      refusal={add.refusal}
      disabled={customerId === null || title.trim() === '' || !read.ok}
      onSubmit={() =>
        read.ok &&
        void add.run({
          customerId: customerId as never,
          title: title.trim(),
          amountMinor: read.amountMinor,
          currency,
        })
      }
      onClose={onClose}
    >
      <CustomerSelect label={t('incentives.field.user')} value={customerId} onChange={setCustomerId} />
      <TextInput
        label={t('incentives.field.title')}
        required
        maxLength={LIMITS.nameChars}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Select
        label={t('incentives.field.currency')}
        data={[...CURRENCIES]}
        value={currency}
        onChange={(value) => value && setCurrency(value as Currency)}
      />
      <MoneyInput label={t('incentives.field.amount')} currency={currency} value={text} onChange={setText} />
    </FormDialog>
  )
}
