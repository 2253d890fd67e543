/** What becomes of leaves that were signed: every state × every step of a person, the money, two people, the deposit, the drawer. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LeafState } from '../../src/contract/cheques.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, keptBytes, lastSequence, promised, refusalOf } from '../support/payments.ts'
import { missingTools, wordsOf } from '../unit/cheques/poppler.ts'

let desk: TestDesk
let cheques: ChequeDesk
beforeEach(() => {
  desk = testDesk()
  cheques = new ChequeDesk(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true, findings: [] })
  desk.close()
})

/** Steps that a person takes, and where each leads; everything else is refused. */
const STEPS: Record<string, (leafId: number) => unknown> = {
  confirm: (leafId) => cheques.confirm(leafId),
  spoil: (leafId) => cheques.spoil(leafId),
  sign: (leafId) => cheques.sign(leafId, cheques.leaf(leafId).state === 'signedOnce' ? 'signerB' : 'signerA'),
  release: (leafId) => cheques.release(leafId),
  deposit: (leafId) => cheques.deposit(leafId),
  stop: (leafId) => cheques.stop(leafId),
  return: (leafId) => cheques.return(leafId),
  expire: (leafId) => cheques.expire(leafId),
  void: (leafId) => cheques.void(leafId),
  destroy: (leafId) => cheques.destroy(leafId),
}
type Ways = Partial<Record<keyof typeof STEPS, LeafState>>
const WAYS: Record<LeafState, Ways> = {
  blank: { spoil: 'spoiled' },
  reserved: { confirm: 'printed', spoil: 'spoiled' },
  printed: { spoil: 'spoiled', sign: 'signedOnce', void: 'void' },
  signedOnce: { sign: 'signedTwice', void: 'void' },
  signedTwice: { release: 'released', void: 'void' },
  released: { stop: 'stopped', return: 'returned' },
  deposited: { stop: 'stopped', return: 'returned' },
  presented: {},
  returned: { void: 'void', destroy: 'destroyed' },
  stale: { void: 'void', destroy: 'destroyed' },
  stopped: { void: 'void', destroy: 'destroyed' },
  spoiled: { destroy: 'destroyed' },
  void: { destroy: 'destroyed' },
  destroyed: {},
}

describe('every state × every step (R3-50)', () => {
  test.each(LeafState.options.filter((state) => state !== 'presented'))('%s', async (state) => {
    const first = await cheques.placed(state)
    const before = { leaf: cheques.leaf(first.leafId), payment: cheques.paymentState(first.payment) }
    for (const step of Object.keys(STEPS).filter((name) => !(name in WAYS[state]))) {
      const no = await refusalOf(async () => await STEPS[step]?.(first.leafId))
      expect([step, no.name], `${state} ${step}`).toEqual([step, 'Refusal'])
      if (cheques.leaf(first.leafId).asked !== null) {
        desk.as('bo2').call('cheques.unask', cheques.at(first.leafId))
      }
      const { version: _, ...after } = cheques.leaf(first.leafId)
      expect({ ...after, version: before.leaf.version, reason: before.leaf.reason }, step).toEqual(before.leaf)
      expect(cheques.paymentState(first.payment)).toBe(before.payment)
    }
    for (const [step, to] of Object.entries(WAYS[state])) {
      const { leafId } = step === Object.keys(WAYS[state])[0] ? first : await cheques.placed(state)
      await STEPS[step]?.(leafId)
      expect(cheques.leaf(leafId).state, `${state} ${step}`).toBe(to)
    }
  })
})

