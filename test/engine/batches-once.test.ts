/** Batches when things happen twice or at once, and what the bank answers. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BatchDay, TODAY } from '../support/batch-day.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, type MadePayment, makePayment, promised, refusalOf, uploadFile } from '../support/payments.ts'

let desk: TestDesk
let day: BatchDay
beforeEach(() => {
  desk = testDesk()
  day = new BatchDay(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const instructionVersion = (instructionId: number) =>
  desk.connection.value<number>('SELECT version FROM instructions WHERE id = ?', instructionId) as number

describe('once, and one winner', () => {
  test('a repeated command answers the same and does nothing again, also when its step is no longer possible', async () => {
    const payments = [makePayment(desk)]
    const commandId = (n: number) => ({ commandId: `repeated-command-${n}` })
    const first = day.build(payments, commandId(1))
    expect(day.build(payments, commandId(1))).toEqual(first)
    const { batchId } = first
    const cutInput = { ...day.at(batchId), ...commandId(2) }
    const done = await desk.as('bo2').callQueued('batches.cut', cutInput)
    expect(await desk.as('bo2').callQueued('batches.cut', cutInput)).toEqual(done)
    expect(
      await refusalOf(() => desk.as('bo2').callQueued('batches.cut', { ...cutInput, expectedVersion: 2 })),
    ).toMatchObject({
      code: 'COMMAND_ID_REUSED',
    })
    day.release(batchId, 'signerA')
    day.release(batchId, 'signerB')
    const exportInput = { ...day.at(batchId), ...commandId(3) }
    const out = desk.as('bo2').call('batches.export', exportInput)
    expect(desk.as('bo2').call('batches.export', exportInput)).toEqual(out)
    expect(day.card(batchId).row.exports).toBe(1)
    expect(desk.connection.value('SELECT count(*) FROM batches')).toBe(1)
  })

  test('two cuts at once: one wins, the other is told who was first', async () => {
    const { batchId } = day.build([makePayment(desk)])
    const input = day.at(batchId)
    const [one, two] = [desk.as('bo'), desk.as('bo2')]
    const both = await Promise.allSettled([one.callQueued('batches.cut', input), two.callQueued('batches.cut', input)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const winner = both[0]?.status === 'fulfilled' ? 'Bea Backoffice' : 'Ben Backoffice'
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'Conflict', what: `batch:${batchId}`, version: 2, by: winner, at: expect.any(Number) },
    })
    expect(auditedSince(desk, 0).filter(({ action }) => action === 'batch.cut')).toHaveLength(1)
  })

  test('a line taken out while the file is being written stops the cut', async () => {
    const [keep, out] = [makePayment(desk), makePayment(desk)]
    const { batchId } = day.build([keep, out])
    const cutting = day.cut(batchId)
    day.removeLine(batchId, out)
    expect(await refusalOf(() => cutting)).toMatchObject({ name: 'Conflict' })
    expect(day.card(batchId)).toMatchObject({ row: { state: 'open', lines: 1 }, fileId: null })
  })

  test('two releases at once are one release', async () => {
    const { batchId } = await day.placed('written')
    const input = day.withDigest(batchId)
    const [one, two] = [desk.as('signerA'), desk.as('signerB')]
    const both = await Promise.allSettled([one, two].map((signer) => signer.callQueued('batches.release', input)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(day.card(batchId).row).toMatchObject({ state: 'releasedOnce', releases: [{ by: 'Sam Signer' }] })
  })

  test('two batches at once cannot share a payment', async () => {
    const payment = makePayment(desk)
    const input = { bankAccountId: day.bankAccountId, valueDate: TODAY, instructions: [payment.instructionId] }
    const [one, two] = [desk.as('bo'), desk.as('bo2')]
    const both = await Promise.allSettled([one, two].map((person) => person.callQueued('batches.build', input)))
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'LINE_IN_OTHER_BATCH' } })
    const line = 'INSERT INTO batch_lines (batch_id, instruction_id) VALUES (?, ?)'
    const { batchId } = day.build([makePayment(desk)])
    expect(() => desk.connection.raw.prepare(line).run(batchId, payment.instructionId)).toThrow('UNIQUE')
  })

  test('a method with a preparation is asked through the queue, and only by who may', async () => {
    const { batchId } = day.build([makePayment(desk)])
    expect(() => desk.as('bo2').call('batches.cut', day.at(batchId))).toThrow('through the queue')
    expect(await refusalOf(() => desk.as('signerA').callQueued('batches.cut', day.at(batchId)))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
  })
})

describe('the bank’s answer (law 7)', () => {
  const record = (payment: MadePayment, given: object) =>
    desk.as('fin').call('batches.recordResult', {
      instructionId: payment.instructionId,
      expectedVersion: instructionVersion(payment.instructionId),
      evidenceFileId: null,
      text: 'Beneficiary account closed',
      ...given,
    })
  const balanceOf = ({ accountId }: MadePayment) => {
    const { account } = desk.as('fin').call('customers.account', { accountId })
    return { bookBalanceMinor: account.bookBalanceMinor, heldMinor: account.heldMinor }
  }

  test('failed needs evidence, gives the money back once, and opens the request for another payment', async () => {
    const { batchId, payments } = await day.placed('exported')
    const [payment] = payments as [MadePayment]
    const before = balanceOf(payment)
    expect(await refusalOf(() => record(payment, { result: 'failed' }))).toMatchObject({ code: 'EVIDENCE_MISSING' })
    expect(await refusalOf(() => record(payment, { result: 'failed', evidenceFileId: 77 }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    const evidenceFileId = uploadFile(desk.as('fin'), 'answer.txt', 'AC04 closed account')
    promised('batches.recordResult', record(payment, { result: 'failed', evidenceFileId }))
    const after = balanceOf(payment)
    expect(after.bookBalanceMinor - before.bookBalanceMinor).toBe(payment.amountMinor)
    expect(day.paymentStates(payments)).toEqual(['failed'])
    expect(day.card(batchId).row.state).toBe('settled')
    expect(await refusalOf(() => record(payment, { result: 'failed', evidenceFileId }))).toMatchObject({
      code: 'INSTRUCTION_STATE',
    })
    expect(balanceOf(payment)).toEqual(after)
    expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true, findings: [] })
  })

  test('an unknown outcome stays unknown until there is evidence; nothing is paid again meanwhile', async () => {
    const { batchId, payments } = await day.placed('exported')
    const [payment] = payments as [MadePayment]
    record(payment, { result: 'unknown', text: 'The bank does not answer' })
    expect(day.paymentStates(payments)).toEqual(['unknown'])
    expect(day.card(batchId).row.state).toBe('exported')
    const card = desk.as('bo').call('requests.get', { requestId: payment.requestId })
    const again = {
      requestId: payment.requestId,
      action: 'complete',
      expectedVersion: card.row.version,
      comment: '',
      documents: [],
      contentDigest: card.contentDigest,
      acknowledgeShortBalance: false,
    }
    expect(await refusalOf(() => desk.as('bo').call('requests.act', again))).toMatchObject({ code: 'COMPLETE_RUNNING' })
    expect(await refusalOf(() => record(payment, { result: 'unknown' }))).toMatchObject({ code: 'INSTRUCTION_STATE' })
    const evidenceFileId = uploadFile(desk.as('fin'), 'trace.txt', 'not executed')
    record(payment, { result: 'failed', evidenceFileId })
    expect(day.paymentStates(payments)).toEqual(['failed'])
  })

  test('a payment that was not sent has no result, and another version is a conflict', async () => {
    const { payments } = await day.placed('released')
    const [payment] = payments as [MadePayment]
    expect(await refusalOf(() => record(payment, { result: 'unknown' }))).toMatchObject({ code: 'INSTRUCTION_STATE' })
    expect(await refusalOf(() => record(payment, { result: 'unknown', expectedVersion: 1 }))).toMatchObject({
      name: 'Conflict',
    })
  })

  test('a batch is settled when its last payment has ended, not before', async () => {
    const { batchId, payments } = await day.placed('exported', [makePayment(desk), makePayment(desk)])
    const evidenceFileId = uploadFile(desk.as('fin'), 'answer.txt', 'rejected')
    record(payments[0]!, { result: 'failed', evidenceFileId })
    expect(day.card(batchId).row.state).toBe('exported')
    record(payments[1]!, { result: 'failed', evidenceFileId })
    expect(day.card(batchId).row.state).toBe('settled')
    expect(day.export(batchId)).toMatchObject({ state: 'settled', exports: 2 })
  })
})
