/** An amount being typed: read straight into minor units, never through a floating-point number. */
import { TextInput, type TextInputProps } from '@mantine/core'
import { type AmountMinor, type Currency, exponentOf, formatMoney, parseMoney } from '../../contract/money.ts'
import type { Translate } from '../i18n/text.tsx'

export type MoneyInputProps = Omit<TextInputProps, 'value' | 'onChange' | 'error' | 'rightSection'> & {
  currency: Currency
  /** The text as it is being typed. */
  value: string
  onChange(text: string): void
  error?: string | null
}

/** A field that shows the currency and puts the amount in order when it is left. */
export function MoneyInput({ currency, value, onChange, error = null, ...rest }: MoneyInputProps) {
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      autoComplete="off"
      value={value}
      error={error}
      styles={{ input: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } }}
      rightSection={<span style={{ fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>{currency}</span>}
      rightSectionWidth={48}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={(event) => {
        const read = parseMoney(event.currentTarget.value, currency)
        if (read.ok) onChange(formatMoney(read.amountMinor, currency))
        rest.onBlur?.(event)
      }}
    />
  )
}

export type ReadAmount = { ok: true; amountMinor: AmountMinor } | { ok: false; sentence: string }

/** Reads the text of a MoneyInput; the sentence says what is wrong with it. */
export function readAmount(text: string, currency: Currency, options: { t: Translate; zero?: boolean }): ReadAmount {
  const { t, zero = false } = options
  const read = parseMoney(text, currency)
  if (!read.ok)
    return { ok: false, sentence: t(`shared.money.${read.problem}`, { currency, decimals: exponentOf(currency) }) }
  if (read.amountMinor < 0 || (read.amountMinor === 0 && !zero)) return { ok: false, sentence: t('shared.money.zero') }
  return { ok: true, amountMinor: read.amountMinor }
}
