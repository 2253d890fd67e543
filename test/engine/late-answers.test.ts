/**
 * An answer about the old payment that comes after the request was paid again: it comes home to the old payment alone, and the money
 * is neither paid twice by the desk nor both restored and paid (law 3, law 7).
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { resultTable, statusReport } from '../support/bank-answers.ts'
import type { Answer } from '../support/desk.ts'
import { FailedPayments } from '../support/failed-payments.ts'
import { uploadFile } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

let desk: ProfileDesk
let failed: FailedPayments
beforeEach(() => {
  desk = new ProfileDesk()
  failed = new FailedPayments(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
  desk.close()
})

type Again = { requestId: number; old: number; now: number }

const WAYS: Record<string, () => Promise<Again>> = {
  'the desk tried again by itself': async () => {
    const { requestId, instructionId } = await failed.failed('MS03')
    failed.wait(31 * 60_000)
    desk.engine.retryDue()
    return after(requestId, instructionId)
  },
  'a person tried again': async () => {
    const { requestId, instructionId } = await failed.failed('AC01')
    failed.decide('sen', 'retry', { instructionId })
    return after(requestId, instructionId)
  },
  'a person switched the channel': async () => {
    const { requestId, instructionId } = await failed.failed('AC01')
    const { channel } = failed.get(instructionId).channels[0].candidate
    const { approvalsStand } = failed.decide('sen', 'switchChannel', { instructionId, channel })
    if (!approvalsStand) approveAnew(requestId)
    expect(failed.newest(requestId).channel).toBe(channel)
    return after(requestId, instructionId)
  },
  'a person corrected the destination': async () => {
    const { requestId, instructionId } = await failed.failed('AC01')
    const { destinationId } = failed.get(instructionId).destinations[0]
    failed.decide('sen', 'correct', { instructionId, destinationId })
    approveAnew(requestId)
    return after(requestId, instructionId)
  },
}

function approveAnew(requestId: number): void {
  desk.look(requestId, false)
  desk.by('ops')(requestId, 'approve')
  desk.by('ops2')(requestId, 'process')
}

function after(requestId: number, old: number): Again {
  const { instructionId: now, replaces, state } = failed.newest(requestId)
  expect({ replaces, state }).toEqual({ replaces: old, state: 'waiting' })
  return { requestId, old, now }
}

/** The batch that carried a payment, as its card shows it. */
function cardOf(instructionId: number): Answer {
  const batchId = desk.connection.value('SELECT batch_id FROM batch_lines WHERE instruction_id = ?', instructionId)
  return desk.as('bo').call('batches.get', { batchId })
}
const referenceOf = (instructionId: number): string =>
  desk.connection.value<string>('SELECT end_to_end_id FROM instructions WHERE id = ?', instructionId) as string

type Form = 'line' | 'group' | 'table'
let files = 0
function answer(instructionId: number, form: Form, status: string): string {
  const id = `LATE${++files}`
  // A channel may carry a file of another name.
  const messageId = desk.connection.value<string>(
    'SELECT b.message_id FROM batches b JOIN batch_lines l ON l.batch_id = b.id WHERE l.instruction_id = ?',
    instructionId,
  ) as string
  if (form === 'group') return statusReport(cardOf(instructionId), { id, messageId, group: status })
  if (form === 'line')
    return statusReport(cardOf(instructionId), {
      id,
      messageId,
      lines: { [referenceOf(instructionId)]: { status, reason: 'MS03' } },
    })
  return resultTable([[referenceOf(instructionId), status, `answer ${id}`]])
}
/** What a bank leaves out, such as the reason of a rejection, is accepted with a word. */
function take(text: string): Answer {
  const fileId = uploadFile(desk.as('bo'), 'answer', text)
  return desk.as('bo').call('answers.take', { fileId, acceptFindings: 'asked the bank' })
}

/** The money and the payments of the desk: what a late answer must not touch. */
function footprint(): Answer {
  const all = (sql: string) => desk.connection.all(sql)
  return {
    payments: all('SELECT id, version, state, sent_at, ended_at, failure FROM instructions ORDER BY id'),
    requests: all('SELECT id, version, status, being_sent FROM requests ORDER BY id'),
    journals: all('SELECT id, kind FROM journals ORDER BY id'),
    money: all('SELECT account_id, sum(amount_minor) FROM postings GROUP BY account_id ORDER BY account_id'),
    holds: all('SELECT id, state FROM holds ORDER BY id'),
    platform: all('SELECT id, equity_minor FROM trading_accounts ORDER BY id'),
  }
}
const effects = (instructionId: number): string[] =>
  desk
    .as('bo')
    .call('answers.of', { instructionId })
    .map(({ effect }: Answer) => effect)
const state = (instructionId: number): string =>
  desk.connection.value<string>('SELECT state FROM instructions WHERE id = ?', instructionId) as string

/** What a late answer about the old payment is: for a person when it contradicts, else nothing. */
const LATE: [form: Form, status: string, effect: string][] = [
  ['line', 'ACSP', 'conflict'],
  ['group', 'ACSC', 'conflict'],
  ['table', 'Accepted', 'conflict'],
  ['table', 'ACSC', 'conflict'],
  ['line', 'RJCT', 'nothing'],
  ['group', 'RJCT', 'nothing'],
  ['table', 'Rejected', 'nothing'],
  ['line', 'CANC', 'nothing'],
  ['group', 'PDNG', 'nothing'],
]

