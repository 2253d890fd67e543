/** The arithmetic of a day's end, its checklist, what stands in the way of a signature, and the life of a day. */
import { describe, expect, test } from 'vitest'
import type { DayRow } from '../../../src/contract/days.ts'
import { formatMoney, minor } from '../../../src/contract/money.ts'
import {
  type BankFacts,
  blockerOf,
  type CheckFacts,
  dayChecks,
  dayRow,
  figureOf,
  type Movement,
  moneyRow,
  movingFigures,
} from '../../../src/main/engine/features/days/rules.ts'
import { type DayAction, type DayState, stateAfter } from '../../../src/main/engine/features/days/states.ts'

const bank = (over: Partial<BankFacts> = {}): BankFacts => ({
  bankAccountId: 1,
  ledgerAccountId: 10,
  name: 'Payments HKD',
  currency: 'HKD',
  closingMinor: 0,
  bankClosingMinor: null,
  inTransitMinor: 0,
  explanation: null,
  ...over,
})
const moved = (journalKind: string, sumMinor: number, over: Partial<Movement> = {}): Movement => ({
  accountKind: 'bank',
  accountId: 10,
  currency: 'HKD',
  journalKind,
  sumMinor,
  ...over,
})

describe('a bank account on a day', () => {
  test('opening + movements + adjustments = calculated, variance = calculated minus the bank', () => {
    const movements = [
      moved('payment.settled', -40_000),
      moved('payment.settled.reversed', 10_000),
      moved('customerDeposit', 5_000),
      moved('payment.returned', 2_000),
      moved('bankCharge', -300),
      moved('interest', 70),
      moved('payment.settled', -999, { accountId: 11 }),
      moved('payment.settled', 40_000, { accountKind: 'inTransit', accountId: 0 }),
    ]
    expect(dayRow(bank({ closingMinor: 76_770, bankClosingMinor: 76_000 }), movements)).toMatchObject({
      openingMinor: 100_000,
      paidOutMinor: 30_000,
      receivedMinor: 7_000,
      adjustmentsMinor: -230,
      calculatedMinor: 76_770,
      bankClosingMinor: 76_000,
      varianceMinor: 770,
    })
  })

  test('without a statement there is no variance, not a variance of zero', () => {
    expect(dayRow(bank({ closingMinor: 500 }), [])).toMatchObject({
      openingMinor: 500,
      calculatedMinor: 500,
      bankClosingMinor: null,
      varianceMinor: null,
    })
    expect(dayRow(bank({ closingMinor: 500, bankClosingMinor: 500 }), [])).toMatchObject({ varianceMinor: 0 })
  })

  test.each([
    ['payment.settled', 'paidOut'],
    ['payment.settled.reversed', 'paidOut'],
    ['payment.returned', 'received'],
    ['payment.returnedEarly', 'received'],
    ['customerDeposit', 'received'],
    ['customerDeposit.reversed', 'received'],
    ['bankCharge', 'adjustments'],
    ['interest', 'adjustments'],
    ['other', 'adjustments'],
    ['bank.opening', 'adjustments'],
    ['payment.settledness', 'adjustments'],
  ])('%s stands under %s', (kind, figure) => {
    expect(figureOf(kind)).toBe(figure)
  })
})

test('the money of a currency', () => {
  const balances = [
    { accountKind: 'customer', currency: 'HKD', balanceMinor: -9_000, heldMinor: 1_500 },
    { accountKind: 'inTransit', currency: 'HKD', balanceMinor: -2_000, heldMinor: 0 },
    { accountKind: 'customer', currency: 'USD', balanceMinor: -7, heldMinor: 3 },
  ]
  const movements = [
    moved('payment.settled', -400),
    moved('payment.settled', -50, { accountId: 11 }),
    moved('withdrawal.complete', -30, { accountKind: 'feeIncome', accountId: 0 }),
    moved('fee.refunded', 10, { accountKind: 'feeIncome', accountId: 0 }),
    moved('payment.restored', -60, { accountKind: 'customer', accountId: 0 }),
    moved('payment.returned', -5, { accountKind: 'customer', accountId: 0 }),
    moved('withdrawal.complete', 430, { accountKind: 'customer', accountId: 0 }),
    moved('payment.settled', -1, { currency: 'USD', accountId: 12 }),
  ]
  expect(moneyRow('HKD', balances, movements)).toEqual({
    currency: 'HKD',
    heldMinor: 1_500,
    inTransitMinor: 2_000,
    paidMinor: 450,
    feesMinor: 20,
    returnedMinor: 65,
    customersMinor: 9_000,
  })
})

