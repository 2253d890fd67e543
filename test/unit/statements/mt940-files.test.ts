/**
 * The traps of whole MT940 files: envelopes, character sets, missing fields, pages, several statements, cut files.
 */
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { codes, message, only, read } from './mt940-builder.ts'

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
    [':28C', ':99Z:what', 'unknown-tag', { number: null, addsUp: true }],
    [':61', ':64:C240110EUR1010,00', 'text-out-of-place', { addsUp: false }],
    [':61', ':60F:C240110EUR1010,00', 'text-out-of-place', { addsUp: false }],
  ])('%s -> %s: %s', (from, to, code, expected) => {
    const file = changed(from, to)
    expect(codes(file)).toContain(code)
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
