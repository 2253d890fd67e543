/**
 * The traps of MT940 and MT942 entries: marks, amounts, dates, and texts that look like structure.
 */
import { describe, expect, it } from 'vitest'
import { codes, firstEntry, message, only, read } from './mt940-builder.ts'

describe('the mark of an entry', () => {
  it.each([
    ['EUR', 'C', 'credit', false],
    ['EUR', 'D', 'debit', false],
    ['EUR', 'CR', 'credit', false],
    ['EUR', 'DR', 'debit', false],
    ['HKD', 'CD', 'credit', false],
    ['HKD', 'DD', 'debit', false],
    ['USD', 'DD', 'debit', false],
    ['PLN', 'CN', 'credit', false],
    ['EUR', 'RC', 'debit', true],
    ['EUR', 'RD', 'credit', true],
    ['EUR', 'RCR', 'debit', true],
    ['HKD', 'RDD', 'credit', true],
    ['HKD', 'RCD', 'debit', true],
  ])('%s %s is a %s (reversal: %s)', (currency, mark, direction, reversal) => {
    const closing = direction === 'credit' ? '1010,00' : '990,00'
    const file = read(message([`:61:2401100110${mark}10,00NTRFREF1//BANK1`], { currency, closing }))
    const [entry] = only(file).entries
    expect(entry).toMatchObject({
      direction,
      reversal,
      amountMinor: 1000,
      bankReference: 'BANK1',
      ownReference: 'REF1',
    })
    expect(file.outcome).toBe('clean')
  })

  it('keeps expected entries of interim reports apart from booked ones', () => {
    const file = read(
      ':20:R\n:25:ACC\n:28C:1\n:34F:EUR0,\n:13D:2401101200+0100\n:61:240110EC5,00NTRFX\n:61:240110D3,00NTRFY\n:90D:1EUR3,00\n:90C:1EUR5,00\n-\n',
    )
    const statement = only(file)
    expect(file.format).toBe('MT942')
    expect(statement.kind).toBe('interim')
    expect(statement.entries.map((entry) => [entry.status, entry.direction])).toEqual([
      ['pending', 'credit'],
      ['booked', 'debit'],
    ])
    expect(statement).toMatchObject({
      sumCreditsMinor: 0,
      sumDebitsMinor: 300,
      opening: null,
      closing: null,
      addsUp: null,
    })
    expect(file.outcome).toBe('clean')
  })

  it('reports a letter that is not the third one of the currency', () => {
    const file = read(message([':61:2401100110CD10,00NTRFREF'], { closing: '1010,00' }))
    expect(codes(file)).toEqual(['funds-letter'])
  })
})

describe('amounts', () => {
  it.each([
    ['EUR', '5,', 500],
    ['EUR', ',5', 50],
    ['EUR', '123', 12300],
    ['EUR', '000000000025,00', 2500],
    ['EUR', '79,7', 7970],
    ['JPY', '1500,', 1500],
    ['KWD', '1,234', 1234],
    ['EUR', '12,3400', 1234],
  ])('%s %s', (currency, text, amountMinor) => {
    expect(firstEntry(message([`:61:2401100110C${text}NTRFREF`], { currency })).amountMinor).toBe(amountMinor)
  })

  it.each([
    ['EUR', '1,234'],
    ['EUR', '1.234,56'],
    ['JPY', '1,5'],
    ['EUR', '99999999999999999,00'],
  ])('%s %s is kept as an entry with an unknown amount', (currency, text) => {
    const file = read(message([`:61:2401100110C${text}NTRFREF`], { currency }))
    const statement = only(file)
    expect(statement.entries[0]).toMatchObject({ amountMinor: null, amountText: text, direction: 'credit' })
    expect(statement).toMatchObject({ sumCreditsMinor: null, sumDebitsMinor: null, addsUp: null })
    expect(codes(file)).toContain('amount-unreadable')
  })
})

describe('dates', () => {
  it.each([
    [':61:240110C1,00NTRFX', '2024-01-10', null],
    [':61:240110    C1,00NTRFX', '2024-01-10', null],
    [':61:2312290102C1,00NTRFX', '2023-12-29', '2024-01-02'],
    [':61:2401021229C1,00NTRFX', '2024-01-02', '2023-12-29'],
    [':61:2402290229C1,00NTRFX', '2024-02-29', '2024-02-29'],
  ])('%s', (line, valueDate, bookingDate) => {
    const file = read(message([line], { closing: '1001,00' }))
    expect(only(file).entries[0]).toMatchObject({ valueDate, bookingDate })
    expect(file.outcome).toBe('clean')
  })

  it.each([
    ':61:2402300230C1,00NTRFX',
    ':61:2402300229C1,00NTRFX',
    ':61:2413010113C1,00NTRFX',
    ':61:nullC1,00NTRFX',
    ':61:C1,00NTRFX',
  ])('%s is no day: unknown, reported, never moved', (line) => {
    const file = read(message([line], { closing: '1001,00' }))
    const statement = only(file)
    expect(statement.entries[0]).toMatchObject({ valueDate: null, amountMinor: 100 })
    expect(statement.addsUp).toBe(true)
    expect(codes(file)).toContain('date-unreadable')
  })

  it('reads two-digit years around the date of the statement', () => {
    const old = message([':61:991231C1,00NTRFX'], { date: '000103', closing: '1001,00' })
    expect(firstEntry(old).valueDate).toBe('1999-12-31')
    expect(only(read(old)).opening?.date).toBe('2000-01-03')
    expect(only(read(message([], { date: '850103' }))).opening?.date).toBe('1985-01-03')
  })
})

