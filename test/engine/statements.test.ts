/** Statements through the engine: a file is taken whole, matched in the order of trust, and the books follow the bank. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { camt053, linesOf, mt940, takeText } from '../support/bank.ts'
import { TODAY } from '../support/batch-day.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'
import { auditedSince, lastSequence, promised, refusalOf } from '../support/payments.ts'
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

describe('what settles by itself', () => {
  test('our reference: payments settled, requests completed, batch settled, books as the bank', async () => {
    const payments = await bank.sent(1_250_000, 99_995)
    const [first = '', second = ''] = payments.map((payment) => bank.reference(payment))
    expect(promised('statements.expected', desk.as('fin').call('statements.expected'))).toMatchObject([
      {
        reference: first,
        amountMinor: 1_250_000,
        payeeName: expect.stringMatching(/^LEE KA YAN/),
        daysWaiting: 0,
        leafId: null,
      },
      { reference: second },
    ])
    const from = lastSequence(desk)
    const { taken, lines } = bank.take([
      { amountMinor: -1_250_000, text: `PAYMENT ${first.toLowerCase().slice(0, 4)} ${first.slice(4)}` },
      { amountMinor: -99_995, reference: second },
      { amountMinor: -500, text: 'FEE' },
    ])
    expect(promised('statements.take', taken)).toMatchObject({ lines: 3, matched: 2 })
    promised('statements.lines', { rows: lines, more: false })
    expect(lines.map((line) => line.match?.kind ?? null)).toEqual(['ourReference', 'ourReference', null])
    expect(lines[0].match).toMatchObject({ by: 'Fay Finance', because: `${first}: 12,500.00 HKD` })
    expect(payments.map((payment) => [bank.state(payment), bank.status(payment)])).toEqual([
      ['settled', 'completed'],
      ['settled', 'completed'],
    ])
    expect(bank.batches.card(1).row.state).toBe('settled')
    expect([bank.bankBalance, bank.balance('inTransit')]).toEqual([OPENING - 1_349_995, 0])
    expect(desk.as('fin').call('statements.expected')).toEqual([])
    expect(auditedSince(desk, from).map(({ action, requestId }) => [action, requestId])).toEqual([
      ['file.upload', undefined],
      ['statement.take', undefined],
      ['request.completed', 1],
      ['payment.settled', 1],
      ['request.completed', 2],
      ['payment.settled', 2],
      ['batch.settle', undefined],
    ])
    expect(promised('statements.list', desk.as('fin').call('statements.list'))).toMatchObject([
      { lines: 3, unmatched: 1, addsUp: true, findings: 0, takenBy: 'Fay Finance', closingMinor: OPENING - 1_350_495 },
    ])
  })

  test('the UETR that banks carry through', async () => {
    const [payment] = await bank.sent(1_250_000)
    if (!payment) throw new Error('no payment')
    takeText(
      desk,
      camt053(
        bank.statement([{ amountMinor: -1_250_000, uetr: bank.uetr(payment).toUpperCase(), reference: 'NOTPROVIDED' }]),
      ),
    )
    expect(linesOf(desk)[0].match).toMatchObject({ kind: 'bankId', instructionIds: [payment.instructionId] })
  })

  test('one debit for a whole batch: by the name of its file, one journal for all its payments', async () => {
    const payments = await bank.sent(300_000, 200_000, 100_000)
    const { taken } = bank.take([{ amountMinor: -600_000, text: 'BATCH CS20261120-1' }])
    expect(taken.matched).toBe(1)
    const [line] = linesOf(desk)
    expect(line.match).toMatchObject({
      kind: 'batch',
      instructionIds: payments.map(({ instructionId }) => instructionId),
      because: 'CS20261120-1, 3 payments: 6,000.00 HKD',
    })
    expect(payments.map((payment) => bank.state(payment))).toEqual(['settled', 'settled', 'settled'])
    const journals = desk.connection.all("SELECT memo FROM journals WHERE kind = 'payment.settled'")
    expect(journals).toEqual([{ memo: '3 payments' }])
  })

  test('one debit for a whole batch: by its exact total on its value date', async () => {
    await bank.sent(300_000, 200_000)
    bank.take([{ amountMinor: -500_000, text: 'AUTOPAY OUT' }])
    expect(linesOf(desk)[0].match).toMatchObject({
      kind: 'batch',
      because: expect.stringContaining('its value date 2026-11-20'),
    })
  })

  test('a batch entry that names its payments', async () => {
    const payments = await bank.sent(300_000, 200_000)
    const transactions = payments.map((payment) => ({
      reference: bank.reference(payment),
      amountMinor: payment.amountMinor,
    }))
    takeText(desk, camt053(bank.statement([{ amountMinor: -500_000, transactions }])))
    expect(linesOf(desk)[0].match).toMatchObject({
      kind: 'ourReference',
      instructionIds: payments.map(({ instructionId }) => instructionId),
    })
  })

  test('a cheque by its number and exact amount; the leaf is presented', async () => {
    const cheques = new ChequeDesk(desk)
    const { leafId, payment } = await cheques.placed('released')
    const account =
      desk.connection.value<string>('SELECT account_number FROM bank_accounts WHERE id = ?', cheques.bankAccountId) ??
      ''
    expect(desk.as('fin').call('statements.expected')).toMatchObject([{ kind: 'cheque', reference: '000101', leafId }])
    takeText(
      desk,
      mt940({
        account,
        date: TODAY,
        openingMinor: OPENING,
        entries: [{ amountMinor: -1_250_000, chequeNumber: '101' }],
      }),
    )
    expect(linesOf(desk)[0].match).toMatchObject({ kind: 'chequeNumber', because: 'cheque 000101: 12,500.00 HKD' })
    expect([cheques.leaf(leafId).state, cheques.paymentState(payment), bank.status(payment)]).toEqual([
      'presented',
      'settled',
      'completed',
    ])
  })

  test('a cheque paid with another amount is an alarm, not a match', async () => {
    const cheques = new ChequeDesk(desk)
    const { leafId, payment } = await cheques.placed('released')
    const account =
      desk.connection.value<string>('SELECT account_number FROM bank_accounts WHERE id = ?', cheques.bankAccountId) ??
      ''
    takeText(
      desk,
      mt940({
        account,
        date: TODAY,
        openingMinor: OPENING,
        entries: [{ amountMinor: -1_260_000, chequeNumber: '000101' }],
      }),
    )
    const [line] = linesOf(desk)
    expect(line).toMatchObject({
      match: null,
      proposals: [
        {
          kind: 'chequeNumber',
          instructionIds: [payment.instructionId],
          because: expect.stringContaining('100.00 HKD more'),
        },
      ],
    })
    expect(await refusalOf(() => bank.match(line, [payment]))).toMatchObject({ code: 'MATCH_AMOUNT_DIFFERS' })
    expect(cheques.leaf(leafId).state).toBe('released')
  })
})

describe('what a person decides', () => {
  test('the amount only proposes, with its reason; accepting it keeps the reason', async () => {
    const [payment] = await bank.sent(1_250_000)
    if (!payment) throw new Error('no payment')
    const { taken, lines } = bank.take([{ amountMinor: -1_250_000, text: 'TRANSFER' }])
    expect(taken.matched).toBe(0)
    const because = `the only payment of 12,500.00 HKD in the window, 0 days after ${bank.reference(payment)} left; the bank names no payee account`
    expect(lines[0].proposals).toEqual([
      {
        kind: 'amount',
        instructionIds: [payment.instructionId],
        amountMinor: 1_250_000,
        because,
        book: null,
        chargeMinor: null,
      },
    ])
    expect(bank.match(lines[0], [payment])).toEqual({ statementLineId: 1, version: 2 })
    expect(bank.line(1).match).toMatchObject({ kind: 'amount', because })
    expect(bank.status(payment)).toBe('completed')
  })

  test('a match by hand must make the amount and the currency of the line', async () => {
    const [one, two] = await bank.sent(300_000, 200_000)
    if (!one || !two) throw new Error('no payments')
    const { lines } = bank.take([
      { amountMinor: -510_000, text: 'TRANSFER' },
      { amountMinor: -500_000, date: TODAY, valueDate: '2026-11-19', text: 'TRANSFER' },
    ])
    expect(await refusalOf(() => bank.match(lines[0], [one, two]))).toMatchObject({
      code: 'MATCH_AMOUNT_DIFFERS',
      figures: { bank: '5,100.00 HKD', chosen: '5,000.00 HKD', difference: '100.00 HKD' },
    })
    expect(await refusalOf(() => bank.match(lines[1], [one, one]))).toMatchObject({ name: 'InvalidInput' })
    desk.connection.run('DROP TRIGGER guard_instruction_update')
    desk.connection.run("UPDATE instructions SET currency = 'USD' WHERE id = ?", two.instructionId)
    expect(await refusalOf(() => bank.match(lines[1], [one, two]))).toMatchObject({
      code: 'MATCH_CURRENCY_DIFFERS',
      figures: { bank: 'HKD', chosen: 'USD' },
    })
    desk.connection.run("UPDATE instructions SET currency = 'HKD' WHERE id = ?", two.instructionId)
    bank.match(lines[1], [one, two])
    expect(bank.line(2).match).toMatchObject({ kind: 'sum', because: expect.stringContaining('no others') })
  })

  test('a line is matched once, by one person (law 6)', async () => {
    const [one, two] = await bank.sent(300_000, 300_000)
    if (!one || !two) throw new Error('no payments')
    const { lines } = bank.take([{ amountMinor: -300_000, text: 'TRANSFER' }])
    bank.match(lines[0], [one])
    expect(await refusalOf(() => bank.match(lines[0], [two], 'fin2'))).toMatchObject({
      name: 'Conflict',
      by: 'Fay Finance',
      version: 2,
    })
    expect(await refusalOf(() => bank.match(bank.line(1), [two], 'fin2'))).toMatchObject({
      code: 'LINE_ALREADY_MATCHED',
      figures: { by: 'Fay Finance' },
    })
    expect(bank.state(two)).toBe('sent')
  })

  test('a payment is settled by one line only, also by raw SQL', async () => {
    const [payment] = await bank.sent(300_000)
    if (!payment) throw new Error('no payment')
    const reference = bank.reference(payment)
    const { taken, lines } = bank.take([
      { amountMinor: -300_000, reference },
      { amountMinor: -300_000, reference },
    ])
    expect(taken.matched).toBe(1)
    expect(lines[1]).toMatchObject({
      match: null,
      proposals: [{ because: `${reference}: ${reference} was already debited; a second debit?` }],
    })
    expect(await refusalOf(() => bank.match(lines[1], [payment]))).toMatchObject({
      code: 'INSTRUCTION_STATE',
      figures: { request: 'WD-1', status: 'settled' },
    })
    const link = "INSERT INTO statement_links (statement_line_id, instruction_id, effect) VALUES (2, ?, 'debited')"
    expect(() => desk.connection.run(link, payment.instructionId)).toThrow(/UNIQUE/)
  })

  test.each([
    ['a waiting payment', 'waiting'],
    ['a payment in a batch that did not leave', 'inBatch'],
  ])('%s is not settled by hand', async (_, state) => {
    await bank.sent(300_000)
    const waiting = (await bank.batches.placed(state === 'waiting' ? 'withdrawn' : 'open')).payments[0]
    if (!waiting) throw new Error('no payment')
    const { lines } = bank.take([{ amountMinor: -1_250_000, text: 'TRANSFER' }])
    expect(await refusalOf(() => bank.match(lines[0], [waiting]))).toMatchObject({
      code: 'INSTRUCTION_STATE',
      figures: { status: state },
    })
  })

  test('who may not, and who has not proved the second factor', async () => {
    const [payment] = await bank.sent(1_250_000)
    if (!payment) throw new Error('no payment')
    const { lines } = bank.take([{ amountMinor: -1_250_000, text: 'TRANSFER' }])
    const given = { statementLineId: 1, expectedVersion: 1, instructionIds: [payment.instructionId] }
    expect(await refusalOf(() => desk.as('bo').call('statements.match', given))).toMatchObject({
      code: 'PERMISSION_MISSING',
    })
    bank.match(lines[0], [payment])
    const undo = { statementLineId: 1, expectedVersion: 2, reason: 'Wrong line' }
    expect(await refusalOf(() => desk.asWithoutStepUp('fin').call('statements.unmatch', undo))).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
    const book = { statementLineId: 1, expectedVersion: 2, as: 'other', explanation: 'x' }
    expect(await refusalOf(() => desk.asWithoutStepUp('fin').call('statements.bookOther', book))).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
  })
})
