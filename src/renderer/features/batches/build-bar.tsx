/** What the selection comes to, from where and for which day it is paid, and the one button that builds the batch. */
import { Button, Group, Select } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { InstructionRow } from '../../../contract/batches.ts'
import type { Currency } from '../../../contract/money.ts'
import type { Api } from '../../api/client.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { ErrorNote, RefusalNote } from '../../ui/error-note.tsx'
import { MoneyText, moneyWords } from '../../ui/money-text.tsx'
import classes from './batches.module.css'
import { type CurrencyTotal, totalsByCurrency } from './selection.ts'

type PayingAccount = Awaited<ReturnType<Api['batches']['waiting']>>['bankAccounts'][number]

export type BuildBarProps = {
  currency: Currency
  chosen: readonly InstructionRow[]
  bankAccounts: readonly PayingAccount[]
  onBuilt(): void
}

export function BuildBar({ currency, chosen, bankAccounts, onBuilt }: BuildBarProps) {
  const t = useText()
  const [, go] = useLocation()
  const [wantedAccount, setAccount] = useState<number | null>(null)
  const [wantedDate, setDate] = useState<string | null>(null)
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const build = useCommand(api.batches.build, {
    onDone: ({ batchId }) => {
      onBuilt()
      go(`/batches/${batchId}`)
    },
  })
  const total = totalsByCurrency(chosen)[0]
  const bankAccountId = wantedAccount ?? bankAccounts[0]?.bankAccountId ?? null
  const valueDate = wantedDate ?? clock.data?.today ?? ''
  const send = (): void => {
    if (bankAccountId === null || valueDate === '') return
    void build.run({ bankAccountId, valueDate, instructions: chosen.map((row) => row.instructionId) })
  }
  if (bankAccounts.length === 0) return <NoPayingAccount currency={currency} />
  return (
    <div className={classes.bar}>
      <Group gap="md" align="flex-end" justify="space-between">
        <ChosenTotal total={total} />
        <Group gap="sm" align="flex-end">
          <Select
            label={t('batches.from')}
            w={300}
            data={bankAccounts.map((account) => ({
              value: String(account.bankAccountId),
              label: `${account.name} · ${account.accountNumber}`,
            }))}
            value={bankAccountId === null ? null : String(bankAccountId)}
            onChange={(value) => setAccount(value === null ? null : Number(value))}
          />
          <DateField label={t('batches.valueDate')} w={140} value={valueDate} onChange={setDate} />
          <Button
            leftSection={<IconStack2 size={16} />}
            disabled={!total || valueDate === ''}
            loading={build.busy}
            onClick={send}
          >
            {total
              ? t('batches.build', { count: total.count, amount: moneyWords(total.amountMinor, currency) })
              : t('batches.buildEmpty')}
          </Button>
        </Group>
      </Group>
      <RefusalNote refusal={build.refusal} />
    </div>
  )
}

function ChosenTotal({ total }: { total: CurrencyTotal | undefined }) {
  const t = useText()
  return (
    <div className={classes.chosen} aria-live="polite">
      <span className={classes.dimmed}>{t('batches.selected')}</span>
      {total ? (
        <span>
          {total.count} · <MoneyText amountMinor={total.amountMinor} currency={total.currency} size="lg" strong />
        </span>
      ) : (
        <span className={classes.dimmed}>{t('batches.selectedNone')}</span>
      )}
    </div>
  )
}

function NoPayingAccount({ currency }: { currency: Currency }) {
  const t = useText()
  return (
    <div className={classes.bar}>
      <ErrorNote
        sentence={t('batches.noBankAccount', { currency })}
        action={
          <Button size="xs" variant="default" component={Link} href="/settings">
            {t('batches.openSettings')}
          </Button>
        }
      />
    </div>
  )
}
