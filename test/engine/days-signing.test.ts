import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mt940, takeText } from '../support/bank.ts'
import { TODAY } from '../support/batch-day.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { DayDesk } from '../support/day-desk.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, lastSequence, refusalOf } from '../support/payments.ts'
import { OPENING, StatementDesk } from '../support/statement-desk.ts'

const TOMORROW = '2026-11-21'

let desk: TestDesk
let bank: StatementDesk
let days: DayDesk
beforeEach(() => {
  desk = testDesk()
  bank = new StatementDesk(desk)
  days = new DayDesk(desk, bank.bankAccountId)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

describe('signing', () => {
  test('two people; the second closes the day and the ledger takes no journal of it', async () => {
    await days.prepare()
    const from = lastSequence(desk)
    days.sign('fin')
    expect(days.get()).toMatchObject({
      state: 'signedOnce',
      signatures: [{ by: 'Fay Finance', digest: days.get().digest }],
    })
    days.sign('fin2')
    const report = days.get(TODAY, 'auditor')
    expect(report).toMatchObject({ state: 'signedOff', signatures: [{ by: 'Fay Finance' }, { by: 'Finn Finance' }] })
    const signed = auditedSince(desk, from).filter(({ action }) => action.startsWith('day.'))
    expect(signed.map(({ action }) => action)).toEqual(['day.sign', 'day.signOff'])
    const { lines } = bank.take([{ amountMinor: -500, text: 'FEE' }])
    expect(await refusalOf(() => bank.bookOther(lines[0], 'bankCharge'))).toMatchObject({
      code: 'PERIOD_CLOSED',
      figures: { date: TODAY },
    })
    bank.nextDay()
    bank.bookOther(lines[0], 'bankCharge')
    expect(days.get(TODAY)).toEqual({ ...report })
    expect(days.get(TOMORROW).rows[0]).toMatchObject({ openingMinor: OPENING, adjustmentsMinor: -500 })
  })

  test.each<[string, string, string]>([
    ['open', 'sign', 'DAY_NOT_PREPARED'],
    ['open', 'reopen', 'DAY_NOT_PREPARED'],
    ['signedOnce', 'prepare', 'DAY_SIGNED_ALREADY'],
    ['signedOnce', 'explain', 'DAY_SIGNED_ALREADY'],
    ['signedOff', 'prepare', 'DAY_SIGNED_ALREADY'],
    ['signedOff', 'explain', 'DAY_SIGNED_ALREADY'],
    ['signedOff', 'sign', 'DAY_SIGNED_ALREADY'],
    ['signedOff', 'reopen', 'DAY_SIGNED_ALREADY'],
  ])('a day that is %s: %s is refused with %s', async (state, action, code) => {
    await days.placed(state)
    const actions: Record<string, () => unknown> = {
      sign: () => days.sign('fin2'),
      reopen: () => days.reopen('Wrong'),
      prepare: () => days.prepare(),
      explain: () => days.explain('Late'),
    }
    const before = days.get()
    expect(await refusalOf(() => actions[action]?.())).toMatchObject({ code, figures: { date: TODAY } })
    expect(days.get()).toMatchObject({ state: before.state, version: before.version })
  })

  test('not twice by the same person, not without the second factor, not without the permission', async () => {
    await days.prepare()
    days.sign('fin')
    expect(await refusalOf(() => days.sign('fin'))).toMatchObject({
      code: 'DAY_SAME_SIGNER',
      figures: { by: 'Fay Finance' },
    })
    const given = { ...days.at(), digest: days.get().digest }
    expect(await refusalOf(() => desk.asWithoutStepUp('fin2').call('days.sign', given))).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
    expect(await refusalOf(() => desk.as('auditor').call('days.sign', given))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
    expect(await refusalOf(() => desk.as('fin2').call('days.sign', { ...given, expectedVersion: 1 }))).toMatchObject({
      name: 'Conflict',
      by: 'Fay Finance',
    })
    expect(days.get().state).toBe('signedOnce')
  })

  test('covers the digest that was read', async () => {
    await days.prepare()
    const read = days.get().digest
    days.reopen('A fee is missing')
    await days.prepare()
    expect(days.get().digest).not.toBe(read)
    expect(await refusalOf(() => desk.as('fin').call('days.sign', { ...days.at(), digest: read }))).toMatchObject({
      code: 'CONTENT_CHANGED',
    })
  })

  test('not on figures that moved: a new journal, a statement, an explanation', async () => {
    const { lines } = bank.take([{ amountMinor: -500, text: 'FEE' }])
    days.explain('Fee to book')
    await days.prepare()
    expect(days.get().outdated).toBe(false)
    bank.bookOther(lines[0], 'bankCharge')
    expect(days.get()).toMatchObject({ state: 'prepared', outdated: true, rows: [{ varianceMinor: 500 }] })
    expect(await refusalOf(() => days.sign('fin'))).toMatchObject({
      code: 'DAY_FIGURES_MOVED',
      figures: { date: TODAY },
    })
    await days.prepare()
    expect(days.get()).toMatchObject({ outdated: false, rows: [{ varianceMinor: 0 }] })
    days.sign('fin')
    takeText(
      desk,
      mt940({
        account: bank.account,
        date: TODAY,
        openingMinor: OPENING - 500,
        entries: [{ amountMinor: 7 }],
        number: '2',
      }),
    )
    expect(days.get()).toMatchObject({ state: 'signedOnce', outdated: true })
    expect(await refusalOf(() => days.sign('fin2'))).toMatchObject({ code: 'DAY_FIGURES_MOVED' })
    days.reopen('The bank sent another statement')
    days.explain('Interest of 0.07 is not booked')
    await days.prepare()
    days.explain('Interest of 0.07 is booked tomorrow')
    expect(days.get().outdated).toBe(true)
    expect(await refusalOf(() => days.sign('fin'))).toMatchObject({ code: 'DAY_FIGURES_MOVED' })
    await days.prepare()
    days.sign('fin2')
    days.sign('fin')
    expect(days.get()).toMatchObject({
      state: 'signedOff',
      outdated: false,
      signatures: [{ by: 'Finn Finance' }, { by: 'Fay Finance' }],
    })
  })

  test('a reopened day forgets its first signature, though it stays on record', async () => {
    await days.placed('signedOnce')
    expect(await refusalOf(() => days.reopen(''))).toMatchObject({ code: 'COMMENT_REQUIRED' })
    days.reopen('A fee is missing')
    expect(days.get()).toMatchObject({ state: 'open', signatures: [], pdfFileId: null, preparedBy: null })
    await days.prepare()
    days.sign('fin2')
    expect(days.get()).toMatchObject({ state: 'signedOnce', signatures: [{ by: 'Finn Finance' }] })
    expect(desk.connection.value('SELECT count(*) FROM day_signatures')).toBe(2)
  })

  test('work that became half done after preparing stops the signature', async () => {
    const cheques = new ChequeDesk(desk)
    const payment = cheques.payment()
    await days.prepare()
    const { leaves } = await cheques.print([payment])
    expect(days.get().outdated).toBe(false)
    expect(await refusalOf(() => days.sign('fin'))).toMatchObject({ code: 'DAY_WORK_OPEN', figures: { count: 1 } })
    cheques.confirm(leaves[0].leafId)
    days.sign('fin')
  })

  test('under a report that was taken back counts for no other, even one with the same figures', async () => {
    bank.nextDay()
    await days.prepare(TODAY)
    const first = days.get(TODAY)
    days.sign('fin', TODAY)
    days.reopen('Look again', TODAY)
    await days.prepare(TODAY)
    const second = days.get(TODAY)
    expect(second).toMatchObject({ rows: first.rows, dayRoot: first.dayRoot, checks: first.checks, signatures: [] })
    expect(second.digest).not.toBe(first.digest)
    days.sign('fin', TODAY)
    expect(days.get(TODAY).state).toBe('signedOnce')
  })

  test('the database holds it too', async () => {
    await days.prepare()
    const raw = (sql: string) => () => desk.connection.run(sql)
    const digest = days.get().digest
    const signature = (operator: number, over = digest) =>
      raw(
        `INSERT INTO day_signatures (date, ordinal, operator_id, at, digest) VALUES ('${TODAY}', ${operator}, ${operator}, 1, '${over}')`,
      )
    expect(raw(`UPDATE days SET state = 'signedOff' WHERE date = '${TODAY}'`)).toThrow(/two people/)
    expect(signature(1, 'x'.repeat(64))).toThrow(/covers the prepared report/)
    signature(1)()
    expect(
      raw(
        `INSERT INTO day_signatures (date, ordinal, operator_id, at, digest) VALUES ('${TODAY}', 2, 1, 1, '${digest}')`,
      ),
    ).toThrow(/UNIQUE/)
    expect(raw(`UPDATE days SET state = 'signedOff' WHERE date = '${TODAY}'`)).toThrow(/two people/)
    signature(2)()
    raw(`UPDATE days SET state = 'signedOff' WHERE date = '${TODAY}'`)()
    expect(raw("UPDATE days SET report = '{}'")).toThrow(/never changes/)
    expect(raw("UPDATE days SET state = 'open'")).toThrow(/never changes/)
    expect(raw('DELETE FROM days')).toThrow(/guard|FOREIGN/)
    expect(raw('DELETE FROM day_signatures')).toThrow(/never deleted/)
    expect(raw('UPDATE day_signatures SET at = 2')).toThrow(/never change/)
  })
})
