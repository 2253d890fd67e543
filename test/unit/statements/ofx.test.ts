/**
 * The traps of OFX 1.x and 2.x: unclosed tags, empty fields, odd amounts and dates, bank errors, several accounts.
 */
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Statement, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf } from './samples.ts'

const SGML = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n'
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE"?>\n'

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

/** Tags of a transaction, one per line, leaves unclosed. */
function transaction(fields: Record<string, string>): string {
  const lines = Object.entries({ TRNTYPE: 'OTHER', DTPOSTED: '20240110', TRNAMT: '-1.00', FITID: 'F1', ...fields })
  return `<STMTTRN>\n${lines.map(([name, value]) => `<${name}>${value}`).join('\n')}\n</STMTTRN>\n`
}

const BALANCE = '<LEDGERBAL><BALAMT>5.00<DTASOF>20240110</LEDGERBAL>'
const ACCOUNT = '<BANKACCTFROM><BANKID>004<ACCTID>123-456<ACCTTYPE>CHECKING</BANKACCTFROM>'

function bank(
  body: string,
  options: { header?: string; currency?: string; account?: string; balance?: string } = {},
): string {
  const { header = SGML, currency = '<CURDEF>HKD', account = ACCOUNT, balance = BALANCE } = options
  return `${header}<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS>${currency}${account}<BANKTRANLIST>${body}</BANKTRANLIST>${balance}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`
}

describe('tags', () => {
  const closed = bank(transaction({ NAME: 'A', MEMO: 'b' }), { header: XML }).replace(
    /<(CODE|SEVERITY|TRNUID|CURDEF|BANKID|ACCTID|ACCTTYPE|TRNTYPE|DTPOSTED|TRNAMT|FITID|NAME|MEMO|BALAMT|DTASOF)>([^<\n]*)/g,
    '<$1>$2</$1>',
  )

  it.each([
    ['1.x with unclosed leaves', bank(transaction({ NAME: 'A', MEMO: 'b' })), 'OFX 1.02 (SGML)'],
    ['1.x on one line', bank(transaction({ NAME: 'A', MEMO: 'b' }).replaceAll('\n', '')), 'OFX 1.02 (SGML)'],
    [
      '1.x header on one line',
      bank(transaction({ NAME: 'A', MEMO: 'b' }), { header: 'OFXHEADER:100 DATA:OFXSGML VERSION:160 CHARSET:1252 ' }),
      'OFX 1.60 (SGML)',
    ],
    ['2.x closed', closed, 'OFX 2.11 (XML)'],
    ['2.x with unclosed leaves', bank(transaction({ NAME: 'A', MEMO: 'b' }), { header: XML }), 'OFX 2.11 (XML)'],
    [
      'lower case',
      bank(transaction({ NAME: 'A', MEMO: 'b' })).replace(/<\/?[A-Z0-9]+>/g, (tag) => tag.toLowerCase()),
      'OFX 1.02 (SGML)',
    ],
    [
      'blanks around values',
      bank(transaction({ NAME: ' A ', MEMO: ' b ' })).replaceAll('<ACCTID>', '<ACCTID> '),
      'OFX 1.02 (SGML)',
    ],
    ['marked sections', bank(transaction({ NAME: '<![CDATA[A]]>', MEMO: '<![CDATA[b]]>' })), 'OFX 1.02 (SGML)'],
    ['windows line ends', bank(transaction({ NAME: 'A', MEMO: 'b' })).replaceAll('\n', '\r\n'), 'OFX 1.02 (SGML)'],
  ])('reads %s', (_, text, format) => {
    const file = read(text)
    expect(only(file)).toMatchObject({
      account: '123-456',
      bankId: '004',
      currency: 'HKD',
      closing: { amountMinor: 500, date: '2024-01-10' },
      addsUp: null,
    })
    expect(only(file).entries).toHaveLength(1)
    expect(only(file).entries[0]).toMatchObject({
      counterparty: 'A',
      text: 'b',
      amountMinor: 100,
      direction: 'debit',
      bankReference: 'F1',
    })
    expect(file.format).toBe(format)
    expect(file.outcome).toBe('clean')
  })

  it('takes & and < in names as written, and resolves entities', () => {
    const [entry] = only(
      read(bank(transaction({ NAME: 'Tom & Jerry &amp; Co', MEMO: 'a < b &lt;c&gt; &unknown; &#65;' }))),
    ).entries
    expect(entry).toMatchObject({ counterparty: 'Tom & Jerry & Co', text: 'a < b <c> &unknown; A' })
  })

  it('does not let an empty leaf swallow what follows', () => {
    const file = read(bank(transaction({ FITID: '', CHECKNUM: '', NAME: '', MEMO: 'm' }) + transaction({ FITID: '2' })))
    expect(only(file).entries).toMatchObject([
      { bankReference: null, chequeNumber: null, counterparty: null, text: 'm' },
      { bankReference: '2' },
    ])
    expect(codes(file)).toEqual(['fitid-missing'])
  })

  it('does so even where other leaves of that name are closed', () => {
    const body = '<STMTTRN><TRNAMT>1.00</TRNAMT><DTPOSTED>20240110</DTPOSTED><FITID>1</FITID><NAME>A</NAME></STMTTRN>'
    const empty = '<STMTTRN><TRNAMT>2.00</TRNAMT><NAME><DTPOSTED>20240111</DTPOSTED><FITID>2</FITID></STMTTRN>'
    const file = read(bank(body + empty, { header: XML }))
    expect(only(file).entries.map((entry) => [entry.bankReference, entry.counterparty, entry.bookingDate])).toEqual([
      ['1', 'A', '2024-01-10'],
      ['2', null, '2024-01-11'],
    ])
    expect(file.outcome).toBe('clean')
  })

  it('reports transactions without end tag and keeps them all', () => {
    const file = read(bank((transaction({ FITID: '1' }) + transaction({ FITID: '2' })).replace('</STMTTRN>', '')))
    expect(only(file).entries.map((entry) => entry.bankReference)).toEqual(['1', '2'])
    expect(codes(file)).toEqual(['end-tag-missing'])
  })

  it('reads the declared character set', () => {
    const text = bank(transaction({ NAME: 'Café “Été”' }))
    expect(only(inspectStatement(new Uint8Array(iconv.encode(text, 'windows-1252')))).entries[0]?.counterparty).toBe(
      'Café “Été”',
    )
    const utf8 = inspectStatement(bytesOf(text))
    expect(only(utf8).entries[0]?.counterparty).toBe('Café “Été”')
    expect(codes(utf8)).toEqual(['charset-contradicts-declaration'])
  })
})

