/** Batches from waiting payments to the export, through the engine on a real ledger. */
import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readPain001 } from '../../src/main/engine/formats/pain001/read.ts'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { BatchDay, TODAY } from '../support/batch-day.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import {
  auditedSince,
  keptBytes,
  lastSequence,
  type MadePayment,
  makePayment,
  promised,
  refusalOf,
} from '../support/payments.ts'

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

describe('the day of a batch', () => {
  test('built, cut, released by two people, exported: three totals agree and the bytes stay', async () => {
    const payments = [makePayment(desk), makePayment(desk, { amountMinor: 99_995 })]
    const waiting = promised('batches.waiting', desk.as('bo2').call('batches.waiting'))
    expect(waiting.instructions).toHaveLength(2)
    expect(waiting.bankAccounts).toMatchObject([{ bankAccountId: day.bankAccountId, currency: 'HKD' }])

    const { batchId } = day.build(payments)
    expect(day.paymentStates(payments)).toEqual(['inBatch', 'inBatch'])
    expect(desk.as('bo2').call('batches.waiting').instructions).toEqual([])

    await day.cut(batchId)
    const card = day.card(batchId, 'signerA')
    expect(card.row).toMatchObject({ state: 'written', lines: 2, totalMinor: 1_349_995, builtBy: 'Ben Backoffice' })
    expect(card.totals).toEqual({
      linesMinor: 1_349_995,
      fileMinor: 1_349_995,
      controlListMinor: 1_349_995,
      fileLines: 2,
    })
    expect(card).toMatchObject({ differences: [], textChanges: [], mayRelease: null })
    expect(card.fileExcerpt).toContain('      <MsgId>CS20261120-1</MsgId>\n')

    const bytes = keptBytes(desk, card.fileId)
    expect(hash('sha256', bytes, 'hex')).toBe(card.row.fileSha256)
    const read = readPain001(bytes)
    expect(read).toMatchObject({ ok: true, version: '09', findings: [], sumByCurrency: { HKD: '13499.95' } })
    const file = read.ok ? read.file : null
    expect(file).toMatchObject({ messageId: 'CS20261120-1', createdAt: expect.stringMatching(/\+08:00$/) })
    expect(file?.blocks[0]).toMatchObject({ executionDate: TODAY, currency: 'HKD' })
    expect(file?.blocks[0]?.payments.map((payment) => [payment.endToEndId, payment.amountMinor, payment.uetr])).toEqual(
      card.instructions.map((row: Answer) => [row.endToEndId, row.amountMinor, row.uetr]),
    )

    day.release(batchId, 'signerA')
    day.release(batchId, 'signerB')
    expect(day.paymentStates(payments)).toEqual(['inBatch', 'inBatch'])
    const out = promised('batches.export', day.export(batchId))
    expect(out).toMatchObject({ state: 'exported', fileId: card.fileId, exports: 1 })
    expect(day.paymentStates(payments)).toEqual(['sent', 'sent'])
    expect(day.card(batchId).row.releases.map((release: Answer) => release.by)).toEqual(['Sam Signer', 'Sue Signer'])

    desk.advance(3 * 3_600_000)
    expect(day.export(batchId)).toMatchObject({ state: 'exported', fileId: card.fileId, exports: 2 })
    expect(keptBytes(desk, card.fileId).equals(bytes)).toBe(true)
    const sentAt = desk.connection.all<{ at: number }>('SELECT sent_at AS at FROM instructions')
    expect(new Set(sentAt.map(({ at }) => at)).size).toBe(1)
  })

  test('the control list shows every payment and the digest of the file', async () => {
    const payments = [makePayment(desk), makePayment(desk, { amountMinor: 99_995 })]
    const { batchId } = await day.placed('written', payments)
    const card = day.card(batchId)
    const table = readTable(keptBytes(desk, card.controlListFileId))
    const rows = table.ok ? table.rows.map(({ cells }) => cells.map(({ text }) => text)) : []
    expect(table.ok && table.header[0]).toBe(`Control list of batch ${batchId}`)
    expect(rows.flat().join(' ')).toContain(card.row.fileSha256)
    const lines = rows.filter((cells) => /^\d+$/.test(cells[0] ?? ''))
    expect(lines.map((cells) => [cells[1], cells[5], cells[6], cells[7]])).toEqual([
      ['WD-1', '808123456001', '12500', 'HKD'],
      ['WD-2', '808123456001', '999.95', 'HKD'],
    ])
  })

  test('a request remembers every step of its payment', async () => {
    const payments = [makePayment(desk)]
    const from = lastSequence(desk)
    const { batchId } = await day.placed('exported', payments)
    const records = auditedSince(desk, from).filter(({ action }) => action.startsWith('batch.'))
    expect(records.map(({ action, requestId }) => [action, requestId])).toEqual([
      ['batch.build', undefined],
      ['batch.addLine', 1],
      ['batch.cut', undefined],
      ['batch.release', undefined],
      ['batch.release', undefined],
      ['batch.export', undefined],
      ['batch.send', 1],
    ])
    expect(records.every(({ subject }) => subject === `batch:${batchId}`)).toBe(true)
    expect(
      desk.as('fin').call('audit.list', { requestId: 1, subject: '', actor: '', before: null, pageSize: 100 }).rows[0],
    ).toMatchObject({ action: 'batch.send' })
  })
})

