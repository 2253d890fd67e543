/**
 * The traps of camt entries: statuses, reversals, currencies, references, batches and the transaction summary.
 */
import { describe, expect, it } from 'vitest'
import type { Entry, StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { balance, codes, details, entry, OPEN, only, read, statement, transaction } from './camt-builder.ts'

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
