/**
 * Decimal texts, calendar texts and the published form: exact, and junk refused.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minor } from '../../../src/contract/money.ts'
import {
  compactDate,
  isoDate,
  nearestMonthDay,
  shortDate,
} from '../../../src/main/engine/formats/statements/calendar-text.ts'
import { exponentOfCode, isKnownCurrency } from '../../../src/main/engine/formats/statements/currency-exponent.ts'
import { minorToDecimalText, readDecimal } from '../../../src/main/engine/formats/statements/decimal-text.ts'
import { inspectStatement, toPublicJson } from '../../../src/main/engine/formats/statements/inspect.ts'
import { sample } from './samples.ts'

describe('decimal texts', () => {
  it.each([
    ['12.50', 2, 1250],
    ['12,5', 2, 1250],
    ['12,', 2, 1200],
    [',5', 2, 50],
    ['.05', 2, 5],
    ['0012', 2, 1200],
    ['-0.00', 2, 0],
    ['+7', 0, 7],
    ['−1.5', 2, -150],
    ['1.230', 2, 123],
    ['1.234', 3, 1234],
    ['10000000000000.00', 2, 1_000_000_000_000_000],
  ])('%s with %i decimals', (text, exponent, expected) => {
    expect(readDecimal(text, exponent, { mark: 'either' })).toMatchObject({ ok: true, amountMinor: expected })
  })

  it.each([
    ['', 'empty'],
    ['.', 'not-a-number'],
    ['-', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['1,234.50', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['1e3', 'currency-sign'],
    ['$5', 'currency-sign'],
    ['12.345', 'too-many-decimals'],
    ['10000000000000.01', 'too-large'],
    ['9'.repeat(400), 'too-large'],
    ['٣', 'not-a-number'],
  ])('refuses %s', (text, problem) => {
    expect(readDecimal(text, 2, { mark: 'either' })).toEqual({ ok: false, problem })
  })

  it.each([
    ['1,234.50', ',', 123450],
    ['1.234.567,5', '.', 123456750],
    ['1 234,50', ' ', 123450],
    ["1'234.50", "'", 123450],
    ['12,34.50', ',', null],
    ['1,2345', ',', null],
  ] as const)('reads the thousands of %s', (text, group, expected) => {
    const read = readDecimal(text, 2, { mark: group === ',' || group === "'" ? '.' : ',', group })
    expect(read.ok ? read.amountMinor : null).toBe(expected)
  })

  it('come back as they were written, for every amount and number of decimals', () => {
    const currencies = ['HKD', 'JPY', 'KWD', 'CLF', 'CZK', null]
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), fc.constantFrom(...currencies), (amount, currency) => {
        const text = minorToDecimalText(minor(amount), currency)
        const read = readDecimal(text, exponentOfCode(currency), { mark: '.' })
        return read.ok && read.amountMinor === amount
      }),
    )
  })

  it('know the decimals of currencies beyond those of the desk', () => {
    expect(['CZK', 'PLN', 'HUF', 'ISK', 'TND', 'DEM', 'UYW'].map(exponentOfCode)).toEqual([2, 2, 2, 0, 3, 2, 4])
    expect([isKnownCurrency('NOK'), isKnownCurrency('XQX'), isKnownCurrency('')]).toEqual([true, false, false])
    expect(exponentOfCode('XQX')).toBe(2)
  })
})

describe('calendar texts', () => {
  it.each([
    [isoDate, '2024-02-29', '2024-02-29'],
    [isoDate, '2024-01-09T23:59:59.999+08:00', '2024-01-09'],
    [isoDate, '2024-01-09+08:00', '2024-01-09'],
    [isoDate, '2024-01-09Z', '2024-01-09'],
    [isoDate, '2023-02-29', null],
    [isoDate, '2024-1-9', null],
    [isoDate, '20240109', null],
    [isoDate, null, null],
    [compactDate, '20240109', '2024-01-09'],
    [compactDate, '20240109120000[+8:HKT]', '2024-01-09'],
    [compactDate, '20241309', null],
    [shortDate, '240109', '2024-01-09'],
    [shortDate, '850109', '1985-01-09'],
    [shortDate, '240230', null],
  ] as [(text: string | null) => string | null, string | null, string | null][])('%o %s', (read, text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('take the year that is nearest', () => {
    expect(shortDate('991231', '2000-01-03')).toBe('1999-12-31')
    expect(shortDate('000103', '1999-12-31')).toBe('2000-01-03')
    expect(nearestMonthDay('0102', '2023-12-29')).toBe('2024-01-02')
    expect(nearestMonthDay('1229', '2024-01-02')).toBe('2023-12-29')
    expect(nearestMonthDay('0229', '2025-01-02')).toBe('2024-02-29')
    expect(nearestMonthDay('0230', '2024-01-02')).toBeNull()
    expect(nearestMonthDay('0102', null)).toBeNull()
  })
})

describe('the published form', () => {
  it('has exactly its fields', () => {
    const file = toPublicJson(inspectStatement(sample('mt940/mt940js-ing.mta')))
    expect(Object.keys(file)).toEqual(['outcome', 'findings', 'statements'])
    expect(Object.keys(file.findings[0] ?? {})).toEqual(['code', 'place', 'message'])
    const [statement] = file.statements
    expect(statement).toEqual({
      account: '0111111111',
      currency: 'EUR',
      number: '100',
      opening: { amount: '44.89', date: '2010-07-22' },
      closing: { amount: '-9945.09', date: '2010-07-23' },
      entries: expect.any(Array),
      sumCredits: '11.01',
      sumDebits: '10000.99',
      addsUp: true,
    })
    expect(statement?.entries[1]).toEqual({
      bookingDate: null,
      valueDate: '2010-07-22',
      amount: '10.45',
      direction: 'credit',
      status: 'booked',
      reversal: false,
      bankReference: null,
      ownReference: null,
      counterparty: null,
      text: expect.stringMatching(/^0111111111 CUSTOMER NL SPOEDBETALING/),
    })
    expect(JSON.parse(JSON.stringify(file))).toEqual(file)
  })

  it('writes what is unknown as null, and nothing at all for a refused file', () => {
    const file = toPublicJson(inspectStatement(sample('camt054/genkgo-054-v8-uetr.xml')))
    expect(file.statements[0]).toMatchObject({
      number: null,
      opening: null,
      closing: null,
      addsUp: null,
      sumCredits: '0.00',
    })
    expect(toPublicJson(inspectStatement(new Uint8Array()))).toMatchObject({ outcome: 'refused', statements: [] })
  })
})
