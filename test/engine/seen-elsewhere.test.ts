/**
 * Failures that other payout desks had and that may not happen here, one test each, in the words of how it went wrong there. What is shown at
 * more length elsewhere is named beside it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Conflict } from '../../src/main/engine/index.ts'
import { cardOf } from '../support/cases.ts'
import type { Answer, PersonName } from '../support/desk.ts'
import { FailedPayments } from '../support/failed-payments.ts'
import { promised, uploadFile } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
let failed: FailedPayments
beforeAll(() => {
  desk = new ProfileDesk()
  failed = new FailedPayments(desk)
})
afterAll(() => desk.close())

const TWO_LEVELS = 5_000_001
const paid = (requestId: number): number => failed.journals(requestId, 'withdrawal.complete')
const status = (requestId: number): string => desk.place(requestId).status
const record = (instructionId: number, given: object): Answer =>
  desk.as('fin').call('batches.recordResult', {
    instructionId,
    expectedVersion: desk.connection.value('SELECT version FROM instructions WHERE id = ?', instructionId),
    evidenceFileId: null,
    text: 'as the bank says',
    ...given,
  })

describe('1 paid twice', () => {
  test('because a closed line came back: what was sent is in no list of what can be sent', async () => {
    const requestId = failed.payout()
    const instructionId = await failed.send(requestId)
    const waiting = JSON.stringify(desk.as('bo').call('batches.waiting'))
    expect(waiting).not.toContain(`"instructionId":${instructionId}`)
    const again = { bankAccountId: failed.bankAccountId, valueDate: '2026-11-23', instructions: [instructionId] }
    expect(() => desk.as('bo').call('batches.build', again)).toThrow(/LINE_IN_OTHER_BATCH|INSTRUCTION_STATE/)
    expect(() => desk.by('ops')(requestId, 'process')).toThrow('COMPLETE_RUNNING')
    expect(paid(requestId)).toBe(1)
  })

  test('because a lost answer was read as failure: an unknown outcome restores and repeats nothing', async () => {
    const requestId = failed.payout()
    const instructionId = await failed.send(requestId)
    record(instructionId, { result: 'unknown' })
    desk.engine.retryDue()
    expect(status(requestId)).toBe('processing')
    expect(() => desk.by('ops')(requestId, 'retry')).toThrow('COMPLETE_RUNNING')
    expect(() => desk.by('ops')(requestId, 'cancelRestore')).toThrow('COMPLETE_RUNNING')
    expect(() => record(instructionId, { result: 'failed' })).toThrow('EVIDENCE_MISSING')
    expect([paid(requestId), failed.journals(requestId, 'payment.restored')]).toEqual([1, 0])
    const evidenceFileId = uploadFile(desk.as('fin'), 'trace.txt', 'not executed')
    promised('batches.recordResult', record(instructionId, { result: 'failed', evidenceFileId }))
    expect(failed.journals(requestId, 'payment.restored')).toBe(1)
  })
})

test('2 approval of something other than what was read: the digest of the screen decides, and a change voids what was given', () => {
  const requestId = desk.make('payout-operations', { amountMinor: TWO_LEVELS })
  const { version } = cardOf(desk, requestId, 'sen').row
  const other = { action: 'approve', expectedVersion: version, contentDigest: 'f'.repeat(64) }
  const given = { requestId, comment: '', documents: [], acknowledgeShortBalance: false }
  expect(() => desk.as('sen').call('requests.act', { ...given, ...other })).toThrow('CONTENT_CHANGED')
  desk.by('sen')(requestId, 'approve')
  expect(status(requestId)).toBe('approved')
  const { destinationId } = desk.customer
  desk.as('ops').call('requests.changeDestination', {
    requestId,
    expectedVersion: cardOf(desk, requestId, 'ops').row.version,
    destinationId,
    comment: 'Another account',
  })
  expect(status(requestId)).toBe('pending')
  expect(desk.why('ops', requestId, 'process')).toBe('ACTION_NOT_OFFERED')
})

test('3 two approvers in the same second: one approval counts, the other person is told who was first', async () => {
  const requestId = desk.make('payout-operations')
  const { row, contentDigest } = cardOf(desk, requestId, 'ops')
  const approve = (who: PersonName) =>
    desk.as(who).callQueued('requests.act', {
      requestId,
      action: 'approve',
      expectedVersion: row.version,
      contentDigest,
      comment: '',
      documents: [],
      acknowledgeShortBalance: false,
    })
  desk.as('ops2')
  const answers = await Promise.allSettled([approve('ops'), approve('ops2')])
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected'])
  const lost = answers[1] as PromiseRejectedResult
  expect(lost.reason).toBeInstanceOf(Conflict)
  expect(lost.reason.by).toBe('Olga Operations')
  const sql = 'SELECT count(*) FROM approvals a JOIN approval_rounds r ON r.id = a.round_id WHERE r.request_id = ?'
  expect(desk.connection.value(sql, requestId)).toBe(1)
})

test('4 maker-checker switched on but bypassed: not by role, by delegation, by selection or by another window', () => {
  const requestId = desk.make('payout-operations', { by: 'sen2' })
  expect(desk.why('sen2', requestId, 'approve')).toBe('MAKER_CANNOT_APPROVE')
  expect(() => desk.by('sen2')(requestId, 'approve')).toThrow('MAKER_CANNOT_APPROVE')
  const { row, contentDigest } = cardOf(desk, requestId, 'sen2')
  const one = { requestId, expectedVersion: row.version, contentDigest }
  const { results } = desk
    .as('sen2')
    .call('requests.actOnMany', { action: 'approve', comment: '', documents: [], requests: [one] })
  expect(results[0].refusal.code).toBe('MAKER_CANNOT_APPROVE')
  desk.as('fd').call('delegations.add', {
    delegatorId: desk.as('fd').operatorId,
    delegateId: desk.as('sen2').operatorId,
    roles: ['financeDirector'],
    from: '2026-11-20',
    to: '2026-11-30',
    reason: 'Holiday',
  })
  expect(desk.why('sen2', requestId, 'approve')).toBe('MAKER_CANNOT_APPROVE')
  const secondWindow = desk.asWithoutStepUp('sen2')
  expect(() =>
    secondWindow.call('requests.act', {
      ...one,
      action: 'approve',
      comment: '',
      documents: [],
      acknowledgeShortBalance: false,
    }),
  ).toThrow('MAKER_CANNOT_APPROVE')
  expect(status(requestId)).toBe('pending')
})

test('5 the first level already releases the money: after one of two approvals nothing can be paid, and the file itself refuses', () => {
  const requestId = desk.make('payout-operations', { amountMinor: 30_000_000 })
  desk.by('sen')(requestId, 'approve')
  expect(status(requestId)).toBe('awaitingApproval')
  expect(desk.why('ops', requestId, 'process')).toBe('ACTION_NOT_OFFERED')
  expect(() => desk.by('ops')(requestId, 'process')).toThrow('ACTION_NOT_OFFERED')
  expect(paid(requestId)).toBe(0)
  expect(() =>
    desk.connection.run(
      "INSERT INTO journals (id, kind, business_date, at, memo, request_id) VALUES (9999, 'withdrawal.complete', '2026-11-20', 1, 'x', ?)",
      requestId,
    ),
  ).toThrow('guard')
})

test('6 later levels skipped for the wrong person: a higher role does not fill the seat of another, nobody fills two', () => {
  const requestId = desk.make('payout-operations', { amountMinor: 150_000_000 })
  // Above 1,000,000: Finance manager, then Finance director; the director does not come first and no Senior admin stands in.
  expect(desk.why('fd', requestId, 'approve')).toBe('APPROVAL_NOT_YOURS')
  expect(desk.why('sen', requestId, 'approve')).toBe('APPROVAL_NOT_YOURS')
  desk.by('fm')(requestId, 'approve')
  expect(status(requestId)).toBe('awaitingApproval')
  expect(desk.why('fm', requestId, 'approve')).toMatch(/APPROVED_ALREADY|APPROVAL_NOT_YOURS/)
  desk.by('fd')(requestId, 'approve')
  expect(status(requestId)).toBe('approved')
})

test('19 lists that count attempts instead of payouts: three tries of one request are one row, one amount, one payout', async () => {
  const { requestId } = await failed.failed('AC01')
  desk.by('sen')(requestId, 'retry')
  const second = await failed.send(requestId)
  failed.refuse(second, 'AC01 again')
  desk.engine.retryDue()
  const filter = {
    view: 'all',
    department: null,
    statuses: [],
    currencies: [],
    methods: [],
    priorities: [],
    overdueOnly: false,
    openOnly: false,
    search: `WD-${requestId}`,
  }
  const totals = desk.as('ops').call('requests.totals', { filter })
  expect(totals).toMatchObject({ count: 1, sums: [{ currency: 'HKD', amountMinor: 1_000_000 }] })
  const { rows } = desk
    .as('ops')
    .call('requests.list', { filter, sort: { by: 'due', descending: false }, after: null, pageSize: 50 })
  expect(rows.map((row: Answer) => row.requestId)).toEqual([requestId])
  expect(cardOf(desk, requestId, 'ops').instructions).toHaveLength(2)
})
