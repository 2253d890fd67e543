/** R2-19, R2-22, R3-25: what the customer hears of a step: with the status or not at all, once, and by the reason of the profile. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardOf } from '../support/cases.ts'
import { type Answer, TEST_START } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
  desk.now = TEST_START - 3 * 3_600_000
  desk.restart()
})
afterAll(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const told = (requestId: number): Answer[] =>
  desk.connection.all(
    `SELECT template, channel, language, customer_id AS "customerId", address, state, subject, body FROM notifications
     WHERE request_id = ? AND customer_id IS NOT NULL ORDER BY id`,
    requestId,
  )
const templates = (requestId: number): string[] => told(requestId).map(({ template }) => template)

describe('R2-19 approved', () => {
  test('with the status, to the address of the customer', () => {
    const requestId = desk.make('payout-operations')
    expect(told(requestId)).toEqual([])
    desk.by('ops')(requestId, 'approve')
    expect(desk.place(requestId).status).toBe('approved')
    expect(told(requestId)).toMatchObject([
      {
        template: 'customer.approved',
        channel: 'email',
        language: 'en',
        customerId: desk.customer.customerId,
        address: 'lee@example.hk',
        state: 'waiting',
        subject: `Your withdrawal WD-${requestId} is approved`,
        body: expect.stringContaining('10,000.00 HKD'),
      },
    ])
  })

  test('not at the first of several approvals, and once after the last', () => {
    const requestId = desk.make('payout-operations', { amountMinor: 30_000_000 })
    desk.by('sen')(requestId, 'approve')
    expect(templates(requestId)).toEqual([])
    desk.by('fm')(requestId, 'approve')
    expect(templates(requestId)).toEqual(['customer.approved'])
  })

  test('nothing is left by a refusal, and nothing more by the same command sent again', () => {
    const requestId = desk.make('payout-operations')
    expect(() => desk.by('ops')(requestId, 'approve', { contentDigest: 'old' })).toThrow('CONTENT_CHANGED')
    expect(() => desk.by('agent')(requestId, 'approve')).toThrow()
    expect(told(requestId)).toEqual([])
    const { row, contentDigest } = cardOf(desk, requestId, 'ops')
    const given = { requestId, expectedVersion: row.version, action: 'approve', comment: 'fine', documents: [] }
    const command = { commandId: 'test-approve-twice-1', ...given, contentDigest, acknowledgeShortBalance: false }
    for (let sent = 0; sent < 2; sent++) desk.as('ops').call('requests.act', command)
    expect(desk.place(requestId).status).toBe('approved')
    expect(templates(requestId)).toEqual(['customer.approved'])
  })

  test('a crash of the notice takes the status with it (law 2)', () => {
    const requestId = desk.make('payout-operations')
    desk.connection.raw.exec(
      "CREATE TEMP TRIGGER no_notice BEFORE INSERT ON notifications BEGIN SELECT RAISE(ABORT, 'no notice'); END",
    )
    expect(() => desk.by('ops')(requestId, 'approve')).toThrow()
    desk.connection.raw.exec('DROP TRIGGER no_notice')
    desk.faults.length = 0
    expect(desk.place(requestId).status).toBe('pending')
    desk.by('ops')(requestId, 'approve')
    expect(templates(requestId)).toEqual(['customer.approved'])
  })
})

describe('R2-22, R3-25 rejected', () => {
  test.each([
    ['payout-operations', 'ops', 'KYC_REQUIRED', 'KYC not approved'],
    ['audit-confirm-remit', 'wo', 'rejectedByOperations', 'Rejected by operations'],
  ] as const)(
    '%s: once, with the words of the reason and nothing that colleagues wrote',
    (profile, who, code, words) => {
      const requestId = desk.make(profile)
      expect(() => desk.by(who)(requestId, 'reject', { reasonCode: 'BECAUSE' })).toThrow('REASON_CODE_REQUIRED')
      expect(told(requestId)).toEqual([])
      desk.by(who)(requestId, 'reject', { reasonCode: code, comment: 'for colleagues only' })
      const [notice, ...more] = told(requestId)
      expect(notice).toMatchObject({ template: 'customer.rejected', channel: 'email', state: 'waiting' })
      expect(notice.body).toContain(`: ${words}.`)
      expect(notice.body).not.toContain('colleagues')
      expect(more).toEqual([])
      expect(() => desk.by(who)(requestId, 'reject', { reasonCode: code })).toThrow()
      expect(told(requestId)).toHaveLength(1)
    },
  )

  test('R3-25 the audit’s rejection tells; its NEXT moves on and tells nobody', () => {
    const rejected = desk.make('audit-confirm-remit', { highRisk: true })
    desk.by('aud')(rejected, 'reject', { reasonCode: 'rejectedByOperations' })
    expect(templates(rejected)).toEqual(['customer.rejected'])
    const passed = desk.make('audit-confirm-remit', { highRisk: true })
    desk.by('aud')(passed, 'next')
    expect(desk.place(passed).step).toBe('confirm')
    expect(templates(passed)).toEqual([])
  })

  test('the desk’s own words are used where they were changed', () => {
    const { version } = (desk.as('admin').call('notifications.templates') as Answer[]).find(
      (row) => row.template === 'customer.rejected' && row.language === 'en',
    )
    const own = { subject: 'No: {request}', body: 'Because {reason}' }
    const about = { template: 'customer.rejected', language: 'en', expectedVersion: version }
    desk.as('admin').call('notifications.setTemplate', { ...about, ...own })
    const requestId = desk.make('payout-operations')
    desk.by('ops')(requestId, 'reject', { reasonCode: 'LIMIT_EXCEEDED' })
    expect(told(requestId)).toMatchObject([{ subject: `No: WD-${requestId}`, body: 'Because Amount over the limits' }])
  })
})

test('department review tells the customer nothing by itself: its steps name no notice', () => {
  const { transitions } = desk.as('auditor').call('workflow.profile', { profile: 'department-review' })
  expect(transitions.filter(({ notice }: Answer) => notice !== null)).toEqual([])
})
