/** Asks for an adjusting journal between a bank account and another account; a second person books it by confirming (R2-70). */
import { SegmentedControl, Select, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { AdjustingLine, DayReport, DayRow } from '../../../contract/days.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { type Currency, formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { useProposedThen } from '../proposals/use-proposed.ts'
import classes from './days.module.css'

type Way = 'more' | 'less'
type Props = { report: DayReport; row: DayRow; onClose(): void }

type Account = Awaited<ReturnType<typeof api.days.adjustingAccounts>>[number]

export function AdjustDialog({ report, row, onClose }: Props) {
  const t = useText()
  const onDone = useProposedThen(onClose)
  const { currency } = row
  const form = useAdjustment(row)
  const propose = useCommand(api.days.proposeAdjustment, { onDone })
  const { read, problem } = form
  const send = (): void => {
    const lines = form.lines()
    if (lines === null) return
    const { bankAccountId } = row
    void propose.run({ date: report.date, bankAccountId, lines, reason: form.reason.trim() })
  }
  return (
    <FormDialog
      tone="second"
      title={t('days.adjust.title', { account: row.name, date: report.date })}
      submit={
        read.ok
          ? t('days.adjust.submit', { amount: moneyWords(read.amountMinor, currency) })
          : t('days.adjust.submitEmpty')
      }
      busy={propose.busy}
      refusal={propose.refusal ?? (problem === null ? null : { sentence: problem })}
      onSubmit={send}
      onClose={onClose}
    >
      <AdjustFields form={form} currency={currency} />
    </FormDialog>
  )
}

/** What is being filled in: which way the books of the account go, by how much, against which account, and why. */
function useAdjustment(row: DayRow) {
  const t = useText()
  const { currency } = row
  // What the books have too much is taken off them.
  const off = row.varianceMinor ?? 0
  const [way, setWay] = useState<Way>(off > 0 ? 'less' : 'more')
  const [amount, setAmount] = useState(off === 0 ? '' : formatMoney(Math.abs(off), currency))
  const [counter, setCounter] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { data, problem } = useApi(['days.adjustingAccounts', currency], () => api.days.adjustingAccounts({ currency }))
  const known = data ?? []
  const bank = known.find(({ kind, name }) => kind === 'bank' && name === row.name)
  const others = known.filter((one) => one !== bank)
  const chosen = others.find((one) => keyOf(one) === counter)
  const read = readAmount(amount, currency, { t })
  const lines = (): AdjustingLine[] | null => {
    setTried(true)
    if (!read.ok || !bank || !chosen || reason.trim() === '') return null
    const effect = way === 'more' ? read.amountMinor : -read.amountMinor
    return [lineOf(bank, effect), lineOf(chosen, -effect)]
  }
  return {
    way,
    setWay,
    amount,
    setAmount,
    counter,
    setCounter,
    reason,
    setReason,
    tried,
    others,
    chosen,
    read,
    problem,
    lines,
  }
}

const keyOf = ({ kind, ledgerAccountId }: Account) => `${kind}:${ledgerAccountId ?? ''}`
const lineOf = ({ kind, ledgerAccountId }: Account, amountMinor: number) =>
  ({ kind, ledgerAccountId, amountMinor }) as AdjustingLine

function AdjustFields({ form, currency }: { form: ReturnType<typeof useAdjustment>; currency: Currency }) {
  const t = useText()
  const { way, tried, read, reason } = form
  return (
    <Stack gap="sm">
      <div className={classes.dimmed}>{t('days.adjust.explain')}</div>
      <SegmentedControl
        fullWidth
        aria-label={t('days.adjust.way')}
        value={way}
        onChange={(value) => form.setWay(value as Way)}
        data={(['more', 'less'] as const).map((value) => ({ value, label: t(`days.adjust.${value}`) }))}
      />
      <MoneyInput
        required
        data-autofocus
        label={t('days.adjust.amount')}
        currency={currency}
        value={form.amount}
        error={tried && !read.ok ? read.sentence : null}
        onChange={form.setAmount}
      />
      <Select
        required
        label={t(way === 'more' ? 'days.adjust.from' : 'days.adjust.to')}
        data={form.others.map((one) => ({ value: keyOf(one), label: `${one.name} · ${t(`ledger.kind.${one.kind}`)}` }))}
        value={form.counter}
        onChange={form.setCounter}
        error={tried && !form.chosen ? t('shared.required') : undefined}
      />
      <Textarea
        required
        label={t('days.adjust.reason')}
        description={t('days.adjust.reasonHint')}
        maxLength={LIMITS.commentChars}
        value={reason}
        error={tried && reason.trim() === '' ? t('shared.required') : undefined}
        onChange={(event) => form.setReason(event.currentTarget.value)}
      />
    </Stack>
  )
}
