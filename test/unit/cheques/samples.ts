/** Small builders for the cheque tests. */
import { type AmountMinor, type Currency, parseMoney } from '../../../src/contract/money.ts'

/** An amount from its decimal text; a wrong text is a wrong test. */
export function amount(decimal: string, currency: Currency): AmountMinor {
  const parsed = parseMoney(decimal, currency)
  if (!parsed.ok) throw new Error(`no amount: ${decimal} ${currency}`)
  return parsed.amountMinor
}