describe('amounts and dates', () => {
  it.each([
    ['12.30', 1230, 'credit', null],
    ['+12.30', 1230, 'credit', null],
    ['-12,30', 1230, 'debit', null],
    ['-.5', 50, 'debit', null],
    ['7', 700, 'credit', null],
    ['$12.30', null, null, 'amount-unreadable'],
    ['-$12.30', null, null, 'amount-unreadable'],
    ['1,234.50', null, null, 'amount-unreadable'],
    ['12.345', null, null, 'amount-unreadable'],
    ['', null, null, 'amount-unreadable'],
  ])('amount %s', (text, amountMinor, direction, code) => {
    const file = read(bank(transaction({ TRNAMT: text })))
    expect(only(file).entries[0]).toMatchObject({ amountMinor, direction })
    expect(codes(file)).toEqual(code === null ? [] : [code])
    if (code !== null) expect(only(file)).toMatchObject({ sumCreditsMinor: null, sumDebitsMinor: null })
  })

  it.each([
    ['20240110', '2024-01-10', null],
    ['20240110235959.000[-5:EST]', '2024-01-10', null],
    ['20240110000000[+8:HKT]', '2024-01-10', null],
    ['20240230', null, 'date-unreadable'],
    ['00000000', null, 'date-unreadable'],
    ['', null, 'date-unreadable'],
  ])('date %s', (text, bookingDate, code) => {
    const file = read(bank(transaction({ DTPOSTED: text })))
    expect(only(file).entries[0]?.bookingDate).toBe(bookingDate)
    expect(codes(file)).toEqual(code === null ? [] : [code])
  })

  it('reports a sign against the type, repeated ids and corrections', () => {
    expect(codes(read(bank(transaction({ TRNTYPE: 'DEBIT', TRNAMT: '5.00' }))))).toEqual(['sign-contradicts-type'])
    const twins = read(bank(transaction({}) + transaction({}) + transaction({})))
    expect(only(twins).entries).toHaveLength(3)
    expect(codes(twins)).toEqual(['duplicate-fitid'])
    expect(codes(read(bank(transaction({ CORRECTFITID: 'F0', CORRECTACTION: 'REPLACE' }))))).toEqual(['correction'])
  })

  it('reads cheque numbers, but not the zero that stands for none', () => {
    const [one, other] = only(
      read(bank(transaction({ CHECKNUM: '000319' }) + transaction({ FITID: 'F2', CHECKNUM: '0' }))),
    ).entries
    expect([one?.chequeNumber, other?.chequeNumber]).toEqual(['000319', null])
  })

  it('takes the currency of a transaction that has its own', () => {
    const file = read(
      bank(transaction({}).replace('</STMTTRN>', '<CURRENCY><CURRATE>7.8<CURSYM>USD</CURRENCY></STMTTRN>')),
    )
    expect(only(file).entries[0]?.currency).toBe('USD')
    expect(codes(file)).toEqual(['mixed-currencies'])
  })
})

