/** The desk's own bank accounts: where wires and cheques are paid from, and which statements are for us. */
import { Button, Skeleton, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBuildingBank, IconPlus } from '@tabler/icons-react'
import type { BankAccount } from '../../../contract/settings.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import { BankAccountForm } from './bank-account-form.tsx'
import classes from './settings.module.css'

export function BankAccounts({ mayWrite }: { mayWrite: boolean }) {
  const t = useText()
  const me = useMe()
  const [adding, form] = useDisclosure(false)
  // An auditor may read settings but not every method that lists accounts.
  const mayRead = me.permissions.includes('admin.settings') || me.permissions.includes('ledger.read')
  const accounts = useApi(['settings.bankAccounts'], () => api.settings.bankAccounts({}), {
    topics: ['settings'],
    enabled: mayRead,
  })
  if (!mayRead) return null
  const add = mayWrite && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={form.open}>
      {t('settings.bank.add')}
    </Button>
  )
  return (
    <SectionCard flush title={t('settings.group.bankAccounts')} aside={accounts.data?.length !== 0 && add}>
      {accounts.problem !== null && <ErrorNote sentence={accounts.problem} onRetry={accounts.reload} />}
      {accounts.loading && <Skeleton height={120} />}
      {accounts.data?.length === 0 && (
        <EmptyState icon={<IconBuildingBank size={24} />} sentence={t('settings.bank.none')} action={add} />
      )}
      {accounts.data && accounts.data.length > 0 && <AccountTable accounts={accounts.data} />}
      {adding && <BankAccountForm onClose={form.close} />}
    </SectionCard>
  )
}

function AccountTable({ accounts }: { accounts: readonly BankAccount[] }) {
  const t = useText()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('settings.bank.name')}</Table.Th>
          <Table.Th>{t('settings.bank.bank')}</Table.Th>
          <Table.Th>{t('settings.bank.number')}</Table.Th>
          <Table.Th>{t('settings.bank.currency')}</Table.Th>
          <Table.Th>{t('settings.bank.owner')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map((account) => (
          <Table.Tr key={account.bankAccountId}>
            <Table.Td>{account.name}</Table.Td>
            <Table.Td>
              {account.bankName}
              <div className={classes.hint}>
                {account.bankCode} · {account.bic}
              </div>
            </Table.Td>
            <Table.Td>{account.accountNumber}</Table.Td>
            <Table.Td>{account.currency}</Table.Td>
            <Table.Td>
              {account.ownerName}
              <div className={classes.hint}>
                {account.ownerTown}, {account.ownerCountry}
              </div>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
