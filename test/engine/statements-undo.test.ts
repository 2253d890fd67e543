/** What a person books and undoes on a statement: one link at a time, returns, lines that are no payment, and their day. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { linesOf } from '../support/bank.ts'
import { TODAY } from '../support/batch-day.ts'
import { cardOf } from '../support/cases.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf } from '../support/payments.ts'
import { OPENING, StatementDesk } from '../support/statement-desk.ts'

let desk: TestDesk
let bank: StatementDesk
beforeEach(() => {
  desk = testDesk()
  bank = new StatementDesk(desk)
})
afterEach(() => {
  expect(bank.check()).toMatchObject({ passed: true, findings: [] })
  expect(desk.faults).toEqual([])
  desk.close()
})

describe('undoing a match', () => {
  test('exactly one link: its payments are expected again, others stay settled, and it can be matched anew', async () => {
    const [one, two] = await bank.sentInTwo(300_000, 200_000)
    if (!one || !two) throw new Error('no payments')
    const other = (await bank.sent(70_000))[0]
    if (!other) throw new Error('no payment')
    const { lines } = bank.take([
      { amountMinor: -300_000, reference: bank.reference(one) },
      { amountMinor: -70_000, reference: bank.reference(other) },
    ])
    expect([bank.state(one), bank.state(two), bank.state(other)]).toEqual(['settled', 'sent', 'settled'])
    const undone = bank.unmatch(lines[0])
    expect(promised('statements.unmatch', undone)).toEqual({
      statementLineId: 1,
      version: 3,
      reopened: [one.instructionId],
    })
    expect([bank.state(one), bank.state(two), bank.state(other)]).toEqual(['sent', 'sent', 'settled'])
    expect([bank.bankBalance, bank.balance('inTransit')]).toEqual([OPENING - 70_000, -500_000])
    expect(bank.line(1)).toMatchObject({
      match: null,
      proposals: [{ kind: 'ourReference', instructionIds: [one.instructionId] }],
    })
    expect(bank.line(2).match).toMatchObject({ instructionIds: [other.instructionId] })
    bank.match(bank.line(1), [one])
    expect(bank.bankBalance).toBe(OPENING - 370_000)
    expect(
      desk.connection.all('SELECT instruction_id AS payment, undone_reason AS reason FROM statement_links ORDER BY id'),
    ).toEqual([
      { payment: one.instructionId, reason: 'Wrong line' },
      { payment: other.instructionId, reason: null },
      { payment: one.instructionId, reason: null },
    ])
  })

  test('a settled batch is at the bank again', async () => {
    const [one, two] = await bank.sentInTwo(300_000, 200_000)
    if (!one || !two) throw new Error('no payments')
    const { lines } = bank.take([{ amountMinor: -300_000, reference: bank.reference(one) }])
    expect(bank.batches.card(1).row.state).toBe('exported')
    bank.unmatch(lines[0])
    const second = bank.take([{ amountMinor: -500_000, text: 'CS20261120-1', date: '2026-11-20' }], {
      openingMinor: OPENING - 300_000,
      number: '9',
    })
    expect(second.taken.matched).toBe(1)
    expect(bank.batches.card(1).row.state).toBe('settled')
  })

  test('a presented cheque is released again', async () => {
    const cheques = new ChequeDesk(desk)
    const [wire, cheque] = bank.inTwo(300_000, 200_000, 'cheque')
    if (!wire || !cheque) throw new Error('no payments')
    const { leafId } = await cheques.placed('released', cheque)
    const account =
      desk.connection.value<string>('SELECT account_number FROM bank_accounts WHERE id = ?', cheques.bankAccountId) ??
      ''
    const { lines } = bank.take([{ amountMinor: -200_000, chequeNumber: '000101' }], { account })
    expect([cheques.leaf(leafId).state, bank.state(cheque)]).toEqual(['presented', 'settled'])
    expect(bank.unmatch(lines[0])).toMatchObject({ reopened: [cheque.instructionId] })
    expect([cheques.leaf(leafId).state, bank.state(cheque)]).toEqual(['released', 'sent'])
    bank.match(bank.line(1), [cheque])
    expect([cheques.leaf(leafId).state, bank.state(cheque)]).toEqual(['presented', 'settled'])
    expect(bank.line(1).match).toMatchObject({ kind: 'chequeNumber' })
  })

  test('not when a request was completed by it (R1-46), and not without a reason', async () => {
    const [payment] = await bank.sent(300_000)
    if (!payment) throw new Error('no payment')
    const { lines } = bank.take([{ amountMinor: -300_000, reference: bank.reference(payment) }, { amountMinor: -5 }])
    expect(await refusalOf(() => bank.unmatch(lines[0]))).toMatchObject({
      code: 'STATUS_FINAL',
      figures: { status: 'completed' },
    })
    expect(bank.state(payment)).toBe('settled')
    expect(bank.line(1).match).not.toBeNull()
    expect(await refusalOf(() => bank.unmatch(lines[0], ''))).toMatchObject({ code: 'COMMENT_REQUIRED' })
    expect(await refusalOf(() => bank.unmatch(lines[1]))).toMatchObject({ code: 'LINE_NOT_MATCHED' })
  })
})

describe('a payment that comes back', () => {
  test('after it was debited: the customer is owed it again, the completed request stays', async () => {
    const [payment] = await bank.sent(300_000)
    if (!payment) throw new Error('no payment')
    const before = bank.customerBalance(payment)
    const reference = bank.reference(payment)
    bank.take([{ amountMinor: -300_000, reference }])
    bank.nextDay()
    const { taken, lines } = bank.take([{ amountMinor: 300_000, text: `RETURN ${reference} ACCOUNT CLOSED` }], {
      date: '2026-11-21',
    })
    expect(taken.matched).toBe(0)
    expect(lines[0].proposals).toMatchObject([
      { kind: 'ourReference', instructionIds: [payment.instructionId], because: `return of ${reference}` },
    ])
    bank.match(lines[0], [payment])
    expect([bank.state(payment), bank.status(payment)]).toEqual(['returned', 'completed'])
    expect(bank.customerBalance(payment)).toBe(before + 300_000)
    const { account, orders } = desk.as('agent').call('customers.account', { accountId: payment.accountId })
    expect(orders[0]).toMatchObject({ kind: 'rollback', amountMinor: 300_000, requestId: payment.requestId })
    expect(account.figures.equityMinor).toBe(1_200_000)
    expect([bank.bankBalance, bank.balance('inTransit'), bank.balance('suspense')]).toEqual([OPENING, 0, 0])
    expect(bank.line(2).match).toMatchObject({ kind: 'ourReference', instructionIds: [payment.instructionId] })
    expect(await refusalOf(() => bank.unmatch(lines[0]))).toMatchObject({
      code: 'INSTRUCTION_STATE',
      figures: { status: 'returned' },
    })
    expect(await refusalOf(() => bank.unmatch(bank.line(1)))).toMatchObject({ code: 'STATUS_FINAL' })
    expect(cardOf(desk, payment.requestId).timeline[0]).toMatchObject({ code: 'payment.returned', kind: 'money' })
  })

  test('before it was debited in the books: restored at once, the credit waits in suspense for the debit', async () => {
    const [payment] = await bank.sent(300_000)
    if (!payment) throw new Error('no payment')
    const before = bank.customerBalance(payment)
    const { lines } = bank.take([{ amountMinor: 300_000, text: `RETURN ${bank.reference(payment)}` }])
    bank.match(lines[0], [payment])
    expect(bank.state(payment)).toBe('returned')
    expect(bank.customerBalance(payment)).toBe(before + 300_000)
    expect(cardOf(desk, payment.requestId)).toMatchObject({ heldMinor: 300_000, row: { beingSent: false } })
    expect([bank.bankBalance, bank.balance('inTransit'), bank.balance('suspense')]).toEqual([
      OPENING + 300_000,
      0,
      -300_000,
    ])
    const second = bank.take([{ amountMinor: -300_000, text: bank.reference(payment) }])
    expect(second.lines[0]).toMatchObject({
      match: null,
      proposals: [{ because: expect.stringContaining('“returned”, not sent') }],
    })
    bank.bookOther(second.lines[0], 'other', 'Debit of the returned payment')
    expect([bank.bankBalance, bank.balance('suspense')]).toEqual([OPENING, 0])
  })
})

describe('what is no payment of ours', () => {
  test.each([
    ['bankCharge', -500, 'bankCharges', 500],
    ['interest', 777, 'interest', -777],
    ['customerDeposit', 90_000, 'suspense', -90_000],
    ['other', -1_234, 'suspense', 1_234],
    ['bankCharge', 500, 'bankCharges', -500],
  ])('%s of %i', (as, amountMinor, account, balance) => {
    const { lines } = bank.take([{ amountMinor, text: 'BANK' }])
    expect(bank.bookOther(lines[0], as, 'As agreed')).toEqual({ statementLineId: 1, version: 2 })
    expect([bank.bankBalance, bank.balance(account)]).toEqual([OPENING + amountMinor, balance])
    const { match } = bank.line(1)
    expect(match).toMatchObject({
      kind: 'hand',
      by: 'Fay Finance',
      instructionIds: [],
      because: expect.stringMatching(/: As agreed$/),
    })
    promised('statements.lines', { rows: linesOf(desk), more: false })
  })

  test('needs an explanation, and the line once', async () => {
    const { lines } = bank.take([{ amountMinor: -500, text: 'FEE' }])
    expect(await refusalOf(() => bank.bookOther(lines[0], 'bankCharge', ''))).toMatchObject({
      code: 'COMMENT_REQUIRED',
    })
    bank.bookOther(lines[0], 'bankCharge')
    expect(await refusalOf(() => bank.bookOther(bank.line(1), 'bankCharge'))).toMatchObject({
      code: 'LINE_ALREADY_MATCHED',
    })
  })

  test('is undone with its journal, also when that was reversed in the ledger before', () => {
    const { lines } = bank.take([
      { amountMinor: -500, text: 'FEE' },
      { amountMinor: -700, text: 'FEE' },
    ])
    for (const line of lines) bank.bookOther(line, 'bankCharge')
    const journalId = desk.connection.value<number>('SELECT journal_id FROM statement_lines WHERE id = 2')
    const { proposalId } = desk.as('fin').call('ledger.reverse', { journalId, reason: 'Not ours' })
    desk.as('fin2').call('proposals.approve', { proposalId, expectedVersion: 1 })
    expect(lines.map((line) => bank.unmatch(line).reopened)).toEqual([[], []])
    expect([bank.bankBalance, bank.balance('bankCharges')]).toEqual([OPENING, 0])
  })

  test('a line of 0.00 is explained and posts nothing', () => {
    const { lines } = bank.take([{ amountMinor: 0, text: 'INFORMATION' }, { amountMinor: -500 }])
    const journals = bank.counts().journals
    bank.bookOther(lines[0], 'other', 'For information')
    expect(bank.counts().journals).toBe(journals)
    expect(bank.unmatch(lines[0])).toMatchObject({ reopened: [] })
  })
})

describe('the day in the books', () => {
  const businessDates = () =>
    desk.connection
      .all<{ date: string }>(
        "SELECT business_date AS date FROM journals WHERE kind LIKE 'payment%' OR kind = 'bankCharge' ORDER BY id",
      )
      .map(({ date }) => date)

  test('is the booking day of the bank, so that a statement of yesterday belongs to yesterday', async () => {
    const [payment] = await bank.sent(300_000)
    if (!payment) throw new Error('no payment')
    bank.nextDay()
    const { lines } = bank.take([{ amountMinor: -300_000, reference: bank.reference(payment) }, { amountMinor: -500 }])
    bank.bookOther(lines[1], 'bankCharge')
    expect(businessDates()).toEqual([TODAY, TODAY])
    bank.unmatch(lines[1])
    expect(desk.connection.value("SELECT business_date FROM journals WHERE kind = 'bankCharge.reversed'")).toBe(TODAY)
  })

  test('is never one that was signed off or lies before it, and never ahead of today', () => {
    desk.connection.run("INSERT INTO days (date, state, report, digest) VALUES ('2026-11-18', 'signedOff', '{}', 'x')")
    const { lines } = bank.take([
      { amountMinor: -500, date: '2026-11-17' },
      { amountMinor: -600, date: '2026-11-19' },
      { amountMinor: -700, date: '2026-11-25' },
    ])
    for (const line of lines) bank.bookOther(line, 'bankCharge')
    expect(businessDates()).toEqual(['2026-11-19', '2026-11-19', TODAY])
  })

  test('a day signed off today takes nothing more', async () => {
    desk.connection.run(
      'INSERT INTO days (date, state, report, digest) VALUES (?, ?, ?, ?)',
      TODAY,
      'signedOff',
      '{}',
      'x',
    )
    const { lines } = bank.take([{ amountMinor: -500 }])
    expect(await refusalOf(() => bank.bookOther(lines[0], 'bankCharge'))).toMatchObject({ code: 'PERIOD_CLOSED' })
    expect(bank.line(1)).toMatchObject({ match: null, version: 1 })
  })
})
