/** Ways to a payment that must stay closed, and money that must move once: the profiles' own paths under change, failure and emergency. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cardOf, makeCustomer, makeRequest } from '../support/cases.ts'
import { say } from '../support/checked-desk.ts'
import type { Answer, PersonName } from '../support/desk.ts'
import { grant, refusalOf, uploadFile } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
beforeEach(() => {
  desk = new ProfileDesk()
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
  desk.close()
})

const choose = (requestId: number, channel: string | null, who: PersonName = 'wo') =>
  desk.as(who).call('requests.setChannel', {
    requestId,
    expectedVersion: cardOf(desk, requestId, who).row.version,
    channel,
    reason: 'another way',
  })

const paymentsOf = (requestId: number): Answer[] => cardOf(desk, requestId, 'auditor').instructions
/** A waiting payment left with a bank's file and the bank refused it. */
function fails(requestId: number): void {
  const { instructionId } = paymentsOf(requestId).at(-1)
  const sql = "UPDATE instructions SET state = 'sent', version = version + 1 WHERE id = ? RETURNING version"
  const expectedVersion = desk.connection.value<number>(sql, instructionId)
  const evidenceFileId = uploadFile(desk.as('fin'), 'answer.txt', `refused ${instructionId}`)
  const result = { result: 'failed', evidenceFileId, text: 'account closed' }
  desk.as('fin').call('batches.recordResult', { instructionId, expectedVersion, ...result })
}

describe('law 5: the channel is part of what was approved', () => {
  it('R3-28 a task at Remittance whose channel is taken away does not pay', async () => {
    const requestId = desk.make('audit-confirm-remit')
    desk.by('wo')(requestId, 'next')
    choose(requestId, null)
    expect(await refusalOf(() => desk.by('wo')(requestId, 'execute'))).toMatchObject({ code: 'CHANNEL_NOT_CHOSEN' })
    expect(paymentsOf(requestId)).toEqual([])
  })

  it.each(['payout-operations', 'manager-finance'] as const)(
    '%s: another channel after the approval voids it and asks again',
    async (profile) => {
      const requestId = desk.make(profile)
      desk.by(profile === 'manager-finance' ? 'mgr' : 'ops')(requestId, 'approve')
      expect(desk.place(requestId).status).toBe('approved')
      choose(requestId, 'hsbc')
      expect(desk.place(requestId).status).toBe('pending')
      expect(desk.connection.value('SELECT state FROM approval_rounds WHERE request_id = ?', requestId)).toBe('voided')
    },
  )
})

/** Whoever approves and pays in a profile, in order. */
const WAYS: Record<string, [who: PersonName, action: string][]> = {
  'manager-finance': [
    ['mgr', 'approve'],
    ['fo', 'pay'],
  ],
  'payout-operations': [
    ['ops', 'approve'],
    ['ops', 'process'],
  ],
  'audit-confirm-remit': [
    ['wo', 'next'],
    ['wo', 'execute'],
  ],
  'incentive-payments': [
    ['pay', 'approve'],
    ['pay2', 'pay'],
  ],
}
const AGAIN: Record<string, [who: PersonName, action: string][]> = {
  'manager-finance': [['fo', 'pay']],
  'payout-operations': [['sen', 'retry']],
  'audit-confirm-remit': WAYS['audit-confirm-remit'] ?? [],
  'incentive-payments': [['pay2', 'pay']],
}

/** A customer who asks for everything there is, with a fee. */
function everything(profile: string) {
  const balance = { balanceMinor: 2_000_000, figures: { equityMinor: 2_000_000, freeMarginMinor: 2_000_000 } }
  const customer = makeCustomer(desk, balance)
  desk.now += 8 * 86_400_000
  desk.restart()
  say(desk, ['customer', customer.customerId], {
    kyc: 'approved',
    standing: 'active',
    nssQuestionnaire: 'completed',
    gdca: 'completed',
  })
  say(desk, ['destination', customer.destinationId], { verified: 'yes' })
  const { requestId } = makeRequest(desk, customer, { amountMinor: 2_000_000, profile })
  desk.look(requestId, false)
  if (profile === 'audit-confirm-remit') {
    const { channel } = desk.as('wo').call('requests.channelChoice', { requestId }).recommendation
    choose(requestId, channel)
  }
  return { requestId: requestId as number, customer }
}
const figuresOf = (accountId: number) =>
  desk.connection.get<{ equityMinor: number; bookMinor: number; heldMinor: number }>(
    `SELECT t.equity_minor AS "equityMinor", -l.balance_minor AS "bookMinor", l.held_minor AS "heldMinor"
     FROM trading_accounts t JOIN ledger_accounts l ON l.id = t.ledger_account_id WHERE t.id = ?`,
    accountId,
  )

