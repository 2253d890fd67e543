/** Lists of cheques for the bank (positive pay): what it does not know yet, once; the same bytes for ever; its answer. */
import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LeafState } from '../../src/contract/cheques.ts'
import { written } from '../../src/main/engine/features/issue-files/drawing-up.ts'
import { statusToReport } from '../../src/main/engine/features/issue-files/rules.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, keptBytes, lastSequence, promised, refusalOf } from '../support/payments.ts'

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

const EXAMPLE = 'cheque-issue-example'
const ACCOUNT = {
  name: 'Payments',
  bankName: 'HSBC',
  bankCode: '004',
  bic: 'HSBCHKHHHKH',
  accountNumber: '808000000900',
  currency: 'HKD',
  ownerName: 'EXAMPLE SECURITIES LTD',
  ownerTown: 'Hong Kong',
  ownerCountry: 'HK',
  openingBalanceMinor: 100,
  note: 'Opening',
}
const choose = (layout: string | null = EXAMPLE, expectedVersion = 0, who: PersonName = 'admin') =>
  desk.as(who).call('issueFiles.setLayout', {
    bankAccountId: cheques.bankAccountId,
    layout,
    expectedVersion,
    reason: 'The bank takes lists since November',
  })
const preview = (): Answer =>
  promised('issueFiles.preview', desk.as('fin').call('issueFiles.preview', { bankAccountId: cheques.bankAccountId }))
const make = (digest: string = preview().digest) =>
  desk.as('signerA').call('issueFiles.make', { bankAccountId: cheques.bankAccountId, digest })
const exported = (file: Answer) =>
  desk.as('bo2').call('issueFiles.export', { issueFileId: file.issueFileId, expectedVersion: file.version })
const answered = (file: Answer, taken: boolean) =>
  desk.as('signerB').call('issueFiles.answer', {
    issueFileId: file.issueFileId,
    expectedVersion: file.version,
    taken,
    bankSays: taken ? 'RCPT 4711' : 'Wrong date format',
  })
const rows = (): Answer[] =>
  promised('issueFiles.list', desk.as('fin').call('issueFiles.list', { after: null, pageSize: 50 })).rows
const told = () => preview().lines.map(({ number, status, before }: Answer) => [number, status, before])

test('what is issued, void or stopped since the last list, once, as the layout of the account says', async () => {
  choose()
  const { leafId: out } = await cheques.placed('released', cheques.payment({ amountMinor: 1_250_050 }))
  await cheques.placed('spoiled')
  await cheques.placed('signedTwice')
  expect(told()).toEqual([
    ['000101', 'issued', null],
    ['000102', 'void', null],
  ])
  const shown = preview()
  const file = make()
  const kept = keptBytes(desk, file.fileId).toString('utf8')
  expect(kept).toBe(shown.text)
  expect(kept.split('\r\n')).toEqual([
    'Account,Cheque number,Status,Issue date,Amount,Currency,Payee',
    expect.stringMatching(/^\d+,000101,ISSUE,20261120,12500\.50,HKD,\S/),
    expect.stringMatching(/^\d+,000102,VOID,20261120,/),
    '',
  ])
  expect(told()).toEqual([])
  expect(await refusalOf(() => make())).toMatchObject({ code: 'ISSUE_NOTHING' })
  cheques.stop(out)
  expect(told()).toEqual([['000101', 'stopped', 'issued']])
  expect(cheques.leaf(out).reported).toBe('issued')
  const second = make()
  expect(cheques.leaf(out).reported).toBe('stopped')
  expect(rows().map(({ sequence, issued, void: voided, stopped }) => [sequence, issued, voided, stopped])).toEqual([
    [2, 0, 0, 1],
    [1, 1, 1, 0],
  ])
  // Void or destroyed by now, it is still a stopped one to the bank.
  cheques.void(out)
  expect(told()).toEqual([])
  expect(second.state).toBe('made')
})

