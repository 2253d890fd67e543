/** The desk's own lists (R0-02, R0-03, R0-07, R2-21…R2-24, K-13): what is offered is taken, what is retired stays readable. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actAs, cardOf, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { refusalOf } from '../support/payments.ts'

const label = (en: string) => ({ en, 'zh-Hant': `${en} 中文` })
const reason = 'Asked for by the branch'

let desk: TestDesk
beforeEach(() => {
  desk = testDesk({ people: ['admin', 'agent', 'cs', 'bo', 'signerA', 'ops', 'sen', 'mgr2', 'admin2'] })
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const entry = (list: string, key: string): Answer =>
  desk
    .as('admin')
    .call('lists.all')
    .find((each: Answer) => each.list === list && each.key === key)
const add = (list: string, key: string, pays: string | null = null): Answer =>
  desk.as('admin').call('lists.add', { list, key, label: label(key), pays, reason })
function change(list: string, key: string, part: Record<string, unknown>): Answer {
  const { version, label: name, retired } = entry(list, key)
  return desk
    .as('admin')
    .call('lists.change', { list, key, expectedVersion: version, label: name, retired, reason, ...part })
}
/** A change of the methods, confirmed by the second person. */
const changeMethod = (key: string, part: Record<string, unknown>): void => {
  desk.confirm(change('withdrawalMethod', key, part).proposalId)
}
const record = (customer: ReturnType<typeof makeCustomer>, wish: Record<string, unknown>): Answer =>
  desk.as('agent').call('requests.create', {
    ...customer,
    profile: 'manager-finance',
    amountMinor: 10_000,
    method: 'wireTransfer',
    priority: 'normal',
    reason: '',
    comment: 'By phone',
    ...wish,
  })

describe('R0-02, R0-07 the type', () => {
  test('is demanded where the workflow says so, taken from the list, and stays on the request', async () => {
    const customer = makeCustomer(desk)
    expect(await refusalOf(() => record(customer, {}))).toMatchObject({ code: 'TYPE_MISSING' })
    expect(await refusalOf(() => record(customer, { withdrawalType: 'bonus' }))).toMatchObject({
      code: 'LIST_ENTRY_UNKNOWN',
    })
    expect(add('withdrawalType', 'bonus')).toEqual({ proposalId: null, applied: true })
    const { requestId } = record(customer, { withdrawalType: 'bonus' })
    expect(cardOf(desk, requestId)).toMatchObject({ withdrawalType: 'bonus', methodEntry: null })
    change('withdrawalType', 'bonus', { retired: true })
    expect(await refusalOf(() => record(customer, { withdrawalType: 'bonus' }))).toMatchObject({
      code: 'LIST_ENTRY_UNKNOWN',
    })
    // Retired, and still readable on what used it.
    expect(cardOf(desk, requestId).withdrawalType).toBe('bonus')
    expect(entry('withdrawalType', 'bonus')).toMatchObject({ retired: true, label: label('bonus'), version: 2 })
    // Another workflow does not ask.
    expect(cardOf(desk, makeRequest(desk, customer).requestId).withdrawalType).toBeNull()
  })

  test('an empty list of types or methods refuses every withdrawal and says which list it is', async () => {
    const customer = makeCustomer(desk)
    for (const key of ['regular', 'accountClosure', 'correction']) change('withdrawalType', key, { retired: true })
    expect(await refusalOf(() => record(customer, {}))).toMatchObject({
      code: 'LIST_EMPTY',
      figures: { list: 'withdrawalType' },
    })
    change('withdrawalType', 'regular', { retired: false })
    for (const key of ['wireTransfer', 'cheque', 'creditCard']) changeMethod(key, { retired: true })
    expect(await refusalOf(() => record(customer, { withdrawalType: 'regular' }))).toMatchObject({
      code: 'LIST_EMPTY',
      figures: { list: 'withdrawalMethod' },
    })
  })
})

