/** The payer's wallets: payments are made from them, and never below zero (R4-04, R4-26). */
import { Button, Select, Skeleton, Table, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus, IconWallet } from '@tabler/icons-react'
import { useState } from 'react'
import { LIMITS } from '../../../contract/limits.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { CustomerSelect } from './customer-select.tsx'

export function Wallets() {
  const t = useText()
  const me = useMe()
  const [adding, setAdding] = useState(false)
  const list = useApi(['incentives.wallets'], () => api.incentives.wallets({}), { topics: ['ledger', 'settings'] })
  const add = me.permissions.includes('admin.settings') && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
      {t('incentives.wallets.add')}
    </Button>
  )
  return (
    <SectionCard flush title={t('incentives.tab.wallets')} aside={list.data?.length !== 0 && add}>
      {list.problem !== null && <ErrorNote sentence={list.problem} onRetry={list.reload} />}
      {list.loading && <Skeleton height={120} />}
      {list.data?.length === 0 && (
        <EmptyState icon={<IconWallet size={24} />} sentence={t('incentives.wallets.none')} action={add} />
      )}
      {list.data && list.data.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('incentives.wallets.name')}</Table.Th>
              <Table.Th ta="right">{t('incentives.balance')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.data.map((wallet) => (
              <Table.Tr key={wallet.accountId}>
                <Table.Td>{wallet.name}</Table.Td>
                <Table.Td ta="right">
                  <MoneyText amountMinor={wallet.freeMinor} currency={wallet.currency} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {adding && <AddWalletDialog onClose={() => setAdding(false)} />}
    </SectionCard>
  )
}

function AddWalletDialog({ onClose }: { onClose(): void }) {
  const t = useText()
  const [customerId, setCustomerId] = useState<number | null>(null)
  const [accountId, setAccountId] = useState<string | null>(null)
  const [name, setName] = useState('')
  const add = useCommand(api.incentives.addWallet, {
    onDone: ({ applied }) => {
      if (!applied) notifications.show({ color: 'teal', message: t('workflow.waits') })
      onClose()
    },
  })
  const customer = useApi(
    ['customers.get', customerId],
    () => api.customers.get({ customerId: (customerId ?? 1) as never }),
    { enabled: customerId !== null },
  )
  return (
    <FormDialog
      title={t('incentives.wallets.add')}
      submit={t('incentives.wallets.submit')}
      busy={add.busy}
      refusal={add.refusal}
      disabled={accountId === null || name.trim() === ''}
      onSubmit={() => void add.run({ accountId: Number(accountId) as never, name: name.trim() })}
      onClose={onClose}
    >
      <CustomerSelect label={t('incentives.wallets.search')} value={customerId} onChange={setCustomerId} />
      <Select
        label={t('incentives.wallets.account')}
        required
        data={(customer.data?.accounts ?? []).map((account) => ({
          value: String(account.accountId),
          label: `${account.accountNumber} (${account.currency})`,
        }))}
        value={accountId}
        onChange={setAccountId}
      />
      <TextInput
        label={t('incentives.wallets.name')}
        required
        maxLength={LIMITS.shortTextChars}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
