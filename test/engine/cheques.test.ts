/** The cheque register from a delivered book to the released leaf, through the engine on a real ledger. */
import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TODAY } from '../support/batch-day.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import {
  auditedSince,
  keptBytes,
  lastSequence,
  makeBankAccount,
  makePayment,
  promised,
  refusalOf,
} from '../support/payments.ts'
import { missingTools, wordsOf } from '../unit/cheques/poppler.ts'

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

const numbersOn = (answer: Answer) => answer.leaves.map(({ number }: Answer) => number)

describe('books', () => {
  test('a book is one blank leaf per number, and counts what is left of it', async () => {
    await cheques.print([cheques.payment()])
    expect(promised('cheques.books', desk.as('signerA').call('cheques.books'))).toMatchObject([
      {
        firstNumber: '000101',
        lastNumber: '000110',
        stock: 'hk-cheque',
        currency: 'HKD',
        blank: 9,
        used: 1,
        receivedBy: 'Ben Backoffice',
      },
    ])
  })

  test.each([
    ['the same numbers', '000101', 10, '000101'],
    ['numbers that run into the book', '000092', 10, '000101'],
    ['numbers inside the book', '000105', 2, '000105'],
    ['numbers around the book', '000001', 500, '000101'],
    ['the same numbers written shorter', '0110', 3, '0110'],
  ])('not twice: %s', async (_, first, leaves, number) => {
    expect(await refusalOf(() => cheques.addBook(first, leaves))).toMatchObject({
      code: 'LEAF_RANGE_TAKEN',
      figures: { number },
    })
    expect(desk.connection.value('SELECT count(*) FROM cheque_leaves')).toBe(10)
  })

  test('beside each other, and with the same numbers on another account', () => {
    cheques.addBook('000111', 5)
    cheques.addBook('000096', 5)
    cheques.addBook('000101', 5, { bankAccountId: makeBankAccount(desk) })
    expect(desk.connection.value('SELECT count(*) FROM cheque_leaves')).toBe(25)
  })

  test.each([
    ['a stock that is not there', { stock: 'papyrus' }, { code: 'NOT_FOUND' }],
    ['a currency that the stock is not for', { bankAccountId: 'JPY' }, { code: 'CURRENCY_DIFFERS' }],
    ['more numbers than its digits hold', { firstNumber: '9990', leaves: 11 }, { name: 'InvalidInput' }],
  ])('not with %s', async (_, given, expected) => {
    const input = 'bankAccountId' in given ? { bankAccountId: makeBankAccount(desk, 'JPY') } : given
    expect(await refusalOf(() => cheques.addBook('5000', 5, input))).toMatchObject(expected)
  })
})

