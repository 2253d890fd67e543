/**
 * What failed checks do beside blocking: they hold a request until the cause is cleared, or defer it to the next business day (R2-07, R2-10…R2-17),
 * by the profile's own transitions; what a person held stays with the person.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WAITING } from '../../src/main/engine/features/requests/check-hold-store.ts'
import { cardOf } from '../support/cases.ts'
import { say } from '../support/checked-desk.ts'
import { type Answer, type PersonName, TEST_START } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

const about = (facts: Record<string, string>) => say(desk, ['customer', desk.customer.customerId], facts)
const again = (who: PersonName, requestId: number): Answer =>
  desk.as(who).call('requests.lookAgain', { requestId, expectedVersion: cardOf(desk, requestId, who).row.version })
const status = (requestId: number): string => desk.place(requestId).status
/** The steps of a request that the desk itself took, with their reasons. */
const stepsOfDesk = (requestId: number): string[] =>
  desk.connection
    .all<{ record: string }>(
      "SELECT record FROM audit WHERE json_extract(record, '$.requestId') = ? AND json_extract(record, '$.action') LIKE 'request.system%' ORDER BY sequence",
      requestId,
    )
    .map(({ record }) => {
      const { action, reason, actor } = JSON.parse(record)
      return `${action} ${reason} by ${actor}`
    })
beforeEach(() => {
  about({ kyc: 'approved', standing: 'active', openDisputes: '0' })
  desk.engine.holdsDue()
})

/** Causes that hold a payout, each with the fact that clears it. */
const CAUSES: readonly [check: string, bad: Record<string, string>, good: Record<string, string>][] = [
  ['kycApproved', { kyc: 'pending' }, { kyc: 'approved' }],
  ['noFraudInvestigation', { standing: 'fraudInvestigation' }, { standing: 'active' }],
  ['noOpenDispute', { openDisputes: '1' }, { openDisputes: '0' }],
]

describe('R2-10 a check that holds', () => {
  test.each(CAUSES)('%s holds a new request, and lets it back when its cause is cleared', (check, bad, good) => {
    about(bad)
    const requestId = desk.make('payout-operations')
    expect(status(requestId)).toBe('held')
    expect(cardOf(desk, requestId, 'ops').heldByChecks).toMatchObject({ kind: 'held', checks: [check], until: null })
    // R2-08: its money stays set apart.
    expect(cardOf(desk, requestId, 'ops').heldMinor).toBe(1_000_000)
    expect(desk.engine.holdsDue()).toBe(0)
    about(good)
    expect(desk.engine.holdsDue()).toBe(1)
    expect(status(requestId)).toBe('pending')
    expect(cardOf(desk, requestId, 'ops').heldByChecks).toBeNull()
    expect(stepsOfDesk(requestId)).toEqual([
      `request.systemHeld ${check} by Agnes Agent`,
      `request.systemBack ${check} by desk`,
    ])
    desk.by('ops')(requestId, 'approve')
    expect(status(requestId)).toBe('approved')
  })

  test('a cause that comes up later holds when somebody looks; who has nothing to do with the request may not', () => {
    const requestId = desk.make('payout-operations')
    expect(status(requestId)).toBe('pending')
    expect(() => again('ops', requestId)).toThrow('NOTHING_CHANGED')
    about({ kyc: 'pending' })
    expect(desk.why('ops', requestId, 'approve')).toBe('CHECKS_OPEN')
    expect(() => again('mgr', requestId)).toThrow('DEPARTMENT_DIFFERS')
    expect(again('ops', requestId).status).toBe('held')
    expect(() => again('ops', requestId)).toThrow('NOTHING_CHANGED')
    about({ kyc: 'approved' })
    expect(again('ops', requestId).status).toBe('pending')
  })

  test('a resolution with evidence clears it as well (R2-109)', () => {
    about({ kyc: 'pending' })
    const requestId = desk.make('payout-operations')
    desk.as('fm').call('checks.resolve', { requestId, check: 'kycApproved', text: 'Certified copy seen', fileId: null })
    expect(desk.engine.holdsDue()).toBe(1)
    expect(status(requestId)).toBe('pending')
    about({ kyc: 'approved' })
  })

  test('one cause gives way to another: it waits on, for what is open now', () => {
    about({ kyc: 'pending' })
    const requestId = desk.make('payout-operations')
    about({ kyc: 'approved', openDisputes: '2' })
    expect(desk.engine.holdsDue()).toBe(0)
    expect(cardOf(desk, requestId, 'ops').heldByChecks.checks).toEqual(['noOpenDispute'])
    about({ openDisputes: '0' })
    expect(desk.engine.holdsDue()).toBe(1)
  })

  test('what refuses is not held: a person has to end it', () => {
    about({ kyc: 'pending', standing: 'suspended' })
    const requestId = desk.make('payout-operations')
    expect(status(requestId)).toBe('pending')
    expect(desk.why('ops', requestId, 'approve')).toBe('CHECK_REFUSED')
    about({ kyc: 'approved', standing: 'active' })
  })

  test('what a person held stays held, and a person may release what a check held', () => {
    const byHand = desk.make('payout-operations')
    desk.by('ops')(byHand, 'hold')
    expect(desk.engine.holdsDue()).toBe(0)
    expect(status(byHand)).toBe('held')
    about({ kyc: 'pending' })
    const byCheck = desk.make('payout-operations')
    desk.by('ops')(byCheck, 'release')
    expect(status(byCheck)).toBe('pending')
    expect(desk.why('ops', byCheck, 'approve')).toBe('CHECKS_OPEN')
    desk.by('ops')(byCheck, 'hold')
    about({ kyc: 'approved' })
    expect(desk.engine.holdsDue()).toBe(0)
    expect(status(byCheck)).toBe('held')
  })

  test('one that is rejected while it is held is left alone', () => {
    about({ kyc: 'pending' })
    const requestId = desk.make('payout-operations')
    desk.by('ops')(requestId, 'reject', { reasonCode: 'KYC_REQUIRED' })
    about({ kyc: 'approved' })
    expect(desk.engine.holdsDue()).toBe(0)
    expect(status(requestId)).toBe('rejected')
    expect(desk.connection.value('SELECT count(*) FROM request_check_holds')).toBe(0)
  })
})

