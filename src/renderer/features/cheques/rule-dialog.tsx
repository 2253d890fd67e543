/** Proposes a signing rule: from which amount on, which two signatures. */
import { Checkbox, Select, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import type { BusinessDate } from '../../../contract/dates.ts'
import { CURRENCIES, type Currency } from '../../../contract/money.ts'
import { Combination } from '../../../contract/signatories.ts'
import { api } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { useCommand } from '../../api/use-command.ts'
import { useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'

export function RuleDialog({ onClose }: { onClose(): void }) {
  const t = useText()
  const clock = useApi(['desk.clock'], () => api.desk.clock({}))
  const [currency, setCurrency] = useState<Currency>('HKD')
  const [text, setText] = useState('0.00')
  const [combinations, setCombinations] = useState<string[]>(['A+B'])
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState('')
  const add = useCommand(api.signatories.addRule, { onDone: onClose })
  const amount = readAmount(text, currency, { t, zero: true })
  const validFrom = (from ?? clock.data?.today ?? '') as BusinessDate
  const send = (): void => {
    if (!amount.ok) return
    const days = { validFrom, validTo: to === '' ? null : (to as BusinessDate) }
    void add.run({ currency, fromMinor: amount.amountMinor, combinations: combinations as Combination[], ...days })
  }
  return (
    <FormDialog
      tone="second"
      title={t('cheques.signers.addRule')}
      submit={t('cheques.signers.propose')}
      busy={add.busy}
      refusal={add.refusal}
      disabled={!amount.ok || combinations.length === 0 || validFrom === ''}
      onSubmit={send}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{t('cheques.signers.mandateExplain')}</p>
      <SimpleGrid cols={2}>
        <Select
          searchable
          label={t('cheques.signers.currency')}
          data={CURRENCIES}
          value={currency}
          onChange={(value) => value && setCurrency(value as Currency)}
        />
        <MoneyInput
          label={t('cheques.signers.amount')}
          currency={currency}
          value={text}
          error={amount.ok ? null : amount.sentence}
          onChange={setText}
        />
      </SimpleGrid>
      <Checkbox.Group label={t('cheques.signers.combinations')} value={combinations} onChange={setCombinations}>
        <SimpleGrid cols={3} mt="xs">
          {Combination.options.map((each) => (
            <Checkbox key={each} value={each} label={each} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <SimpleGrid cols={2}>
        <DateField required label={t('cheques.signers.from')} value={validFrom} onChange={setFrom} />
        <DateField label={t('cheques.signers.to')} value={to} onChange={setTo} />
      </SimpleGrid>
    </FormDialog>
  )
}
