/** Settled payments that come back: while the request is open, and short of what the bank kept. The money is paid once (law 3). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  actAs,
  approveRequest,
  approveTransactions,
  cardOf,
  completeRequest,
  DETAILS,
  makeRequest,
} from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { type MadePayment, refusalOf } from '../support/payments.ts'
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

async function twoSent(): Promise<[MadePayment, MadePayment]> {
  const [one, two] = await bank.sentInTwo(300_000, 200_000)
  if (!one || !two) throw new Error('no payments')
  return [one, two]
}
const settles = (payment: MadePayment) =>
  bank.take([{ amountMinor: -payment.amountMinor, reference: bank.reference(payment) }])
function comesBack(payment: MadePayment): void {
  const { lines } = bank.take([{ amountMinor: payment.amountMinor, text: `RETURN ${bank.reference(payment)}` }])
  bank.match(lines[0], [payment])
}
const held = ({ accountId }: MadePayment): number =>
  desk.connection.value<number>(
    "SELECT held_minor FROM ledger_accounts WHERE kind = 'customer' AND owner_id = ?",
    accountId,
  ) ?? 0

/** Another withdrawal of the same customer, as large as the platform lets it be asked for, up to its approval. */
function secondOf(payment: MadePayment, amountMinor: number): number {
  const sql = 'SELECT customer_id AS "customerId", destination_id AS "destinationId" FROM requests WHERE id = ?'
  const found = desk.connection.get<{ customerId: number; destinationId: number }>(sql, payment.requestId)
  if (!found) throw new Error('no request')
  const { requestId } = makeRequest(
    desk,
    { ...found, accountId: payment.accountId, currency: 'HKD' },
    { amountMinor, reason: 'all that is left' },
  )
  return requestId
}

/** Pays the returned part of the request again, as a person does it in this workflow. */
function payAgain({ requestId, amountMinor }: MadePayment): void {
  desk.as('bo').call('transactions.add', {
    requestId,
    expectedVersion: cardOf(desk, requestId).row.version,
    paymentType: 'wireTransfer',
    amountMinor,
    oct: false,
    details: { ...DETAILS, currency: 'HKD' },
  })
  approveTransactions(desk, requestId, 'bo2')
  actAs(desk, 'bo')(requestId, 'complete')
}
const statesOf = (requestId: number): string[] =>
  cardOf(desk, requestId).instructions.map((each: Answer) => `${each.state} ${each.amountMinor}`)

/** The ways in which the first payment is settled, its request open, and then comes back. */
const WAYS: Record<string, (one: MadePayment, two: MadePayment) => void> = {
  'while the second is on its way, which is settled then'(one, two) {
    settles(one)
    comesBack(one)
    settles(two)
  },
  'after the second was settled as well as the first failed'(one, two) {
    settles(two)
    comesBack(one)
  },
  'after the second failed'(one, two) {
    settles(one)
    comesBack(two)
    comesBack(one)
  },
}

describe('a payment that comes back while its request is open', () => {
  test.each(Object.keys(WAYS))('%s: nobody else spends its money, and it is paid once', async (way) => {
    const [one, two] = await twoSent()
    const before = bank.customerBalance(one)
    WAYS[way]?.(one, two)
    const unpaidMinor = way === 'after the second failed' ? 500_000 : 300_000
    expect(held(one)).toBe(unpaidMinor)
    expect(bank.customerBalance(one)).toBe(before + unpaidMinor)
    expect(cardOf(desk, one.requestId)).toMatchObject({
      heldMinor: unpaidMinor,
      row: { beingSent: false, executeMinor: 500_000 - unpaidMinor },
    })
    const greedy = secondOf(one, before + unpaidMinor - 1)
    expect(await refusalOf(() => approveRequest(desk, greedy))).toMatchObject({ code: 'BALANCE_TOO_SMALL' })
    payAgain({ ...one, amountMinor: unpaidMinor })
    expect([held(one), bank.customerBalance(one)]).toEqual([0, before])
    expect(statesOf(one.requestId).filter((state) => state.startsWith('waiting'))).toEqual([`waiting ${unpaidMinor}`])
    expect(bank.status(one)).not.toBe('completed')
  })

  test('what is free may be withdrawn to the last cent that a request may ask for, and the open request is paid still', async () => {
    const [one, two] = await twoSent()
    settles(one)
    comesBack(one)
    const freeMinor = bank.customerBalance(one) - held(one)
    completeRequest(desk, secondOf(one, freeMinor - 1))
    expect([held(one), bank.customerBalance(one)]).toEqual([300_000, 300_001])
    settles(two)
    payAgain(one)
    expect([held(one), bank.customerBalance(one)]).toEqual([0, 1])
  })
})

describe('the bank returns less than was paid', () => {
  const short = (payment: MadePayment, keptMinor: number): Answer =>
    bank.take([{ amountMinor: payment.amountMinor - keptMinor, text: `RETURN ${bank.reference(payment)}` }]).lines[0]
  const accept = (line: Answer, withCharge: boolean): Answer => {
    const { statementLineId, version: expectedVersion, proposals } = line
    const [{ instructionIds }] = proposals
    return desk.as('fin').call('statements.match', { statementLineId, expectedVersion, instructionIds, withCharge })
  }

  test.each([true, false])(
    'debited before: %s. The customer is given all of it, the rest is the bank’s charge',
    async (debited) => {
      const [payment] = await bank.sent(100_000)
      if (!payment) throw new Error('no payment')
      const before = bank.customerBalance(payment)
      if (debited) settles(payment)
      const line = short(payment, 1_000)
      expect(line).toMatchObject({ match: null, proposals: [{ kind: 'ourReference', chargeMinor: 1_000 }] })
      expect(line.proposals[0].because).toContain('10.00 HKD less than the 1,000.00 HKD sent')
      expect(await refusalOf(() => accept(line, false))).toMatchObject({ code: 'MATCH_AMOUNT_DIFFERS' })
      expect(bank.customerBalance(payment)).toBe(before)
      accept(line, true)
      expect(bank.state(payment)).toBe('returned')
      expect(bank.customerBalance(payment)).toBe(before + 100_000)
      expect(held(payment)).toBe(debited ? 0 : 100_000)
      expect([
        bank.bankBalance,
        bank.balance('bankCharges'),
        bank.balance('suspense'),
        bank.balance('inTransit'),
      ]).toEqual([debited ? OPENING - 1_000 : OPENING + 99_000, 1_000, debited ? 0 : -100_000, 0])
      expect(await refusalOf(() => accept({ ...line, version: 2 }, true))).toMatchObject({
        code: 'LINE_ALREADY_MATCHED',
      })
      expect(await refusalOf(() => bank.unmatch(line))).toMatchObject({ code: 'INSTRUCTION_STATE' })
      expect(bank.customerBalance(payment)).toBe(before + 100_000)
    },
  )

  test('more than a charge may be is not booked as one', async () => {
    const [payment] = await bank.sent(100_000)
    if (!payment) throw new Error('no payment')
    settles(payment)
    const line = short(payment, 5_001)
    expect(line.proposals[0].chargeMinor).toBeNull()
    expect(await refusalOf(() => accept(line, true))).toMatchObject({ code: 'MATCH_AMOUNT_DIFFERS' })
    expect([bank.state(payment), bank.balance('bankCharges')]).toEqual(['settled', 0])
  })
})
