/** What two people do about a day by hand: adjust a variance that was explained, reverse it, open a signed day again (R2-68…R2-71). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TODAY } from '../support/batch-day.ts'
import { DayDesk } from '../support/day-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, keptBytes, lastSequence, refusalOf, uploadFile } from '../support/payments.ts'
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

/** The bank has 5.00 less than the books, and no line says why. */
const variance = () => bank.take([], { closingMinor: OPENING - 500, openingMinor: OPENING - 500 })

describe('a variance', () => {
  test('R2-70 is explained with its evidence, adjusted by two people and then signed off', async () => {
    variance()
    expect(days.get().rows[0]).toMatchObject({ varianceMinor: 500, explanation: null })
    expect(await refusalOf(() => days.propose(-500))).toMatchObject({
      code: 'ADJUSTMENT_UNEXPLAINED',
      figures: { date: TODAY },
    })
    const evidenceFileId = uploadFile(desk.as('fin'), 'letter.txt', 'We took 5.00 twice')
    desk.as('fin').call('days.explainVariance', {
      ...days.at(),
      bankAccountId: bank.bankAccountId,
      explanation: 'The bank took a charge twice',
      evidenceFileId,
    })
    desk.as('fin2').call('days.explainVariance', {
      ...days.at(),
      bankAccountId: bank.bankAccountId,
      explanation: 'The bank will not give it back',
    })
    const from = lastSequence(desk)
    const proposalId = days.propose(-500)
    expect(days.get()).toMatchObject({
      waiting: [{ proposalId, kind: 'day.adjust', about: bank.bankAccountId, by: 'Fay Finance' }],
      rows: [{ varianceMinor: 500, explanation: 'The bank will not give it back', explainedBy: 'Finn Finance' }],
      findings: [
        { explanation: 'The bank took a charge twice', varianceMinor: 500, by: 'Fay Finance', fileName: 'letter.txt' },
        { explanation: 'The bank will not give it back', varianceMinor: 500, by: 'Finn Finance', fileId: null },
      ],
      adjustments: [],
    })
    expect(days.check('adjustmentsDecided')).toMatchObject({ passed: false, figures: { waiting: 1 } })
    expect(await refusalOf(() => days.prepare())).toMatchObject({
      code: 'DAY_ADJUSTMENT_WAITS',
      figures: { date: TODAY, count: 1 },
    })
    expect(await refusalOf(() => days.confirm(proposalId, 'fin'))).toMatchObject({ code: 'PROPOSAL_OWN' })
    expect(await refusalOf(() => days.confirm(proposalId, 'agent'))).toMatchObject({ code: 'PERMISSION_MISSING' })
    expect(bank.bankBalance).toBe(OPENING)
    days.confirm(proposalId, 'fin2')
    expect(bank.bankBalance).toBe(OPENING - 500)
    expect(days.get()).toMatchObject({
      waiting: [],
      rows: [{ adjustmentsMinor: OPENING - 500, varianceMinor: 0 }],
      adjustments: [
        {
          madeBy: 'Fay Finance',
          confirmedBy: 'Finn Finance',
          reason: 'The bank took it twice',
          reversedBy: null,
          lines: [{ amountMinor: -500 }, { account: 'Adjustments HKD', amountMinor: 500 }],
        },
      ],
    })
    const booked = auditedSince(desk, from).find(({ action }) => action === 'day.adjust')
    expect(booked).toMatchObject({ reason: 'The bank took it twice', amountMinor: -500 })
    await days.placed('signedOff')
    // The paper that was attached is read by whoever reads the day.
    expect(desk.as('auditor').call('files.info', { fileId: evidenceFileId })).toMatchObject({ name: 'letter.txt' })
  })

  test.each<[string, (accounts: Answer[]) => Record<string, unknown>, string, object]>([
    [
      'lines that do not add up',
      (a) => ({ lines: [line(a, 'bank', 500), line(a, 'suspense', -499)] }),
      'ADJUSTMENT_UNBALANCED',
      { sum: '0.01 HKD' },
    ],
    [
      'without its bank account',
      (a) => ({ lines: [line(a, 'interest', 500), line(a, 'suspense', -500)] }),
      'ADJUSTMENT_ACCOUNT',
      { why: 'missing' },
    ],
    [
      'the same account twice',
      (a) => ({ lines: [line(a, 'bank', 500), line(a, 'bank', -500)] }),
      'ADJUSTMENT_ACCOUNT',
      { why: 'twice' },
    ],
    [
      'a kind that the account is not',
      (a) => ({ lines: [{ ...line(a, 'bank', 500), kind: 'suspense' }, line(a, 'interest', -500)] }),
      'ADJUSTMENT_ACCOUNT',
      { why: 'kind' },
    ],
    ['a day that has not begun', () => ({ date: TOMORROW }), 'NOT_BUSINESS_DATE', { date: TOMORROW }],
  ])('is not adjusted by %s', async (_what, over, code, figures) => {
    days.explain('Looked into it')
    const accounts = desk.as('fin').call('days.adjustingAccounts', { currency: 'HKD' })
    expect(await refusalOf(() => days.propose(-500, over(accounts)))).toMatchObject({ code, figures })
  })

  test('is not adjusted with money of customers or of payments on their way', async () => {
    await bank.sent(1_000)
    days.explain('Looked into it')
    const accounts = desk.as('fin').call('days.adjustingAccounts', { currency: 'HKD' })
    expect(new Set(accounts.map(({ kind }: Answer) => kind))).toEqual(
      new Set(['bank', 'bankCharges', 'interest', 'feeIncome', 'suspense', 'adjustment']),
    )
    for (const kind of ['customer', 'inTransit']) {
      const ledgerAccountId = desk.connection.value<number>(
        'SELECT id FROM ledger_accounts WHERE kind = ? LIMIT 1',
        kind,
      )
      const lines = [line(accounts, 'bank', 500), { kind: 'suspense', ledgerAccountId, amountMinor: -500 }]
      expect(await refusalOf(() => days.propose(-500, { lines }))).toMatchObject({ figures: { why: 'kind' } })
    }
  })

  test('an adjustment that waits when the period closes is not booked, and its reversal needs two people as well', async () => {
    days.explain('Looked into it')
    const first = days.confirm(days.propose(-500), 'fin2') && days.get().adjustments[0].journalId
    const reversal = desk.as('fin').call('ledger.reverse', { journalId: first, reason: 'The bank gave it back' })
    expect(days.get().adjustments[0].reversedBy).toBeNull()
    expect(await refusalOf(() => days.confirm(reversal.proposalId, 'fin'))).toMatchObject({ code: 'PROPOSAL_OWN' })
    days.confirm(reversal.proposalId, 'fin2')
    expect(days.get().adjustments[0].reversedBy).toBeGreaterThan(first)
    expect(bank.bankBalance).toBe(OPENING)
    bank.nextDay()
    // Asked for on the day before, and a later day is signed off meanwhile.
    const late = days.propose(-700)
    await days.prepare(TOMORROW)
    days.sign('fin', TOMORROW)
    days.sign('fin2', TOMORROW)
    expect(await refusalOf(() => days.confirm(late, 'fin2'))).toMatchObject({
      code: 'PERIOD_CLOSED',
      figures: { date: TOMORROW },
    })
    expect(bank.bankBalance).toBe(OPENING)
  })
})

