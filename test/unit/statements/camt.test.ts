/**
 * The traps of camt.052, camt.053 and camt.054: namespaces, statuses, balances, batches, currencies, reversals.
 */
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { Entry, Statement, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf } from './samples.ts'

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'

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

function balance(
  type: string,
  amount: string,
  options: { sign?: string; currency?: string; date?: string } = {},
): string {
  const { sign = 'CRDT', currency = 'EUR', date = '<Dt>2024-01-10</Dt>' } = options
  return `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Dt>${date}</Dt></Bal>`
}

type EntryParts = {
  amount?: string
  sign?: string
  status?: string
  currency?: string
  rest?: string
  details?: string
}

function entry(parts: EntryParts = {}): string {
  const { amount = '10.00', sign = 'CRDT', status = '<Cd>BOOK</Cd>', currency = 'EUR', rest = '', details = '' } = parts
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>${rest}<Sts>${status}</Sts><BookgDt><Dt>2024-01-10</Dt></BookgDt><AcctSvcrRef>BANK1</AcctSvcrRef>${details}</Ntry>`
}

const ACCOUNT = '<Acct><Id><IBAN>NL00BANK0123456789</IBAN></Id><Ccy>EUR</Ccy></Acct>'
const OPEN = balance('OPBD', '100.00')

function statement(body: string, options: { namespace?: string; head?: string; account?: string } = {}): string {
  const { namespace = ` xmlns="${NAMESPACE}"`, head = '', account = ACCOUNT } = options
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document${namespace}><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId>${head}</GrpHdr><Stmt><Id>S</Id><ElctrncSeqNb>7</ElctrncSeqNb>${account}${body}</Stmt></BkToCstmrStmt></Document>\n`
}

const PLAIN = statement(`${OPEN}${balance('CLBD', '110.00')}${entry()}`)

function details(...transactions: string[]): string {
  return `<NtryDtls>${transactions.join('')}</NtryDtls>`
}

function transaction(reference: string, more = ''): string {
  return `<TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs>${more}</TxDtls>`
}

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

