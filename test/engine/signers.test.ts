/** Signers of a bank: absent, stood in for, delayed to the next day with two, escalated; and what happens to the file at the bank. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BatchDay, TODAY } from '../support/batch-day.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { makePayment, promised, refusalOf, uploadFile } from '../support/payments.ts'

let desk: TestDesk
let day: BatchDay
beforeEach(() => {
  desk = testDesk({
    people: ['agent', 'cs', 'ret', 'deal', 'bo', 'bo2', 'signerA', 'signerB', 'fin', 'fin2'],
  })
  day = new BatchDay(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const MONDAY = '2026-11-23'
const idOf = (who: PersonName): number => desk.person(who).operatorId
const list = (): Answer => promised('signers.list', desk.as('bo2').call('signers.list'))
const bank = (): Answer => list().banks[0]

/** The register of the bank; the only administrator of this desk needs no second one. */
function register(people: [PersonName, 'primary' | 'backup'][]): void {
  const { bankCode, version } = bank()
  const signers = people.map(([who, role]) => ({ operatorId: idOf(who), role, from: '2026-01-01', to: null }))
  desk.as('admin').call('channels.propose', {
    kind: 'signers',
    key: bankCode,
    expectedVersion: version,
    definition: JSON.stringify({ key: bankCode, signers }),
    reason: 'As the bank confirmed',
  })
}
const away = (who: PersonName, to = TODAY): Answer =>
  desk.as('bo2').call('signers.sayAbsent', { operatorId: idOf(who), from: TODAY, to, reason: 'Ill' })
const told = (template: string): string[] =>
  desk.connection
    .all<{ recipient: string }>(
      "SELECT recipient FROM notifications WHERE template = ? AND channel = 'inApp'",
      template,
    )
    .map(({ recipient }) => recipient)

describe('the register', () => {
  it('R3-19 rules nothing while a bank has none', async () => {
    const before = await day.placed('written')
    expect(day.card(before.batchId).signing).toMatchObject({ registered: false })
    register([
      ['signerA', 'primary'],
      ['signerB', 'primary'],
    ])
    expect(bank()).toMatchObject({ version: 1, signingDay: TODAY, madeBy: 'Ada Admin' })
    expect(day.card(before.batchId).signing.signers).toHaveLength(2)
    expect(day.release(before.batchId, 'signerA').state).toBe('releasedOnce')
  })
})

describe('R3-19 an absent signer', () => {
  beforeEach(() =>
    register([
      ['signerA', 'primary'],
      ['signerB', 'primary'],
    ]),
  )

  it('may not release; with no backup the batch waits for the next day with two, and only that is refused', async () => {
    const { batchId } = await day.placed('written')
    away('signerB')
    expect(await refusalOf(() => day.release(batchId, 'signerB'))).toMatchObject({ code: 'SIGNER_ABSENT' })
    expect(await refusalOf(() => day.release(batchId, 'signerA'))).toMatchObject({
      code: 'SIGNERS_TOO_FEW',
      figures: { count: 1, date: MONDAY },
    })
    expect(day.card(batchId)).toMatchObject({
      mayRelease: { code: 'PERMISSION_MISSING' },
      signing: { delayedTo: MONDAY, absent: ['Sue Signer'] },
    })
  })

  it('R3-20 the batch is delayed: a new one of that day with the same payments, and releases begin anew', async () => {
    const { batchId, payments } = await day.placed('releasedOnce')
    away('signerB')
    const delayed = desk.as('bo2').call('batches.delay', { ...day.at(batchId), reason: 'Sue is ill' })
    expect(delayed).toMatchObject({ state: 'open', valueDate: MONDAY })
    expect(day.card(batchId).row.state).toBe('withdrawn')
    expect(day.card(delayed.batchId).row).toMatchObject({ valueDate: MONDAY, lines: 1, releases: [] })
    expect(day.paymentStates(payments)).toEqual(['inBatch'])
    await day.cut(delayed.batchId)
    desk.advance(3 * 86_400_000)
    desk.restart()
    expect(day.release(delayed.batchId, 'signerA').state).toBe('releasedOnce')
    expect(day.release(delayed.batchId, 'signerB').state).toBe('released')
  })

  it('does not delay a batch whose signers are there', async () => {
    const { batchId } = await day.placed('written')
    expect(
      await refusalOf(() => desk.as('bo2').call('batches.delay', { ...day.at(batchId), reason: 'Later' })),
    ).toMatchObject({ code: 'SIGNERS_PRESENT' })
  })

  it('signs again once the absence is ended', async () => {
    const { batchId } = await day.placed('written')
    const { absenceId } = away('signerB')
    desk.as('bo2').call('signers.endAbsence', { absenceId })
    expect(day.release(batchId, 'signerB').state).toBe('releasedOnce')
    expect(await refusalOf(() => desk.as('bo2').call('signers.endAbsence', { absenceId }))).toMatchObject({
      code: 'ABSENCE_OVER',
    })
  })

  it('an absence has days in their order, from today on, and is said once', async () => {
    const say = (from: string, to: string) =>
      refusalOf(() =>
        desk.as('bo2').call('signers.sayAbsent', { operatorId: idOf('signerA'), from, to, reason: 'Leave' }),
      )
    expect(await say('2026-11-19', TODAY)).toMatchObject({ code: 'ABSENCE_DATES' })
    expect(await say(MONDAY, TODAY)).toMatchObject({ code: 'ABSENCE_DATES' })
    away('signerA', MONDAY)
    expect(await say(MONDAY, MONDAY)).toMatchObject({ code: 'ABSENCE_THERE' })
  })

  it('R3-21 what is urgent goes to the operations lead, and nothing is released by it', async () => {
    desk.as('admin').call('operators.create', {
      userName: 'lena',
      displayName: 'Lena Lead',
      department: 'operations',
      roles: ['operationsLead'],
      signingGroup: null,
      initialPassword: 'correct horse battery first',
    })
    const { batchId } = await day.placed('written')
    away('signerB')
    expect(desk.as('bo2').call('batches.escalate', { ...day.at(batchId), reason: 'Completion at 17:00' }).told).toBe(1)
    expect(told('batch.escalated')).toEqual(['Lena Lead'])
    expect(day.card(batchId).row.state).toBe('written')
  })
})

