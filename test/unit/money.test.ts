/** Money is exact: text to minor units and back, sums and shares, for currencies with 0, 2 and 3 decimals (law 9). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  CURRENCIES,
  formatMoney,
  MAX_AMOUNT_MINOR,
  minor,
  negate,
  parseMoney,
  share,
  subtract,
  toDecimalText,
} from '../../src/contract/money.ts'

const amounts = fc.integer({ min: -MAX_AMOUNT_MINOR, max: MAX_AMOUNT_MINOR })
const currencies = fc.constantFrom(...CURRENCIES)

describe('parseMoney', () => {
  test.each([
    ['12500', 'HKD', 1_250_000],
    ['12,500.00', 'HKD', 1_250_000],
    ['12 500.5', 'HKD', 1_250_050],
    ['-0.01', 'HKD', -1],
    ['−3.10', 'USD', -310],
    ['+7', 'USD', 700],
    [' 1.2300 ', 'USD', 123],
    ['500', 'JPY', 500],
    ['500.0', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['10000000000000.00', 'HKD', 1_000_000_000_000_000],
  ] as const)('%s %s is %i minor units', (text, currency, expected) => {
    expect(parseMoney(text, currency)).toEqual({ ok: true, amountMinor: expected })
  })

  test.each([
    ['', 'HKD', 'empty'],
    ['abc', 'HKD', 'not-a-number'],
    ['1.2.3', 'HKD', 'not-a-number'],
    ['12,50', 'HKD', 'ambiguous-mark'],
    ['1.234,56', 'HKD', 'ambiguous-mark'],
    ['1,2345', 'HKD', 'not-a-number'],
    ['12 500,00', 'HKD', 'not-a-number'],
    ['1.005', 'HKD', 'too-many-decimals'],
    ['0.5', 'JPY', 'too-many-decimals'],
    ['10000000000000.01', 'HKD', 'too-large'],
    ['HKD 5', 'HKD', 'not-a-number'],
    ['1e5', 'HKD', 'not-a-number'],
    ['١٢', 'HKD', 'not-a-number'],
    ['=1+1', 'HKD', 'not-a-number'],
  ] as const)('%s %s is refused: %s', (text, currency, problem) => {
    expect(parseMoney(text, currency)).toEqual({ ok: false, problem })
  })

  test('what is written is read back, for machines and for people', () => {
    fc.assert(
      fc.property(amounts, currencies, (amount, currency) => {
        expect(parseMoney(toDecimalText(amount, currency), currency)).toEqual({ ok: true, amountMinor: minor(amount) })
        expect(parseMoney(formatMoney(amount, currency), currency)).toEqual({ ok: true, amountMinor: minor(amount) })
      }),
    )
  })
})

describe('formatMoney', () => {
  test.each([
    [0, 'HKD', '0.00'],
    [5, 'HKD', '0.05'],
    [-1_250_000, 'HKD', '−12,500.00'],
    [1234567, 'JPY', '1,234,567'],
    [1, 'KWD', '0.001'],
  ] as const)('%i %s', (amount, currency, text) => expect(formatMoney(amount, currency)).toBe(text))
})

describe('arithmetic', () => {
  test('never leaves whole numbers', () => {
    expect(() => minor(0.1)).toThrow()
    expect(() => minor(Number.NaN)).toThrow()
    expect(() => add(MAX_AMOUNT_MINOR, 1)).toThrow()
    expect(Object.is(negate(0), 0)).toBe(true)
  })

  test.each([
    [100, 1, 3, 33],
    [200, 1, 3, 67],
    [50, 1, 100, 1],
    [49, 1, 100, 0],
    [-50, 1, 100, -1],
    [MAX_AMOUNT_MINOR, 999_999, 1_000_000, 999_999_000_000_000],
  ])('share(%i, %i, %i) is %i, half away from zero', (amount, numerator, denominator, expected) => {
    expect(share(amount, numerator, denominator)).toBe(expected)
  })

  test('what is added can be taken away', () => {
    const half = fc.integer({ min: -MAX_AMOUNT_MINOR / 2, max: MAX_AMOUNT_MINOR / 2 })
    fc.assert(fc.property(half, half, (a, b) => subtract(add(a, b), b) === minor(a)))
  })
})
