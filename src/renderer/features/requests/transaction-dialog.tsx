/** Adds a transaction (R1-27) or edits one (R1-25); the payment type of a saved one is fixed (R1-26). */
import { Checkbox, Select } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import type { DestinationDetails } from '../../../contract/customers.ts'
import { type Currency, formatMoney } from '../../../contract/money.ts'
import type { RequestCard } from '../../../contract/requests.ts'
import type { PaymentType, TransactionRow } from '../../../contract/transactions.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { useWords } from '../../i18n/use-words.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { TransactionFields } from './transaction-fields.tsx'

/** R1-23, and the desk's sixth. */
const PAYMENT_TYPES: readonly PaymentType[] = [
  'wireTransfer',
  'cheque',
  'creditCard',
  'settlementWireTransfer',
  'settlementCreditCard',
  'fee',
]
/** Types that need to know where the money goes. */
const WITH_DETAILS: readonly PaymentType[] = ['wireTransfer', 'settlementWireTransfer', 'cheque']

export type TransactionValues = {
  amount: string
  oct: boolean
  paymentType: PaymentType
} & Omit<DestinationDetails, 'kind' | 'currency' | 'address'> &
  DestinationDetails['address']
export type TransactionForm = UseFormReturnType<TransactionValues>

export type TransactionDialogProps = { card: RequestCard; edited: TransactionRow | null; onClose(): void }

export function TransactionDialog({ card, edited, onClose }: TransactionDialogProps) {
  const t = useText()
  const word = useWords()
  const { requestId, version, currency } = card.row
  const form = useTransactionForm(card, edited)
  const add = useCommand(api.transactions.add, { onDone: onClose })
  const edit = useCommand(api.transactions.edit, { onDone: onClose })
  const { paymentType, oct } = form.values
  const read = readAmount(form.values.amount, currency, { t })
  const command = edited ? edit : add
  const send = (): void => {
    if (form.validate().hasErrors || !read.ok) return
    const content = { amountMinor: read.amountMinor, oct, details: detailsOf(form.getValues(), currency) }
    const at = { requestId, expectedVersion: version }
    if (edited) void edit.run({ ...at, transactionId: edited.transactionId, ...content })
    else void add.run({ ...at, paymentType, ...content })
  }
  const addWords = read.ok
    ? t('requests.transactions.addSubmit', { amount: moneyWords(read.amountMinor, currency) })
    : t('requests.transactions.addSubmitEmpty')
  return (
    <FormDialog
      title={t(edited ? 'requests.transactions.edit' : 'requests.transactions.add')}
      submit={edited ? t('requests.transactions.editSubmit') : addWords}
      size="lg"
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <MoneyInput
        label={t('requests.transactions.amountLabel')}
        data-autofocus
        currency={currency}
        value={form.values.amount}
        error={form.errors.amount ? String(form.errors.amount) : null}
        onChange={(amount) => form.setFieldValue('amount', amount)}
      />
      <Checkbox
        label={t('requests.transactions.octLong')}
        checked={oct}
        onChange={(event) => form.setFieldValue('oct', event.currentTarget.checked)}
      />
      <Select
        label={t('requests.transactions.type')}
        description={edited ? t('requests.transactions.typeFixed') : undefined}
        disabled={edited !== null}
        data={PAYMENT_TYPES.map((value) => ({ value, label: word('paymentType', value) }))}
        value={paymentType}
        onChange={(value) => form.setFieldValue('paymentType', value as PaymentType)}
      />
      {WITH_DETAILS.includes(paymentType) && <TransactionFields form={form} cheque={paymentType === 'cheque'} />}
    </FormDialog>
  )
}

const BANK_CODE = /^(\d{3})?$/
const BIC = /^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/
const COUNTRY = /^([A-Z]{2})?$/

function useTransactionForm({ row, destination }: RequestCard, edited: TransactionRow | null): TransactionForm {
  const t = useText()
  const details = edited ? edited.details : destination
  const needsDetails = ({ paymentType }: TransactionValues) => WITH_DETAILS.includes(paymentType)
  return useForm<TransactionValues>({
    initialValues: {
      amount: edited ? formatMoney(edited.amountMinor, edited.currency) : '',
      oct: edited?.oct ?? false,
      paymentType: edited?.paymentType ?? row.method,
      payeeName: details?.payeeName ?? row.customerName,
      bankCode: details?.bankCode ?? '',
      bankBic: details?.bankBic ?? '',
      bankName: details?.bankName ?? '',
      accountNumber: details?.accountNumber ?? '',
      street: details?.address.street ?? '',
      building: details?.address.building ?? '',
      postCode: details?.address.postCode ?? '',
      town: details?.address.town ?? '',
      country: details?.address.country ?? '',
    },
    validate: {
      amount: (text) => {
        const read = readAmount(text, row.currency, { t })
        return read.ok ? null : read.sentence
      },
      payeeName: (text, values) => (needsDetails(values) && text.trim() === '' ? t('shared.required') : null),
      bankCode: (text) => (BANK_CODE.test(text) ? null : t('requests.transactions.bankCodeBad')),
      bankBic: (text) => (BIC.test(text) ? null : t('requests.transactions.bicBad')),
      country: (text) => (COUNTRY.test(text) ? null : t('requests.transactions.countryBad')),
    },
  })
}

/** The details that belong to the type; a fee or a card has none, a cheque has no bank. */
function detailsOf(values: TransactionValues, currency: Currency): DestinationDetails | null {
  const { paymentType, payeeName, bankCode, bankBic, bankName, accountNumber } = values
  if (!WITH_DETAILS.includes(paymentType)) return null
  const { street, building, postCode, town, country } = values
  const address = { street, building, postCode, town, country }
  if (paymentType === 'cheque') {
    return { kind: 'cheque', payeeName, currency, bankCode: '', bankBic: '', bankName: '', accountNumber: '', address }
  }
  return { kind: 'bankAccount', payeeName, currency, bankCode, bankBic, bankName, accountNumber, address }
}