describe('what goes into a batch', () => {
  test.each([
    ['a payment that is in another batch', 'LINE_IN_OTHER_BATCH'],
    ['a cheque', 'PAYMENT_TYPE_NOT_SENT_HERE'],
    ['another currency', 'CURRENCY_DIFFERS'],
    ['a payment that was sent', 'INSTRUCTION_STATE'],
    ['a payment that does not exist', 'NOT_FOUND'],
    ['a day that is past', 'DATE_IS_PAST'],
    ['a bank account that does not exist', 'NOT_FOUND'],
  ])('not %s', async (what, code) => {
    const good = makePayment(desk)
    const given: Record<string, () => [MadePayment[], object?] | Promise<[MadePayment[], object?]>> = {
      'a payment that is in another batch': () => {
        const other = makePayment(desk)
        day.build([other])
        return [[good, other]]
      },
      'a cheque': () => [[good, makePayment(desk, { method: 'cheque' })]],
      'another currency': () => [[good, makePayment(desk, { currency: 'USD' })]],
      'a payment that was sent': async () => {
        const { payments } = await day.placed('exported')
        desk.connection.run('DROP TRIGGER guard_batch_line_update')
        desk.connection.run('UPDATE batch_lines SET live = 0')
        return [[good, ...payments]]
      },
      'a payment that does not exist': () => [[good, { ...good, instructionId: 999 }]],
      'a day that is past': () => [[good], { valueDate: '2026-11-19' }],
      'a bank account that does not exist': () => [[good], { bankAccountId: 99 }],
    }
    const [payments, input] = (await given[what]?.()) ?? [[]]
    expect(await refusalOf(() => day.build(payments, input))).toMatchObject({ code })
    expect(day.paymentStates([good])).toEqual(['waiting'])
  })

  test('a payment listed twice is invalid input', async () => {
    const payment = makePayment(desk)
    expect(await refusalOf(() => day.build([payment, payment]))).toMatchObject({ name: 'InvalidInput' })
  })

  test('a line taken out waits again, and the totals follow', async () => {
    const [keep, out] = [makePayment(desk), makePayment(desk, { amountMinor: 70_000 })]
    const { batchId } = day.build([keep, out])
    day.removeLine(batchId, out)
    expect(day.card(batchId)).toMatchObject({
      row: { lines: 1, totalMinor: 1_250_000 },
      totals: { linesMinor: 1_250_000 },
    })
    expect(day.paymentStates([keep, out])).toEqual(['inBatch', 'waiting'])
    expect(await refusalOf(() => day.removeLine(batchId, out))).toMatchObject({ code: 'NOT_FOUND' })
    const next = day.build([out])
    expect(next.batchId).toBe(batchId + 1)
  })

  test('an empty batch is not cut', async () => {
    const payment = makePayment(desk)
    const { batchId } = day.build([payment])
    day.removeLine(batchId, payment)
    expect(await refusalOf(() => day.cut(batchId))).toMatchObject({ code: 'BATCH_EMPTY' })
  })
})

describe('what the bank can read', () => {
  test('a name outside the bank’s characters stops the cut and names request and field; the batch stays open', async () => {
    const good = makePayment(desk)
    const bad = makePayment(desk, { details: { payeeName: '李嘉欣' } })
    const { batchId } = day.build([good, bad])
    expect(await refusalOf(() => day.cut(batchId))).toMatchObject({
      code: 'BATCH_FILE_INVALID',
      figures: {
        batch: batchId,
        count: 1,
        what: `the payee name of WD-${bad.requestId}`,
        why: expect.stringContaining('李'),
      },
    })
    expect(day.card(batchId)).toMatchObject({ row: { state: 'open', fileSha256: null }, fileId: null })
    expect(desk.connection.value('SELECT count(*) FROM files')).toBe(0)
    day.removeLine(batchId, bad)
    await day.cut(batchId)
    expect(day.card(batchId).row.state).toBe('written')
  })

  test('changed texts are shown with their payment', async () => {
    const accent = makePayment(desk, { details: { payeeName: 'José & Partners' } })
    const { batchId } = await day.placed('written', [makePayment(desk), accent])
    expect(day.card(batchId).textChanges).toEqual([
      {
        instructionId: accent.instructionId,
        field: 'creditor.name',
        before: 'José & Partners',
        after: 'Jose + Partners',
      },
    ])
    expect(day.card(batchId, 'signerA')).toMatchObject({ differences: [], mayRelease: null })
  })
})

describe('the list', () => {
  test('newest first, page by page, open ones by their own index', async () => {
    for (let n = 0; n < 5; n++) await day.placed(n === 2 ? 'withdrawn' : 'open')
    const list = (input: object) =>
      promised(
        'batches.list',
        desk.as('fin').call('batches.list', { openOnly: false, after: null, pageSize: 2, ...input }),
      )
    const ids = (answer: Answer) => answer.rows.map(({ batchId }: Answer) => batchId)
    expect(ids(list({}))).toEqual([5, 4])
    expect(ids(list({ after: 4 }))).toEqual([3, 2])
    expect(list({ after: 4 }).more).toBe(true)
    expect(list({ after: 3 })).toMatchObject({ more: false, rows: [{ batchId: 2 }, { batchId: 1 }] })
    expect(ids(list({ openOnly: true, pageSize: 10 }))).toEqual([5, 4, 2, 1])
    const plan = desk.connection.all<{ detail: string }>(
      "EXPLAIN QUERY PLAN SELECT * FROM batches WHERE id < ? AND state NOT IN ('settled', 'withdrawn') ORDER BY id DESC LIMIT ?",
      10,
      10,
    )
    expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH batches USING INDEX batches_open (id<?)'])
  })
})
