/**
 * The traps of MT940 and MT942: marks, amounts, dates, texts that look like structure, envelopes, pages, missing fields.
 */
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Entry, Statement, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf } from './samples.ts'

function read(text: string): StatementFile {
  return inspectStatement(bytesOf(text))
}

/** A message around entry lines; balances of 1,000.00 before and as given behind. */
function message(lines: string[], options: { currency?: string; closing?: string; date?: string } = {}): string {
  const { currency = 'EUR', closing = '1000,00', date = '240110' } = options
  const head = [':20:REF', ':25:NL00BANK0123456789', ':28C:7/1', `:60F:C${date}${currency}1000,00`]
  return [...head, ...lines, `:62F:C${date}${currency}${closing}`, '-', ''].join('\r\n')
}

function only(file: StatementFile): Statement {
  expect(file.outcome).not.toBe('refused')
  expect(file.statements).toHaveLength(1)
  return file.statements[0] as Statement
}

function firstEntry(text: string): Entry {
  return only(read(text)).entries[0] as Entry
}

function codes(file: StatementFile): string[] {
  return file.findings.map((finding) => finding.code)
}

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

  it('reads cheque numbers', () => {
    expect(firstEntry(message([':61:2401100110D10,00NCHK16703074'])).chequeNumber).toBe('16703074')
  })
})

describe('wrappers and characters', () => {
  const body = message([':61:2401100110C10,00NTRFREF', ':86:text'], { closing: '1010,00' }).replace(/-\r\n$/, '')

  it.each([
    [
      'block envelope',
      `{1:F01BANKNL2AXXXX0000000000}{2:O9401200240110BANKNL2AXXXX00000000002401101200N}{3:{108:X}}{4:\r\n${body}-}{5:{CHK:000000000000}}\r\n`,
    ],
    ['envelope on its own lines', `{1:F01BANKNL2AXXXX0000000000}\r\n{2:I940BANKNL2AXXXXN}\r\n{4:\r\n${body}-}`],
    ['tag behind the block', `{1:F01BANKNL2AXXXX0000000000}{2:I940BANKNL2AXXXXN}{4:${body}-}\r\n`],
    ['telex header and trailer', `0000 01BANKNL2AXXX00042\r\n940 00\r\n${body}-XXX\r\n`],
    ['pseudo tag', `:940:\r\n${body}-\r\n`],
    ['SOH, ETX and SUB', `\u0001${body}-\u0003\r\n\u001a`],
    ['line feeds only', `${body}-\n`.replaceAll('\r', '')],
    ['mixed line ends', `${body}-\n`.replace('\r\n', '\n')],
    ['introduction', `This file was made for you\r\n\r\n${body}-\r\n`],
    ['byte order mark', `\ufeff${body}-\r\n`],
  ])('reads through: %s', (_, text) => {
    const file = read(text)
    const statement = only(file)
    expect(file.findings).toEqual([])
    expect(statement).toMatchObject({ account: 'NL00BANK0123456789', number: '7/1', addsUp: true })
    expect(statement.entries).toHaveLength(1)
  })

  it.each([
    ['ISO-8859-1', 'Müller, Straße'],
    ['CP852', 'Łódź, zażółć gęślą jaźń'],
    ['windows-1250', 'Řehoř, příliš žluťoučký'],
    ['Big5-HKSCS', '陳大文先生 轉帳付款 港幣'],
    ['GB18030', '陈大文先生 转账付款 人民币'],
  ])('finds the character set %s and says what it assumed', (charset, words) => {
    const text = message([':61:2401100110C10,00NTRFREF', `:86:${words}`], { closing: '1010,00' })
    const file = inspectStatement(new Uint8Array(iconv.encode(text, charset)))
    expect(only(file).entries[0]?.text).toBe(words)
    expect(codes(file)).toEqual(['charset-assumed'])
    const told = inspectStatement(new Uint8Array(iconv.encode(text, charset)), { charset })
    expect(only(told).entries[0]?.text).toBe(words)
    expect(told.outcome).toBe('clean')
  })
})

describe('missing and contradicting fields', () => {
  const lines = [
    ':20:REF',
    ':25:ACC',
    ':28C:7/1',
    ':60F:C240110EUR1000,00',
    ':61:2401100110C10,00NTRFREF',
    ':62F:C240110EUR1010,00',
    '-',
    '',
  ]
  const changed = (from: string, to: string | null): StatementFile =>
    read(lines.flatMap((line) => (line.startsWith(from) ? (to === null ? [] : [to]) : [line])).join('\n'))

  it.each([
    [':62F', null, 'closing-balance-missing', { closing: null, addsUp: null }],
    [':60F', null, 'opening-balance-missing', { opening: null, addsUp: null }],
    [':62F', ':62F:C2401101010,00', 'currency-missing', { addsUp: true }],
    [':62F', ':62F:CnullEUR1010,00', 'date-unreadable', { addsUp: true }],
    [':62F', ':62F:C240110USD1010,00', 'currency-contradiction', { closing: null, addsUp: null }],
    [':62F', ':62F:C240110EUR1,0,1', 'balance-unreadable', { closing: null, addsUp: null }],
    [':62F', ':62F:D240110EUR1010,00', 'does-not-add-up', { addsUp: false }],
    [':25', ':25:', 'account-missing', { account: null, addsUp: true }],
    [':25', null, 'account-missing', { account: null, addsUp: true }],
    [':20', null, 'reference-missing', { account: 'ACC', addsUp: true }],
    [':28C', ':28C:1234567/12', 'statement-number-format', { number: '1234567/12', addsUp: true }],
    [':61', ':61:240110what', 'entry-unreadable', { addsUp: null }],
    [':61', ':61:2401100110C10,01NTRFREF', 'does-not-add-up', { addsUp: false }],
    [':28C', ':99Z:what', 'text-out-of-place', { number: null }],
  ])('%s -> %s: %s', (from, to, code, expected) => {
    const file = changed(from, to)
    if (code === 'text-out-of-place') expect(file.outcome).not.toBe('refused')
    else expect(codes(file)).toContain(code)
    expect(only(file)).toMatchObject(expected)
  })

  it('keeps an entry that stands behind the closing balance, and says so', () => {
    const file = read([...lines.slice(0, 6), ':61:2401100110D5,00NTRFLATE', '-', ''].join('\n'))
    expect(only(file).entries).toHaveLength(2)
    expect(codes(file)).toContain('entry-after-closing')
  })

  it('reports an unknown currency once', () => {
    const file = read(message([':61:2401100110C10,00NTRFREF'], { currency: 'XQX', closing: '1010,00' }))
    expect(codes(file)).toEqual(['unknown-currency'])
  })
})