test('the same bytes again, counted, and the same when they are written again', async () => {
  choose()
  await cheques.placed('released')
  await cheques.placed('void')
  const file = make()
  const bytes = keptBytes(desk, file.fileId)
  const once = exported(file)
  desk.advance(9 * 86_400_000)
  desk.restart()
  const twice = exported(once)
  expect([once.exports, twice.exports, once.fileId, twice.fileId]).toEqual([1, 2, file.fileId, file.fileId])
  const [row] = rows()
  expect(row).toMatchObject({ state: 'exported', exports: 2, sha256: hash('sha256', bytes, 'hex') })
  const account = desk.connection.get<Answer>(
    'SELECT account_number AS "accountNumber", currency FROM bank_accounts WHERE id = ?',
    cheques.bankAccountId,
  )
  const lines = desk.connection.all<Answer>(
    `SELECT l.number, n.status, l.payee_name AS "payeeName", l.amount_minor AS "amountMinor", l.cheque_date AS "chequeDate"
     FROM issue_lines n JOIN cheque_leaves l ON l.id = n.leaf_id WHERE n.issue_file_id = ? ORDER BY l.number`,
    file.issueFileId,
  )
  const layout = JSON.parse(
    desk.connection.value<string>("SELECT definition FROM channel_data WHERE kind = 'layout' AND key = ?", EXAMPLE) ??
      '',
  )
  const again = written({ account, businessDate: row.businessDate, sequence: row.sequence }, lines, layout)
  expect(Buffer.from(again.bytes).equals(bytes)).toBe(true)
})

test('law 7: given is not taken; a list that the bank refuses gives its leaves to the next one', async () => {
  choose()
  const { leafId } = await cheques.placed('released')
  const other = await cheques.placed('released')
  const file = make()
  expect(await refusalOf(() => answered(file, true))).toMatchObject({
    code: 'ISSUE_FILE_STATE',
    figures: { sequence: 1, status: 'made' },
  })
  cheques.stop(other.leafId)
  const second = make()
  const refused = answered(exported(file), false)
  expect(refused.state).toBe('refused')
  // The stop on the later list stands; only what nobody else has told the bank waits again.
  expect(told()).toEqual([['000101', 'issued', null]])
  expect(cheques.leaf(leafId).reported).toBe(null)
  expect(cheques.leaf(other.leafId).reported).toBe('stopped')
  expect(await refusalOf(() => answered(refused, true))).toMatchObject({ code: 'ISSUE_FILE_STATE' })
  const taken = answered(exported(second), true)
  expect(rows()[0]).toMatchObject({ state: 'taken', bankSays: 'RCPT 4711', answeredBy: 'Sue Signer' })
  expect(exported(taken)).toMatchObject({ state: 'taken', exports: 2 })
})

test('law 5: exactly the list that was shown, or none', async () => {
  choose()
  await cheques.placed('released')
  const { digest } = preview()
  await cheques.placed('released')
  expect(await refusalOf(() => make(digest))).toMatchObject({ code: 'ISSUE_LIST_MOVED' })
  expect(rows()).toEqual([])
})

test('law 4: the layout of an account is one person’s wish and another’s word; one for payments does not fit', async () => {
  await cheques.placed('released')
  expect(await refusalOf(() => preview())).toMatchObject({ code: 'ISSUE_LAYOUT_MISSING' })
  expect(await refusalOf(() => choose('fps-bulk-example'))).toMatchObject({ code: 'ISSUE_LAYOUT_UNFIT' })
  const pair = testDesk({ people: ['admin', 'signerA', 'fin', 'admin2'] })
  const { proposalId } = pair.as('admin').call('settings.addBankAccount', { ...ACCOUNT })
  pair.confirm(proposalId)
  const input = { bankAccountId: 1, layout: EXAMPLE, expectedVersion: 0, reason: 'The bank takes lists' }
  const wish = pair.as('signerA').call('issueFiles.setLayout', input)
  const [before] = pair.as('fin').call('issueFiles.accounts').accounts
  expect([wish.applied, before.layout]).toEqual([false, null])
  expect(await refusalOf(() => pair.confirm(wish.proposalId, 'signerA'))).toMatchObject({
    code: 'PROPOSAL_OWN',
  })
  pair.confirm(wish.proposalId)
  expect(pair.as('fin').call('issueFiles.accounts').accounts[0]).toMatchObject({ layout: EXAMPLE, version: 1 })
  pair.close()
  choose()
  expect((await refusalOf(() => choose(null, 0))).name).toBe('Conflict')
  choose(null, 1)
  expect(await refusalOf(() => preview())).toMatchObject({ code: 'ISSUE_LAYOUT_MISSING' })
})

