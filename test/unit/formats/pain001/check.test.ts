import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitToSet } from '../../../../src/main/engine/formats/pain001/character-set.ts'
import { type CheckOptions, checkPaymentFile } from '../../../../src/main/engine/formats/pain001/check.ts'
import type { Payment, PaymentBlock, PaymentFile } from '../../../../src/main/engine/formats/pain001/model.ts'
import { paymentFileArbitrary, SIMPLE_FILE } from './payment-file-arbitrary.ts'

const UNICODE: CheckOptions = { version: '09', characterSet: 'unicode' }
const SWIFT: CheckOptions = { version: '09', characterSet: 'swift' }

function withPayment(change: Partial<Record<keyof Payment, unknown>>): PaymentFile {
  const block = SIMPLE_FILE.blocks[0]!
  const changed = { ...block.payments[0]!, ...change } as Payment
  return { ...SIMPLE_FILE, blocks: [{ ...block, payments: [changed, block.payments[1]!] }, SIMPLE_FILE.blocks[1]!] }
}

function withBlock(change: Partial<Record<keyof PaymentBlock, unknown>>): PaymentFile {
  return { ...SIMPLE_FILE, blocks: [{ ...SIMPLE_FILE.blocks[0]!, ...change } as PaymentBlock, SIMPLE_FILE.blocks[1]!] }
}

function problems(file: PaymentFile, options: CheckOptions = UNICODE): string[] {
  return checkPaymentFile(file, options).problems.map((problem) => `${problem.code} ${problem.path}`)
}

const AT = 'blocks[0].payments[0]'
const creditor = (name: string) => ({ ...SIMPLE_FILE.blocks[0]!.payments[0]!.creditor, name })