describe('R0-03 the methods', () => {
  test('are changed by two people; an own one is paid as it says, and only so', async () => {
    const customer = makeCustomer(desk)
    const wish = { withdrawalType: 'regular', methodEntry: 'fasterPayment' }
    const { proposalId, applied } = add('withdrawalMethod', 'fasterPayment', 'wireTransfer')
    expect(applied).toBe(false)
    expect(await refusalOf(() => record(customer, wish))).toMatchObject({ code: 'LIST_ENTRY_UNKNOWN' })
    expect(await refusalOf(() => desk.confirm(proposalId, 'admin'))).toMatchObject({ code: 'PROPOSAL_OWN' })
    desk.confirm(proposalId)
    const { requestId } = record(customer, wish)
    expect(cardOf(desk, requestId)).toMatchObject({ methodEntry: 'fasterPayment', row: { method: 'wireTransfer' } })
    // It is a wire transfer: nobody makes a cheque of it.
    expect(await refusalOf(() => record(customer, { ...wish, method: 'cheque' }))).toMatchObject({
      code: 'LIST_ENTRY_UNKNOWN',
    })
    changeMethod('cheque', { retired: true })
    expect(await refusalOf(() => record(customer, { withdrawalType: 'regular', method: 'cheque' }))).toMatchObject({
      code: 'LIST_ENTRY_UNKNOWN',
    })
  })

  test('a method says how it is paid, and nothing else does', async () => {
    expect(await refusalOf(() => add('withdrawalMethod', 'voucher'))).toMatchObject({ code: 'LIST_PAYS' })
    expect(await refusalOf(() => add('documentKind', 'passport', 'cheque'))).toMatchObject({ code: 'LIST_PAYS' })
    expect(await refusalOf(() => add('documentKind', 'identity'))).toMatchObject({ code: 'KEY_TAKEN' })
  })
})

describe('kinds of documents', () => {
  test('an own kind is asked for and brought; one that is retired meanwhile may still be brought where it was asked for', async () => {
    add('documentKind', 'taxReturn')
    const { requestId } = makeRequest(desk, makeCustomer(desk))
    actAs(desk, 'cs')(requestId, 'requestDocuments', { documents: ['taxReturn'], comment: 'Please' })
    change('documentKind', 'taxReturn', { retired: true })
    const { uploadId } = desk
      .as('cs')
      .call('files.beginUpload', { name: 'a.png', mediaType: 'image/png', sizeBytes: 8 })
    const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')
    desk.as('cs').call('files.append', { uploadId, offset: 0, base64: png })
    const { fileId } = desk.as('cs').call('files.finishUpload', { uploadId })
    const attach = (kind: string): Answer => {
      const expectedVersion = cardOf(desk, requestId).row.version
      return desk.as('cs').call('documents.attach', { requestId, expectedVersion, kind, fileId })
    }
    attach('taxReturn')
    expect(cardOf(desk, requestId).documents).toMatchObject([{ kind: 'taxReturn', state: 'attached' }])
    for (const kind of ['taxReturn', 'unheardOf'])
      expect(await refusalOf(() => attach(kind)), kind).toMatchObject({ code: 'LIST_ENTRY_UNKNOWN' })
  })

  test('changes are logged, need the second factor and the version that was seen', async () => {
    change('documentKind', 'cardCopy', { label: label('Copy of a card') })
    expect(await refusalOf(() => change('documentKind', 'cardCopy', {}))).toMatchObject({ code: 'NOTHING_CHANGED' })
    expect(await refusalOf(() => change('documentKind', 'cardCopy', { expectedVersion: 0 }))).toMatchObject({
      name: 'Conflict',
    })
    expect(await refusalOf(() => desk.as('cs').call('lists.add', {}))).toMatchObject({ code: 'PERMISSION_MISSING' })
    const bare = desk.asWithoutStepUp('admin')
    const wish = { list: 'documentKind', key: 'passport', label: label('Passport'), pays: null, reason }
    expect(await refusalOf(() => bare.call('lists.add', wish))).toMatchObject({ code: 'STEP_UP_REQUIRED' })
    const [row] = desk.connection.all<{ record: string }>(
      "SELECT record FROM audit WHERE record LIKE '%list.change%' ORDER BY sequence DESC LIMIT 1",
    )
    expect(row?.record).toContain('Copy of a card')
    desk.restart()
    expect(entry('documentKind', 'cardCopy')).toMatchObject({ label: label('Copy of a card'), version: 1 })
  })
})

