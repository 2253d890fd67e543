/** Law 10 through the engine: a statement is taken whole or not at all, once, line by line; true twins are both kept. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { linePage } from '../../src/main/engine/features/statements/line-store.ts'
import { type BankEntry, camt053, linesOf, mt940, previewText, takeText } from '../support/bank.ts'
import { TODAY } from '../support/batch-day.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf, uploadFile } from '../support/payments.ts'
import { OPENING, StatementDesk } from '../support/statement-desk.ts'

const YESTERDAY = '2026-11-19'

let desk: TestDesk
let bank: StatementDesk
beforeEach(() => {
  desk = testDesk()
  bank = new StatementDesk(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

/** A statement of the test account as MT940. */
const text = (entries: BankEntry[], over: object = {}) =>
  mt940({ account: bank.account, date: TODAY, openingMinor: OPENING, entries, ...over })
const FEE: BankEntry = { amountMinor: -500, text: 'FEE' }
const DEPOSIT: BankEntry = { amountMinor: 90_000, text: 'DEPOSIT' }

/** Taking is refused, with the same words in the preview, and nothing at all is kept. */
async function refusedWhole(content: string, acceptFindings = 'Read'): Promise<Answer> {
  const preview = previewText(desk, content)
  const before = bank.counts()
  const { fileId, sha256 } = preview
  const refusal = await refusalOf(() => desk.as('fin').call('statements.take', { fileId, sha256, acceptFindings }))
  expect(bank.counts()).toEqual(before)
  expect(preview.outcome).toBe('refused')
  promised('statements.preview', (({ fileId: _, ...answer }) => answer)(preview))
  return { preview, refusal }
}

describe('the same statement', () => {
  test('with the same bytes', async () => {
    takeText(desk, text([FEE]))
    const { preview, refusal } = await refusedWhole(text([FEE]))
    expect(refusal).toMatchObject({ code: 'STATEMENT_ALREADY_TAKEN', figures: { by: 'Fay Finance', statement: 1 } })
    expect(preview.takenBefore).toMatchObject({ by: 'Fay Finance' })
    expect(preview.findings[0]).toMatchObject({
      code: 'STATEMENT_ALREADY_TAKEN',
      message: expect.stringContaining('by Fay Finance'),
    })
  })

  test.each<[string, () => string]>([
    ['with other line ends', () => text([FEE]).replaceAll('\r\n', '\n')],
    ['with another number', () => text([FEE], { number: '777' })],
    ['in another format', () => camt053({ account: bank.account, date: TODAY, openingMinor: OPENING, entries: [FEE] })],
    [
      'with its account written otherwise',
      () => text([FEE], { account: `${bank.account.slice(0, 3)}-${bank.account.slice(3)}` }),
    ],
  ])('%s', async (_, again) => {
    takeText(desk, text([FEE]))
    const { preview, refusal } = await refusedWhole(again())
    expect(refusal).toMatchObject({ code: 'STATEMENT_ALREADY_TAKEN', figures: { statement: 1 } })
    expect(preview.takenBefore).toMatchObject({ by: 'Fay Finance' })
  })

  test('twice in one file', async () => {
    const one = { account: bank.account, date: TODAY, openingMinor: OPENING, entries: [FEE] }
    const { refusal } = await refusedWhole(camt053(one, { ...one, number: '2' }))
    expect(refusal).toMatchObject({
      code: 'STATEMENT_REFUSED',
      figures: { why: expect.stringContaining('stands in the file twice') },
    })
  })

  test('the same command again answers the same and takes nothing more', () => {
    const { fileId, sha256 } = previewText(desk, text([FEE]))
    const command = { commandId: 'take-once-0000001', fileId, sha256, acceptFindings: '' }
    const first = desk.as('fin').call('statements.take', command)
    const counts = bank.counts()
    expect(desk.as('fin').call('statements.take', command)).toEqual(first)
    expect(bank.counts()).toEqual(counts)
  })
})

