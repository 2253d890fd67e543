/**
 * Who may do what from where, for the profiles of R0, R2, R3 and R4: typed here from the rule texts and compared with what the engine
 * offers to every person at every place. The table of R1 is in transitions.test.ts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardOf } from '../support/cases.ts'
import { type Answer, type PEOPLE, type PersonName, PROFILE_PEOPLE, TEST_START } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'
import type { ProfileName } from '../support/profile-names.ts'

const PERSONS = [
  ...(Object.keys(PROFILE_PEOPLE) as PersonName[]),
  ...(['agent', 'cs', 'ret', 'deal', 'bo', 'fin', 'auditor'] satisfies (keyof typeof PEOPLE)[]),
]

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
  // Long before the cut-off, after which a payment waits for the next day (R3-10), however long the walks take.
  desk.now = TEST_START - 3 * 3_600_000
  desk.restart()
})
afterAll(() => desk.close())

type Step = [who: PersonName, action: string, given?: Record<string, unknown>]
/** One place of a profile: how to get there, and who may do what there, with where it leads. */
type Place = {
  name: string
  rule: string
  way: Step[]
  amountMinor?: number
  highRisk?: boolean
  may: { action: string; who: PersonName[]; to: string; given?: Record<string, unknown> }[]
}

const R0: Place[] = [
  {
    name: 'pending',
    rule: 'R0-10, R0-27',
    way: [],
    may: [
      { action: 'approve', who: ['mgr', 'mgr2'], to: 'approved/financePending' },
      { action: 'reject', who: ['mgr', 'mgr2'], to: 'rejected' },
    ],
  },
  {
    name: 'approved, pending at Finance',
    rule: 'R0-11…R0-14, R0-27',
    way: [['mgr', 'approve']],
    may: [
      { action: 'startReview', who: ['fo'], to: 'approved/financeInReview' },
      { action: 'pay', who: ['fo'], to: 'approved/financePending' },
      { action: 'returnToManager', who: ['fo'], to: 'pending' },
    ],
  },
  {
    name: 'approved, in review at Finance',
    rule: 'R0-14, R0-27',
    way: [
      ['mgr', 'approve'],
      ['fo', 'startReview'],
    ],
    may: [
      { action: 'pay', who: ['fo'], to: 'approved/financeInReview' },
      { action: 'returnToManager', who: ['fo'], to: 'pending' },
    ],
  },
]

const reasoned = { reasonCode: 'KYC_REQUIRED' }
const R2: Place[] = [
  {
    name: 'pending',
    rule: 'R2-07, R2-81 up to 50,000',
    way: [],
    may: [
      { action: 'approve', who: ['ops', 'ops2', 'sen', 'sen2'], to: 'approved' },
      { action: 'hold', who: ['ops', 'ops2', 'sen', 'sen2'], to: 'held' },
      {
        action: 'reject',
        who: [
          'ops',
          'ops2',
          'sen',
          'sen2',
          'mgr',
          'mgr2',
          'fm',
          'fd',
          'aud',
          'wo',
          'wo2',
          'comp',
          'pay',
          'pay2',
          'agent',
          'cs',
          'ret',
          'deal',
          'bo',
        ],
        to: 'rejected',
        given: reasoned,
      },
    ],
  },
  {
    name: 'pending, a large amount',
    rule: 'R2-81 above 200,000: Senior admin before Finance manager',
    way: [],
    amountMinor: 30_000_000,
    may: [{ action: 'approve', who: ['sen', 'sen2'], to: 'awaitingApproval' }],
  },
  {
    name: 'held',
    rule: 'R2-07',
    way: [['ops', 'hold']],
    may: [{ action: 'release', who: ['ops', 'ops2', 'sen', 'sen2'], to: 'pending' }],
  },
  {
    name: 'awaiting approval',
    rule: 'R2-07, R2-83',
    way: [['sen', 'approve']],
    amountMinor: 30_000_000,
    may: [{ action: 'approve', who: ['fm'], to: 'approved' }],
  },
  {
    name: 'approved',
    rule: 'R2-07, R2-29',
    way: [['ops', 'approve']],
    may: [
      { action: 'process', who: ['ops', 'ops2', 'sen', 'sen2', 'wo', 'wo2'], to: 'processing' },
      { action: 'processManually', who: ['sen', 'sen2'], to: 'processing', given: { reference: 'EXT-1' } },
    ],
  },
  {
    name: 'processing',
    rule: 'R2-30: no other way out',
    way: [
      ['ops', 'approve'],
      ['ops', 'process'],
    ],
    may: [],
  },
]

