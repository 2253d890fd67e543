/** What holds a batch: its states, the people who may release it, and what is found when somebody wrote past the desk. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BatchDay } from '../support/batch-day.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import {
  auditedSince,
  grant,
  keptBytes,
  lastSequence,
  type MadePayment,
  makePayment,
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

describe('states', () => {
  const ATTEMPTS: Record<string, (batchId: number, payment: MadePayment) => unknown> = {
    removeLine: (batchId, { instructionId }) =>
      desk.as('bo2').call('batches.removeLine', { ...day.at(batchId), instructionId }),
    cut: (batchId) => day.cut(batchId),
    release: (batchId) =>
      desk.as('signerA').call('batches.release', {
        ...day.at(batchId),
        fileSha256: day.card(batchId).row.fileSha256 ?? '0'.repeat(64),
      }),
    export: (batchId) => day.export(batchId),
    withdraw: (batchId) => day.withdraw(batchId),
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
    const { batchId, payments } = await day.placed(state)
    const before = day.card(batchId).row
    const sequence = lastSequence(desk)
    expect(await refusalOf(() => ATTEMPTS[attempt]?.(batchId, payments[0]!))).toMatchObject({ code })
    expect(day.card(batchId).row).toEqual(before)
    expect(auditedSince(desk, sequence).filter(({ action }) => action.startsWith('batch.'))).toEqual([])
  })

  test.each(['open', 'written', 'releasedOnce'])(
    '%s: withdrawn, and its payments wait for a batch of another name',
    async (state) => {
      const { batchId, payments } = await day.placed(state)
      day.withdraw(batchId)
      expect(day.paymentStates(payments)).toEqual(['waiting'])
      const next = await day.placed('written', payments)
      const names = desk.connection.all<{ name: string }>('SELECT message_id AS name FROM batches ORDER BY id')
      expect(names).toEqual([{ name: 'CS20261120-1' }, { name: 'CS20261120-2' }])
      expect(day.card(batchId)).toMatchObject({
        row: { state: 'withdrawn', lines: 1, totalMinor: 1_250_000 },
        instructions: [{ state: 'inBatch', batchId: next.batchId }],
        totals: { linesMinor: 1_250_000 },
      })
      expect(day.card(next.batchId).row.fileSha256).not.toBe(day.card(batchId).row.fileSha256)
    },
  )
})

describe('two people (law 4)', () => {
  test('neither builder, maker, approver nor the first releaser', async () => {
    const { batchId } = await day.placed('written')
    const { operatorId: builder } = desk.as('bo2')
    const { operatorId: approver } = desk.as('bo')
    for (const id of [builder, approver]) grant(desk, id, { roles: ['authorisedSigner'] })
    expect(day.card(batchId, 'bo2').mayRelease).toMatchObject({
      code: 'RELEASE_BY_BUILDER',
      figures: { by: 'Ben Backoffice' },
    })
    expect(await refusalOf(() => day.release(batchId, 'bo2'))).toMatchObject({ code: 'RELEASE_BY_BUILDER' })
    expect(day.card(batchId, 'bo').mayRelease).toMatchObject({
      code: 'RELEASE_BY_APPROVER',
      figures: { request: 'WD-1' },
    })
    expect(await refusalOf(() => day.release(batchId, 'bo'))).toMatchObject({ code: 'RELEASE_BY_APPROVER' })
    expect(day.card(batchId, 'fin').mayRelease).toMatchObject({ code: 'PERMISSION_MISSING' })
    expect(await refusalOf(() => day.release(batchId, 'fin'))).toMatchObject({ code: 'PERMISSION_MISSING' })
    day.release(batchId, 'signerA')
    expect(day.card(batchId, 'signerA').mayRelease).toMatchObject({ code: 'RELEASE_SAME_PERSON' })
    expect(await refusalOf(() => day.release(batchId, 'signerA'))).toMatchObject({ code: 'RELEASE_SAME_PERSON' })
    expect(day.card(batchId).row.state).toBe('releasedOnce')
  })

  test('the second factor must be fresh', async () => {
    const { batchId } = await day.placed('written')
    const signer = desk.asWithoutStepUp('signerA')
    expect(await refusalOf(() => signer.call('batches.release', day.withDigest(batchId)))).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
  })

  test('a release covers the file that was read (law 5)', async () => {
    const { batchId } = await day.placed('written')
    const other = { ...day.at(batchId), fileSha256: 'a'.repeat(64) }
    expect(await refusalOf(() => desk.as('signerA').call('batches.release', other))).toMatchObject({
      code: 'CONTENT_CHANGED',
    })
  })

  test('the ledger itself refuses, whoever writes to it', async () => {
    const { batchId } = await day.placed('written')
    const { fileSha256 } = day.card(batchId).row
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
    const { batchId, payments } = await day.placed('releasedOnce')
    desk.connection.run('DROP TRIGGER guard_instruction_update')
    desk.connection.run("UPDATE instructions SET details = json_set(details, '$.accountNumber', '999999999999')")
    const card = day.card(batchId, 'signerB')
    expect(card.differences).toEqual([
      { path: 'blocks[0].payments[0].creditorAccount.id', intended: '999999999999', found: '808123456001' },
    ])
    expect(card.mayRelease).toMatchObject({ code: 'BATCH_FILE_DIFFERS', figures: { count: 1 } })
    expect(await refusalOf(() => day.release(batchId, 'signerB'))).toMatchObject({ code: 'BATCH_FILE_DIFFERS' })
    expect(day.paymentStates(payments)).toEqual(['inBatch'])
  })

  test('a change of the desk’s settings is none of the file’s', async () => {
    const { batchId } = await day.placed('releasedOnce')
    desk.as('admin').call('settings.set', { key: 'desk.timeZone', value: 'Europe/London', expectedVersion: 1 })
    expect(day.card(batchId, 'signerB')).toMatchObject({ differences: [], mayRelease: null })
    day.release(batchId, 'signerB')
    expect(day.export(batchId)).toMatchObject({ state: 'exported' })
  })

  test('after the export only the released bytes count, and they are held against their digest', async () => {
    const { batchId } = await day.placed('exported')
    desk.connection.run('UPDATE bank_accounts SET owner_name = ?', 'NEW NAME LTD')
    expect(day.card(batchId).differences).toEqual([])
    expect(day.export(batchId)).toMatchObject({ exports: 2 })
    desk.connection.run('DROP TRIGGER guard_content_update')
    desk.connection.run(
      "UPDATE file_contents SET bytes = CAST('other' AS BLOB) WHERE sha256 = ?",
      day.card(batchId).row.fileSha256,
    )
    expect(await refusalOf(() => day.export(batchId))).toMatchObject({ code: 'BATCH_FILE_DIFFERS' })
  })

  test('a file altered after the releases is not handed out', async () => {
    const { batchId, payments } = await day.placed('released')
    const { row } = day.card(batchId)
    const bytes = keptBytes(desk, day.card(batchId).fileId).toString().replaceAll('808123456001', '808123456009')
    desk.connection.run('DROP TRIGGER guard_content_update')
    desk.connection.run('UPDATE file_contents SET bytes = ? WHERE sha256 = ?', Buffer.from(bytes), row.fileSha256)
    expect(day.card(batchId).differences.map(({ path }: Answer) => path)).toEqual([
      'sha256',
      'blocks[0].payments[0].creditorAccount.id',
    ])
    expect(await refusalOf(() => day.export(batchId))).toMatchObject({
      code: 'BATCH_FILE_DIFFERS',
      figures: { count: 2 },
    })
    expect(day.paymentStates(payments)).toEqual(['inBatch'])
  })
})
