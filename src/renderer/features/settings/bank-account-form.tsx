/** Adds a bank account of the desk with its opening balance. */
import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { LIMITS } from '../../../contract/limits.ts'
import { CURRENCIES, type Currency } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'

const BANK_CODE = /^\d{3}$/
const BIC = /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/
const COUNTRY = /^[A-Z]{2}$/

export function BankAccountForm({ onClose }: { onClose(): void }) {
  const t = useText()
  const form = useAccountForm(t)
  const noteProposed = useProposedNote()
  const add = useCommand(api.settings.addBankAccount, {
    onDone: (answer) => {
      noteProposed(answer)
      onClose()
    },
  })
  const { name } = form.values
  const send = (): void => {
    const { opening, ...facts } = form.getValues()
    const read = readAmount(opening, facts.currency, { t, zero: true })
    if (form.validate().hasErrors || !read.ok) return
    void add.run({ ...facts, openingBalanceMinor: read.amountMinor })
  }
  return (
    <FormDialog
      size="lg"
      title={t('settings.bank.add')}
      submit={name === '' ? t('settings.bank.submitEmpty') : t('settings.bank.submit', { name })}
      busy={add.busy}
      refusal={add.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Fields form={form} />
    </FormDialog>
  )
}

type Form = ReturnType<typeof useAccountForm>

function useAccountForm(t: Translate) {
  const needed = (text: string) => (text.trim() === '' ? t('shared.required') : null)
  return useForm({
    initialValues: {
      name: '',
      bankName: '',
      bankCode: '',
      bic: '',
      accountNumber: '',
      currency: 'HKD' as Currency,
      ownerName: '',
      ownerTown: 'Hong Kong',
      ownerCountry: 'HK',
      opening: '0',
      note: '',
    },
    validate: {
      name: needed,
      bankName: needed,
      accountNumber: needed,
      ownerName: needed,
      ownerTown: needed,
      bankCode: (text) => (BANK_CODE.test(text) ? null : t('settings.bank.codeBad')),
      bic: (text) => (BIC.test(text) ? null : t('settings.bank.bicBad')),
      ownerCountry: (text) => (COUNTRY.test(text) ? null : t('settings.bank.countryBad')),
      opening: (text, { currency }) => {
        const read = readAmount(text, currency, { t, zero: true })
        return read.ok ? null : read.sentence
      },
    },
  })
}

function Fields({ form }: { form: Form }) {
  const t = useText()
  const opening = form.getInputProps('opening')
  return (
    <Stack gap="sm">
      <TextInput
        required
        data-autofocus
        label={t('settings.bank.name')}
        description={t('settings.bank.nameHint')}
        maxLength={80}
        {...form.getInputProps('name')}
      />
      <SimpleGrid cols={2}>
        <TextInput
          required
          label={t('settings.bank.bank')}
          maxLength={LIMITS.nameChars}
          {...form.getInputProps('bankName')}
        />
        <TextInput required label={t('settings.bank.code')} maxLength={3} {...form.getInputProps('bankCode')} />
        <TextInput required label={t('settings.bank.number')} maxLength={34} {...form.getInputProps('accountNumber')} />
        <TextInput
          required
          label={t('settings.bank.bic')}
          maxLength={11}
          {...form.getInputProps('bic')}
          onChange={(event) => form.setFieldValue('bic', event.currentTarget.value.toUpperCase())}
        />
        <Select searchable label={t('settings.bank.currency')} data={CURRENCIES} {...form.getInputProps('currency')} />
        <MoneyInput
          label={t('settings.bank.opening')}
          currency={form.values.currency}
          value={form.values.opening}
          error={typeof opening.error === 'string' ? opening.error : null}
          onChange={(text) => form.setFieldValue('opening', text)}
        />
        <TextInput
          required
          label={t('settings.bank.ownerName')}
          maxLength={LIMITS.nameChars}
          {...form.getInputProps('ownerName')}
        />
        <TextInput required label={t('settings.bank.ownerTown')} maxLength={35} {...form.getInputProps('ownerTown')} />
        <TextInput
          required
          label={t('settings.bank.ownerCountry')}
          maxLength={2}
          {...form.getInputProps('ownerCountry')}
          onChange={(event) => form.setFieldValue('ownerCountry', event.currentTarget.value.toUpperCase())}
        />
      </SimpleGrid>
      <Textarea
        label={t('settings.bank.note')}
        description={t('settings.bank.openingHint')}
        maxLength={LIMITS.commentChars}
        {...form.getInputProps('note')}
      />
    </Stack>
  )
}
