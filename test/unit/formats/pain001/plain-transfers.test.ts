/** Transfers that are read against a pattern are read as the XML reader reads them, and refused as it refuses them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Payment } from '../../../../src/main/engine/formats/pain001/model.ts'
import { type ReadPain001, readPain001 } from '../../../../src/main/engine/formats/pain001/read.ts'
import { samePayment, sameRecord } from '../../../../src/main/engine/formats/pain001/same-record.ts'
import { SeenTexts } from '../../../../src/main/engine/formats/pain001/seen-texts.ts'
import { pain001V03Bytes } from '../../../../src/main/engine/formats/pain001/write-v03.ts'
import { pain001V09Bytes } from '../../../../src/main/engine/formats/pain001/write-v09.ts'
import { paymentFileArbitrary, SIMPLE_FILE } from './payment-file-arbitrary.ts'

/** What a file says, without places: they count other line breaks. */
function saying(read: ReadPain001): unknown {
  if (!read.ok) return read.refusal.code
  const { file, version, group, blocks, sumByCurrency, findings } = read
  return { file, version, group, blocks, sumByCurrency, findings: findings.map(({ code }) => code) }
}

/** A blank line at the head of each transfer takes it out of every pattern. */
const apart = (xml: string) => Buffer.from(xml.replaceAll('<CdtTrfTxInf>', '<CdtTrfTxInf>\n'))

/** Many payments of few patterns: what a desk writes. */
const manyAlike = paymentFileArbitrary.map((file) => ({
  ...file,
  blocks: file.blocks.map((block) => ({
    ...block,
    payments: Array.from({ length: 6 }, (_, round) =>
      block.payments.map((payment, index) => ({ ...payment, endToEndId: `E${round}-${index}` })),
    ).flat(),
  })),
}))

const PIECES = [
  '<!-- </CdtTrfTxInf> -->',
  '<!--',
  '-->',
  '<![CDATA[</CdtTrfTxInf>]]>',
  '</CdtTrfTxInf>',
  '<CdtTrfTxInf>',
  '<Nm>',
  '</Nm>',
  '&amp;',
  '&',
  ']]>',
  '<',
  '>',
  '\u0001',
  'é',
  '陳',
  '😀',
  '0',
  ' ',
  '<!DOCTYPE a>',
  ' Ccy="EUR"',
  '<Ustrd>x</Ustrd>',
]

describe('transfers of a known pattern', () => {
  it('say the same as when each is read by itself, whatever was done to the file', () => {
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 30 }),
      piece: fc.constantFrom(...PIECES),
      kind: fc.constantFrom('insert', 'delete', 'replace', 'repeat'),
    })
    let changed = 0
    fc.assert(
      fc.property(manyAlike, fc.array(change, { maxLength: 2 }), fc.boolean(), (file, changes, isOld) => {
        let xml = Buffer.from(isOld ? pain001V03Bytes(file) : pain001V09Bytes(file)).toString('utf8')
        for (const { at, length, piece, kind } of changes) {
          const place = at % xml.length
          const cut = kind === 'insert' ? place : place + length
          const put = kind === 'delete' ? '' : kind === 'repeat' ? xml.slice(place, place + length).repeat(2) : piece
          xml = xml.slice(0, place) + put + xml.slice(cut)
        }
        const read = readPain001(Buffer.from(xml))
        if (!read.ok) changed += 1
        expect(saying(read)).toEqual(saying(readPain001(apart(xml))))
      }),
      { numRuns: 600, seed: 11 },
    )
    expect(changed).toBeGreaterThan(50)
  })

  it('count as payments only where the XML reader closed one', () => {
    const xml = Buffer.from(pain001V09Bytes(SIMPLE_FILE)).toString('utf8')
    const transfer = /<CdtTrfTxInf>[\s\S]*?<\/CdtTrfTxInf>/.exec(xml)?.[0] ?? ''
    const hidden = xml.replace(transfer, `${transfer}<!-- ${transfer}${transfer} -->`)
    const payments = (text: string): number => {
      const read = readPain001(Buffer.from(text))
      return read.ok ? read.file.blocks.reduce((count, block) => count + block.payments.length, 0) : -1
    }
    expect(payments(hidden)).toBe(payments(xml))
    expect(payments(xml.replace(transfer, transfer.repeat(500)))).toBe(payments(xml) + 499)
    expect(payments(xml.replace(transfer, `${transfer}<x>${transfer}</x>`))).toBe(-1)
  })

  it('say in which column a file of one line is broken', () => {
    const xml = Buffer.from(pain001V09Bytes(SIMPLE_FILE)).toString('utf8')
    const transfer = /<CdtTrfTxInf>[\s\S]*?<\/CdtTrfTxInf>/.exec(xml)?.[0] ?? ''
    const broken = xml.replace(transfer, `${transfer.repeat(50)}<Nm></Mn>`)
    const read = readPain001(Buffer.from(broken))
    const line = broken.slice(broken.indexOf('\n') + 1)
    expect(read.ok ? '' : read.refusal.place).toContain(`line 2, column ${line.indexOf('</Mn>') + 5}`)
  })
})