describe('K-15, R2-36: a failed payment of the whole balance', () => {
  beforeEach(() => {
    const { version } = desk
      .as('admin')
      .call('settings.list')
      .find((each: Answer) => each.key === 'withdrawal.defaultFeeMinor')
    desk.as('admin').call('settings.set', { key: 'withdrawal.defaultFeeMinor', value: 5_000, expectedVersion: version })
  })

  it.each(Object.keys(WAYS))(
    '%s: pays what is left at the second try, and the books and the platform agree',
    async (profile) => {
      const { requestId, customer } = everything(profile)
      for (const [who, action] of WAYS[profile] ?? []) desk.by(who)(requestId, action)
      expect(figuresOf(customer.accountId)).toEqual({ equityMinor: 0, bookMinor: 0, heldMinor: 0 })
      fails(requestId)
      for (const [who, action] of AGAIN[profile] ?? []) desk.by(who)(requestId, action)
      expect(paymentsOf(requestId).map((each) => [each.state, each.amountMinor])).toEqual([
        ['failed', 1_995_000],
        ['waiting', 1_995_000],
      ])
      expect(figuresOf(customer.accountId)).toEqual({ equityMinor: 0, bookMinor: 0, heldMinor: 0 })
    },
  )

  it.each([
    ['payout-operations', [['ops', 'cancelRestore', {}]]],
    [
      'manager-finance',
      [
        ['fo', 'returnToManager', {}],
        ['mgr', 'reject', {}],
      ],
    ],
    ['audit-confirm-remit', [['wo', 'reject', { reasonCode: 'bankTransferFailure' }]]],
  ] as [string, [PersonName, string, object][]][])(
    '%s: given up, everything is the customer’s again, the fee too',
    async (profile, end) => {
      const { requestId, customer } = everything(profile)
      for (const [who, action] of WAYS[profile] ?? []) desk.by(who)(requestId, action)
      fails(requestId)
      for (const [who, action, given] of end) desk.by(who)(requestId, action, given as Record<string, unknown>)
      expect(figuresOf(customer.accountId)).toEqual({ equityMinor: 2_000_000, bookMinor: 2_000_000, heldMinor: 0 })
    },
  )
})

describe('R2-28 a payment that a person makes at the bank by hand', () => {
  it('leaves once: it waits for no batch, and its reference is kept with it', async () => {
    const requestId = desk.make('payout-operations')
    desk.by('ops')(requestId, 'approve')
    desk.by('sen')(requestId, 'processManually', { reference: 'EXT-1' })
    const [payment] = paymentsOf(requestId)
    expect(payment.state).toBe('sent')
    const { instructions } = desk.as('bo').call('batches.waiting')
    expect(instructions.map((each: Answer) => each.instructionId)).not.toContain(payment.instructionId)
  })

  it('law 4: nobody pays alone what they approved', async () => {
    const requestId = desk.make('payout-operations', { amountMinor: 6_000_000 })
    desk.by('sen')(requestId, 'approve')
    expect(desk.why('sen', requestId, 'processManually')).toBe('PAID_BY_APPROVER')
    expect(await refusalOf(() => desk.by('sen')(requestId, 'processManually', { reference: 'EXT-1' }))).toMatchObject({
      code: 'PAID_BY_APPROVER',
    })
    desk.by('sen2')(requestId, 'processManually', { reference: 'EXT-1' })
    expect(paymentsOf(requestId)[0].state).toBe('sent')
  })

  it('R2-29 is done by a Senior admin, whatever else a person may', () => {
    const requestId = desk.make('payout-operations')
    desk.by('ops')(requestId, 'approve')
    grant(desk, desk.as('ops2').operatorId, { roles: ['financeOfficer'] })
    desk.restart()
    expect(desk.why('ops2', requestId, 'processManually')).toBe('ROLE_MISSING')
  })

  it('R2-103 R2-105 is refused in a pause and for a frozen account', async () => {
    const requestId = desk.make('payout-operations')
    desk.by('ops')(requestId, 'approve')
    desk.as('signerA').call('emergencies.raise', { kind: 'pause', about: '', reason: 'something is wrong' })
    expect(await refusalOf(() => desk.by('sen')(requestId, 'processManually', { reference: 'EXT-1' }))).toMatchObject({
      code: 'PROCESSING_PAUSED',
    })
  })
})

it('R3-06 a task at Audit goes no further without the permission of its step', () => {
  const requestId = desk.make('audit-confirm-remit', { highRisk: true })
  expect(desk.place(requestId).step).toBe('audit')
  expect(desk.why('wo', requestId, 'next')).toBe('STEP_PERMISSION_MISSING')
})

it('R0-16 R0-17 what the platform no longer covers is not paid, though it was approved', () => {
  const { requestId, customer } = everything('manager-finance')
  desk.by('mgr')(requestId, 'approve')
  const sql =
    'UPDATE trading_accounts SET equity_minor = equity_minor - 1, free_margin_minor = free_margin_minor - 1 WHERE id = ?'
  desk.connection.run(sql, customer.accountId)
  expect(desk.why('fo', requestId, 'pay')).toBe('BALANCE_NOT_SUFFICIENT')
})