const facts = (over: Partial<CheckFacts> = {}): CheckFacts => ({
  journals: 5,
  unbalancedJournals: 0,
  currenciesOff: 0,
  auditRecords: 20,
  auditBrokenAt: null,
  activeHolds: 2,
  orphanHolds: 0,
  holdsOff: 0,
  reservedLeaves: 0,
  unsignedLeaves: 4,
  openBatches: 1,
  unknownPayments: 1,
  statementsTaken: 1,
  bankAccounts: 1,
  openLines: 0,
  adjustmentsWaiting: 0,
  ...over,
})
const row = (over: Partial<DayRow> = {}): DayRow => ({
  ...dayRow(bank({ closingMinor: 500, bankClosingMinor: 400 }), []),
  ...over,
})
const show = (amountMinor: number, currency: 'HKD') => `${formatMoney(amountMinor, currency)} ${currency}`

describe('the checklist', () => {
  const failed = (over: Partial<CheckFacts>, rows: DayRow[] = []) =>
    dayChecks(facts(over), rows)
      .filter(({ passed }) => !passed)
      .map(({ check }) => check)
  test.each<[Partial<CheckFacts>, DayRow[], string[]]>([
    [{}, [], []],
    [{ unbalancedJournals: 1 }, [], ['booksBalance']],
    [{ currenciesOff: 1 }, [], ['booksBalance']],
    [{ auditBrokenAt: 7 }, [], ['auditChain']],
    [{ orphanHolds: 1 }, [], ['holdsExplained']],
    [{ holdsOff: 1 }, [], ['holdsExplained']],
    [{ reservedLeaves: 1 }, [], ['halfDoneWork']],
    [{ unsignedLeaves: 9, openBatches: 9, unknownPayments: 9 }, [], []],
    [{ statementsTaken: 0 }, [], ['statementsTaken']],
    [{ openLines: 3 }, [], ['linesMatched']],
    [{}, [row()], ['varianceExplained']],
    [{}, [row({ explanation: 'Timing' })], []],
    [{}, [row({ varianceMinor: minor(0) }), row({ varianceMinor: null, bankClosingMinor: null })], []],
  ])('%j fails %s', (over, rows, expected) => {
    expect(failed(over, rows)).toEqual(expected)
  })
})

describe('what stands in the way of a signature', () => {
  const blocker = (over: Partial<CheckFacts>, rows: DayRow[] = []) =>
    blockerOf({ date: '2026-11-20' as never, rows, checks: dayChecks(facts(over), rows) }, show as never)
  test.each<[Partial<CheckFacts>, DayRow[], object | null]>([
    [{}, [], null],
    [{ statementsTaken: 0, openLines: 3 }, [], null],
    [
      { unbalancedJournals: 2, orphanHolds: 1 },
      [],
      { code: 'DAY_NOT_BALANCED', figures: { date: '2026-11-20', count: 3 } },
    ],
    [{ auditBrokenAt: 7 }, [], { code: 'DAY_NOT_BALANCED', figures: { count: 1 } }],
    [{ reservedLeaves: 2 }, [row()], { code: 'DAY_WORK_OPEN', figures: { count: 2 } }],
    [{}, [row()], { code: 'DAY_VARIANCE_OPEN', figures: { account: 'Payments HKD', variance: '1.00 HKD' } }],
    [{}, [row({ explanation: 'Timing' })], null],
  ])('%j', (over, rows, expected) => {
    if (expected === null) expect(blocker(over, rows)).toBeNull()
    else expect(blocker(over, rows)).toMatchObject(expected)
  })
})

test('what is held or on its way at the moment does not outdate a report, everything else does', () => {
  const money = moneyRow('HKD', [], [])
  const figures = { rows: [row()], money: [money] }
  const same = (rows: DayRow[], moneyRows = [money]) =>
    JSON.stringify(movingFigures({ rows, money: moneyRows })) === JSON.stringify(movingFigures(figures))
  expect(same([row({ inTransitMinor: minor(9) })], [{ ...money, heldMinor: minor(9) }])).toBe(true)
  expect(same([row({ bankClosingMinor: minor(9) })])).toBe(false)
  expect(same([row({ explanation: 'x' })])).toBe(false)
  expect(same([row({ paidOutMinor: minor(9) })])).toBe(false)
  expect(same([row()], [{ ...money, customersMinor: minor(9) }])).toBe(false)
  expect(same([])).toBe(false)
})

describe('the life of a day', () => {
  const STATES: DayState[] = ['open', 'prepared', 'signedOnce', 'signedOff']
  const LIFE: Record<DayAction, (DayState | null)[]> = {
    explain: ['open', 'prepared', null, null],
    prepare: ['prepared', 'prepared', null, null],
    sign: [null, 'signedOnce', 'signedOff', null],
    reopen: [null, 'open', 'open', null],
    unlock: [null, null, null, 'open'],
  }
  test.each(Object.entries(LIFE))('%s', (action, expected) => {
    expect(STATES.map((state) => stateAfter(state, action as DayAction))).toEqual(expected)
  })
})
