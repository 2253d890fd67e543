/** A desk with requests of several profiles: each is judged by its own, not by the one that the desk is set to (K-01, K-04, R1-81). */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAs, cardOf, type MadeCustomer, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, PEOPLE, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'

/** The profile of R0 counts by equity, opens nothing of its own; the desk's by the free margin. */
function resources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-resources-'))
  cpSync(join(import.meta.dirname, '../../resources'), folder, { recursive: true })
  const change = (name: string, policies: object) => {
    const path = join(folder, 'profiles', `${name}.json`)
    const data = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...data, policies: { ...data.policies, ...policies } }))
  }
  change('manager-finance', { availableRule: 'second', openedStatuses: ['pending'], balanceComparison: 'inclusive' })
  change('department-review', { availableRule: 'first', openedStatuses: ['new'] })
  return folder
}

let desk: TestDesk
let customer: MadeCustomer
beforeAll(() => {
  desk = testDesk({ resourcesDir: resources(), people: [...(Object.keys(PEOPLE) as PersonName[]), 'mgr', 'fo'] })
  customer = makeCustomer(desk, { figures: { equityMinor: 5_000_000, freeMarginMinor: 3_000_000 } })
})
afterAll(() => desk.close())

const available = (profile?: string): Answer =>
  desk.as('agent').call('customers.available', { accountId: customer.accountId, ...(profile ? { profile } : {}) })

test('the amount available follows the rule of the profile that is asked for', () => {
  expect(available()).toMatchObject({ rule: 'first', availableMinor: 3_000_000 })
  expect(available('manager-finance')).toMatchObject({ rule: 'second', availableMinor: 5_000_000 })
})

test('a request is created, shown and paid by the figures of its own profile, not the desk’s', () => {
  const amountMinor = 4_000_000
  expect(() => makeRequest(desk, customer, { amountMinor })).toThrow('AMOUNT_NOT_BELOW_AVAILABLE')
  const { requestId } = makeRequest(desk, customer, { amountMinor, profile: 'manager-finance' })
  expect(cardOf(desk, requestId, 'mgr').available).toMatchObject({ rule: 'second', availableMinor: 5_000_000 })
  actAs(desk, 'mgr')(requestId, 'approve')
  actAs(desk, 'fo')(requestId, 'pay')
  expect(cardOf(desk, requestId, 'fo').row.beingSent).toBe(true)
})

test('R1-81 what counts as opened is said by each request’s own profile', () => {
  customer = makeCustomer(desk)
  const before = available().inputs.openedRequestsMinor
  makeRequest(desk, customer, { amountMinor: 10_000 })
  expect(available().inputs.openedRequestsMinor).toBe(before + 10_000)
  const { requestId } = makeRequest(desk, customer, { amountMinor: 20_000, profile: 'manager-finance' })
  expect(available().inputs.openedRequestsMinor).toBe(before + 30_000)
  actAs(desk, 'mgr')(requestId, 'reject', { comment: 'No' })
  expect(available().inputs.openedRequestsMinor).toBe(before + 10_000)
  // A request of department review that is "pending" would not be opened: the word belongs to the other profile.
  expect(available('manager-finance').inputs.openedRequestsMinor).toBe(before + 10_000)
})
