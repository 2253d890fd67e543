/** What narrows the register further, and the file with everything that it then shows. */
import { Button, Checkbox, Menu, Select } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { LeafState } from '../../../contract/cheques.ts'
import type { BusinessDate } from '../../../contract/dates.ts'
import type { BankAccountId } from '../../../contract/ids.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useDownload } from '../../api/use-download.ts'
import { useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { RefusalNote } from '../../ui/error-note.tsx'

export type MoreFilters = {
  bankAccountId: BankAccountId | null
  from: BusinessDate | null
  to: BusinessDate | null
  overdue: boolean
}
export const NO_MORE: MoreFilters = { bankAccountId: null, from: null, to: null, overdue: false }

export type RegisterFiltersProps = { filters: MoreFilters; onFilters(filters: MoreFilters): void }

export function RegisterFilters({ filters, onFilters }: RegisterFiltersProps) {
  const t = useText()
  const books = useApi(['cheques.books'], () => api.cheques.books({}), { topics: ['cheques'] })
  const accounts = new Map((books.data ?? []).map((book) => [String(book.bankAccountId), book.bankAccountName]))
  const set = (change: Partial<MoreFilters>): void => onFilters({ ...filters, ...change })
  return (
    <>
      <Select
        clearable
        aria-label={t('cheques.books.account')}
        placeholder={t('cheques.register.account')}
        w={200}
        data={[...accounts].map(([value, label]) => ({ value, label }))}
        value={filters.bankAccountId === null ? null : String(filters.bankAccountId)}
        onChange={(value) => set({ bankAccountId: value === null ? null : (Number(value) as BankAccountId) })}
      />
      <DateField
        label={t('cheques.register.from')}
        w={130}
        value={filters.from ?? ''}
        onChange={(date) => set({ from: date as BusinessDate })}
      />
      <DateField
        label={t('cheques.register.to')}
        w={130}
        value={filters.to ?? ''}
        onChange={(date) => set({ to: date as BusinessDate })}
      />
      <Checkbox
        mb={8}
        label={t('cheques.register.overdue')}
        checked={filters.overdue}
        onChange={(event) => set({ overdue: event.currentTarget.checked })}
      />
    </>
  )
}

type Filter = MoreFilters & { states: LeafState[]; search: string }

export function ExportRegister({ filter }: { filter: Filter }) {
  const t = useText()
  const download = useDownload()
  const send = useCommand(api.cheques.export, { onDone: ({ fileId }) => void download.save(fileId) })
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            ml="auto"
            leftSection={<IconDownload size={16} />}
            loading={send.busy || download.busy}
          >
            {t('cheques.register.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void send.run({ ...filter, format: 'xlsx' })}>
            {t('cheques.register.xlsx')}
          </Menu.Item>
          <Menu.Item onClick={() => void send.run({ ...filter, format: 'csv' })}>{t('cheques.register.csv')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RefusalNote refusal={send.refusal} />
    </>
  )
}
