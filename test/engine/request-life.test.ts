/** One request from creation to being sent: status, holder, money, audit. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  actAs,
  approveRequest,
  approveTransactions,
  cardOf,
  completeRequest,
  makeCustomer,
  makeRequest,
} from '../support/cases.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk()
})
afterEach(() => desk.close())

test('a request goes through the departments and its money is held, then on its way', () => {
  const customer = makeCustomer(desk)
  const made = makeRequest(desk, customer)
  expect(made).toMatchObject({ status: 'new', department: 'customerSupport', version: 1 })
  approveRequest(desk, made.requestId)
  const held = cardOf(desk, made.requestId)
  expect(held.row).toMatchObject({ status: 'approvedByBackoffice', department: 'backoffice' })
  expect(held.heldMinor).toBe(1_250_000)
  expect(held.transactions).toMatchObject([
    { paymentType: 'wireTransfer', amountMinor: 1_250_000, status: 'draft', automatic: true },
  ])
  approveTransactions(desk, made.requestId)
  actAs(desk, 'bo')(made.requestId, 'complete')
  const sent = cardOf(desk, made.requestId)
  expect(sent.row).toMatchObject({ status: 'approvedByBackoffice', beingSent: true, executeMinor: 1_250_000 })
  expect(sent.heldMinor).toBe(0)
  expect(sent.instructions).toMatchObject([{ kind: 'wire', state: 'waiting', amountMinor: 1_250_000 }])
  const check = desk.as('fin').call('ledger.check')
  expect(check).toMatchObject({ passed: true, findings: [] })
  expect(desk.faults).toEqual([])
})

test('the card and the audit log survive a restart', () => {
  const made = makeRequest(desk, makeCustomer(desk))
  completeRequest(desk, made.requestId)
  desk.restart()
  expect(cardOf(desk, made.requestId).row.beingSent).toBe(true)
  const log = desk
    .as('fin')
    .call('audit.list', { requestId: made.requestId, subject: '', actor: '', before: null, pageSize: 100 })
  expect(log.rows.map((row: { action: string }) => row.action)).toEqual([
    'request.complete',
    'transaction.approve',
    'request.approve',
    'request.recheck',
    'request.passToBackoffice',
    'request.passToRetention',
    'request.create',
  ])
})