describe('a cheque from waiting to released', () => {
  test('printed, confirmed, signed by two groups, released against receipt: sent, not paid', async () => {
    const payment = cheques.payment()
    expect(promised('cheques.waiting', desk.as('signerA').call('cheques.waiting'))).toMatchObject([
      { instructionId: payment.instructionId, kind: 'cheque', amountMinor: 1_250_000 },
    ])
    const printed = promised('cheques.print', await cheques.print([payment]))
    expect(numbersOn(printed)).toEqual(['000101'])
    const { leafId } = printed.leaves[0]
    expect(desk.as('bo2').call('cheques.waiting')).toEqual([])
    expect(cheques.paymentState(payment)).toBe('onLeaf')
    const reserved = cheques.leaf(leafId)
    expect(reserved).toMatchObject({
      state: 'reserved',
      number: '000101',
      amountMinor: 1_250_000,
      chequeDate: TODAY,
      printedBy: 'Ben Backoffice',
      printedAt: null,
      pdfFileId: printed.fileId,
    })
    expect(hash('sha256', keptBytes(desk, printed.fileId), 'hex')).toBe(reserved.pdfSha256)

    desk.advance(60_000)
    cheques.confirm(leafId)
    expect(cheques.leaf(leafId)).toMatchObject({ state: 'printed', printedAt: expect.any(Number) })
    cheques.sign(leafId, 'signerB')
    cheques.sign(leafId, 'signerA')
    expect(cheques.leaf(leafId)).toMatchObject({
      state: 'signedTwice',
      signatures: [
        { by: 'Sue Signer', group: 'B' },
        { by: 'Sam Signer', group: 'A' },
      ],
    })
    expect(cheques.paymentState(payment)).toBe('onLeaf')
    cheques.release(leafId)
    expect(cheques.leaf(leafId)).toMatchObject({
      state: 'released',
      releasedTo: 'Lee Ka Yan',
      releasedAt: expect.any(Number),
    })
    expect(cheques.paymentState(payment)).toBe('sent')
    expect(desk.as('fin').call('ledger.check')).toMatchObject({ passed: true, findings: [] })
  })

  test('a request remembers every step of its cheque', async () => {
    const payment = cheques.payment()
    const from = lastSequence(desk)
    await cheques.placed('released', payment)
    const records = auditedSince(desk, from).filter(({ action }) => action.startsWith('cheque.'))
    expect(records.map(({ action, requestId }) => [action, requestId])).toEqual(
      ['print', 'confirm', 'sign', 'sign', 'release'].map((step) => [`cheque.${step}`, payment.requestId]),
    )
  })

  test('a run takes the next numbers in their order and leaves no gap', async () => {
    const first = await cheques.print([cheques.payment(), cheques.payment()])
    const second = await cheques.print([cheques.payment()])
    expect([...numbersOn(first), ...numbersOn(second)]).toEqual(['000101', '000102', '000103'])
    expect(first.fileId).not.toBe(second.fileId)
    const ofRun = first.leaves.map(({ leafId }: Answer) => cheques.leaf(leafId))
    expect(new Set(ofRun.map(({ pdfSha256 }: Answer) => pdfSha256)).size).toBe(1)
  })

  test('a crash after the numbers were taken leaves them visibly half done', async () => {
    const { leafId } = await cheques.placed('reserved')
    desk.restart()
    const list = promised(
      'cheques.leaves',
      desk.as('bo2').call('cheques.leaves', { states: ['reserved'], search: '', after: null, pageSize: 10 }),
    )
    expect(list.rows).toMatchObject([
      { leafId, state: 'reserved', printedBy: 'Ben Backoffice', sinceAt: expect.any(Number) },
    ])
    expect(numbersOn(await cheques.print([cheques.payment()]))).toEqual(['000102'])
  })
})

describe.skipIf(missingTools.length > 0)('what stands on the paper', () => {
  const textOf = (bytes: Uint8Array, page = 1) =>
    wordsOf(bytes, page)
      .map(({ text }) => text)
      .join(' ')

  test('payee, figures and words of each payment on its own leaf', async () => {
    const one = cheques.payment({ amountMinor: 1_250_005, details: { payeeName: 'CHAN TAI MAN' } })
    const two = cheques.payment({ amountMinor: 99_900, details: { payeeName: '李嘉欣' } })
    const { fileId, leaves } = await cheques.print([one, two])
    const pdf = keptBytes(desk, fileId)
    expect(textOf(pdf, 1)).toContain('CHAN TAI MAN')
    expect(textOf(pdf, 1)).toContain('**12,500.05**')
    expect(textOf(pdf, 1)).toContain('Twelve Thousand Five Hundred')
    expect(textOf(pdf, 2)).toContain('李嘉欣')
    expect(textOf(pdf, 2)).toContain('**999.00**')
    const words = leaves.map(({ leafId }: Answer) =>
      desk.connection.value<string>('SELECT words FROM cheque_leaves WHERE id = ?', leafId),
    )
    expect(words).toEqual(['Twelve Thousand Five Hundred And Cents Five Only', 'Nine Hundred And Ninety Nine Only'])
  })

  test('words in Chinese when the desk says so, and a refusal when the stock has no such layout', async () => {
    desk.as('admin').call('settings.set', { key: 'cheques.wordsLanguage', value: 'chinese', expectedVersion: 1 })
    const { fileId } = await cheques.print([cheques.payment()])
    expect(textOf(keptBytes(desk, fileId))).toContain('壹萬貳仟伍佰')
    const bookId = cheques.addBook('500000', 5, { stock: 'a4-voucher' })
    expect(await refusalOf(() => cheques.print([cheques.payment()], { bookId }))).toMatchObject({
      code: 'CHEQUE_LAYOUT_MISSING',
    })
  })

  test('a preview shows what would be printed, under zeros, and takes no number', async () => {
    const payment = cheques.payment()
    const input = { instructionId: payment.instructionId, bookId: cheques.bookId }
    const preview = promised('cheques.preview', await desk.as('signerA').callQueued('cheques.preview', input))
    expect(preview).toMatchObject({
      words: 'Twelve Thousand Five Hundred Only',
      wordsChinese: expect.stringContaining('壹萬貳仟伍佰'),
    })
    expect(textOf(keptBytes(desk, preview.fileId))).toContain('**12,500.00**')
    expect(await desk.as('signerA').callQueued('cheques.preview', input)).toEqual(preview)
    expect(desk.connection.value("SELECT count(*) FROM cheque_leaves WHERE state <> 'blank'")).toBe(0)
    expect(cheques.paymentState(payment)).toBe('waiting')
  })
})

