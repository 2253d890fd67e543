/** What is proposed for lines that are no payment of ours, and sums that take too long to be sure of. */
import { describe, expect, test } from 'vitest'
import type { OtherKind } from '../../../src/contract/statements.ts'
import {
  type BookedBefore,
  type LegFacts,
  learnedFrom,
  otherLeg,
  shapeOf,
} from '../../../src/main/engine/features/statements/book-rules.ts'
import { addMonths, daysBetween } from '../../../src/main/engine/features/statements/rules.ts'
import { onlySum } from '../../../src/main/engine/features/statements/sum-rules.ts'

test('many payments of like amounts are given up in bounded time', () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ id: i, amountMinor: 1_000 + 2 * i }))
  const started = performance.now()
  expect(onlySum(12_345, many)).toBeNull()
  expect(performance.now() - started).toBeLessThan(2_000)
})

describe('lines that are no payment of ours', () => {
  const leg = (over: Partial<LegFacts> = {}): LegFacts => ({
    id: 1,
    bankAccountId: 1,
    direction: 'debit',
    amountMinor: 500,
    currency: 'HKD',
    date: '2026-11-20',
    lineNumber: 1,
    accountName: 'A',
    ...over,
  })
  const other = (over: Partial<LegFacts> = {}) =>
    leg({ id: 2, bankAccountId: 2, direction: 'credit', accountName: 'B', ...over })
  test.each<[string, LegFacts[], number | null]>([
    ['the other leg', [other()], 2],
    ['three days later', [other({ date: '2026-11-23' })], 2],
    ['four days later', [other({ date: '2026-11-24' })], null],
    ['the same account', [other({ bankAccountId: 1 })], null],
    ['the same direction', [other({ direction: 'debit' })], null],
    ['another amount', [other({ amountMinor: 501 })], null],
    ['another currency', [other({ currency: 'USD' })], null],
    ['two that could be it', [other(), other({ id: 3 })], null],
  ])('own transfer: %s', (_, others, expected) => {
    expect(otherLeg(leg(), others)?.id ?? null).toBe(expected)
  })
  test('the shape of a text leaves out what differs from month to month', () => {
    expect(shapeOf('HSBC', 'Service charge 11/2026 REF A1B2')).toBe('HSBC SERVICE CHARGE REF')
    expect(shapeOf('', '利息 2026')).toBe('利息')
  })
  const booked = (as: OtherKind, over: Partial<BookedBefore> = {}): BookedBefore => ({
    direction: 'debit',
    shape: 'SERVICE CHARGE',
    as,
    explanation: 'Monthly',
    ...over,
  })
  test.each<[string, BookedBefore[], object | null]>([
    [
      'always booked alike',
      [booked('bankCharge'), booked('bankCharge')],
      { as: 'bankCharge', explanation: 'Monthly', times: 2 },
    ],
    ['booked in two ways', [booked('bankCharge'), booked('other')], null],
    ['other words', [booked('bankCharge', { shape: 'SERVICE' })], null],
    ['another direction', [booked('interest', { direction: 'credit' })], null],
    ['never', [], null],
  ])('learned: %s', (_, known, expected) => {
    expect(learnedFrom({ direction: 'debit', shape: 'SERVICE CHARGE' }, known)).toEqual(expected)
  })
  test('nothing is learned from next to no words', () => {
    expect(learnedFrom({ direction: 'debit', shape: 'FEE' }, [booked('bankCharge', { shape: 'FEE' })])).toBeNull()
  })
})

test.each([
  ['2026-11-19', 6, '2027-05-19'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-01-31', 1, '2026-02-28'],
])('%s and %i months is %s', (date, months, expected) => {
  expect(addMonths(date, months)).toBe(expected)
})

test('days are counted by the calendar', () => {
  expect(daysBetween('2026-11-20', '2026-11-20')).toBe(0)
  expect(daysBetween('2026-12-31', '2027-01-02')).toBe(2)
  expect(daysBetween('2026-11-20', '2026-11-19')).toBe(-1)
})
