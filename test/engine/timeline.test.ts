/** The day of the desk: the morning's move, once and made up for; cut-offs that tell people; what each task waits for. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { actAs, makeCustomer } from '../support/cases.ts'
import { type Answer, type PersonName, TEST_START } from '../support/desk.ts'
import { grant, keptBytes, makeBankAccount, promised, refusalOf, uploadFile } from '../support/payments.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Friday 20 November 2026, by the clock of Hong Kong. */
const friday = (hours: number, minutes = 0): number => TEST_START + (hours - 10) * HOUR + minutes * MINUTE
const monday = (hours: number, minutes = 0): number => friday(hours, minutes) + 72 * HOUR

let desk: ProfileDesk
beforeEach(() => {
  desk = new ProfileDesk()
  // What the desk's people hold from before is in the register, so that a day has only the work that its test makes.
  for (const { orderId } of desk.as('bo').call('risk.deposits', {}) as Answer[])
    desk.as('bo').call('risk.enterDeposit', { orderId, kind: 'highRiskClient', note: '' })
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

/** A request executed by an operator at a moment; returns its number. */
function executedAt(moment: number, options: { amountMinor?: number } = {}): number {
  const requestId = desk.make('audit-confirm-remit', options)
  desk.by('wo')(requestId, 'next')
  moveClock(moment)
  actAs(desk, 'wo')(requestId, 'execute', { comment: '' })
  return requestId
}

function moveClock(moment: number): void {
  desk.now = moment
  desk.restart()
}

const statusOf = (requestId: number): string => desk.place(requestId).status
const today = (who: PersonName = 'wo'): Answer => promised('timeline.today', desk.as(who).call('timeline.today'))
const task = (code: string): Answer => today().tasks.find((each: Answer) => each.task === code)
const runs = (): unknown[] =>
  desk.connection.all('SELECT date, task, moved, found, operator_id AS who FROM timeline_runs ORDER BY id')

describe('the morning', () => {
  it('R3-10, R3-11 what is executed after the cut-off waits in the queue, and becomes Processing at 08:30 of its day', () => {
    const early = executedAt(friday(10, 30))
    const late = executedAt(friday(14))
    expect([statusOf(early), statusOf(late)]).toEqual(['processing', 'nextDay'])
    expect(desk.place(late).beingSent).toBe(true)
    moveClock(monday(8, 27))
    desk.engine.timelineDue()
    expect(statusOf(late)).toBe('nextDay')
    expect(task('move')).toMatchObject({ state: 'later', next: true, waits: [{ what: 'paymentsToMove', count: 1 }] })
    moveClock(monday(8, 30))
    expect(desk.engine.timelineDue()).toBe(1)
    expect(statusOf(late)).toBe('processing')
    expect(task('move')).toMatchObject({ state: 'done', runs: [{ by: null, moved: 1, dueAt: monday(8, 30) }] })
  })

  it('R3-14 running it twice, by the desk, by a person and after a restart, changes nothing', () => {
    const late = executedAt(friday(14))
    moveClock(monday(8, 31))
    desk.engine.timelineDue()
    const before = desk.connection.value('SELECT version FROM requests WHERE id = ?', late)
    expect(desk.engine.timelineDue()).toBe(0)
    moveClock(monday(8, 40))
    expect(desk.engine.timelineDue()).toBe(0)
    expect(desk.as('wo').call('timeline.runAgain', { task: 'move' })).toEqual({ moved: 0, found: 0 })
    expect(desk.connection.value('SELECT version FROM requests WHERE id = ?', late)).toBe(before)
    expect(runs()).toMatchObject([
      { date: '2026-11-23', task: 'move', moved: 1, who: null },
      { date: '2026-11-23', task: 'move', moved: 0, who: expect.any(Number) },
    ])
  })

  it('R3-14 a desk that was shut at 08:30 makes up for it at its next start, and says how late', () => {
    const late = executedAt(friday(14))
    moveClock(monday(10, 12))
    expect(desk.engine.timelineDue()).toBe(1)
    expect(statusOf(late)).toBe('processing')
    expect(task('move').runs).toMatchObject([{ dueAt: monday(8, 30), at: monday(10, 12) }])
  })

  it('R3-14 a desk that was shut all day makes up for it in the night after, on the record of that day', () => {
    const late = executedAt(friday(14))
    moveClock(monday(24, 10))
    expect(desk.engine.timelineDue()).toBe(1)
    expect(statusOf(late)).toBe('processing')
    expect(runs()).toMatchObject([{ date: '2026-11-23', task: 'move', moved: 1 }])
  })

  it('law 4: a request that a person queued without executing it stays where it is, and the day says so', () => {
    const requestId = desk.make('audit-confirm-remit')
    desk.by('wo')(requestId, 'next')
    desk.by('wo')(requestId, 'queueNextDay')
    moveClock(monday(8, 31))
    desk.engine.timelineDue()
    expect(statusOf(requestId)).toBe('nextDay')
    expect(task('move').waits).toEqual([{ what: 'requestsToExecute', count: 1 }])
  })

  it('R3-10 a day that a storm has shut has no morning', () => {
    const late = executedAt(friday(14))
    const list = desk.as('admin').call('calendars.list') as Answer[]
    const banking = list.find(({ code }) => code === 'banking')
    desk.as('admin').call('calendars.closeEarly', {
      calendarIds: [banking.calendarId],
      date: '2026-11-23',
      fromMinute: 0,
      kind: 'typhoon',
      reason: 'Signal 8',
    })
    moveClock(monday(9))
    desk.engine.timelineDue()
    expect(statusOf(late)).toBe('nextDay')
    expect(task('move')).toMatchObject({ state: 'stopped', movesTo: '2026-11-24' })
    moveClock(monday(24 + 8, 30))
    desk.engine.timelineDue()
    expect(statusOf(late)).toBe('processing')
  })
})

describe('the cut-offs', () => {
  it('R3-10 at 11:00 the builders are told once of what is in no batch', () => {
    executedAt(friday(10, 30), { amountMinor: 2_500_000 })
    moveClock(friday(10, 59))
    desk.engine.timelineDue()
    expect(runs().filter((run: Answer) => run.task === 'cut')).toEqual([])
    moveClock(friday(11))
    expect(desk.engine.timelineDue()).toBe(1)
    expect(desk.engine.timelineDue()).toBe(0)
    expect(runs()).toContainEqual({ date: '2026-11-20', task: 'cut', moved: 0, found: 1, who: null })
    const told = desk.connection.all<{ subject: string }>(
      "SELECT DISTINCT subject FROM notifications WHERE template = 'day.cutOff'",
    )
    expect(told).toEqual([{ subject: 'Batch cut-off: 1 still open' }])
  })

  it('says of each task what it waits for and how much', () => {
    executedAt(friday(10, 30), { amountMinor: 2_500_000 })
    moveClock(friday(11, 30))
    desk.engine.timelineDue()
    expect(task('export')).toMatchObject({
      state: 'now',
      waits: [{ what: 'paymentsNotInBatch', count: 1 }],
      amounts: [{ currency: 'HKD', amountMinor: 2_500_000 }],
    })
    expect(task('window')).toMatchObject({ state: 'done' })
    expect(task('bst')).toMatchObject({ state: 'later' })
    moveClock(friday(13))
    expect(task('export').state).toBe('late')
  })
})

describe('R3-55 the notice of high-risk deposits', () => {
  const told = (): Answer[] =>
    desk.connection.all(
      `SELECT operator_id AS who, channel, language, subject, body, state, route FROM notifications
       WHERE template = 'risk.depositsWaiting' ORDER BY id`,
    )
  const registerRuns = (): Answer[] => (runs() as Answer[]).filter((run) => run.task === 'register')

  it('at 16:00, once, in the window and by e-mail, to those who may make the entry, each in the own language', () => {
    desk.connection.run(
      "UPDATE operators SET language = 'zh-Hant', email = 'bo2@example.org' WHERE id = ?",
      desk.person('bo2').operatorId,
    )
    moveClock(friday(15, 50))
    makeCustomer(desk, { risk: 'high' })
    makeCustomer(desk)
    desk.engine.timelineDue()
    expect(told()).toEqual([])
    expect(task('register')).toMatchObject({ state: 'later', waits: [{ what: 'depositsNotRegistered', count: 1 }] })
    moveClock(friday(16))
    // The BST cut-off of 15:55 and the register.
    expect(desk.engine.timelineDue()).toBe(2)
    const first = told()
    const of = (name: PersonName) => first.filter(({ who }) => who === desk.person(name).operatorId)
    expect(of('bo')).toContainEqual(
      expect.objectContaining({
        channel: 'inApp',
        language: 'en',
        state: 'sent',
        subject: '1 high-risk deposits wait for the register',
        body: expect.stringContaining('50,000.00 HKD'),
        route: '/risk/deposits',
      }),
    )
    expect(of('bo2')).toMatchObject([
      { channel: 'inApp', language: 'zh-Hant', subject: '1 筆高風險存款待登記' },
      { channel: 'email', language: 'zh-Hant', state: 'waiting' },
    ])
    expect(of('auditor')).toEqual([])
    expect(of('agent')).toEqual([])
    moveClock(friday(16, 5))
    expect(desk.engine.timelineDue()).toBe(0)
    expect(told()).toEqual(first)
    expect(registerRuns()).toEqual([{ date: '2026-11-20', task: 'register', moved: 0, found: 1, who: null }])
    expect(task('register').state).toBe('done')
  })

  it('nobody hears of nothing: every deposit is in the register', () => {
    moveClock(friday(16))
    desk.engine.timelineDue()
    expect(told()).toEqual([])
    expect(registerRuns()).toMatchObject([{ found: 0 }])
  })

  it('R3-14 a desk that was shut at 16:00 makes up for it on the next morning, on the record of that day', () => {
    moveClock(friday(15))
    makeCustomer(desk, { risk: 'high' })
    moveClock(monday(8))
    desk.engine.timelineDue()
    desk.engine.timelineDue()
    expect(registerRuns()).toMatchObject([{ date: '2026-11-20', found: 1, who: null }])
    const missed = told().length
    expect(missed).toBeGreaterThan(0)
    moveClock(monday(16))
    desk.engine.timelineDue()
    expect(registerRuns()).toMatchObject([{ date: '2026-11-20' }, { date: '2026-11-23', found: 1 }])
    expect(told().length).toBe(2 * missed)
  })
})

/** The request's payment in a batch of today, built, released and handed out. */
async function exported(requestId: number): Promise<number> {
  const { instructionId } = desk.as('bo').call('requests.get', { requestId }).instructions[0]
  const given = { bankAccountId: makeBankAccount(desk), valueDate: '2026-11-20', instructions: [instructionId] }
  const { batchId } = desk.as('bo').call('batches.build', given)
  const at = () => ({ batchId, expectedVersion: desk.as('bo').call('batches.get', { batchId }).row.version })
  await desk.as('bo').callQueued('batches.cut', at())
  const { fileSha256 } = desk.as('bo').call('batches.get', { batchId }).row
  for (const who of ['signerA', 'signerB'] as const) desk.as(who).call('batches.release', { ...at(), fileSha256 })
  desk.as('bo').call('batches.export', at())
  return batchId
}

function atBank(batchId: number, step: string, given: { signer?: PersonName; evidence?: number } = {}): void {
  const { version } = desk.as('bo').call('batches.get', { batchId }).row
  const signerId = given.signer ? desk.person(given.signer).operatorId : null
  const rest = { signerId, evidenceFileId: given.evidence ?? null, note: '' }
  desk.as('bo').call('batches.recordBankStep', { batchId, expectedVersion: version, step, ...rest })
}
const marks = (): Answer => promised('timeline.toMark', desk.as('wo').call('timeline.toMark'))
const mark = (rows: Answer[]): Answer =>
  desk.as('wo').call('timeline.markProcessed', {
    requests: rows.map(({ requestId, version }) => ({ requestId, expectedVersion: version })),
  })

describe('R3-13 marking as processed', () => {
  it('only what is Processing and confirmed by the bank, all or none; the statement is still awaited', async () => {
    const confirmed = executedAt(friday(10, 5), { amountMinor: 1_100_000 })
    const open = executedAt(friday(10, 10), { amountMinor: 1_200_000 })
    const late = executedAt(friday(14))
    const batchId = await exported(confirmed)
    await exported(open)
    expect(task('upload').waits).toEqual([{ what: 'batchesNotUploaded', count: 2 }])
    atBank(batchId, 'imported')
    expect(task('authorise').waits).toEqual([{ what: 'batchesNotAuthorised', count: 1 }])
    atBank(batchId, 'firstApproved', { signer: 'signerA' })
    atBank(batchId, 'secondApproved', { signer: 'signerB' })
    const byChannel = () =>
      promised('timeline.byChannel', desk.as('bo').call('timeline.byChannel', { date: '2026-11-20' }))
    expect(byChannel()).toMatchObject([
      { channel: 'hsbc', currency: 'HKD', waiting: { count: 0 }, out: { count: 2, amountMinor: 2_300_000 } },
    ])
    const list = await desk.as('bo').callQueued('timeline.exportByChannel', { date: '2026-11-20' })
    const table = readTable(keptBytes(desk, list.fileId))
    expect(table.ok && table.rows.some(({ cells }) => cells.some(({ text }) => text.includes('23000')))).toBe(true)
    const both = marks().rows
    expect(both.map((row: Answer) => [row.requestId, row.confirmed])).toEqual([
      [confirmed, false],
      [open, false],
    ])
    expect(await refusalOf(() => mark(both))).toMatchObject({ code: 'MARK_NOT_CONFIRMED' })
    atBank(batchId, 'effective', { evidence: uploadFile(desk.as('bo'), 'bank.txt', 'completed') })
    expect(task('processed').waits).toContainEqual({ what: 'requestsNotMarked', count: 1 })
    expect(await refusalOf(() => mark(marks().rows))).toMatchObject({ code: 'MARK_NOT_CONFIRMED' })
    expect(statusOf(confirmed)).toBe('processing')
    expect(mark(marks().rows.slice(0, 1))).toEqual({ marked: 1 })
    expect([statusOf(confirmed), statusOf(open), statusOf(late)]).toEqual(['bankConfirmed', 'processing', 'nextDay'])
    expect(desk.place(confirmed).beingSent).toBe(true)
    const queued = { requestId: late, version: desk.as('wo').call('requests.get', { requestId: late }).row.version }
    expect(await refusalOf(() => mark([queued]))).toMatchObject({ code: 'MARK_NOT_PROCESSING' })
    expect(task('processed')).toMatchObject({ finished: 1 })
  })

  it('R3-97 a return found after the mark gives the money back once and opens the request again', async () => {
    const requestId = executedAt(friday(10, 5))
    const batchId = await exported(requestId)
    const evidence = uploadFile(desk.as('bo'), 'bank.txt', 'completed')
    atBank(batchId, 'imported')
    atBank(batchId, 'firstApproved', { signer: 'signerA' })
    atBank(batchId, 'secondApproved', { signer: 'signerB' })
    atBank(batchId, 'effective', { evidence })
    mark(marks().rows)
    grant(desk, desk.person('fm').operatorId, { roles: ['finance'] })
    desk.restart()
    const evidenceFileId = uploadFile(desk.as('fm'), 'return.txt', 'Account closed')
    const { instructionId, version } = desk.as('bo').call('batches.get', { batchId }).instructions[0]
    const given = { instructionId, expectedVersion: version, result: 'failed', evidenceFileId, text: 'Account closed' }
    desk.as('fm').call('batches.recordResult', given)
    expect(desk.place(requestId)).toMatchObject({ status: 'pending', step: 'confirm', beingSent: false })
    expect(await refusalOf(() => desk.as('fm').call('batches.recordResult', given))).toMatchObject({ name: 'Conflict' })
  })
})

describe('what may not be run', () => {
  it('a task of people, one whose time has not come, and one that is not there', async () => {
    const run = (code: string) => refusalOf(() => desk.as('wo').call('timeline.runAgain', { task: code }))
    expect(await run('export')).toMatchObject({ code: 'TIMELINE_NOT_OWN_WORK' })
    expect(await run('bst')).toMatchObject({ code: 'TIMELINE_TOO_EARLY', figures: { at: '15:55' } })
    expect(await run('tea')).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('R3-80 times change by two people, and what does not hold together is refused before', async () => {
    const { definition, version } = today('admin')
    const given = (tasks: Answer[]) => ({
      kind: 'timeline',
      key: 'default',
      expectedVersion: version,
      definition: JSON.stringify({ ...definition, tasks }),
      reason: 'The bank changed its hours',
    })
    const [move, ...rest] = definition.tasks
    expect(await refusalOf(() => desk.as('admin').call('channels.propose', given(rest)))).toMatchObject({
      code: 'CHANNEL_DATA_UNFIT',
    })
    const earlier = { ...move, from: { open: '08:00', half: '08:00' } }
    expect(desk.as('admin').call('channels.propose', given([earlier, ...rest]))).toMatchObject({ applied: true })
    expect(today().version).toBe(version + 1)
    expect(task('move').fromAt).toBe(friday(8))
  })
})
