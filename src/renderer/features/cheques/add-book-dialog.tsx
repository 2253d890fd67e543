/** Takes a delivered cheque book into the register: one blank leaf per number. */
import { NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { numberAfter } from './leaf-number.ts'
import { stockName } from './stock-name.ts'

const FIRST_NUMBER = /^\d{4,10}$/
const USUAL_LEAVES = 50
const MOST_LEAVES = 500

type Props = { onProposed(applied: boolean): void; onClose(): void }

export function AddBookDialog({ onProposed, onClose }: Props) {
  const t = useText()
  const accounts = useApi(['settings.bankAccounts'], () => api.settings.bankAccounts({}), { topics: ['settings'] })
  const [account, setAccount] = useState<string | null>(null)
  const [firstNumber, setFirstNumber] = useState('')
  const [leaves, setLeaves] = useState(USUAL_LEAVES)
  const [stock, setStock] = useState('hk-cheque')
  const addBook = useCommand(api.cheques.addBook, {
    onDone: ({ applied }) => {
      onProposed(applied)
      onClose()
    },
  })
  const bankAccountId = account ?? String(accounts.data?.[0]?.bankAccountId ?? '')
  const last = FIRST_NUMBER.test(firstNumber) ? numberAfter(firstNumber, leaves - 1) : null
  const send = (): void => void addBook.run({ bankAccountId: Number(bankAccountId), firstNumber, leaves, stock })
  return (
    <FormDialog
      title={t('cheques.books.form.title')}
      submit={t('cheques.books.form.submit', { count: leaves })}
      busy={addBook.busy}
      refusal={addBook.refusal}
      disabled={bankAccountId === '' || last === null}
      onSubmit={send}
      onClose={onClose}
    >
      {accounts.problem !== null && <ErrorNote sentence={accounts.problem} />}
      <Stack gap="sm">
        <p style={{ margin: 0 }}>{t('cheques.books.form.explain')}</p>
        <Select
          label={t('cheques.books.form.account')}
          data={(accounts.data ?? []).map((each) => ({
            value: String(each.bankAccountId),
            label: `${each.name} · ${each.accountNumber} · ${each.currency}`,
          }))}
          value={bankAccountId}
          onChange={setAccount}
        />
        <SimpleGrid cols={2}>
          <TextInput
            required
            data-autofocus
            label={t('cheques.books.form.first')}
            description={t('cheques.books.form.firstHint')}
            inputMode="numeric"
            maxLength={10}
            value={firstNumber}
            error={firstNumber !== '' && !FIRST_NUMBER.test(firstNumber) ? t('cheques.books.form.firstBad') : undefined}
            onChange={(event) => setFirstNumber(event.currentTarget.value.trim())}
          />
          <NumberInput
            label={t('cheques.books.form.leaves')}
            description={last === null ? '\u00A0' : t('cheques.books.form.last', { number: last })}
            min={1}
            max={MOST_LEAVES}
            allowDecimal={false}
            value={leaves}
            onChange={(value) => typeof value === 'number' && setLeaves(value)}
          />
        </SimpleGrid>
        <PaperSelect value={stock} onChange={setStock} />
      </Stack>
    </FormDialog>
  )
}

/** Every paper that the desk can print on, its own among them. */
function PaperSelect({ value, onChange }: { value: string; onChange(code: string): void }) {
  const t = useText()
  const papers = useApi(['stocks.list'], () => api.stocks.list({}), { topics: ['cheques'] })
  return (
    <Select
      label={t('cheques.books.form.stock')}
      description={t('cheques.books.form.stockHint')}
      data={(papers.data?.stocks ?? []).map(({ code, name }) => ({ value: code, label: stockName({ code, name }, t) }))}
      value={value}
      onChange={(code) => code && onChange(code)}
    />
  )
}
