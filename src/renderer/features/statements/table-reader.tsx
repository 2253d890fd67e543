/** How a table of columns is read: whose account, which order of dates, what each column is; the first entries follow along. */
import { Group, Select, Stack, Table } from '@mantine/core'
import { type Currency, isCurrency } from '../../../contract/money.ts'
import type { CsvProfile, StatementReading, StatementTable } from '../../../contract/statement-profiles.ts'
import type { StatementPreview } from '../../../contract/statements.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { dateText } from '../../ui/instant-format.ts'
import { MoneyText } from '../../ui/money-text.tsx'
import { SectionCard } from '../../ui/section-card.tsx'
import classes from './statements.module.css'
import { COLUMN_ROLES, type ColumnRole, roleOfColumn, withRole } from './table-profile.ts'

export type TableReaderProps = {
  preview: StatementPreview
  onRead(reading: StatementReading): void
}

export function TableReader({ preview, onRead }: TableReaderProps) {
  const t = useText()
  const { table } = preview
  const bankAccountId = table?.bankAccountId ?? null
  return (
    <SectionCard title={t('statements.read.title')} aside={table && t(`statements.read.source.${table.source}`)}>
      <Stack gap="md">
        <p className={classes.hint}>{table ? t('statements.read.lead') : t('statements.read.accountLead')}</p>
        <Group gap="sm" align="end">
          <AccountChoice
            value={bankAccountId}
            onChoose={(id) => onRead({ bankAccountId: id, profile: table?.profile ?? null })}
          />
          {table && <Rules table={table} onProfile={(profile) => onRead({ bankAccountId, profile })} />}
        </Group>
        {table && table.questions.length > 0 && (
          <ul className={classes.questions}>
            {table.questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        )}
        {table && <Columns table={table} onProfile={(profile) => onRead({ bankAccountId, profile })} />}
      </Stack>
    </SectionCard>
  )
}

type AccountChoiceProps = {
  value: StatementReading['bankAccountId']
  onChoose(id: NonNullable<StatementReading['bankAccountId']>): void
}

function AccountChoice({ value, onChoose }: AccountChoiceProps) {
  const t = useText()
  const accounts = useApi(['settings.bankAccounts'], () => api.settings.bankAccounts({}), { topics: ['settings'] })
  return (
    <Select
      label={t('statements.read.account')}
      placeholder={t('statements.read.chooseAccount')}
      w={260}
      data={(accounts.data ?? []).map(({ bankAccountId, name, currency }) => ({
        value: String(bankAccountId),
        label: `${name} · ${currency}`,
      }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => {
        const account = accounts.data?.find(({ bankAccountId }) => String(bankAccountId) === chosen)
        if (account) onChoose(account.bankAccountId)
      }}
    />
  )
}

type ProfileProps = { table: StatementTable; onProfile(profile: CsvProfile): void }

const DATE_ORDERS = ['YMD', 'DMY', 'MDY'] as const
const MARKS = ['.', ','] as const
const SIGNS = ['signed', 'reversed', 'columns', 'words', 'balance'] as const

function Rules({ table: { profile }, onProfile }: ProfileProps) {
  const t = useText()
  return (
    <>
      <Select
        label={t('statements.read.dateOrder')}
        placeholder={t('statements.read.choose')}
        w={170}
        data={DATE_ORDERS.map((value) => ({ value, label: t(`statements.read.dateOrder.${value}`) }))}
        value={profile.dateOrder}
        error={profile.dateOrder === null}
        onChange={(dateOrder) =>
          onProfile({ ...profile, dateOrder: DATE_ORDERS.find((each) => each === dateOrder) ?? null })
        }
      />
      <Select
        label={t('statements.read.decimalMark')}
        placeholder={t('statements.read.choose')}
        w={150}
        data={MARKS.map((value) => ({ value, label: value === '.' ? '1,234.50' : '1.234,50' }))}
        value={profile.decimalMark}
        onChange={(mark) => {
          const decimalMark = MARKS.find((each) => each === mark) ?? null
          onProfile({ ...profile, decimalMark, thousandsMark: decimalMark === '.' ? ',' : '.' })
        }}
      />
      <Select
        label={t('statements.read.sign')}
        placeholder={t('statements.read.choose')}
        w={230}
        data={SIGNS.map((value) => ({ value, label: t(`statements.read.sign.${value}`) }))}
        value={profile.sign === 'unknown' ? null : profile.sign}
        error={profile.sign === 'unknown'}
        onChange={(sign) => onProfile({ ...profile, sign: SIGNS.find((each) => each === sign) ?? 'unknown' })}
      />
    </>
  )
}

function Columns({ table, onProfile }: ProfileProps) {
  const t = useText()
  const { profile } = table
  const roles = [
    { value: '', label: t('statements.read.role.none') },
    ...COLUMN_ROLES.map((role) => ({ value: role as string, label: t(`statements.read.role.${role}`) })),
  ]
  const columns = table.columns.map((name, index) => ({ name, index }))
  const rows = table.rows.map((cells, index) => ({ cells, index }))
  const choose = (index: number, chosen: string | null): void => {
    const role: ColumnRole | null = COLUMN_ROLES.find((each) => each === chosen) ?? null
    onProfile(withRole(profile, index, role))
  }
  return (
    <div className={classes.wide}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name, index }) => (
              <Table.Th key={index}>
                <div className={classes.ellipsis} title={name}>
                  {name}
                </div>
                <Select
                  size="xs"
                  w={150}
                  aria-label={t('statements.read.column', { name })}
                  data={roles}
                  value={roleOfColumn(profile, index) ?? ''}
                  onChange={(chosen) => choose(index, chosen)}
                />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ cells, index: row }) => (
            <Table.Tr key={row}>
              {columns.map(({ index }) => (
                <Table.Td key={index} className={classes.mono}>
                  {cells[index] ?? ''}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** The first entries as they were understood, to be compared with the bank's own page. */
export function Understood({ preview }: { preview: StatementPreview }) {
  const t = useText()
  const language = useLanguage()
  if (preview.understood.length === 0) return null
  return (
    <SectionCard flush title={t('statements.read.understood')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>{t('statements.desk.date')}</Table.Th>
            <Table.Th>{t('statements.desk.words')}</Table.Th>
            <Table.Th w={190} ta="right">
              {t('statements.desk.amount')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.understood.map((entry) => (
            <Table.Tr key={entry.place}>
              <Table.Td>
                {entry.bookingDate === null ? t('statements.read.unknown') : dateText(entry.bookingDate, language)}
              </Table.Td>
              <Table.Td>{[entry.counterparty, entry.text].filter((part) => part !== '').join(' · ')}</Table.Td>
              <Table.Td ta="right">
                {entry.amountMinor === null || entry.direction === null ? (
                  t('statements.read.unknown')
                ) : (
                  <Amount
                    amountMinor={entry.direction === 'debit' ? -entry.amountMinor : entry.amountMinor}
                    currency={entry.currency}
                  />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SectionCard>
  )
}

function Amount({ amountMinor, currency }: { amountMinor: number; currency: string | null }) {
  const t = useText()
  if (currency === null || !isCurrency(currency)) return t('statements.read.unknown')
  return <MoneyText amountMinor={amountMinor} currency={currency as Currency} layout="column" />
}
