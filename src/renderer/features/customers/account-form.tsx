/** Adds a trading account with its opening balance and the platform's figures. */
import { Fieldset, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { CURRENCIES, type Currency, isCurrency } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { type Translate, useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'

const AMOUNTS = ['opening', 'equity', 'credit', 'margin', 'freeMargin'] as const
type AmountName = (typeof AMOUNTS)[number]
type Texts = Record<AmountName, string>
type Faults = Partial<Record<AmountName | 'number', string>>

/** The amounts under the names of the contract. */
function platformFigures({ equity, credit, margin, freeMargin }: Omit<Record<AmountName, number>, 'opening'>) {
  return { equityMinor: equity, creditMinor: credit, marginMinor: margin, freeMarginMinor: freeMargin }
}

type AmountField = { currency: Currency; value: string; error: string | null; onChange(text: string): void }

const EMPTY: Texts = { opening: '0', equity: '', credit: '0', margin: '0', freeMargin: '' }
const MAX_OPEN_TRADES = 1_000_000

export function AccountForm({ customerId, onClose }: { customerId: number; onClose(): void }) {
  const t = useText()
  const [number, setNumber] = useState('')
  const [currency, setCurrency] = useState<Currency>('USD')
  const [texts, setTexts] = useState(EMPTY)
  const [openTrades, setOpenTrades] = useState(0)
  const [faults, setFaults] = useState<Faults>({})
  const add = useCommand(api.customers.addAccount, { onDone: onClose })
  const send = (): void => {
    const read = readFields({ number, texts, currency }, t)
    setFaults(read.faults)
    if (!read.amounts) return
    const { opening: openingBalanceMinor, ...figures } = read.amounts
    void add.run({
      customerId,
      accountNumber: number.trim(),
      currency,
      openingBalanceMinor,
      figures: { ...platformFigures(figures), openTrades },
    })
  }
  const amount = (name: AmountName): AmountField => ({
    currency,
    value: texts[name],
    error: faults[name] ?? null,
    onChange: (text: string) => setTexts((before) => ({ ...before, [name]: text })),
  })
  return (
    <FormDialog
      title={t('customers.accountForm.title')}
      submit={t(number === '' ? 'customers.accountForm.submitEmpty' : 'customers.accountForm.submit', { number })}
      busy={add.busy}
      refusal={add.refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="sm">
        <SimpleGrid cols={2}>
          <TextInput
            required
            data-autofocus
            label={t('customers.accountForm.number')}
            value={number}
            maxLength={40}
            error={faults.number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <Select
            searchable
            label={t('customers.accountForm.currency')}
            data={CURRENCIES}
            value={currency}
            onChange={(value) => value && isCurrency(value) && setCurrency(value)}
          />
        </SimpleGrid>
        <MoneyInput
          label={t('customers.accountForm.opening')}
          description={t('customers.accountForm.openingHint')}
          {...amount('opening')}
        />
        <PlatformFigures amount={amount} openTrades={openTrades} onOpenTrades={setOpenTrades} />
      </Stack>
    </FormDialog>
  )
}

type PlatformFiguresProps = {
  amount(name: AmountName): AmountField
  openTrades: number
  onOpenTrades(count: number): void
}

function PlatformFigures({ amount, openTrades, onOpenTrades }: PlatformFiguresProps) {
  const t = useText()
  return (
    <Fieldset legend={t('customers.accountForm.figures')}>
      <SimpleGrid cols={2}>
        <MoneyInput label={t('customers.account.equity')} {...amount('equity')} />
        <MoneyInput label={t('customers.account.credit')} {...amount('credit')} />
        <MoneyInput label={t('customers.account.margin')} {...amount('margin')} />
        <MoneyInput label={t('customers.account.freeMargin')} {...amount('freeMargin')} />
        <NumberInput
          label={t('customers.accountForm.openTrades')}
          min={0}
          max={MAX_OPEN_TRADES}
          allowDecimal={false}
          value={openTrades}
          onChange={(value) => onOpenTrades(typeof value === 'number' ? value : 0)}
        />
      </SimpleGrid>
    </Fieldset>
  )
}

type Read = { faults: Faults; amounts: Record<AmountName, number> | null }

/** Equity and free margin may be negative; what is owed, lent or blocked may not. */
const SIGNED: readonly AmountName[] = ['equity', 'freeMargin']

function readFields(fields: { number: string; texts: Texts; currency: Currency }, t: Translate): Read {
  const faults: Faults = fields.number.trim() === '' ? { number: t('shared.required') } : {}
  const amounts = { opening: 0, equity: 0, credit: 0, margin: 0, freeMargin: 0 }
  for (const name of AMOUNTS) {
    const text = fields.texts[name]
    const signed = SIGNED.includes(name) && /^\s*[-−]/.test(text)
    const read = readAmount(signed ? text.replace(/^\s*[-−]/, '') : text, fields.currency, { t, zero: true })
    if (read.ok) amounts[name] = signed ? -read.amountMinor : read.amountMinor
    else faults[name] = read.sentence
  }
  return { faults, amounts: Object.keys(faults).length === 0 ? amounts : null }
}
