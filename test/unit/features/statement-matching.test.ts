/** Which payments a line of the bank is about: the order of trust, what may act alone, and the reason that is shown. */
import { describe, expect, test } from 'vitest'
import { planMatches } from '../../../src/main/engine/features/statements/plan-rules.ts'
import {
  amountKey,
  candidateFor,
  chargeOf,
  chequeKey,
  type Evidence,
  type LineFacts,
  messageIdsIn,
  type Payment,
  referencesIn,
} from '../../../src/main/engine/features/statements/rules.ts'

const holds = (reference: string) => !reference.endsWith('C00')

const line = (over: Partial<LineFacts> = {}): LineFacts => ({
  id: 1,
  bankAccountId: 1,
  direction: 'debit',
  amountMinor: 1_250_000,
  currency: 'HKD',
  bookingDate: '2026-11-20',
  valueDate: '2026-11-20',
  reversal: false,
  texts: [],
  uetrs: [],
  chequeNumber: null,
  counterpartAccount: '',
  ...over,
})
const payment = (id: number, over: Partial<Payment> = {}): Payment => ({
  id,
  kind: 'wire',
  state: 'sent',
  amountMinor: 1_250_000,
  currency: 'HKD',
  reference: `WD${id}T${id}C11`,
  bankAccountId: 1,
  payeeAccount: '808-123456-001',
  sentOn: '2026-11-19',
  ...over,
})
type Known = {
  named?: Payment[]
  uetrs?: Record<string, Payment>
  cheques?: { number: string; state: string; payment: Payment }[]
}
const evidence = (
  known: Known & { batches?: Evidence['batches']; amounts?: Payment[]; open?: Payment[] } = {},
): Evidence => ({
  byReference: new Map((known.named ?? []).map((one) => [one.reference, one])),
  byUetr: new Map(Object.entries(known.uetrs ?? {})),
  byCheque: new Map((known.cheques ?? []).map((cheque) => [chequeKey(1, cheque.number), cheque])),
  batches: known.batches ?? [],
  byAmount: Map.groupBy(known.amounts ?? [], amountKey),
  open: known.open ?? [],
})
const judge = (of: LineFacts, known: Evidence) => {
  const found = candidateFor(of, known, holds)
  return (
    found && { kind: found.kind, ids: found.payments.map(({ id }) => id), acts: found.acts, because: found.because }
  )
}

describe('our reference in a text', () => {
  test.each([
    ['as we wrote it', ['WD12T34C56'], ['WD12T34C56']],
    ['with blanks, in small letters, inside other words', ['transfer wd 12t3\n4c 56/hsbc'], ['WD12T34C56']],
    ['followed by other digits', ['WD12T34C5620261120'], ['WD12T34C56']],
    ['twice in two fields', ['WD12T34C56', 'REF WD12T34C56'], ['WD12T34C56']],
    ['two references', ['WD1T1C11 WD2T2C22'], ['WD1T1C11', 'WD2T2C22']],
    ['a wrong check digit', ['WD12T34C00'], []],
    ['a request number alone', ['WD-1042'], []],
  ])('%s', (_, texts, expected) => {
    expect(referencesIn(texts, holds)).toEqual(expected)
  })

  test('the name of a batch file, with a block number behind it or blanks inside', () => {
    expect(messageIdsIn(['CS20261121-7-1'])).toEqual(['CS20261121-7'])
    expect(messageIdsIn(['batch cs2026 1121-7 of today'])).toContain('CS20261121-7')
    expect(messageIdsIn(['CS20261121'])).toEqual([])
  })
})

