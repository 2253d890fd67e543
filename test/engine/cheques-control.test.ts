/** What holds a leaf: its states, the people who may sign it, what burns it, and who was first. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, grant, lastSequence, promised, refusalOf, uploadFile } from '../support/payments.ts'

let desk: TestDesk
let cheques: ChequeDesk
beforeEach(() => {
  desk = testDesk()
  cheques = new ChequeDesk(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

describe('states', () => {
  const ATTEMPTS: Record<string, (leafId: number) => unknown> = {
    confirm: (leafId) => cheques.confirm(leafId),
    spoil: (leafId) => cheques.spoil(leafId),
    sign: (leafId) => cheques.sign(leafId, 'signerA'),
    release: (leafId) => cheques.release(leafId),
    void: (leafId) => cheques.void(leafId),
  }
  test.each([
    ['blank', 'confirm', 'LEAF_STATE'],
    ['blank', 'sign', 'LEAF_STATE'],
    ['blank', 'release', 'LEAF_STATE'],
    ['blank', 'void', 'LEAF_STATE'],
    ['reserved', 'sign', 'LEAF_STATE'],
    ['reserved', 'release', 'LEAF_STATE'],
    ['reserved', 'void', 'LEAF_STATE'],
    ['printed', 'confirm', 'LEAF_STATE'],
    ['printed', 'release', 'SIGNATURES_MISSING'],
    ['signedOnce', 'confirm', 'LEAF_STATE'],
    ['signedOnce', 'spoil', 'LEAF_STATE'],
    ['signedOnce', 'release', 'SIGNATURES_MISSING'],
    ['signedTwice', 'confirm', 'LEAF_STATE'],
    ['signedTwice', 'spoil', 'LEAF_STATE'],
    ['signedTwice', 'sign', 'LEAF_STATE'],
    ['released', 'confirm', 'LEAF_STATE'],
    ['released', 'spoil', 'LEAF_STATE'],
    ['released', 'sign', 'LEAF_STATE'],
    ['released', 'release', 'LEAF_STATE'],
    ['released', 'void', 'CHEQUE_NOT_STOPPED'],
    ...['spoiled', 'void'].flatMap((state) => Object.keys(ATTEMPTS).map((attempt) => [state, attempt, 'LEAF_STATE'])),
  ] as [string, string, string][])('%s: %s is refused', async (state, attempt, code) => {
    const { leafId, payment } = await cheques.placed(state)
    const before = [cheques.leaf(leafId), cheques.paymentState(payment)]
    const sequence = lastSequence(desk)
    expect(await refusalOf(() => ATTEMPTS[attempt]?.(leafId))).toMatchObject({ code, figures: { number: '000101' } })
    expect([cheques.leaf(leafId), cheques.paymentState(payment)]).toEqual(before)
    expect(auditedSince(desk, sequence).filter(({ action }) => action.startsWith('cheque.'))).toEqual([])
  })
})

describe('burnt leaves', () => {
  test.each([
    ['reserved', 'spoil'],
    ['printed', 'spoil'],
    ['printed', 'void'],
    ['signedOnce', 'void'],
    ['signedTwice', 'void'],
  ] as const)('%s: %s burns the number for ever, and the payment goes onto the next leaf', async (state, burn) => {
    const { leafId, payment } = await cheques.placed(state)
    cheques[burn](leafId)
    expect(cheques.leaf(leafId)).toMatchObject({ state: burn === 'spoil' ? 'spoiled' : 'void', amountMinor: 1_250_000 })
    expect(cheques.paymentState(payment)).toBe('waiting')
    const again = await cheques.print([payment])
    expect(again.leaves).toMatchObject([{ number: '000102' }])
    expect(cheques.leaf(again.leaves[0].leafId)).toMatchObject({ replaces: '000101', state: 'reserved' })
    expect(cheques.paymentState(payment)).toBe('onLeaf')
  })

  test('a blank leaf may be spoiled too, and is skipped', async () => {
    cheques.spoil(cheques.blankLeafId())
    expect((await cheques.print([cheques.payment()])).leaves).toMatchObject([{ number: '000102' }])
  })

  test('a released leaf is voided only after the bank has stopped it; the money comes back once', async () => {
    const { leafId, payment } = await cheques.placed('released')
    expect(await refusalOf(() => cheques.void(leafId))).toMatchObject({ code: 'CHEQUE_NOT_STOPPED' })
    const { version } = desk.connection.get<{ version: number }>(
      'SELECT version FROM instructions WHERE id = ?',
      payment.instructionId,
    )!
    desk.as('fin').call('batches.recordResult', {
      instructionId: payment.instructionId,
      expectedVersion: version,
      result: 'failed',
      evidenceFileId: uploadFile(desk.as('fin'), 'stop.txt', 'payment stopped'),
      text: 'Stopped by the bank',
    })
    expect(await refusalOf(() => cheques.void(leafId))).toMatchObject({ code: 'LEAF_NOT_ASKED' })
    cheques.ask(leafId, 'void')
    cheques.void(leafId)
    expect(cheques.leaf(leafId).state).toBe('void')
    expect(cheques.paymentState(payment)).toBe('failed')
    expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true, findings: [] })
  })
})

describe('two signatures (law 4, R3-50)', () => {
  test('neither the maker of the request, an approver, nor the printer; then two people of two groups', async () => {
    const { leafId } = await cheques.placed('printed')
    const people = { agent: 'SIGNER_IS_MAKER', bo: 'SIGNER_IS_MAKER', bo2: 'SIGNER_IS_PRINTER' } as const
    for (const [name, code] of Object.entries(people)) {
      const who = name as keyof typeof people
      grant(desk, desk.as(who).operatorId, { roles: ['authorisedSigner'], signingGroup: 'B' })
      expect(await refusalOf(() => cheques.sign(leafId, who))).toMatchObject({ code })
    }
    expect(await refusalOf(() => cheques.sign(leafId, 'fin'))).toMatchObject({ code: 'PERMISSION_MISSING' })
    grant(desk, desk.as('ret').operatorId, { roles: ['authorisedSigner'], signingGroup: null })
    expect(await refusalOf(() => cheques.sign(leafId, 'ret'))).toMatchObject({ code: 'SIGNING_GROUP_MISSING' })
    cheques.sign(leafId, 'signerA')
    expect(await refusalOf(() => cheques.sign(leafId, 'signerA'))).toMatchObject({ code: 'SIGNED_ALREADY' })
    grant(desk, desk.as('deal').operatorId, { roles: ['authorisedSigner'], signingGroup: 'A' })
    expect(await refusalOf(() => cheques.sign(leafId, 'deal'))).toMatchObject({ code: 'SIGNING_GROUP_MISSING' })
    cheques.sign(leafId, 'signerB')
    expect(cheques.leaf(leafId).state).toBe('signedTwice')
  })

  test('an approver of one of the payments does not sign', async () => {
    const { leafId } = await cheques.placed('printed')
    const { operatorId } = desk.as('deal')
    grant(desk, operatorId, { roles: ['authorisedSigner'], signingGroup: 'A' })
    desk.connection.run('UPDATE request_transactions SET approved_by = ?', operatorId)
    expect(await refusalOf(() => cheques.sign(leafId, 'deal'))).toMatchObject({
      code: 'SIGNER_IS_APPROVER',
      figures: { by: 'Dan Dealing', request: 'WD-1' },
    })
  })

  test('a signature covers the print that was seen, with a fresh second factor', async () => {
    const { leafId } = await cheques.placed('printed')
    const other = { ...cheques.at(leafId), pdfSha256: 'a'.repeat(64) }
    expect(await refusalOf(() => desk.as('signerA').call('cheques.sign', other))).toMatchObject({
      code: 'CONTENT_CHANGED',
    })
    const tired = desk.asWithoutStepUp('signerA')
    for (const method of ['cheques.sign', 'cheques.release', 'cheques.void']) {
      const more = {
        'cheques.sign': { pdfSha256: 'a'.repeat(64) },
        'cheques.release': { releasedTo: 'Lee' },
        'cheques.void': { reason: 'x' },
      }
      const input = { ...cheques.at(leafId), ...more[method as keyof typeof more] }
      expect(await refusalOf(() => tired.call(method, input))).toMatchObject({ code: 'STEP_UP_REQUIRED' })
    }
  })

  test('the ledger itself refuses, whoever writes to it', async () => {
    const { leafId } = await cheques.placed('printed')
    const { pdfSha256 } = cheques.leaf(leafId)
    const { raw } = desk.connection
    const put = (ordinal: number, operatorId: number, group: string, sha256 = pdfSha256) =>
      raw
        .prepare(
          'INSERT INTO cheque_signatures (leaf_id, ordinal, operator_id, signing_group, at, pdf_sha256) VALUES (?, ?, ?, ?, 0, ?)',
        )
        .run(leafId, ordinal, operatorId, group, sha256)
    const set = (text: string) => raw.prepare(`UPDATE cheque_leaves SET ${text} WHERE id = ?`).run(leafId)
    const { operatorId: a } = desk.as('signerA')
    const { operatorId: b } = desk.as('signerB')
    expect(() => put(1, desk.as('bo2').operatorId, 'A')).toThrow('who printed a leaf')
    expect(() => put(1, desk.as('bo').operatorId, 'A')).toThrow('who made or approved')
    expect(() => put(1, a, 'A', 'b'.repeat(64))).toThrow('covers the print')
    expect(() => set("state = 'released'")).toThrow('two signatures')
    put(1, a, 'A')
    expect(() => put(2, a, 'B')).toThrow('UNIQUE')
    expect(() => put(2, b, 'A')).toThrow('two groups')
    put(2, b, 'B')
    expect(() => set("payee_name = 'SOMEBODY ELSE'")).toThrow('keeps what is on it')
    expect(() => set('amount_minor = 1')).toThrow('keeps what is on it')
    expect(() => set("number = '000999'")).toThrow('keeps its number')
    set("state = 'void'")
    expect(() => set("state = 'blank'")).toThrow('stays burnt')
    expect(() => raw.exec('DELETE FROM cheque_signatures')).toThrow('never deleted')
    expect(() => raw.exec('DELETE FROM cheque_leaves')).toThrow('never deleted')
  })
})

describe('once, and one winner', () => {
  test('a repeated print answers the same and takes no second leaf', async () => {
    const payment = cheques.payment()
    const commandId = { commandId: 'repeated-command-1' }
    const first = await cheques.print([payment], commandId)
    expect(await cheques.print([payment], commandId)).toEqual(first)
    expect(desk.connection.value("SELECT count(*) FROM cheque_leaves WHERE state <> 'blank'")).toBe(1)
  })

  test('two runs at once do not share a number: one wins, the other takes none', async () => {
    const [one, two] = [cheques.payment(), cheques.payment()]
    const both = await Promise.allSettled([cheques.print([one]), cheques.print([two])])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { name: 'Conflict', what: 'cheque:000101', by: 'Ben Backoffice' },
    })
    expect([one, two].map((payment) => cheques.paymentState(payment)).sort()).toEqual(['onLeaf', 'waiting'])
    expect(desk.connection.value("SELECT count(*) FROM cheque_leaves WHERE state = 'reserved'")).toBe(1)
  })

  test('one payment printed from two books at once is on one leaf', async () => {
    const payment = cheques.payment()
    const bookId = cheques.addBook('800001', 5)
    const both = await Promise.allSettled([cheques.print([payment]), cheques.print([payment], { bookId })])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'ALREADY_PAID_BY_CHEQUE' },
    })
    expect(desk.connection.value("SELECT count(*) FROM cheque_leaves WHERE state = 'reserved'")).toBe(1)
    const second = 'UPDATE cheque_leaves SET state = ?, instruction_id = ? WHERE number = ?'
    expect(() => desk.connection.raw.prepare(second).run('reserved', payment.instructionId, '800005')).toThrow('UNIQUE')
  })

  test('two signers at once: the second is told who was first', async () => {
    const { leafId } = await cheques.placed('printed')
    const input = { ...cheques.at(leafId), pdfSha256: cheques.leaf(leafId).pdfSha256 }
    const [one, two] = [desk.as('signerA'), desk.as('signerB')]
    const both = await Promise.allSettled([one, two].map((signer) => signer.callQueued('cheques.sign', input)))
    expect(both[1]).toMatchObject({ reason: { name: 'Conflict', what: 'cheque:000101', version: 4, by: 'Sam Signer' } })
    expect(cheques.leaf(leafId)).toMatchObject({ state: 'signedOnce', signatures: [{ by: 'Sam Signer' }] })
  })

  test('release and void at once: one of them', async () => {
    const { leafId } = await cheques.placed('signedTwice')
    cheques.ask(leafId, 'void')
    const at = cheques.at(leafId)
    const [one, two] = [desk.as('signerA'), desk.as('signerB')]
    const both = await Promise.allSettled([
      one.callQueued('cheques.release', { ...at, releasedTo: 'Lee' }),
      two.callQueued('cheques.void', { ...at, reason: 'Lost' }),
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(cheques.leaf(leafId).state).toBe('released')
  })
})

describe('the register', () => {
  const list = (input: object) =>
    promised(
      'cheques.leaves',
      desk.as('fin').call('cheques.leaves', { states: [], search: '', after: null, pageSize: 3, ...input }),
    )
  const numbers = (answer: Answer) => answer.rows.map(({ number }: Answer) => number)

  test('newest first, page by page, by states', async () => {
    await cheques.print([cheques.payment(), cheques.payment()])
    cheques.spoil(cheques.blankLeafId())
    expect(numbers(list({}))).toEqual(['000110', '000109', '000108'])
    const last = list({ pageSize: 4, after: 5 })
    expect([numbers(last), last.more]).toEqual([['000104', '000103', '000102', '000101'], false])
    const some = list({ states: ['spoiled', 'reserved'], pageSize: 2 })
    expect([numbers(some), some.more]).toEqual([['000103', '000102'], true])
    expect(numbers(list({ states: ['spoiled', 'reserved'], after: 2 }))).toEqual(['000101'])
    expect(numbers(list({ states: ['reserved', 'spoiled'] }))).toEqual(['000103', '000102', '000101'])
  })

  test('found by the beginning of the number and by any part of the payee', async () => {
    const names = ['CHAN TAI MAN', '李嘉欣', 'Lee Ka Yan']
    await cheques.print(names.map((payeeName) => cheques.payment({ details: { payeeName } })))
    const found = (search: string, more: object = {}) => numbers(list({ search, pageSize: 10, ...more }))
    expect(found('00010')).toHaveLength(9)
    expect(found('000102')).toEqual(['000102'])
    expect(found('0001', { states: ['reserved'] })).toEqual(['000103', '000102', '000101'])
    expect(found('tai')).toEqual(['000101'])
    expect(found('KA YAN')).toEqual(['000103'])
    expect(found('ch')).toEqual(['000101'])
    expect(found('le')).toEqual(['000103'])
    expect(found('李嘉')).toEqual(['000102'])
    expect(found('嘉欣')).toEqual([])
    expect(found('"')).toEqual([])
    expect(found('nobody')).toEqual([])
    const first = list({ search: '0001', pageSize: 4 })
    expect([numbers(first), first.more]).toEqual([['000110', '000109', '000108', '000107'], true])
    expect(numbers(list({ search: '0001', pageSize: 4, after: 3 }))).toEqual(['000102', '000101'])
  })

  test('every way of looking has its index', () => {
    const plan = (sql: string) =>
      desk.connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail)
    expect(plan("SELECT * FROM cheque_leaves WHERE state = 'printed' AND id < 9 ORDER BY id DESC LIMIT 9")).toEqual([
      'SEARCH cheque_leaves USING INDEX cheque_leaves_of_state (state=? AND id<?)',
    ])
    expect(
      plan(
        "SELECT id FROM cheque_leaves WHERE bank_account_id = 1 AND number >= '1' AND number < '1:' ORDER BY number LIMIT 9",
      ),
    ).toEqual([expect.stringContaining('(bank_account_id=? AND number>? AND number<?)')])
    expect(
      plan(
        "SELECT id FROM cheque_leaves WHERE payee_name >= 'a' COLLATE NOCASE AND payee_name < 'b' COLLATE NOCASE LIMIT 9",
      ),
    ).toEqual([expect.stringContaining('INDEX cheque_leaves_of_payee (payee_name>? AND payee_name<?)')])
    expect(plan("SELECT * FROM cheque_leaves WHERE book_id = 1 AND state = 'blank' ORDER BY number LIMIT 9")).toEqual([
      'SEARCH cheque_leaves USING INDEX cheque_leaves_of_book (book_id=? AND state=?)',
    ])
    expect(plan("SELECT * FROM cheque_leaves WHERE instruction_id = 1 AND state NOT IN ('spoiled', 'void')")).toEqual([
      expect.stringMatching(/INDEX (one_live_leaf|cheque_leaves_of_instruction) \(instruction_id=\?\)/),
    ])
  })
})
