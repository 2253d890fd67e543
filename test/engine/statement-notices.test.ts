/** Interim reports and advices: kept as what the bank announced, booked once by the statement of the day (law 10, O-14). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BankEntry, camt053, linesOf, mt940, previewText, takeText } from '../support/bank.ts'
import { TODAY } from '../support/batch-day.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, lastSequence, promised, refusalOf } from '../support/payments.ts'
import { OPENING, StatementDesk } from '../support/statement-desk.ts'

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

const ENTRIES = [
  { amountMinor: -50_000, text: 'FIRST', bankReference: 'B1' },
  { amountMinor: 40_000, text: 'DEPOSIT', bankReference: 'B2' },
]
const notices = (): Answer[] => promised('statements.notices', desk.as('fin').call('statements.notices'))

/** The same movements as an advice (camt.054) or an interim report (camt.052): no balances. */
function announced(family: '052' | '054', entries: BankEntry[] = ENTRIES, number = '1'): string {
  const { body, item } = {
    '052': { body: 'BkToCstmrAcctRpt', item: 'Rpt' },
    '054': { body: 'BkToCstmrDbtCdtNtfctn', item: 'Ntfctn' },
  }[family]
  return camt053({ account: bank.account, date: TODAY, openingMinor: OPENING, entries, number })
    .replaceAll('camt.053', `camt.${family}`)
    .replaceAll('BkToCstmrStmt', body)
    .replaceAll('<Stmt>', `<${item}>`)
    .replaceAll('</Stmt>', `</${item}>`)
    .replace(/<Bal>.*?<\/Bal>/g, '')
}

const interim942 = () =>
  mt940({ account: bank.account, date: TODAY, openingMinor: OPENING, entries: ENTRIES })
    .replace(/:60F:[^\r]*\r\n/, ':34F:HKD0,\r\n:13D:2611201200+0800\r\n')
    .replace(/:62F:[^\r]*\r\n/, '')

describe('what the bank announces', () => {
  test.each<[string, () => string, string]>([
    ['an advice, camt.054', () => announced('054'), 'advice'],
    ['an interim report, camt.052', () => announced('052'), 'interim'],
    ['an interim report, MT942', interim942, 'interim'],
  ])('in %s is kept and moves nothing', (_what, text, kind) => {
    const content = text()
    const preview = previewText(desk, content)
    expect(preview).toMatchObject({
      outcome: 'clean',
      statements: [{ kind, lines: 2, bankAccountName: expect.any(String) }],
    })
    const from = lastSequence(desk)
    const journals = bank.counts().journals
    expect(takeText(desk, content)).toEqual({
      statementIds: [],
      lines: 0,
      matched: 0,
      notices: 2,
      known: 0,
      confirmed: 0,
    })
    expect(notices()).toMatchObject([
      { kind, state: 'announced', direction: 'credit', amountMinor: 40_000, statementId: null },
      { kind, state: 'announced', direction: 'debit', amountMinor: 50_000 },
    ])
    expect([linesOf(desk), bank.counts().journals, bank.bankBalance]).toEqual([[], journals, OPENING])
    expect(auditedSince(desk, from).map(({ action }) => action)).toContain('statement.notice')
  })

  test('is counted once: the statement of the day books it and ends the announcement', () => {
    takeText(desk, announced('054'))
    const { taken, lines } = bank.take(ENTRIES)
    expect(taken).toMatchObject({ lines: 2, notices: 0, confirmed: 2 })
    expect(lines).toHaveLength(2)
    expect(notices().map(({ state, lineNumber }) => [state, lineNumber])).toEqual([
      ['confirmed', 2],
      ['confirmed', 1],
    ])
  })

  test('may come after the statement, and then ends at once', () => {
    bank.take(ENTRIES)
    expect(takeText(desk, announced('052'))).toMatchObject({ notices: 2, confirmed: 2 })
    expect(linesOf(desk)).toHaveLength(2)
  })

  test('is known when a later report of the day repeats it; the same bytes are refused', async () => {
    takeText(desk, announced('052'))
    const more = [...ENTRIES, { amountMinor: -700, text: 'THIRD', bankReference: 'B3' }]
    expect(takeText(desk, announced('052', more, '2'))).toMatchObject({ notices: 1, known: 2 })
    expect(notices()).toHaveLength(3)
    expect(await refusalOf(() => takeText(desk, announced('052')))).toMatchObject({ code: 'FILE_ALREADY_TAKEN' })
  })

  test('true twins are two announcements and end at two lines', () => {
    const twins = [
      { amountMinor: -900, text: 'FARE' },
      { amountMinor: -900, text: 'FARE' },
    ]
    expect(takeText(desk, announced('054', twins))).toMatchObject({ notices: 2 })
    expect(bank.take(twins.slice(0, 1)).taken).toMatchObject({ confirmed: 1 })
    expect(notices().map(({ state }) => state)).toEqual(['announced', 'confirmed'])
  })

  test('is missed when no statement says it for days', () => {
    takeText(desk, announced('054', ENTRIES.slice(0, 1)))
    desk.advance(6 * 86_400_000)
    desk.restart()
    expect(notices()).toMatchObject([{ state: 'missing' }])
  })

  test('of an account that is not the desk’s is refused whole', async () => {
    const foreign = announced('054').replaceAll(bank.account, '999')
    expect(await refusalOf(() => takeText(desk, foreign))).toMatchObject({ code: 'STATEMENT_ACCOUNT_UNKNOWN' })
    expect(notices()).toEqual([])
  })
})
