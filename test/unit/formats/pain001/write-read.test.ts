import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { toDecimalText } from '../../../../src/contract/money.ts'
import { checkPaymentFile } from '../../../../src/main/engine/formats/pain001/check.ts'
import {
  carriedBy,
  comparePaymentFiles,
  controlPaymentFile,
} from '../../../../src/main/engine/formats/pain001/compare.ts'
import type { PainVersion, PaymentFile } from '../../../../src/main/engine/formats/pain001/model.ts'
import { readPain001 } from '../../../../src/main/engine/formats/pain001/read.ts'
import { pain001V03Bytes, writePain001V03 } from '../../../../src/main/engine/formats/pain001/write-v03.ts'
import { pain001V09Bytes, writePain001V09 } from '../../../../src/main/engine/formats/pain001/write-v09.ts'
import { systemSchemaErrors } from '../../../support/system-xmllint.ts'
import { paymentFileArbitrary, SIMPLE_FILE } from './payment-file-arbitrary.ts'

const WRITERS = { '03': pain001V03Bytes, '09': pain001V09Bytes } as const
const VERSIONS = ['03', '09'] as const
const schemaPath = (version: PainVersion) => `test/fixtures/iso20022/pain.001.001.${version}.xsd`

async function schemaErrors(version: PainVersion, files: Uint8Array[]): Promise<string[]> {
  const result = await validateXML({
    xml: files.map((contents, index) => ({ fileName: `written-${index}.xml`, contents })),
    schema: readFileSync(schemaPath(version), 'utf8'),
    maxMemoryPages: 2048,
  })
  return result.errors.map((error) => error.rawMessage)
}

function readBack(bytes: Uint8Array): PaymentFile {
  const read = readPain001(bytes)
  if (!read.ok) throw new Error(read.refusal.message)
  expect(read.findings).toEqual([])
  return read.file
}

describe.each(VERSIONS)('pain.001.001.%s', (version) => {
  const write = WRITERS[version]

  it('writes random valid files that pass the rules, the schema and come back equal', async () => {
    const written: Uint8Array[] = []
    fc.assert(
      fc.property(paymentFileArbitrary, (file) => {
        const checked = checkPaymentFile(file, { version, characterSet: 'unicode' })
        expect(checked.problems).toEqual([])
        expect(checked.changes).toEqual([])
        const bytes = write(file)
        expect(comparePaymentFiles(carriedBy(file, version), readBack(bytes))).toEqual([])
        expect(controlPaymentFile(bytes, file, version).ok).toBe(true)
        written.push(bytes)
      }),
      { numRuns: 60 },
    )
    expect(await schemaErrors(version, written)).toEqual([])
    expect(systemSchemaErrors(version, written) ?? []).toEqual([])
    const texts = written.map((bytes) => Buffer.from(bytes).toString())
    for (const wanted of [/[陳大文]/, /[éßøŁ]/, /[𠮷😀]/u, /(?:<PmtInf>.*){5}/s])
      expect(texts.some((text) => wanted.test(text))).toBe(true)
    for (const decimals of [
      /<InstdAmt Ccy="...">\d+</,
      /<InstdAmt Ccy="...">\d+\.\d\d</,
      /<InstdAmt Ccy="...">\d+\.\d{3}</,
    ])
      expect(texts.some((text) => decimals.test(text))).toBe(true)
  })

  it('has every field of the record in the document, schema-valid, and the schema check can fail', async () => {
    const bytes = write(SIMPLE_FILE)
    expect(await schemaErrors(version, [bytes])).toEqual([])
    expect(readBack(bytes)).toEqual(carriedBy(SIMPLE_FILE, version))
    const broken = Buffer.from(Buffer.from(bytes).toString('utf8').replace('<PmtMtd>TRF</PmtMtd>', ''))
    expect((await schemaErrors(version, [broken])).join()).toMatch(/PmtMtd/)
  })

  it('is judged by the system xmllint as well, which can say no', ({ skip }) => {
    const good = write(SIMPLE_FILE)
    const broken = Buffer.from(Buffer.from(good).toString('utf8').replace('<PmtMtd>TRF</PmtMtd>', ''))
    const errors = systemSchemaErrors(version, [good, broken])
    if (errors === null) skip('xmllint is not installed')
    expect(errors).toHaveLength(1)
    expect(errors?.[0]).toContain('written-1.xml')
  })
})

