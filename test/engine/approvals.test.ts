/** Approvals on a real desk: who may give them, what voids them, what is kept; and that no lie of a window gets past them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardOf, DETAILS } from '../support/cases.ts'
import { say } from '../support/checked-desk.ts'
import type { Answer, PersonName } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

const LARGE = 30_000_000
const HUGE = 100_000_001
const seen = (requestId: number): Answer => desk.as('auditor').call('approvals.ofRequest', { requestId })

describe('R2-83, R2-84 the chain', () => {
  test('waits for every approver in order and records all of them', () => {
    const requestId = desk.make('payout-operations', { amountMinor: LARGE })
    expect(seen(requestId).needed.seats).toMatchObject([
      { role: 'seniorAdmin', open: true, people: ['Selma Senior', 'Stan Senior'] },
      { role: 'financeManager', open: false, people: ['Fiona Manager'] },
    ])
    expect(desk.why('fm', requestId, 'approve')).toBe('APPROVAL_NOT_YOURS')
    desk.by('sen')(requestId, 'approve', { comment: 'seen' })
    expect(desk.place(requestId).status).toBe('awaitingApproval')
    expect(desk.why('sen2', requestId, 'approve')).toBe('APPROVAL_NOT_YOURS')
    expect(desk.why('sen', requestId, 'approve')).toBe('APPROVED_ALREADY')
    desk.by('fm')(requestId, 'approve', { comment: '' })
    expect(desk.place(requestId).status).toBe('approved')
    const [round] = seen(requestId).rounds
    expect(round).toMatchObject({ state: 'complete', round: 1, ordered: true })
    expect(round.approvals).toMatchObject([
      { by: 'Selma Senior', role: 'seniorAdmin', decision: 'approve', note: 'seen', forName: null },
      { by: 'Fiona Manager', role: 'financeManager', decision: 'approve' },
    ])
    expect(round.content).toContainEqual({ field: 'amount', value: '300,000.00 HKD' })
  })

  test('R2-81 above 1,000,000: the Finance director after the Finance manager', () => {
    const requestId = desk.make('payout-operations', { amountMinor: HUGE })
    expect(desk.why('fd', requestId, 'approve')).toBe('APPROVAL_NOT_YOURS')
    desk.by('fm')(requestId, 'approve')
    desk.by('fd')(requestId, 'approve')
    expect(desk.place(requestId).status).toBe('approved')
  })

  test('one rejection ends it and is kept', () => {
    const requestId = desk.make('payout-operations', { amountMinor: LARGE })
    desk.by('sen')(requestId, 'approve')
    desk.by('fm')(requestId, 'reject', { reasonCode: 'OTHER', comment: 'not explained' })
    expect(desk.place(requestId).status).toBe('rejected')
    expect(seen(requestId).rounds[0]).toMatchObject({
      state: 'rejected',
      approvals: [{ decision: 'approve' }, { by: 'Fiona Manager', decision: 'reject', note: 'not explained' }],
    })
  })

  test('law 4: whoever made the request approves nothing of it, whatever their role', () => {
    const requestId = desk.make('payout-operations', { amountMinor: 100, by: 'sen2' })
    expect(desk.why('sen2', requestId, 'approve')).toBe('MAKER_CANNOT_APPROVE')
    expect(() => desk.by('sen2')(requestId, 'approve')).toThrow('MAKER_CANNOT_APPROVE')
    desk.by('ops')(requestId, 'approve')
    expect(desk.place(requestId).status).toBe('approved')
  })

  test('a currency without a table is refused when the request is made', () => {
    expect(() =>
      desk.as('agent').call('requests.create', {
        profile: 'payout-operations',
        customerId: desk.yen.customerId,
        accountId: desk.yen.accountId,
        destinationId: desk.yen.destinationId,
        method: 'wireTransfer',
        amountMinor: 1_000,
        currency: 'JPY',
        priority: 'normal',
        reason: '',
        comment: 'yen',
      }),
    ).toThrow('APPROVAL_TABLE_MISSING')
  })
})

describe('law 5: an approval covers what was read', () => {
  /** Another account of the same name, verified. */
  function otherDestination(): number {
    const { customerId } = desk.customer
    const { destinationId } = desk.as('agent').call('customers.addDestination', {
      customerId,
      details: { ...DETAILS, accountNumber: `8081${desk.now % 100_000_000}` },
    })
    say(desk, ['destination', destinationId], { verified: 'yes' })
    return destinationId
  }
  function change(requestId: number, destinationId: number): Answer {
    const { row } = cardOf(desk, requestId, 'agent')
    const changed = desk.as('agent').call('requests.changeDestination', {
      requestId,
      expectedVersion: row.version,
      destinationId,
      comment: 'the customer gave another account',
    })
    // What was looked at is looked at again.
    desk.look(requestId, false)
    return changed
  }

  test('a change of destination voids what was given, shows the difference and asks again', () => {
    desk.advance(1_000)
    const destinationId = otherDestination()
    const requestId = desk.make('payout-operations', { amountMinor: LARGE })
    desk.by('sen')(requestId, 'approve')
    desk.by('fm')(requestId, 'approve')
    expect(change(requestId, destinationId)).toMatchObject({ status: 'pending' })
    const [round] = seen(requestId).rounds
    expect(round.state).toBe('voided')
    expect(round.difference).toMatchObject([{ field: 'payeeAccount', after: expect.stringMatching(/^8081/) }])
    expect(round.difference[0].before).not.toBe(round.difference[0].after)
    expect(round.approvals).toHaveLength(2)
    expect(seen(requestId).needed.seats[0]).toMatchObject({ given: 0, open: true })
    desk.by('sen')(requestId, 'approve')
    desk.by('fm')(requestId, 'approve')
    expect(seen(requestId).rounds.map((each: Answer) => [each.round, each.state])).toEqual([
      [2, 'complete'],
      [1, 'voided'],
    ])
    desk.by('ops')(requestId, 'process')
    expect(desk.place(requestId)).toMatchObject({ status: 'processing', beingSent: true })
  })

  test('an approver who read something else is told so and approves nothing', () => {
    const requestId = desk.make('payout-operations')
    const old = cardOf(desk, requestId, 'ops')
    desk.advance(1_000)
    change(requestId, otherDestination())
    const { row } = cardOf(desk, requestId, 'ops')
    const given = { comment: '', documents: [], contentDigest: old.contentDigest, acknowledgeShortBalance: false }
    expect(() =>
      desk.as('ops').call('requests.act', { requestId, expectedVersion: row.version, action: 'approve', ...given }),
    ).toThrow('CONTENT_CHANGED')
    expect(seen(requestId).rounds).toEqual([])
  })

  test('details that were changed on file behind an approval stop the payment', () => {
    desk.advance(1_000)
    const destinationId = otherDestination()
    const requestId = desk.make('payout-operations')
    change(requestId, destinationId)
    desk.by('ops')(requestId, 'approve')
    const tamper = () =>
      desk.connection.run("UPDATE destinations SET digest = 'x' || substr(digest, 2) WHERE id = ?", destinationId)
    expect(tamper).toThrow('guard: a destination keeps')
    // Somebody with the file and without its guards: the digest of the approval still tells.
    desk.connection.run('DROP TRIGGER guard_destination_update')
    tamper()
    expect(desk.why('ops', requestId, 'process')).toBe('APPROVALS_MISSING')
    expect(() => desk.by('ops')(requestId, 'process')).toThrow('APPROVALS_MISSING')
    expect(cardOf(desk, requestId, 'auditor').instructions).toEqual([])
  })
})

