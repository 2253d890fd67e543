/** What nobody may say of a check, a fact or a limit, through the router. */
import { afterEach, expect, test } from 'vitest'
import { makeCustomer, makeRequest } from '../support/cases.ts'
import { checkedDesk } from '../support/checked-desk.ts'
import type { Answer, TestDesk } from '../support/desk.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('an automatic check is not answered, and one that refuses is never cleared (R2-109)', () => {
  desk = checkedDesk([
    { check: 'kycApproved', moments: ['approval'], outcome: 'hold' },
    { check: 'noDebt', moments: ['approval'], outcome: 'refuse' },
  ])
  const customer = makeCustomer(desk)
  const { requestId } = makeRequest(desk, customer)
  const bo = desk.as('bo')
  const word = { requestId, text: 'Seen', fileId: null }
  expect(() => bo.call('checks.answer', { ...word, check: 'kycApproved', passed: true })).toThrow('CHECK_AUTOMATIC')
  const debt = { subject: 'account', subjectId: customer.accountId, fact: 'debt', source: 'Ledger' }
  bo.call('facts.set', { ...debt, value: '500' })
  expect(() => bo.call('checks.resolve', { ...word, check: 'noDebt' })).toThrow('CHECK_NEVER_RESOLVED')
})

test('a fact is said of its own kind of thing, in its own form', () => {
  desk = checkedDesk([])
  const { customerId, accountId } = makeCustomer(desk)
  const set = (about: Answer) => () => desk.as('bo').call('facts.set', { source: 'Onboarding', ...about })
  const kyc = { subject: 'customer', subjectId: customerId, fact: 'kyc' }
  expect(set({ ...kyc, subject: 'account', subjectId: accountId, value: 'approved' })).toThrow('FACT_OF_OTHER')
  expect(set({ ...kyc, value: 'perhaps' })).toThrow('FACT_VALUE')
  expect(set({ ...kyc, value: 'approved' })).not.toThrow()
})

test('a limit names what it is for, and an amount its currency', () => {
  desk = checkedDesk([], { secondAdmin: true })
  const content = {
    scope: 'desk',
    scopeValue: '',
    currency: 'HKD',
    method: null,
    active: true,
    measure: 'requestAmount',
    comparison: 'atMost',
    bound: 100_000_000,
    effect: 'hold',
  }
  const add = (change: Answer) => () =>
    desk.as('admin').call('limitTable.add', { content: { ...content, ...change }, reason: 'Board decision' })
  expect(add({ scope: 'customer' })).toThrow('LIMIT_SCOPE')
  expect(add({ currency: null })).toThrow('LIMIT_CURRENCY')
  expect(add({})).not.toThrow()
})
