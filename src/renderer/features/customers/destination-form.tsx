/** Adds a place where a customer's money may go: a bank account or a cheque payee. */
import { Fieldset, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import {
  type CustomerCard,
  type Destination,
  type DestinationDetails,
  DestinationKind,
  Holder,
} from '../../../contract/customers.ts'
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

export type DestinationFormProps = {
  customer: CustomerCard
  /** The destination that the new one takes the place of. */
  replaced?: Destination | undefined
  onClose(): void
}

export function DestinationForm({ customer, replaced, onClose }: DestinationFormProps) {
  const t = useText()
  const word = useWords()
  const form = useDestinationForm({ customer, replaced }, t)
  const onDone = ({ state }: { state: Destination['state'] }): void => {
    if (state !== 'usable') notifications.show({ color: 'violet', message: t('customers.destination.sent') })
    onClose()
  }
  const add = useCommand(api.customers.addDestination, { onDone })
  const replace = useCommand(api.customers.replaceDestination, { onDone })
  const send = (): void => {
    if (form.validate().hasErrors) return
    const { holder, ...values } = form.getValues()
    const details = detailsOf(values)
    if (replaced) {
      const { destinationId, version } = replaced
      void replace.run({ destinationId, expectedVersion: version, details, holder })
    } else void add.run({ customerId: customer.customerId, details, holder })
  }
  return (
    <FormDialog
      title={
        replaced
          ? t('customers.destination.changeOf', { payee: replaced.details.payeeName })
          : t('customers.destinationForm.title')
      }
      submit={t(replaced ? 'customers.destination.change' : 'customers.destinationForm.submit')}
      busy={add.busy || replace.busy}
      refusal={add.refusal ?? replace.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="sm">
        {replaced && <p style={{ margin: 0 }}>{t('customers.destination.changeNote')}</p>}
        <SegmentedControl
          aria-label={t('customers.destinationForm.kind')}
          data={DestinationKind.options.map((kind) => ({ value: kind, label: word('destination', kind) }))}
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
        <SimpleGrid cols={2}>
          <Select
            searchable
            label={t('customers.destinationForm.currency')}
            data={CURRENCIES}
            {...form.getInputProps('currency')}
          />
          <Select
            label={t('customers.destinationForm.holder')}
            data={Holder.options.map((holder) => ({ value: holder, label: word('holder', holder) }))}
            allowDeselect={false}
            {...form.getInputProps('holder')}
          />
        </SimpleGrid>
        {form.values.kind === 'bankAccount' && <BankFields form={form} />}
        {form.values.kind !== 'bankAccount' && form.values.kind !== 'cheque' && <ProviderFields form={form} />}
        <AddressFields form={form} />
      </Stack>
    </FormDialog>
  )
}

type Plain = Omit<DestinationDetails, 'address'> & DestinationDetails['address']
type Values = Plain & { holder: Holder }
type DestinationFormState = ReturnType<typeof useDestinationForm>

function useDestinationForm({ customer, replaced }: Pick<DestinationFormProps, 'customer' | 'replaced'>, t: Translate) {
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
    holder: 'own',
    ...(replaced ? { ...plainOf(replaced.details), holder: replaced.holder } : {}),
  }
  return useForm<Values>({
    initialValues,
    validate: {
      payeeName: needed,
      accountNumber: (text, { kind }) => (kind === 'cheque' ? null : needed(text)),
      bankCode: (text) => (BANK_CODE.test(text) ? null : t('customers.destinationForm.bankCodeBad')),
      bankBic: (text) => (BIC.test(text) ? null : t('customers.destinationForm.bicBad')),
      country: (text) => (COUNTRY.test(text) ? null : t('customers.form.countryBad')),
    },
  })
}

function plainOf({ address, ...rest }: DestinationDetails): Plain {
  return { ...rest, ...address }
}

/** Only a bank account has bank details, whatever was typed before the kind was changed. */
function detailsOf({ street, building, postCode, town, country, ...rest }: Plain): DestinationDetails {
  const address = { street, building, postCode, town, country }
  if (rest.kind === 'bankAccount') return { ...rest, address }
  const bare = { ...rest, bankCode: '', bankBic: '', address }
  return rest.kind === 'cheque' ? { ...bare, bankName: '', accountNumber: '' } : bare
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
          label={t('customers.destinationForm.accountOf.bankAccount')}
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

/** Card, wallet or gift card: who runs it, and under which number. */
function ProviderFields({ form }: { form: DestinationFormState }) {
  const t = useText()
  return (
    <SimpleGrid cols={2}>
      <TextInput
        label={t('customers.destinationForm.provider')}
        maxLength={LIMITS.nameChars}
        {...form.getInputProps('bankName')}
      />
      <TextInput
        required
        label={t(`customers.destinationForm.accountOf.${form.values.kind}`)}
        maxLength={form.values.kind === 'card' ? 4 : 34}
        {...form.getInputProps('accountNumber')}
      />
    </SimpleGrid>
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