describe('R3-19 a backup', () => {
  beforeEach(() => {
    for (const who of ['fin', 'fin2'] as const) {
      // Finance people who hold the permission for these tests.
      const row = desk
        .as('admin')
        .call('operators.list')
        .find(({ operatorId }: Answer) => operatorId === idOf(who))
      desk.as('admin').call('operators.update', {
        operatorId: row.operatorId,
        expectedVersion: row.version,
        displayName: row.displayName,
        department: row.department,
        roles: ['authorisedSigner'],
        signingGroup: 'A',
        active: true,
      })
    }
    desk.restart()
    register([
      ['signerA', 'primary'],
      ['signerB', 'primary'],
      ['fin', 'backup'],
    ])
  })

  it('is told of the absence and asked when the batch is ready, and releases in the place of who is away', async () => {
    expect(away('signerB').told).toBe(1)
    expect(told('signer.standIn')).toEqual(['Fay Finance'])
    const { batchId } = await day.placed('written')
    expect(told('batch.backupAsked')).toEqual(['Fay Finance'])
    expect(day.release(batchId, 'signerA').state).toBe('releasedOnce')
    expect(await refusalOf(() => day.release(batchId, 'fin2'))).toMatchObject({ code: 'SIGNER_NOT_REGISTERED' })
    expect(day.release(batchId, 'fin').state).toBe('released')
  })

  it('does not release while the primaries are there', async () => {
    const { batchId } = await day.placed('written')
    expect(await refusalOf(() => day.release(batchId, 'fin'))).toMatchObject({
      code: 'SIGNER_BACKUP_NOT_NEEDED',
      figures: { names: 'Sam Signer, Sue Signer' },
    })
  })
})

describe('R3-17 at the bank', () => {
  const step = (batchId: number, name: string, given: { signer?: PersonName; evidence?: number } = {}): Answer =>
    desk.as('bo2').call('batches.recordBankStep', {
      ...day.at(batchId),
      step: name,
      signerId: given.signer ? idOf(given.signer) : null,
      evidenceFileId: given.evidence ?? null,
      note: '',
    })
  const evidence = (): number => uploadFile(desk.as('bo2'), 'bank.txt', 'yes')

  it('four steps in their order, with signer and time; in effect is accepted and not settled', async () => {
    const { batchId } = await day.placed('exported')
    expect(await refusalOf(() => step(batchId, 'firstApproved', { signer: 'signerA' }))).toMatchObject({
      code: 'BANK_STEP_ORDER',
      figures: { next: 'imported' },
    })
    step(batchId, 'imported')
    step(batchId, 'firstApproved', { signer: 'signerA' })
    expect(await refusalOf(() => step(batchId, 'secondApproved', { signer: 'signerA' }))).toMatchObject({
      code: 'BANK_STEP_SAME_SIGNER',
    })
    expect(await refusalOf(() => step(batchId, 'secondApproved'))).toMatchObject({ code: 'BANK_STEP_NO_SIGNER' })
    step(batchId, 'secondApproved', { signer: 'signerB' })
    expect(await refusalOf(() => step(batchId, 'effective'))).toMatchObject({ code: 'BANK_STEP_EVIDENCE' })
    expect(step(batchId, 'effective', { evidence: evidence() }).state).toBe('accepted')
    expect(await refusalOf(() => step(batchId, 'effective', { evidence: evidence() }))).toMatchObject({
      code: 'BANK_STEP_THERE',
    })
    expect(day.card(batchId).bankSteps.map(({ step: name, signer }: Answer) => [name, signer])).toEqual([
      ['imported', null],
      ['firstApproved', 'Sam Signer'],
      ['secondApproved', 'Sue Signer'],
      ['effective', null],
    ])
  })

  it('nothing happens at the bank before the file was handed out, not even past the engine', async () => {
    const { batchId } = await day.placed('released', [makePayment(desk)])
    expect(await refusalOf(() => step(batchId, 'imported'))).toMatchObject({ code: 'BANK_STEP_ORDER' })
    const insert = (name: string, signerId: number | null) =>
      desk.connection.run(
        "INSERT INTO batch_bank_steps (batch_id, step, signer_id, evidence_file_id, note, operator_id, at) VALUES (?, ?, ?, NULL, '', 1, 1)",
        batchId,
        name,
        signerId,
      )
    expect(() => insert('imported', null)).toThrow('handed out')
    day.export(batchId)
    insert('imported', null)
    expect(() => insert('secondApproved', idOf('signerA'))).toThrow('order')
    insert('firstApproved', idOf('signerA'))
    expect(() => insert('secondApproved', idOf('signerA'))).toThrow('UNIQUE')
  })
})
