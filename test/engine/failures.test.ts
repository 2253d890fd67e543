/** Failed payments: codes and their policy, tries by the desk itself, the review by people and what they may decide (R2-31…R2-38, R2-112, R3-79). */
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { cardOf } from '../support/cases.ts'
import type { Answer } from '../support/desk.ts'
import { FailedPayments } from '../support/failed-payments.ts'
import { auditedSince, lastSequence, refusalOf } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
let failed: FailedPayments
const MINUTE = 60_000
beforeEach(() => {
  desk = new ProfileDesk()
  failed = new FailedPayments(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
  desk.close()
})

const status = (requestId: number): string => cardOf(desk, requestId, 'auditor').row.status
const counts = (): Answer => desk.as('sen').call('failures.list', { which: 'review', before: null }).counts

describe('R2-31 R2-32 the code decides whether the desk tries again by itself', () => {
  test.each<[words: string, code: string, state: string]>([
    ['AC01 no such account', 'INVALID_ACCOUNT', 'review'],
    ['RJCT AC04 closed', 'ACCOUNT_CLOSED', 'review'],
    ['the bank says NAME_MISMATCH', 'NAME_MISMATCH', 'review'],
    ['MS03', 'PROVIDER_ERROR', 'scheduled'],
    ['AM14 daily limit', 'LIMIT_EXCEEDED', 'scheduled'],
    ['TM01', 'TIMEOUT', 'scheduled'],
    ['nobody knows why', 'OTHER', 'review'],
  ])('%s', async (words, code, state) => {
    const { instructionId } = await failed.failed(words)
    expect(failed.get(instructionId).row).toMatchObject({ code, state, words })
  })
})

it('R2-33 a limit of the bank is tried again on the next business day, other causes after the delay', async () => {
  const limit = await failed.failed('AM14')
  expect(failed.get(limit.instructionId).row.retryAt).toBe(Date.UTC(2026, 10, 22, 16, 0))
  const other = await failed.failed('MS03')
  const { at, retryAt } = failed.get(other.instructionId).row
  expect(retryAt - at).toBe(30 * MINUTE)
})

it('R2-32 R2-33 the desk tries three times by itself, as a new payment under the old approvals, then calls a person', async () => {
  const { requestId, instructionId } = await failed.failed('MS03')
  let last = instructionId
  for (let tries = 1; tries <= 3; tries++) {
    failed.wait(29 * MINUTE)
    desk.engine.retryDue()
    expect(status(requestId)).toBe('failed')
    failed.wait(2 * MINUTE)
    desk.engine.retryDue()
    desk.engine.retryDue()
    expect(status(requestId)).toBe('processing')
    const again = failed.newest(requestId)
    expect(again).toMatchObject({ state: 'waiting', replaces: last })
    expect(failed.get(last).row).toMatchObject({
      state: 'resolved',
      resolution: 'retriedAutomatically',
      retries: tries,
    })
    last = await failed.send(requestId)
    failed.refuse(last, 'MS03 again')
    desk.engine.retryDue()
  }
  expect(failed.get(last).row).toMatchObject({ state: 'review', why: 'triesUsed', retries: 3 })
  expect(failed.get(last).attempts).toHaveLength(4)
  expect(failed.journals(requestId, 'payment.restored')).toBe(4)
  const approvals = desk.connection.value(
    "SELECT count(*) FROM approval_rounds WHERE request_id = ? AND state = 'complete'",
    requestId,
  )
  expect(approvals).toBe(1)
})

it('R2-34 a failure for a person is in the review, the operators and the partner hear of it', async () => {
  const { requestId, instructionId } = await failed.failed('AC01')
  const { rows } = desk.as('sen').call('failures.list', { which: 'review', before: null })
  expect(rows).toMatchObject([{ instructionId, requestId, why: 'notRetryable' }])
  expect(counts()).toMatchObject({ review: 1, scheduled: 0 })
  const told = desk.connection
    .all<{ template: string }>('SELECT DISTINCT template FROM notifications WHERE request_id = ?', requestId)
    .map(({ template }) => template)
  expect(told).toEqual(expect.arrayContaining(['request.manualReview', 'customer.notPaidYet']))
})

describe('R2-36 R2-112 what people decide', () => {
  it('a try by hand is a new payment, is documented, and uses up none of the automatic ones', async () => {
    const { requestId, instructionId } = await failed.failed('AC01')
    const since = lastSequence(desk)
    expect(failed.decide('sen', 'retry', { instructionId })).toMatchObject({ state: 'resolved' })
    expect(auditedSince(desk, since).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['request.payAgain', 'failure.retried']),
    )
    expect(failed.get(instructionId).row).toMatchObject({
      resolution: 'retried',
      text: 'as agreed by telephone',
      retries: 0,
    })
    expect(failed.newest(requestId)).toMatchObject({ state: 'waiting', replaces: instructionId })
    expect(await refusalOf(() => failed.decide('sen', 'retry', { instructionId }))).toMatchObject({
      code: 'FAILURE_STATE',
    })
  })

  it('two desks decide at the same moment: one wins, the other is told (law 6)', async () => {
    const { instructionId, requestId } = await failed.failed('AC01')
    const { version } = failed.get(instructionId).row
    const input = { instructionId, expectedVersion: version, text: 'again' }
    desk.as('sen').call('failures.retry', input)
    expect(await refusalOf(() => desk.as('sen2').call('failures.retry', input))).toMatchObject({ name: 'Conflict' })
    expect(cardOf(desk, requestId, 'auditor').instructions).toHaveLength(2)
  })

  it('needs a reason, the second factor and the right', async () => {
    const { instructionId } = await failed.failed('AC01')
    const { version } = failed.get(instructionId).row
    const input = { instructionId, expectedVersion: version, text: 'again' }
    expect(await refusalOf(() => desk.as('sen').call('failures.retry', { ...input, text: ' ' }))).toMatchObject({
      name: 'InvalidInput',
    })
    expect(await refusalOf(() => desk.asWithoutStepUp('sen').call('failures.retry', input))).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
    expect(await refusalOf(() => desk.as('ops').call('failures.retry', input))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
  })

  it('a corrected destination voids the approvals, and nothing leaves before they are given again (law 5)', async () => {
    const { requestId, instructionId } = await failed.failed('AC01')
    const { destinationId } = failed.get(instructionId).destinations[0]
    failed.decide('sen', 'correct', { instructionId, destinationId })
    expect(status(requestId)).toBe('pending')
    expect(failed.get(instructionId).row.resolution).toBe('corrected')
    expect(desk.why('sen2', requestId, 'process')).toBe('ACTION_NOT_OFFERED')
    desk.look(requestId, false)
    desk.by('ops')(requestId, 'approve')
    desk.by('ops2')(requestId, 'process')
    expect(failed.newest(requestId)).toMatchObject({ state: 'waiting', replaces: instructionId })
  })

  it('R2-37 cancel and restore gives the full amount back once, and the partner hears of it by e-mail', async () => {
    const { requestId, instructionId } = await failed.failed('AC01')
    const held = () =>
      desk.connection.value<number>("SELECT count(*) FROM holds WHERE request_id = ? AND state = 'active'", requestId)
    expect(held()).toBe(1)
    failed.decide('ops', 'cancel', { instructionId })
    expect(status(requestId)).toBe('cancelled')
    expect(held()).toBe(0)
    expect(failed.journals(requestId, 'payment.restored')).toBe(1)
    expect(
      desk.connection.value(
        "SELECT count(*) FROM notifications WHERE request_id = ? AND template = 'customer.failed' AND channel = 'email'",
        requestId,
      ),
    ).toBe(1)
    expect(await refusalOf(() => failed.decide('sen', 'retry', { instructionId }))).toMatchObject({
      code: 'FAILURE_STATE',
    })
  })

  it('R2-35 a sign of fraud keeps everything where it is until another person releases it', async () => {
    const { requestId, instructionId } = await failed.failed('AC01')
    failed.decide('sen', 'hold', { instructionId })
    for (const method of ['retry', 'cancel'])
      expect(await refusalOf(() => failed.decide('sen', method, { instructionId }))).toMatchObject({
        code: 'FAILURE_HELD',
      })
    // Neither on its card.
    expect(desk.why('sen2', requestId, 'retry')).toBe('FAILURE_HELD')
    expect(desk.why('sen2', requestId, 'cancelRestore')).toBe('FAILURE_HELD')
    expect(await refusalOf(() => failed.decide('sen', 'release', { instructionId }))).toMatchObject({
      code: 'FAILURE_RELEASE_SAME_PERSON',
    })
    failed.decide('comp', 'release', { instructionId, text: 'nothing found' })
    expect(failed.get(instructionId).row).toMatchObject({ state: 'review', why: 'released' })
    failed.decide('sen', 'retry', { instructionId })
    expect(status(requestId)).toBe('processing')
  })

  it('R2-35 names the cause, after which the desk tries by itself if the cause allows it', async () => {
    const { requestId, instructionId } = await failed.failed('the letter is hard to read')
    expect(failed.decide('sen', 'name', { instructionId, code: 'PROVIDER_ERROR' })).toMatchObject({
      state: 'scheduled',
    })
    failed.wait(31 * MINUTE)
    desk.engine.retryDue()
    expect(status(requestId)).toBe('processing')
  })
})

describe('R2-103 R2-104 R2-106 emergencies', () => {
  it('in a pause nothing is tried again; afterwards it is', async () => {
    const { requestId } = await failed.failed('MS03')
    desk.as('signerA').call('emergencies.raise', { kind: 'pause', about: '', reason: 'looking' })
    failed.wait(31 * MINUTE)
    desk.engine.retryDue()
    expect(status(requestId)).toBe('failed')
    const [{ emergencyId, version }] = desk.as('bo').call('emergencies.active')
    const lift = { emergencyId, reason: 'over' }
    desk.as('signerA').call('emergencies.lift', { ...lift, expectedVersion: version })
    desk.as('signerB').call('emergencies.lift', { ...lift, expectedVersion: version + 1 })
    desk.engine.retryDue()
    expect(status(requestId)).toBe('processing')
  })

  it('a payment that may not leave is for a person, with the reason', async () => {
    const { requestId, instructionId } = await failed.failed('MS03')
    const { accountNumber } = cardOf(desk, requestId, 'auditor').row
    desk.as('signerA').call('emergencies.raise', { kind: 'freeze', about: accountNumber, reason: 'looking' })
    failed.wait(31 * MINUTE)
    desk.engine.retryDue()
    expect(failed.get(instructionId).row).toMatchObject({
      state: 'review',
      why: 'refused',
      refusal: { code: 'ACCOUNT_FROZEN' },
    })
    expect(status(requestId)).toBe('failed')
  })
})

describe('R3-79 K-11 other workflows', () => {
  it('Audit–Confirm–Remittance goes back to the choice of a channel, and is confirmed and executed again', async () => {
    const requestId = desk.make('audit-confirm-remit')
    for (const [who, action] of [
      ['aud', 'next'],
      ['wo', 'next'],
      ['wo2', 'execute'],
    ] as const)
      if (desk.open(who, requestId).includes(action)) desk.by(who)(requestId, action)
    const instructionId = await failed.send(requestId)
    failed.refuse(instructionId, 'MS03 the provider is down')
    desk.engine.retryDue()
    expect(desk.place(requestId)).toMatchObject({ status: 'pending', step: 'confirm' })
    const { row, channels, choices } = failed.get(instructionId, 'wo')
    expect(row).toMatchObject({ state: 'review', why: 'noAutomaticRetry', code: 'PROVIDER_ERROR' })
    const retry = choices.find((each: Answer) => each.choice === 'retry')
    expect(retry.blockedBy).toMatchObject({ code: 'RETRY_NOT_APPROVED' })
    expect(await refusalOf(() => failed.decide('wo', 'retry', { instructionId }))).toMatchObject({
      code: 'RETRY_NOT_APPROVED',
    })
    const { channel } = channels[0].candidate
    expect(failed.decide('wo', 'switchChannel', { instructionId, channel })).toMatchObject({ approvalsStand: false })
    expect(cardOf(desk, requestId, 'auditor').instructions).toHaveLength(1)
    expect(desk.connection.value('SELECT channel FROM requests WHERE id = ?', requestId)).toBe(channel)
  })

  it('R3-77 a balance that changed before the deduction rejects the task with that situation, and the client hears of it', async () => {
    const requestId = desk.make('audit-confirm-remit', { amountMinor: 5_000_000 })
    for (const [who, action] of [
      ['aud', 'next'],
      ['wo', 'next'],
    ] as const)
      if (desk.open(who, requestId).includes(action)) desk.by(who)(requestId, action)
    expect(desk.place(requestId).step).toBe('remittance')
    const accountId = desk.connection.value<number>('SELECT account_id FROM requests WHERE id = ?', requestId)
    desk.connection.run(
      'UPDATE trading_accounts SET equity_minor = 4999999, free_margin_minor = 4999999 WHERE id = ?',
      accountId,
    )
    expect(desk.why('wo2', requestId, 'execute')).toBe('BALANCE_NOT_SUFFICIENT')
    expect(desk.by('wo2')(requestId, 'execute')).toMatchObject({ status: 'rejected' })
    const row = desk.connection.get<Answer>(
      'SELECT reason_code AS reason, closed_at AS closed FROM requests WHERE id = ?',
      requestId,
    )
    expect(row).toMatchObject({ reason: 'deductionFailure', closed: desk.now })
    expect(failed.journals(requestId, 'withdrawal.complete')).toBe(0)
    expect(
      desk.connection.value(
        "SELECT count(*) FROM notifications WHERE request_id = ? AND template = 'customer.rejected'",
        requestId,
      ),
    ).toBe(1)
  })

  it('a workflow without a way to end unpaid says so, and its money stays set apart', async () => {
    const requestId = desk.make('manager-finance')
    desk.by('mgr')(requestId, 'approve')
    desk.by('fo')(requestId, 'startReview')
    desk.by('fo')(requestId, 'pay')
    const instructionId = await failed.send(requestId)
    failed.refuse(instructionId, 'AC01')
    desk.engine.retryDue()
    expect(failed.get(instructionId).row).toMatchObject({ state: 'review', why: 'notRetryable' })
    expect(await refusalOf(() => failed.decide('ops', 'cancel', { instructionId }))).toMatchObject({
      code: 'CANCEL_NOT_OFFERED',
    })
  })
})

it('what was followed up on the card leaves the review by itself', async () => {
  const { requestId, instructionId } = await failed.failed('AC01')
  desk.by('sen')(requestId, 'retry')
  expect(await refusalOf(() => failed.decide('sen2', 'retry', { instructionId }))).toMatchObject({
    code: 'RETRY_NOTHING_UNPAID',
  })
  desk.engine.retryDue()
  expect(failed.get(instructionId).row).toMatchObject({ state: 'resolved', resolution: 'elsewhere' })
  expect(counts().review).toBe(0)
})

it('law 7: an unknown outcome is neither tried again nor given back', async () => {
  const requestId = failed.payout()
  const instructionId = await failed.send(requestId)
  const version = desk.connection.value<number>('SELECT version FROM instructions WHERE id = ?', instructionId)
  desk.as('fin').call('batches.recordResult', {
    instructionId,
    expectedVersion: version,
    result: 'unknown',
    evidenceFileId: null,
    text: 'TM01 no answer',
  })
  failed.wait(24 * 60 * MINUTE)
  desk.engine.retryDue()
  expect(await refusalOf(() => failed.get(instructionId))).toMatchObject({ code: 'NOT_FOUND' })
  expect(failed.journals(requestId, 'payment.restored')).toBe(0)
  expect(status(requestId)).toBe('processing')
})

test.each([
  [
    "SELECT 1 FROM payment_failures f WHERE f.state <> 'resolved' AND f.state IN ('new', 'review', 'held') AND f.instruction_id < 9 ORDER BY f.instruction_id DESC LIMIT 9",
  ],
  [
    "SELECT 1 FROM payment_failures f WHERE f.state <> 'resolved' AND f.state = 'scheduled' AND f.retry_at <= 9 ORDER BY f.retry_at, f.instruction_id LIMIT 9",
  ],
  [
    "SELECT 1 FROM payment_failures f WHERE f.state <> 'resolved' AND f.state = 'new' ORDER BY f.instruction_id LIMIT 9",
  ],
])('what is open is found by its own small index: %s', (sql) => {
  const plan = desk.connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail)
  expect(plan[0]).toMatch(/payment_failures_open|INTEGER PRIMARY KEY/)
  expect(plan.join()).not.toMatch(/SCAN f(?! USING)/)
})
