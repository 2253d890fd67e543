/**
 * The traps of BAI2: currencies, signs, funds types, continuations, record ends, control totals and counts.
 */
import { describe, expect, it } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Statement, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf } from './samples.ts'

function read(text: string): StatementFile {
  return inspectStatement(bytesOf(text))
}

function only(file: StatementFile): Statement {
  expect(file.outcome).not.toBe('refused')
  expect(file.statements).toHaveLength(1)
  return file.statements[0] as Statement
}

function codes(file: StatementFile): string[] {
  return file.findings.map((finding) => finding.code)
}

type Parts = { group?: string; account?: string; lines?: string[]; total: string; records: number }

/** A file with one account; `records` counts those of the account, without its trailer. */
function file({
  group = '02,R,O,1,240110,2359,HKD,2/',
  account = '03,123456,,010,10000,,,015,11000,,/',
  lines = [],
  total,
  records,
}: Parts): string {
  return [
    '01,S,R,240111,0700,1,80,,2/',
    group,
    account,
    ...lines,
    `49,${total},${records + 1}/`,
    `98,${total},1,${records + 3}/`,
    `99,${total},1,${records + 5}/`,
    '',
  ].join('\n')
}

describe('accounts', () => {
  it('reads a plain file', () => {
    const read1 = read(file({ lines: ['16,175,1000,Z,BANK1,OWN1,DEPOSIT, WITH COMMA/'], total: '22000', records: 2 }))
    expect(only(read1)).toMatchObject({
      account: '123456',
      currency: 'HKD',
      opening: { amountMinor: 10000, date: '2024-01-10' },
      closing: { amountMinor: 11000 },
      addsUp: true,
    })
    expect(only(read1).entries[0]).toMatchObject({
      bankReference: 'BANK1',
      ownReference: 'OWN1',
      text: 'DEPOSIT, WITH COMMA',
      direction: 'credit',
      bookingDate: '2024-01-10',
    })
    expect(read1.outcome).toBe('clean')
  })

  it.each([
    [
      'account first',
      { account: '03,1,JPY,010,100,,,015,110,,/', lines: ['16,175,10,,,,x/'], total: '220' },
      'JPY',
      100,
    ],
    ['group second', { account: '03,1,,010,100,,,015,110,,/', lines: ['16,175,10,,,,x/'], total: '220' }, 'HKD', 100],
    [
      'USD by default',
      {
        group: '02,R,O,1,240110,2359,,2/',
        account: '03,1,,010,100,,,015,110,,/',
        lines: ['16,175,10,,,,x/'],
        total: '220',
      },
      'USD',
      100,
    ],
  ])('takes the currency: %s', (_, parts, currency, opening) => {
    const found = read(file({ ...parts, records: 2 }))
    expect(only(found)).toMatchObject({ currency, opening: { amountMinor: opening }, addsUp: true })
    expect(codes(found)).toEqual(currency === 'USD' ? ['currency-by-default'] : [])
  })

  it('reads signed balances, time with colons, available balances, and an interim report', () => {
    const group = '02,R,O,1,240110,23:59:00,HKD,3/'
    const found = read(file({ group, account: '03,1,,010,-500,,,045,+700,,/', total: '200', records: 1 }))
    expect(only(found)).toMatchObject({ kind: 'interim', opening: { amountMinor: -500 }, closing: null, addsUp: null })
    expect(only(found).otherBalances).toMatchObject([{ type: '045', amountMinor: 700 }])
  })

  it('reads a summary that 88 continues in the middle', () => {
    const account = '03,1,,010,10000,,,015/\n88,11000,,,100,1000,1,Z/'
    const found = read(file({ account, lines: ['16,175,1000,,,,x/'], total: '23000', records: 3 }))
    expect(only(found)).toMatchObject({ closing: { amountMinor: 11000 }, addsUp: true })
    expect(found.outcome).toBe('clean')
  })

  it('reports totals of the summary that the transactions do not give', () => {
    const account = '03,1,,010,10000,,,015,11000,,,100,1500,1,/'
    expect(codes(read(file({ account, lines: ['16,175,1000,,,,x/'], total: '23500', records: 2 })))).toEqual([
      'summary-mismatch',
    ])
  })

  it('keeps equal masked accounts apart and chains the days of one account', () => {
    const text = (opening: string): string =>
      [
        '01,S,R,240111,0700,1,80,,2/',
        '02,R,O,1,240110,2359,HKD,2/',
        '03,1,,010,100,,,015,110,,/',
        '16,175,10,,,,x/',
        '49,220,3/',
        '98,220,1,5/',
        '02,R,O,1,240111,2359,HKD,2/',
        `03,1,,010,${opening},,,015,${opening},,/`,
        `49,${Number(opening) * 2},2/`,
        `98,${Number(opening) * 2},1,4/`,
        `99,${220 + Number(opening) * 2},2,11/`,
      ].join('\n')
    expect(read(text('110')).outcome).toBe('clean')
    expect(read(text('110')).statements).toHaveLength(2)
    expect(codes(read(text('111')))).toEqual(['balance-chain-broken'])
  })
})