describe('accounts and balances', () => {
  it.each([
    ['no ledger balance', { balance: '' }, 'closing-balance-missing', { closing: null }],
    [
      'an empty balance',
      { balance: '<LEDGERBAL><BALAMT><DTASOF>20240110</LEDGERBAL>' },
      'balance-unreadable',
      { closing: null },
    ],
    ['an empty currency', { currency: '<CURDEF>' }, 'currency-missing', { currency: null, account: '123-456' }],
    ['no account', { account: '' }, 'account-missing', { account: null }],
    ['no header', { header: '' }, 'version-not-stated', { account: '123-456' }],
  ])('%s', (_, options, code, expected) => {
    const file = read(bank(transaction({}), options))
    expect(codes(file)).toContain(code)
    expect(only(file)).toMatchObject(expected)
    expect(only(file).entries).toHaveLength(1)
  })

  it('reads bank and card in one file', () => {
    const card =
      '<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>HKD<CCACCTFROM><ACCTID>4111</CCACCTFROM><BANKTRANLIST></BANKTRANLIST><LEDGERBAL><BALAMT>-9.00<DTASOF>20240110</LEDGERBAL></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1>'
    const file = read(bank(transaction({})).replace('</OFX>', `${card}</OFX>`))
    expect(file.statements.map((one) => [one.account, one.accountType, one.closing?.amountMinor])).toEqual([
      ['123-456', 'CHECKING', 500],
      ['4111', 'CREDITCARD', -900],
    ])
    expect(file.outcome).toBe('clean')
  })

  it('reads the bank transactions inside an investment file and says what it left out', () => {
    const text = `${SGML}<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><DTASOF>20240110<CURDEF>USD<INVACCTFROM><BROKERID>b<ACCTID>I1</INVACCTFROM><INVTRANLIST><BUYSTOCK><INVBUY><UNITS>1</INVBUY></BUYSTOCK><INVBANKTRAN>${transaction({ TRNAMT: '3.00' })}<SUBACCTFUND>CASH</INVBANKTRAN></INVTRANLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1></OFX>`
    const file = read(text)
    expect(only(file)).toMatchObject({ account: 'I1', accountType: 'INVESTMENT', sumCreditsMinor: 300 })
    expect(codes(file)).toEqual(['investment-statement'])
  })

  it('keeps pending transactions out of the sums', () => {
    const pending = `<BANKTRANLISTP><DTASOF>20240110<STMTTRNP><TRNTYPE>DEBIT<DTTRAN>20240110<TRNAMT>-4.00<NAME>p</STMTTRNP></BANKTRANLISTP>`
    const file = read(bank(transaction({})).replace('</STMTRS>', `${pending}</STMTRS>`))
    expect(only(file).entries.map((entry) => entry.status)).toEqual(['booked', 'pending'])
    expect(only(file).sumDebitsMinor).toBe(100)
  })
})

describe('errors of the bank and damaged files', () => {
  const failed =
    '<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Bad password</STATUS></SONRS></SIGNONMSGSRSV1></OFX>'

  it('refuses a sign-on error without any statement, with the bank’s words', () => {
    const file = read(SGML + failed)
    expect(file).toMatchObject({ outcome: 'refused', statements: [] })
    expect(file.findings[0]).toMatchObject({ code: 'bank-reports-error' })
    expect(file.findings[0]?.message).toMatch(/15500.*Bad password/)
  })

  it('reports an error beside a statement', () => {
    const file = read(bank(transaction({})).replace('<CODE>0<SEVERITY>INFO', '<CODE>2000<SEVERITY>WARN'))
    expect(only(file).entries).toHaveLength(1)
    expect(codes(file)).toEqual(['bank-reports-error'])
  })

  it('refuses OFX without statements', () => {
    expect(read(`${SGML}<OFX><SIGNUPMSGSRSV1></SIGNUPMSGSRSV1></OFX>`)).toMatchObject({ outcome: 'refused' })
  })

  it('is never clean when cut', () => {
    const whole = bank(transaction({}) + transaction({ FITID: 'F2' }))
    for (let length = 0; length < whole.trimEnd().length; length += 1) {
      expect(read(whole.slice(0, length)).outcome, `${length}`).not.toBe('clean')
    }
    expect(codes(read(whole.slice(0, -12)))).toContain('file-cut-off')
  })
})
