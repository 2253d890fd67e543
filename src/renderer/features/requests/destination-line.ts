/** A payout destination in one line: bank and account, or the place that a cheque is for. */
import type { DestinationDetails } from '../../../contract/customers.ts'

export function destinationLine({
  kind,
  bankName,
  bankCode,
  bankBic,
  accountNumber,
  address,
}: DestinationDetails): string {
  const place = [address.town, address.country].filter(Boolean).join(', ')
  if (kind === 'cheque') return place
  const bank = [bankName, bankCode || bankBic].filter(Boolean).join(' ')
  return [bank, accountNumber].filter(Boolean).join(' · ')
}

/** The postal address in one line. */
export function addressLine({ address }: DestinationDetails): string {
  const { street, building, postCode, town, country } = address
  return [[building, street].filter(Boolean).join(' '), [postCode, town].filter(Boolean).join(' '), country]
    .filter(Boolean)
    .join(', ')
}
