/**
 * Hostile and oversized files: refused with a reason and a place, in bounded time.
 */
import { describe, expect, it } from 'vitest'
import { inspectStatement } from '../../../src/main/engine/formats/statements/inspect.ts'
import type { StatementFile } from '../../../src/main/engine/formats/statements/model.ts'
import { bytesOf, sample } from './samples.ts'

/** Far above what any of these files needs, so that only a hang fails. */
const TIME_LIMIT_MS = 20_000

function refusal(file: StatementFile): { code: string; place: string } {
  expect(file).toMatchObject({ outcome: 'refused', statements: [] })
  const [first] = file.findings
  expect(first?.severity).toBe('refusal')
  expect(first?.message).toMatch(/^[A-Z].*\.$/s)
  return { code: first?.code ?? '', place: first?.place ?? '' }
}

const CAMT = Buffer.from(sample('camt053/genkgo-v2-minimal.xml')).toString('utf8')
const inText = (text: string): string => CAMT.replace(/<Nm>[^<]*<\/Nm>/, () => `<Nm>${text}</Nm>`)
const bomb = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${'&a;'.repeat(10)}">`).join('')}]>`

describe('XML', () => {
  it.each([
    ['a DOCTYPE', CAMT.replace('?>', '?>\n<!DOCTYPE Document>'), 'xml-doctype', 'line 2'],
    [
      'a DOCTYPE behind comments',
      CAMT.replace('?>', '?>\n<!-- x -->\n<?pi y?>\n<!doctype Document>'),
      'xml-doctype',
      'line 4',
    ],
    [
      'an external entity',
      CAMT.replace('?>', '?>\n<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace('<Nm>', '<Nm>&e;'),
      'xml-doctype',
      'line 2',
    ],
    ['an entity bomb', CAMT.replace('?>', `?>\n${bomb}`), 'xml-doctype', 'line 2'],
    ['an unknown entity', inText('&boom;'), 'xml-malformed', undefined],
    ['a control character', inText('a\u0001b'), 'xml-malformed', undefined],
    ['two roots', `${CAMT.trimEnd()}${CAMT.slice(CAMT.indexOf('<Document'))}`, 'xml-malformed', undefined],
    ['deep nesting', inText(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`), 'xml-too-deep', undefined],
    ['endless nesting', `<Document>${'<a>'.repeat(200_000)}`, 'xml-too-deep', 'line 1'],
    ['a text of 20 MB', inText('x'.repeat(20_000_000)), 'xml-text-too-long', undefined],
    ['a marked section of 20 MB', inText(`<![CDATA[${'x'.repeat(20_000_000)}]]>`), 'xml-text-too-long', undefined],
    ['many short texts in one element', inText('x<b/>'.repeat(250_000)), 'xml-text-too-long', undefined],
    ['nothing but a declaration', '<?xml version="1.0"?>', 'xml-cut-off', 'line 1'],
  ])(
    '%s',
    (_, text, code, place) => {
      const found = refusal(inspectStatement(bytesOf(text)))
      expect(found.code).toBe(code)
      if (place !== undefined) expect(found.place).toBe(place)
    },
    TIME_LIMIT_MS,
  )

  it('takes prototype names for what they are', () => {
    const file = inspectStatement(bytesOf(inText('<__proto__ constructor="1" xmlns:__proto__="u">x</__proto__>')))
    expect(file.outcome).toBe('findings')
    expect(file.statements).toHaveLength(1)
  })
})

describe('files that are no text', () => {
  it.each([
    ['a ZIP archive', [0x50, 0x4b, 0x03, 0x04, 1, 2, 3], 'zip-archive'],
    ['a GZIP archive', [0x1f, 0x8b, 8, 0], 'gzip-archive'],
    ['a PDF', [...Buffer.from('%PDF-1.7\n')], 'pdf-file'],
    ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'excel-file'],
    ['zeros', new Array(100).fill(0), 'not-text'],
    ['a program', [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 5, 6, 7], 'not-text'],
    ['nothing', [], 'empty-file'],
    ['blanks', [32, 10, 13, 10], 'empty-file'],
    ['a web page', [...Buffer.from('<!DOCTYPE html><html><body>Please sign in</body></html>')], 'web-page'],
    ['a letter', [...Buffer.from('Dear customer,\nyour statement is ready.\n')], 'format-unknown'],
    ['JSON', [...Buffer.from('{"a": 1}\n')], 'format-unknown'],
  ])('%s', (_, bytes, code) => {
    expect(refusal(inspectStatement(new Uint8Array(bytes))).code).toBe(code)
  })
})

describe('size', () => {
  it('refuses files above the limit, which nobody can raise', () => {
    const bytes = bytesOf(CAMT)
    expect(refusal(inspectStatement(bytes, { maxBytes: 1000 })).code).toBe('file-too-large')
    expect(inspectStatement(bytes, { maxBytes: bytes.length }).outcome).toBe('findings')
    expect(refusal(inspectStatement(new Uint8Array(50 * 1024 * 1024 + 1), { maxBytes: 1e12 })).code).toBe(
      'file-too-large',
    )
  })

  const entries = 200_001
  it.each([
    [
      'MT940',
      `:20:R\n:25:A\n:28C:1\n:60F:C240110EUR0,\n${':61:240110C1,NTRFX\n'.repeat(entries)}:62F:C240110EUR0,\n-\n`,
    ],
    [
      'BAI2',
      `01,S,R,240111,0700,1,80,,2/\n02,R,O,1,240110,2359,HKD,2/\n03,1,,/\n${'16,175,1,,,,x/\n'.repeat(entries)}`,
    ],
    [
      'OFX',
      `OFXHEADER:100\nVERSION:102\n\n<OFX><STMTRS><BANKTRANLIST>${'<STMTTRN><TRNAMT>1</STMTTRN>'.repeat(entries)}</BANKTRANLIST></STMTRS></OFX>`,
    ],
    ['CSV', `Date,Text,Amount\n${'2024-01-10,a,-1.00\n'.repeat(entries + 3000)}`],
    ['camt', CAMT.replace(/<Ntry>[\s\S]*<\/Ntry>/, '<Ntry/>'.repeat(entries))],
  ])(
    'refuses more entries than the desk reads: %s',
    (_, text) => {
      expect(refusal(inspectStatement(bytesOf(text))).code).toBe('too-many-entries')
    },
    TIME_LIMIT_MS * 2,
  )

  it('caps the findings of a badly damaged file and says how many more there are', () => {
    const rows = Array.from({ length: 2000 }, (_, index) => `2024-01-10,row ${index},x`)
    const file = inspectStatement(bytesOf(`Date,Text,Amount\n2024-01-10,a,-1.00\n${rows.join('\n')}\n`))
    expect(file.findings.length).toBeLessThan(600)
    expect(file.findings.at(-1)).toMatchObject({ code: 'more-findings' })
  })
})

describe('texts made to keep a reader busy', () => {
  const MT = ':20:R\n:25:A\n:28C:1\n:60F:C240110EUR0,\n:61:240110C1,NTRFX\n:86:'
  it.each([
    ['MT940 with an endless description', MT + 'x'.repeat(20_000_000)],
    ['MT940 with endless lines', `${MT}${'x\n'.repeat(5_000_000)}`],
    ['MT940 with slashes', `${MT}/REMI/${'/'.repeat(19_000)}x\n`],
    ['MT940 with blanks', `${MT}a\n:62F:C240110EUR${' '.repeat(18_000)}x\n-\n`],
    ['MT940 with line ends', `${MT}a${'\n'.repeat(5_000_000)}x`],
    ['MT940 with braces', `{1:${'{'.repeat(100_000)}\n${MT}a\n`],
    ['MT940 with thousands of empty messages', ':20:R\n:25:A\n:60F:C240110EUR0,\n:62M:C240110EUR0,\n'.repeat(50_000)],
    [
      'MT942 with header tags without end',
      `:20:R\n:25:A\n:34F:EUR0,\n${':61:240110C1,NTRFX\n'.repeat(50_000)}${':25:A\n'.repeat(50_000)}`,
    ],
    ['OFX with an endless name', `<OFX><STMTRS><NAME>${'x'.repeat(20_000_000)}`],
    ['OFX with open marks', `<OFX><STMTRS>${'<'.repeat(3_000_000)}`],
    ['OFX with open sections', `<OFX><STMTRS>${'<![CDATA['.repeat(300_000)}`],
    ['OFX with nesting', `<OFX>${'<A>'.repeat(100_000)}${'</A>'.repeat(100_000)}`],
    [
      'BAI2 with an endless summary',
      `01,S,R,240111,0700,1,80,,2/\n02,R,O,1,240110,2359,HKD,2/\n03,1,,${'010,5,,,'.repeat(400_000)}/\n`,
    ],
    [
      'BAI2 with endless continuations',
      `01,S,R,240111,0700,1,80,,2/\n02,R,O,1,240110,2359,HKD,2/\n03,1,,/\n16,175,1,D,99999,${'\n88,1,2'.repeat(200_000)}\n`,
    ],
    ['CSV in one cell', `Date,Amount\n"${'x'.repeat(20_000_000)}`],
    ['CSV of one row', 'a,'.repeat(5_000_000)],
    ['CSV of quotation marks', `Date,Amount\n${'"'.repeat(3_000_001)}`],
    ['CSV of digits', `Date,Amount\n2024-01-10,${'1'.repeat(900_000)}\n`],
    ['blanks', `${' '.repeat(20_000_000)}x`],
  ])(
    '%s',
    (_, text) => {
      const started = performance.now()
      const file = inspectStatement(bytesOf(text))
      expect(performance.now() - started).toBeLessThan(TIME_LIMIT_MS)
      expect(file.outcome).not.toBe('clean')
      expect(file.findings.map((finding) => finding.code)).not.toContain('reader-failed')
    },
    TIME_LIMIT_MS * 2,
  )
})

describe('texts that try to be more than texts', () => {
  it('are kept as they are', () => {
    const words = '=HYPERLINK("x") \u202eabc\u200b\ufeff <script>'
    const text = `:20:R\n:25:A\n:28C:1\n:60F:C240110EUR0,\n:61:240110C1,NTRFX\n:86:${words}\n:62F:C240110EUR1,\n-\n`
    const file = inspectStatement(bytesOf(text))
    expect(file.outcome).toBe('clean')
    expect(file.statements[0]?.entries[0]?.rawText).toBe(words)
  })
})