function line(accounts: Answer[], wanted: string, amountMinor: number) {
  const { kind, ledgerAccountId } = accounts.find((one) => one.kind === wanted)
  return { kind, ledgerAccountId, amountMinor }
}

describe('a signed day', () => {
  test('R2-71 is opened again by two people; the signed report stays and the next one is another', async () => {
    await days.placed('signedOff')
    const signed = days.get()
    const from = lastSequence(desk)
    const proposalId = days.unlock('A charge belongs to this day')
    expect(days.get()).toMatchObject({ state: 'signedOff', waiting: [{ kind: 'day.unlock', about: null }] })
    expect(await refusalOf(() => days.confirm(proposalId, 'fin'))).toMatchObject({ code: 'PROPOSAL_OWN' })
    days.confirm(proposalId, 'fin2')
    const archive = {
      revision: 1,
      digest: signed.digest,
      pdfFileId: signed.pdfFileId,
      xlsxFileId: signed.xlsxFileId,
      reason: 'A charge belongs to this day',
      askedBy: 'Fay Finance',
      confirmedBy: 'Finn Finance',
      signatures: [{ by: 'Fay Finance' }, { by: 'Finn Finance' }],
    }
    expect(days.get()).toMatchObject({ state: 'open', signatures: [], pdfFileId: null, archives: [archive] })
    expect(auditedSince(desk, from).map(({ action }) => action)).toEqual([
      'proposal.make',
      'day.unlock',
      'proposal.approve',
    ])
    const { lines } = bank.take([{ amountMinor: -500, text: 'FEE' }])
    bank.bookOther(lines[0], 'bankCharge')
    await days.placed('signedOff')
    const again = days.get()
    expect(again).toMatchObject({ rows: [{ adjustmentsMinor: OPENING - 500 }], archives: [archive] })
    expect(again.digest).not.toBe(signed.digest)
    expect(again.pdfFileId).not.toBe(signed.pdfFileId)
    // The sheet of the first report is still what was signed.
    expect(keptBytes(desk, signed.pdfFileId).subarray(0, 5).toString()).toBe('%PDF-')
    days.confirm(days.unlock('Once more'), 'fin2')
    expect(days.get().archives.map(({ revision }: Answer) => revision)).toEqual([2, 1])
  })

  test('takes no journal, nor does a day before it; the latest is opened first', async () => {
    bank.nextDay()
    await days.prepare(TOMORROW)
    days.sign('fin', TOMORROW)
    days.sign('fin2', TOMORROW)
    days.explain('Looked into it')
    expect(await refusalOf(() => days.propose(-500))).toMatchObject({
      code: 'PERIOD_CLOSED',
      figures: { date: TOMORROW },
    })
    // The ledger and the database refuse it as well, whoever asks.
    const insert = (date: string) => () =>
      desk.connection.run("INSERT INTO journals (kind, business_date, at, memo) VALUES ('x', ?, 1, 'x')", date)
    expect(insert(TODAY)).toThrow('guard: the day is signed off')
    expect(insert(TOMORROW)).toThrow('guard: the day is signed off')
    await days.placed('signedOff')
    expect(await refusalOf(() => days.unlock('Too early'))).toMatchObject({
      code: 'DAY_LATER_SIGNED',
      figures: { date: TODAY, later: TOMORROW },
    })
    days.confirm(days.unlock('The latest', TOMORROW), 'fin2')
    days.confirm(days.unlock('Then this'), 'fin2')
    expect([days.get().state, days.get(TOMORROW).state]).toEqual(['open', 'open'])
  })

  test('only a signed one, as it was read, and not a second time', async () => {
    expect(await refusalOf(() => days.unlock('Why not'))).toMatchObject({ code: 'DAY_NOT_SIGNED_OFF' })
    await days.placed('signedOff')
    const given = { ...days.at(), digest: 'a'.repeat(64), reason: 'Another report' }
    expect(await refusalOf(() => desk.as('fin').call('days.proposeUnlock', given))).toMatchObject({
      code: 'CONTENT_CHANGED',
    })
    const asked = { ...days.at(), digest: days.get().digest, reason: 'x' }
    expect(await refusalOf(() => desk.asWithoutStepUp('fin2').call('days.proposeUnlock', asked))).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
    days.unlock('First')
    expect(await refusalOf(() => days.unlock('Second', TODAY, 'fin2'))).toMatchObject({ code: 'PROPOSAL_OPEN_ALREADY' })
  })

  test('the database gives none up without the report in the archive', async () => {
    await days.placed('signedOff')
    const open = () =>
      desk.connection.run(
        "UPDATE days SET state = 'open', version = version + 1, report = NULL, digest = NULL, changed_at = 1 WHERE date = ?",
        TODAY,
      )
    expect(open).toThrow('guard: a signed-off day never changes')
    const { report, digest } = desk.connection.get<Answer>('SELECT report, digest FROM days WHERE date = ?', TODAY)
    const archive = (by: number) => () =>
      desk.connection.run(
        `INSERT INTO day_archives (date, revision, digest, report, reason, unlock_asked_by, unlock_confirmed_by, unlocked_at)
         VALUES (?, 1, ?, ?, 'x', 1, ?, 1)`,
        TODAY,
        digest,
        report,
        by,
      )
    expect(archive(1)).toThrow('CHECK')
  })
})

test('what a day page reads is found in indexes', () => {
  const plan = (sql: string, ...params: unknown[]) =>
    desk.connection
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params)
      .map(({ detail }) => detail)
      .join('; ')
  expect(plan('SELECT 1 FROM day_findings WHERE date = ? ORDER BY id', TODAY)).toContain('day_findings_of_day')
  expect(plan('SELECT 1 FROM day_adjustments WHERE date = ? ORDER BY journal_id', TODAY)).toContain(
    'day_adjustments_of_day',
  )
  expect(plan('SELECT 1 FROM day_archives WHERE date = ? ORDER BY revision DESC', TODAY)).toContain('PRIMARY KEY')
  const signed = "SELECT date FROM days WHERE state = 'signedOff' AND date >= ? ORDER BY date LIMIT 1"
  expect(plan(signed, TODAY)).toMatch(/SEARCH days USING .*(days_signed_off|PRIMARY KEY)/)
})