const R3: Place[] = [
  {
    name: 'Audit',
    rule: 'R3-05, R3-06, R3-25',
    way: [],
    highRisk: true,
    may: [
      { action: 'next', who: ['aud'], to: 'pending/confirm' },
      { action: 'reject', who: ['aud'], to: 'rejected', given: { reasonCode: 'rejectedByOperations' } },
    ],
  },
  {
    name: 'Confirm',
    rule: 'R3-05, R3-34',
    way: [],
    may: [
      { action: 'next', who: ['wo', 'wo2'], to: 'pending/remittance' },
      { action: 'reject', who: ['wo', 'wo2'], to: 'rejected', given: { reasonCode: 'rejectedByOperations' } },
    ],
  },
  {
    name: 'Remittance',
    rule: 'R3-05, R3-38',
    way: [['wo', 'next']],
    may: [
      { action: 'execute', who: ['wo', 'wo2'], to: 'processing/remittance' },
      { action: 'queueNextDay', who: ['wo', 'wo2'], to: 'nextDay/remittance' },
      { action: 'reject', who: ['wo', 'wo2'], to: 'rejected', given: { reasonCode: 'rejectedByOperations' } },
    ],
  },
  {
    name: 'Remittance of 3,000,000.00',
    rule: 'R3-43: one press alone does not execute',
    way: [['wo', 'next']],
    amountMinor: 300_000_000,
    may: [{ action: 'execute', who: ['wo', 'wo2'], to: 'pending/remittance' }],
  },
  {
    name: 'Remittance of 3,000,000.00 after one press',
    rule: 'R3-43: two different operators',
    way: [
      ['wo', 'next'],
      ['wo', 'execute'],
    ],
    amountMinor: 300_000_000,
    may: [{ action: 'execute', who: ['wo2'], to: 'processing/remittance' }],
  },
  {
    name: 'locked for Compliance',
    rule: 'R3-61',
    way: [['wo', 'lock']],
    may: [
      { action: 'complianceGo', who: ['comp'], to: 'pending/confirm' },
      { action: 'complianceNoGo', who: ['comp'], to: 'rejected' },
    ],
  },
]

const R4: Place[] = [
  {
    name: 'pending',
    rule: 'R4-22',
    way: [],
    may: [
      { action: 'approve', who: ['pay', 'pay2'], to: 'approved' },
      { action: 'askVerification', who: ['pay', 'pay2'], to: 'verification' },
      { action: 'reject', who: ['pay', 'pay2'], to: 'rejected' },
    ],
  },
  {
    name: 'verification',
    rule: 'R4-10, R4-14',
    way: [['pay', 'askVerification']],
    may: [
      { action: 'verified', who: ['pay', 'pay2'], to: 'pending', given: { reference: 'V-77' } },
      { action: 'reject', who: ['pay', 'pay2'], to: 'rejected' },
    ],
  },
  {
    name: 'approved',
    rule: 'R4-23…R4-25',
    way: [['pay', 'approve']],
    may: [{ action: 'pay', who: ['pay', 'pay2'], to: 'approved' }],
  },
]

const TABLES: [ProfileName, Place[]][] = [
  ['manager-finance', R0],
  ['payout-operations', R2],
  ['audit-confirm-remit', R3],
  ['incentive-payments', R4],
]

function arrive(profile: ProfileName, place: Place): number {
  const { amountMinor = 1_000_000, highRisk = false } = place
  const requestId = desk.make(profile, { amountMinor, highRisk })
  for (const [who, action, given] of place.way) desk.by(who)(requestId, action, given)
  return requestId
}

const placeText = (requestId: number): string => {
  const { status, step } = desk.place(requestId)
  return step === null ? status : `${status}/${step}`
}

describe.each(TABLES)('%s', (profile, places) => {
  test.each(places.map((place) => [place.name, place] as const))('%s', (_name, place) => {
    const requestId = arrive(profile, place)
    const profileData = desk.as('auditor').call('workflow.profile', { profile })
    const opened = new Map<PersonName, string[]>()
    const listed = new Set(place.may.map(({ action }) => action))
    for (const who of PERSONS) {
      const own = place.may.filter((each) => each.who.includes(who)).map((each) => each.action)
      opened.set(who, desk.open(who, requestId))
      const open = (opened.get(who) ?? []).filter((action) => listed.has(action) || place.may.length === 0)
      expect(open, `${who} at ${place.name} (${place.rule})`).toEqual(own.sort())
    }
    // Whoever is not offered an action is refused it with a code, and nothing changes.
    const before = cardOf(desk, requestId, 'auditor').row
    for (const { action } of profileData.actions as { action: string }[]) {
      for (const who of PERSONS.filter((name) => !opened.get(name)?.includes(action)).slice(0, 4)) {
        const given = { reasonCode: null, reference: 'X', documents: [] }
        expect(() => desk.by(who)(requestId, action, given), `${who} ${action}`).toThrow(/^[A-Z_]+/)
      }
    }
    expect(cardOf(desk, requestId, 'auditor').row).toEqual(before)
  })

  test.each(
    places.flatMap((place) =>
      place.may.map((each) => [`${place.name}: ${each.action} leads to ${each.to}`, place, each] as const),
    ),
  )('%s', (_name, place, { action, who, to, given }) => {
    const requestId = arrive(profile, place)
    const [first] = who
    const from = desk.place(requestId).status
    desk.by(first as PersonName)(requestId, action, given)
    expect(placeText(requestId)).toBe(to)
    const log = desk.as('auditor').call('audit.list', { requestId, subject: '', actor: '', before: null, pageSize: 1 })
    expect(log.rows[0].action).toBe(`request.${action}`)
    expect(log.rows[0].changes).toContainEqual({ field: 'status', before: from, after: desk.place(requestId).status })
  })
})

