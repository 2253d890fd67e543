/** R1-04: a withdrawal balance operation without a request, in the books and on the trading account. */
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { accountOf, accountById as ledgerAccountById } from '../../ledger/books.ts'
import { propose, type StoredProposal } from '../../proposals/index.ts'
import { tradeIdOf } from './making.ts'
import { accountById, changeFigures, insertOrder } from './store.ts'

export type BalanceOperation = {
  accountId: number
  cause: 'chargeback' | 'fraudActivity' | 'accountingMistake'
  amountMinor: number
  comment: string
}

/** Refuses BALANCE_TOO_SMALL. Returns the number of the trading order. */
export function takeFromBalance(call: Call, { accountId, cause, amountMinor, comment }: BalanceOperation) {
  const account = accountById(call, accountId)
  const currency = account.currency as Currency
  const books = ledgerAccountById(call.db, account.ledgerAccountId)
  const counter = accountOf(call.db, { kind: 'adjustment', ownerId: 0, currency, name: `Adjustments ${currency}` })
  call.post({
    kind: `balanceOperation.${cause}`,
    memo: comment,
    postings: [
      { accountId: books.id, amountMinor },
      { accountId: counter.id, amountMinor: -amountMinor },
    ],
  })
  const orderId = insertOrder(call, {
    accountId,
    kind: cause,
    amountMinor: -amountMinor,
    comment,
    at: call.now,
    operatorId: call.actor.operatorId,
  })
  changeFigures(call, accountId, -amountMinor)
  call.audit({
    action: 'balance.operation',
    subject: `account:${accountId}`,
    amountMinor,
    currency,
    balanceBeforeMinor: -books.balanceMinor,
    balanceAfterMinor: -books.balanceMinor - amountMinor,
    reason: comment,
    changes: [['cause', null, cause]],
  })
  call.changed('customers')
  call.changed('ledger')
  return { tradeId: tradeIdOf(orderId) }
}

/** Asks for one; another person carries it out by confirming (law 4). */
export function proposeBalanceOperation(call: Call, operation: BalanceOperation): number {
  const { accountId, cause, amountMinor, comment } = operation
  const account = accountById(call, accountId)
  const currency = account.currency as Currency
  const change = {
    kind: 'customer.balance',
    subject: `account:${accountId}`,
    title: account.accountNumber,
    before: {},
    after: { cause, amount: `${formatMoney(amountMinor, currency)} ${currency}`, comment },
    payload: { accountId, cause, amountMinor, comment },
    reason: comment,
    always: true,
  } as const
  return propose(call, change, applyBalanceOperation).proposalId
}

export function applyBalanceOperation(call: Call, { payload }: StoredProposal): string {
  return takeFromBalance(call, payload as BalanceOperation).tradeId
}
