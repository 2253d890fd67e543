/**
 * The traps of whole CSV statements: rows that are no entries, running balances, accounts, characters, profiles.
 */
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { CsvProfile, proposeCsvProfile, readCsv } from '../../../src/main/engine/formats/statements/csv-profile.ts'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import { codes, HEAD, only, read, signed } from './csv-builder.ts'
import { bytesOf, sample, statementFiles } from './samples.ts'

describe('rows that are no entries', () => {
  it('reads a preamble with account, currency and balances, and a footer with totals', () => {
    const lines = [
      'HSBC Business Internet Banking',
      'Account number:,012-345678-838',
      'Currency:,HKD',
      'Opening balance:,"1,000.00"',
      'Closing balance:,"1,150.00"',
      '',
      'Date,Transaction details,Debit,Credit',
      '10 Jan 2024,RENT,50.00,',
      '11 Jan 2024,DEPOSIT,,200.00',
      'Total,,50.00,200.00',
    ]
    const file = read(lines)
    expect(only(file)).toMatchObject({
      account: '012-345678-838',
      currency: 'HKD',
      opening: { amountMinor: 100000 },
      closing: { amountMinor: 115000 },
      addsUp: true,
    })
    expect(only(file).entries).toHaveLength(2)
    expect(codes(file)).toEqual([])
    expect(codes(read(lines.filter((line) => !line.includes('RENT'))))).toEqual(
      ['totals-mismatch', 'does-not-add-up'].reverse(),
    )
  })

  it('reads balances that stand in rows like entries, with a nameless column for debit and credit', () => {
    const file = read([
      'Kontonummer:;12345678',
      'Buchungstag;Empfänger;Konto-Nr.;Vorgang;Kundenreferenz;Währung;Umsatz; ',
      '13.01.2024;Miete;111;Dauerauftrag;R1;EUR;40,00;S',
      '15.01.2024;Chef;222;Gehalt;R2;EUR;90,00;H',
      '10.01.2024;;;;Anfangssaldo;EUR;100,00;S',
      '31.01.2024;;;;Endsaldo;EUR;50,00;S',
    ])
    expect(only(file)).toMatchObject({
      account: '12345678',
      opening: { amountMinor: -10000 },
      closing: { amountMinor: -5000 },
    })
    expect(only(file)).toMatchObject({
      addsUp: true,
      entries: [{ counterpartyAccount: '111' }, { counterpartyAccount: '222' }],
    })
    expect(codes(file)).toEqual([])
  })

  it('reads balances in lines before and behind the table', () => {
    const file = read([
      '"Umsätze";"01.01.2018 - 31.01.2018";',
      '"Neuer Kontostand";"1.234,56 EUR";',
      '"Buchungstag";"Wertstellung (Valuta)";"Vorgang";"Umsatz in EUR";',
      '"31.01.2018";"31.01.2018";"Abschlag";"-80,00";',
      '"15.01.2018";"15.01.2018";"Gehalt";"1.500,00";',
      '"Alter Kontostand";"-185,44 EUR";',
    ])
    expect(only(file)).toMatchObject({
      opening: { amountMinor: -18544 },
      closing: { amountMinor: 123456 },
      addsUp: true,
    })
    expect(only(file).entries).toHaveLength(2)
    expect(codes(file)).toEqual(['account-missing'])
  })

  it('takes a first row with the previous balance as the opening one', () => {
    const file = read([
      'Date,Details,Debit,Credit,Balance,Currency,Account',
      '09/01/2024,BALANCE B/F,,,100.00,HKD,1',
      '10/01/2024,a,10.00,,90.00,HKD,1',
      '31/01/2024,b,,20.00,110.00,HKD,1',
    ])
    expect(only(file)).toMatchObject({ opening: { amountMinor: 10000 }, closing: { amountMinor: 11000 }, addsUp: true })
    expect(only(file).entries).toHaveLength(2)
    expect(codes(file)).toEqual([])
  })

  it('reports a stated balance that the rows contradict', () => {
    const file = read([
      'Date,Details,Debit,Credit,Balance,Currency,Account',
      '09/01/2024,Opening balance,,,101.00,HKD,1',
      '10/01/2024,a,10.00,,90.00,HKD,1',
      '31/01/2024,b,,20.00,110.00,HKD,1',
    ])
    expect(codes(file)).toEqual(['stated-balance-mismatch'])
  })

  it('does not take a payment whose text begins like a balance row for one', () => {
    const file = read([
      'Date,Details,Amount,Balance,Currency,Account',
      '2024-01-10,Opening balance transfer,10.00,110.00,HKD,1',
      '2024-01-11,Total Energies,-20.00,90.00,HKD,1',
    ])
    expect(signed(file)).toEqual([1000, -2000])
  })

  it('joins descriptions that go on in the next row or over quoted line breaks', () => {
    const file = read([HEAD, '2024-01-10,"first', 'second",-10.00,HKD,123', ',third,,,', '2024-01-11,b,20.00,HKD,123'])
    expect(only(file).entries.map((entry) => entry.text)).toEqual(['first\nsecond third', 'b'])
    expect(only(file).entries.map((entry) => entry.place)).toEqual(['line 3', 'line 5'])
  })

  it('reports rows that it does not understand, and drops none', () => {
    const file = read([
      HEAD,
      '2024-01-10,a,-10.00,HKD,123',
      ',no date,5.00,HKD,123',
      '2024-01-12,no amount,,HKD,123',
      'soon,c,x,HKD,123',
      '2024-01-13,short',
    ])
    expect(only(file).entries).toHaveLength(5)
    expect(codes(file)).toEqual([
      'date-missing',
      'amount-unreadable',
      'date-unreadable',
      'amount-unreadable',
      'row-too-short',
      'amount-unreadable',
    ])
    const shifted = read([HEAD, '2024-01-10,a, b,-10.00,HKD,123', '2024-01-11,c,5.00,HKD,123'])
    expect(codes(shifted)).toContain('row-too-long')
  })

  it('skips column names that are repeated on every page', () => {
    const file = read([HEAD, '2024-01-10,a,-10.00,HKD,123', HEAD, '2024-01-11,b,20.00,HKD,123'])
    expect(signed(file)).toEqual([-1000, 2000])
    expect(codes(file)).toEqual([])
  })

  it('handles a file with column names only', () => {
    const file = read([HEAD])
    expect(only(file).entries).toEqual([])
    expect(codes(file)).toContain('no-entries')
  })
})