describe('once', () => {
  test('the same command twice approves once; with other content it is refused', () => {
    const requestId = desk.make('payout-operations', { amountMinor: LARGE })
    const card = cardOf(desk, requestId, 'sen')
    const input = {
      commandId: 'approve-once-0001',
      requestId,
      expectedVersion: card.row.version,
      action: 'approve',
      comment: '',
      documents: [],
      contentDigest: card.contentDigest,
      acknowledgeShortBalance: false,
    }
    const first = desk.as('sen').call('requests.act', input)
    expect(desk.as('sen').call('requests.act', input)).toEqual(first)
    expect(() => desk.as('sen').call('requests.act', { ...input, comment: 'other' })).toThrow('COMMAND_ID_REUSED')
    expect(seen(requestId).rounds[0].approvals).toHaveLength(1)
  })

  test('no draft is written by hand beside what was approved', () => {
    const requestId = desk.make('manager-finance')
    desk.by('mgr')(requestId, 'approve')
    const { row } = cardOf(desk, requestId, 'auditor')
    const draft = { paymentType: 'cheque', amountMinor: 100, oct: false, details: { ...DETAILS, kind: 'cheque' } }
    for (const who of ['bo', 'mgr', 'fo'] satisfies PersonName[]) {
      expect(() =>
        desk.as(who).call('transactions.add', { requestId, expectedVersion: row.version, ...draft }),
      ).toThrow(/TRANSACTION_LOCKED|PERMISSION_MISSING/)
    }
  })
})