describe('the same line', () => {
  test('in an overlapping statement: the whole file is refused and the line is named', async () => {
    takeText(desk, text([FEE, DEPOSIT]))
    const wide = text([{ ...FEE, amountMinor: -700, date: YESTERDAY }, FEE, DEPOSIT], {
      openingMinor: OPENING + 700,
      number: '2',
    })
    const { refusal } = await refusedWhole(wide)
    expect(refusal).toMatchObject({
      code: 'STATEMENT_LINES_TAKEN',
      figures: { line: 2, date: TODAY, amount: '5.00 HKD', count: 2, statement: 1, by: 'Fay Finance' },
    })
  })

  test('true twins in one statement are two lines', () => {
    expect(takeText(desk, text([FEE, FEE, FEE]))).toMatchObject({ lines: 3 })
    expect(new Set(linesOf(desk).map((line) => line.statementLineId)).size).toBe(3)
  })

  test('an overlap with one more twin than before is refused too', async () => {
    takeText(desk, text([FEE, FEE]))
    const { refusal } = await refusedWhole(text([FEE, FEE, FEE], { number: '2' }))
    expect(refusal).toMatchObject({ code: 'STATEMENT_LINES_TAKEN', figures: { count: 2 } })
  })

  test('true twins on one day in two statements, one going on where the other ended, are two lines', () => {
    takeText(desk, text([FEE]))
    const second = takeText(desk, text([FEE, DEPOSIT], { openingMinor: OPENING - 500, number: '2' }))
    expect(second).toMatchObject({ lines: 2 })
    const third = takeText(desk, text([FEE, FEE], { openingMinor: OPENING - 1_000 + 90_000, number: '3' }))
    expect(third).toMatchObject({ lines: 2 })
    expect(linesOf(desk)).toHaveLength(5)
  })

  test('true twins in two statements of one file are two lines', () => {
    const first = { account: bank.account, date: TODAY, openingMinor: OPENING, entries: [FEE, FEE] }
    const second = { ...first, openingMinor: OPENING - 1_000, entries: [FEE, DEPOSIT], number: '2' }
    expect(takeText(desk, camt053(first, second))).toMatchObject({ statementIds: [1, 2], lines: 4 })
  })

  test('lines that stand in a file twice are refused', async () => {
    const first = { account: bank.account, date: TODAY, openingMinor: OPENING, entries: [FEE] }
    const second = { ...first, entries: [FEE, DEPOSIT], number: '2' }
    const { refusal } = await refusedWhole(camt053(first, second))
    expect(refusal).toMatchObject({
      code: 'STATEMENT_REFUSED',
      figures: { why: expect.stringContaining('stand in the file twice') },
    })
  })

  test('where the balance cannot tell twins from an overlap, the file is refused', async () => {
    const back: BankEntry = { amountMinor: 500, text: 'FEE BACK' }
    takeText(desk, text([FEE, back]))
    const { refusal } = await refusedWhole(text([FEE, back, DEPOSIT], { number: '2' }))
    expect(refusal).toMatchObject({ code: 'STATEMENT_LINES_TAKEN', figures: { line: 1, count: 2 } })
  })

  test('of another bank account is another line', () => {
    takeText(desk, text([FEE]))
    const other = new StatementDesk(desk)
    expect(takeText(desk, text([FEE], { account: other.account }))).toMatchObject({ lines: 1 })
  })

  test('also by raw SQL', () => {
    takeText(desk, text([FEE]))
    const copy = `INSERT INTO statement_lines (statement_id, bank_account_id, line_number, identity, direction, amount_minor, currency, bank_reference, own_reference, counterparty, text, reversal, details)
      SELECT statement_id, bank_account_id, 2, identity, direction, amount_minor, currency, bank_reference, own_reference, counterparty, text, reversal, details FROM statement_lines`
    expect(() => desk.connection.run(copy)).toThrow(/UNIQUE/)
    expect(() => desk.connection.run('UPDATE statement_lines SET amount_minor = 1')).toThrow(/guard/)
    expect(() => desk.connection.run('DELETE FROM statement_lines')).toThrow(/guard/)
    expect(() => desk.connection.run('UPDATE statements SET closing_minor = 1')).toThrow(/guard/)
  })
})