describe('several statements', () => {
  const page = (number: string, open: string, entry: string, close: string): string =>
    [`:20:R${number}`, ':25:ACC', `:28C:${number}`, open, entry, close, '-', ''].join('\n')

  it('chains the pages of one statement', () => {
    const first = page('5/1', ':60F:C240110EUR0,', ':61:240110C5,NTRFA', ':62M:C240110EUR5,')
    const second = page('5/2', ':60M:C240110EUR5,', ':61:240110C6,NTRFB', ':62F:C240110EUR11,')
    const file = read(first + second)
    expect(file.outcome).toBe('clean')
    expect(file.statements.map((statement) => statement.page)).toEqual([
      { number: 1, last: false },
      { number: 2, last: true },
    ])
    expect(codes(read(first))).toEqual(['page-not-last'])
    expect(codes(read(second))).toEqual(['page-not-first'])
    expect(codes(read(first + second.replaceAll('EUR5,', 'EUR4,').replace('EUR11,', 'EUR10,')))).toEqual([
      'balance-chain-broken',
    ])
  })

  it('reports a missing statement between two, in whatever order they stand', () => {
    const one = page('1', ':60F:C240110EUR0,', ':61:240110C5,NTRFA', ':62F:C240110EUR5,')
    const two = page('2', ':60F:C240111EUR5,', ':61:240111C1,NTRFA', ':62F:C240111EUR6,')
    const three = page('3', ':60F:C240112EUR6,', ':61:240112C1,NTRFA', ':62F:C240112EUR7,')
    expect(read(one + two + three).outcome).toBe('clean')
    expect(read(three + one + two).outcome).toBe('clean')
    expect(codes(read(one + three))).toEqual(['balance-chain-broken'])
  })

  it('keeps identical twins in one statement and reports a statement that comes twice', () => {
    const twins = message([':61:2401100110D5,00NTRFX//Y', ':86:same', ':61:2401100110D5,00NTRFX//Y', ':86:same'], {
      closing: '990,00',
    })
    const file = read(twins)
    expect(only(file).entries).toHaveLength(2)
    expect(file.outcome).toBe('clean')
    expect(codes(read(twins + twins))).toContain('statement-repeated')
  })

  it('reads dozens of statements in several currencies', () => {
    const all = Array.from({ length: 60 }, (_, index) =>
      message([':61:2401100110C10,00NTRFREF'], {
        currency: ['EUR', 'HKD', 'JPY'][index % 3] ?? 'EUR',
        closing: '1010,00',
      }).replaceAll('NL00BANK0123456789', `ACC${index}`),
    )
    const file = read(all.join(''))
    expect(file.statements).toHaveLength(60)
    expect(file.outcome).toBe('clean')
    expect(file.statements.map((statement) => statement.closing?.amountMinor)).toContain(1010)
  })

  it('checks the totals that a bank puts into the last description', () => {
    const withTrailer = (trailer: string): string[] =>
      codes(
        read(
          [
            ':20:R',
            ':25:A',
            ':28C:1',
            ':60F:C240110EUR0,',
            ':61:240110C5,NTRFA',
            ':61:240110D2,NTRFB',
            ':62F:C240110EUR3,',
            `:86:${trailer}`,
            '-',
            '',
          ].join('\n'),
        ),
      )
    expect(withTrailer('/SUM/1/1/2,00/5,00/')).toEqual([])
    expect(withTrailer('D000001C000001D2,00C5,00')).toEqual([])
    expect(withTrailer('/SUM/2/1/2,00/5,00/')).toEqual(['totals-mismatch'])
    expect(withTrailer('D000001C000001D2,00C6,00')).toEqual(['totals-mismatch'])
  })
})

describe('a file that was cut off', () => {
  const whole = message([':61:2401100110C10,00NTRFREF', ':86:text'], { closing: '1010,00' })

  it('is never clean when its last line is broken', () => {
    for (let length = 0; length <= whole.lastIndexOf('\r\n-'); length += 1) {
      expect(read(whole.slice(0, length)).outcome, whole.slice(0, length)).not.toBe('clean')
    }
  })

  it('is reported when a further message had begun', () => {
    for (const rest of [
      ':2',
      ':20',
      ':20:X',
      '{1:F01BANK',
      '{1:F01BANKNL2AXXXX0000000000}{2:I940BANKNL2AXXXXN}{4:\r\n',
    ]) {
      expect(read(whole + rest).outcome, rest).not.toBe('clean')
    }
  })
})
