import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  carriedBy,
  comparePaymentFiles,
  controlPaymentFile,
} from '../../../../src/main/engine/formats/pain001/compare.ts'
import type { PaymentFile } from '../../../../src/main/engine/formats/pain001/model.ts'
import { readPain001 } from '../../../../src/main/engine/formats/pain001/read.ts'
import { pain001V03Bytes } from '../../../../src/main/engine/formats/pain001/write-v03.ts'
import { pain001V09Bytes } from '../../../../src/main/engine/formats/pain001/write-v09.ts'
import { paymentFileArbitrary, SIMPLE_FILE } from './payment-file-arbitrary.ts'

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
const LEAF = /<([A-Za-z]+)( [^>]*)?>([^<>]+)<\/\1>/g

/** All leaves of a written document: where their text stands. */
function leavesOf(xml: string): { tag: string; start: number; length: number }[] {
  return [...xml.matchAll(LEAF)].map((match) => ({
    tag: match[1]!,
    start: match.index + match[0].indexOf('>') + 1,
    length: match[3]!.length,
  }))
}

/** Another text of the same kind: one letter or digit replaced by a different one. */
function flipped(value: string, at: number): string {
  const positions = [...value].flatMap((letter, index) => (/[A-Za-z0-9]/.test(letter) ? [index] : []))
  const position = positions.length === 0 ? 0 : positions[at % positions.length]!
  const letters = [...value]
  const letter = letters[position]!
  letters[position] = /\d/.test(letter) ? String((Number(letter) + 1) % 10) : letter === 'Q' ? 'X' : 'Q'
  return letters.join('')
}

function withText(xml: string, leaf: { start: number; length: number }, value: string): Uint8Array {
  return Buffer.from(xml.slice(0, leaf.start) + value + xml.slice(leaf.start + leaf.length), 'utf8')
}

