/** Accounts and destinations are made the same way by hand and from a file. */
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { accountOf } from '../../ledger/books.ts'
import { refuse } from '../../refuse.ts'
import { accountByNumber, insertAccount, insertOrder, nextAccountId } from './store.ts'

/** The number under which the trading platform knows an order. */
export function tradeIdOf(orderId: number): string {
  return `T${String(orderId).padStart(8, '0')}`
}

export type NewAccount = {
  customerId: number
  accountNumber: string
  currency: Currency
  openingBalanceMinor: number
  figures: {
    equityMinor: number
    creditMinor: number
    marginMinor: number
    freeMarginMinor: number
    openTrades: number
  }
}

/** Opens a trading account with its ledger account; its opening balance is owed to the customer from now on. */
export function addAccount(call: Call, account: NewAccount): number {
  if (accountByNumber(call, account.accountNumber)) refuse('ACCOUNT_NUMBER_TAKEN', { number: account.accountNumber })
  const { customerId, accountNumber, currency, openingBalanceMinor, figures } = account
  const accountId = nextAccountId(call)
  const books = accountOf(call.db, {
    kind: 'customer',
    ownerId: accountId,
    currency,
    name: `${accountNumber} ${currency}`,
  })
  insertAccount(call, {
    id: accountId,
    customerId,
    accountNumber,
    currency,
    ...figures,
    figuresAt: call.now,
    ledgerAccountId: books.id,
  })
  if (openingBalanceMinor > 0) {
    const counter = accountOf(call.db, {
      kind: 'adjustment',
      ownerId: 0,
      currency,
      name: `Opening balances ${currency}`,
    })
    call.post({
      kind: 'customer.opening',
      memo: `Opening balance of ${accountNumber}`,
      postings: [
        { accountId: counter.id, amountMinor: openingBalanceMinor },
        { accountId: books.id, amountMinor: -openingBalanceMinor },
      ],
    })
    insertOrder(call, {
      accountId,
      kind: 'deposit',
      amountMinor: openingBalanceMinor,
      comment: 'Opening balance',
      at: call.now,
      operatorId: call.actor.operatorId,
    })
  }
  call.audit({
    action: 'customer.addAccount',
    subject: `customer:${customerId}`,
    amountMinor: openingBalanceMinor,
    currency,
    balanceBeforeMinor: 0,
    balanceAfterMinor: openingBalanceMinor,
    changes: [
      ['accountNumber', null, accountNumber],
      ['openingBalance', null, `${formatMoney(openingBalanceMinor, currency)} ${currency}`],
    ],
  })
  call.changed('customers')
  return accountId
}