describe('what is not printed', () => {
  test.each([
    ['a wire', 'PAYMENT_TYPE_NOT_SENT_HERE'],
    ['another currency', 'CURRENCY_DIFFERS'],
    ['a payment that is on a leaf', 'ALREADY_PAID_BY_CHEQUE'],
    ['a payment that does not exist', 'NOT_FOUND'],
    ['a book that does not exist', 'NOT_FOUND'],
    ['a day that is past', 'DATE_IS_PAST'],
    ['more than the book has leaves', 'NO_BLANK_LEAF'],
    ['a payee that the font cannot write', 'CHEQUE_NOT_DRAWABLE'],
    ['a payee that is too long', 'CHEQUE_NOT_DRAWABLE'],
  ])('%s', async (what, code) => {
    const good = cheques.payment()
    const given: Record<string, () => Promise<Answer>> = {
      'a wire': () => cheques.print([good, makePayment(desk)]),
      'another currency': () => cheques.print([good, cheques.payment({ currency: 'USD' })]),
      'a payment that is on a leaf': async () => {
        const { payment } = await cheques.placed('printed')
        return cheques.print([good, payment])
      },
      'a payment that does not exist': () => cheques.print([good, { ...good, instructionId: 999 }]),
      'a book that does not exist': () => cheques.print([good], { bookId: 99 }),
      'a day that is past': () => cheques.print([good], { chequeDate: '2026-11-19' }),
      'more than the book has leaves': () =>
        cheques.print([good, cheques.payment()], { bookId: cheques.addBook('700001', 1) }),
      'a payee that the font cannot write': () =>
        cheques.print([good, cheques.payment({ details: { payeeName: 'LEE 😀' } })]),
      'a payee that is too long': () =>
        cheques.print([good, cheques.payment({ details: { payeeName: 'W'.repeat(140) } })]),
    }
    const files = desk.connection.value('SELECT count(*) FROM files')
    expect(await refusalOf(() => given[what]?.())).toMatchObject({ code })
    expect(cheques.paymentState(good)).toBe('waiting')
    expect(Number(desk.connection.value('SELECT count(*) FROM files'))).toBeLessThanOrEqual(Number(files) + 1)
    expect(desk.connection.value("SELECT count(*) FROM cheque_leaves WHERE state = 'reserved'")).toBe(0)
  })

  test('a payment listed twice is invalid input', async () => {
    const payment = cheques.payment()
    expect(await refusalOf(() => cheques.print([payment, payment]))).toMatchObject({ name: 'InvalidInput' })
  })
})