describe('entries', () => {
  const withEntry = (one: string, closing = '110.00'): StatementFile =>
    read(statement(`${OPEN}${balance('CLBD', closing)}${one}`))

  it('counts booked entries only and keeps the others visible', () => {
    const others = [entry({ status: '<Cd>PDNG</Cd>' }), entry({ status: '<Cd>INFO</Cd>' }), entry({ status: 'PDNG' })]
    const file = withEntry(entry({ status: 'BOOK' }) + others.join(''))
    expect(only(file).entries.map((one) => one.status)).toEqual(['booked', 'pending', 'info', 'pending'])
    expect(only(file)).toMatchObject({ sumCreditsMinor: 1000, addsUp: true })
    expect(file.outcome).toBe('clean')
    expect(codes(withEntry(entry() + entry({ status: '<Prtry>ODD</Prtry>' })))).toEqual(['status-unknown'])
    expect(codes(withEntry(entry({ status: '' })))).toEqual(['status-missing'])
  })

  it('labels a reversal and does not turn its direction', () => {
    const file = withEntry(entry({ sign: 'DBIT', rest: '<RvslInd>true</RvslInd>' }), '90.00')
    expect(only(file).entries[0]).toMatchObject({ reversal: true, direction: 'debit' })
    expect(file.outcome).toBe('clean')
  })

  it.each([
    ['direction-missing', entry({ sign: '' }), { direction: null, amountMinor: 1000 }],
    ['amount-unreadable', entry({ amount: '1,000.00' }), { amountMinor: null, amountText: '1,000.00' }],
    ['amount-unreadable', entry({ amount: '10.005' }), { amountMinor: null }],
    ['amount-unreadable', entry({ amount: '' }), { amountMinor: null }],
    ['negative-amount', entry({ amount: '-10.00' }), { amountMinor: 1000, direction: 'credit' }],
    [
      'date-unreadable',
      entry().replace('2024-01-10', '2024-02-30'),
      { bookingDate: null, bookingDateText: '2024-02-30' },
    ],
    ['date-missing', entry().replace(/<BookgDt>.*<\/BookgDt>/, ''), { bookingDate: null, valueDate: null }],
    ['currency-missing', entry().replace(' Ccy="EUR"', ''), { currency: 'EUR', amountMinor: 1000 }],
  ])('%s', (code, one, expected) => {
    const file = withEntry(one)
    expect(codes(file)).toContain(code)
    expect(only(file).entries[0]).toMatchObject(expected)
    if (Object.entries(expected).some(([name, value]) => /^(?:amountMinor|direction)$/.test(name) && value === null)) {
      expect(only(file)).toMatchObject({ sumCreditsMinor: null, addsUp: null })
    }
  })

  it('never adds currencies: sums and the balance check stay unknown', () => {
    const file = withEntry(entry() + entry({ currency: 'USD' }))
    expect(only(file)).toMatchObject({ sumCreditsMinor: null, sumDebitsMinor: null, addsUp: null })
    expect(file.findings[0]).toMatchObject({ code: 'mixed-currencies' })
    expect(file.findings[0]?.message).toMatch(/10\.00 EUR.*10\.00 USD/)
  })

  it('uses the decimals of the currency', () => {
    const yen = statement(
      `${balance('OPBD', '100', { currency: 'JPY' })}${balance('CLBD', '110', { currency: 'JPY' })}${entry({ amount: '10', currency: 'JPY' })}`,
      {
        account: '<Acct><Id><Othr><Id>123</Id></Othr></Id><Ccy>JPY</Ccy></Acct>',
      },
    )
    expect(only(read(yen))).toMatchObject({
      account: '123',
      opening: { amountMinor: 100 },
      sumCreditsMinor: 10,
      addsUp: true,
    })
  })

  it('reads references, parties and texts wherever a version puts them', () => {
    const rich = details(
      `<TxDtls><Refs><MsgId>M1</MsgId><AcctSvcrRef>B2</AcctSvcrRef><PmtInfId>P1</PmtInfId><InstrId>I1</InstrId><EndToEndId>E1</EndToEndId><UETR>8a562c67-ca16-48ba-b074-65581be6f001</UETR><ChqNb>000123</ChqNb></Refs><RltdPties><Dbtr><Pty><Nm>Us</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>NL00BANK0123456789</IBAN></Id></DbtrAcct><Cdtr><Nm>Payee</Nm></Cdtr><CdtrAcct><Id><Othr><Id>999</Id></Othr></Id></CdtrAcct></RltdPties><RmtInf><Ustrd>line  one</Ustrd><Ustrd>two</Ustrd><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf><RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></RtrInf></TxDtls>`,
    )
    const [one] = only(withEntry(entry({ sign: 'DBIT', details: rich }), '90.00')).entries as [Entry]
    expect(one).toMatchObject({
      bankReference: 'BANK1',
      ownReference: 'E1',
      messageId: 'M1',
      paymentBlockId: 'P1',
      instructionId: 'I1',
      uetr: '8a562c67-ca16-48ba-b074-65581be6f001',
      chequeNumber: '000123',
      counterparty: 'Payee',
      counterpartyAccount: '999',
      text: 'line  one\ntwo\nRF18',
      returnReason: 'AC04 closed',
    })
    expect(one.transactions[0]).toMatchObject({ bankReference: 'B2', amountMinor: 1000, direction: 'debit' })
    const back = only(withEntry(entry({ details: rich }))).entries[0]
    expect(back).toMatchObject({ counterparty: 'Payee', counterpartyAccount: '999' })
  })

  it('keeps the own reference empty when the bank writes NOTPROVIDED', () => {
    expect(only(withEntry(entry({ details: details(transaction('NOTPROVIDED')) }))).entries[0]?.ownReference).toBeNull()
  })
})