describe('equal account numbers on one day', () => {
  const text = (account: string): string =>
    [
      '01,S,R,240111,0700,1,80,,2/',
      '02,R,O,1,240110,2359,HKD,2/',
      `03,${account},,010,100,,,015,100,,/`,
      '49,200,2/',
      `03,${account},,010,700,,,015,700,,/`,
      '49,1400,2/',
      '98,1600,2,6/',
      '99,1600,1,8/',
    ].join('\n')

  it('are no chain, and masked ones are left to a person', () => {
    expect(read(text('123')).outcome).toBe('clean')
    expect(codes(read(text('XXXX1234')))).toEqual(['account-masked'])
    expect(read(text('XXXX1234')).statements.map((one) => one.opening?.amountMinor)).toEqual([100, 700])
  })
})

describe('transactions', () => {
  const one = (record: string | string[], amount = '1000'): StatementFile => {
    const lines = typeof record === 'string' ? [record] : record
    return read(file({ account: '03,1,,/', lines, total: amount, records: 1 + lines.length }))
  }

  it.each([
    ['175', 'credit'],
    ['399', 'credit'],
    ['400', 'debit'],
    ['699', 'debit'],
    ['930', 'credit'],
    ['960', 'debit'],
    ['721', null],
  ])('type %s is a %s', (type, direction) => {
    const found = one(`16,${type},1000,,,,x/`)
    expect(only(found).entries[0]?.direction).toBe(direction)
    expect(codes(found)).toEqual(direction === null ? ['direction-missing'] : [])
  })

  it.each([
    ['V with date and time', '16,175,1000,V,240112,1200,B,C,text/'],
    ['V with date only', '16,175,1000,V,240112,,B,C,text/'],
    ['S with three amounts', '16,175,1000,S,500,300,200,B,C,text/'],
    ['D with pairs', '16,175,1000,D,2,0,600,1,400,B,C,text/'],
    ['Z', '16,175,1000,Z,B,C,text/'],
    ['none', '16,175,1000,,B,C,text/'],
    ['0', '16,175,1000,0,B,C,text/'],
  ])('finds the references behind funds type %s', (_, record) => {
    const found = one(record)
    expect(only(found).entries[0]).toMatchObject({
      amountMinor: 1000,
      bankReference: 'B',
      ownReference: 'C',
      text: 'text',
    })
    expect(found.outcome).toBe('clean')
  })

  it('reads the value date', () => {
    expect(only(one('16,175,1000,V,240112,,B,C,x/')).entries[0]?.valueDate).toBe('2024-01-12')
    const bad = one('16,175,1000,V,240230,,B,C,x/')
    expect(only(bad).entries[0]).toMatchObject({ valueDate: null, valueDateText: '240230' })
    expect(codes(bad)).toEqual(['date-unreadable'])
  })

  it('joins continuation lines, with or without the end mark, and keeps commas and slashes', () => {
    const found = one(['16,475,1000,,,000123,CHEQUE, A/B', '88,FR: X/Y, Z', '88,DATE 22/03/24/', '88 odd mark'])
    expect(only(found).entries[0]).toMatchObject({
      rawText: 'CHEQUE, A/B\nFR: X/Y, Z\nDATE 22/03/24\nodd mark',
      chequeNumber: '000123',
      direction: 'debit',
    })
    expect(found.outcome).toBe('clean')
  })

  it('continues the funds distribution in 88', () => {
    const found = one(['16,175,1000,D,2,0,600/', '88,1,400,B,C,text/'])
    expect(only(found).entries[0]).toMatchObject({ bankReference: 'B', ownReference: 'C', text: 'text' })
  })

  it.each([
    ['an empty amount', '16,175,,,,,x/', '0', { amountMinor: null }, 'amount-unreadable'],
    ['decimals', '16,175,10.00,,,,x/', '0', { amountMinor: null }, 'amount-unreadable'],
    ['a negative amount', '16,175,-1000,,,,x/', '-1000', { amountMinor: 1000, direction: 'credit' }, 'negative-amount'],
  ])('%s', (_, record, total, expected, code) => {
    const found = one(record, total)
    expect(only(found).entries[0]).toMatchObject(expected)
    expect(codes(found)).toContain(code)
  })

  it('takes a note without money as information', () => {
    const found = one('16,890,,,,,NOTE/', '0')
    expect(only(found)).toMatchObject({ sumCreditsMinor: 0, entries: [{ status: 'info', text: 'NOTE' }] })
    expect(found.outcome).toBe('clean')
  })
})