describe('running balances', () => {
  const head = 'Date,Text,Amount,Balance,Currency,Account'
  const rows = [
    '2024-01-10,a,-10.00,90.00,HKD,1',
    '2024-01-10,b,20.00,110.00,HKD,1',
    '2024-01-11,c,-5.00,105.00,HKD,1',
    '2024-01-12,d,1.00,106.00,HKD,1',
  ]

  it('follow in both orders and prove opening and closing', () => {
    for (const order of [rows, rows.toReversed()]) {
      const file = read([head, ...order])
      expect(only(file)).toMatchObject({
        opening: { amountMinor: 10000, date: '2024-01-10' },
        closing: { amountMinor: 10600, date: '2024-01-12' },
        addsUp: true,
      })
      expect(codes(file)).toEqual([])
    }
  })

  it('show every dropped, changed or moved row', () => {
    for (const index of [1, 2]) {
      expect(codes(read([head, ...rows.filter((_, other) => other !== index)])), `row ${index}`).not.toEqual([])
    }
    for (const index of rows.keys()) {
      const changed = rows.map((row, other) => (other === index ? row.replace(/,(-?\d+)\.00,/, ',$1.01,') : row))
      if (index > 0) expect(codes(read([head, ...changed])), `row ${index}`).toContain('running-balance-broken')
    }
    const [a, b, c, d] = rows as [string, string, string, string]
    expect(codes(read([head, a, c, b, d]))).not.toEqual([])
  })

  it('may stand on the last row of a day only', () => {
    const sparse = rows.map((row, index) => (index === 0 ? row.replace('90.00', '') : row))
    const file = read([head, ...sparse])
    expect(only(file)).toMatchObject({ opening: { amountMinor: 10000 }, closing: { amountMinor: 10600 }, addsUp: true })
    expect(codes(file)).toEqual([])
  })

  it('are not used when a filtered export breaks them', () => {
    const file = read([
      head,
      '2024-01-10,a,-10.00,90.00,HKD,1',
      '2024-01-11,b,20.00,500.00,HKD,1',
      '2024-01-12,c,1.00,7.00,HKD,1',
    ])
    expect(only(file)).toMatchObject({ opening: null, closing: null, addsUp: null, sumCreditsMinor: 2100 })
    expect(codes(file)).toEqual(['running-balance-does-not-follow'])
  })
})

