/** Asks for an adjusting journal between a bank account and another account; a second person books it by confirming (R2-70). */
import { SegmentedControl, Select, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { AdjustingLine, DayReport, DayRow } from '../../../contract/days.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import { useProposedNote } from '../proposals/use-proposed.ts'
import classes from './days.module.css'

type Way = 'more' | 'less'
type Props = { report: DayReport; row: DayRow; onClose(): void }

export function AdjustDialog({ report, row, onClose }: Props) {
  const t = useText()
  const note = useProposedNote()
  const { currency } = row
  // What the books have too much is taken off them.
  const off = row.varianceMinor ?? 0
  const [way, setWay] = useState<Way>(off > 0 ? 'less' : 'more')
  const [amount, setAmount] = useState(off === 0 ? '' : formatMoney(Math.abs(off), currency))
  const [counter, setCounter] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const accounts = useApi(['days.adjustingAccounts', currency], () => api.days.adjustingAccounts({ currency }))
  const propose = useCommand(api.days.proposeAdjustment, {
    onDone: () => {
      note({ applied: false })
      onClose()
    },
  })
  const known = accounts.data ?? []
  const bank = known.find(({ kind, name }) => kind === 'bank' && name === row.name)
  const keyOf = (one: (typeof known)[number]) => `${one.kind}:${one.ledgerAccountId ?? ''}`
  const chosen = known.find((one) => keyOf(one) === counter)
  const read = readAmount(amount, currency, { t })
  const send = (): void => {
    setTried(true)
    if (!read.ok || !bank || !chosen || reason.trim() === '') return
    const effect = way === 'more' ? read.amountMinor : -read.amountMinor
    const line = ({ kind, ledgerAccountId }: (typeof known)[number], amountMinor: number) =>
      ({ kind, ledgerAccountId, amountMinor }) as AdjustingLine
    const lines = [line(bank, effect), line(chosen, -effect)]
    void propose.run({ date: report.date, bankAccountId: row.bankAccountId, lines, reason: reason.trim() })
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
      refusal={propose.refusal ?? (accounts.problem === null ? null : { sentence: accounts.problem })}
      onSubmit={send}
      onClose={onClose}
    >
      <Stack gap="sm">
        <div className={classes.dimmed}>{t('days.adjust.explain')}</div>
        <SegmentedControl
          fullWidth
          aria-label={t('days.adjust.way')}
          value={way}
          onChange={(value) => setWay(value as Way)}
          data={(['more', 'less'] as const).map((value) => ({ value, label: t(`days.adjust.${value}`) }))}
        />
        <MoneyInput
          required
          data-autofocus
          label={t('days.adjust.amount')}
          currency={currency}
          value={amount}
          error={tried && !read.ok ? read.sentence : null}
          onChange={setAmount}
        />
        <Select
          required
          label={t(way === 'more' ? 'days.adjust.from' : 'days.adjust.to')}
          data={known
            .filter((one) => one !== bank)
            .map((one) => ({ value: keyOf(one), label: `${one.name} · ${t(`ledger.kind.${one.kind}`)}` }))}
          value={counter}
          onChange={setCounter}
          error={tried && !chosen ? t('shared.required') : undefined}
        />
        <Textarea
          required
          label={t('days.adjust.reason')}
          description={t('days.adjust.reasonHint')}
          maxLength={LIMITS.commentChars}
          value={reason}
          error={tried && reason.trim() === '' ? t('shared.required') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </FormDialog>
  )
}
