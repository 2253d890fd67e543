import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { comparePaymentFiles } from '../../../../src/main/engine/formats/pain001/compare.ts'
import { type ReadPain001, readPain001 } from '../../../../src/main/engine/formats/pain001/read.ts'
import { sameDecimal } from '../../../../src/main/engine/formats/pain001/totals.ts'
import { pain001V09Bytes } from '../../../../src/main/engine/formats/pain001/write-v09.ts'
import { SIMPLE_FILE } from './payment-file-arbitrary.ts'

type Expected = {
  file: string
  format: string
  account: string | null
  currency: string
  entries: number
  sum_debits: string
  payment_blocks: number
  header_count: string
  header_control_sum: string | null
  header_count_ok: boolean
  header_control_sum_ok: boolean | null
  sum_by_currency: Record<string, string>
  message_id: string
}

const FOLDER = 'test/fixtures/pain001'
const EXPECTED = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as Expected[]

function accepted(read: ReadPain001): ReadPain001 & { ok: true } {
  if (!read.ok) throw new Error(`${read.refusal.place}: ${read.refusal.message}`)
  return read
}

function refused(bytes: Uint8Array | string): { code: string; place: string; message: string } {
  const read = readPain001(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  if (read.ok) throw new Error('the file was read')
  return read.refusal
}

const written = () => Buffer.from(pain001V09Bytes(SIMPLE_FILE)).toString('utf8')

describe('samples of other programs', () => {
  it.each(EXPECTED.map((expected) => [expected.file, expected] as const))(
    '%s says what was counted',
    (name, expected) => {
      const read = accepted(readPain001(readFileSync(`${FOLDER}/${name}`)))
      const payments = read.file.blocks.flatMap((block) => block.payments)
      expect(read.file.messageId).toBe(expected.message_id)
      expect(`pain.001.001.${read.version}`).toBe(expected.format)
      expect(read.file.blocks).toHaveLength(expected.payment_blocks)
      expect(payments).toHaveLength(expected.entries)
      expect(sameDecimal(read.group.sum.counted, expected.sum_debits)).toBe(true)
      expect(read.group.count).toMatchObject({ stated: expected.header_count, ok: expected.header_count_ok })
      expect(read.group.sum).toMatchObject({ stated: expected.header_control_sum, ok: expected.header_control_sum_ok })
      expect(Object.keys(read.sumByCurrency)).toEqual(Object.keys(expected.sum_by_currency))
      for (const [currency, sum] of Object.entries(expected.sum_by_currency)) {
        expect(sameDecimal(read.sumByCurrency[currency as 'EUR']!, sum)).toBe(true)
      }
      if (expected.account !== null) {
        const account = read.file.blocks[0]!.debtorAccount
        expect(account.kind === 'iban' ? account.iban : account.id).toBe(expected.account)
      }
      const codes = read.findings.map((finding) => finding.code)
      expect(codes.includes('GROUP_COUNT_WRONG')).toBe(!expected.header_count_ok)
      expect(codes.includes('GROUP_SUM_WRONG')).toBe(expected.header_control_sum_ok === false)
    },
  )

  it('covers all five samples', () => {
    expect(EXPECTED.map((expected) => expected.file).sort()).toEqual([
      'iso20022js-swift.xml',
      'iso20022js-two-pmtinf.xml',
      'pain001-v9.xml',
      'postfinance-001.xml',
      'sepaking-001-v3.xml',
    ])
  })

  it('reports what the record cannot carry, with place and number', () => {
    const read = accepted(readPain001(readFileSync(`${FOLDER}/postfinance-001.xml`)))
    const messages = read.findings.map((finding) => `${finding.code} ${finding.message}`)
    expect(messages).toContain('PAYMENT_METHOD Block PmtInfId-04 asks for method "TRA", not for a transfer (TRF).')
    expect(messages).toContain('EQUIVALENT_AMOUNT The payee gets EUR worth 1 CHF; only the stated amount is read.')
    expect(messages).toContain('NOT_CARRIED RmtInf/Strd stands 3 times in the file and is not read here.')
    expect(messages).toContain('NOT_CARRIED DbtrAcct/Tp stands 3 times in the file and is not read here.')
    expect(messages).toContain(
      'NOT_CARRIED CtctDtls stands 1 time in the file and is not read here.'.replace('CtctDtls', 'InitgPty/CtctDtls'),
    )
    expect(read.findings.every((finding) => /^line \d+, /.test(finding.place))).toBe(true)
  })
})

describe('variants', () => {
  it('reads prefixes, an envelope, and no namespace at all', () => {
    const xml = written().replace(/^<\?xml.*\n/, '')
    const prefixed = xml.replace('xmlns=', 'xmlns:p=').replaceAll(/<(\/?)(?=[A-Z])/g, '<$1p:')
    const enveloped = `<Envelope xmlns="urn:x"><AppHdr><Fr>me</Fr></AppHdr>${xml}</Envelope>`
    for (const variant of [prefixed, enveloped]) {
      const read = accepted(readPain001(Buffer.from(variant)))
      expect(comparePaymentFiles(SIMPLE_FILE, read.file)).toEqual([])
      expect(read.findings).toEqual([])
      expect(read.version).toBe('09')
    }
    const bare = accepted(readPain001(Buffer.from(xml.replace(/ xmlns="[^"]*"/, ''))))
    expect(bare.findings.map((finding) => finding.code)).toEqual(['NAMESPACE_MISSING'])
    expect(bare.version).toBe('')
  })

  it('reads .12 tolerantly and says when a version is unknown', () => {
    const v12 = written().replace('pain.001.001.09', 'pain.001.001.12')
    expect(accepted(readPain001(Buffer.from(v12)))).toMatchObject({ version: '12', findings: [] })
    const v99 = accepted(readPain001(Buffer.from(written().replace('pain.001.001.09', 'pain.001.001.99'))))
    expect(v99.findings.map((finding) => finding.code)).toEqual(['VERSION_UNKNOWN'])
  })

  it('reads a byte order mark, ISO-8859-1 and UTF-16 as they say they are', () => {
    const plain = written().replace('李嘉欣', 'Müller')
    const latin = Buffer.from(plain.replace('UTF-8', 'ISO-8859-1'), 'latin1')
    const utf16 = Buffer.from(`\ufeff${plain.replace('UTF-8', 'UTF-16')}`, 'utf16le')
    const marked = Buffer.from(`\ufeff${plain}`, 'utf8')
    for (const bytes of [latin, utf16, marked]) {
      expect(accepted(readPain001(bytes)).file.blocks[0]!.payments[0]!.creditor.name).toBe('LEE KA YAN & CO <Müller>')
    }
  })

  it('accepts the decimals that the schema accepts', () => {
    for (const [amount, minor] of [
      ['+12500.00', 1_250_000],
      ['12500', 1_250_000],
      ['12500.', 1_250_000],
      ['.5', 50],
      ['012500.00000', 1_250_000],
    ] as const) {
      const xml = written().replace('>12500.00<', `>${amount}<`)
      expect(accepted(readPain001(Buffer.from(xml))).file.blocks[0]!.payments[0]!.amountMinor).toBe(minor)
    }
  })
})

describe('hostile and broken files', () => {
  it('refuses any DOCTYPE before parsing', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${written().slice(39)}`
    expect(refused(bomb)).toMatchObject({ code: 'XML_DOCTYPE', place: 'line 1' })
    expect(refused(written().replace('<GrpHdr>', '<!-- <!doctype x> --><GrpHdr>')).code).toBe('XML_DOCTYPE')
  })

  it('never takes a file that was cut off, at any byte', () => {
    const bytes = pain001V09Bytes(SIMPLE_FILE)
    const end = bytes.lastIndexOf('>'.charCodeAt(0))
    for (let length = 0; length <= end; length += 1) {
      const read = readPain001(bytes.subarray(0, length))
      expect(read.ok, `cut at ${length}`).toBe(false)
    }
    expect(readPain001(bytes.subarray(0, end + 1)).ok).toBe(true)
  })

  it('reports wrong counts and sums on both levels', () => {
    const xml = written()
      .replace('<NbOfTxs>3<', '<NbOfTxs>4<')
      .replace('<NbOfTxs>2<', '<NbOfTxs>1<')
      .replace('<CtrlSum>10012500.04<', '<CtrlSum>10012500.05<')
      .replace('<CtrlSum>9999999.99<', '<CtrlSum>abc<')
    const read = accepted(readPain001(Buffer.from(xml)))
    expect(read.group.count).toEqual({ stated: '4', counted: '3', ok: false })
    expect(read.blocks[0]!.count).toEqual({ stated: '1', counted: '2', ok: false })
    expect(read.findings.map((finding) => finding.code).sort()).toEqual([
      'BLOCK_COUNT_WRONG',
      'BLOCK_SUM_WRONG',
      'GROUP_COUNT_WRONG',
      'GROUP_SUM_WRONG',
    ])
    expect(read.findings[0]!.message).toBe('The block states 1 payments, but 2 follow.')
  })

  it.each([
    ['<InstdAmt Ccy="HKD">12500.00<', '<InstdAmt Ccy="HKD">12,500.00<', 'PAIN_AMOUNT'],
    ['<InstdAmt Ccy="HKD">12500.00<', '<InstdAmt Ccy="HKD">-1<', 'PAIN_AMOUNT'],
    ['<InstdAmt Ccy="HKD">12500.00<', '<InstdAmt Ccy="HKD">1.001<', 'PAIN_AMOUNT'],
    ['<InstdAmt Ccy="HKD">12500.00<', '<InstdAmt Ccy="HKD">1e5<', 'PAIN_AMOUNT'],
    ['<InstdAmt Ccy="HKD">12500.00<', '<InstdAmt Ccy="HKD"> 12500.00<', 'PAIN_AMOUNT'],
    ['<InstdAmt Ccy="HKD">12500.00<', '<InstdAmt Ccy="HKD">99999999999999999999<', 'PAIN_AMOUNT'],
    ['<InstdAmt Ccy="HKD">12500.00<', '<InstdAmt Ccy="hkd">12500.00<', 'PAIN_CURRENCY'],
    ['<InstdAmt Ccy="HKD">12500.00<', '<InstdAmt>12500.00<', 'PAIN_CURRENCY'],
    ['<BtchBookg>false<', '<BtchBookg>no<', 'PAIN_VALUE'],
    ['<ChrgBr>SHAR<', '<ChrgBr>FREE<', 'PAIN_VALUE'],
    ['<EndToEndId>WD-1042-1</EndToEndId>', '', 'PAIN_ELEMENT_MISSING'],
    ['CstmrCdtTrfInitn', 'CstmrPmtStsRpt', 'PAIN_NOT_PAIN001'],
  ])('refuses %s written as %s', (before, after, code) => {
    const xml = written().replaceAll(before, after)
    expect(xml).not.toBe(written())
    const refusal = refused(xml)
    expect(refusal.code).toBe(code)
    expect(refusal.place).toMatch(/^line \d+, /)
  })

  it('refuses payments outside a block, blocks of two messages, blocks without payments', () => {
    const xml = written()
    const stray = xml
      .replace('<CdtTrfTxInf>', '</PmtInf><CdtTrfTxInf>')
      .replace('</CdtTrfTxInf>', '</CdtTrfTxInf><PmtInf>')
    expect(refused(stray).code).toMatch(/^PAIN_/)
    const transfer = /<CdtTrfTxInf>[\s\S]*?<\/CdtTrfTxInf>/.exec(xml)![0]
    expect(refused(xml.replace('</GrpHdr>', `${transfer}</GrpHdr>`))).toMatchObject({
      code: 'PAIN_NOT_PAIN001',
      message: 'The element CdtTrfTxInf stands outside PmtInf.',
    })
    const message = /<Document[\s\S]*<\/Document>/.exec(xml)![0]
    expect(refused(`<All>${message}${message}</All>`)).toMatchObject({ code: 'PAIN_NOT_PAIN001' })
    const empty = xml.replace(/<CdtTrfTxInf>[\s\S]*?<\/CdtTrfTxInf>(?=<\/PmtInf>)/g, '')
    expect(refused(empty).code).toBe('PAIN_ELEMENT_MISSING')
    expect(refused(xml.replace(/<PmtInf>[\s\S]*<\/PmtInf>/, '')).code).toBe('PAIN_ELEMENT_MISSING')
  })

  it('refuses what is no XML, empty, or not in the charset that it declares', () => {
    expect(refused('').code).toBe('XML_EMPTY')
    expect(refused('hello').code).toBe('XML_NOT_WELL_FORMED')
    expect(refused(Buffer.from([0x3c, 0x61, 0x3e, 0x0a, 0xe4, 0x3c, 0x2f, 0x61, 0x3e]))).toMatchObject({
      code: 'XML_CHARSET_BROKEN',
      place: 'line 2, byte 4',
    })
    expect(refused('<?xml version="1.0" encoding="EBCDIC-CP-BE"?><a/>').code).toBe('XML_CHARSET_UNKNOWN')
    expect(refused('<a/>')).toMatchObject({ code: 'PAIN_NOT_PAIN001' })
  })

  it('survives every single-byte change of a file without throwing', () => {
    const bytes = pain001V09Bytes(SIMPLE_FILE)
    for (let at = 0; at < bytes.length; at += 1) {
      for (const value of [0x00, 0x3c, 0x26, 0xff, 0x22]) {
        const changed = Uint8Array.from(bytes)
        changed[at] = value
        expect(() => readPain001(changed)).not.toThrow()
      }
    }
  })
})
