/** Pure decisions about a request: its content digest, the sums of its transactions, the status after Complete. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { PaymentType } from '../../../../contract/transactions.ts'

type Sums = {
  paymentMinor: number
  feeMinor: number
  totalMinor: number
  drafts: number
  approved: number
  failed: number
}

/** R1-33: the total execute amount is the sum of approved (or executed) transactions, the fee included. */
export function sumsOf(transactions: readonly { paymentType: string; status: string; amountMinor: number }[]): Sums {
  const sums: Sums = { paymentMinor: 0, feeMinor: 0, totalMinor: 0, drafts: 0, approved: 0, failed: 0 }
  for (const { paymentType, status, amountMinor } of transactions) {
    if (status === 'draft') sums.drafts++
    else if (status === 'failed') sums.failed++
    else {
      if (status === 'approved') sums.approved++
      if (paymentType === 'fee') sums.feeMinor += amountMinor
      else sums.paymentMinor += amountMinor
      sums.totalMinor += amountMinor
    }
  }
  return sums
}

/** What the account must still give: after a failed try the fee may have been taken already (K-15). */
export const toPay = (request: { amountMinor: number; executeMinor: number }): number =>
  request.amountMinor - request.executeMinor

export type CompleteVerdict = 'completed' | 'partiallyCompleted' | 'zero' | 'feeOnly' | 'aboveRequested'

/** R1-45: the status after Complete is computed, never chosen. */
export function completeVerdict(
  requestedMinor: number,
  sums: Pick<Sums, 'paymentMinor' | 'totalMinor'>,
): CompleteVerdict {
  if (sums.totalMinor === 0) return 'zero'
  if (sums.paymentMinor === 0) return 'feeOnly'
  if (sums.totalMinor > requestedMinor) return 'aboveRequested'
  return sums.totalMinor === requestedMinor ? 'completed' : 'partiallyCompleted'
}

/** Fields of a wire or cheque that must be there before it can be approved. */
export function missingDetails(paymentType: PaymentType, details: DestinationDetails | null): string[] {
  const sent = ['wireTransfer', 'settlementWireTransfer', 'cheque', 'creditCard', 'settlementCreditCard']
  if (!sent.includes(paymentType)) return []
  if (details === null) return ['payee']
  const missing: string[] = []
  if (details.payeeName === '') missing.push('payeeName')
  if (paymentType === 'cheque') return missing
  if (details.accountNumber === '') missing.push('accountNumber')
  // A wallet, a card and a gift card have a number, or an address for the gift card, and no bank.
  if (details.kind !== 'bankAccount') return missing
  if (details.bankCode === '' && details.bankBic === '') missing.push('bankCode')
  // Cross-border payments carry town and country in their own elements; a local clearing code needs neither.
  if (details.bankCode === '' && details.address.town === '') missing.push('town')
  if (details.bankCode === '' && details.address.country === '') missing.push('country')
  return missing
}

export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

/** R0-09: where the money goes, in one line, from the details as they are stored. */
export function destinationLine(details: string | null): string {
  if (details === null) return ''
  const { payeeName, bankName, bankCode, bankBic, accountNumber } = JSON.parse(details) as DestinationDetails
  return [payeeName, bankName || bankCode || bankBic, accountNumber].filter((part) => part !== '').join(' · ')
}
