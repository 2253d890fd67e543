/** Regular audits through the engine: planned, drawn by a key, judged by who took no part, nine steps, archived (R2-88…R2-90). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { drawn } from '../../src/main/engine/features/audits/drawing.ts'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, keptBytes, lastSequence, makePayment, promised, refusalOf } from '../support/payments.ts'

const DAY = 86_400_000
/** The week of the start of the test desk, a Friday. */
const WEEK = { from: '2026-11-16', to: '2026-11-22', due: '2026-11-29' }

let desk: TestDesk
beforeEach(() => {
  desk = testDesk()
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const id = (name: PersonName) => desk.as(name).operatorId
const plan = (): Answer[] => promised('audits.plan', desk.as('auditor').call('audits.plan'))
const of = (kind: string, from: string) => plan().find((row) => row.kind === kind && row.from === from)
const get = (auditId: number, who: PersonName = 'auditor'): Answer =>
  promised('audits.get', desk.as(who).call('audits.get', { auditId }))
const at = (auditId: number) => ({ auditId, expectedVersion: get(auditId).version })

/** Time passes; everybody signs in again. */
function later(milliseconds: number): void {
  desk.advance(milliseconds)
  desk.restart()
}

function begin(kind: string, from = WEEK.from, reviewer: PersonName = 'auditor'): number {
  return desk.as('fin').call('audits.begin', { kind, from, reviewerId: id(reviewer) }).auditId
}

function judge(
  auditId: number,
  ordinal: number,
  { who = 'auditor', ...over }: Record<string, unknown> & { who?: PersonName } = {},
): Answer {
  const given = { ...at(auditId), ordinal, verdict: 'inOrder', severity: 'low', finding: '', ...over }
  return desk.as(who).call('audits.judge', given)
}

const step = (auditId: number, number: number, who: PersonName = 'auditor'): Answer =>
  desk.as(who).call('audits.step', { ...at(auditId), step: number, note: `Step ${number} done` })

describe('the plan', () => {
  test('R2-88 names every period that is over, when it is due and what is late', () => {
    makePayment(desk)
    expect(of('transactionSample', WEEK.from)).toMatchObject({ ...WEEK, state: 'coming', late: false, auditId: null })
    later(4 * DAY)
    expect(of('transactionSample', WEEK.from)).toMatchObject({ state: 'waiting', late: false })
    expect(of('accessReview', '2026-10-01')).toMatchObject({ to: '2026-12-31', state: 'coming' })
    later(7 * DAY)
    expect(of('transactionSample', WEEK.from)).toMatchObject({ state: 'waiting', late: true })
    // Nothing is asked of a time before the books began.
    expect(plan().every(({ to }) => to >= '2026-11-20')).toBe(true)
    expect(new Set(plan().map(({ kind }) => kind)).size).toBe(5)
  })
})

describe('the draw', () => {
  test('R2-90 is drawn again by the same key from the same books, and by no other', () => {
    const ids = Array.from({ length: 200 }, (_, index) => index + 1)
    const key = 'a'.repeat(32)
    expect(drawn(ids, 10, key)).toEqual(drawn([...ids].reverse(), 10, key))
    expect(drawn(ids, 10, 'b'.repeat(32))).not.toEqual(drawn(ids, 10, key))
    // Every item has its chance: over many keys no one is drawn much more often than the others.
    const counts = new Map<number, number>()
    for (let round = 0; round < 400; round++)
      for (const one of drawn(ids, 10, String(round))) counts.set(one, (counts.get(one) ?? 0) + 1)
    expect(counts.size).toBe(200)
    expect(Math.max(...counts.values())).toBeLessThan(45)
  })

  test('takes five in a hundred of the transactions, and keeps the key', () => {
    for (let made = 0; made < 12; made++) makePayment(desk)
    const journals = desk.connection.all<{ id: number }>('SELECT id FROM journals ORDER BY id').map((row) => row.id)
    later(4 * DAY)
    const audit = get(begin('transactionSample'))
    expect(audit).toMatchObject({
      population: journals.length,
      row: { items: Math.ceil(journals.length / 20), step: 2 },
    })
    const subjects = drawn(journals, audit.row.items, audit.seed).map((one) => `journal:${one}`)
    expect(audit.items.map(({ subject }: Answer) => subject)).toEqual(subjects)
    expect(audit.items.every(({ checks }: Answer) => checks.every(({ holds }: Answer) => holds))).toBe(true)
  })

  test('takes every payout above 100,000 with its approvals, releases and proof', () => {
    const [large] = [makePayment(desk, { amountMinor: 10_000_001 }), makePayment(desk, { amountMinor: 10_000_000 })]
    later(4 * DAY)
    const audit = get(begin('payoutVerification'))
    expect(audit).toMatchObject({
      population: 2,
      items: [
        {
          subject: `request:${large?.requestId}`,
          amountMinor: 10_000_001,
          checks: [
            { check: 'approved', holds: true, figure: '1/1' },
            { check: 'twoPeople', holds: true },
            { check: 'released', holds: true },
            // It waits for its batch: nothing of the bank shows it yet.
            { check: 'proven', holds: false, figure: '0/1' },
          ],
        },
      ],
    })
  })

  test('finds a balance that is not what the books say, and a person without a second factor', () => {
    makePayment(desk)
    later(Date.UTC(2027, 0, 5, 2) - desk.now)
    const month = get(begin('balanceVerification', '2026-11-01'))
    expect(month.items[0]).toMatchObject({ subject: 'balances:HKD', checks: [{ holds: true }, { holds: true }] })
    const access = get(begin('accessReview', '2026-10-01'))
    expect(access.row.items).toBe(access.population)
    expect(access.items.find(({ subject }: Answer) => subject === `operator:${id('bo')}`)).toMatchObject({
      checks: [
        { check: 'secondFactor', holds: true },
        { check: 'used', holds: true },
        { check: 'permissions', holds: true },
      ],
    })
    desk.connection.run('DROP TRIGGER IF EXISTS guard_account_update')
    desk.connection.run("UPDATE ledger_accounts SET held_minor = held_minor + 1 WHERE kind = 'customer'")
    const december = get(begin('balanceVerification', '2026-12-01'))
    expect(december.items[0]?.checks).toMatchObject([
      { check: 'rebuilt', holds: false },
      { check: 'held', holds: false },
    ])
    desk.connection.run("UPDATE ledger_accounts SET held_minor = held_minor - 1 WHERE kind = 'customer'")
  })

  test('of a whole year looks at the ledger, the signed days and the changes', () => {
    makePayment(desk)
    later(Date.UTC(2027, 0, 5, 2) - desk.now)
    expect(get(begin('fullAudit', '2026-01-01')).items).toMatchObject([
      { subject: 'books:ledger', checks: [{ check: 'rebuilt', holds: true }] },
      { subject: 'books:days', checks: [{ check: 'signedOff', holds: false, figure: '1' }] },
      { subject: 'books:changes' },
    ])
  })
})

describe('the process', () => {
  test('R2-89 goes through nine steps in their order, with findings that are corrected before the archive', async () => {
    makePayment(desk, { amountMinor: 10_000_001 })
    later(4 * DAY)
    const from = lastSequence(desk)
    const auditId = begin('payoutVerification')
    expect(await refusalOf(() => step(auditId, 4))).toMatchObject({ code: 'AUDIT_STEP', figures: { next: 3 } })
    for (const number of [3, 4, 5]) step(auditId, number)
    expect(await refusalOf(() => step(auditId, 6))).toMatchObject({
      code: 'AUDIT_OPEN',
      figures: { count: 1, what: 'items' },
    })
    expect(await refusalOf(() => judge(auditId, 1, { verdict: 'finding' }))).toMatchObject({ code: 'COMMENT_REQUIRED' })
    judge(auditId, 1, { verdict: 'finding', severity: 'high', finding: 'The bank has not shown it' })
    step(auditId, 6)
    step(auditId, 7)
    expect(await refusalOf(() => step(auditId, 8))).toMatchObject({ figures: { count: 1, what: 'findings' } })
    const [finding] = get(auditId).findings
    desk
      .as('fin')
      .call('audits.correct', { ...at(auditId), findingId: finding.findingId, correction: 'Statement asked for' })
    step(auditId, 8)
    await desk.as('auditor').callQueued('audits.archive', at(auditId))
    const ended = get(auditId)
    expect(ended).toMatchObject({
      row: { state: 'ended', late: false, step: 9, findings: 1, uncorrected: 0, endedOn: '2026-11-24' },
      steps: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => ({ step: number })),
      findings: [{ severity: 'high', by: 'Otto Auditor', correctedBy: 'Fay Finance' }],
    })
    expect(keptBytes(desk, ended.pdfFileId).subarray(0, 5).toString()).toBe('%PDF-')
    const workbook = readTable(keptBytes(desk, ended.xlsxFileId))
    if (!workbook.ok) throw new Error('not a workbook')
    expect(JSON.stringify(workbook)).toContain(ended.seed)
    expect(desk.as('auditor').call('files.info', { fileId: ended.pdfFileId }).name).toContain('payoutVerification')
    expect(await refusalOf(() => judge(auditId, 1))).toMatchObject({ code: 'AUDIT_ENDED' })
    const actions = auditedSince(desk, from).map(({ action }) => action)
    expect(actions.filter((action) => action.startsWith('audits.')).at(-1)).toBe('audits.archive')
  })

  test('is judged by its reviewer alone, and by nobody who took part', async () => {
    makePayment(desk, { amountMinor: 10_000_001 })
    later(4 * DAY)
    const auditId = begin('payoutVerification')
    expect(await refusalOf(() => judge(auditId, 1, { who: 'fin' }))).toMatchObject({
      code: 'AUDIT_REVIEWER',
      figures: { by: 'Otto Auditor' },
    })
    const { version } = get(auditId)
    judge(auditId, 1)
    const late = { auditId, expectedVersion: version, ordinal: 1, verdict: 'inOrder', severity: 'low', finding: '' }
    expect(await refusalOf(() => desk.as('auditor').call('audits.judge', late))).toMatchObject({ name: 'Conflict' })
    later(Date.UTC(2027, 0, 5, 2) - desk.now)
    const own = begin('accessReview', '2026-10-01')
    const mine = get(own).items.find(({ ownWork }: Answer) => ownWork)
    expect(mine.subject).toBe(`operator:${id('auditor')}`)
    expect(await refusalOf(() => judge(own, mine.ordinal))).toMatchObject({ code: 'AUDIT_OWN_WORK' })
  })

  test.each<[string, string, PersonName, string]>([
    ['before the period is over', WEEK.from, 'auditor', 'AUDIT_PERIOD'],
    ['from a day on which none begins', '2026-11-17', 'auditor', 'AUDIT_PERIOD'],
    ['by who may not read the log', '2026-11-09', 'agent', 'PERMISSION_MISSING'],
  ])('does not begin %s', async (_what, from, reviewer, code) => {
    expect(await refusalOf(() => begin('transactionSample', from, reviewer))).toMatchObject({ code })
  })

  test('begins once', async () => {
    later(4 * DAY)
    begin('transactionSample')
    expect(await refusalOf(() => begin('transactionSample'))).toMatchObject({
      code: 'AUDIT_BEGUN',
      figures: { by: 'Fay Finance' },
    })
  })
})
