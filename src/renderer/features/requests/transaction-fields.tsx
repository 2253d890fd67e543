/** The details of a wire transfer or cheque in a transaction. */
import { SimpleGrid, TextInput } from '@mantine/core'
import { LIMITS } from '../../../contract/limits.ts'
import { useText } from '../../i18n/text.tsx'
import type { TransactionForm } from './transaction-dialog.tsx'

export function TransactionFields({ form, cheque }: { form: TransactionForm; cheque: boolean }) {
  const t = useText()
  return (
    <>
      <TextInput
        label={t('requests.transactions.payee')}
        withAsterisk
        maxLength={LIMITS.nameChars}
        {...form.getInputProps('payeeName')}
      />
      {!cheque && (
        <SimpleGrid cols={2}>
          <TextInput
            label={t('requests.transactions.bankName')}
            maxLength={LIMITS.nameChars}
            {...form.getInputProps('bankName')}
          />
          <TextInput label={t('requests.transactions.bankCode')} maxLength={3} {...form.getInputProps('bankCode')} />
          <TextInput
            label={t('requests.transactions.account')}
            maxLength={34}
            {...form.getInputProps('accountNumber')}
          />
          <TextInput
            label={t('requests.transactions.bic')}
            maxLength={11}
            {...form.getInputProps('bankBic')}
            onChange={(event) => form.setFieldValue('bankBic', event.currentTarget.value.toUpperCase())}
          />
        </SimpleGrid>
      )}
      <SimpleGrid cols={2}>
        <TextInput label={t('requests.transactions.street')} maxLength={70} {...form.getInputProps('street')} />
        <TextInput label={t('requests.transactions.building')} maxLength={16} {...form.getInputProps('building')} />
        <TextInput label={t('requests.transactions.town')} maxLength={35} {...form.getInputProps('town')} />
        <TextInput label={t('requests.transactions.postCode')} maxLength={16} {...form.getInputProps('postCode')} />
        <TextInput
          label={t('requests.transactions.country')}
          maxLength={2}
          {...form.getInputProps('country')}
          onChange={(event) => form.setFieldValue('country', event.currentTarget.value.toUpperCase())}
        />
      </SimpleGrid>
    </>
  )
}
