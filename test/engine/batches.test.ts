/** Batches from waiting payments to the bank's answer, through the engine on a real ledger. */
import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readPain001 } from '../../src/main/engine/formats/pain001/read.ts'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import {
  auditedSince,
  grant,
  keptBytes,
  lastSequence,
  type MadePayment,
  makeBankAccount,
  makePayment,
  promised,
  refusalOf,
  uploadFile,
} from '../support/payments.ts'

let desk: TestDesk
let bankAccountId: number
beforeEach(() => {
  desk = testDesk()
  bankAccountId = makeBankAccount(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const TODAY = '2026-11-20'

function build(payments: MadePayment[], given: object = {}): Answer {
  const instructions = payments.map(({ instructionId }) => instructionId)
  return desk.as('bo2').call('batches.build', { bankAccountId, valueDate: TODAY, instructions, ...given })
}

function cardOf(batchId: number, who: PersonName = 'bo2'): Answer {
  return promised('batches.get', desk.as(who).call('batches.get', { batchId }))
}

/** The batch at the version that the card shows now. */
const at = (batchId: number) => ({ batchId, expectedVersion: cardOf(batchId).row.version })
const withDigest = (batchId: number) => ({ ...at(batchId), fileSha256: cardOf(batchId).row.fileSha256 })
const cut = (batchId: number) => desk.as('bo2').callQueued('batches.cut', at(batchId))
const release = (batchId: number, who: PersonName) => desk.as(who).call('batches.release', withDigest(batchId))
const exported = (batchId: number) => desk.as('bo2').call('batches.export', at(batchId))

/** A batch taken as far as a state, with its payments. */
async function placed(
  state: string,
  payments = [makePayment(desk)],
): Promise<{ batchId: number; payments: MadePayment[] }> {
  const { batchId } = build(payments)
  const steps: [string, () => unknown][] = [
    ['written', () => cut(batchId)],
    ['releasedOnce', () => release(batchId, 'signerA')],
    ['released', () => release(batchId, 'signerB')],
    ['exported', () => exported(batchId)],
  ]
  if (state === 'withdrawn') {
    desk.as('bo2').call('batches.withdraw', { ...at(batchId), reason: 'Wrong account' })
    return { batchId, payments }
  }
  for (const [reached, step] of steps) {
    if (cardOf(batchId).row.state === state) break
    await step()
    expect(cardOf(batchId).row.state).toBe(reached)
  }
  return { batchId, payments }
}

const paymentStates = (payments: MadePayment[]) =>
  payments.map(({ instructionId }) =>
    desk.connection.value<string>('SELECT state FROM instructions WHERE id = ?', instructionId),
  )

const instructionVersion = (instructionId: number) =>
  desk.connection.value<number>('SELECT version FROM instructions WHERE id = ?', instructionId) as number

describe('the day of a batch', () => {
  test('built, cut, released by two people, exported: three totals agree and the bytes stay', async () => {
    const payments = [makePayment(desk), makePayment(desk, { amountMinor: 99_995 })]
    const waiting = promised('batches.waiting', desk.as('bo2').call('batches.waiting'))
    expect(waiting.instructions).toHaveLength(2)
    expect(waiting.bankAccounts).toMatchObject([{ bankAccountId, currency: 'HKD' }])

    const { batchId } = build(payments)
    expect(paymentStates(payments)).toEqual(['inBatch', 'inBatch'])
    expect(desk.as('bo2').call('batches.waiting').instructions).toEqual([])

    await cut(batchId)
    const card = cardOf(batchId, 'signerA')
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

    release(batchId, 'signerA')
    release(batchId, 'signerB')
    expect(paymentStates(payments)).toEqual(['inBatch', 'inBatch'])
    const out = promised('batches.export', exported(batchId))
    expect(out).toMatchObject({ state: 'exported', fileId: card.fileId, exports: 1 })
    expect(paymentStates(payments)).toEqual(['sent', 'sent'])
    expect(cardOf(batchId).row.releases.map((release: Answer) => release.by)).toEqual(['Sam Signer', 'Sue Signer'])

    desk.advance(3 * 3_600_000)
    expect(exported(batchId)).toMatchObject({ state: 'exported', fileId: card.fileId, exports: 2 })
    expect(keptBytes(desk, card.fileId).equals(bytes)).toBe(true)
    const sentAt = desk.connection.all<{ at: number }>('SELECT sent_at AS at FROM instructions')
    expect(new Set(sentAt.map(({ at }) => at)).size).toBe(1)
  })

  test('the control list shows every payment and the digest of the file', async () => {
    const payments = [makePayment(desk), makePayment(desk, { amountMinor: 99_995 })]
    const { batchId } = await placed('written', payments)
    const card = cardOf(batchId)
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
    const { batchId } = await placed('exported', payments)
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
        build([other])
        return [[good, other]]
      },
      'a cheque': () => [[good, makePayment(desk, { method: 'cheque' })]],
      'another currency': () => [[good, makePayment(desk, { currency: 'USD' })]],
      'a payment that was sent': async () => {
        const { payments } = await placed('exported')
        desk.connection.run('DROP TRIGGER guard_batch_line_update')
        desk.connection.run('UPDATE batch_lines SET live = 0')
        return [[good, ...payments]]
      },
      'a payment that does not exist': () => [[good, { ...good, instructionId: 999 }]],
      'a day that is past': () => [[good], { valueDate: '2026-11-19' }],
      'a bank account that does not exist': () => [[good], { bankAccountId: 99 }],
    }
    const [payments, input] = (await given[what]?.()) ?? [[]]
    expect(await refusalOf(() => build(payments, input))).toMatchObject({ code })
    expect(paymentStates([good])).toEqual(['waiting'])
  })

  test('a payment listed twice is invalid input', async () => {
    const payment = makePayment(desk)
    expect(await refusalOf(() => build([payment, payment]))).toMatchObject({ name: 'InvalidInput' })
  })

  test('a line taken out waits again, and the totals follow', async () => {
    const [keep, out] = [makePayment(desk), makePayment(desk, { amountMinor: 70_000 })]
    const { batchId } = build([keep, out])
    desk.as('bo2').call('batches.removeLine', { ...at(batchId), instructionId: out.instructionId })
    expect(cardOf(batchId)).toMatchObject({
      row: { lines: 1, totalMinor: 1_250_000 },
      totals: { linesMinor: 1_250_000 },
    })
    expect(paymentStates([keep, out])).toEqual(['inBatch', 'waiting'])
    expect(
      await refusalOf(() =>
        desk.as('bo2').call('batches.removeLine', { ...at(batchId), instructionId: out.instructionId }),
      ),
    ).toMatchObject({ code: 'NOT_FOUND' })
    const next = build([out])
    expect(next.batchId).toBe(batchId + 1)
  })

  test('an empty batch is not cut', async () => {
    const payment = makePayment(desk)
    const { batchId } = build([payment])
    desk.as('bo2').call('batches.removeLine', { ...at(batchId), instructionId: payment.instructionId })
    expect(await refusalOf(() => cut(batchId))).toMatchObject({ code: 'BATCH_EMPTY' })
  })
})

describe('what the bank can read', () => {
  test('a name outside the bank’s characters stops the cut and names request and field; the batch stays open', async () => {
    const good = makePayment(desk)
    const bad = makePayment(desk, { details: { payeeName: '李嘉欣' } })
    const { batchId } = build([good, bad])
    expect(await refusalOf(() => cut(batchId))).toMatchObject({
      code: 'BATCH_FILE_INVALID',
      figures: {
        batch: batchId,
        count: 1,
        what: `the payee name of WD-${bad.requestId}`,
        why: expect.stringContaining('李'),
      },
    })
    expect(cardOf(batchId)).toMatchObject({ row: { state: 'open', fileSha256: null }, fileId: null })
    expect(desk.connection.value('SELECT count(*) FROM files')).toBe(0)
    desk.as('bo2').call('batches.removeLine', { ...at(batchId), instructionId: bad.instructionId })
    await cut(batchId)
    expect(cardOf(batchId).row.state).toBe('written')
  })

  test('changed texts are shown with their payment', async () => {
    const accent = makePayment(desk, { details: { payeeName: 'José & Partners' } })
    const { batchId } = await placed('written', [makePayment(desk), accent])
    expect(cardOf(batchId).textChanges).toEqual([
      {
        instructionId: accent.instructionId,
        field: 'creditor.name',
        before: 'José & Partners',
        after: 'Jose + Partners',
      },
    ])
    expect(cardOf(batchId, 'signerA')).toMatchObject({ differences: [], mayRelease: null })
  })
})

describe('states', () => {
  const ATTEMPTS: Record<string, (batchId: number, payment: MadePayment) => unknown> = {
    removeLine: (batchId, { instructionId }) =>
      desk.as('bo2').call('batches.removeLine', { ...at(batchId), instructionId }),
    cut: (batchId) => cut(batchId),
    release: (batchId) =>
      desk
        .as('signerA')
        .call('batches.release', { ...at(batchId), fileSha256: cardOf(batchId).row.fileSha256 ?? '0'.repeat(64) }),
    export: (batchId) => exported(batchId),
    withdraw: (batchId) => desk.as('bo2').call('batches.withdraw', { ...at(batchId), reason: 'Changed our mind' }),
  }
  test.each([
    ['open', 'release', 'BATCH_STATE'],
    ['open', 'export', 'BATCH_STATE'],
    ['written', 'removeLine', 'BATCH_NOT_OPEN'],
    ['written', 'cut', 'BATCH_STATE'],
    ['written', 'export', 'BATCH_STATE'],
    ['releasedOnce', 'removeLine', 'BATCH_NOT_OPEN'],
    ['releasedOnce', 'cut', 'BATCH_STATE'],
    ['releasedOnce', 'export', 'BATCH_STATE'],
    ['released', 'removeLine', 'BATCH_NOT_OPEN'],
    ['released', 'cut', 'BATCH_STATE'],
    ['released', 'release', 'BATCH_STATE'],
    ['released', 'withdraw', 'BATCH_STATE'],
    ['exported', 'removeLine', 'BATCH_NOT_OPEN'],
    ['exported', 'cut', 'BATCH_STATE'],
    ['exported', 'release', 'BATCH_STATE'],
    ['exported', 'withdraw', 'BATCH_STATE'],
    ['withdrawn', 'removeLine', 'BATCH_NOT_OPEN'],
    ['withdrawn', 'cut', 'BATCH_STATE'],
    ['withdrawn', 'release', 'BATCH_STATE'],
    ['withdrawn', 'export', 'BATCH_STATE'],
    ['withdrawn', 'withdraw', 'BATCH_STATE'],
  ])('%s: %s is refused', async (state, attempt, code) => {
    const { batchId, payments } = await placed(state)
    const before = cardOf(batchId).row
    const sequence = lastSequence(desk)
    expect(await refusalOf(() => ATTEMPTS[attempt]?.(batchId, payments[0]!))).toMatchObject({ code })
    expect(cardOf(batchId).row).toEqual(before)
    expect(auditedSince(desk, sequence).filter(({ action }) => action.startsWith('batch.'))).toEqual([])
  })

  test.each(['open', 'written', 'releasedOnce'])(
    '%s: withdrawn, and its payments wait for a batch of another name',
    async (state) => {
      const { batchId, payments } = await placed(state)
      desk.as('bo2').call('batches.withdraw', { ...at(batchId), reason: 'Wrong account' })
      expect(paymentStates(payments)).toEqual(['waiting'])
      const next = await placed('written', payments)
      const names = desk.connection.all<{ name: string }>('SELECT message_id AS name FROM batches ORDER BY id')
      expect(names).toEqual([{ name: 'CS20261120-1' }, { name: 'CS20261120-2' }])
      expect(cardOf(next.batchId).row.fileSha256).not.toBe(cardOf(batchId).row.fileSha256)
    },
  )
})

describe('two people (law 4)', () => {
  test('neither builder, maker, approver nor the first releaser', async () => {
    const { batchId } = await placed('written')
    const { operatorId: builder } = desk.as('bo2')
    const { operatorId: approver } = desk.as('bo')
    for (const id of [builder, approver]) grant(desk, id, { roles: ['authorisedSigner'] })
    expect(cardOf(batchId, 'bo2').mayRelease).toMatchObject({
      code: 'RELEASE_BY_BUILDER',
      figures: { by: 'Ben Backoffice' },
    })
    expect(await refusalOf(() => release(batchId, 'bo2'))).toMatchObject({ code: 'RELEASE_BY_BUILDER' })
    expect(cardOf(batchId, 'bo').mayRelease).toMatchObject({
      code: 'RELEASE_BY_APPROVER',
      figures: { request: 'WD-1' },
    })
    expect(await refusalOf(() => release(batchId, 'bo'))).toMatchObject({ code: 'RELEASE_BY_APPROVER' })
    expect(cardOf(batchId, 'fin').mayRelease).toMatchObject({ code: 'PERMISSION_MISSING' })
    expect(await refusalOf(() => release(batchId, 'fin'))).toMatchObject({ code: 'PERMISSION_MISSING' })
    release(batchId, 'signerA')
    expect(cardOf(batchId, 'signerA').mayRelease).toMatchObject({ code: 'RELEASE_SAME_PERSON' })
    expect(await refusalOf(() => release(batchId, 'signerA'))).toMatchObject({ code: 'RELEASE_SAME_PERSON' })
    expect(cardOf(batchId).row.state).toBe('releasedOnce')
  })

  test('the second factor must be fresh', async () => {
    const { batchId } = await placed('written')
    const signer = desk.asWithoutStepUp('signerA')
    expect(await refusalOf(() => signer.call('batches.release', withDigest(batchId)))).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
  })

  test('a release covers the file that was read (law 5)', async () => {
    const { batchId } = await placed('written')
    const other = { ...at(batchId), fileSha256: 'a'.repeat(64) }
    expect(await refusalOf(() => desk.as('signerA').call('batches.release', other))).toMatchObject({
      code: 'CONTENT_CHANGED',
    })
  })

  test('the ledger itself refuses, whoever writes to it', async () => {
    const { batchId } = await placed('written')
    const { fileSha256 } = cardOf(batchId).row
    const put = (ordinal: number, operatorId: number, sha256 = fileSha256) =>
      desk.connection.raw
        .prepare('INSERT INTO batch_releases (batch_id, ordinal, operator_id, at, file_sha256) VALUES (?, ?, ?, 0, ?)')
        .run(batchId, ordinal, operatorId, sha256)
    const set = (text: string) => desk.connection.raw.prepare(`UPDATE batches SET ${text} WHERE id = ?`).run(batchId)
    expect(() => put(1, desk.as('bo2').operatorId)).toThrow('who built a batch does not release it')
    expect(() => put(1, desk.as('bo').operatorId)).toThrow('who made or approved')
    expect(() => put(1, desk.as('signerA').operatorId, 'b'.repeat(64))).toThrow('covers the file')
    expect(() => set("state = 'released'")).toThrow('after two releases')
    put(1, desk.as('signerA').operatorId)
    expect(() => put(2, desk.as('signerA').operatorId)).toThrow('UNIQUE')
    expect(() => set("state = 'exported'")).toThrow('after two releases')
    expect(() => set(`file_sha256 = '${'c'.repeat(64)}'`)).toThrow('written once')
    expect(() => set("value_date = '2026-12-01'")).toThrow('keeps its account')
    expect(() => set('total_minor = 1')).toThrow('a cut batch keeps its lines')
    expect(() => desk.connection.raw.exec('DELETE FROM batches')).toThrow('never deleted')
    expect(() => desk.connection.raw.exec('DELETE FROM batch_releases')).toThrow('never deleted')
    expect(() => desk.connection.raw.exec('DELETE FROM batch_lines')).toThrow('never deleted')
    const late = makePayment(desk)
    expect(() =>
      desk.connection.raw
        .prepare('INSERT INTO batch_lines (batch_id, instruction_id) VALUES (?, ?)')
        .run(batchId, late.instructionId),
    ).toThrow('only an open batch')
    put(2, desk.as('signerB').operatorId)
    set("state = 'released'")
    expect(() => desk.connection.raw.exec('UPDATE batch_lines SET live = 0')).toThrow('a line stays in its batch')
  })
})

describe('what was changed behind the desk’s back', () => {
  test('a payment altered after the cut is found, shown, and neither released nor exported', async () => {
    const { batchId, payments } = await placed('releasedOnce')
    desk.connection.run('DROP TRIGGER guard_instruction_update')
    desk.connection.run("UPDATE instructions SET details = json_set(details, '$.accountNumber', '999999999999')")
    const card = cardOf(batchId, 'signerB')
    expect(card.differences).toEqual([
      { path: 'blocks[0].payments[0].creditorAccount.id', intended: '999999999999', found: '808123456001' },
    ])
    expect(card.mayRelease).toMatchObject({ code: 'BATCH_FILE_DIFFERS', figures: { count: 1 } })
    expect(await refusalOf(() => release(batchId, 'signerB'))).toMatchObject({ code: 'BATCH_FILE_DIFFERS' })
    expect(paymentStates(payments)).toEqual(['inBatch'])
  })

  test('a file altered after the releases is not handed out', async () => {
    const { batchId, payments } = await placed('released')
    const { row } = cardOf(batchId)
    const bytes = keptBytes(desk, cardOf(batchId).fileId).toString().replaceAll('808123456001', '808123456009')
    desk.connection.run('DROP TRIGGER guard_content_update')
    desk.connection.run('UPDATE file_contents SET bytes = ? WHERE sha256 = ?', Buffer.from(bytes), row.fileSha256)
    expect(cardOf(batchId).differences.map(({ path }: Answer) => path)).toEqual([
      'sha256',
      'blocks[0].payments[0].creditorAccount.id',
    ])
    expect(await refusalOf(() => exported(batchId))).toMatchObject({
      code: 'BATCH_FILE_DIFFERS',
      figures: { count: 2 },
    })
    expect(paymentStates(payments)).toEqual(['inBatch'])
  })
})

describe('once, and one winner', () => {
  test('a repeated command answers the same and does nothing again, also when its step is no longer possible', async () => {
    const payments = [makePayment(desk)]
    const commandId = (n: number) => ({ commandId: `repeated-command-${n}` })
    const first = build(payments, commandId(1))
    expect(build(payments, commandId(1))).toEqual(first)
    const { batchId } = first
    const cutInput = { ...at(batchId), ...commandId(2) }
    const done = await desk.as('bo2').callQueued('batches.cut', cutInput)
    expect(await desk.as('bo2').callQueued('batches.cut', cutInput)).toEqual(done)
    expect(
      await refusalOf(() => desk.as('bo2').callQueued('batches.cut', { ...cutInput, expectedVersion: 2 })),
    ).toMatchObject({
      code: 'COMMAND_ID_REUSED',
    })
    release(batchId, 'signerA')
    release(batchId, 'signerB')
    const exportInput = { ...at(batchId), ...commandId(3) }
    const out = desk.as('bo2').call('batches.export', exportInput)
    expect(desk.as('bo2').call('batches.export', exportInput)).toEqual(out)
    expect(cardOf(batchId).row.exports).toBe(1)
    expect(desk.connection.value('SELECT count(*) FROM batches')).toBe(1)
  })

  test('two cuts at once: one wins, the other is told who was first', async () => {
    const { batchId } = build([makePayment(desk)])
    const input = at(batchId)
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
    const { batchId } = build([keep, out])
    const cutting = cut(batchId)
    desk.as('bo2').call('batches.removeLine', { ...at(batchId), instructionId: out.instructionId })
    expect(await refusalOf(() => cutting)).toMatchObject({ name: 'Conflict' })
    expect(cardOf(batchId)).toMatchObject({ row: { state: 'open', lines: 1 }, fileId: null })
  })

  test('two releases at once are one release', async () => {
    const { batchId } = await placed('written')
    const input = withDigest(batchId)
    const [one, two] = [desk.as('signerA'), desk.as('signerB')]
    const both = await Promise.allSettled([one, two].map((signer) => signer.callQueued('batches.release', input)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(cardOf(batchId).row).toMatchObject({ state: 'releasedOnce', releases: [{ by: 'Sam Signer' }] })
  })

  test('two batches at once cannot share a payment', async () => {
    const payment = makePayment(desk)
    const input = { bankAccountId, valueDate: TODAY, instructions: [payment.instructionId] }
    const [one, two] = [desk.as('bo'), desk.as('bo2')]
    const both = await Promise.allSettled([one, two].map((person) => person.callQueued('batches.build', input)))
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'LINE_IN_OTHER_BATCH' } })
    const line = 'INSERT INTO batch_lines (batch_id, instruction_id) VALUES (?, ?)'
    const { batchId } = build([makePayment(desk)])
    expect(() => desk.connection.raw.prepare(line).run(batchId, payment.instructionId)).toThrow('UNIQUE')
  })

  test('a method with a preparation is asked through the queue, and only by who may', async () => {
    const { batchId } = build([makePayment(desk)])
    expect(() => desk.as('bo2').call('batches.cut', at(batchId))).toThrow('through the queue')
    expect(await refusalOf(() => desk.as('signerA').callQueued('batches.cut', at(batchId)))).toMatchObject({
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
    const { batchId, payments } = await placed('exported')
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
    expect(paymentStates(payments)).toEqual(['failed'])
    expect(cardOf(batchId).row.state).toBe('settled')
    expect(await refusalOf(() => record(payment, { result: 'failed', evidenceFileId }))).toMatchObject({
      code: 'INSTRUCTION_STATE',
    })
    expect(balanceOf(payment)).toEqual(after)
    expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true, findings: [] })
  })

  test('an unknown outcome stays unknown until there is evidence; nothing is paid again meanwhile', async () => {
    const { batchId, payments } = await placed('exported')
    const [payment] = payments as [MadePayment]
    record(payment, { result: 'unknown', text: 'The bank does not answer' })
    expect(paymentStates(payments)).toEqual(['unknown'])
    expect(cardOf(batchId).row.state).toBe('exported')
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
    expect(paymentStates(payments)).toEqual(['failed'])
  })

  test('a payment that was not sent has no result, and another version is a conflict', async () => {
    const { payments } = await placed('released')
    const [payment] = payments as [MadePayment]
    expect(await refusalOf(() => record(payment, { result: 'unknown' }))).toMatchObject({ code: 'INSTRUCTION_STATE' })
    expect(await refusalOf(() => record(payment, { result: 'unknown', expectedVersion: 1 }))).toMatchObject({
      name: 'Conflict',
    })
  })

  test('a batch is settled when its last payment has ended, not before', async () => {
    const { batchId, payments } = await placed('exported', [makePayment(desk), makePayment(desk)])
    const evidenceFileId = uploadFile(desk.as('fin'), 'answer.txt', 'rejected')
    record(payments[0]!, { result: 'failed', evidenceFileId })
    expect(cardOf(batchId).row.state).toBe('exported')
    record(payments[1]!, { result: 'failed', evidenceFileId })
    expect(cardOf(batchId).row.state).toBe('settled')
    expect(exported(batchId)).toMatchObject({ state: 'settled', exports: 2 })
  })
})

describe('the list', () => {
  test('newest first, page by page, open ones by their own index', async () => {
    for (let n = 0; n < 5; n++) await placed(n === 2 ? 'withdrawn' : 'open')
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
