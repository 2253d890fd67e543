/** Payouts to electronic wallets: by a channel that a person chose, executed by its interface, never in a file (R2-26, R2-27, K-07, K-11). */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { cardOf, DETAILS } from '../support/cases.ts'
import { say } from '../support/checked-desk.ts'
import type { Answer } from '../support/desk.ts'
import { FailedPayments } from '../support/failed-payments.ts'
import { refusalOf } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeEach(() => {
  desk = new ProfileDesk()
  desk.as('admin').call('settings.set', { key: 'transfers.bank', value: 'simulator', expectedVersion: 1 })
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
  desk.close()
})

/** A payout in USD to a wallet of the customer. */
function walletPayout(amountMinor: number): number {
  const { customerId } = desk.customer
  const { accountId } = desk.as('agent').call('customers.addAccount', {
    customerId,
    accountNumber: `77${amountMinor}`,
    currency: 'USD',
    openingBalanceMinor: 10_000_000,
    figures: { equityMinor: 10_000_000, creditMinor: 0, marginMinor: 0, freeMarginMinor: 10_000_000, openTrades: 0 },
  })
  const wallet = {
    kind: 'eWallet',
    currency: 'USD',
    bankCode: '',
    bankBic: '',
    bankName: 'QIWI',
    accountNumber: '79001234567',
  }
  const { destinationId } = desk
    .as('agent')
    .call('customers.addDestination', { customerId, details: { ...DETAILS, ...wallet } })
  say(desk, ['destination', destinationId], { verified: 'yes' })
  const { requestId } = desk.as('agent').call('requests.create', {
    profile: 'payout-operations',
    customerId,
    accountId,
    destinationId,
    method: 'wireTransfer',
    amountMinor,
    currency: 'USD',
    priority: 'normal',
    reason: '',
    comment: 'to the wallet',
  })
  desk.look(requestId, false)
  return requestId
}
const choose = (requestId: number): Answer =>
  desk.as('ops').call('requests.setChannel', {
    requestId,
    expectedVersion: cardOf(desk, requestId, 'auditor').row.version,
    channel: 'qiwi',
    reason: 'the wallet of the customer',
  })
const payment = (requestId: number): Answer =>
  desk.connection.get(
    'SELECT i.id, i.channel, i.state, i.failure, t.state AS transfer FROM instructions i LEFT JOIN transfers t ON t.instruction_id = i.id WHERE i.request_id = ? ORDER BY i.id DESC LIMIT 1',
    requestId,
  )

it('R2-26 R2-27 leaves by the interface of its channel, by itself and once, and is on its way until it is seen', async () => {
  const requestId = walletPayout(120_000)
  choose(requestId)
  desk.by('ops')(requestId, 'approve')
  desk.by('ops2')(requestId, 'process')
  expect(payment(requestId)).toMatchObject({ channel: 'qiwi', state: 'waiting', transfer: null })
  await desk.engine.transferDue()
  await desk.engine.transferDue()
  expect(payment(requestId)).toMatchObject({ state: 'sent', transfer: 'accepted' })
  expect(desk.connection.value('SELECT count(*) FROM simulated_orders')).toBe(1)
  expect(desk.place(requestId)).toMatchObject({ status: 'processing', beingSent: true })
})

it('a wallet without a chosen channel does not leave, and no batch takes it', async () => {
  const requestId = walletPayout(130_000)
  desk.by('ops')(requestId, 'approve')
  expect(await refusalOf(() => desk.by('ops2')(requestId, 'process'))).toMatchObject({ code: 'CHANNEL_NOT_CHOSEN' })
  const other = walletPayout(140_000)
  choose(other)
  desk.by('ops')(other, 'approve')
  desk.by('ops2')(other, 'process')
  const bankAccountId = desk.as('admin').call('settings.addBankAccount', {
    name: 'USD',
    bankName: 'HSBC',
    bankCode: '004',
    bic: 'HSBCHKHHHKH',
    accountNumber: '808000000999',
    currency: 'USD',
    ownerName: 'EXAMPLE SECURITIES LTD',
    ownerTown: 'Hong Kong',
    ownerCountry: 'HK',
    openingBalanceMinor: 1_000_000,
    note: 'Opening',
  }).bankAccountId
  const valueDate = desk.as('bo').call('desk.clock').today
  const build = () =>
    desk.as('bo').call('batches.build', { bankAccountId, valueDate, instructions: [payment(other).id] })
  expect(await refusalOf(build)).toMatchObject({ code: 'PAYMENT_TYPE_NOT_SENT_HERE' })
})

it('R2-32 a provider that breaks down is tried again by the same channel; R2-104 while it is out nothing is', async () => {
  const failed = new FailedPayments(desk)
  const requestId = walletPayout(150_017)
  choose(requestId)
  desk.by('ops')(requestId, 'approve')
  desk.by('ops2')(requestId, 'process')
  await desk.engine.transferDue()
  const first = payment(requestId)
  expect(first).toMatchObject({
    state: 'failed',
    transfer: 'rejected',
    failure: 'MS03 Simulator: a problem at the bank',
  })
  desk.engine.retryDue()
  expect(failed.get(first.id).row).toMatchObject({ state: 'scheduled', code: 'PROVIDER_ERROR', channel: 'qiwi' })
  desk.as('signerA').call('emergencies.raise', { kind: 'provider', about: 'QIWI', reason: 'it is down' })
  failed.wait(31 * 60_000)
  desk.engine.retryDue()
  expect(payment(requestId).id).toBe(first.id)
  const [{ emergencyId }] = desk.as('bo').call('emergencies.active')
  desk.as('signerA').call('emergencies.lift', { emergencyId, expectedVersion: 1, reason: 'up again' })
  desk.as('signerB').call('emergencies.lift', { emergencyId, expectedVersion: 2, reason: 'up again' })
  desk.engine.retryDue()
  expect(payment(requestId)).toMatchObject({ channel: 'qiwi', state: 'waiting' })
  expect(payment(requestId).id).toBeGreaterThan(first.id)
})
