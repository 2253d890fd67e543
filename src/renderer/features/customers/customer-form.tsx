/** A customer's own data: adds a customer, or changes one as it was seen. */
import { Group, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { CustomerCard } from '../../../contract/customers.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'

const RISKS = ['low', 'normal', 'high'] as const
const COUNTRY = /^([A-Z]{2})?$/

export type CustomerFormProps = {
  /** The card as it is shown; left out = a new customer. */
  customer?: CustomerCard
  onClose(): void
  onDone(customerId: number): void
}

export function CustomerForm({ customer, onClose, onDone }: CustomerFormProps) {
  const t = useText()
  const done = ({ customerId }: { customerId: number }): void => {
    onClose()
    onDone(customerId)
  }
  const create = useCommand(api.customers.create, { onDone: done })
  const update = useCommand(api.customers.update, { onDone: done })
  const form = useCustomerForm(customer, t)
  const send = (): void => {
    if (form.validate().hasErrors) return
    const { customerNumber, riskReason, ...person } = form.getValues()
    if (customer) {
      void update.run({
        customerId: customer.customerId,
        expectedVersion: customer.version,
        ...person,
        riskReason: riskReason.trim(),
      })
    } else void create.run({ customerNumber, ...person })
  }
  return (
    <FormDialog
      title={customer ? t('customers.form.editTitle', { name: customer.name }) : t('customers.form.createTitle')}
      submit={t(customer ? 'customers.form.save' : 'customers.form.create')}
      busy={create.busy || update.busy}
      refusal={create.refusal ?? update.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <PersonFields form={form} withNumber={!customer} />
      {customer && form.getValues().risk !== customer.risk && (
        <Textarea
          required
          label={t('customers.form.riskReason')}
          description={t('customers.form.riskReasonHint')}
          maxLength={LIMITS.commentChars}
          {...form.getInputProps('riskReason')}
        />
      )}
    </FormDialog>
  )
}

type PersonForm = ReturnType<typeof useCustomerForm>

function useCustomerForm(customer: CustomerCard | undefined, t: Translate) {
  const needed = (text: string) => (text.trim() === '' ? t('shared.required') : null)
  return useForm({
    initialValues: {
      customerNumber: customer?.customerNumber ?? '',
      name: customer?.name ?? '',
      nameChinese: customer?.nameChinese ?? '',
      email: customer?.email ?? '',
      phone: customer?.phone ?? '',
      country: customer?.country ?? '',
      risk: customer?.risk ?? ('normal' as (typeof RISKS)[number]),
      riskReason: '',
    },
    validate: {
      customerNumber: needed,
      name: needed,
      riskReason: (text, { risk }) => (customer && risk !== customer.risk ? needed(text) : null),
      country: (text) => (COUNTRY.test(text) ? null : t('customers.form.countryBad')),
    },
  })
}

function PersonFields({ form, withNumber }: { form: PersonForm; withNumber: boolean }) {
  const t = useText()
  const word = useWords()
  return (
    <Stack gap="sm">
      {withNumber && (
        <TextInput
          required
          data-autofocus
          label={t('customers.form.number')}
          description={t('customers.form.numberHint')}
          maxLength={40}
          {...form.getInputProps('customerNumber')}
        />
      )}
      <TextInput
        required
        label={t('customers.form.name')}
        description={t('customers.form.nameHint')}
        maxLength={LIMITS.nameChars}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('customers.form.nameChinese')}
        maxLength={LIMITS.nameChars}
        {...form.getInputProps('nameChinese')}
      />
      <Group grow align="flex-start">
        <TextInput label={t('customers.form.email')} maxLength={120} {...form.getInputProps('email')} />
        <TextInput label={t('customers.form.phone')} maxLength={40} {...form.getInputProps('phone')} />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('customers.form.country')}
          placeholder={t('customers.form.countryHint')}
          maxLength={2}
          {...form.getInputProps('country')}
        />
        <Select
          label={t('customers.form.risk')}
          data={RISKS.map((risk) => ({ value: risk, label: word('risk', risk) }))}
          {...form.getInputProps('risk')}
        />
      </Group>
    </Stack>
  )
}
