import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RefusalSignal } from '../../../../src/main/engine/formats/refusal.ts'
import { firstBrokenUtf8, lineOf } from '../../../../src/main/engine/formats/xml/decode.ts'
import { readXml, type XmlElement, type XmlLimits } from '../../../../src/main/engine/formats/xml/read.ts'
import { childrenOf, elementAt, placeOf, textAt } from '../../../../src/main/engine/formats/xml/tree.ts'
import { escapeXml, XmlCharacterError } from '../../../../src/main/engine/formats/xml/write.ts'

function tree(xml: string | Uint8Array): XmlElement {
  const read = readXml(typeof xml === 'string' ? Buffer.from(xml) : xml)
  if (!read.ok) throw new Error(`${read.refusal.code} ${read.refusal.place} ${read.refusal.message}`)
  return read.root
}

function refusal(xml: string | Uint8Array, limits: Partial<XmlLimits> = {}): { code: string; place: string } {
  const read = readXml(typeof xml === 'string' ? Buffer.from(xml) : xml, { limits })
  if (read.ok) throw new Error('the XML was read')
  expect(read.refusal.message).toMatch(/^[A-Z].*\.$/)
  return { code: read.refusal.code, place: read.refusal.place }
}

describe('reading', () => {
  it('gives local names, namespaces by scope, attributes, text as found and the place of each element', () => {
    const root = tree(
      '<?xml version="1.0"?>\n<a xmlns="urn:one" xmlns:t="urn:two">\n  <t:b k="1" t:m="2"> x &amp; <![CDATA[<y>]]> </t:b>\n  <c xmlns="">z</c>\n</a>',
    )
    expect(root).toMatchObject({ name: 'a', namespace: 'urn:one', text: '' })
    const [b, c] = root.children as [XmlElement, XmlElement]
    expect(b).toMatchObject({ name: 'b', namespace: 'urn:two', text: ' x & <y> ', line: 3 })
    expect({ ...b.attributes }).toEqual({ k: '1', 't:m': '2' })
    expect(c).toMatchObject({ name: 'c', namespace: '', text: 'z', line: 4 })
    expect(placeOf(b)).toBe('line 3, a/b')
  })

  it('answers questions about the tree', () => {
    const root = tree('<a><b><c>1</c></b><b><c>2</c></b></a>')
    expect(textAt(root, 'b', 'c')).toBe('1')
    expect(childrenOf(root, 'b').map((b) => textAt(b, 'c'))).toEqual(['1', '2'])
    expect(elementAt(root, 'b', 'x', 'c')).toBeUndefined()
    expect(textAt(undefined, 'b')).toBeUndefined()
  })

  it('hands over taken elements innermost first and does not keep them', () => {
    const taken: string[] = []
    const xml = '<a><b><c>1</c><c>2</c><d/></b><b><c>3</c></b></a>'
    const read = readXml(Buffer.from(xml), {
      take: new Set(['b', 'c']),
      onTaken: (element) => taken.push(`${element.name}${element.text}${element.children.length}`),
    })
    expect(taken).toEqual(['c10', 'c20', 'b1', 'c30', 'b0'])
    expect(read.ok && read.root.children).toEqual([])
  })

  it('lets errors of the taker pass', () => {
    const fail = () => {
      throw new RefusalSignal('MINE', 'here', 'No.')
    }
    expect(() => readXml(Buffer.from('<a><b/></a>'), { take: new Set(['b']), onTaken: fail })).toThrow('No.')
  })

  it('reads text that falls on the edge of a slice, with characters outside the first plane', () => {
    fc.assert(
      fc.property(fc.integer({ min: 65_500, max: 65_560 }), (pad) => {
        const text = `${'x'.repeat(pad)}𠮷😀&é`
        expect(tree(`<a>${escapeXml(text, 'a', 'text')}</a>`).text).toBe(text)
      }),
      { numRuns: 30 },
    )
  })

  it('brings back every text that the writer accepts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        let written: string
        try {
          written = escapeXml(text, 'field', 'text')
        } catch (error) {
          expect(error).toBeInstanceOf(XmlCharacterError)
          return
        }
        const root = tree(`<a k="${written}">${written}</a>`)
        expect(root.text).toBe(text)
        expect(root.attributes.k).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})

describe('refusals', () => {
  it.each([
    ['', 'XML_EMPTY', 'byte 0'],
    ['<a>', 'XML_NOT_WELL_FORMED', 'line 1, column 3, a'],
    ['<a></b>', 'XML_NOT_WELL_FORMED', 'line 1, column 7'],
    ['<a/><b/>', 'XML_NOT_WELL_FORMED', 'line 1, column 7'],
    ['<a k="1" k="2"/>', 'XML_NOT_WELL_FORMED', 'line 1, column 16'],
    ['<a>&unknown;</a>', 'XML_NOT_WELL_FORMED', 'line 1, column 12, a'],
    ['<a>\u0001</a>', 'XML_NOT_WELL_FORMED', 'line 1, column 4, a'],
    ['<a>&#0;</a>', 'XML_NOT_WELL_FORMED', 'line 1, column 7, a'],
    ['<p:a/>', 'XML_NOT_WELL_FORMED', 'line 1, column 6'],
    ['just text', 'XML_NOT_WELL_FORMED', 'line 1, column 9'],
    ['<?xml version="1.0"?>\n<!DOCTYPE a><a/>', 'XML_DOCTYPE', 'line 2'],
    ['<a><![CDATA[<!DOCTYPE a>]]></a>', 'XML_DOCTYPE', 'line 1'],
    ['<?xml version="1.0" encoding="EBCDIC"?><a/>', 'XML_CHARSET_UNKNOWN', 'line 1, XML declaration'],
  ])('%j is refused as %s', (xml, code, place) => {
    expect(refusal(xml)).toEqual({ code, place })
  })

  it('finds a DOCTYPE on the edge of a slice, with its line', () => {
    for (let pad = 65_520; pad < 65_540; pad += 1) {
      expect(refusal(`<a>\n${'x'.repeat(pad - 5)}\n<!DOCTYPE b></a>`)).toEqual({ code: 'XML_DOCTYPE', place: 'line 3' })
    }
  })

  it('keeps to its limits', () => {
    expect(refusal(`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`).code).toBe('XML_TOO_DEEP')
    expect(tree(`${'<a>'.repeat(64)}${'</a>'.repeat(64)}`).name).toBe('a')
    expect(refusal(`<a>${'x'.repeat(100_001)}</a>`).code).toBe('XML_TEXT_TOO_LONG')
    expect(refusal(`<a k="${'x'.repeat(100_001)}"/>`).code).toBe('XML_TEXT_TOO_LONG')
    expect(refusal('<a><b/><b/><b/></a>', { heldElements: 3 }).code).toBe('XML_TOO_MANY_ELEMENTS')
    expect(refusal('<aaaaaaaaaa/>', { bytes: 12 })).toEqual({ code: 'XML_TOO_LARGE', place: 'byte 12' })
  })

  it('counts only what it holds against the limit of elements', () => {
    const xml = `<a>${'<b><c/></b>'.repeat(100)}</a>`
    const read = readXml(Buffer.from(xml), { limits: { heldElements: 4 }, take: new Set(['b']), onTaken: () => {} })
    expect(read.ok).toBe(true)
  })

  it('stops a text of 40 MB without end within a second', () => {
    const before = performance.now()
    expect(refusal(Buffer.concat([Buffer.from('<a>'), Buffer.alloc(40_000_000, 0x78)])).code).toBe(
      'XML_NOT_WELL_FORMED',
    )
    expect(performance.now() - before).toBeLessThan(5000)
  })

  it('finds the first byte that is no UTF-8', () => {
    for (const [bytes, offset] of [
      [[0x61, 0xc3, 0xa9, 0xe4, 0xbd, 0xa0, 0xf0, 0x9f, 0x98, 0x80], 10],
      [[0x61, 0xff], 1],
      [[0xc0, 0xaf], 0],
      [[0xed, 0xa0, 0x80], 0],
      [[0x61, 0xe4, 0xbd], 1],
      [[0xf4, 0x90, 0x80, 0x80], 0],
      [[0xe0, 0x80, 0x80], 0],
    ] as const) {
      expect(firstBrokenUtf8(Uint8Array.from(bytes))).toBe(offset)
    }
    expect(lineOf(Buffer.from('a\nb\nc'), 4)).toBe(3)
  })

  it('agrees with the platform about what UTF-8 is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        let ok = true
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(bytes)
        } catch {
          ok = false
        }
        expect(firstBrokenUtf8(bytes) === bytes.length).toBe(ok)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('escaping', () => {
  it('escapes the four marks and leaves everything else alone', () => {
    expect(escapeXml(`a & b < c > d " e ' f 陳 😀`, 'p', 'f')).toBe(`a &amp; b &lt; c &gt; d &quot; e ' f 陳 😀`)
  })

  it.each([
    ['a\u0000', 2, 'U+0000'],
    ['陳\n', 2, 'U+000A'],
    ['\t', 1, 'U+0009'],
    ['😀\u007f', 2, 'U+007F'],
    ['\u0085', 1, 'U+0085'],
    ['a\ud800b', 2, 'U+D800'],
    ['\uffff', 1, 'U+FFFF'],
  ])('refuses %j with its position', (text, position, name) => {
    expect(() => escapeXml(text, 'WD-1', 'Nm')).toThrow(`WD-1 Nm: character ${position} is ${name} `)
  })
})