describe('the strongest evidence governs a debit', () => {
  const named = payment(1)
  const byUetr = payment(2, { reference: 'WD2T2C22' })
  const cheque = { number: '000123', state: 'released', payment: payment(3, { kind: 'cheque' }) }
  const batch = {
    id: 7,
    messageId: 'CS20261120-7',
    valueDate: '2026-11-20',
    payments: [payment(4, { amountMinor: 250_000 }), payment(5, { amountMinor: 1_000_000 })],
  }
  const all = evidence({
    named: [named],
    uetrs: { 'u-2': byUetr },
    cheques: [cheque],
    batches: [batch],
    amounts: [payment(6)],
  })
  const texts = ['WD1T1C11 CS20261120-7']
  test.each<[string, Partial<LineFacts>, Evidence, object | null]>([
    ['UETR before reference', { uetrs: ['U-2'], texts }, all, { kind: 'bankId', ids: [2], acts: true }],
    ['reference before cheque', { texts, chequeNumber: '123' }, all, { kind: 'ourReference', ids: [1], acts: true }],
    [
      'cheque before batch',
      { texts: ['CS20261120-7'], chequeNumber: '123' },
      all,
      { kind: 'chequeNumber', ids: [3], acts: true },
    ],
    ['batch by its name', { texts: ['CS20261120-7'] }, all, { kind: 'batch', ids: [4, 5], acts: true }],
    ['batch by its total on its value date', {}, all, { kind: 'batch', ids: [4, 5], acts: true }],
    ['the amount when nothing is named', { valueDate: '2026-11-21' }, all, { kind: 'amount', ids: [6], acts: false }],
    ['nothing', { amountMinor: 77 }, all, null],
  ])('%s', (_, over, known, expected) => {
    const found = judge(line(over), known)
    if (expected === null) expect(found).toBeNull()
    else expect(found).toMatchObject(expected)
  })

  test('several references in one line make its amount together', () => {
    const two = [payment(1, { amountMinor: 1_000_000 }), payment(2, { amountMinor: 250_000, reference: 'WD2T2C22' })]
    const found = judge(line({ texts: ['WD1T1C11', 'WD2T2C22'] }), evidence({ named: two }))
    expect(found).toEqual({
      kind: 'ourReference',
      ids: [1, 2],
      acts: true,
      because: 'WD1T1C11, WD2T2C22: 12,500.00 HKD',
    })
  })
})

describe('named, but not the same: shown with its reason, never settled', () => {
  test.each<[string, Partial<LineFacts>, Partial<Payment>, string]>([
    [
      'more than we sent',
      { amountMinor: 1_250_500 },
      {},
      'the bank booked 12,505.00 HKD, 5.00 HKD more than the 12,500.00 HKD sent',
    ],
    ['less than we sent', { amountMinor: 1_249_000 }, {}, '10.00 HKD less'],
    ['settled already', {}, { state: 'settled' }, 'was already debited; a second debit?'],
    ['never sent', {}, { state: 'waiting' }, 'is “waiting”, not sent'],
    ['returned before', {}, { state: 'returned' }, 'is “returned”, not sent'],
    ['another currency', {}, { currency: 'USD' }, 'the currencies differ'],
    ['sent from another account', {}, { bankAccountId: 2 }, 'was sent from another bank account'],
    ['a reversal', { reversal: true }, {}, 'reversal'],
  ])('%s', (_, over, paid, because) => {
    const found = judge(line({ texts: ['WD1T1C11'], ...over }), evidence({ named: [payment(1, paid)] }))
    expect(found).toMatchObject({
      kind: 'ourReference',
      ids: [1],
      acts: false,
      because: expect.stringContaining(because),
    })
  })

  test('an unknown outcome that the bank debits is settled', () => {
    expect(judge(line({ texts: ['WD1T1C11'] }), evidence({ named: [payment(1, { state: 'unknown' })] }))).toMatchObject(
      { acts: true },
    )
  })

  test('a weaker match does not step in for a stronger one that disagrees', () => {
    const known = evidence({ named: [payment(1, { amountMinor: 99 })], amounts: [payment(2)] })
    expect(judge(line({ texts: ['WD1T1C11'] }), known)).toMatchObject({ ids: [1], acts: false })
  })
})

