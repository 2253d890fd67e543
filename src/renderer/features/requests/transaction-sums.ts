/** What the transactions of a request come to, and what Complete would make of them (R1-33, R1-45). */
import { type AmountMinor, add, subtract, ZERO } from '../../../contract/money.ts'
import type { TransactionRow } from '../../../contract/transactions.ts'

type Summed = Pick<TransactionRow, 'status' | 'paymentType' | 'amountMinor'>

export type TransactionSums = {
  /** Total Execute Amount: approved and later, the fee included. */
  totalMinor: AmountMinor
  drafts: number
  draftsMinor: AmountMinor
  /** The words under the total; null while there is nothing to say. */
  outcome: 'equal' | 'less' | 'above' | 'feeOnly' | null
  /** How far the total is from what was requested, without sign. */
  differenceMinor: AmountMinor
}

export function transactionSums(transactions: readonly Summed[], requestedMinor: number): TransactionSums {
  const counted = transactions.filter(({ status }) => status !== 'draft' && status !== 'failed')
  const drafts = transactions.filter(({ status }) => status === 'draft')
  const sum = (rows: readonly Summed[]) => add(...rows.map(({ amountMinor }) => amountMinor))
  const totalMinor = sum(counted)
  const paidMinor = sum(counted.filter(({ paymentType }) => paymentType !== 'fee'))
  const difference = subtract(totalMinor, requestedMinor)
  return {
    totalMinor,
    drafts: drafts.length,
    draftsMinor: sum(drafts),
    outcome: outcomeOf({ totalMinor, paidMinor, difference }),
    differenceMinor: difference < 0 ? subtract(ZERO, difference) : difference,
  }
}

function outcomeOf(about: { totalMinor: number; paidMinor: number; difference: number }): TransactionSums['outcome'] {
  if (about.totalMinor === 0) return null
  if (about.paidMinor === 0) return 'feeOnly'
  if (about.difference === 0) return 'equal'
  return about.difference < 0 ? 'less' : 'above'
}