describe('record ends', () => {
  const text = file({ lines: ['16,175,1000,,B,C,DEPOSIT 22/03/24/'], total: '22000', records: 2 })

  it.each([
    ['several records on a line', text.replaceAll('/\n', '/')],
    ['no end marks', text.replaceAll('/\n', '\n')],
    ['windows line ends', text.replaceAll('\n', '\r\n')],
    ['padded lines', text.replace(/\n/g, '      \n')],
    ['no last line end', text.trimEnd()],
    ['a byte order mark and blank lines', `\ufeff\n${text.replaceAll('\n', '\n\n')}`],
  ])('%s', (_, variant) => {
    const found = read(variant)
    expect(only(found)).toMatchObject({ account: '123456', addsUp: true })
    expect(only(found).entries[0]?.text).toBe('DEPOSIT 22/03/24')
    expect(found.outcome).toBe('clean')
  })
})

describe('control figures', () => {
  const text = file({ lines: ['16,175,1000,,B,C,x/'], total: '22000', records: 2 })

  it.each([
    ['account total', '49,22000,', '49,22001,', 'control-total-mismatch'],
    ['group total', '98,22000,', '98,22001,', 'control-total-mismatch'],
    ['file total', '99,22000,', '99,22001,', 'control-total-mismatch'],
    ['account records', '49,22000,3', '49,22000,4', 'record-count-mismatch'],
    ['group accounts', '98,22000,1,5', '98,22000,2,5', 'record-count-mismatch'],
    ['file records', '99,22000,1,7', '99,22000,1,8', 'record-count-mismatch'],
    ['an amount', '16,175,1000', '16,175,1001', 'control-total-mismatch'],
    ['a blank total', '49,22000,', '49,,', 'control-total-blank'],
    ['no account trailer', '49,22000,3/\n', '', 'trailer-missing'],
    ['no group trailer', '98,22000,1,5/\n', '', 'trailer-missing'],
    ['no file trailer', '99,22000,1,7/\n', '', 'trailer-missing'],
    [
      'no account header',
      '03,123456,,010,10000,,,015,11000,,/\n',
      '03,,,010,10000,,,015,11000,,/\n',
      'account-missing',
    ],
    ['no group header', '02,R,O,1,240110,2359,HKD,2/\n', '', 'trailer-without-header'],
    ['a deletion', '02,R,O,1,', '02,R,O,2,', 'group-status'],
    ['a test', '02,R,O,1,', '02,R,O,4,', 'group-status'],
    ['another version', ',80,,2/', ',80,,3/', 'version-unknown'],
    ['an impossible date', '240110,2359', '241310,2359', 'date-unreadable'],
    ['a line without code', '49,22000', 'stray text\n49,22000', 'line-without-code'],
    ['a broken summary', '015,11000', '0X5,11000', 'summary-unreadable'],
  ])('%s', (_, from, to, code) => {
    expect(text).toContain(from)
    const found = read(text.replace(from, to))
    expect(codes(found)).toContain(code)
  })

  it('refuses a file without any account', () => {
    expect(read('01,S,R,240111,0700,1,80,,2/\n02,R,O,1,240110,2359,HKD,2/\n98,0,0,2/\n99,0,1,4/\n')).toMatchObject({
      outcome: 'refused',
    })
  })

  it('is never clean when cut or when a record is dropped', () => {
    for (let length = 0; length < text.trimEnd().length - 1; length += 1) {
      expect(read(text.slice(0, length)).outcome, `${length}`).not.toBe('clean')
    }
    const lines = text.trimEnd().split('\n')
    for (const index of lines.keys()) {
      expect(read(lines.filter((_, other) => other !== index).join('\n')).outcome, lines[index]).not.toBe('clean')
    }
  })
})