describe('descriptions', () => {
  it('takes text that looks like structure as text', () => {
    const lines = [
      ':61:2401100110C10,00NTRFREF',
      ':86:Meeting at',
      ':20:15 room 3, then',
      ':61:00 again',
      '-',
      ':62F: not a balance',
      ':25:7',
      '-}',
      ':61:2401100110D10,00NTRFREF2',
      ':86:second',
    ]
    const file = read(message(lines))
    const statement = only(file)
    expect(statement.entries).toHaveLength(2)
    expect(statement.entries[0]?.rawText).toBe(
      'Meeting at\n:20:15 room 3, then\n:61:00 again\n-\n:62F: not a balance\n:25:7\n-}',
    )
    expect(statement.addsUp).toBe(true)
    expect(file.outcome).toBe('clean')
  })

  it('attaches descriptions by position', () => {
    const file = read(
      [
        ':20:R',
        ':25:A',
        ':28C:1',
        ':60F:C240110EUR0,',
        ':86:of the statement',
        ':61:240110C1,NTRFX',
        'supplement',
        ':86:first',
        ':86:second',
        ':61:240110C2,NTRFY',
        ':61:240110C3,NTRFZ',
        ':NS:01other tag',
        ':62F:C240110EUR6,',
        ':64:C240110EUR6,',
        ':86:trailer',
        '-',
        '',
      ].join('\n'),
    )
    const statement = only(file)
    expect(statement.entries.map((entry) => entry.rawText)).toEqual(['supplement\nfirst\nsecond', null, '01other tag'])
    expect(statement.text).toBe('of the statement\ntrailer')
    expect(statement.otherBalances).toEqual([{ type: '64', amountMinor: 600, currency: 'EUR', date: '2024-01-10' }])
    expect(file.outcome).toBe('clean')
  })

  it.each(['?', '~', '<', '^'])('decodes numbered sub-fields with %s, also when wrapped inside a code', (mark) => {
    const text = `166?00GUTSCHRIFT?20EREF+E2E-1SVWZ+Invoice 47?21 11 of May?2\n2 thanks?30BANKDEFF?31DE00123456780000000001?32ACME\n GMBH?33 BERLIN`
    const entry = firstEntry(message([`:61:2401100110C10,00NTRFNONREF`, `:86:${text.replaceAll('?', mark)}`]))
    expect(entry).toMatchObject({
      ownReference: 'E2E-1',
      text: 'Invoice 47 11 of May thanks',
      counterparty: 'ACME GMBH BERLIN',
      counterpartyAccount: 'DE00123456780000000001',
    })
    expect(entry.rawText).toContain('2 thanks')
  })

  it.each([
    [
      '/TRTP/SEPA OVERBOEKING/IBAN/NL00BANK0000000001/BIC/BANKNL2A/NAME/J. Doe/REMI/Order 12/34/EREF/E2E-2',
      { counterparty: 'J. Doe', counterpartyAccount: 'NL00BANK0000000001', text: 'Order 12/34', ownReference: 'E2E-2' },
    ],
    [
      '/EREF/E2E-3//CNTP/NL00BANK0000000002/BANKNL2A/K. Roe///REMI/USTD//Thanks/',
      { counterparty: 'K. Roe', counterpartyAccount: 'NL00BANK0000000002', text: 'Thanks', ownReference: 'E2E-3' },
    ],
    [
      '/ORDP/CHAN TAI MAN/OBK/HSBCHKHH/BREF/HK123/EREF/PAY-9/REMI/RENT/TIME/1012',
      { counterparty: 'CHAN TAI MAN', text: 'RENT', ownReference: 'PAY-9', bankReference: 'HK123' },
    ],
    ['/EREF/NOTPROVIDED/REMI/x', { ownReference: null, text: 'x' }],
  ])('decodes slash words: %s', (text, expected) => {
    expect(firstEntry(message([':61:2401100110C10,00NTRFNONREF', `:86:${text}`]))).toMatchObject(expected)
  })

  it('keeps the raw lines of a dialect it does not know', () => {
    const entry = firstEntry(message([':61:2401100110C10,00NTRFNONREF', ':86:911 FOO; BAR:', '   baz']))
    expect(entry.rawText).toBe('911 FOO; BAR:\n   baz')
  })

  it.each([
    ['NTRFNONREF', null, null],
    ['NTRFREF 12//BANK', 'REF 12', 'BANK'],
    ['NTRF//BANK', null, 'BANK'],
    ['NET NONREF', null, null],
    ['N501NONREF P001234567   J. DOE', null, null],
    ['NCHGFees according//to advice', 'Fees according', 'to advice'],
    ['NTRFKREF+//NONREF', null, null],
  ])('reads references: %s', (text, ownReference, bankReference) => {
    const entry = firstEntry(message([`:61:2401100110C10,00${text}`]))
    expect(entry).toMatchObject({ ownReference, bankReference, amountMinor: 1000 })
    if (text.includes('DOE')) expect(entry.rawText).toBe('P001234567   J. DOE')
  })

  it('reads charges and the other account from the supplementary line', () => {
    const charged = firstEntry(message([':61:2401100110D10,00NTRFREF', '/OCMT/USD11,85//CHGS/EUR0,50/']))
    expect(charged.charges).toEqual([{ amountMinor: 50, currency: 'EUR', direction: 'debit', text: '0,50' }])
    const account = firstEntry(message([':61:2401100110D10,00NTRFREF', 'NL00BANK0987654321', ':86:text']))
    expect(account).toMatchObject({ counterpartyAccount: 'NL00BANK0987654321', text: 'text' })
  })

  it('reads cheque numbers', () => {
    expect(firstEntry(message([':61:2401100110D10,00NCHK16703074'])).chequeNumber).toBe('16703074')
  })
})