describe('batches', () => {
  const amount = (text: string, currency = 'EUR'): string => `<Amt Ccy="${currency}">${text}</Amt>`
  const batch = (count: string, total = ''): string => `<Btch><NbOfTxs>${count}</NbOfTxs>${total}</Btch>`
  const withDetails = (inner: string): StatementFile =>
    read(statement(`${OPEN}${balance('CLBD', '110.00')}${entry({ details: inner })}`))

  it.each([
    [
      'adds up',
      details(
        batch('2', '<TtlAmt Ccy="EUR">10.00</TtlAmt>'),
        transaction('A', amount('4.00')),
        transaction('B', amount('6.00')),
      ),
      [],
    ],
    [
      'does not add up',
      details(transaction('A', amount('4.00')), transaction('B', amount('5.00'))),
      ['details-do-not-add-up'],
    ],
    [
      'a wrong count',
      details(batch('3'), transaction('A', amount('4.00')), transaction('B', amount('6.00'))),
      ['batch-count-mismatch'],
    ],
    ['a count without details', details(batch('30')), []],
    ['a wrong total', details(batch('2', '<TtlAmt Ccy="EUR">11.00</TtlAmt>')), ['batch-total-mismatch']],
    [
      'amounts of another currency',
      details(transaction('A', amount('4.00', 'USD')), transaction('B', amount('6.00'))),
      [],
    ],
    [
      'one against the direction',
      details(transaction('A', amount('12.00')), transaction('B', `${amount('2.00')}<CdtDbtInd>DBIT</CdtDbtInd>`)),
      [],
    ],
    [
      'net of charges',
      `${details(transaction('A', amount('11.00')))}<Chrgs><Rcrd><Amt Ccy="EUR">1.00</Amt></Rcrd></Chrgs>`,
      [],
    ],
    [
      'older version amounts',
      details(
        transaction('A', `<AmtDtls><TxAmt>${amount('4.00')}</TxAmt></AmtDtls>`),
        transaction('B', `<AmtDtls><InstdAmt>${amount('6.00')}</InstdAmt></AmtDtls>`),
      ),
      [],
    ],
    [
      'two groups of details',
      details(batch('1'), transaction('A', amount('4.00'))) + details(batch('1'), transaction('B', amount('6.00'))),
      [],
    ],
  ])('%s', (_, inner, expected) => {
    const file = withDetails(inner)
    expect(codes(file)).toEqual(expected)
    expect(only(file).addsUp).toBe(true)
  })

  it('takes the entry amount for a single transaction without its own', () => {
    const [one] = only(
      withDetails(details(transaction('A', `<AmtDtls><InstdAmt>${amount('12.34', 'USD')}</InstdAmt></AmtDtls>`))),
    ).entries
    expect(one?.transactions[0]).toMatchObject({ amountMinor: 1000, currency: 'EUR' })
    const [several] = only(
      withDetails(
        details(
          transaction('A', `<AmtDtls><InstdAmt>${amount('12.34', 'USD')}</InstdAmt></AmtDtls>`),
          transaction('B'),
        ),
      ),
    ).entries
    expect(several?.transactions.map((one) => one.amountMinor)).toEqual([null, null])
    expect(several?.ownReference).toBeNull()
  })
})

describe('the transaction summary', () => {
  const summary = (inner: string): StatementFile =>
    read(statement(`${OPEN}${balance('CLBD', '110.00')}<TxsSummry>${inner}</TxsSummry>${entry()}`))

  it.each([
    [
      '<TtlNtries><NbOfNtries>1</NbOfNtries><Sum>10.00</Sum><TtlNetNtry><Amt>10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries>',
      [],
    ],
    [
      '<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>10</Sum></TtlCdtNtries><TtlDbtNtries><NbOfNtries>0</NbOfNtries><Sum>0</Sum></TtlDbtNtries>',
      [],
    ],
    ['<TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries>', ['summary-mismatch']],
    ['<TtlCdtNtries><Sum>10.01</Sum></TtlCdtNtries>', ['summary-mismatch']],
    ['<TtlNtries><TtlNetNtryAmt>10.00</TtlNetNtryAmt><CdtDbtInd>DBIT</CdtDbtInd></TtlNtries>', ['summary-mismatch']],
    ['<TtlDbtNtries><NbOfNtries>1</NbOfNtries></TtlDbtNtries>', ['summary-mismatch']],
  ])('%s', (inner, expected) => {
    expect(codes(summary(inner))).toEqual(expected)
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
