/**
 * The money of a request: held at Approve (C1-1), given over at Complete, debited when the statement says so, restored
 * exactly once when a payment did not arrive.
 */
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import {
  accountOf,
  activeHold,
  endHold,
  hold,
  type LedgerAccount,
  accountById as ledgerAccountById,
  type Posting,
} from '../../ledger/books.ts'
import { accountById } from '../customers/index.ts'
import { completePostings, restorePostings, settlePostings } from './postings.ts'
import type { Request } from './schema.ts'

export function show(amountMinor: number, currency: string): string {
  return `${formatMoney(amountMinor, currency as Currency)} ${currency}`
}

/** The ledger account of the customer's trading account. */
export function customerBooks(call: Call, request: Request): LedgerAccount {
  return ledgerAccountById(call.db, accountById(call, request.accountId).ledgerAccountId)
}

function houseAccounts(call: Call, currency: string) {
  return {
    inTransit: accountOf(call.db, { kind: 'inTransit', ownerId: 0, currency, name: `Payments in transit ${currency}` })
      .id,
    feeIncome: accountOf(call.db, { kind: 'feeIncome', ownerId: 0, currency, name: `Fee income ${currency}` }).id,
  }
}

/** Sets the requested amount apart. Refuses BALANCE_TOO_SMALL. */
export function holdFunds(call: Call, request: Request, amountMinor: number): void {
  hold(call.db, { accountId: customerBooks(call, request).id, requestId: request.id, amountMinor }, call.now)
  call.changed('ledger')
}

/** Gives held money back. Nothing happens when nothing is held. */
export function releaseFunds(call: Call, request: Request): void {
  const held = activeHold(call.db, request.id)
  if (!held) return
  endHold(call.db, held, { as: 'released', postedMinor: 0, at: call.now })
  call.changed('ledger')
}

/** Complete: the hold becomes the journal of the payments and the fee; what was held beyond them is free again. */
export function postComplete(call: Call, request: Request, sums: { paymentMinor: number; feeMinor: number }): void {
  const totalMinor = sums.paymentMinor + sums.feeMinor
  const held = activeHold(call.db, request.id)
  if (held) endHold(call.db, held, { as: 'posted', postedMinor: Math.min(totalMinor, held.amountMinor), at: call.now })
  const accounts = { customer: customerBooks(call, request).id, ...houseAccounts(call, request.currency) }
  call.post({
    kind: 'withdrawal.complete',
    memo: `WD-${request.id}`,
    requestId: request.id,
    postings: completePostings(accounts, sums),
  })
  call.changed('ledger')
}

/** The bank debited our account for payments in one currency. Returns the journal's id. */
export function postSettlement(
  call: Call,
  about: { bankLedgerAccountId: number; currency: string; amountMinor: number; memo: string; requestId?: number },
): number {
  const { inTransit } = houseAccounts(call, about.currency)
  const postings: Posting[] = settlePostings({ inTransit, bank: about.bankLedgerAccountId }, about.amountMinor)
  const journal = { kind: 'payment.settled', memo: about.memo, postings }
  call.changed('ledger')
  return call.post(about.requestId === undefined ? journal : { ...journal, requestId: about.requestId })
}

/** A payment did not reach the payee: its money is the customer's again, set apart for the same request. */
export function restorePayment(call: Call, request: Request, amountMinor: number): void {
  const accounts = { customer: customerBooks(call, request).id, ...houseAccounts(call, request.currency) }
  call.post({
    kind: 'payment.restored',
    memo: `WD-${request.id}`,
    requestId: request.id,
    postings: restorePostings(accounts, amountMinor),
  })
  setApartAgain(call, request, amountMinor)
}

/** Holds money that came back for the request beside what is held for it already. */
export function setApartAgain(call: Call, request: Request, amountMinor: number): void {
  const held = activeHold(call.db, request.id)
  if (held) endHold(call.db, held, { as: 'released', postedMinor: 0, at: call.now })
  holdFunds(call, request, amountMinor + (held?.amountMinor ?? 0))
}

/** The fee of a request whose payments all failed goes back too. */
export function refundFee(call: Call, request: Request, feeMinor: number): void {
  const { feeIncome } = houseAccounts(call, request.currency)
  call.post({
    kind: 'fee.refunded',
    memo: `WD-${request.id}`,
    requestId: request.id,
    postings: [
      { accountId: feeIncome, amountMinor: feeMinor },
      { accountId: customerBooks(call, request).id, amountMinor: -feeMinor },
    ],
  })
}
