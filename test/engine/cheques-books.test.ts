/** Cheque books by two people: one receives, another counts; the rest of a book is closed by two. The receipt of a release. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, PEOPLE, type PersonName, type TestDesk, testDesk } from '../support/desk.ts'
import { keptBytes, refusalOf } from '../support/payments.ts'
import { missingTools, wordsOf } from '../unit/cheques/poppler.ts'

let desk: TestDesk
let cheques: ChequeDesk
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

describe('a desk with two administrators', () => {
  const account = {
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
  const book = { bankAccountId: 1, firstNumber: '000101', leaves: 20, stock: 'hk-cheque' }
  const books = (): Answer[] => desk.as('fin').call('cheques.books')
  const add = (who: PersonName = 'bo2', given: object = {}) =>
    desk.as(who).call('cheques.addBook', { ...book, ...given })

  beforeEach(() => {
    desk = testDesk({ people: [...(Object.keys(PEOPLE) as PersonName[]), 'admin2'] })
    const { proposalId } = desk.as('admin').call('settings.addBankAccount', account)
    desk.confirm(proposalId)
  })

  test('law 4: a delivered book counts when another person has counted it', async () => {
    const wish = add()
    expect([wish.applied, wish.bookId, books()]).toEqual([false, null, []])
    expect(await refusalOf(() => desk.confirm(wish.proposalId, 'bo2'))).toMatchObject({ code: 'PROPOSAL_OWN' })
    desk.confirm(wish.proposalId, 'bo')
    expect(books()).toMatchObject([
      {
        firstNumber: '000101',
        lastNumber: '000120',
        blank: 20,
        receivedBy: 'Ben Backoffice',
        checkedBy: 'Bea Backoffice',
      },
    ])
  })

  test('two books of the same numbers: the second one is refused when it is confirmed', async () => {
    const first = add()
    const second = add('bo', { firstNumber: '000110' })
    desk.confirm(first.proposalId, 'bo')
    expect(await refusalOf(() => desk.confirm(second.proposalId, 'bo2'))).toMatchObject({
      code: 'LEAF_RANGE_TAKEN',
      figures: { number: '000110' },
    })
    expect(books()).toHaveLength(1)
  })

  test('what is left of a book is burnt when another person agrees, number by number', async () => {
    desk.confirm(add().proposalId, 'bo')
    const [{ bookId }] = books()
    const close = () => desk.as('bo2').call('cheques.closeBook', { bookId, reason: 'The account is closed' })
    const { proposalId, applied } = close()
    expect([applied, books()[0].blank]).toEqual([false, 20])
    desk.confirm(proposalId, 'signerA')
    expect(books()).toMatchObject([{ blank: 0, used: 20, closeReason: 'The account is closed', nextNumber: null }])
    const states = desk.connection.all<Answer>('SELECT DISTINCT state, reason FROM cheque_leaves')
    expect(states).toEqual([{ state: 'spoiled', reason: 'The account is closed' }])
    expect(await refusalOf(close)).toMatchObject({ code: 'BOOK_CLOSED' })
  })
})

describe('the second factor', () => {
  test.each([
    ['cheques.addBook', { bankAccountId: 1, firstNumber: '000901', leaves: 2, stock: 'hk-cheque' }],
    ['cheques.closeBook', { bookId: 1, reason: 'Lost' }],
  ])('%s asks for it', async (method, input) => {
    desk = testDesk()
    cheques = new ChequeDesk(desk)
    desk.advance(3_600_000)
    expect(await refusalOf(() => desk.person('bo2').call(method, input))).toMatchObject({ code: 'STEP_UP_REQUIRED' })
  })
})

describe.skipIf(missingTools.length > 0)('the receipt of a release', () => {
  beforeEach(() => {
    desk = testDesk()
    cheques = new ChequeDesk(desk)
  })
  const receipt = (leafId: number) => desk.as('bo2').callQueued('cheques.receipt', cheques.at(leafId))

  test('names the cheque, who took it and who signed it; the same paper afterwards', async () => {
    const { leafId } = await cheques.placed('released')
    const { fileId } = await receipt(leafId)
    const words = wordsOf(keptBytes(desk, fileId))
      .map(({ text }) => text)
      .join(' ')
    for (const text of ['Receipt', '000101', 'Lee Ka Yan', 'Sam Signer (A)', 'Sue Signer (B)', '12,500.00', 'Received'])
      expect(words).toContain(text)
    expect(cheques.leaf(leafId).receiptFileId).toBe(fileId)
    desk.advance(86_400_000)
    desk.restart()
    expect((await receipt(leafId)).fileId).toBe(fileId)
    // Who may see leaves may see their receipts; others have no such file.
    expect(desk.as('fin').call('files.info', { fileId }).name).toBe('receipt-000101.pdf')
    expect(await refusalOf(() => desk.as('agent').call('files.info', { fileId }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is refused for a cheque that is still in the office', async () => {
    const { leafId } = await cheques.placed('signedTwice')
    expect(await refusalOf(() => receipt(leafId))).toMatchObject({
      code: 'LEAF_STATE',
      figures: { status: 'signedTwice' },
    })
  })
})
