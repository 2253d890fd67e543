/**
 * What can be paid out of an account, by its type (K-04): R1's two margin formulas, R3's smallest of three, the wallet's balance,
 * a partner's available_balance. Every figure that went in is kept with the result, and the one that binds is named. Pure.
 */
import { subtract } from '../../../../../contract/money.ts'

export type AmountInput = { name: AmountInputName; amountMinor: number | null }
export type AmountInputName =
  | 'byMargin'
  | 'byCredit'
  | 'netAssets'
  | 'minimumElv'
  | 'creditLimit'
  | 'bookBalance'
  | 'held'
  | 'availableBalance'

export type WithdrawableAmount = {
  calculator: 'trading' | 'smallestOfThree' | 'wallet' | 'partner'
  /** null while a figure that it needs has not been reported. */
  availableMinor: number | null
  /** The figure that decides; null where none does. */
  binding: AmountInputName | null
  inputs: AmountInput[]
}

export type AmountFigures = {
  accountType: string
  /** R1-79…R1-83, computed by the customers. */
  trading: { availableMinor: number; byMarginMinor: number; byCreditMinor: number }
  bookBalanceMinor: number
  heldMinor: number
  netAssetsMinor: number | null
  minimumElvMinor: number | null
  creditLimitMinor: number | null
  availableBalanceMinor: number | null
}

const SMALLEST_OF_THREE = new Set(['margin', 'cash', 'omnibus', 'fund', 'shareConnect'])

export function withdrawableAmount(figures: AmountFigures): WithdrawableAmount {
  if (SMALLEST_OF_THREE.has(figures.accountType)) return smallestOfThree(figures)
  if (figures.accountType === 'wallet') return wallet(figures)
  if (figures.accountType === 'partner') return partner(figures)
  const { availableMinor, byMarginMinor, byCreditMinor } = figures.trading
  const inputs: AmountInput[] = [
    { name: 'byMargin', amountMinor: byMarginMinor },
    { name: 'byCredit', amountMinor: byCreditMinor },
  ]
  const binding = inputs.find((input) => Math.max(0, input.amountMinor ?? 0) === availableMinor)?.name ?? null
  return { calculator: 'trading', availableMinor, binding, inputs }
}

/** R3-65; the credit line takes part only where the account has one (R3-66). */
function smallestOfThree(figures: AmountFigures): WithdrawableAmount {
  const inputs: AmountInput[] = [
    { name: 'netAssets', amountMinor: figures.netAssetsMinor },
    { name: 'minimumElv', amountMinor: figures.minimumElvMinor },
  ]
  if (figures.accountType === 'margin') inputs.push({ name: 'creditLimit', amountMinor: figures.creditLimitMinor })
  return { calculator: 'smallestOfThree', ...least(inputs), inputs }
}

function wallet({ bookBalanceMinor, heldMinor }: AmountFigures): WithdrawableAmount {
  const inputs: AmountInput[] = [
    { name: 'bookBalance', amountMinor: bookBalanceMinor },
    { name: 'held', amountMinor: heldMinor },
  ]
  const availableMinor = Math.max(0, subtract(bookBalanceMinor, heldMinor))
  return { calculator: 'wallet', availableMinor, binding: heldMinor > 0 ? 'held' : 'bookBalance', inputs }
}

/** R2-08: what the partner system reports, and never more than the desk's own books owe. */
function partner(figures: AmountFigures): WithdrawableAmount {
  const free = Math.max(0, subtract(figures.bookBalanceMinor, figures.heldMinor))
  const inputs: AmountInput[] = [{ name: 'bookBalance', amountMinor: free }]
  if (figures.availableBalanceMinor !== null)
    inputs.unshift({ name: 'availableBalance', amountMinor: figures.availableBalanceMinor })
  return { calculator: 'partner', ...least(inputs), inputs }
}

function least(inputs: readonly AmountInput[]): Pick<WithdrawableAmount, 'availableMinor' | 'binding'> {
  let found: AmountInput | null = null
  for (const input of inputs) {
    if (input.amountMinor === null) return { availableMinor: null, binding: input.name }
    if (found === null || input.amountMinor < (found.amountMinor ?? 0)) found = input
  }
  return { availableMinor: Math.max(0, found?.amountMinor ?? 0), binding: found?.name ?? null }
}
