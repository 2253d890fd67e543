/** Payment transactions and Complete through the router (R1-21…R1-33, R1-44…R1-46). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  actAs,
  approveRequest,
  approveTransactions,
  cardOf,
  DETAILS,
  makeCustomer,
  makeRequest,
} from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { makeBankAccount } from '../support/payments.ts'
import { StatementDesk } from '../support/statement-desk.ts'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk()
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true })
  desk.close()
})

const version = (requestId: number) => cardOf(desk, requestId).row.version
describe('transactions and Complete (R1-21…R1-33, R1-44…R1-46)', () => {
  function approved(feeMinor = 5_000): number {
    if (feeMinor > 0)
      desk.as('admin').call('settings.set', { key: 'withdrawal.defaultFeeMinor', value: feeMinor, expectedVersion: 1 })
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    approveRequest(desk, requestId)
    return requestId
  }
  const first = (requestId: number) => cardOf(desk, requestId).transactions[0]
  const edit = (who: 'bo' | 'bo2', requestId: number, change: Answer) => {
    const { transactionId, amountMinor, oct, details } = first(requestId)
    return desk.as(who).call('transactions.edit', {
      requestId,
      expectedVersion: version(requestId),
      transactionId,
      amountMinor,
      oct,
      details,
      ...change,
    })
  }

  test('Complete waits for every draft; R1-24 locks the approved fee', () => {
    const requestId = approved()
    expect(() => actAs(desk, 'bo')(requestId, 'complete')).toThrow('TRANSACTIONS_NOT_APPROVED')
    approveTransactions(desk, requestId)
    const fee = cardOf(desk, requestId).transactions[1]
    const remove = (transactionId: number) =>
      desk.as('bo').call('transactions.remove', { requestId, expectedVersion: version(requestId), transactionId })
    expect(() => remove(fee.transactionId)).toThrow('FEE_LOCKED')
    remove(first(requestId).transactionId)
    expect(() => actAs(desk, 'bo')(requestId, 'complete')).toThrow('TOTAL_IS_FEE_ONLY')
  })

  test('law 4 and law 5 for transactions: an editor does not approve, and a changed draft voids its approval', () => {
    const requestId = approved()
    const stale = first(requestId)
    edit('bo', requestId, { amountMinor: 600_000 })
    const approve = (who: 'bo' | 'bo2', transaction: Answer) =>
      desk.as(who).call('transactions.approve', {
        requestId,
        expectedVersion: version(requestId),
        transactions: [{ transactionId: transaction.transactionId, digest: transaction.digest }],
      })
    expect(() => approve('bo2', stale)).toThrow('CONTENT_CHANGED')
    expect(() => approve('bo', first(requestId))).toThrow('MAKER_CANNOT_APPROVE')
    approve('bo2', first(requestId))
    edit('bo', requestId, { amountMinor: 610_000 })
    expect(first(requestId)).toMatchObject({ status: 'draft', approvedBy: null })
  })

  test('more than requested is refused; R1-31: nothing changes while it is being sent', () => {
    const requestId = approved()
    edit('bo', requestId, { amountMinor: 1_250_000 })
    approveTransactions(desk, requestId, 'bo2')
    expect(() => actAs(desk, 'bo')(requestId, 'complete')).toThrow('TOTAL_ABOVE_REQUESTED')
    edit('bo', requestId, { amountMinor: 1_245_000 })
    approveTransactions(desk, requestId, 'bo2')
    actAs(desk, 'bo')(requestId, 'complete')
    expect(() => edit('bo', requestId, { amountMinor: 1 })).toThrow('COMPLETE_RUNNING')
    expect(() => actAs(desk, 'bo')(requestId, 'reject', { comment: 'no' })).toThrow('COMPLETE_RUNNING')
    const card = cardOf(desk, requestId)
    expect(card.transactions).toMatchObject([{ status: 'executing' }, { paymentType: 'fee', status: 'executed' }])
    expect(card.transactions[0].tradeId).toMatch(/^T\d{8}$/)
    const account = desk.as('agent').call('customers.account', { accountId: card.row.accountId })
    expect(account.account).toMatchObject({ bookBalanceMinor: 3_750_000, heldMinor: 0 })
    expect(account.orders[0]).toMatchObject({ kind: 'withdrawal', amountMinor: -1_250_000, requestId })
  })

  test('R1-31, R1-46: after completion nothing is edited, added or deleted', async () => {
    const bank = new StatementDesk(desk)
    const [payment] = await bank.sent(1_250_000)
    bank.take([{ amountMinor: -1_250_000, reference: bank.reference(payment as Answer) }])
    const { requestId } = payment as Answer
    expect(cardOf(desk, requestId).row.status).toBe('completed')
    const { transactionId } = first(requestId)
    const at = () => ({ requestId, expectedVersion: version(requestId) })
    expect(() => edit('bo', requestId, { amountMinor: 1 })).toThrow('STATUS_FINAL')
    expect(() => desk.as('bo').call('transactions.remove', { ...at(), transactionId })).toThrow('STATUS_FINAL')
    const added = { paymentType: 'wireTransfer', amountMinor: 1, oct: false, details: null }
    expect(() => desk.as('bo').call('transactions.add', { ...at(), ...added })).toThrow('STATUS_FINAL')
  })

  test('R1-23 R1-27 a card payment leaves by the card channel and never in a batch file', async () => {
    desk.as('admin').call('settings.set', { key: 'transfers.bank', value: 'simulator', expectedVersion: 1 })
    const requestId = approved(0)
    const card = { ...DETAILS, kind: 'card', bankCode: '', bankBic: '', bankName: '', accountNumber: '4242' }
    const add = (details: unknown) =>
      desk.as('bo').call('transactions.add', {
        requestId,
        expectedVersion: version(requestId),
        paymentType: 'creditCard',
        amountMinor: 100_000,
        oct: true,
        details,
      })
    add(card)
    edit('bo', requestId, { amountMinor: 1_000 })
    approveTransactions(desk, requestId, 'bo2')
    actAs(desk, 'bo')(requestId, 'complete')
    const paid = () =>
      desk.connection.get<Answer>(
        `SELECT i.id, i.channel, i.state, t.state AS transfer FROM instructions i LEFT JOIN transfers t ON t.instruction_id = i.id
         JOIN request_transactions r ON r.id = i.transaction_id WHERE i.request_id = ? AND r.payment_type = 'creditCard'`,
        requestId,
      )
    expect(paid()).toMatchObject({ channel: 'credit_card', state: 'waiting' })
    const bankAccountId = makeBankAccount(desk)
    const input = { bankAccountId, valueDate: desk.as('bo').call('desk.clock').today, instructions: [paid().id] }
    expect(() => desk.as('bo2').call('batches.build', input)).toThrow('PAYMENT_TYPE_NOT_SENT_HERE')
    await desk.engine.transferDue()
    expect(paid()).toMatchObject({ state: 'sent', transfer: 'accepted' })
  })

  test('rejecting at the last stage gives back what was held, once', () => {
    const requestId = approved()
    expect(cardOf(desk, requestId).heldMinor).toBe(1_250_000)
    actAs(desk, 'bo')(requestId, 'reject', { comment: 'customer withdrew' })
    const card = cardOf(desk, requestId)
    expect(card.row).toMatchObject({ status: 'rejected', department: null })
    expect(card.heldMinor).toBe(0)
    expect(card.actions).toEqual([])
    expect(() => actAs(desk, 'bo')(requestId, 'approve')).toThrow('STATUS_FINAL')
    expect(() =>
      desk.as('bo').call('requests.setPriority', { requestId, expectedVersion: version(requestId), priority: 'high' }),
    ).toThrow('STATUS_FINAL')
  })
})