describe('a window that lies', () => {
  const act = (who: PersonName, requestId: number, more: Record<string, unknown>): Answer => {
    const card = cardOf(desk, requestId, who)
    return desk.as(who).call('requests.act', {
      requestId,
      expectedVersion: card.row.version,
      action: 'approve',
      comment: 'because',
      documents: [],
      contentDigest: card.contentDigest,
      acknowledgeShortBalance: false,
      ...more,
    })
  }

  test.each<[string, PersonName, Record<string, unknown>, RegExp]>([
    ['an action that only the desk itself takes', 'ops', { action: 'systemPaid' }, /ACTION_NOT_OFFERED/],
    ['an action of another profile', 'ops', { action: 'complete' }, /ACTION_NOT_OFFERED/],
    ['an action of a later status', 'ops', { action: 'process' }, /ACTION_NOT_OFFERED/],
    ['an older version', 'ops', { expectedVersion: 99 }, /changed|WD-/],
    ['no digest', 'ops', { contentDigest: null }, /CONTENT_CHANGED/],
    ['another digest', 'ops', { contentDigest: 'f'.repeat(64) }, /CONTENT_CHANGED/],
    ['a request that is not there', 'ops', { requestId: 999_999 }, /NOT_FOUND/],
    ['a field that nobody asked for', 'ops', { approved: true }, /unrecognized|invalid/i],
    ['another department', 'fo', { action: 'hold' }, /DEPARTMENT_DIFFERS/],
    ['a permission that is missing', 'wo', { action: 'hold' }, /PERMISSION_MISSING/],
    ['a role that is missing', 'bo', {}, /APPROVAL_NOT_YOURS/],
  ])('%s', (_lie, who, more, reason) => {
    const requestId = desk.make('payout-operations')
    expect(() => act(who, requestId, more)).toThrow(reason)
    expect(desk.place(requestId).status).toBe('pending')
    expect(seen(requestId).rounds).toEqual([])
  })

  const STEPPED_UP: [
    profile: 'manager-finance' | 'payout-operations' | 'audit-confirm-remit' | 'incentive-payments',
    way: [PersonName, string][],
    who: PersonName,
    action: string,
  ][] = [
    ['manager-finance', [], 'mgr', 'approve'],
    ['manager-finance', [['mgr', 'approve']], 'fo', 'pay'],
    ['payout-operations', [], 'ops', 'approve'],
    ['payout-operations', [['ops', 'approve']], 'ops', 'process'],
    ['payout-operations', [['ops', 'approve']], 'sen', 'processManually'],
    ['audit-confirm-remit', [['wo', 'next']], 'wo', 'execute'],
    ['audit-confirm-remit', [['wo', 'lock']], 'comp', 'complianceGo'],
    ['audit-confirm-remit', [['wo', 'lock']], 'comp', 'complianceNoGo'],
    ['incentive-payments', [], 'pay', 'approve'],
    ['incentive-payments', [['pay', 'approve']], 'pay', 'pay'],
  ]
  test.each(STEPPED_UP)('%s after %j: %s cannot %s without the second factor', (profile, way, who, action) => {
    const requestId = desk.make(profile)
    for (const [by, step] of way) desk.by(by)(requestId, step)
    const before = desk.place(requestId)
    const card = cardOf(desk, requestId, who)
    const person = desk.asWithoutStepUp(who)
    const input = { requestId, expectedVersion: card.row.version, action, comment: 'because', documents: [] }
    expect(() =>
      person.call('requests.act', {
        ...input,
        contentDigest: card.contentDigest,
        acknowledgeShortBalance: false,
        reference: 'R',
      }),
    ).toThrow('STEP_UP_REQUIRED')
    expect(desk.place(requestId)).toEqual(before)
  })
})

describe('many at once', () => {
  test('each of a selection is judged on its own, with a result per row', () => {
    const good = [desk.make('payout-operations'), desk.make('payout-operations')]
    const large = desk.make('payout-operations', { amountMinor: LARGE })
    const gone = desk.make('payout-operations')
    desk.by('ops2')(gone, 'hold')
    const rows = [...good, large, gone].map((requestId) => {
      const { row, contentDigest } = cardOf(desk, requestId, 'ops')
      return { requestId, expectedVersion: row.version, contentDigest }
    })
    const { results } = desk
      .as('ops')
      .call('requests.actOnMany', { action: 'approve', comment: '', documents: [], requests: rows })
    expect(results.map((each: Answer) => each.done?.status ?? each.refusal.code)).toEqual([
      'approved',
      'approved',
      'APPROVAL_NOT_YOURS',
      'ACTION_NOT_OFFERED',
    ])
  })
})
