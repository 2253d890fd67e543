/** An incentive moves from what is owed to the payer to what is owed to the user; the books never let the payer's wallet go below zero. */
export function paidPostings(accounts: { wallet: number; user: number }, amountMinor: number) {
  return [
    { accountId: accounts.wallet, amountMinor },
    { accountId: accounts.user, amountMinor: -amountMinor },
  ]
}
