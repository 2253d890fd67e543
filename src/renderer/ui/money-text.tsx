/** An amount with its currency: figures right-aligned and tabular, the currency in its own narrow column, a true minus. */
import { type Currency, formatMoney } from '../../contract/money.ts'
import classes from './money-text.module.css'

export type MoneyTextProps = {
  amountMinor: number
  currency: Currency
  /** `inline` flows with text; `column` aligns with the amounts above and below. */
  layout?: 'inline' | 'column'
  size?: 'sm' | 'md' | 'lg' | 'xl'
  strong?: boolean
  dimmed?: boolean
  /** Column layout only: leaves the currency out where a column of its own shows it. */
  withCurrency?: boolean
}

export function MoneyText(props: MoneyTextProps) {
  const { amountMinor, currency, layout = 'inline', size, strong = false, dimmed = false, withCurrency = true } = props
  return (
    <span
      className={layout === 'column' ? classes.column : classes.inline}
      data-size={size}
      data-strong={strong || undefined}
      data-dimmed={dimmed || undefined}
    >
      <span className={classes.figures}>{formatMoney(amountMinor, currency)}</span>
      {withCurrency && <span className={classes.currency}>{currency}</span>}
    </span>
  )
}

/** The same as plain text, for sentences and labels: `12,500.00 HKD`. */
export function moneyWords(amountMinor: number, currency: Currency): string {
  return `${formatMoney(amountMinor, currency)} ${currency}`
}