describe('cheques', () => {
  const released = (over: Partial<Payment> = {}, state = 'released') =>
    evidence({ cheques: [{ number: '000123', state, payment: payment(3, { kind: 'cheque', ...over }) }] })
  test('number and amount agree, leading zeros aside', () => {
    expect(judge(line({ chequeNumber: '123' }), released())).toEqual({
      kind: 'chequeNumber',
      ids: [3],
      acts: true,
      because: 'cheque 000123: 12,500.00 HKD',
    })
    expect(judge(line({ chequeNumber: '0000000123' }), released())).toMatchObject({ acts: true })
  })
  test.each<[string, Partial<LineFacts>, Evidence, string]>([
    [
      'another amount is an alarm',
      { amountMinor: 1_260_000 },
      released(),
      'cheque 000123: the bank booked 12,600.00 HKD, 100.00 HKD more',
    ],
    ['a leaf that was not released', {}, released({}, 'signedTwice'), '“signedTwice”, not released'],
    ['a void leaf', {}, released({ state: 'waiting' }, 'void'), '“void”, not released'],
    ['a leaf that was presented before', {}, released({ state: 'settled' }, 'presented'), 'was it paid twice'],
  ])('%s', (_, over, known, because) => {
    expect(judge(line({ chequeNumber: '123', ...over }), known)).toMatchObject({
      acts: false,
      because: expect.stringContaining(because),
    })
  })
  test('another account has its own numbers', () => {
    expect(judge(line({ chequeNumber: '123', bankAccountId: 2 }), released())).toBeNull()
  })
})

describe('batches', () => {
  const two = (id: number, over: Partial<Payment> = {}) => ({
    id,
    messageId: `CS20261120-${id}`,
    valueDate: '2026-11-20',
    payments: [payment(10 * id, { amountMinor: 250_000, ...over }), payment(10 * id + 1, { amountMinor: 1_000_000 })],
  })
  test('only what is still on its way counts', () => {
    const known = evidence({ batches: [two(7, { state: 'settled' })] })
    expect(judge(line({ texts: ['CS20261120-7'], amountMinor: 1_000_000 }), known)).toMatchObject({
      ids: [71],
      acts: true,
    })
    expect(judge(line({ texts: ['CS20261120-7'] }), known)).toMatchObject({
      acts: false,
      because: expect.stringContaining('2,500.00 HKD more'),
    })
  })
  test('two batches with this total on this day: a person decides', () => {
    expect(judge(line(), evidence({ batches: [two(7), two(8)] }))).toBeNull()
  })
  test('the total counts on the value date alone, and not for a single payment', () => {
    expect(judge(line({ valueDate: '2026-11-21' }), evidence({ batches: [two(7)] }))).toBeNull()
    expect(judge(line({ valueDate: null }), evidence({ batches: [two(7)] }))).toMatchObject({ kind: 'batch' })
    const one = { ...two(7), payments: [payment(70)] }
    expect(judge(line(), evidence({ batches: [one] }))).toBeNull()
  })
})

describe('the amount alone only proposes', () => {
  const one = payment(6)
  test.each<[string, Partial<LineFacts>, Payment[], number[] | null]>([
    ['the day it left', { bookingDate: '2026-11-19' }, [one], [6]],
    ['five days after', { bookingDate: '2026-11-24' }, [one], [6]],
    ['six days after', { bookingDate: '2026-11-25' }, [one], null],
    ['before it left', { bookingDate: '2026-11-18' }, [one], null],
    ['two of this amount', {}, [one, payment(7)], null],
    [
      'two, of which one goes to the account named',
      { counterpartAccount: '808123456001' },
      [one, payment(7, { payeeAccount: '999' })],
      [6],
    ],
    ['the account named is another', { counterpartAccount: '999' }, [one], null],
    ['another currency', { currency: 'USD' }, [one], null],
    ['another bank account', { bankAccountId: 2 }, [one], null],
    ['a cheque within six months', { bookingDate: '2027-05-19' }, [payment(8, { kind: 'cheque' })], [8]],
    ['a cheque after six months', { bookingDate: '2027-05-20' }, [payment(8, { kind: 'cheque' })], null],
    ['a reversal', { reversal: true }, [one], null],
  ])('%s', (_, over, amounts, ids) => {
    const found = judge(line(over), evidence({ amounts }))
    if (ids === null) expect(found).toBeNull()
    // The bank's word on the account is what an amount needs to act.
    else expect(found).toMatchObject({ kind: 'amount', ids, acts: over.counterpartAccount !== undefined })
  })
  test('the reason says what agreed and what the bank did not say', () => {
    expect(judge(line(), evidence({ amounts: [one] }))?.because).toBe(
      'the only payment of 12,500.00 HKD in the window, 1 day after WD6T6C11 left; the bank names no payee account',
    )
  })
})

