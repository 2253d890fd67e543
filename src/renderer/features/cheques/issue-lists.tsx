/** Lists of cheques for the bank ("positive pay"): which account has them, the next one as the bank will read it, those that were made. */
import { Button, Group, Skeleton, Table } from '@mantine/core'
import { IconBuildingBank, IconEye, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import type { IssueAccount } from '../../../contract/issue-files.ts'
import { api } from '../../api/client.ts'
import { useMe } from '../../api/session.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './cheques.module.css'
import { IssueHistory } from './issue-history.tsx'
import { type Choice, IssueLayoutDialog } from './issue-layout-dialog.tsx'
import { IssuePreviewCard } from './issue-preview.tsx'

export function IssueLists() {
  const t = useText()
  const [chosen, setChosen] = useState<number | null>(null)
  const [changing, setChanging] = useState<IssueAccount | null>(null)
  const all = useApi(['issueFiles.accounts'], () => api.issueFiles.accounts({}), {
    topics: ['cheques', 'proposals', 'channels', 'settings'],
  })
  if (all.problem !== null) return <ErrorNote sentence={all.problem} onRetry={all.reload} />
  if (!all.data) return <Skeleton height={300} />
  const { accounts, layouts } = all.data
  const listed = accounts.filter(({ layout }) => layout !== null)
  const shown =
    listed.find(({ bankAccountId }) => bankAccountId === chosen) ??
    listed.find(({ waiting }) => waiting > 0) ??
    listed[0] ??
    null
  return (
    <div className={classes.stack}>
      <SectionCard flush title={t('issueFiles.accounts')}>
        <p className={classes.quiet}>{t('issueFiles.lead')}</p>
        {accounts.length === 0 ? (
          <EmptyState icon={<IconBuildingBank size={24} />} sentence={t('issueFiles.noAccount')} />
        ) : (
          <Accounts
            accounts={accounts}
            shown={shown}
            onLook={({ bankAccountId }) => setChosen(bankAccountId)}
            onChange={setChanging}
          />
        )}
      </SectionCard>
      {shown !== null && <IssuePreviewCard key={shown.bankAccountId} account={shown} />}
      <IssueHistory />
      {changing !== null && (
        <IssueLayoutDialog
          account={changing}
          layouts={layouts satisfies readonly Choice[]}
          onClose={() => setChanging(null)}
        />
      )}
    </div>
  )
}

type AccountsProps = {
  accounts: readonly IssueAccount[]
  shown: IssueAccount | null
  onLook(account: IssueAccount): void
  onChange(account: IssueAccount): void
}

function Accounts({ accounts, shown, onLook, onChange }: AccountsProps) {
  const t = useText()
  const language = useLanguage()
  const { permissions } = useMe()
  const mayChange = permissions.includes('cheques.release') || permissions.includes('admin.settings')
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('issueFiles.account')}</Table.Th>
          <Table.Th>{t('issueFiles.layout')}</Table.Th>
          <Table.Th ta="right">{t('issueFiles.waiting')}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map((account) => (
          <Table.Tr key={account.bankAccountId} data-active={account === shown || undefined}>
            <Table.Td>
              {account.name} · {account.currency} <span className={classes.dimmed}>{account.accountNumber}</span>
            </Table.Td>
            <Table.Td>
              {account.layoutName?.[language] ?? <span className={classes.dimmed}>{t('issueFiles.noLayout')}</span>}
            </Table.Td>
            <Table.Td ta="right">{account.layout === null ? '—' : account.waiting}</Table.Td>
            <Table.Td>
              <Group gap="xs" justify="flex-end">
                {mayChange && (
                  <Button
                    size="xs"
                    variant="subtle"
                    color="violet"
                    leftSection={<IconUsers size={14} />}
                    onClick={() => onChange(account)}
                  >
                    {t('issueFiles.choose')}
                  </Button>
                )}
                {account.layout !== null && (
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconEye size={14} />}
                    disabled={account === shown}
                    onClick={() => onLook(account)}
                  >
                    {t('issueFiles.look')}
                  </Button>
                )}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