describe('accounts, currencies and characters', () => {
  it('makes one statement per account', () => {
    const file = read([HEAD, '2024-01-10,a,-10.00,HKD,111', '2024-01-10,b,5.00,HKD,222', '2024-01-11,c,20.00,HKD,111'])
    expect(
      file.statements.map((one) => [one.account, one.entries.length, one.sumCreditsMinor, one.sumDebitsMinor]),
    ).toEqual([
      ['111', 2, 2000, 1000],
      ['222', 1, 500, 0],
    ])
  })

  it('takes a column of ever different accounts for the other side’s', () => {
    const rows = ['1111', '2222', '3333', '4444'].map((account, index) => `2024-01-1${index},a,-1.00,HKD,${account}`)
    const file = read([HEAD, ...rows])
    expect(only(file)).toMatchObject({ account: null, entries: [{ counterpartyAccount: '1111' }, {}, {}, {}] })
    expect(codes(file)).toEqual(['account-missing'])
  })

  it('never adds currencies', () => {
    const file = read([HEAD, '2024-01-10,a,-10.00,HKD,1', '2024-01-11,b,20,JPY,1'])
    expect(only(file)).toMatchObject({ currency: null, sumCreditsMinor: null, sumDebitsMinor: null })
    expect(only(file).entries.map((entry) => entry.amountMinor)).toEqual([1000, 20])
    expect(codes(file)).toEqual(['mixed-currencies'])
  })

  it('takes the currency from the name of the amount column', () => {
    const file = read(['Datum;Omschrijving;Bedrag (EUR);Rekening', '13-01-2024;a;-1,00;NL1'])
    expect(only(file).currency).toBe('EUR')
    expect(codes(file)).toEqual([])
  })

  it('keeps numbers in formula guards and reports accounts lost in a spreadsheet', () => {
    const file = read([HEAD, '2024-01-10,a,-10.00,HKD,="00123456"', '2024-01-11,b,1.00,HKD,="00123456"'])
    expect(only(file).account).toBe('00123456')
    const lost = read([HEAD, '2024-01-10,a,-10.00,HKD,1.23457E+11', '2024-01-11,b,1.00,HKD,1.23457E+11'])
    expect(only(lost).account).toBeNull()
    expect(codes(lost)).toContain('account-damaged')
  })

  it.each([
    ['UTF-8 with mark', 'UTF-8', '\ufeff', []],
    ['UTF-16LE', 'UTF-16LE', '\ufeff', []],
    ['Big5-HKSCS', 'Big5-HKSCS', '', ['charset-assumed']],
    ['GB18030', 'GB18030', '', ['charset-assumed']],
  ])('reads Chinese names in %s', (_, charset, mark, expected) => {
    const simplified = charset === 'GB18030'
    const lines = simplified
      ? [
          '交易日期,摘要,支出,存入,余额,币种,账号',
          '2024-01-10,公司付款 陈大文,10.00,,90.00,CNY,1',
          '2024-01-11,利息收入,,20.00,110.00,CNY,1',
        ]
      : [
          '交易日期,交易摘要,支出,存入,結餘,貨幣,賬號',
          '2024-01-10,公司付款 陳大文,10.00,,90.00,HKD,1',
          '2024-01-11,利息收入,,20.00,110.00,HKD,1',
        ]
    const file = inspectStatement(new Uint8Array(iconv.encode(mark + lines.join('\n'), charset)))
    expect(signed(file)).toEqual([-1000, 2000])
    expect(only(file)).toMatchObject({
      opening: { amountMinor: 10000 },
      closing: { amountMinor: 11000 },
      addsUp: true,
      account: '1',
    })
    expect(only(file).entries[0]?.text).toContain(simplified ? '陈大文' : '陳大文')
    expect(codes(file)).toEqual(expected)
  })

  it.each([',', ';', '\t', '|'])('splits by %j', (delimiter) => {
    const file = read(
      ['Date,Text,Amount,Currency,Account', '2024-01-10,a,-10.50,HKD,1', '2024-01-11,b,5.00,HKD,1'].map((line) =>
        line.replaceAll(',', delimiter),
      ),
    )
    expect(signed(file)).toEqual([-1050, 500])
  })

  it.each([
    ['without column names', []],
    ['with column names', ['Date,Text,Amount,Balance']],
  ])('joins amounts that the separator cut at the decimal comma, %s', (_, head) => {
    const rows = ['16-11-2012,Card,-48,05,26550,33', '27-11-2012,Card,-1.000,00,25550,33']
    const file = read([...head, ...rows])
    expect(signed(file)).toEqual([-4805, -100000])
    expect(only(file)).toMatchObject({ closing: { amountMinor: 2555033 }, addsUp: true })
    expect(codes(file)).toContain('amounts-joined')
  })

  it('reports a quotation mark that is never closed', () => {
    const file = read([HEAD, '2024-01-10,"a,-10.00,HKD,1', '2024-01-11,b,1.00,HKD,1'])
    expect(codes(file)).toContain('quote-not-closed')
  })
})

