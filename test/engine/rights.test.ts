/** What one person alone, with a stolen password or without the right, does not get: files of others, a second factor, an unseen change. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { totpCode } from '../../src/main/engine/features/operators/index.ts'
import { DETAILS, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { refusalOf } from '../support/payments.ts'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk({ people: ['admin', 'agent', 'cs', 'bo', 'bo2', 'signerA', 'auditor', 'pay', 'admin2'] })
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const seen = () => {
  const row = desk
    .as('admin')
    .call('settings.list')
    .find(({ key }: Answer) => key === 'destinations.secondPerson')
  return { expectedVersion: row.version }
}
const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

function upload(who: PersonName, name: string, bytes = PNG): number {
  const person = desk.as(who)
  const { uploadId } = person.call('files.beginUpload', { name, mediaType: 'image/png', sizeBytes: bytes.length })
  person.call('files.append', { uploadId, offset: 0, base64: bytes.toString('base64') })
  return person.call('files.finishUpload', { uploadId }).fileId
}
const read = (who: PersonName, fileId: number) =>
  refusalOf(() => desk.as(who).call('files.read', { fileId, offset: 0 }))

describe('files', () => {
  test('one that is shown nowhere is read by who brought it alone', async () => {
    const fileId = upload('bo', 'statement.png')
    expect(desk.as('bo').call('files.read', { fileId, offset: 0 }).base64).toBe(PNG.toString('base64'))
    for (const who of ['agent', 'admin', 'auditor'] as const) {
      expect(await read(who, fileId), who).toMatchObject({ code: 'NOT_FOUND' })
      expect(await refusalOf(() => desk.as(who).call('files.info', { fileId }))).toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  test('a specimen of a signature is read by who compares or keeps signatures', async () => {
    const specimenFileId = upload('admin', 'specimen.png')
    const mandate = { group: 'A', validFrom: '2026-11-01', validTo: null, specimenFileId }
    const { operatorId } = desk.person('signerA')
    desk.confirm(desk.as('admin').call('signatories.addMandate', { operatorId, ...mandate }).proposalId)
    for (const who of ['signerA', 'bo', 'admin2', 'auditor'] as const)
      expect(desk.as(who).call('files.info', { fileId: specimenFileId }).name).toBe('specimen.png')
    expect(await read('agent', specimenFileId)).toMatchObject({ code: 'NOT_FOUND' })
    expect(await read('pay', specimenFileId)).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('attaching a file of others to a request of one’s own does not show it', async () => {
    const fileId = upload('bo', 'specimen.png')
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    const { version } = desk.as('agent').call('requests.get', { requestId }).row
    const attach = { requestId, expectedVersion: version, kind: 'identity', fileId }
    expect(await refusalOf(() => desk.as('agent').call('documents.attach', attach))).toMatchObject({
      code: 'NOT_FOUND',
    })
    const own = upload('agent', 'passport.png')
    desk.as('agent').call('documents.attach', { ...attach, fileId: own })
    expect(desk.as('bo').call('files.info', { fileId: own }).name).toBe('passport.png')
  })
})

describe('the second factor', () => {
  const wrongCode = (who: PersonName, on = desk.person(who)) =>
    refusalOf(() => on.call('session.stepUp', { code: '000000' }))

  test('wrong codes lock it, with the right one too, and signing in again does not start the count anew', async () => {
    for (let i = 0; i < 4; i++) expect(await wrongCode('bo')).toMatchObject({ code: 'CODE_WRONG' })
    const again = desk.asWithoutStepUp('bo')
    expect(await wrongCode('bo', again)).toMatchObject({ code: 'CODE_WRONG' })
    desk.advance(60_000)
    const code = totpCode(desk.secretOf('bo'), Math.floor(desk.now / 30_000))
    expect(await refusalOf(() => again.call('session.stepUp', { code }))).toMatchObject({ code: 'SIGN_IN_LOCKED' })
    desk.advance(15 * 60_000)
    const later = totpCode(desk.secretOf('bo'), Math.floor(desk.now / 30_000))
    expect(again.call('session.stepUp', { code: later }).stepUpUntil).toBeGreaterThan(desk.now)
  })

  test('is replaced only by who proves it, not with the password alone', async () => {
    const thief = desk.asWithoutStepUp('signerA')
    const begin = () => thief.call('session.beginSecondFactor', { password: desk.password })
    expect(await refusalOf(begin)).toMatchObject({ code: 'STEP_UP_REQUIRED' })
    desk.advance(60_000)
    thief.call('session.stepUp', { code: totpCode(desk.secretOf('signerA'), Math.floor(desk.now / 30_000)) })
    expect(begin().secret).toMatch(/^[A-Z2-7]{32}$/)
  })
})

describe('a wrong password inside a session', () => {
  const change = (who: PersonName, currentPassword: string) => () =>
    desk.person(who).call('session.changePassword', { currentPassword, newPassword: 'another phrase 77' })

  test('counts toward the lock-out as at the door, and is in the log', async () => {
    for (let i = 0; i < 4; i++) expect(await refusalOf(change('bo', 'wrong'))).toMatchObject({ code: 'PASSWORD_WRONG' })
    expect(await refusalOf(change('bo', 'wrong'))).toMatchObject({ code: 'PASSWORD_WRONG' })
    expect(await refusalOf(change('bo', desk.password))).toMatchObject({ code: 'SIGN_IN_LOCKED' })
    expect(desk.connection.value("SELECT count(*) FROM audit WHERE record LIKE '%session.lockedOut%'")).toBe(1)
    // Nothing else of the refused command remains.
    expect(desk.connection.value("SELECT count(*) FROM audit WHERE record LIKE '%\"session.changePassword%Bea%'")).toBe(
      1,
    )
  })

  test('counts through the queue of commands too', async () => {
    const wrong = { currentPassword: 'wrong', newPassword: 'another phrase 77' }
    const tries = Array.from({ length: 5 }, () => desk.person('bo').callQueued('session.changePassword', wrong))
    for (const one of await Promise.allSettled(tries)) expect(one.status).toBe('rejected')
    expect(await refusalOf(change('bo', desk.password))).toMatchObject({ code: 'SIGN_IN_LOCKED' })
  })
})

test('a fact by which the checks let money go takes the second factor', async () => {
  const { customerId } = makeCustomer(desk)
  const fact = {
    subject: 'customer',
    subjectId: customerId,
    fact: 'providerVerified',
    value: 'yes',
    source: 'Provider',
  }
  const bare = desk.asWithoutStepUp('bo')
  expect(await refusalOf(() => bare.call('facts.set', fact))).toMatchObject({ code: 'STEP_UP_REQUIRED' })
  expect(desk.as('bo').call('facts.set', fact)).toMatchObject({ value: 'yes' })
})

describe('proposed changes', () => {
  test('a person does not make the end of the own rights stale', () => {
    const { operatorId, version } = desk
      .as('admin')
      .call('operators.list')
      .find((row: Answer) => row.userName === 'agent')
    const facts = { displayName: 'Agnes Agent', department: 'customerSupport', signingGroup: null }
    const { proposalId } = desk.as('admin').call('operators.update', {
      operatorId,
      expectedVersion: version,
      ...facts,
      roles: ['agent'],
      active: false,
    })
    desk.as('agent').call('session.setLanguage', { language: 'zh-Hant' })
    desk
      .as('agent')
      .call('session.changePassword', { currentPassword: desk.password, newPassword: 'another phrase 77' })
    expect(desk.confirm(proposalId).state).toBe('applied')
  })

  test('nobody proposes a mandate for oneself, or to act for somebody else oneself', async () => {
    const [admin, bo] = [desk.person('admin').operatorId, desk.person('bo').operatorId]
    const mandate = { operatorId: admin, group: 'A', validFrom: '2026-11-01', validTo: null, specimenFileId: null }
    const lent = { delegatorId: bo, delegateId: admin, roles: ['payoutOfficer'], from: '2026-11-20', to: '2026-11-22' }
    for (const wish of [
      () => desk.as('admin').call('signatories.addMandate', mandate),
      () => desk.as('admin').call('delegations.add', { ...lent, reason: 'Away' }),
    ])
      expect(await refusalOf(wish)).toMatchObject({ code: 'OWN_ROLES' })
    desk.confirm(desk.as('bo').call('delegations.add', { ...lent, reason: 'Away' }).proposalId)
  })

  test('who may not administer operators is not told the roles of others', () => {
    const rolesOf = (who: PersonName) =>
      desk
        .as(who)
        .call('delegations.people')
        .find(({ displayName }: Answer) => displayName === 'Sam Signer').roles
    expect(rolesOf('agent')).toEqual([])
    expect(rolesOf('signerA')).toEqual(['authorisedSigner'])
    expect(rolesOf('admin')).toEqual(['authorisedSigner'])
  })

  test('an account becomes a wallet that incentives are paid from when a second person confirms it', () => {
    const { accountId } = makeCustomer(desk, { balanceMinor: 100_000 })
    const asked = desk.as('admin').call('incentives.addWallet', { accountId, name: 'SPIFF 2026' })
    expect(asked).toMatchObject({ applied: false })
    expect(desk.as('pay').call('incentives.wallets')).toEqual([])
    desk.confirm(asked.proposalId)
    expect(desk.as('pay').call('incentives.wallets')).toMatchObject([{ accountId, name: 'SPIFF 2026' }])
  })

  test('a destination that was confirmed is not withdrawn any more: somebody was first', async () => {
    const { customerId } = makeCustomer(desk)
    const asked = desk.as('admin').call('settings.set', { key: 'destinations.secondPerson', value: 'yes', ...seen() })
    if (asked.proposalId !== null) desk.confirm(asked.proposalId)
    const details = { ...DETAILS, payeeName: 'ANOTHER PAYEE' }
    desk.as('agent').call('customers.addDestination', { customerId, details })
    const proposalId = desk.connection.value<number>(
      "SELECT id FROM proposals WHERE kind = 'destination.add' AND state = 'open' ORDER BY id DESC LIMIT 1",
    )
    expect(proposalId).toBeGreaterThan(0)
    desk.connection.run(
      "UPDATE proposals SET state = 'refused', payload = '{}', decided_by = ?, decided_at = ?, version = 2 WHERE id = ?",
      desk.person('bo').operatorId,
      desk.now,
      proposalId,
    )
    const withdraw = { proposalId, expectedVersion: 1, reason: '' }
    expect(await refusalOf(() => desk.as('agent').call('proposals.withdraw', withdraw))).toMatchObject({
      name: 'Conflict',
    })
  })

  test('the second person sees which figures of a layout move', () => {
    const { layouts } = desk.as('bo').call('stocks.list')
    const layout = JSON.parse(layouts.find(({ code }: Answer) => code === 'hk-cheque').content)
    const moved = { ...layout, figures: { ...layout.figures, box: { ...layout.figures.box, yMm: 44 } } }
    const form = { kind: 'layout', code: 'hk-cheque', content: JSON.stringify(moved) }
    const { proposalId } = desk.as('bo').call('stocks.propose', form)
    expect(desk.as('bo2').call('proposals.get', { proposalId }).changes).toEqual([
      { field: 'revision', before: '0', after: '1' },
      { field: 'figures.box.yMm', before: String(layout.figures.box.yMm), after: '44' },
    ])
  })

  test('the second person sees the last figure of a long definition too', () => {
    const stored =
      "SELECT key, version, definition FROM channel_data WHERE kind = 'banks' ORDER BY version DESC LIMIT 1"
    const kept = desk.connection.get<Answer>(stored)
    const definition = JSON.parse(kept.definition)
    const at = definition.banks.length - 1
    const before = definition.banks[at].bic
    definition.banks[at].bic = 'TRAPHKHHXXX'
    const change = { kind: 'banks', key: kept.key, expectedVersion: kept.version, reason: 'The bank told us' }
    const { proposalId } = desk
      .as('admin')
      .call('channels.propose', { ...change, definition: JSON.stringify(definition) })
    expect(desk.as('admin2').call('proposals.get', { proposalId }).changes).toEqual([
      { field: `banks.${at}.bic`, before: before === '' ? null : before, after: 'TRAPHKHHXXX' },
    ])
  })
})

test('the bank’s return of a cheque frees money only with the second factor', async () => {
  const { link } = desk.asWithoutStepUp('signerA')
  const back = { commandId: 'return-without-proof', leafId: 1, expectedVersion: 1, bankReason: 'x' }
  expect(await refusalOf(() => desk.engine.call(link, 'cheques.return', back))).toMatchObject({
    code: 'STEP_UP_REQUIRED',
  })
})