describe('a credit that names our payment brings it back', () => {
  const back = (over: Partial<Payment>, of: Partial<LineFacts> = {}) =>
    judge(
      line({ direction: 'credit', texts: ['RETURN WD1T1C11'], ...of }),
      evidence({ named: [payment(1, over)], amounts: [payment(1)] }),
    )
  test('it is proposed as a return and never settles', () => {
    expect(back({})).toEqual({ kind: 'ourReference', ids: [1], acts: false, because: 'return of WD1T1C11' })
    expect(back({ state: 'settled' })).toMatchObject({ ids: [1], acts: false })
    expect(back({}, { amountMinor: 1_249_000 })?.because).toContain('10.00 HKD less')
  })
  test.each<[string, Partial<Payment>, number, number | null]>([
    ['short of a debited payment', { state: 'settled' }, 1_249_000, 1_000],
    ['short of one on its way', {}, 1_249_000, 1_000],
    ['as short as a charge may be', { state: 'settled' }, 1_200_000, 50_000],
    ['shorter than a charge may be', { state: 'settled' }, 1_199_999, null],
    ['in full', { state: 'settled' }, 1_250_000, null],
    ['with more than was paid', { state: 'settled' }, 1_250_001, null],
  ])('%s: what may be the bank’s charge', (_, over, amountMinor, chargeMinor) => {
    const credit = line({ direction: 'credit', texts: ['RETURN WD1T1C11'], amountMinor })
    const found = candidateFor(credit, evidence({ named: [payment(1, over)] }), holds)
    expect(found).toMatchObject({ acts: false, chargeMinor })
  })
  test('a payment that ended or never left does not come back', () => {
    expect(back({ state: 'returned' })).toBeNull()
    expect(back({ state: 'waiting' })).toBeNull()
  })
  test('a credit of the same amount is no payment of ours', () => {
    expect(back({}, { texts: ['DEPOSIT'] })).toBeNull()
  })
})

describe('what the desk settles over many lines', () => {
  const ids = (lines: LineFacts[], known: Evidence) =>
    planMatches(lines, { names: known, guesses: () => known }, holds).map(({ line: { id }, candidate }) => [
      id,
      ...candidate.payments.map((one) => one.id),
    ])
  test('a stronger match of a later line takes the payment before a weaker one of an earlier line', () => {
    const batch = {
      id: 7,
      messageId: 'CS20261120-7',
      valueDate: '2026-11-20',
      payments: [payment(1), payment(2, { reference: 'WD2T2C22' })],
    }
    const lines = [
      line({ id: 1, amountMinor: 2_500_000, texts: ['CS20261120-7'] }),
      line({ id: 2, texts: ['WD1T1C11'] }),
    ]
    expect(ids(lines, evidence({ named: batch.payments, batches: [batch] }))).toEqual([[2, 1]])
  })
  test('a payment is settled once: the second debit with its reference stays open', () => {
    expect(
      ids(
        [line({ id: 1, texts: ['WD1T1C11'] }), line({ id: 2, texts: ['WD1T1C11'] })],
        evidence({ named: [payment(1)] }),
      ),
    ).toEqual([[1, 1]])
  })
  test('two lines that could be one batch are left to a person', () => {
    const batch = {
      id: 7,
      messageId: 'CS20261120-7',
      valueDate: '2026-11-20',
      payments: [payment(1, { amountMinor: 250_000 }), payment(2, { amountMinor: 1_000_000 })],
    }
    expect(ids([line({ id: 1 }), line({ id: 2 })], evidence({ batches: [batch] }))).toEqual([])
    expect(ids([line({ id: 1 })], evidence({ batches: [batch] }))).toEqual([[1, 1, 2]])
  })
  test('an amount acts when the bank names the account of the only payment, and one line alone asks for it', () => {
    const known = evidence({ amounts: [payment(1)] })
    const named = { counterpartAccount: '808 123456 001' }
    expect(ids([line(named)], known)).toEqual([[1, 1]])
    expect(ids([line(named), line({ ...named, id: 2 })], known)).toEqual([])
    expect(ids([line(named)], evidence({ amounts: [payment(1), payment(2)] }))).toEqual([])
    expect(ids([line({ counterpartAccount: '808123456002' })], known)).toEqual([])
  })
  test('an amount alone is never settled', () => {
    expect(ids([line()], evidence({ amounts: [payment(1)] }))).toEqual([])
  })
})