describe('R2-21, K-13 the reasons of a workflow', () => {
  const current = (): Answer => desk.as('admin').call('workflow.profile', { profile: 'payout-operations' })
  const reject = (requestId: number, reasonCode: string): Answer => {
    const { row } = desk.as('sen').call('requests.get', { requestId })
    const given = { comment: 'Looked at', documents: [], contentDigest: null, acknowledgeShortBalance: false }
    return desk
      .as('sen')
      .call('requests.act', { requestId, expectedVersion: row.version, action: 'reject', ...given, reasonCode })
  }

  test('are changed by two people as the next version; requests under way keep theirs, new ones take the new list', async () => {
    const customer = makeCustomer(desk, { balanceMinor: 100_000_000 })
    const make = (amountMinor: number): number =>
      makeRequest(desk, customer, { profile: 'payout-operations', amountMinor, by: 'agent' }).requestId
    const older = [make(10_000), make(11_000)] as const
    const { version, reasonCodes } = current()
    const own = { code: 'SANCTIONS', label: label('Sanctions'), money: 'holds', actions: ['reject'] }
    const wanted = reasonCodes.filter(({ code }: Answer) => code !== 'DUPLICATE_REQUEST')
    const next = {
      profile: 'payout-operations',
      version,
      reasonCodes: [...wanted, own],
      note: 'Sanctions are a reason',
    }
    const { proposalId, applied } = desk.as('admin').call('workflow.changeReasonCodes', next)
    expect(applied).toBe(false)
    const [shown] = desk.as('admin2').call('proposals.list', { which: 'open', before: null, pageSize: 1 }).rows
    expect(shown.changes).toEqual([
      { field: 'reason DUPLICATE_REQUEST', before: expect.any(String), after: null },
      { field: 'reason SANCTIONS', before: null, after: expect.stringContaining('holds') },
    ])
    expect(await refusalOf(() => reject(older[0], 'SANCTIONS'))).toMatchObject({ code: 'REASON_CODE_REQUIRED' })
    desk.confirm(proposalId)
    expect(await refusalOf(() => reject(older[0], 'SANCTIONS'))).toMatchObject({ code: 'REASON_CODE_REQUIRED' })
    reject(older[0], 'DUPLICATE_REQUEST')
    const newer = make(12_000)
    expect(await refusalOf(() => reject(newer, 'DUPLICATE_REQUEST'))).toMatchObject({ code: 'REASON_CODE_REQUIRED' })
    reject(newer, 'SANCTIONS')
    expect(desk.as('sen').call('requests.get', { requestId: newer }).heldMinor).toBe(12_000)
    expect(await refusalOf(() => desk.as('admin').call('workflow.changeReasonCodes', next))).toMatchObject({
      name: 'Conflict',
    })
  })

  test('an action that asks for one keeps one; nobody else changes the list', async () => {
    const { version } = current()
    const none = { profile: 'payout-operations', version, reasonCodes: [], note: 'No reasons' }
    expect(await refusalOf(() => desk.as('admin').call('workflow.changeReasonCodes', none))).toMatchObject({
      code: 'PROFILE_UNFIT',
    })
    expect(await refusalOf(() => desk.as('sen').call('workflow.changeReasonCodes', none))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
  })
})