describe('the control before release', () => {
  it('finds a change of any one field in a written file', () => {
    for (const version of ['03', '09'] as const) {
      const bytes = version === '03' ? pain001V03Bytes(SIMPLE_FILE) : pain001V09Bytes(SIMPLE_FILE)
      const xml = text(bytes)
      const leaves = leavesOf(xml)
      expect(leaves.length).toBeGreaterThan(50)
      expect(controlPaymentFile(bytes, SIMPLE_FILE, version).ok).toBe(true)
      for (const leaf of leaves) {
        const before = xml.slice(leaf.start, leaf.start + leaf.length)
        for (const after of [flipped(before, 0), flipped(before, 7), `${before} `, `${before}${before}`]) {
          if (after === before) continue
          const result = controlPaymentFile(withText(xml, leaf, after), SIMPLE_FILE, version)
          expect(result.ok, `${version} ${leaf.tag}: "${before}" became "${after}"`).toBe(false)
        }
        const withoutLeaf = xml.slice(0, leaf.start - leaf.tag.length - 2)
        const rest = xml.slice(leaf.start + leaf.length + leaf.tag.length + 3)
        if (withoutLeaf.endsWith('<') || leaf.tag === 'InstdAmt') continue
        expect(controlPaymentFile(Buffer.from(withoutLeaf + rest), SIMPLE_FILE, version).ok, leaf.tag).toBe(false)
      }
    }
  })

  it('names the field of a random file that was changed', () => {
    fc.assert(
      fc.property(paymentFileArbitrary, fc.nat(), fc.nat(), (file, which, at) => {
        const xml = text(pain001V09Bytes(file))
        const leaves = leavesOf(xml).filter((leaf) => !['NbOfTxs', 'CtrlSum', 'PmtMtd'].includes(leaf.tag))
        const leaf = leaves[which % leaves.length]!
        const before = xml.slice(leaf.start, leaf.start + leaf.length)
        const after = flipped(before, at)
        fc.pre(after !== before && !before.includes('&'))
        const read = readPain001(withText(xml, leaf, after))
        if (!read.ok) return
        expect(comparePaymentFiles(file, read.file)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('says path, intended and found', () => {
    const xml = text(pain001V09Bytes(SIMPLE_FILE)).replace('<Id>024390123456</Id>', '<Id>024390123457</Id>')
    const result = controlPaymentFile(Buffer.from(xml), SIMPLE_FILE, '09')
    expect(result.differences).toEqual([
      { path: 'blocks[0].payments[0].creditorAccount.id', intended: '024390123456', found: '024390123457' },
    ])
  })

  it('finds a changed amount twice: as a difference and by the control sums', () => {
    const xml = text(pain001V09Bytes(SIMPLE_FILE)).replace('>12500.00<', '>21500.00<')
    const result = controlPaymentFile(Buffer.from(xml), SIMPLE_FILE, '09')
    expect(result.differences).toEqual([
      { path: 'blocks[0].payments[0].amountMinor', intended: '1250000', found: '2150000' },
    ])
    expect(result.findings.map((finding) => finding.code).sort()).toEqual(['BLOCK_SUM_WRONG', 'GROUP_SUM_WRONG'])
  })

  it('finds payments that are missing, added, exchanged or moved to another block', () => {
    const [first, second] = SIMPLE_FILE.blocks as [PaymentFile['blocks'][0], PaymentFile['blocks'][0]]
    const variants: PaymentFile[] = [
      { ...SIMPLE_FILE, blocks: [first] },
      { ...SIMPLE_FILE, blocks: [{ ...first, payments: first.payments.slice(1) }, second] },
      { ...SIMPLE_FILE, blocks: [{ ...first, payments: [...first.payments, second.payments[0]!] }, second] },
      { ...SIMPLE_FILE, blocks: [{ ...first, payments: first.payments.toReversed() }, second] },
      { ...SIMPLE_FILE, blocks: [second, first] },
    ]
    for (const variant of variants) {
      expect(controlPaymentFile(pain001V09Bytes(variant), SIMPLE_FILE, '09').ok).toBe(false)
    }
    expect(comparePaymentFiles(SIMPLE_FILE, variants[1]!)[0]).toEqual({
      path: 'blocks[0].payments.length',
      intended: '2',
      found: '1',
    })
  })

  it('finds what was slipped in: an extra element, text between elements, another version', () => {
    const xml = text(pain001V09Bytes(SIMPLE_FILE))
    const tampered = [
      xml.replace('</CdtrAcct>', '<Prxy><Id>x</Id></Prxy></CdtrAcct>'),
      xml.replace('<Purp>', '<UltmtCdtr><Nm>Somebody Else</Nm></UltmtCdtr><Purp>'),
      xml.replace('<RmtInf>', '<RmtInf><Ustrd>first</Ustrd>'),
      xml.replace('<PmtId>', '<PmtId>loose text'),
      xml.replace('</GrpHdr>', '<FwdgAgt><FinInstnId><BICFI>EVILHKHH</BICFI></FinInstnId></FwdgAgt></GrpHdr>'),
      xml.replace('</CstmrCdtTrfInitn>', '<SplmtryData/></CstmrCdtTrfInitn>'),
      xml.replace('</Document>', '<Other/></Document>'),
      xml.replace('<Nm>CHAN TAI MAN</Nm>', '<Nm>CHAN TAI MAN<constructor/></Nm>'),
      xml.replace('<Cdtr>', '<Cdtr><toString/>'),
    ]
    for (const [index, changed] of tampered.entries()) {
      expect(changed).not.toBe(xml)
      const result = controlPaymentFile(Buffer.from(changed), SIMPLE_FILE, '09')
      expect(result.ok, `variant ${index}`).toBe(false)
      expect(result.findings.map((finding) => finding.code)).toContain('NOT_CARRIED')
    }
    const otherVersion = controlPaymentFile(pain001V03Bytes(SIMPLE_FILE), SIMPLE_FILE, '09')
    expect(otherVersion.differences[0]).toEqual({
      path: 'namespace',
      intended: 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09',
      found: 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03',
    })
  })

  it('compares every key of the record, also one that only the other side has', () => {
    const { purpose: _, ...rest } = SIMPLE_FILE.blocks[0]!.payments[0]!
    const found = {
      ...SIMPLE_FILE,
      blocks: [
        { ...SIMPLE_FILE.blocks[0]!, payments: [rest, SIMPLE_FILE.blocks[0]!.payments[1]!] },
        SIMPLE_FILE.blocks[1]!,
      ],
    }
    expect(comparePaymentFiles(SIMPLE_FILE, found)).toEqual([
      { path: 'blocks[0].payments[0].purpose', intended: 'CASH', found: null },
    ])
    expect(comparePaymentFiles(found, SIMPLE_FILE)).toEqual([
      { path: 'blocks[0].payments[0].purpose', intended: null, found: 'CASH' },
    ])
    expect(carriedBy(SIMPLE_FILE, '03').blocks[0]!.payments[0]).not.toHaveProperty('uetr')
  })
})
