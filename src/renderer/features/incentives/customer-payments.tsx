/** The Payments page of a user: wallets, the prompt to verify, withdrawal by what is switched on (R4-07, R4-09…R4-16, R4-30). */
import { Alert, Button, Group, Select, SimpleGrid, Skeleton, Text, TextInput } from '@mantine/core'
import { IconShieldCheck, IconWallet } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { CustomerCard } from '../../../contract/customers.ts'
import type { Wallet } from '../../../contract/incentives.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'

type Payments = Awaited<ReturnType<typeof api.incentives.payments>>

export function CustomerPayments({ customer }: { customer: CustomerCard }) {
  const t = useText()
  const { customerId } = customer
  const found = useApi(['incentives.payments', customerId], () => api.incentives.payments({ customerId }), {
    topics: ['customers', 'ledger', 'settings'],
  })
  if (found.problem !== null) return <ErrorNote sentence={found.problem} onRetry={found.reload} />
  if (!found.data) return <Skeleton height={160} />
  const { wallets, ways } = found.data
  return (
    <SectionCard title={t('payments.title')}>
      {wallets.length === 0 && <EmptyState icon={<IconWallet size={24} />} sentence={t('payments.none')} />}
      {wallets.length > 0 && <Verification customerId={customerId} payments={found.data} />}
      {wallets.length > 0 && ways.length === 0 && <Alert color="yellow">{t('payments.noWay')}</Alert>}
      {wallets.map((wallet) => (
        <WalletLine key={wallet.accountId} wallet={wallet} customer={customer} open={ways.includes('bankTransfer')} />
      ))}
    </SectionCard>
  )
}

function Verification({ customerId, payments }: { customerId: number; payments: Payments }) {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState(false)
  const { verified, limitMinor, limitCurrency } = payments
  if (verified)
    return (
      <Group gap={6} mb="sm">
        <IconShieldCheck size={16} />
        <Text size="sm">{t('payments.verified')}</Text>
      </Group>
    )
  if (limitMinor === null) return null
  const may = me.permissions.includes('incentives.manage') || me.permissions.includes('incentives.pay')
  return (
    <Alert color="yellow" mb="sm">
      <Group justify="space-between">
        <Text size="sm">{t('payments.unverified', { limit: moneyWords(limitMinor, limitCurrency) })}</Text>
        {may && (
          <Button size="xs" onClick={() => setOpened(true)}>
            {t('payments.verify')}
          </Button>
        )}
      </Group>
      {opened && <VerifyDialog customerId={customerId} onClose={() => setOpened(false)} />}
    </Alert>
  )
}

const FIELDS = ['firstName', 'lastName', 'taxId', 'mobile', 'country', 'address', 'reference'] as const
type Values = Record<(typeof FIELDS)[number], string>
const EMPTY: Values = {
  firstName: '',
  lastName: '',
  taxId: '',
  mobile: '',
  country: '',
  address: '',
  reference: '',
}

/** R4-12, R4-14: shown here, kept at the provider alone. */
function VerifyDialog({ customerId, onClose }: { customerId: number; onClose(): void }) {
  const t = useText()
  const [values, setValues] = useState(EMPTY)
  const verify = useCommand(api.incentives.verify, { onDone: onClose })
  const complete = FIELDS.every((field) => values[field].trim() !== '') && /^[A-Z]{2}$/.test(values.country)
  return (
    <FormDialog
      title={t('payments.verify')}
      submit={t('payments.verifySubmit')}
      busy={verify.busy}
      refusal={verify.refusal}
      disabled={!complete}
      onSubmit={() => void verify.run({ customerId: customerId as never, ...values })}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('payments.notKept')}
      </Text>
      <SimpleGrid cols={2}>
        {FIELDS.map((field) => (
          <TextInput
            key={field}
            label={t(`payments.field.${field}`)}
            required
            autoComplete="off"
            maxLength={field === 'country' ? 2 : 200}
            value={values[field]}
            onChange={(event) => {
              const text = event.currentTarget.value
              setValues({ ...values, [field]: field === 'country' ? text.toUpperCase() : text })
            }}
          />
        ))}
      </SimpleGrid>
    </FormDialog>
  )
}

type WalletLineProps = { wallet: Wallet; customer: CustomerCard; open: boolean }

function WalletLine({ wallet, customer, open }: WalletLineProps) {
  const t = useText()
  const me = useMe()
  const [opened, setOpened] = useState(false)
  const may = open && wallet.freeMinor > 0 && me.permissions.includes('withdrawals.create')
  return (
    <Group justify="space-between" py={6}>
      <span>{wallet.name}</span>
      <Group gap="md">
        <MoneyText amountMinor={wallet.freeMinor} currency={wallet.currency} strong />
        {may && (
          <Button size="xs" onClick={() => setOpened(true)}>
            {t('payments.withdraw')}
          </Button>
        )}
      </Group>
      {opened && <WithdrawDialog wallet={wallet} customer={customer} onClose={() => setOpened(false)} />}
    </Group>
  )
}

function WithdrawDialog({ wallet, customer, onClose }: Omit<WalletLineProps, 'open'> & { onClose(): void }) {
  const t = useText()
  const [, go] = useLocation()
  const [destinationId, setDestinationId] = useState<string | null>(null)
  const [text, setText] = useState('')
  const withdraw = useCommand(api.incentives.withdraw, {
    onDone: ({ requestId }) => go(`/requests/${requestId}`),
  })
  const read = readAmount(text, wallet.currency, { t })
  const accounts = customer.destinations.filter(
    ({ active, details }) => active && details.kind === 'bankAccount' && details.currency === wallet.currency,
  )
  const send = (): void => {
    if (!read.ok || destinationId === null) return
    void withdraw.run({
      accountId: wallet.accountId,
      destinationId: Number(destinationId) as never,
      amountMinor: read.amountMinor,
    })
  }
  return (
    <FormDialog
      title={t('payments.withdrawTitle', { wallet: wallet.name })}
      submit={t('payments.withdrawSubmit', { amount: read.ok ? moneyWords(read.amountMinor, wallet.currency) : '' })}
      busy={withdraw.busy}
      refusal={withdraw.refusal}
      disabled={!read.ok || destinationId === null}
      onSubmit={send}
      onClose={onClose}
    >
      <Select
        label={t('payments.to')}
        required
        data={accounts.map(({ destinationId: id, details }) => ({
          value: String(id),
          label: `${details.payeeName} · ${details.bankName} ${details.accountNumber}`,
        }))}
        value={destinationId}
        onChange={setDestinationId}
      />
      <MoneyInput label={t('payments.amount')} currency={wallet.currency} value={text} onChange={setText} />
    </FormDialog>
  )
}
