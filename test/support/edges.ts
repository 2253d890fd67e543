/** Amounts as the rules write them. */
import { parseMoney } from '../../src/contract/money.ts'

/** `50,000.01` as minor units of a currency with two digits. */
export function minorDigits(text: string): number {
  const parsed = parseMoney(text, 'HKD')
  if (!parsed.ok) throw new Error(`${text} is no amount`)
  return parsed.amountMinor
}
