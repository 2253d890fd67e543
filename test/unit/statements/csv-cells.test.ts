/**
 * The traps of CSV cells: signs, words, two columns, dates in doubt, decimal marks.
 */
import { describe, expect, it } from 'vitest'
import type { StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { codes, HEAD, only, read, signed } from './csv-builder.ts'

describe('signs', () => {
  it.each([
    ['minus in front', ['-10.00', '20.00'], [-1000, 2000]],
    ['minus behind', ['10.00-', '20.00'], [-1000, 2000]],
    ['brackets', ['(10.00)', '20.00'], [-1000, 2000]],
    ['sign before the currency sign', ['-$10.00', '$20.00'], [-1000, 2000]],
    ['sign behind the currency sign', ['$-10.00', '$20.00'], [-1000, 2000]],
    ['with blanks', ['- $ 10.00', '$ 20.00'], [-1000, 2000]],
    ['brackets around the currency sign', ['($10.00)', 'HK$20.00'], [-1000, 2000]],
    ['currency code before and behind', ['HKD -10.00', '20.00 HKD'], [-1000, 2000]],
    ['CR and DR', ['10.00DR', '20.00CR'], [-1000, 2000]],
    ['a true minus sign', ['−10.00', '20.00'], [-1000, 2000]],
    ['explicit plus', ['-10.00', '+20.00'], [-1000, 2000]],
    ['grouped thousands', ['"-1,010.00"', '"1,234,567.89"'], [-101000, 123456789]],
  ])('%s', (_, [first, second], expected) => {
    const file = read([HEAD, `2024-01-10,a,${first},HKD,123`, `2024-01-11,b,${second},HKD,123`])
    expect(signed(file)).toEqual(expected)
    expect(codes(file)).toEqual([])
  })

  it.each([
    ['Af Bij', 'Af', 'Bij'],
    ['Debit/Credit', 'Debit', 'Credit'],
    ['Dr/Cr', 'D', 'C'],
    ['Soll/Haben', 'S', 'H'],
    ['Bevétel/Kiadás', 'outflow', 'inflow'],
    ['借貸', '借', '貸'],
  ])('reads words in the column %s', (name, debit, credit) => {
    const file = read([
      `Date;Text;Amount;${name};Currency;IBAN`,
      `2024-01-10;a;10,50;${debit};EUR;NL1`,
      `2024-01-11;b;20,00;${credit};EUR;NL1`,
    ])
    expect(signed(file)).toEqual([-1050, 2000])
    expect(codes(file)).toEqual([])
  })

  it('leaves the direction unknown where sign and word contradict', () => {
    const file = read([
      'Date;Text;Amount;Af Bij;Currency;IBAN',
      '2024-01-10;a;-10,50;Bij;EUR;NL1',
      '2024-01-11;b;20,00;Bij;EUR;NL1',
    ])
    expect(signed(file)).toEqual([null, 2000])
    expect(only(file)).toMatchObject({ sumCreditsMinor: null, addsUp: null })
    expect(codes(file)).toEqual(['sign-contradicts-column'])
  })

  it.each([
    ['plain', '10.00,', ',20.00', [-1000, 2000], []],
    ['debits already negative', '-10.00,', ',20.00', [-1000, 2000], []],
    ['zeros in the other column', '10.00,0.00', '0.00,20.00', [-1000, 2000], []],
    ['dashes in the other column', '10.00,-', '-,20.00', [-1000, 2000], []],
    ['a negative credit', '10.00,', ',-20.00', [-1000, null], ['sign-contradicts-column']],
    ['both filled', '10.00,', '5.00,20.00', [-1000, null], ['both-columns-filled', 'amount-unreadable']],
    ['neither filled', '10.00,', ',', [-1000, null], ['amount-unreadable']],
  ])('debit and credit columns: %s', (_, first, second, expected, found) => {
    const file = read([
      'Date,Details,Withdrawal,Deposit,Currency,Account No.',
      `10/01/2024,a,${first},HKD,123`,
      `31/01/2024,b,${second},HKD,123`,
    ])
    expect(signed(file)).toEqual(expected)
    expect(codes(file).every((code) => found.includes(code))).toBe(true)
    expect(codes(file).length > 0).toBe(found.length > 0)
  })

  it('does not guess the direction of unsigned amounts', () => {
    const file = read([HEAD, '2024-01-10,a,10.00,HKD,123', '2024-01-11,b,20.00,HKD,123'])
    expect(signed(file)).toEqual([null, null])
    expect(codes(file)).toEqual(['direction-unknown'])
  })

  it('settles unsigned amounts by the running balance', () => {
    const file = read([
      'Date,Text,Amount,Balance,Currency,Account',
      '2024-01-10,a,10.00,90.00,HKD,1',
      '2024-01-11,b,20.00,110.00,HKD,1',
      '2024-01-12,c,5.00,105.00,HKD,1',
    ])
    expect(signed(file)).toEqual([null, 2000, -500])
    expect(codes(file)).toEqual(['direction-missing'])
    const credits = read([
      'Date,Text,Amount,Balance,Currency,Account',
      '2024-01-10,a,10.00,90.00,HKD,1',
      '2024-01-11,b,20.00,110.00,HKD,1',
    ])
    expect(signed(credits)).toEqual([1000, 2000])
  })
})

describe('dates', () => {
  const dated = (first: string, second: string): StatementFile =>
    read([HEAD, `${first},a,-1.00,HKD,123`, `${second},b,2.00,HKD,123`])

  it.each([
    ['13/01/2024', '02/02/2024', '2024-01-13', '2024-02-02'],
    ['01/13/2024', '02/02/2024', '2024-01-13', '2024-02-02'],
    ['2024-01-13', '2024-02-02', '2024-01-13', '2024-02-02'],
    ['2024.01.13.', '2024.02.02.', '2024-01-13', '2024-02-02'],
    ['20240113', '20240202', '2024-01-13', '2024-02-02'],
    ['20240113120000[0:GMT]', '20240202000000', '2024-01-13', '2024-02-02'],
    ['13 Jan 2024', '2 Feb 2024', '2024-01-13', '2024-02-02'],
    ['13-JAN-24', '02-FEB-24', '2024-01-13', '2024-02-02'],
    ['"Jan 13, 2024"', '"Feb 2, 2024"', '2024-01-13', '2024-02-02'],
    ['2024年1月13日', '2024年2月2日', '2024-01-13', '2024-02-02'],
    ['2024-01-13 10:22:33', '2024-02-02T00:00:00+08:00', '2024-01-13', '2024-02-02'],
  ])('%s and %s', (first, second, firstDate, secondDate) => {
    const file = dated(first, second)
    expect(only(file).entries.map((entry) => entry.bookingDate)).toEqual([firstDate, secondDate])
    expect(codes(file)).toEqual([])
  })

  it.each([
    ['13.01.24', '02.02.24', '2024-01-13', '2024-02-02'],
    ['31/12/23', '01/01/24', '2023-12-31', '2024-01-01'],
    ['03.04.25', '05.06.25', '2025-04-03', '2025-06-05'],
  ])(
    '%s and %s could have the year in front; their order tells, and that is said',
    (first, second, firstDate, secondDate) => {
      const file = dated(first, second)
      expect(only(file).entries.map((entry) => entry.bookingDate)).toEqual([firstDate, secondDate])
      expect(codes(file)).toEqual(['date-order-assumed'])
    },
  )

  it.each([
    ['03/04/2025', '05/06/2025'],
    ['10/11/12', '11/12/10'],
  ])('%s and %s stay unknown and are asked', (first, second) => {
    const file = dated(first, second)
    expect(only(file).entries.map((entry) => entry.bookingDate)).toEqual([null, null])
    expect(only(file).entries.map((entry) => entry.bookingDateText)).toEqual([first, second])
    expect(codes(file)).toEqual(['date-order-ambiguous'])
  })

  it('has nothing to ask where every order means the same day', () => {
    expect(only(dated('03/03/2025', '04/04/2025')).entries[0]?.bookingDate).toBe('2025-03-03')
  })

  it('reports days that do not exist', () => {
    const file = dated('13/01/2024', '31/02/2024')
    expect(only(file).entries.map((entry) => entry.bookingDate)).toEqual(['2024-01-13', null])
    expect(codes(file)).toEqual(['date-unreadable'])
  })
})

describe('marks', () => {
  it.each([
    ['1.234,56', '-4,50', [123456, -450]],
    ["1'234.56", '-4.50', [123456, -450]],
    ['1 234,56', '-4,50', [123456, -450]],
    ['1234,5', '-4', [123450, -400]],
    ['1.234.567,00', '-4,00', [123456700, -400]],
  ])('%s', (first, second, expected) => {
    const file = read([
      'Date;Text;Amount;Currency;IBAN',
      `2024-01-10;a;${first};EUR;NL1`,
      `2024-01-11;b;${second};EUR;NL1`,
    ])
    expect(signed(file)).toEqual(expected)
    expect(codes(file)).toEqual([])
  })

  it('does not guess between decimals and thousands', () => {
    const file = read(['Date;Text;Amount;Currency;IBAN', '2024-01-10;a;-1,234;EUR;NL1', '2024-01-11;b;5;EUR;NL1'])
    expect(signed(file)).toEqual([null, 500])
    expect(codes(file)).toEqual(['decimal-mark-unknown', 'amount-unreadable'])
  })

  it('asks when both marks are used as decimals', () => {
    const file = read([
      'Date;Text;Amount;Currency;IBAN',
      '2024-01-10;a;-1,23;EUR;NL1',
      '2024-01-11;b;5.25;EUR;NL1',
      '2024-01-12;c;6.25;EUR;NL1',
    ])
    expect(signed(file)).toEqual([null, 525, 625])
    expect(codes(file)).toEqual(['decimal-mark-mixed', 'amount-unreadable'])
  })
})
