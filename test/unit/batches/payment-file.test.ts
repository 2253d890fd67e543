/** The record that a batch becomes for the bank, apart from any ledger. */
import { describe, expect, test } from 'vitest'
import type { Currency } from '../../../src/contract/money.ts'
import {
  compareWithBooks,
  compareWithDigest,
  excerptOf,
  type FileParts,
  intendedFile,
  isoInZone,
  writeBatchFile,
} from '../../../src/main/engine/features/batches/payment-file.ts'
import { Refusal } from '../../../src/main/engine/refuse.ts'
import { partsOf } from '../../support/batch-file-parts.ts'

function refusalOf(parts: FileParts): Refusal {
  try {
    writeBatchFile(parts)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('the file was written')
}

describe('the record', () => {
  test.each([
    ['Asia/Hong_Kong', '2026-11-21T00:30:05+08:00'],
    ['UTC', '2026-11-20T16:30:05+00:00'],
    ['Asia/Kathmandu', '2026-11-20T22:15:05+05:45'],
    ['America/New_York', '2026-11-20T11:30:05-05:00'],
  ])('a moment in %s is %s', (timeZone, text) => {
    expect(isoInZone(Date.UTC(2026, 10, 20, 16, 30, 5, 999), timeZone)).toBe(text)
  })

  test('an IBAN is one only when its check digits hold; empty parts are left out', () => {
    const address = { street: '', building: '', postCode: '', town: 'Berlin', country: 'DE' }
    const good = { accountNumber: 'DE89370400440532013000', bankCode: '', bankName: '', address }
    const bad = { accountNumber: 'DE88370400440532013000' }
    const [first, second] = intendedFile(
      partsOf([
        { amountMinor: 1, details: good },
        { amountMinor: 1, details: bad },
      ]),
    ).blocks[0]!.payments
    expect(first).toMatchObject({ creditorAccount: { kind: 'iban', iban: 'DE89370400440532013000' } })
    expect(first?.creditorAgent).toEqual({ bic: 'HSBCHKHHHKH' })
    expect(first?.creditor.address).toEqual({ town: 'Berlin', country: 'DE' })
    expect(second).toMatchObject({ creditorAccount: { kind: 'other', id: 'DE88370400440532013000' } })
  })

  test.each<[Currency, number, string]>([
    ['HKD', 1_250_000, '12500.00'],
    ['JPY', 1_250_000, '1250000'],
    ['KWD', 1_250_001, '1250.001'],
  ])('%s amounts keep their decimals', (currency, amountMinor, text) => {
    const written = writeBatchFile(partsOf([{ amountMinor }], currency))
    expect(Buffer.from(written.bytes).toString()).toContain(`<InstdAmt Ccy="${currency}">${text}</InstdAmt>`)
    expect(written).toMatchObject({ totalMinor: amountMinor, lines: 1 })
  })
})

describe('what stops a file', () => {
  test('a total of the batch that is not the sum of its lines', () => {
    const parts = partsOf([{ amountMinor: 100 }, { amountMinor: 250 }])
    const refusal = refusalOf({ ...parts, batch: { ...parts.batch, totalMinor: 351 } })
    expect(refusal.code).toBe('BATCH_FILE_DIFFERS')
    expect(refusal.figures).toMatchObject({ books: '3.51 HKD', file: '3.50 HKD' })
  })

  test.each([
    ['a name of 141 characters', { payeeName: 'A'.repeat(141) }, 'the payee name of WD-1043'],
    ['no bank', { bankCode: '', bankBic: '' }, 'the payee bank of WD-1043'],
    ['no account', { accountNumber: '' }, 'the payee account of WD-1043'],
    ['an account with a character of its own', { accountNumber: '808_123' }, 'the payee account of WD-1043'],
  ])('%s', (_, details, what) => {
    const refusal = refusalOf(partsOf([{ amountMinor: 100 }, { amountMinor: 100, details }]))
    expect(refusal).toMatchObject({ code: 'BATCH_FILE_INVALID', figures: { batch: 7, what } })
    expect(String(refusal.figures.why)).not.toMatch(/\.$/)
  })
})

test('one digit changed in the bytes is found with its place', () => {
  const parts = partsOf([{ amountMinor: 100 }, { amountMinor: 250 }])
  const written = writeBatchFile(parts)
  expect(compareWithBooks(parts, written.bytes)).toEqual([])
  const forged = Buffer.from(Buffer.from(written.bytes).toString().replace('>2.50<', '>2.51<'))
  const found = compareWithBooks(parts, forged)
  expect(found).toContainEqual({ path: 'blocks[0].payments[1].amountMinor', intended: '250', found: '251' })
  expect(found.some(({ found }) => found.includes('3.50') && found.includes('3.51'))).toBe(true)
  const batch = { ...parts.batch, fileSha256: written.sha256 }
  expect(compareWithDigest(batch, written.bytes)).toEqual([])
  expect(compareWithDigest(batch, forged)).toMatchObject([{ path: 'sha256', intended: written.sha256 }])
})

test('an excerpt is indented and bounded', () => {
  const { bytes } = writeBatchFile(partsOf(Array.from({ length: 40 }, () => ({ amountMinor: 100 }))))
  const lines = excerptOf(bytes, 200).split('\n')
  expect(lines).toHaveLength(200)
  expect(lines.slice(1, 5)).toEqual([
    expect.stringMatching(/^<Document /),
    '  <CstmrCdtTrfInitn>',
    '    <GrpHdr>',
    '      <MsgId>CS20261120-7</MsgId>',
  ])
})
