/**
 * The traps of camt messages: namespaces, envelopes, character sets, balances, pages, reports and notifications.
 */
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import { ACCOUNT, balance, codes, entry, NAMESPACE, OPEN, only, PLAIN, read, statement } from './camt-builder.ts'
import { bytesOf } from './samples.ts'

describe('version and wrapping', () => {
  it.each([
    ['version 8', PLAIN, 'camt.053.001.08', []],
    ['version 2', PLAIN.replace('001.08', '001.02'), 'camt.053.001.02', []],
    ['version 13', PLAIN.replace('001.08', '001.13'), 'camt.053.001.13', []],
    [
      'national variant',
      PLAIN.replace(NAMESPACE, 'http://www.six-interbank-clearing.com/de/camt.053.001.04.ch.02.xsd'),
      'camt.053.001.04.ch.02',
      [],
    ],
    ['no namespace', PLAIN.replace(` xmlns="${NAMESPACE}"`, ''), 'camt.053 (no namespace)', ['version-not-stated']],
    [
      'another namespace than content',
      PLAIN.replace('camt.053', 'camt.054'),
      'camt.054.001.08',
      ['namespace-contradicts-content'],
    ],
    [
      'prefixes',
      PLAIN.replace(/<(\/?)(?=[A-Z])/g, '<$1c:').replace(`xmlns="${NAMESPACE}"`, `xmlns:c="${NAMESPACE}"`),
      'camt.053.001.08',
      [],
    ],
    [
      'prefixes that nobody declares',
      PLAIN.replace(/<(\/?)(?=[A-Z])/g, '<$1c:').replace(` xmlns="${NAMESPACE}"`, ''),
      'camt.053 (no namespace)',
      ['version-not-stated'],
    ],
    [
      'envelope with a business header',
      PLAIN.replace(
        '<Document',
        '<e:Envelope xmlns:e="urn:x"><AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02"><Fr/></AppHdr><Document',
      ).replace('</Document>', '</Document></e:Envelope>'),
      'camt.053.001.08',
      [],
    ],
    ['byte order mark and blanks before the declaration', `\ufeff\n  ${PLAIN}`, 'camt.053.001.08', []],
    [
      'first version with its root name',
      PLAIN.replaceAll('BkToCstmrStmt>', 'BkToCstmrStmtV01>').replace('001.08', '001.01'),
      'camt.053.001.01',
      [],
    ],
  ])('reads: %s', (_, text, format, expected) => {
    const file = read(text)
    expect(only(file)).toMatchObject({ account: 'NL00BANK0123456789', currency: 'EUR', number: '7', addsUp: true })
    expect(file.format).toBe(format)
    expect(codes(file)).toEqual(expected)
  })

  it.each([
    ['UTF-16LE', '\ufeff', 'UTF-16'],
    ['UTF-16BE', '\ufeff', 'UTF-16'],
    ['ISO-8859-1', '', 'ISO-8859-1'],
    ['GB18030', '', 'GB18030'],
  ])('obeys the declared character set %s', (charset, mark, declared) => {
    const text = PLAIN.replace('UTF-8', declared).replace(
      '</BookgDt>',
      '</BookgDt><AddtlNtryInf>Müller é</AddtlNtryInf>',
    )
    const file = inspectStatement(new Uint8Array(iconv.encode(mark + text, charset)))
    expect(only(file).entries[0]?.text).toBe('Müller é')
    expect(file.outcome).toBe('clean')
  })

  it('says when the bytes are not what the declaration says', () => {
    const text = PLAIN.replace('</BookgDt>', '</BookgDt><AddtlNtryInf>Müller</AddtlNtryInf>')
    const wrong = inspectStatement(new Uint8Array(iconv.encode(text, 'ISO-8859-1')))
    expect(only(wrong).entries[0]?.text).toBe('Müller')
    expect(codes(wrong)).toEqual(['charset-assumed'])
    const other = inspectStatement(bytesOf(text.replace('UTF-8', 'ISO-8859-1')))
    expect(only(other).entries[0]?.text).toBe('Müller')
    expect(codes(other)).toEqual(['charset-contradicts-declaration'])
    const lost = inspectStatement(bytesOf(text.replace('ü', '\ufffd')))
    expect(codes(lost)).toEqual(['unreadable-characters'])
  })

  it.each([
    ['CstmrPmtStsRpt', /pain\.002/],
    ['CstmrCdtTrfInitn', /pain\.001/],
    ['SomethingElse', /no camt/],
  ])('refuses %s with its name', (root, message) => {
    const file = read(`<Document xmlns="urn:x"><${root}><A/></${root}></Document>`)
    expect(file).toMatchObject({ outcome: 'refused', statements: [] })
    expect(file.findings[0]).toMatchObject({ code: 'not-a-statement', severity: 'refusal' })
    expect(file.findings[0]?.message).toMatch(message)
  })

  it('reports a message without any statement', () => {
    const file = read(`<Document xmlns="${NAMESPACE}"><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>`)
    expect(codes(file)).toEqual(['no-statement'])
  })
})

