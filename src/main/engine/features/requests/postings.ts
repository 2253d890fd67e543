/** From a fact to its ledger lines: debit positive, credit negative. Pure. */
import { add, negate } from '../../../../contract/money.ts'

type Line = { accountId: number; amountMinor: number }

/** Complete: the customer is owed less; payments are on their way, the fee is earned. */
export function completePostings(
  accounts: { customer: number; inTransit: number; feeIncome: number },
  sums: { paymentMinor: number; feeMinor: number },
): Line[] {
  const lines: Line[] = [{ accountId: accounts.customer, amountMinor: add(sums.paymentMinor, sums.feeMinor) }]
  if (sums.paymentMinor > 0) lines.push({ accountId: accounts.inTransit, amountMinor: negate(sums.paymentMinor) })
  if (sums.feeMinor > 0) lines.push({ accountId: accounts.feeIncome, amountMinor: negate(sums.feeMinor) })
  return lines
}

/** The statement shows the debit: no longer on its way, gone from the bank. */
export function settlePostings(accounts: { inTransit: number; bank: number }, amountMinor: number): Line[] {
  return [
    { accountId: accounts.inTransit, amountMinor },
    { accountId: accounts.bank, amountMinor: negate(amountMinor) },
  ]
}

/** The payment failed: no longer on its way, owed to the customer again. */
export function restorePostings(accounts: { customer: number; inTransit: number }, amountMinor: number): Line[] {
  return [
    { accountId: accounts.inTransit, amountMinor },
    { accountId: accounts.customer, amountMinor: negate(amountMinor) },
  ]
}