describe('several payments that add up', () => {
  const open = [payment(1, { amountMinor: 300 }), payment(2, { amountMinor: 500 }), payment(3, { amountMinor: 1_100 })]
  test('are proposed when no others do', () => {
    expect(judge(line({ amountMinor: 800 }), evidence({ open }))).toEqual({
      kind: 'sum',
      ids: [2, 1],
      acts: false,
      because: '2 payments and no others add up to 8.00 HKD: WD2T2C11, WD1T1C11',
    })
  })
  test.each<[string, Partial<LineFacts>, Payment[]]>([
    ['two sets of them', { amountMinor: 800 }, [...open, payment(4, { amountMinor: 800 - 1_100 + 800 })]],
    ['one payment of this amount', { amountMinor: 1_100 }, [...open, payment(4, { amountMinor: 800 })]],
    ['none that add up', { amountMinor: 801 }, open],
    ['sent from another account', { amountMinor: 800, bankAccountId: 2 }, open],
    ['of another currency', { amountMinor: 800, currency: 'USD' }, open],
    ['a reversal', { amountMinor: 800, reversal: true }, open],
  ])('are not proposed: %s', (_, of, pool) => {
    expect(judge(line(of), evidence({ open: pool }))).toBeNull()
  })
  test('to the account that the bank names, if it names one', () => {
    const pool = [
      ...open,
      payment(4, { amountMinor: 300, payeeAccount: '1' }),
      payment(5, { amountMinor: 500, payeeAccount: '1' }),
    ]
    expect(judge(line({ amountMinor: 800, counterpartAccount: '1' }), evidence({ open: pool }))?.ids).toEqual([5, 4])
  })
})

describe('a charge that the bank takes with a payment', () => {
  test.each<[string, number, Partial<Payment>[], number | null]>([
    ['up to five percent', 105_00, [{ amountMinor: 100_00 }], 5_00],
    ['not more than that', 105_01, [{ amountMinor: 100_00 }], null],
    ['never more than 500.00', 50_500_00, [{ amountMinor: 50_000_00 }], 500_00],
    ['never more than 500.00 of a large one', 50_500_01, [{ amountMinor: 50_000_00 }], null],
    ['nothing', 100_00, [{ amountMinor: 100_00 }], null],
    ['a bank that booked less', 99_00, [{ amountMinor: 100_00 }], null],
    ['groups must be exact', 205_00, [{ amountMinor: 100_00 }, { amountMinor: 100_00 }], null],
    ['a payment that is settled', 105_00, [{ amountMinor: 100_00, state: 'settled' }], null],
  ])('%s', (_, amountMinor, payments, expected) => {
    const made = payments.map((over, index) => payment(index + 1, over))
    expect(chargeOf(line({ amountMinor }), made)).toBe(expected)
    // A return is short of its payment by what the bank kept.
    expect(chargeOf(line({ amountMinor, direction: 'credit' }), made)).toBe(amountMinor === 99_00 ? 1_00 : null)
  })
})
