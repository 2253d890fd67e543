/** Adds a place where a customer's money may go: a bank account or a cheque payee. */
import { Fieldset, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { CustomerCard, DestinationDetails } from '../../../contract/customers.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { CURRENCIES, type Currency } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'

const BANK_CODE = /^(\d{3})?$/
const BIC = /^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/
const COUNTRY = /^([A-Z]{2})?$/

export function DestinationForm({ customer, onClose }: { customer: CustomerCard; onClose(): void }) {
  const t = useText()
  const word = useWords()
  const form = useDestinationForm(customer, t)
  const add = useCommand(api.customers.addDestination, { onDone: onClose })
  const isBank = form.values.kind === 'bankAccount'
  const send = (): void => {
    if (form.validate().hasErrors) return
    void add.run({ customerId: customer.customerId, details: detailsOf(form.getValues()) })
  }
  return (
    <FormDialog
      title={t('customers.destinationForm.title')}
      submit={t('customers.destinationForm.submit')}
      busy={add.busy}
      refusal={add.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('customers.destinationForm.kind')}
          data={(['bankAccount', 'cheque'] as const).map((kind) => ({ value: kind, label: word('destination', kind) }))}
          {...form.getInputProps('kind')}
        />
        <TextInput
          required
          data-autofocus
          label={t('customers.destinationForm.payee')}
          description={t('customers.destinationForm.payeeHint')}
          maxLength={LIMITS.nameChars}
          {...form.getInputProps('payeeName')}
        />
        <Select
          searchable
          label={t('customers.destinationForm.currency')}
          data={CURRENCIES}
          {...form.getInputProps('currency')}
        />
        {isBank && <BankFields form={form} />}
        <AddressFields form={form} />
      </Stack>
    </FormDialog>
  )
}

type Values = Omit<DestinationDetails, 'address'> & DestinationDetails['address']
type DestinationFormState = ReturnType<typeof useDestinationForm>

function useDestinationForm(customer: CustomerCard, t: Translate) {
  const needed = (text: string) => (text.trim() === '' ? t('shared.required') : null)
  const initialValues: Values = {
    kind: 'bankAccount',
    payeeName: customer.name,
    currency: customer.accounts[0]?.currency ?? ('HKD' as Currency),
    bankCode: '',
    bankBic: '',
    bankName: '',
    accountNumber: '',
    street: '',
    building: '',
    postCode: '',
    town: '',
    country: customer.country,
  }
  return useForm<Values>({
    initialValues,
    validate: {
      payeeName: needed,
      accountNumber: (text, { kind }) => (kind === 'bankAccount' ? needed(text) : null),
      bankCode: (text) => (BANK_CODE.test(text) ? null : t('customers.destinationForm.bankCodeBad')),
      bankBic: (text) => (BIC.test(text) ? null : t('customers.destinationForm.bicBad')),
      country: (text) => (COUNTRY.test(text) ? null : t('customers.form.countryBad')),
    },
  })
}

/** A cheque payee has no bank details, whatever was typed before the kind was changed. */
function detailsOf({ street, building, postCode, town, country, ...rest }: Values): DestinationDetails {
  const address = { street, building, postCode, town, country }
  if (rest.kind === 'bankAccount') return { ...rest, address }
  return { ...rest, bankCode: '', bankBic: '', bankName: '', accountNumber: '', address }
}

function BankFields({ form }: { form: DestinationFormState }) {
  const t = useText()
  return (
    <>
      <SimpleGrid cols={2}>
        <TextInput
          label={t('customers.destinationForm.bankName')}
          maxLength={LIMITS.nameChars}
          {...form.getInputProps('bankName')}
        />
        <TextInput
          label={t('customers.destinationForm.bankCode')}
          placeholder={t('customers.destinationForm.bankCodeHint')}
          maxLength={3}
          {...form.getInputProps('bankCode')}
        />
      </SimpleGrid>
      <SimpleGrid cols={2}>
        <TextInput
          required
          label={t('customers.destinationForm.account')}
          maxLength={34}
          {...form.getInputProps('accountNumber')}
        />
        <TextInput
          label={t('customers.destinationForm.bic')}
          maxLength={11}
          {...form.getInputProps('bankBic')}
          onChange={(event) => form.setFieldValue('bankBic', event.currentTarget.value.toUpperCase())}
        />
      </SimpleGrid>
    </>
  )
}

function AddressFields({ form }: { form: DestinationFormState }) {
  const t = useText()
  return (
    <Fieldset legend={t('customers.destinationForm.address')}>
      <SimpleGrid cols={2}>
        <TextInput label={t('customers.destinationForm.street')} maxLength={70} {...form.getInputProps('street')} />
        <TextInput label={t('customers.destinationForm.building')} maxLength={16} {...form.getInputProps('building')} />
        <TextInput label={t('customers.destinationForm.town')} maxLength={35} {...form.getInputProps('town')} />
        <TextInput label={t('customers.destinationForm.postCode')} maxLength={16} {...form.getInputProps('postCode')} />
        <TextInput
          label={t('customers.destinationForm.country')}
          placeholder={t('customers.form.countryHint')}
          maxLength={2}
          {...form.getInputProps('country')}
        />
      </SimpleGrid>
    </Fieldset>
  )
}