describe('a file that cannot be taken', () => {
  test.each<[string, () => string, object]>([
    [
      'is no statement',
      () => 'Dear customer,',
      { code: 'STATEMENT_REFUSED', figures: { why: expect.stringContaining('The file is no camt') } },
    ],
    [
      'is for an account of nobody here',
      () => text([FEE], { account: '999' }),
      { code: 'STATEMENT_ACCOUNT_UNKNOWN', figures: { number: '999' } },
    ],
    [
      'is in another currency than the account',
      () => text([FEE], { currency: 'USD' }),
      { code: 'CURRENCY_DIFFERS', figures: { expected: 'HKD', found: 'USD' } },
    ],
    [
      'has an amount that nobody can read',
      () => text([FEE]).replace('D5,00', 'D5,005'),
      { code: 'STATEMENT_REFUSED', figures: { why: expect.stringMatching(/amount at line \d+ is not readable/) } },
    ],
  ])('because it %s', async (_, content, expected) => {
    const { preview, refusal } = await refusedWhole(content())
    expect(refusal).toMatchObject(expected)
    expect(preview.findings.length).toBeGreaterThan(0)
  })

  test('one bad statement keeps the good one of the same file out', async () => {
    const good = { account: bank.account, date: TODAY, openingMinor: OPENING, entries: [FEE] }
    const { refusal } = await refusedWhole(camt053(good, { ...good, account: '999', number: '2' }))
    expect(refusal).toMatchObject({ code: 'STATEMENT_ACCOUNT_UNKNOWN' })
  })

  test('because other bytes were looked at', async () => {
    const { fileId } = previewText(desk, text([FEE]))
    const take = { fileId, sha256: '0'.repeat(64), acceptFindings: '' }
    expect(await refusalOf(() => desk.as('fin').call('statements.take', take))).toMatchObject({
      code: 'CONTENT_CHANGED',
    })
  })

  test('because the person may not', async () => {
    const fileId = uploadFile(desk.as('bo'), 'statement.sta', text([FEE]))
    expect(await refusalOf(() => desk.as('bo').call('statements.preview', { fileId }))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
  })
})

describe('findings', () => {
  test('are read and accepted with a word, or the file stays out', async () => {
    const wrong = text([FEE], { closingMinor: OPENING })
    const { fileId, sha256, outcome, findings } = previewText(desk, wrong)
    expect([outcome, findings.map(({ code }: Answer) => code)]).toEqual(['findings', ['does-not-add-up']])
    const take = (acceptFindings: string) => desk.as('fin').call('statements.take', { fileId, sha256, acceptFindings })
    expect(await refusalOf(() => take(''))).toMatchObject({ code: 'STATEMENT_FINDINGS_OPEN', figures: { count: 1 } })
    expect(bank.counts()).toMatchObject({ statements: 0, statement_lines: 0 })
    take('The bank confirmed the missing fee by phone')
    expect(desk.as('fin').call('statements.list')).toMatchObject([{ addsUp: false, findings: 1 }])
    expect(desk.connection.value('SELECT accepted_findings FROM statements')).toContain('by phone')
  })

  test('a statement that does not open where the one before closed, or close where the next one opened', () => {
    takeText(desk, text([FEE], { date: '2026-11-18' }))
    const gap = previewText(desk, text([DEPOSIT], { openingMinor: OPENING - 400 }))
    expect(gap.findings).toMatchObject([{ code: 'opening-differs', message: expect.stringContaining('1.00 HKD off') }])
    desk.as('fin').call('statements.take', {
      fileId: gap.fileId,
      sha256: gap.sha256,
      acceptFindings: 'The statement between them follows',
    })
    const between = previewText(
      desk,
      text([{ amountMinor: -7, text: 'X' }], { date: YESTERDAY, openingMinor: OPENING - 500 }),
    )
    expect(between.findings).toMatchObject([{ code: 'closing-differs' }])
    const fits = previewText(
      desk,
      text([{ amountMinor: 100, text: 'X' }], { date: YESTERDAY, openingMinor: OPENING - 500 }),
    )
    expect(fits.outcome).toBe('clean')
  })

  test('days that follow each other in one file are no gap', () => {
    const first = { account: bank.account, date: YESTERDAY, openingMinor: OPENING, entries: [FEE] }
    const second = { account: bank.account, date: TODAY, openingMinor: OPENING - 500, entries: [DEPOSIT], number: '2' }
    takeText(desk, text([], { date: '2026-11-18' }))
    expect(previewText(desk, camt053(first, second)).findings).toEqual([])
    expect(takeText(desk, camt053(first, second))).toMatchObject({ statementIds: [2, 3], lines: 2 })
  })
})

test('the preview says what the taking will say', () => {
  const preview = previewText(desk, text([FEE]))
  promised('statements.preview', (({ fileId: _, ...answer }) => answer)(preview))
  expect(preview).toMatchObject({
    outcome: 'clean',
    format: 'MT940',
    takenBefore: null,
    statements: [
      {
        account: bank.account,
        currency: 'HKD',
        opening: '1,000,000.00 HKD (2026-11-19)',
        closing: '999,995.00 HKD (2026-11-20)',
        lines: 1,
        addsUp: true,
      },
    ],
  })
  expect(bank.counts()).toMatchObject({ statements: 0, statement_lines: 0 })
})

describe('pages of lines', () => {
  const ask = (over: object) =>
    desk
      .as('fin')
      .call('statements.lines', { statementId: null, unmatchedOnly: false, after: null, pageSize: 2, ...over })
  const ids = ({ rows }: Answer) => rows.map((row: Answer) => row.statementLineId)

  test('go on after the last line, of all statements or of one, all lines or the open ones', () => {
    takeText(desk, text([FEE, FEE, FEE]))
    takeText(desk, text([DEPOSIT, FEE], { openingMinor: OPENING - 1_500, number: '2' }))
    bank.bookOther(bank.line(2), 'bankCharge')
    expect(ask({})).toMatchObject({ more: true })
    expect([ids(ask({})), ids(ask({ after: 2 })), ids(ask({ after: 4 }))]).toEqual([[1, 2], [3, 4], [5]])
    expect([ids(ask({ unmatchedOnly: true })), ids(ask({ unmatchedOnly: true, after: 3 }))]).toEqual([
      [1, 3],
      [4, 5],
    ])
    expect([
      ids(ask({ statementId: 1, unmatchedOnly: true })),
      ids(ask({ statementId: 1, after: 2 })),
      ids(ask({ statementId: 2 })),
    ]).toEqual([[1, 3], [3], [4, 5]])
    expect(
      desk
        .as('fin')
        .call('statements.list')
        .map((row: Answer) => [row.statementId, row.lines, row.unmatched]),
    ).toEqual([
      [2, 2, 2],
      [1, 3, 2],
    ])
  })

  test('are read through an index in the order of the page', () => {
    const plans: string[] = []
    const db = { all: (sql: string, ...params: unknown[]) => plans.push(planOf(sql, params)) && [] }
    for (const statementId of [null, 1]) {
      for (const unmatchedOnly of [true, false])
        linePage({ db } as never, { statementId, unmatchedOnly, after: 3, limit: 10 })
    }
    expect(plans).toEqual([
      'SEARCH statement_lines USING INDEX statement_lines_open (id>?)',
      'SEARCH statement_lines USING INTEGER PRIMARY KEY (rowid>?)',
      'SEARCH statement_lines USING INDEX statement_lines_open_of_statement (statement_id=? AND id>?)',
      'SEARCH statement_lines USING INDEX statement_lines_of_statement (statement_id=? AND id>?)',
    ])
  })

  function planOf(sql: string, params: unknown[]): string {
    return desk.connection
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params)
      .map(({ detail }) => detail)
      .join('; ')
  }
})