describe('what must be given', () => {
  const cases: [ProfileName, Step[], Step, string][] = [
    ['manager-finance', [], ['mgr', 'reject', { comment: '' }], 'COMMENT_REQUIRED'],
    ['payout-operations', [], ['ops', 'reject', {}], 'REASON_CODE_REQUIRED'],
    ['payout-operations', [], ['ops', 'reject', { reasonCode: 'BECAUSE' }], 'REASON_CODE_REQUIRED'],
    ['payout-operations', [], ['ops', 'reject', { reasonCode: 'OTHER', comment: ' ' }], 'COMMENT_REQUIRED'],
    ['payout-operations', [['ops', 'approve']], ['sen', 'processManually', { reference: '' }], 'REFERENCE_REQUIRED'],
    ['audit-confirm-remit', [], ['wo', 'reject', {}], 'REASON_CODE_REQUIRED'],
    ['audit-confirm-remit', [], ['wo', 'execute', {}], 'ACTION_NOT_OFFERED'],
    ['audit-confirm-remit', [['wo', 'next']], ['wo', 'execute', { contentDigest: 'old' }], 'CONTENT_CHANGED'],
    ['manager-finance', [], ['mgr', 'approve', { contentDigest: null }], 'CONTENT_CHANGED'],
  ]
  test.each(cases)('%s: after %j, %j is refused %s', (profile, way, [who, action, given], code) => {
    const requestId = desk.make(profile)
    for (const [by, step, gave] of way) desk.by(by)(requestId, step, gave)
    expect(() => desk.by(who)(requestId, action, given)).toThrow(code)
  })
})

describe('money', () => {
  const held = (requestId: number): number => cardOf(desk, requestId, 'auditor').heldMinor

  test('K-02: set apart at submission, approval or execution, exactly once', () => {
    const amountMinor = 1_000_000
    const payout = desk.make('payout-operations')
    expect(held(payout)).toBe(amountMinor)
    const manager = desk.make('manager-finance')
    expect(held(manager)).toBe(0)
    desk.by('mgr')(manager, 'approve')
    expect(held(manager)).toBe(amountMinor)
    const remit = desk.make('audit-confirm-remit')
    desk.by('wo')(remit, 'next')
    expect(held(remit)).toBe(0)
    desk.by('wo')(remit, 'execute')
    const holds = desk.connection.all<{ state: string; posted: number }>(
      'SELECT state, posted_minor AS posted FROM holds WHERE request_id = ?',
      remit,
    )
    expect(holds).toEqual([{ state: 'posted', posted: amountMinor }])
  })

  test('R2-22, R2-23: rejection gives the money back once, except on suspicion of fraud', () => {
    const plain = desk.make('payout-operations')
    desk.by('ops')(plain, 'reject', { reasonCode: 'OTHER' })
    expect(held(plain)).toBe(0)
    const fraud = desk.make('payout-operations')
    desk.by('ops')(fraud, 'reject', { reasonCode: 'FRAUD_SUSPECTED' })
    expect(desk.place(fraud).status).toBe('rejected')
    expect(held(fraud)).toBe(1_000_000)
  })

  test('R0-11: nothing is paid that the manager has not approved', () => {
    const requestId = desk.make('manager-finance')
    expect(() => desk.by('fo')(requestId, 'pay')).toThrow('ACTION_NOT_OFFERED')
    expect(cardOf(desk, requestId, 'auditor').instructions).toEqual([])
  })

  test('R0-16: a destination that is no longer on file is not paid', () => {
    const requestId = desk.make('manager-finance')
    desk.by('mgr')(requestId, 'approve')
    const { destinationId } = desk.customer
    desk.connection.run('UPDATE destinations SET active = 0 WHERE id = ?', destinationId)
    expect(desk.why('fo', requestId, 'pay')).toBe('DESTINATION_NOT_ON_FILE')
    desk.connection.run('UPDATE destinations SET active = 1 WHERE id = ?', destinationId)
    expect(desk.why('fo', requestId, 'pay')).toBeNull()
  })
})

describe('R3-22, R3-23 templates', () => {
  const first = (requestId: number): Answer => desk.place(requestId).step
  test.each([
    ['default', 'confirm'],
    ['unusual', 'audit'],
    ['omnibus', 'confirm'],
    ['om_unusual', 'audit'],
    ['fund', 'confirm'],
    ['fund_unusual', 'audit'],
  ])('%s begins at %s', (template, step) => {
    expect(first(desk.make('audit-confirm-remit', { template }))).toBe(step)
  })
  test('a high-risk customer is audited and cannot be let through a shorter way', () => {
    expect(first(desk.make('audit-confirm-remit', { highRisk: true }))).toBe('audit')
    expect(() => desk.make('audit-confirm-remit', { highRisk: true, template: 'default' })).toThrow('TEMPLATE_TOO_EASY')
    expect(() => desk.make('audit-confirm-remit', { template: 'quick' })).toThrow('TEMPLATE_UNKNOWN')
  })
})
