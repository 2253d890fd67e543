/** Day end through the engine: figures from the books and the bank, frozen with their sheet, and the archive. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { mt940, previewText } from '../support/bank.ts'
import { TODAY } from '../support/batch-day.ts'
import { makeCustomer, makeRequest } from '../support/cases.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { DayDesk } from '../support/day-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, keptBytes, lastSequence, makeBankAccount, promised, refusalOf } from '../support/payments.ts'
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

describe('an open day', () => {
  test('shows opening, movements and closing per bank account, and the variance to the bank', async () => {
    const [payment] = await bank.sent(1_250_000, 99_995)
    if (!payment) throw new Error('no payment')
    const { lines } = bank.take([
      { amountMinor: -1_250_000, reference: bank.reference(payment) },
      { amountMinor: -500, text: 'FEE' },
      { amountMinor: 40_000, text: 'DEPOSIT' },
    ])
    bank.bookOther(lines[1], 'bankCharge')
    expect(days.get().rows).toMatchObject([
      {
        bankAccountId: bank.bankAccountId,
        openingMinor: 0,
        paidOutMinor: 1_250_000,
        receivedMinor: 0,
        adjustmentsMinor: OPENING - 500,
        calculatedMinor: OPENING - 1_250_500,
        bankClosingMinor: OPENING - 1_210_500,
        varianceMinor: -40_000,
        inTransitMinor: 99_995,
        explanation: null,
      },
    ])
    expect(days.check('linesMatched')).toMatchObject({ passed: false, figures: { openLines: 1 } })
    expect(days.check('varianceExplained')).toMatchObject({ passed: false, figures: { variances: 1, unexplained: 1 } })
    bank.bookOther(lines[2], 'customerDeposit')
    const report = days.get()
    expect(report.rows[0]).toMatchObject({ receivedMinor: 40_000, varianceMinor: 0 })
    expect(report.checks.every((one: Answer) => one.passed)).toBe(true)
    expect(report.money).toEqual([
      {
        currency: 'HKD',
        heldMinor: 0,
        inTransitMinor: 99_995,
        paidMinor: 1_250_000,
        feesMinor: 0,
        returnedMinor: 0,
        customersMinor: 4 * 1_349_995 - 1_349_995,
      },
    ])
    expect(report).toMatchObject({
      state: 'open',
      version: 1,
      outdated: false,
      signatures: [],
      preparedBy: null,
      pdfFileId: null,
    })
    expect(report.requestsByStatus).toEqual([
      { status: 'approvedByBackoffice', count: 1, amounts: [{ currency: 'HKD', amountMinor: 99_995 }] },
      { status: 'completed', count: 1, amounts: [{ currency: 'HKD', amountMinor: 1_250_000 }] },
    ])
  })

  test('opens with the closing of the day before, however late that day was booked', async () => {
    const [payment] = await bank.sent(1_250_000)
    if (!payment) throw new Error('no payment')
    bank.nextDay()
    expect(days.get(TOMORROW).rows[0]).toMatchObject({ openingMinor: OPENING, calculatedMinor: OPENING })
    bank.take([{ amountMinor: -1_250_000, reference: bank.reference(payment) }])
    expect(days.get(TODAY).rows[0]).toMatchObject({
      paidOutMinor: 1_250_000,
      calculatedMinor: OPENING - 1_250_000,
      varianceMinor: 0,
    })
    expect(days.get(TOMORROW).rows[0]).toMatchObject({
      openingMinor: OPENING - 1_250_000,
      paidOutMinor: 0,
      bankClosingMinor: null,
      varianceMinor: null,
    })
    expect(days.get(TOMORROW).money[0]).toMatchObject({
      inTransitMinor: 0,
      paidMinor: 0,
      customersMinor: 3 * 1_250_000,
    })
    expect(days.get(TODAY).money[0]).toMatchObject({ paidMinor: 1_250_000 })
  })

  test('keeps its figures whatever later days book', () => {
    makeCustomer(desk)
    const { lines } = bank.take([{ amountMinor: -500, text: 'FEE' }])
    bank.bookOther(lines[0], 'bankCharge')
    const before = days.get(TODAY)
    bank.nextDay()
    makeCustomer(desk)
    const later = bank.take([{ amountMinor: -700, text: 'FEE' }], { date: TOMORROW })
    bank.bookOther(later.lines[0], 'bankCharge')
    expect(days.get(TODAY)).toMatchObject({ rows: before.rows, money: before.money })
    expect(days.get(TOMORROW).rows[0]).toMatchObject({ openingMinor: OPENING - 500, calculatedMinor: OPENING - 1_200 })
    expect(days.get(TOMORROW).money[0].customersMinor).toBe(2 * before.money[0].customersMinor)
  })

  test('counts requests that were worked on and those that are open', () => {
    const customer = makeCustomer(desk)
    const { requestId } = makeRequest(desk, customer, { amountMinor: 100_000 })
    makeRequest(desk, customer, { amountMinor: 200_000 })
    const card = desk.as('cs').call('requests.get', { requestId })
    desk.as('cs').call('requests.act', {
      requestId,
      action: 'rejectAndClose',
      expectedVersion: card.row.version,
      comment: 'No',
      documents: [],
      contentDigest: card.contentDigest,
      acknowledgeShortBalance: false,
    })
    const hkd = (amountMinor: number) => [{ currency: 'HKD', amountMinor }]
    expect(days.get().requestsByStatus).toEqual([
      { status: 'new', count: 1, amounts: hkd(200_000) },
      { status: 'rejected', count: 1, amounts: hkd(100_000) },
    ])
    bank.nextDay()
    expect(days.get(TOMORROW).requestsByStatus).toEqual([{ status: 'new', count: 1, amounts: hkd(200_000) }])
  })

  test('a statement that is missing and work that is half done show on the checklist', async () => {
    makeBankAccount(desk)
    expect(days.check('statementsTaken')).toEqual({
      check: 'statementsTaken',
      passed: false,
      figures: { taken: 0, of: 2 },
    })
    const cheques = new ChequeDesk(desk)
    await cheques.placed('reserved')
    expect(days.check('halfDoneWork')).toMatchObject({ passed: false, figures: { reservedLeaves: 1 } })
  })

  test('damage shows on the checklist and stops the report', async () => {
    desk.connection.run('DROP TRIGGER guard_audit_update')
    const forge = (from: string, to: string) =>
      desk.connection.run('UPDATE audit SET record = replace(record, ?, ?) WHERE sequence = 5', from, to)
    forge('"role":"', '"role":"x')
    expect(days.check('auditChain')).toMatchObject({ passed: false, figures: { brokenAt: 5 } })
    expect(await refusalOf(() => days.prepare())).toMatchObject({ code: 'DAY_NOT_BALANCED', figures: { count: 1 } })
    forge('"role":"x', '"role":"')
    expect(days.check('auditChain')).toMatchObject({ passed: true })
    desk.connection.run('UPDATE ledger_accounts SET balance_minor = balance_minor + 1 WHERE kind = ?', 'bank')
    expect(days.check('booksBalance')).toMatchObject({ passed: false, figures: { currenciesOff: 1 } })
    expect(await refusalOf(() => days.prepare())).toMatchObject({
      code: 'DAY_NOT_BALANCED',
      figures: { date: TODAY, count: 1 },
    })
  })
})

describe('preparing', () => {
  test('freezes the figures with a sheet that carries their digest and the root of the audit log', async () => {
    bank.take([{ amountMinor: -500, text: 'FEE' }])
    bank.bookOther(bank.line(1), 'bankCharge')
    const live = days.get()
    const from = lastSequence(desk)
    expect(promised('days.prepare', await days.prepare())).toEqual({ date: TODAY, version: 2 })
    const report = days.get()
    expect(report).toMatchObject({
      state: 'prepared',
      version: 2,
      preparedBy: 'Fay Finance',
      outdated: false,
      rows: live.rows,
      auditRecords: live.auditRecords,
      dayRoot: live.dayRoot,
    })
    expect(auditedSince(desk, from)).toMatchObject([{ action: 'day.prepare', subject: `day:${TODAY}` }])

    const pdf = join(desk.folder, 'day.pdf')
    writeFileSync(pdf, keptBytes(desk, report.pdfFileId))
    const words = execFileSync('pdftotext', ['-layout', pdf, '-']).toString()
    for (const text of [
      `Day end ${TODAY}`,
      'Test desk',
      report.dayRoot,
      report.digest,
      '999,995.00',
      'Fay Finance',
      'Second signature',
    ]) {
      expect(words.replace(/\s+/g, ' ')).toContain(text)
    }
    const workbook = readTable(keptBytes(desk, report.xlsxFileId))
    const cells = workbook.ok
      ? [workbook.header, ...workbook.rows.map((row) => row.cells.map(({ text }) => text))].flat()
      : []
    expect(cells.join(' ')).toContain(report.digest)
    expect(cells).toContain('999995')
  })

  test('R2-71 the sheet is written in Traditional Chinese when that is chosen, over the same figures', async () => {
    makeRequest(desk, makeCustomer(desk))
    const english = days.get()
    await desk.as('fin').callQueued('days.prepare', { ...days.at(), language: 'zh-Hant' })
    const report = days.get()
    expect(report.rows).toEqual(english.rows)
    const pdf = join(desk.folder, 'day-zh.pdf')
    writeFileSync(pdf, keptBytes(desk, report.pdfFileId))
    const words = execFileSync('pdftotext', ['-layout', pdf, '-']).toString().replace(/\s+/g, '')
    for (const text of [
      `日結${TODAY}`,
      '銀行帳戶',
      '期初',
      '帳簿平衡',
      '第二簽署（另一人）',
      '第1頁',
      report.dayRoot,
      report.digest,
    ])
      expect(words).toContain(text)
    expect(words).not.toMatch(/Opening|Bankaccount|NOTPASSED|unbalanced/)
    const workbook = readTable(keptBytes(desk, report.xlsxFileId))
    expect(JSON.stringify(workbook)).toContain('計算期末')
  })

  test('a variance needs an explanation, which is on the report', async () => {
    bank.take([{ amountMinor: -500, text: 'FEE' }])
    const refusal = await refusalOf(() => days.prepare())
    expect(refusal).toMatchObject({ code: 'DAY_VARIANCE_OPEN', figures: { date: TODAY, variance: '5.00 HKD' } })
    expect(days.get().state).toBe('open')
    expect(days.explain('A fee the bank takes back tomorrow')).toEqual({ date: TODAY, version: 2 })
    await days.prepare()
    expect(days.get().rows[0]).toMatchObject({
      varianceMinor: 500,
      explanation: 'A fee the bank takes back tomorrow',
      explainedBy: 'Fay Finance',
    })
  })

  test('not with a printed leaf that nobody answered for, nor a day that has not begun', async () => {
    const cheques = new ChequeDesk(desk)
    const { leafId } = await cheques.placed('reserved')
    expect(await refusalOf(() => days.prepare())).toMatchObject({
      code: 'DAY_WORK_OPEN',
      figures: { date: TODAY, count: 1 },
    })
    cheques.confirm(leafId)
    await days.prepare()
    expect(await refusalOf(() => days.prepare(TOMORROW))).toMatchObject({
      code: 'NOT_BUSINESS_DATE',
      figures: { date: TOMORROW },
    })
  })

  test('not when something was posted while the sheet was drawn', async () => {
    const { lines } = bank.take([{ amountMinor: -500, text: 'FEE' }])
    days.explain('Fee to book')
    const preparing = days.prepare()
    bank.bookOther(lines[0], 'bankCharge')
    expect(await refusalOf(() => preparing)).toMatchObject({ code: 'DAY_FIGURES_MOVED', figures: { date: TODAY } })
    expect(days.get()).toMatchObject({ state: 'open', pdfFileId: null, rows: [{ varianceMinor: 0 }] })
  })

  test('a repeated command prepares once; an old version is a conflict that names who was first', async () => {
    const command = { commandId: 'prepare-day-000001', ...days.at() }
    const first = await desk.as('fin').callQueued('days.prepare', command)
    expect(await desk.as('fin').callQueued('days.prepare', command)).toEqual(first)
    expect(days.get().version).toBe(2)
    const late = () => desk.as('fin2').callQueued('days.prepare', { date: TODAY, expectedVersion: 1 })
    expect(await refusalOf(late)).toMatchObject({ name: 'Conflict', by: 'Fay Finance', version: 2 })
  })
})

describe('the archive', () => {
  test('lists days newest first: kept ones, those with journals, and today', async () => {
    await days.placed('signedOff')
    const root = days.get().dayRoot
    bank.nextDay()
    bank.nextDay()
    days.explain('Nothing', '2026-11-18')
    const list = (input: Record<string, unknown>) => promised('days.list', desk.as('auditor').call('days.list', input))
    expect(list({ before: null, limit: 10 })).toMatchObject([
      { date: '2026-11-22', state: 'open', signatures: [], dayRoot: '' },
      { date: TODAY, state: 'signedOff', signatures: [{ by: 'Fay Finance' }, { by: 'Finn Finance' }], dayRoot: root },
      { date: '2026-11-18', state: 'open' },
    ])
    expect(list({ before: TODAY, limit: 10 }).map((one: Answer) => one.date)).toEqual(['2026-11-18'])
    expect(list({ before: null, limit: 1 })).toHaveLength(1)
    expect(desk.as('auditor').call('audit.dayRoot', { date: TODAY, records: null }).records).toBeGreaterThan(
      days.get(TODAY).auditRecords,
    )
  })

  test('a preview of a statement changes no day', () => {
    previewText(desk, mt940(bank.statement([{ amountMinor: -500 }])))
    expect(days.get()).toMatchObject({ version: 1, rows: [{ bankClosingMinor: null }] })
  })
})
