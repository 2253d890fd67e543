/** The customer card: what is used of each limit, why the customer is of his risk, who sees what of it (R0-25, R2-11, R3-55). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../src/main/engine/call.ts'
import { riskChangesOf } from '../../src/main/engine/features/customers/index.ts'
import { usageOf } from '../../src/main/engine/features/limit-table/store.ts'
import { riskOfCustomer } from '../../src/main/engine/features/risk/of-customer.ts'
import { entriesOfCustomer } from '../../src/main/engine/features/risk/store.ts'
import { actAs, DETAILS, makeCustomer, makeRequest } from '../support/cases.ts'
import { checkedDesk, say } from '../support/checked-desk.ts'
import type { Answer, TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeEach(() => {
  desk = checkedDesk([])
})
afterEach(() => desk.close())

const limit = (given: object) =>
  desk.connection.run(
    `INSERT INTO limits (scope, scope_value, currency, method, measure, comparison, bound, effect, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'hold', 1, 1)`,
    ...Object.values({
      scope: 'desk',
      scopeValue: '',
      currency: 'HKD',
      method: '',
      measure: 'dayAmount',
      comparison: 'atMost',
      bound: 1_000_000,
      ...given,
    }),
  )
const usesOf = (customerId: number): [string, number | null, number][] =>
  desk
    .as('agent')
    .call('checks.limitsOfCustomer', { customerId })
    .map(({ limit: { measure }, used, rest }: Answer) => [measure, used, rest])
const riskOf = (customerId: number, who: 'agent' | 'bo' = 'bo'): Answer =>
  desk.as(who).call('risk.ofCustomer', { customerId })
/** Another grade for a customer, as he is now. */
function grade(customerId: number, risk: string, riskReason?: string): void {
  const card = desk.as('agent').call('customers.get', { customerId })
  const { name, nameChinese, email, phone, country, version } = card
  const person = { name, nameChinese, email, phone, country, risk, ...(riskReason === undefined ? {} : { riskReason }) }
  desk.as('agent').call('customers.update', { customerId, expectedVersion: version, ...person })
}

describe('R2-11 limits used', () => {
  test('the day, the month and the number each count what is open or paid, and say what another request may take', () => {
    limit({})
    limit({ measure: 'monthAmount', comparison: 'below', bound: 2_000_000 })
    limit({ measure: 'dayCount', currency: '', bound: 3 })
    limit({ measure: 'requestAmount', bound: 700_000 })
    const customer = makeCustomer(desk)
    makeRequest(desk, makeCustomer(desk), { amountMinor: 999_999 })
    makeRequest(desk, customer, { amountMinor: 300_000 })
    const { requestId } = makeRequest(desk, customer, { amountMinor: 200_000 })
    expect(usesOf(customer.customerId)).toEqual([
      ['dayAmount', 500_000, 500_000],
      ['dayCount', 2, 1],
      ['monthAmount', 500_000, 1_499_999],
      ['requestAmount', null, 700_000],
    ])
    actAs(desk, 'cs')(requestId, 'rejectAndClose', { comment: 'Withdrawn' })
    expect(usesOf(customer.customerId).slice(0, 2)).toEqual([
      ['dayAmount', 300_000, 700_000],
      ['dayCount', 1, 2],
    ])
    desk.advance(86_400_000)
    desk.restart()
    expect(usesOf(customer.customerId).slice(0, 3)).toEqual([
      ['dayAmount', 0, 1_000_000],
      ['dayCount', 0, 3],
      ['monthAmount', 300_000, 1_699_999],
    ])
  })

  test('of several scopes the narrowest counts; a method counts its own; other currencies and what is overdrawn say nothing less than 0', () => {
    const customer = makeCustomer(desk)
    const { customerNumber } = desk.as('agent').call('customers.get', { customerId: customer.customerId })
    limit({})
    limit({ scope: 'customer', scopeValue: customerNumber, bound: 400_000 })
    limit({ scope: 'customer', scopeValue: 'C-other', bound: 1 })
    limit({ currency: 'USD', bound: 5 })
    limit({ method: 'cheque', bound: 90_000 })
    makeRequest(desk, customer, { amountMinor: 500_000 })
    makeRequest(desk, customer, { amountMinor: 20_000, method: 'cheque' })
    expect(usesOf(customer.customerId)).toEqual([
      ['dayAmount', 520_000, 0],
      ['dayAmount', 20_000, 70_000],
    ])
  })
})

