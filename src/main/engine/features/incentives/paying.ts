/** Pay: wallets are made at the first payment, each item is judged on its own, each is paid once (R4-06, R4-08, R4-25…R4-28). */
import { add, type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { Refusal, refuse } from '../../refuse.ts'
import { barFor } from '../blacklist/index.ts'
import { accountById, addAccount, changeFigures, customerById, insertOrder } from '../customers/index.ts'
import { requireFreeOf, requireRunning } from '../emergencies/index.ts'
import { recordFact } from '../facts/index.ts'
import { paidPostings } from './postings.ts'
import type { IncentiveRow } from './schema.ts'
import { incentiveAt, markPaid, noteFailure, payerWallets, userWallets, type WalletRow } from './store.ts'

export type Selected = readonly { incentiveId: number; expectedVersion: number }[]
export type Paying = { walletId: number; description: string }

const show = (amountMinor: number, currency: string) => `${formatMoney(amountMinor, currency as Currency)} ${currency}`

/** Pays a selection from one wallet. Refuses all of it when the wallet does not cover the total (R4-26). */
export function payAll(call: Call, selected: Selected, paying: Paying) {
  const wallet = payerWallets(call).find(({ accountId }) => accountId === paying.walletId)
  if (!wallet) refuse('INCENTIVE_SETUP')
  const rows = selected.map((one) => incentiveAt(call, one))
  requireRunning(call)
  refuseTotal(rows, wallet)
  return rows.map((row) => {
    try {
      call.attempt(() => payOne(call, row, { wallet, description: paying.description }))
      return { incentiveId: row.id, refusal: null }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const refusal = { code: error.code, figures: error.figures }
      noteFailure(call, row.id, refusal)
      return { incentiveId: row.id, refusal }
    }
  })
}

function refuseTotal(rows: readonly IncentiveRow[], wallet: WalletRow): void {
  const other = rows.find(({ currency }) => currency !== wallet.currency)
  if (other) refuse('CURRENCY_DIFFERS', { what: wallet.name, expected: wallet.currency, found: other.currency })
  const total = add(...rows.map(({ amountMinor }) => amountMinor))
  if (total > wallet.freeMinor)
    refuse('INCENTIVE_WALLET_SHORT', {
      what: wallet.name,
      amount: show(total, wallet.currency),
      available: show(wallet.freeMinor, wallet.currency),
    })
}

function payOne(call: Call, row: IncentiveRow, by: { wallet: WalletRow; description: string }): void {
  if (row.status !== 'approved') refuse('INCENTIVE_STATE', { what: row.id, status: row.status })
  const customer = customerById(call, row.customerId)
  if (customer.name.trim() === '' || customer.email.trim() === '') refuse('INCENTIVE_PERSON', { name: customer.name })
  const bar = barFor(call, [{ kind: 'customer', value: customer.customerNumber }])
  if (bar) refuse('BAR_EXISTS', { what: bar.value, reason: bar.reason })
  const walletId = userWallets(call, row.customerId).find(({ currency }) => currency === row.currency)?.accountId
  requireFreeOf(call, {
    accountIds: [by.wallet.accountId, ...(walletId === undefined ? [] : [walletId])],
    customerId: row.customerId,
    request: row.title,
  })
  const accountId = walletId ?? openWallet(call, row)
  const accounts = {
    wallet: accountById(call, by.wallet.accountId).ledgerAccountId,
    user: accountById(call, accountId).ledgerAccountId,
  }
  const journalId = call.post({
    kind: 'incentive.paid',
    memo: by.description,
    postings: paidPostings(accounts, row.amountMinor),
  })
  const order = { at: call.now, operatorId: call.actor.operatorId, comment: row.title }
  insertOrder(call, { ...order, accountId, kind: 'deposit', amountMinor: row.amountMinor })
  changeFigures(call, accountId, row.amountMinor)
  changeFigures(call, by.wallet.accountId, -row.amountMinor)
  markPaid(call, row, { walletId: by.wallet.accountId, description: by.description, journalId })
  call.audit({
    action: 'incentive.pay',
    subject: `incentive:${row.id}`,
    amountMinor: row.amountMinor,
    currency: row.currency,
    reason: by.description,
    changes: [
      ['wallet', null, by.wallet.name],
      ['status', 'approved', 'paid'],
    ],
  })
}

/** The first payment in a currency opens the user's wallet; the next ones find it (R4-06, R4-08). */
function openWallet(call: Call, { customerId, currency }: IncentiveRow): number {
  const { customerNumber } = customerById(call, customerId)
  const accountId = addAccount(call, {
    customerId,
    accountNumber: `W-${customerNumber}-${currency}`,
    currency: currency as Currency,
    openingBalanceMinor: 0,
    figures: { equityMinor: 0, creditMinor: 0, marginMinor: 0, freeMarginMinor: 0, openTrades: 0 },
  })
  recordFact(
    call,
    { subject: 'account', subjectId: accountId },
    { fact: 'accountType', value: 'wallet', source: 'First payment' },
  )
  return accountId
}