describe('profiles', () => {
  it.each(statementFiles.filter((file) => file.startsWith('csv/')))(
    'the proposal for %s is a valid profile that reads the same',
    (file) => {
      const { profile } = proposeCsvProfile(sample(file))
      expect(profile).not.toBeNull()
      const checked = CsvProfile.parse(profile)
      expect(readCsv(sample(file), checked).statements).toEqual(inspectStatement(sample(file)).statements)
      expect(
        inspectStatement(sample(file), { csvProfile: checked }).findings.map((finding) => finding.code),
      ).not.toContain('csv-profile-proposed')
    },
  )

  it('answers what the content cannot say', () => {
    const bytes = bytesOf(['Date,Text,Amount', '03/04/2025,a,1.00', '05/06/2025,b,2.00', 'Printed by,x,'].join('\n'))
    const { profile, questions } = proposeCsvProfile(bytes)
    expect(questions.map((question) => question.code)).toEqual(['date-order-ambiguous'])
    const answered = CsvProfile.parse({
      ...profile,
      dateOrder: 'MDY',
      sign: 'reversed',
      account: '777',
      currency: 'USD',
      skipRowsStartingWith: ['Printed by'],
    })
    const file = readCsv(bytes, answered)
    expect(file.findings.map((finding) => finding.code)).toEqual(['completeness-not-provable'])
    expect(file.statements[0]).toMatchObject({
      account: '777',
      currency: 'USD',
      sumCreditsMinor: 0,
      sumDebitsMinor: 300,
    })
    expect(file.statements[0]?.entries[0]).toMatchObject({ bookingDate: '2025-03-04', direction: 'debit' })
  })

  it('refuses what is no table, and a profile without amounts', () => {
    expect(proposeCsvProfile(bytesOf('just some words\nand more\n')).profile).toBeNull()
    expect(inspectStatement(bytesOf('just some words\nand more\n'))).toMatchObject({
      outcome: 'refused',
      findings: [{ code: 'format-unknown' }],
    })
    const { profile } = proposeCsvProfile(bytesOf(`${HEAD}\n2024-01-10,a,-1.00,HKD,1\n`))
    const empty = CsvProfile.parse({ ...profile, columns: { ...profile?.columns, amount: null } })
    expect(readCsv(bytesOf('a,b\n'), empty)).toMatchObject({
      outcome: 'refused',
      findings: [{ code: 'csv-no-amount-column' }],
    })
    expect(readCsv(new Uint8Array([0x50, 0, 1, 2]), empty)).toMatchObject({ outcome: 'refused' })
  })
})
