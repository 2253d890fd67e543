/** Records one fact with its source, or takes it back. */
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FACTS, type FactDefinition, type FactRow, type FactSubject, factFault } from '../../../contract/facts.ts'
import { LIMITS } from '../../../contract/limits.ts'
import { type Currency, formatMoney } from '../../../contract/money.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/use-command.ts'
import { isTextKey, useText } from '../../i18n/text.tsx'
import { DateField } from '../../ui/date-field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { MoneyInput, readAmount } from '../../ui/money-input.tsx'

export type FactDialogProps = {
  about: { subject: FactSubject; subjectId: number }
  row: FactRow
  currency: Currency
  onClose(): void
}

export function FactDialog({ about, row, currency, onClose }: FactDialogProps) {
  const t = useText()
  const definition: FactDefinition = FACTS[row.fact]
  const stored = row.value ?? ''
  const [text, setText] = useState(
    definition.form === 'amount' && stored !== '' ? formatMoney(Number(stored), currency) : stored,
  )
  const [source, setSource] = useState(row.source)
  const set = useCommand(api.facts.set, { onDone: onClose })
  const name = t(`facts.name.${row.fact}`)
  const amount = definition.form === 'amount' ? readAmount(text, currency, { t, zero: true }) : null
  const value = amount === null ? text.trim() : amount.ok ? String(amount.amountMinor) : null
  const good = value !== null && factFault(row.fact, value) === null
  const send = (given: string | null): void =>
    void set.run({ ...about, fact: row.fact, value: given, source: source.trim() })
  return (
    <FormDialog
      title={t('facts.editOf', { fact: name })}
      submit={t('facts.submit')}
      busy={set.busy}
      refusal={set.refusal}
      disabled={!good || source.trim() === ''}
      onSubmit={() => send(value)}
      onClose={onClose}
    >
      <FactControl
        definition={definition}
        row={row}
        currency={currency}
        text={text}
        error={text !== '' && !good ? t('facts.bad') : null}
        onChange={setText}
      />
      <TextInput
        label={t('facts.source')}
        description={t('facts.sourceHint')}
        required
        maxLength={LIMITS.nameChars}
        value={source}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      {row.value !== null && (
        <Button variant="subtle" color="red" size="xs" disabled={source.trim() === ''} onClick={() => send(null)}>
          {t('facts.take')}
        </Button>
      )}
    </FormDialog>
  )
}

type FactControlProps = {
  definition: FactDefinition
  row: FactRow
  currency: Currency
  text: string
  error: string | null
  onChange(text: string): void
}

function FactControl({ definition, row, currency, text, error, onChange }: FactControlProps) {
  const t = useText()
  const label = t('facts.value')
  if (definition.form === 'choice') {
    const data = definition.choices.map((choice) => {
      const key = `checks.value.${row.fact}.${choice}`
      return { value: choice, label: isTextKey(key) ? t(key) : choice }
    })
    return <Select label={label} data={data} value={text} data-autofocus onChange={(value) => onChange(value ?? '')} />
  }
  if (definition.form === 'amount')
    return <MoneyInput label={label} currency={currency} value={text} error={error} onChange={onChange} />
  if (definition.form === 'date') return <DateField label={label} value={text} onChange={onChange} />
  return (
    <TextInput
      label={label}
      data-autofocus
      maxLength={LIMITS.nameChars}
      error={error}
      value={text}
      onChange={(event) =>
        onChange(definition.form === 'country' ? event.currentTarget.value.toUpperCase() : event.currentTarget.value)
      }
    />
  )
}