describe('field rules', () => {
  it('passes a file with every field filled, untouched', () => {
    const checked = checkPaymentFile(SIMPLE_FILE, UNICODE)
    expect(checked).toMatchObject({ ok: true, changes: [], problems: [] })
    expect(checked.file).toBe(SIMPLE_FILE)
  })

  const cases: [string, PaymentFile, string[]][] = [
    ['amount zero', withPayment({ amountMinor: 0 }), [`AMOUNT ${AT}.amountMinor`]],
    ['amount below zero', withPayment({ amountMinor: -1 }), [`AMOUNT ${AT}.amountMinor`]],
    [
      'a currency the desk does not hold',
      withBlock({ currency: 'XXX' }),
      [
        'CURRENCY blocks[0].currency',
        `CURRENCY ${AT}.currency`,
        'CURRENCY blocks[0].payments[1].currency',
        'CURRENCY blocks',
      ],
    ],
    ['amount with a fraction', withPayment({ amountMinor: 1.5 }), [`AMOUNT ${AT}.amountMinor`]],
    ['amount too large', withPayment({ amountMinor: 1_000_000_000_000_001 }), [`AMOUNT ${AT}.amountMinor`]],
    ['another currency', withPayment({ currency: 'USD' }), [`CURRENCY ${AT}.currency`]],
    ['id too long', withPayment({ endToEndId: 'E'.repeat(36) }), [`TOO_LONG ${AT}.endToEndId`]],
    ['id empty', withPayment({ endToEndId: '' }), [`REQUIRED ${AT}.endToEndId`]],
    ['instruction id missing', withPayment({ instructionId: undefined }), [`REQUIRED ${AT}.instructionId`]],
    ['leading slash', withPayment({ endToEndId: '/WD-1' }), [`SLASH ${AT}.endToEndId`]],
    ['double slash', withPayment({ endToEndId: 'WD//1' }), [`SLASH ${AT}.endToEndId`]],
    ['trailing slash', withPayment({ endToEndId: 'WD-1/' }), [`SLASH ${AT}.endToEndId`]],
    ['blank at the end of an id', withPayment({ endToEndId: 'WD-1 ' }), [`BLANKS ${AT}.endToEndId`]],
    ['letter outside the set in an id', withPayment({ endToEndId: 'WDé1' }), [`CHARACTER ${AT}.endToEndId`]],
    ['same end-to-end id', withPayment({ endToEndId: 'WD-1044-1' }), ['DUPLICATE blocks[1].payments[0].endToEndId']],
    [
      'same instruction id',
      withPayment({ instructionId: 'WD-1043' }),
      ['DUPLICATE blocks[0].payments[1].instructionId'],
    ],
    ['UETR missing', withPayment({ uetr: undefined }), [`REQUIRED ${AT}.uetr`]],
    ['UETR in capitals', withPayment({ uetr: '7F1A4C1E-2B7D-4C0E-9A51-0D6F1C2B3A4D' }), [`FORMAT ${AT}.uetr`]],
    ['UETR of version 1', withPayment({ uetr: '7f1a4c1e-2b7d-1c0e-9a51-0d6f1c2b3a4d' }), [`FORMAT ${AT}.uetr`]],
    [
      'same UETR',
      withPayment({ uetr: '3e0c6f0a-9d52-4a7b-8f10-5b1d2e4f6a70' }),
      ['DUPLICATE blocks[0].payments[1].uetr'],
    ],
    ['name too long', withPayment({ creditor: creditor('N'.repeat(141)) }), [`TOO_LONG ${AT}.creditor.name`]],
    ['name missing', withPayment({ creditor: creditor('') }), [`REQUIRED ${AT}.creditor.name`]],
    ['name of blanks', withPayment({ creditor: creditor('   ') }), [`REQUIRED ${AT}.creditor.name`]],
    ['control character', withPayment({ creditor: creditor('LEE\u0007') }), [`CHARACTER ${AT}.creditor.name`]],
    ['hidden character', withPayment({ creditor: creditor('LEE\u200bKA') }), [`CHARACTER ${AT}.creditor.name`]],
    ['direction mark', withPayment({ remittance: 'a\u202eb' }), [`CHARACTER ${AT}.remittance`]],
    ['purpose', withPayment({ purpose: 'cash' }), [`FORMAT ${AT}.purpose`]],
    ['no bank', withPayment({ creditorAgent: undefined }), [`REQUIRED ${AT}.creditorAgent`]],
    ['bank with a name only', withPayment({ creditorAgent: { name: 'HSBC' } }), [`REQUIRED ${AT}.creditorAgent`]],
    ['BIC of nine', withPayment({ creditorAgent: { bic: 'HSBCHKHHH' } }), [`FORMAT ${AT}.creditorAgent.bic`]],
    [
      'clearing system',
      withPayment({ creditorAgent: { clearingMember: { system: 'hk', id: '004' } } }),
      [`FORMAT ${AT}.creditorAgent.clearingMember.system`],
    ],
    ['no account', withPayment({ creditorAccount: undefined }), [`REQUIRED ${AT}.creditorAccount`]],
    [
      'account too long',
      withPayment({ creditorAccount: { kind: 'other', id: '1'.repeat(35) } }),
      [`TOO_LONG ${AT}.creditorAccount.id`],
    ],
    [
      'IBAN with blanks',
      withPayment({ creditorAccount: { kind: 'iban', iban: 'DE89 3704 0044 0532 0130 00' } }),
      [`FORMAT ${AT}.creditorAccount.iban`],
    ],
    [
      'IBAN with two digits exchanged',
      withPayment({ creditorAccount: { kind: 'iban', iban: 'DE89370400440532013001' } }),
      [`CHECK_DIGITS ${AT}.creditorAccount.iban`],
    ],
    [
      'address without town',
      withPayment({ creditor: { name: 'A', address: { country: 'HK' } } }),
      [`REQUIRED ${AT}.creditor.address.town`],
    ],
    [
      'address with a country name',
      withPayment({ creditor: { name: 'A', address: { town: 'Kowloon', country: 'Hong Kong' } } }),
      [`REQUIRED ${AT}.creditor.address.country`],
    ],
    [
      'three address lines',
      withPayment({ creditor: { name: 'A', address: { town: 'Kowloon', country: 'HK', lines: ['a', 'b', 'c'] } } }),
      [`TOO_MANY_LINES ${AT}.creditor.address.lines`],
    ],
    ['30 February', withBlock({ executionDate: '2026-02-30' }), ['FORMAT blocks[0].executionDate']],
    ['no payments', withBlock({ payments: [] }), ['REQUIRED blocks[0].payments']],
    ['same block id', withBlock({ blockId: 'CS-20261123-001-B' }), ['DUPLICATE blocks[1].blockId']],
    ['charge bearer', withBlock({ chargeBearer: 'OUR' }), ['FORMAT blocks[0].chargeBearer']],
    ['service level', withBlock({ serviceLevel: 'URGENT' }), ['FORMAT blocks[0].serviceLevel']],
    ['message id missing', { ...SIMPLE_FILE, messageId: '' }, ['REQUIRED messageId']],
    ['creation date', { ...SIMPLE_FILE, createdAt: '2026-11-31T00:00:00Z' }, ['FORMAT createdAt']],
    ['creation date without time', { ...SIMPLE_FILE, createdAt: '2026-11-21' }, ['FORMAT createdAt']],
    ['no blocks', { ...SIMPLE_FILE, blocks: [] }, ['REQUIRED blocks']],
  ]

  it.each(cases)('finds: %s', (_, file, expected) => {
    const checked = checkPaymentFile(file, UNICODE)
    expect(checked.ok).toBe(false)
    expect(problems(file)).toEqual(expected)
    expect(checked.problems[0]!.message).toMatch(/^["A-Z0-9-].*\.$/)
  })

  it('takes limits of a bank that are shorter than the schema, never longer ones', () => {
    const file = withPayment({ creditor: creditor('N'.repeat(36)) })
    expect(problems(file, { ...UNICODE, limits: { name: 35 } })).toEqual([`TOO_LONG ${AT}.creditor.name`])
    const long = withPayment({ creditor: creditor('N'.repeat(141)) })
    expect(problems(long, { ...UNICODE, limits: { name: 500 } })).toEqual([`TOO_LONG ${AT}.creditor.name`])
  })

  it('counts characters, not code units', () => {
    expect(problems(withPayment({ creditor: creditor('𠮷'.repeat(140)) }))).toEqual([])
    expect(problems(withPayment({ creditor: creditor('𠮷'.repeat(141)) }))).toEqual([`TOO_LONG ${AT}.creditor.name`])
  })

  it('takes one currency per file unless the bank takes several', () => {
    const block = SIMPLE_FILE.blocks[1]!
    const usd = { ...block, currency: 'USD' as const, payments: [{ ...block.payments[0]!, currency: 'USD' as const }] }
    const file = { ...SIMPLE_FILE, blocks: [SIMPLE_FILE.blocks[0]!, usd] }
    expect(problems(file)).toEqual(['CURRENCY blocks'])
    expect(problems(file, { ...UNICODE, oneCurrencyPerFile: false })).toEqual([])
  })

  it('needs no UETR in .03, an address where the channel wants one, and the BIC form of the version', () => {
    expect(problems(withPayment({ uetr: undefined }), { ...UNICODE, version: '03' })).toEqual([])
    expect(problems(SIMPLE_FILE, { ...UNICODE, creditorAddressRequired: true })).toEqual([
      'REQUIRED blocks[0].payments[1].creditor.address',
    ])
    const digits = withPayment({ creditorAgent: { bic: 'A2BCHKHH' } })
    expect(problems(digits)).toEqual([])
    expect(problems(digits, { ...UNICODE, version: '03' })).toEqual([`FORMAT ${AT}.creditorAgent.bic`])
  })

  it('refuses a control sum that the schema cannot hold', () => {
    const block = SIMPLE_FILE.blocks[0]!
    const payments = Array.from({ length: 1001 }, (_, index) => ({
      ...block.payments[0]!,
      instructionId: `I${index}`,
      endToEndId: `E${index}`,
      uetr: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      amountMinor: 1_000_000_000_000_000,
    }))
    expect(problems({ ...SIMPLE_FILE, blocks: [{ ...block, payments }] })).toEqual(['AMOUNT blocks'])
  })
})

describe('characters', () => {
  it('shows every change and leaves the record that was approved as it is', () => {
    const file = withPayment({
      creditor: { ...creditor('Café Müller & Søn'), address: { town: ' Łódź ', country: 'PL' } },
      remittance: 'WD_1042; “final”',
    })
    const before = structuredClone(file)
    const checked = checkPaymentFile(file, SWIFT)
    expect(checked.problems).toEqual([])
    expect(checked.changes).toEqual([
      { path: `${AT}.creditor.name`, before: 'Café Müller & Søn', after: 'Cafe Muller + Son' },
      { path: `${AT}.creditor.address.town`, before: ' Łódź ', after: 'Lodz' },
      { path: `${AT}.remittance`, before: 'WD_1042; “final”', after: "WD-1042, 'final'" },
    ])
    expect(file).toEqual(before)
    expect(checked.file.blocks[0]!.payments[0]).toMatchObject({
      creditor: { name: 'Cafe Muller + Son', address: { town: 'Lodz', country: 'PL' } },
      remittance: "WD-1042, 'final'",
    })
    expect(checkPaymentFile(checked.file, SWIFT)).toMatchObject({ ok: true, changes: [] })
  })

  it('refuses what has no agreed replacement, with the position', () => {
    const checked = checkPaymentFile(withPayment({ creditor: creditor('LEE 李嘉欣') }), SWIFT)
    expect(checked.problems).toEqual([
      {
        path: `${AT}.creditor.name`,
        code: 'CHARACTER',
        message:
          '"LEE 李嘉欣": character 5 is 李; the bank does not take it and there is no agreed replacement. Correct the text.',
      },
    ])
  })

  it('measures the length after the change', () => {
    const name = 'ß'.repeat(71)
    expect(problems(withPayment({ creditor: creditor(name) }), SWIFT)).toEqual([`TOO_LONG ${AT}.creditor.name`])
    expect(problems(withPayment({ creditor: creditor(name) }))).toEqual([])
  })

  it('never changes an id', () => {
    expect(problems(withPayment({ endToEndId: 'WD_1', creditor: creditor('LEE') }), SWIFT)).toEqual([
      `CHARACTER ${AT}.endToEndId`,
    ])
  })

  it('turns any text into the SWIFT set or refuses it; a second pass changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        const fitted = fitToSet(text, 'swift')
        if (!fitted.ok) return
        expect(fitted.text).toMatch(/^[A-Za-z0-9/\-?:().,'+ ]*$/)
        expect(fitToSet(fitted.text, 'swift')).toEqual(fitted)
        expect(fitted.text === '').toBe(text === '')
      }),
      { numRuns: 2000 },
    )
  })

  it('reads a letter and its mark as one, and full-width letters as plain ones', () => {
    expect(fitToSet('Cafe\u0301 ＡＢＣ１', 'swift')).toEqual({ ok: true, text: 'Cafe ABC1' })
  })

  it('makes any valid file either writable in the SWIFT set or names what stands in the way', () => {
    fc.assert(
      fc.property(paymentFileArbitrary, (file) => {
        const checked = checkPaymentFile(file, SWIFT)
        for (const problem of checked.problems) expect(['CHARACTER', 'TOO_LONG']).toContain(problem.code)
        if (checked.ok) expect(checkPaymentFile(checked.file, SWIFT).changes).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