/** Every late answer about the old payment: kept with what it is, and nothing else of the desk moves. */
function takeLate(old: number): void {
  const before = footprint()
  const known = effects(old).length
  for (const [index, [form, status, effect]] of LATE.entries()) {
    const said = `${form} ${status}`
    const conflicts = effect === 'conflict' ? 1 : 0
    expect(take(answer(old, form, status)), said).toEqual({ answers: 1, accepted: 0, failed: 0, conflicts })
    expect(effects(old)[known + index], said).toBe(effect)
    expect(footprint(), said).toEqual(before)
  }
}

test.each<[way: string, form: Form]>([
  ['the desk tried again by itself', 'line'],
  ['a person tried again', 'table'],
  ['a person switched the channel', 'line'],
  ['a person corrected the destination', 'group'],
])(
  'after %s no late answer moves money, and the answer of the new payment (%s) comes home to it',
  async (way, form) => {
    const { requestId, old, now } = await (WAYS[way] as () => Promise<Again>)()
    expect(referenceOf(old)).not.toBe(referenceOf(now))
    takeLate(old)
    expect({ old: state(old), now: state(now) }).toEqual({ old: 'failed', now: 'waiting' })
    await failed.send(requestId)
    takeLate(old)
    expect({ old: state(old), now: state(now) }).toEqual({ old: 'failed', now: 'sent' })
    expect(effects(now)).toEqual([])
    expect(failed.journals(requestId, 'payment.restored')).toBe(1)
    expect(failed.journals(requestId, 'withdrawal.complete')).toBe(2)

    expect(take(answer(now, form, 'ACSP'))).toMatchObject({ answers: 1, accepted: 1 })
    expect(take(answer(now, form, 'RJCT'))).toMatchObject({ answers: 1, failed: 1 })
    expect(take(answer(now, form, 'RJCT'))).toMatchObject({ answers: 1, failed: 0 })
    expect(effects(now)).toEqual(['accepts', 'fails', 'nothing'])
    expect({ old: state(old), now: state(now) }).toEqual({ old: 'failed', now: 'failed' })
    expect(effects(old)).toHaveLength(2 * LATE.length)
    expect(failed.journals(requestId, 'payment.restored')).toBe(2)
  },
)

test('one table that speaks of both payments, in either order, moves only the one that is out', async () => {
  const { requestId, old, now } = await (WAYS['a person tried again'] as () => Promise<Again>)()
  await failed.send(requestId)
  const rows = [
    [referenceOf(old), 'Rejected', 'AC01'],
    [referenceOf(now), 'Accepted', ''],
  ] as const
  expect(take(resultTable(rows))).toEqual({ answers: 2, accepted: 1, failed: 0, conflicts: 0 })
  expect(take(resultTable([rows[1], rows[0]]))).toMatchObject({ accepted: 0, failed: 0, conflicts: 0 })
  expect({ old: state(old), now: state(now) }).toEqual({ old: 'failed', now: 'sent' })
})

test('the old payment named in a report about the batch of the new one is a finding and moves neither', async () => {
  const { requestId, old, now } = await (WAYS['a person tried again'] as () => Promise<Again>)()
  await failed.send(requestId)
  const before = footprint()
  const text = statusReport(cardOf(now), { lines: { [referenceOf(old)]: { status: 'RJCT' } } })
  const fileId = uploadFile(desk.as('bo'), 'answer', text)
  const { outcome, findings } = desk.as('bo').call('answers.preview', { fileId })
  expect(outcome).toBe('findings')
  expect(findings.map(({ message }: Answer) => message).join()).toContain('1 of 1 listed payments')
  take(text)
  expect(footprint()).toEqual(before)
})

test('while the bank says that the old payment was accepted after all, nothing leaves for the new one (law 3)', async () => {
  const { requestId, old, now } = await (WAYS['a person tried again'] as () => Promise<Again>)()
  take(answer(old, 'line', 'ACSC'))
  const before = footprint()
  await expect(failed.send(requestId)).rejects.toThrow('REPLACED_ACCEPTED')
  expect(footprint()).toEqual(before)
  take(answer(old, 'table', 'Rejected'))
  await failed.send(requestId)
  expect(state(now)).toBe('sent')
})

test('a failed payment that the bank then calls accepted is not paid again, by the desk or by a person', async () => {
  const { requestId, instructionId } = await failed.failed('MS03')
  take(answer(instructionId, 'line', 'ACSC'))
  failed.wait(31 * 60_000)
  desk.engine.retryDue()
  expect(failed.newest(requestId).instructionId).toBe(instructionId)
  expect(failed.get(instructionId).row).toMatchObject({ state: 'review', refusal: { code: 'REPLACED_ACCEPTED' } })
  expect(() => failed.decide('sen', 'retry', { instructionId })).toThrow('REPLACED_ACCEPTED')
})

test('a batch that was built before the late word is neither released nor exported', async () => {
  const { requestId, old } = await (WAYS['a person tried again'] as () => Promise<Again>)()
  const batchId = await failed.cut(requestId)
  take(answer(old, 'line', 'ACSC'))
  expect(() => failed.leave(batchId)).toThrow('REPLACED_ACCEPTED')
})