describe('R2-17 a limit of the day', () => {
  test('defers to the next business day, over the weekend, and the request re-enters the queue then', () => {
    const content = {
      scope: 'customer',
      scopeValue: desk.connection.value('SELECT customer_number FROM customers WHERE id = ?', desk.customer.customerId),
      currency: 'HKD',
      method: null,
      measure: 'dayAmount',
      comparison: 'atMost',
      bound: 2_500_000,
      effect: 'nextDay',
      active: true,
    }
    desk.as('admin').call('limitTable.add', { content, reason: 'For this test' })
    const first = desk.make('payout-operations', { amountMinor: 100_000_000 })
    const card = cardOf(desk, first, 'ops')
    expect(desk.now - TEST_START).toBeLessThan(3_600_000)
    expect([card.row.status, card.heldByChecks]).toEqual([
      'held',
      expect.objectContaining({ kind: 'deferred', until: '2026-11-23', checks: ['dailyLimit'] }),
    ])
    expect(desk.engine.holdsDue()).toBe(0)
    expect(() => again('ops', first)).toThrow('NOTHING_CHANGED')
    // Still over the limit on Monday: it waits for Tuesday.
    desk.advance(3 * 86_400_000)
    desk.restart()
    expect(desk.engine.holdsDue()).toBe(0)
    expect(cardOf(desk, first, 'ops').heldByChecks.until).toBe('2026-11-24')
    const [line] = desk
      .as('admin')
      .call('limitTable.list')
      .filter((each: Answer) => each.scope === 'customer')
    desk.as('admin').call('limitTable.change', {
      limitId: line.limitId,
      expectedVersion: line.version,
      bound: 200_000_000,
      comparison: 'atMost',
      effect: 'nextDay',
      active: true,
      reason: 'More',
    })
    desk.advance(86_400_000)
    desk.restart()
    expect(desk.engine.holdsDue()).toBe(1)
    expect(status(first)).toBe('pending')
    expect(stepsOfDesk(first).at(-1)).toBe('request.systemBack dailyLimit by desk')
  })
})

describe('R3-24, R3-61 an assessment that failed', () => {
  test('locks the request for Compliance, who decides', () => {
    const requestId = desk.make('audit-confirm-remit', { highRisk: true })
    expect(desk.place(requestId)).toMatchObject({ status: 'pending', step: 'audit' })
    desk.as('fm').call('checks.answer', {
      requestId,
      check: 'assessHistory',
      passed: false,
      text: 'Never paid abroad before',
      fileId: null,
    })
    expect(again('aud', requestId)).toMatchObject({ status: 'locked', department: 'riskCompliance' })
    expect(cardOf(desk, requestId, 'comp').heldByChecks).toMatchObject({ kind: 'held', checks: ['assessHistory'] })
    expect(desk.engine.holdsDue()).toBe(0)
    desk
      .as('comp')
      .call('checks.resolve', { requestId, check: 'assessHistory', text: 'Invoice and contract seen', fileId: null })
    expect(desk.engine.holdsDue()).toBe(0)
    desk.by('comp')(requestId, 'complianceGo')
    expect(status(requestId)).toBe('pending')
    expect(cardOf(desk, requestId, 'comp').heldByChecks).toBeNull()
  })
})

test('the look at what waits walks its key', () => {
  const plan = desk.connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${WAITING}`, 0, '2026-11-20', 100)
  expect(plan.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SEARCH .* INTEGER PRIMARY KEY \(rowid>\?\)/),
  ])
})