describe('balances', () => {
  it.each([
    ['PRCD stands in for OPBD', `${balance('PRCD', '100.00')}${balance('CLBD', '110.00')}`, 10000, 11000, []],
    ['both agree', `${balance('PRCD', '100.00')}${OPEN}${balance('CLBD', '110.00')}`, 10000, 11000, []],
    [
      'both disagree',
      `${balance('PRCD', '90.00')}${OPEN}${balance('CLBD', '110.00')}`,
      10000,
      11000,
      ['opening-contradicts-previous'],
    ],
    [
      'available is not booked',
      `${balance('OPAV', '100.00')}${balance('CLAV', '110.00')}`,
      null,
      null,
      ['balances-missing'],
    ],
    ['interim alone is not closing', `${OPEN}${balance('ITBD', '110.00')}`, 10000, null, ['closing-balance-missing']],
    [
      'interim does not open a statement without pages',
      `${balance('ITBD', '100.00')}${balance('CLBD', '110.00')}`,
      null,
      11000,
      ['opening-balance-missing'],
    ],
    ['overdrawn', `${balance('OPBD', '5.00', { sign: 'DBIT' })}${balance('CLBD', '5.00')}`, -500, 500, []],
    [
      'date with time and zone',
      `${balance('OPBD', '100.00', { date: '<DtTm>2024-01-09T23:30:00+08:00</DtTm>' })}${balance('CLBD', '110.00')}`,
      10000,
      11000,
      [],
    ],
    [
      'no sign',
      `${balance('OPBD', '100.00', { sign: '' })}${balance('CLBD', '110.00')}`,
      null,
      11000,
      ['balance-sign-missing', 'opening-balance-missing'],
    ],
    [
      'unreadable',
      `${balance('OPBD', '1,00')}${balance('CLBD', '110.00')}`,
      null,
      11000,
      ['balance-unreadable', 'opening-balance-missing'],
    ],
    [
      'several days',
      `${balance('CLBD', '110.00', { date: '<Dt>2024-01-12</Dt>' })}${balance('OPBD', '105.00', { date: '<Dt>2024-01-11</Dt>' })}${OPEN}${balance('CLBD', '105.00')}`,
      10000,
      11000,
      [],
    ],
  ])('%s', (_, balances, opening, closing, expected) => {
    const file = read(statement(`${balances}${entry()}`))
    const found = only(file)
    expect(found.opening?.amountMinor ?? null).toBe(opening)
    expect(found.closing?.amountMinor ?? null).toBe(closing)
    expect(codes(file)).toEqual(expected)
  })

  it('takes interim balances between the pages of one statement', () => {
    const page = (number: number, last: boolean): string =>
      `<MsgPgntn><PgNb>${number}</PgNb><LastPgInd>${last}</LastPgInd></MsgPgntn>`
    const first = read(statement(`${OPEN}${balance('ITBD', '110.00')}${entry()}`, { head: page(1, false) }))
    expect(only(first)).toMatchObject({ closing: { amountMinor: 11000 }, closingType: 'ITBD', addsUp: true })
    expect(codes(first)).toEqual(['page-not-last'])
    const second = read(
      statement(`${balance('ITBD', '110.00')}${balance('CLBD', '120.00')}${entry()}`, { head: page(2, true) }),
    )
    expect(only(second)).toMatchObject({ opening: { amountMinor: 11000 }, addsUp: true })
    expect(second.outcome).toBe('clean')
  })

  it('never adds a balance in another currency', () => {
    const file = read(statement(`${OPEN}${balance('CLBD', '110.00', { currency: 'USD' })}${entry()}`))
    expect(only(file).addsUp).toBeNull()
    expect(codes(file)).toEqual(['balance-currency-differs'])
    const other = read(statement(`${OPEN}${balance('CLBD', '110', { currency: 'JPY' })}${entry()}`))
    expect(only(other).closing).toBeNull()
  })

  it('chains the statements of one file', () => {
    const two = (second: string): string =>
      PLAIN.replace(
        '</BkToCstmrStmt>',
        `<Stmt><Id>T</Id>${ACCOUNT}${balance('OPBD', second, { date: '<Dt>2024-01-11</Dt>' })}${balance('CLBD', second, { date: '<Dt>2024-01-11</Dt>' })}</Stmt></BkToCstmrStmt>`,
      )
    expect(read(two('110.00')).outcome).toBe('clean')
    expect(codes(read(two('111.00')))).toEqual(['balance-chain-broken'])
  })
})

describe('reports and notifications', () => {
  it('reads camt.052 and camt.054 as what may come again later', () => {
    const report = PLAIN.replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt')
      .replace('<Stmt>', '<Rpt>')
      .replace('</Stmt>', '</Rpt>')
      .replace('camt.053', 'camt.052')
    expect(only(read(report))).toMatchObject({ kind: 'interim', addsUp: true })
    const advice = PLAIN.replaceAll('BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn')
      .replace('<Stmt>', '<Ntfctn>')
      .replace('</Stmt>', '</Ntfctn>')
      .replace('camt.053', 'camt.054')
      .replace(/<Bal>.*<\/Bal>/, '')
    const file = read(advice)
    expect(only(file)).toMatchObject({
      kind: 'advice',
      opening: null,
      closing: null,
      addsUp: null,
      sumCreditsMinor: 1000,
    })
    expect(file.outcome).toBe('clean')
  })

  it('keeps identical twins and reports a statement that comes twice', () => {
    const twins = read(statement(`${OPEN}${balance('CLBD', '120.00')}${entry()}${entry()}`))
    expect(only(twins).entries).toHaveLength(2)
    expect(twins.outcome).toBe('clean')
    const [, inner = ''] = /(<Stmt>.*<\/Stmt>)/.exec(PLAIN) ?? []
    expect(codes(read(PLAIN.replace(inner, inner + inner)))).toContain('statement-repeated')
  })
})