describe('R3-55 risk', () => {
  test('another grade takes a reason, and who changed it stays', () => {
    const { customerId } = makeCustomer(desk)
    expect(riskOf(customerId)).toMatchObject({ grade: 'normal', changes: [], regions: [], said: [], entries: [] })
    expect(() => grade(customerId, 'high')).toThrow('RISK_REASON_MISSING')
    grade(customerId, 'high', 'Named in a press report')
    grade(customerId, 'high')
    grade(customerId, 'low', 'It was a namesake')
    expect(riskOf(customerId)).toMatchObject({
      grade: 'low',
      changes: [
        { before: 'high', after: 'low', reason: 'It was a namesake', by: 'Agnes Agent' },
        { before: 'normal', after: 'high', reason: 'Named in a press report' },
      ],
    })
    expect(riskOf(customerId).changes).toHaveLength(2)
  })

  test('shows what others said, payees in high-risk regions, and the register to those who may read it', () => {
    const customer = makeCustomer(desk, { risk: 'high' })
    const { customerId } = customer
    say(desk, ['customer', customerId], { riskRestriction: 'restricted', kyc: 'approved' })
    desk.as('admin').call('risk.addRegion', { country: 'KH', reason: 'Listed' })
    const details = { ...DETAILS, bankCode: '', bankBic: 'CIMBKHPP', address: { ...DETAILS.address, country: 'KH' } }
    const { destinationId } = desk.as('agent').call('customers.addDestination', { customerId, details })
    const { requestId } = makeRequest(desk, customer)
    desk.as('bo').call('risk.enter', { requestId, kind: 'highRiskClient', inquiry: null, note: 'Known' })
    expect(riskOf(customerId)).toMatchObject({
      said: [{ fact: 'riskRestriction', value: 'restricted', source: 'Onboarding', by: 'Bea Backoffice' }],
      regions: [{ destinationId, region: 'KH' }],
      entries: [{ kind: 'highRiskClient', requestId, note: 'Known', by: 'Bea Backoffice' }],
    })
    const reader = { db: desk.connection, actor: { permissions: new Set(['customers.read']) } } as unknown as Call
    expect(riskOfCustomer(reader, customerId)).toMatchObject({ grade: 'high', entries: null })
  })

  test('the history of a ledger from before comes from its audit log', () => {
    const { customerId } = makeCustomer(desk)
    grade(customerId, 'low', 'Known for years')
    desk.as('agent').call('customers.comment', { customerId, text: 'risk' })
    const [before] = riskOf(customerId).changes
    const sql = readFileSync(join(import.meta.dirname, '../../resources/migrations/0043-risk-of-customers.sql'), 'utf8')
    desk.connection.raw.exec(/INSERT INTO[^;]*;/.exec(sql)?.[0] ?? '')
    expect(riskOf(customerId).changes).toEqual([{ ...before, reason: '' }, before])
  })
})

test('R1-90 open requests come first on the card', () => {
  const customer = makeCustomer(desk)
  const first = makeRequest(desk, customer).requestId
  const second = makeRequest(desk, customer, { amountMinor: 200 }).requestId
  actAs(desk, 'cs')(second, 'rejectAndClose', { comment: 'Withdrawn' })
  const { requests } = desk.as('agent').call('customers.get', { customerId: customer.customerId })
  expect(requests.map((each: Answer) => [each.requestId, each.open])).toEqual([
    [first, true],
    [second, false],
  ])
})

test('what the card asks for walks the index of the customer', () => {
  const plans: string[] = []
  const db = new Proxy(desk.connection, {
    get: (target, key) =>
      key !== 'all'
        ? Reflect.get(target, key)
        : (sql: string, ...params: unknown[]) => {
            const steps = target.raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...params)
            plans.push(steps.map(({ detail }) => detail).join('; '))
            return []
          },
  })
  const call = { db } as unknown as Call
  usageOf(call, { customerId: 1, exceptRequestId: 0, dayStart: 0, dayEnd: 1, monthStart: 0 })
  entriesOfCustomer(call, 1)
  riskChangesOf(call, 1)
  expect(plans).toEqual([
    expect.stringContaining('SEARCH r USING INDEX requests_of_customer (customer_id=?)'),
    expect.stringContaining('SEARCH e USING INDEX risk_entries_of_customer (customer_id=?)'),
    expect.stringContaining('SEARCH k USING INDEX customer_risks_of_customer (customer_id=?)'),
  ])
  for (const plan of plans) expect(plan).not.toMatch(/SCAN [rekc]\b/)
})