test('a name that the layout cannot carry refuses the list and names the cheque', async () => {
  const narrow = JSON.parse(
    desk.connection.value<string>("SELECT definition FROM channel_data WHERE kind = 'layout' AND key = ?", EXAMPLE) ??
      '',
  )
  narrow.charset = 'ascii'
  desk.as('admin').call('channels.propose', {
    kind: 'layout',
    key: EXAMPLE,
    expectedVersion: 1,
    definition: JSON.stringify(narrow),
    reason: 'The bank reads plain letters only',
  })
  choose()
  await cheques.placed('released', cheques.payment({ details: { payeeName: '李嘉欣' } }))
  expect(preview().problems).toEqual([
    { number: '000101', field: 'payeeName', why: 'characters that the bank’s file does not carry' },
  ])
  expect(await refusalOf(() => make())).toMatchObject({ code: 'ISSUE_LIST_INVALID', figures: { number: '000101' } })
})

test('every leaf on a list has it in its history, and the list is in the audit log', async () => {
  choose()
  const { leafId } = await cheques.placed('released')
  const since = lastSequence(desk)
  answered(exported(make()), false)
  expect(auditedSince(desk, since).map(({ action }) => action)).toEqual([
    'cheque.report',
    'issueFile.make',
    'issueFile.export',
    'cheque.unreport',
    'issueFile.refuse',
  ])
  const history: Answer[] = desk.as('fin').call('cheques.history', { leafId })
  expect(history.slice(-2).map(({ action }) => action)).toEqual(['cheque.report', 'cheque.unreport'])
})

describe('the index of waiting leaves and the rule say the same', () => {
  test('every state × what the bank knows', async () => {
    const { leafId } = await cheques.placed('released')
    desk.connection.raw.exec('DROP TRIGGER guard_leaf_update')
    for (const state of LeafState.options) {
      for (const reported of [null, 'issued', 'void', 'stopped'] as const) {
        desk.connection.run('UPDATE cheque_leaves SET state = ?, reported = ? WHERE id = ?', state, reported, leafId)
        const accounts: Answer = desk.as('fin').call('issueFiles.accounts')
        const { waiting } = accounts.accounts.find((each: Answer) => each.bankAccountId === cheques.bankAccountId)
        expect([state, reported, waiting]).toEqual([
          state,
          reported,
          statusToReport({ state, reported }) === null ? 0 : 1,
        ])
      }
    }
  })

  test('waiting leaves are read from their own index, in the order of their numbers', () => {
    const plan = desk.connection.all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT l.number FROM cheque_leaves l WHERE l.bank_account_id = 1 AND ((state IN ('released', 'deposited', 'presented') AND reported IS NOT 'issued')
  OR (state = 'stopped' AND reported IS NOT 'stopped')
  OR (state IN ('spoiled', 'void', 'returned', 'stale', 'destroyed') AND (reported IS NULL OR reported = 'issued'))) ORDER BY l.number LIMIT 10`,
    )
    expect(plan.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^SEARCH l USING INDEX cheque_leaves_to_report \(bank_account_id=\?\)$/),
    ])
  })
})
