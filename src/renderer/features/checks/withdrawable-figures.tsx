/** What can be paid out by the account's own calculator, every figure that went in, and the one that decides (K-04, R3-66). */
import type { Withdrawable } from '../../../contract/checks.ts'
import type { AmountMinor } from '../../../contract/money.ts'
import { isTextKey, useText } from '../../i18n/text.tsx'
import { moneyWords } from '../../ui/money-text.tsx'
import classes from './checks.module.css'

export function WithdrawableFigures({ withdrawable }: { withdrawable: Withdrawable }) {
  const t = useText()
  const { currency, availableMinor, binding, inputs } = withdrawable
  const amount = (amountMinor: AmountMinor | null) =>
    amountMinor === null ? t('checks.amount.unknown') : moneyWords(amountMinor, currency)
  const nameOf = (name: string) => {
    const key = `checks.input.${name}`
    return isTextKey(key) ? t(key) : name
  }
  return (
    <dl className={classes.inputs}>
      {inputs.map(({ name, amountMinor }) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt className={name === binding ? classes.binds : undefined}>
            {nameOf(name)}
            {name === binding && ` · ${t('checks.amount.binds')}`}
          </dt>
          <dd className={name === binding ? classes.binds : undefined}>{amount(amountMinor)}</dd>
        </div>
      ))}
      <dt>{t('checks.amount')}</dt>
      <dd className={classes.binds}>{amount(availableMinor)}</dd>
    </dl>
  )
}
