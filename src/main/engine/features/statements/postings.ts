/** From a line of the bank to its ledger lines: debit positive, credit negative. Pure. */
import { negate } from '../../../../contract/money.ts'

type Line = { accountId: number; amountMinor: number }

/** A line that is no payment of ours: what came in is a debit of the bank account, what went out a credit. */
export function otherPostings(
  accounts: { bank: number; counter: number },
  line: { direction: string; amountMinor: number },
): Line[] {
  const effect = line.direction === 'credit' ? line.amountMinor : negate(line.amountMinor)
  return [
    { accountId: accounts.bank, amountMinor: effect },
    { accountId: accounts.counter, amountMinor: negate(effect) },
  ]
}

/** A debited payment came back: the bank has the money again and owes it to the customer through us. */
export function returnPostings(accounts: { bank: number; owed: number }, amountMinor: number): Line[] {
  return [
    { accountId: accounts.bank, amountMinor },
    { accountId: accounts.owed, amountMinor: negate(amountMinor) },
  ]
}
