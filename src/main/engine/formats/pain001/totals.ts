/**
 * Counts and control sums of payments, exact to the last digit: the sum is kept in whole units of the finest currency
 * decimals (three) and turned into decimal text at the end, so it never passes through a floating-point number.
 */
import { type Currency, exponentOf } from '../../../../contract/money.ts'

type Amount = { readonly amountMinor: number; readonly currency: Currency }

const SCALE = [1000n, 100n, 10n, 1n] as const

/** Number and exact control sum of payments, also across currencies (ISO 20022 adds the bare figures). */
export class PaymentTotals {
  count = 0
  private readonly byCurrency = new Map<Currency, { pending: number; sum: bigint }>()

  add(amount: Amount): void {
    this.count += 1
    let entry = this.byCurrency.get(amount.currency)
    if (!entry) {
      entry = { pending: 0, sum: 0n }
      this.byCurrency.set(amount.currency, entry)
    }
    const pending = entry.pending + amount.amountMinor
    // Plain numbers as long as they are exact; big integers only when they would not be.
    if (Number.isSafeInteger(pending)) entry.pending = pending
    else {
      entry.sum += BigInt(entry.pending) + BigInt(amount.amountMinor)
      entry.pending = 0
    }
  }

  /** Control sum as decimal text with the decimals of the finest currency in it: `38.00`, `1200`. */
  controlSum(): string {
    let total = 0n
    let decimals = 0
    for (const [currency, entry] of this.byCurrency) {
      total += (entry.sum + BigInt(entry.pending)) * SCALE[exponentOf(currency)]!
      decimals = Math.max(decimals, exponentOf(currency))
    }
    return decimalText(total / SCALE[decimals]!, decimals)
  }

  /** Sum per currency as decimal text, for the approver. */
  sumByCurrency(): Partial<Record<Currency, string>> {
    const sums: Partial<Record<Currency, string>> = {}
    for (const [currency, entry] of this.byCurrency) {
      sums[currency] = decimalText(entry.sum + BigInt(entry.pending), exponentOf(currency))
    }
    return sums
  }
}

export function totalsOf(payments: Iterable<Amount>): PaymentTotals {
  const totals = new PaymentTotals()
  for (const payment of payments) totals.add(payment)
  return totals
}

/** True if two decimal texts are the same number: `38` and `38.00` are. */
export function sameDecimal(a: string, b: string): boolean {
  return normal(a) === normal(b)
}

function normal(text: string): string {
  const trimmed = text.replace(/^\+/, '').replace(/^0+(?=\d)/, '')
  const whole = trimmed.startsWith('.') ? `0${trimmed}` : trimmed
  return whole.includes('.') ? whole.replace(/0+$/, '').replace(/\.$/, '') : whole
}

function decimalText(units: bigint, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
