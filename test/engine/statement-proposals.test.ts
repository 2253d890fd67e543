/** What is proposed beyond the certain ways, and what accepting and undoing it does to the books (R2-69, law 12). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { linesOf, mt940, takeText } from '../support/bank.ts'
import { TODAY } from '../support/batch-day.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { makeBankAccount, promised, refusalOf } from '../support/payments.ts'
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

const accept = (line: Answer, over: object = {}): Answer => {
  const { statementLineId, version: expectedVersion, proposals } = line
  const [{ instructionIds }] = proposals
  return desk.as('fin').call('statements.match', { statementLineId, expectedVersion, instructionIds, ...over })
}

describe('the bank takes its charge with the payment', () => {
  test('one key books both, the undo takes both back, and the preview says so', async () => {
    const [payment] = await bank.sent(1_250_000)
    if (!payment) throw new Error('no payment')
    const { lines } = bank.take([{ amountMinor: -1_255_000, reference: bank.reference(payment) }])
    expect(lines[0]).toMatchObject({
      match: null,
      proposals: [{ kind: 'ourReference', chargeMinor: 5_000, book: null }],
    })
    expect(await refusalOf(() => accept(lines[0]))).toMatchObject({ code: 'MATCH_AMOUNT_DIFFERS' })
    accept(lines[0], { withCharge: true })
    expect([bank.state(payment), bank.bankBalance, bank.balance('bankCharges')]).toEqual([
      'settled',
      OPENING - 1_255_000,
      5_000,
    ])
    const { statementLineId } = lines[0]
    const look = promised('statements.undoLook', desk.as('fin').call('statements.undoLook', { statementLineId }))
    expect(look).toMatchObject({
      journals: 2,
      blocked: null,
      payments: [{ reference: bank.reference(payment), amountMinor: 1_250_000 }],
    })
    const completed = bank.status(payment) === 'completed'
    if (completed) expect(await refusalOf(() => bank.unmatch(lines[0]))).toMatchObject({ code: 'STATUS_FINAL' })
  })

  test('an undo reverses the charge as well', async () => {
    const [first, second] = await bank.sentInTwo(1_250_000, 300_000)
    if (!first || !second) throw new Error('no payments')
    const { lines } = bank.take([{ amountMinor: -1_255_000, reference: bank.reference(first) }])
    accept(lines[0], { withCharge: true })
    expect(bank.balance('bankCharges')).toBe(5_000)
    expect(bank.unmatch(lines[0])).toMatchObject({ reopened: [first.instructionId] })
    expect([bank.state(first), bank.bankBalance, bank.balance('bankCharges')]).toEqual(['sent', OPENING, 0])
  })

  test('too much for a charge is not taken for one', async () => {
    const [payment] = await bank.sent(100_000)
    if (!payment) throw new Error('no payment')
    const { lines } = bank.take([{ amountMinor: -105_001, reference: bank.reference(payment) }])
    expect(lines[0].proposals[0].chargeMinor).toBeNull()
    expect(await refusalOf(() => accept(lines[0], { withCharge: true }))).toMatchObject({
      code: 'MATCH_AMOUNT_DIFFERS',
    })
  })
})

test('several payments that add up are proposed, accepted by hand, and say why', async () => {
  const payments = await bank.sent(300_000, 200_000, 1_100_000)
  const { lines } = bank.take([{ amountMinor: -500_000, text: 'PAYMENTS' }])
  const ids = payments.slice(0, 2).map(({ instructionId }) => instructionId)
  expect(lines[0].proposals).toMatchObject([{ kind: 'sum', instructionIds: ids }])
  accept(lines[0])
  expect(linesOf(desk)[0].match).toMatchObject({
    kind: 'sum',
    by: 'Fay Finance',
    because: expect.stringContaining('no others'),
  })
  expect(payments.map((payment) => bank.state(payment))).toEqual(['settled', 'settled', 'sent'])
})

test('a charge that was explained once is proposed the next time, not booked', () => {
  const first = bank.take([{ amountMinor: -15_000, text: 'SERVICE CHARGE NOV 112026' }])
  expect(first.lines[0].proposals).toEqual([])
  bank.bookOther(first.lines[0], 'bankCharge', 'Monthly charge')
  const next = bank.take([{ amountMinor: -16_000, text: 'SERVICE CHARGE NOV 122026' }])
  expect(next.lines[0]).toMatchObject({
    match: null,
    proposals: [{ kind: 'learned', instructionIds: [], book: { as: 'bankCharge', explanation: 'Monthly charge' } }],
  })
  bank.bookOther(next.lines[0], 'bankCharge', 'Monthly charge')
  expect(linesOf(desk)[1].match).toMatchObject({ kind: 'learned' })
})

test('a transfer between own accounts is two legs, each booked with its own line', () => {
  const otherId = makeBankAccount(desk)
  const other = desk.connection.value<string>('SELECT account_number FROM bank_accounts WHERE id = ?', otherId) ?? ''
  const { lines } = bank.take([{ amountMinor: -700_000, text: 'TO SAVINGS' }])
  expect(lines[0].proposals).toEqual([])
  takeText(
    desk,
    mt940({
      account: other,
      date: TODAY,
      openingMinor: 0,
      entries: [{ amountMinor: 700_000, text: 'FROM OPERATING' }],
    }),
  )
  const [out, into] = linesOf(desk)
  expect(out.proposals).toMatchObject([{ kind: 'transfer', book: { as: 'ownTransfer' } }])
  bank.bookOther(out, 'ownTransfer', out.proposals[0].book.explanation)
  expect(bank.balance('suspense', 1)).toBe(700_000)
  const again = bank.line(into.statementLineId)
  expect(again.proposals).toMatchObject([{ kind: 'transfer', because: expect.stringContaining('left') }])
  bank.bookOther(again, 'ownTransfer', again.proposals[0].book.explanation)
  expect(bank.balance('suspense', 1)).toBe(0)
  expect(linesOf(desk).map((line) => line.match?.kind)).toEqual(['transfer', 'transfer'])
})

test('what is expected says until when, and what is late', async () => {
  await bank.sent(300_000)
  const [item] = promised('statements.expected', desk.as('fin').call('statements.expected'))
  expect(item).toMatchObject({ isLate: false, expectedUntil: '2026-11-25' })
})