describe('the money of a cheque that is not paid', () => {
  test.each([
    ['stop', 'failed'],
    ['return', 'returned'],
  ] as const)(
    '%s: the payment is %s, the money is back once, and a new leaf names the old one',
    async (step, state) => {
      const { leafId, payment } = await cheques.placed('released')
      cheques[step](leafId)
      expect(cheques.paymentState(payment)).toBe(state)
      expect(await refusalOf(() => cheques[step](leafId))).toMatchObject({ code: 'LEAF_STATE' })
      expect(cheques.leaf(leafId).bankReference).toBe(step === 'stop' ? 'STOP-77' : 'Words and figures differ')
    },
  )

  test('stale six months after its date, not a day earlier; then the money is back', async () => {
    const { leafId, payment } = await cheques.placed('released')
    expect(cheques.leaf(leafId).staleOn).toBe('2027-05-20')
    expect(await refusalOf(() => cheques.expire(leafId))).toMatchObject({
      code: 'CHEQUE_NOT_STALE',
      figures: { number: '000101', date: '2027-05-20' },
    })
    const overdue = () =>
      desk.as('fin').call('cheques.leaves', { states: [], search: '', overdue: true, after: null, pageSize: 9 })
    expect(overdue().rows).toEqual([])
    cheques.passValidity()
    expect(overdue().rows.map(({ number }: Answer) => number)).toEqual(['000101'])
    cheques.expire(leafId)
    expect(overdue().rows).toEqual([])
    expect(cheques.paymentState(payment)).toBe('returned')
  })
})

describe('two people (law 4)', () => {
  test.each(['void', 'stop'] as const)('who asked for a %s does not do it', async (action) => {
    const { leafId } = await cheques.placed(action === 'void' ? 'signedTwice' : 'released')
    cheques.ask(leafId, action, 'signerB')
    expect(cheques.leaf(leafId).asked).toMatchObject({ action, by: 'Sue Signer' })
    expect(await refusalOf(() => cheques[action](leafId))).toMatchObject({ code: 'LEAF_SAME_PERSON' })
    const input = { ...cheques.at(leafId), ...(action === 'void' ? { reason: 'Lost' } : { bankReference: 'STOP-1' }) }
    desk.as('signerA').call(`cheques.${action}`, input)
    expect(cheques.leaf(leafId)).toMatchObject({ state: action === 'void' ? 'void' : 'stopped', asked: null })
  })

  test('a void takes effect on a day that is neither before the print, closed nor to come', async () => {
    const { leafId } = await cheques.placed('printed')
    const on = (effectiveDate: string) =>
      refusalOf(() => desk.as('signerB').call('cheques.void', { ...cheques.at(leafId), reason: 'Torn', effectiveDate }))
    expect(await on('2026-11-19')).toMatchObject({ code: 'VOID_DATE' })
    expect(await on('2026-11-21')).toMatchObject({ code: 'VOID_DATE' })
    desk.advance(2 * 86_400_000)
    desk.connection.run("INSERT INTO days (date, state, report, digest) VALUES ('2026-11-21', 'signedOff', '{}', 'a')")
    desk.restart()
    expect(await on('2026-11-21')).toMatchObject({ code: 'PERIOD_CLOSED', figures: { date: '2026-11-21' } })
    // The closing of the day before is the opening of one that was signed.
    expect(await on('2026-11-20')).toMatchObject({ code: 'PERIOD_CLOSED', figures: { date: '2026-11-21' } })
    desk.as('signerB').call('cheques.void', { ...cheques.at(leafId), reason: 'Torn', effectiveDate: '2026-11-22' })
    expect(cheques.leaf(leafId)).toMatchObject({ state: 'void', effectiveDate: '2026-11-22' })
  })
})

