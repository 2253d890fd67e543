/** Arithmetic over chosen payments: totals per currency, and the lines that can go together. */
import type { InstructionRow } from '../../../contract/batches.ts'
import { type AmountMinor, add, type Currency } from '../../../contract/money.ts'

export type CurrencyTotal = { currency: Currency; count: number; amountMinor: AmountMinor }

/** Sums per currency in the order of first appearance; currencies are never added to each other (law 9). */
export function totalsByCurrency(rows: readonly { currency: Currency; amountMinor: AmountMinor }[]): CurrencyTotal[] {
  const totals = new Map<Currency, CurrencyTotal>()
  for (const { currency, amountMinor } of rows) {
    const before = totals.get(currency)
    totals.set(currency, {
      currency,
      count: (before?.count ?? 0) + 1,
      amountMinor: add(before?.amountMinor ?? 0, amountMinor),
    })
  }
  return [...totals.values()]
}

/** The payments of one currency. */
export function ofCurrency(rows: readonly InstructionRow[], currency: Currency | null): InstructionRow[] {
  return rows.filter((row) => row.currency === currency)
}

/** Whether three totals were all counted and say the same. */
export function totalsAgree(totals: readonly (AmountMinor | null)[]): boolean {
  return totals.every((total) => total !== null && total === totals[0])
}