describe('the same payment', () => {
  const [payment] = SIMPLE_FILE.blocks[0]?.payments ?? []

  it('holds the same in every field, also in one that nobody thought of', () => {
    if (payment === undefined) throw new Error('no payment')
    const copy = JSON.parse(JSON.stringify(payment)) as Payment
    expect(samePayment(payment, copy)).toBe(true)
    const added = { ...payment, creditorPhone: '1' } as Payment
    expect(samePayment(payment, added)).toBe(false)
    expect(samePayment(added, payment)).toBe(false)
    expect(samePayment(added, { ...copy, creditorPhone: '1' } as Payment)).toBe(true)
    expect(samePayment(added, { ...copy, creditorPhone: '2' } as Payment)).toBe(false)
  })

  it('is judged as key by key', () => {
    const parts = fc.record(
      {
        instructionId: fc.constantFrom('a', 'b'),
        uetr: fc.constantFrom('a', 'b'),
        remittance: fc.constantFrom('a', 'b'),
        purpose: fc.constantFrom('a', 'b'),
        creditorAgent: fc.record(
          {
            bic: fc.constantFrom('a', 'b'),
            name: fc.constantFrom('a', 'b'),
            clearingMember: fc.record(
              { system: fc.constantFrom('a', 'b'), id: fc.constantFrom('a') },
              { requiredKeys: ['id'] },
            ),
          },
          { requiredKeys: [] },
        ),
        creditorAccount: fc.oneof(
          fc.record({ kind: fc.constant('iban' as const), iban: fc.constantFrom('a', 'b') }),
          fc.record({ kind: fc.constant('other' as const), id: fc.constantFrom('a', 'b') }),
        ),
        creditor: fc.record(
          {
            name: fc.constantFrom('a', 'b'),
            address: fc.record(
              { town: fc.constantFrom('a', 'b'), lines: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }) },
              { requiredKeys: [] },
            ),
          },
          { requiredKeys: ['name'] },
        ),
      },
      { requiredKeys: ['creditor'] },
    )
    const payments = parts.map((part) => ({ endToEndId: 'e', amountMinor: 1, currency: 'HKD' as const, ...part }))
    fc.assert(
      fc.property(payments, payments, (a, b) => {
        expect(samePayment(a, b)).toBe(sameRecord(a, b))
        expect(samePayment(a, JSON.parse(JSON.stringify(a)) as Payment)).toBe(true)
      }),
      { numRuns: 3_000, seed: 12 },
    )
  })
})

it('texts that were seen are known, whatever their number', () => {
  const seen = new SeenTexts()
  const known = new Set<string>()
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 60 }), (texts) => {
      for (const text of texts) {
        expect(seen.add(text)).toBe(known.has(text))
        known.add(text)
      }
    }),
    { numRuns: 400, seed: 13 },
  )
  expect(known.size).toBeGreaterThan(500)
})