describe('what the writers put into the file', () => {
  it('counts and sums the payments exactly, per block and for the group', () => {
    const xml = [...writePain001V09(SIMPLE_FILE)].join('')
    expect([...xml.matchAll(/<NbOfTxs>(\d+)</g)].map((match) => match[1])).toEqual(['3', '2', '1'])
    expect([...xml.matchAll(/<CtrlSum>([\d.]+)</g)].map((match) => match[1])).toEqual([
      '10012500.04',
      '12500.05',
      '9999999.99',
    ])
  })

  it('keeps the control sum exact where floating-point sums are not', () => {
    const block = SIMPLE_FILE.blocks[0]!
    const payments = Array.from({ length: 200 }, (_, index) => ({
      ...block.payments[1]!,
      instructionId: `I${index}`,
      endToEndId: `E${index}`,
      amountMinor: 900_000_000_000_001,
    }))
    const file = { ...SIMPLE_FILE, blocks: [{ ...block, payments }] }
    const read = readPain001(pain001V09Bytes(file))
    if (!read.ok) throw new Error(read.refusal.message)
    expect(read.group.sum).toEqual({ stated: '1800000000000002.00', counted: '1800000000000002.00', ok: true })
  })

  it('writes yen without decimals and Kuwaiti dinars with three', () => {
    for (const [currency, text] of [
      ['JPY', '1250'],
      ['KWD', '1.250'],
    ] as const) {
      const block = SIMPLE_FILE.blocks[0]!
      const payment = { ...block.payments[0]!, currency, amountMinor: 1250 }
      const xml = [...writePain001V03({ ...SIMPLE_FILE, blocks: [{ ...block, currency, payments: [payment] }] })].join(
        '',
      )
      expect(xml).toContain(`<InstdAmt Ccy="${currency}">${text}</InstdAmt>`)
      expect(xml).toContain(`<CtrlSum>${text}</CtrlSum>`)
      expect(toDecimalText(1250, currency)).toBe(text)
    }
  })

  it('escapes the marks of XML, adds no byte order mark, ends with one line feed', () => {
    const bytes = pain001V09Bytes(SIMPLE_FILE)
    const text = Buffer.from(bytes).toString('utf8')
    expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<Document ')).toBe(true)
    expect(text).toContain('<Nm>LEE KA YAN &amp; CO &lt;李嘉欣&gt;</Nm>')
    expect(text.endsWith('</Document>\n')).toBe(true)
  })

  it('streams: a file of many payments comes in several chunks that join to the same bytes', () => {
    const block = SIMPLE_FILE.blocks[0]!
    const payments = Array.from({ length: 600 }, (_, index) => ({ ...block.payments[0]!, endToEndId: `E${index}` }))
    const file = { ...SIMPLE_FILE, blocks: [{ ...block, payments }] }
    const chunks = [...writePain001V09(file)]
    expect(chunks.length).toBeGreaterThan(3)
    expect(Buffer.from(chunks.join(''), 'utf8').equals(pain001V09Bytes(file))).toBe(true)
  })

  it('refuses a control character with the payment and the position', () => {
    const block = SIMPLE_FILE.blocks[0]!
    const payment = { ...block.payments[0]!, remittance: 'Payout\u0007 now' }
    const file = { ...SIMPLE_FILE, blocks: [{ ...block, payments: [payment] }] }
    expect(() => pain001V09Bytes(file)).toThrow('WD-1042-1 Ustrd: character 7 is U+0007')
  })
})
