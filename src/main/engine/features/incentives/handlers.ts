/** Incentives: recorded, approved, paid; the user's payments page, verification and withdrawal (R4). */
import type { Incentive, IncentiveStatus } from '../../../../contract/incentives.ts'
import { type Currency, formatMoney } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { Conflict, Refusal, refuse } from '../../refuse.ts'
import { accountById, customerById } from '../customers/index.ts'
import { knownFacts, recordFact } from '../facts/index.ts'
import { createRequest } from '../requests/index.ts'
import { payAll } from './paying.ts'
import {
  type IncentiveListRow,
  incentiveAt,
  incentivePage,
  insertIncentive,
  markApproved,
  payerWallets,
  userWallets,
  type WalletRow,
} from './store.ts'
import { proposeWallet } from './wallets.ts'

export const incentivesHandlers: Handlers<'incentives'> = {
  list(call, { status, before, pageSize }) {
    const rows = incentivePage(call, { status, before: before ?? Number.MAX_SAFE_INTEGER, limit: pageSize + 1 })
    const page = rows.slice(0, pageSize)
    return {
      rows: page.map((row) => toIncentive(call, row)),
      next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
    }
  },

  add(call, { customerId, title, amountMinor, currency }) {
    customerById(call, customerId)
    const incentiveId = insertIncentive(call, {
      customerId,
      title,
      amountMinor,
      currency,
      status: 'pending',
      madeAt: call.now,
      madeBy: call.actor.operatorId,
    })
    call.audit({
      action: 'incentive.add',
      subject: `incentive:${incentiveId}`,
      amountMinor,
      currency,
      changes: [['title', null, title]],
    })
    call.changed('customers')
    return { incentiveId }
  },

  approve(call, { incentives }) {
    const results = incentives.map((one) => {
      try {
        call.attempt(() => approveOne(call, one))
        return { incentiveId: one.incentiveId, refusal: null }
      } catch (error) {
        return { incentiveId: one.incentiveId, refusal: refusalIn(error, one.incentiveId) }
      }
    })
    call.changed('customers')
    return { results }
  },

  pay(call, { incentives, walletId, description }) {
    const results = payAll(call, incentives, { walletId, description })
    call.changed('customers')
    call.changed('ledger')
    return { results }
  },

  wallets: (call) => payerWallets(call).map(toWallet),

  addWallet(call, { accountId, name }) {
    const account = accountById(call, accountId)
    const { proposalId, applied } = proposeWallet(call, account, name)
    return { accountId, proposalId, applied: applied !== null }
  },

  payments(call, { customerId }) {
    customerById(call, customerId)
    const { settings } = call.services
    const limit = settings.get('incentives.unverifiedLimitMinor')
    return {
      wallets: userWallets(call, customerId).map(toWallet),
      verified: isVerified(call, customerId),
      limitMinor: limit === 0 ? null : limit,
      limitCurrency: settings.get('incentives.limitCurrency'),
      ways: [
        ...(settings.get('incentives.bankTransfer') === 'on' ? (['bankTransfer'] as const) : []),
        ...(settings.get('incentives.giftCards') === 'on' ? (['giftCards'] as const) : []),
      ],
    }
  },

  withdraw(call, { accountId, destinationId, amountMinor }) {
    const account = accountById(call, accountId)
    const { settings } = call.services
    if (settings.get('incentives.bankTransfer') === 'off') refuse('INCENTIVE_WAY_OFF', { what: 'bankTransfer' })
    refuseUnverified(call, { ...account, amountMinor })
    const request = createRequest(call, {
      profile: 'incentive-payments',
      createdBy: 'customer',
      customerId: account.customerId,
      accountId,
      destinationId,
      method: 'wireTransfer',
      amountMinor,
      currency: account.currency,
      priority: 'normal',
      reason: '',
      comment: 'Withdrawal from the wallet',
    })
    return { requestId: request.id }
  },

  /** R4-14: the person's data is read here and goes no further than the provider; nothing of it is kept. */
  verify(call, { customerId, reference }) {
    customerById(call, customerId)
    recordFact(
      call,
      { subject: 'customer', subjectId: customerId },
      { fact: 'providerVerified', value: 'yes', source: `Provider ${reference}` },
    )
    call.changed('customers')
    return { customerId }
  },
}

function approveOne(call: Call, at: { incentiveId: number; expectedVersion: number }): void {
  const row = incentiveAt(call, at)
  if (row.status !== 'pending') refuse('INCENTIVE_STATE', { what: row.id, status: row.status })
  if (row.madeBy === call.actor.operatorId) refuse('INCENTIVE_OWN', { what: row.id, by: call.actor.displayName })
  markApproved(call, row)
  call.audit({
    action: 'incentive.approve',
    subject: `incentive:${row.id}`,
    amountMinor: row.amountMinor,
    currency: row.currency,
    changes: [['status', 'pending', 'approved']],
  })
}

function isVerified(call: Call, customerId: number): boolean {
  return knownFacts(call, { subject: 'customer', subjectId: customerId }).providerVerified === 'yes'
}

/** R4-13, R4-16: up to the limit without verification, exactly the limit included. */
function refuseUnverified(call: Call, wanted: { customerId: number; currency: string; amountMinor: number }): void {
  const { settings } = call.services
  const limit = settings.get('incentives.unverifiedLimitMinor')
  const currency = settings.get('incentives.limitCurrency')
  if (limit === 0 || wanted.currency !== currency || wanted.amountMinor <= limit) return
  if (isVerified(call, wanted.customerId)) return
  const show = (amountMinor: number) => `${formatMoney(amountMinor, currency)} ${currency}`
  refuse('INCENTIVE_UNVERIFIED', { amount: show(wanted.amountMinor), limit: show(limit) })
}

function toWallet({ accountId, name, currency, freeMinor }: WalletRow) {
  return { accountId, name, currency: currency as Currency, freeMinor }
}

function toIncentive(call: Call, row: IncentiveListRow): Incentive {
  return {
    incentiveId: row.id,
    version: row.version,
    customerId: row.customerId as Incentive['customerId'],
    customerNumber: row.customerNumber,
    customerName: row.customerName,
    title: row.title,
    amountMinor: row.amountMinor as Incentive['amountMinor'],
    currency: row.currency as Currency,
    status: row.status as IncentiveStatus,
    madeBy: row.madeByName,
    madeAt: row.madeAt as Incentive['madeAt'],
    approvedBy: row.approvedByName,
    paidBy: row.paidByName,
    paidAt: row.paidAt as Incentive['paidAt'],
    description: row.description,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Incentive['failure']),
    journalId: row.journalId as Incentive['journalId'],
    own: row.madeBy === call.actor.operatorId,
  }
}

function refusalIn(error: unknown, incentiveId: number) {
  if (error instanceof Refusal) return { code: error.code, figures: error.figures }
  if (error instanceof Conflict)
    return { code: 'INCENTIVE_STATE' as const, figures: { what: incentiveId, status: 'changed' } }
  throw error
}