describe('the afternoon (R3-49)', () => {
  test('released for the deposit, listed on paper, confirmed with the slip; not before both signatures', async () => {
    const { leafId } = await cheques.placed('signedTwice')
    const make = (leaves: number[]) =>
      desk.as('bo2').callQueued('deposits.make', { branch: 'HSBC Central', carrier: 'Ben Backoffice', leaves })
    expect(await refusalOf(() => make([leafId]))).toMatchObject({
      code: 'LEAF_NOT_FOR_DEPOSIT',
      figures: { number: '000101', status: 'signedTwice' },
    })
    cheques.release(leafId, { delivery: 'deposit', releasedTo: 'Ben Backoffice' })
    const list = () => promised('deposits.list', desk.as('fin').call('deposits.list', { after: null, pageSize: 5 }))
    expect(list().waiting).toMatchObject([{ number: '000101', holder: 'Ben Backoffice', delivery: 'deposit' }])
    const made = await make([leafId])
    expect(list()).toMatchObject({
      waiting: [],
      rows: [{ state: 'open', branch: 'HSBC Central', leaves: [{ number: '000101' }] }],
    })
    expect(await refusalOf(() => make([leafId]))).toMatchObject({ code: 'LEAF_ON_DEPOSIT' })
    const at = { depositId: made.depositId, expectedVersion: made.version }
    if (missingTools.length === 0) {
      const text = wordsOf(keptBytes(desk, list().rows[0].fileId)).map(({ text: word }) => word)
      expect(text).toEqual(expect.arrayContaining(['000101', '12,500.00', 'Central']))
    }
    desk.as('bo2').call('deposits.confirm', { ...at, slip: 'SLIP-9' })
    expect(cheques.leaf(leafId)).toMatchObject({ state: 'deposited', holder: 'HSBC Central' })
    expect(
      await refusalOf(() => desk.as('bo2').call('deposits.withdraw', { ...at, expectedVersion: 2 })),
    ).toMatchObject({
      code: 'DEPOSIT_STATE',
    })
  })

  test('a list that was not taken to the bank gives its leaves back', async () => {
    const { leafId } = await cheques.placed('signedTwice')
    cheques.release(leafId, { delivery: 'deposit' })
    const made = await desk.as('bo2').callQueued('deposits.make', { branch: 'A', carrier: 'B', leaves: [leafId] })
    desk.as('bo2').call('deposits.withdraw', { depositId: made.depositId, expectedVersion: made.version })
    expect(cheques.leaf(leafId)).toMatchObject({ state: 'released', depositId: null })
    await cheques.deposit(leafId)
    expect(cheques.leaf(leafId)).toMatchObject({ state: 'deposited', depositId: 2 })
  })
})

describe('who has the leaf', () => {
  test('the printer, then whoever signed the slip, then who took it', async () => {
    const { leafId } = await cheques.placed('printed')
    expect(cheques.leaf(leafId).holder).toBe('Ben Backoffice')
    const { fileId } = await desk.as('bo2').callQueued('cheques.handOver', { leaves: [leafId], toName: 'Sam Signer' })
    expect(cheques.leaf(leafId).holder).toBe('Sam Signer')
    if (missingTools.length === 0) {
      const text = wordsOf(keptBytes(desk, fileId)).map(({ text: word }) => word)
      expect(text).toEqual(expect.arrayContaining(['000101', 'Ben', 'Sam', 'Given', 'Received']))
    }
    cheques.sign(leafId, 'signerA')
    cheques.sign(leafId, 'signerB')
    cheques.release(leafId)
    expect(cheques.leaf(leafId).holder).toBe('Lee Ka Yan')
    expect(
      await refusalOf(() => desk.as('bo2').callQueued('cheques.handOver', { leaves: [leafId], toName: 'X' })),
    ).toMatchObject({ code: 'LEAF_STATE' })
    const history = promised('cheques.history', desk.as('fin').call('cheques.history', { leafId }))
    expect(history.map(({ action }: Answer) => action)).toEqual([
      'cheque.print',
      'cheque.confirm',
      'cheque.handOver',
      'cheque.sign',
      'cheque.sign',
      'cheque.release',
    ])
  })
})

describe('the drawer', () => {
  const get = () => promised('drawer.get', desk.as('fin').call('drawer.get'))
  const count = (counted: number, reason = '') =>
    desk.as('bo2').call('drawer.count', { lines: [{ bookId: cheques.bookId, counted }], reason })

  test('counted against the register and signed by a second person', async () => {
    await cheques.print([cheques.payment()])
    expect(get().expected).toMatchObject([{ range: '000101–000110', next: '000102', expected: 9, counted: null }])
    expect(await refusalOf(() => count(8))).toMatchObject({
      code: 'COUNT_DIFFERS',
      figures: { range: '000101–000110', expected: 9, count: 8 },
    })
    cheques.addBook('000201', 2)
    expect(await refusalOf(() => count(9))).toMatchObject({
      code: 'COUNT_INCOMPLETE',
      figures: { range: '000201–000202' },
    })
    const lines = get().expected.map(({ bookId, expected }: Answer) => ({ bookId, counted: expected }))
    desk.as('bo2').call('drawer.count', { lines, reason: '' })
    const [made] = get().counts
    expect(made).toMatchObject({ difference: 0, countedBy: 'Ben Backoffice', signedBy: null })
    const at = { countId: made.countId, expectedVersion: 1, digest: made.digest }
    expect(await refusalOf(() => desk.as('bo2').call('drawer.sign', at))).toMatchObject({ code: 'COUNT_SAME_PERSON' })
    expect(
      await refusalOf(() => desk.as('signerA').call('drawer.sign', { ...at, digest: 'a'.repeat(64) })),
    ).toMatchObject({
      code: 'CONTENT_CHANGED',
    })
    desk.as('signerA').call('drawer.sign', at)
    expect(get().counts).toMatchObject([{ signedBy: 'Sam Signer' }])
    expect(await refusalOf(() => desk.as('signerB').call('drawer.sign', { ...at, expectedVersion: 2 }))).toMatchObject({
      code: 'COUNT_SIGNED',
    })
  })

  test('a difference with a reason is taken and stays visible', () => {
    expect(count(9, 'One leaf is missing, reported')).toMatchObject({ difference: -1 })
    expect(get().counts).toMatchObject([{ difference: -1, reason: 'One leaf is missing, reported' }])
  })

  test('dead paper is destroyed before a second person, listed once', async () => {
    const { leafId } = await cheques.placed('spoiled')
    expect(get().dead).toMatchObject([{ number: '000101', state: 'spoiled' }])
    const asked = desk.as('signerA').call('drawer.askDestruction', { leaves: [leafId], how: 'Shredder' })
    expect(get()).toMatchObject({ dead: [], destructions: [{ state: 'asked', leaves: [{ number: '000101' }] }] })
    expect(
      await refusalOf(() => desk.as('bo2').call('drawer.askDestruction', { leaves: [leafId], how: 'Fire' })),
    ).toMatchObject({ code: 'LEAF_ON_DESTRUCTION' })
    const at = { destructionId: asked.destructionId, expectedVersion: 1 }
    expect(await refusalOf(() => desk.as('signerA').call('drawer.confirmDestruction', at))).toMatchObject({
      code: 'DESTRUCTION_SAME_PERSON',
    })
    const sequence = lastSequence(desk)
    desk.as('signerB').call('drawer.confirmDestruction', at)
    expect(cheques.leaf(leafId).state).toBe('destroyed')
    const done = auditedSince(desk, sequence).map(({ action }) => action)
    expect(done.slice(-2)).toEqual(['cheque.destroy', 'drawer.confirmDestruction'])
    expect(
      await refusalOf(() => desk.as('signerB').call('drawer.confirmDestruction', { ...at, expectedVersion: 2 })),
    ).toMatchObject({ code: 'DESTRUCTION_DONE' })
  })
})

describe('the register as a file, and the next number', () => {
  test.each(['csv', 'xlsx'] as const)('every leaf under the filters as %s', async (format) => {
    await cheques.print([cheques.payment({ details: { payeeName: '李嘉欣' } }), cheques.payment()])
    const filter = { states: ['reserved'], search: '' }
    const { fileId, rows } = await desk.as('fin').callQueued('cheques.export', { ...filter, format })
    expect(rows).toBe(2)
    const bytes = keptBytes(desk, fileId)
    if (format === 'xlsx') expect(bytes.subarray(0, 2).toString()).toBe('PK')
    else expect(bytes.toString().split('\r\n')).toHaveLength(4)
    if (format === 'csv') expect(bytes.toString()).toContain('000101,"Number taken, not confirmed",李嘉欣')
  })

  test('narrowed by account and by date', async () => {
    await cheques.print([cheques.payment()])
    const list = (more: object) =>
      desk
        .as('fin')
        .call('cheques.leaves', { states: [], search: '', after: null, pageSize: 20, ...more })
        .rows.map(({ number }: Answer) => number)
    expect(list({ bankAccountId: cheques.bankAccountId })).toHaveLength(10)
    expect(list({ bankAccountId: 999 })).toEqual([])
    expect(list({ from: '2026-11-20', to: '2026-11-20' })).toEqual(['000101'])
    expect(list({ from: '2026-11-21' })).toEqual([])
    expect(list({ search: '0001', to: '2026-11-20' })).toEqual(['000101'])
  })

  test('the next number skips a leaf that was spoiled blank', async () => {
    await cheques.print([cheques.payment()])
    cheques.spoil(cheques.blankLeafId())
    expect(desk.as('bo2').call('cheques.books')).toMatchObject([{ used: 2, nextNumber: '000103' }])
    expect((await cheques.print([cheques.payment()])).leaves).toMatchObject([{ number: '000103' }])
  })
})
