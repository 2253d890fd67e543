/** The desk's own XML reader against saxes: the same trees, and the same files refused. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../../src/main/engine/formats/statements/findings.ts'
import { type XmlNode, XmlReader } from '../../../src/main/engine/formats/statements/xml-reader.ts'
import { type OracleNode, saxesTree } from '../../support/saxes-tree.ts'
import { sample, statementFiles } from './samples.ts'

/** The tree that the reader gives when the text comes in slices of this size; a Refusal's code when it refuses. */
function ownTree(text: string, size: number): XmlNode | string {
  let root: XmlNode | undefined
  const reader = new XmlReader({
    onClose: (node, _, parent) => {
      if (parent === undefined) root = node
      return 'keep'
    },
  })
  try {
    for (let at = 0; at < text.length; at += size) reader.write(text.slice(at, at + size))
    reader.close()
  } catch (error) {
    if (error instanceof Refusal) return error.finding.code
    throw error
  }
  return root ?? 'nothing'
}

type Plain = { name: string; text: string; attributes: [string, string][]; line: number; children: Plain[] }

/** Both trees in one form: our reader leaves out texts of blanks alone. */
function plain(node: OracleNode | XmlNode): Plain {
  return {
    name: node.name,
    text: node.text.trim(),
    attributes: Object.entries(node.attributes),
    line: node.line,
    children: node.children.map((child) => plain(child)),
  }
}

function expectSame(text: string, size: number): void {
  const own = ownTree(text, size)
  const oracle = saxesTree(text)
  if (typeof own === 'string') expect(oracle === null || /too-(?:deep|long)/.test(own), `${own}: ${text}`).toBe(true)
  else expect(oracle === null ? null : plain(oracle), text).toEqual(plain(own))
}

const samples = statementFiles.filter((file) => file.startsWith('camt'))

describe('the XML reader', () => {
  it.each(samples)('reads %s as saxes does, however it is sliced', (file) => {
    const text = Buffer.from(sample(file))
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart()
    for (const size of [1, 7, 4096, 65_536]) expectSame(text, size)
  })

  it.each([
    ['<a>1 &lt; 2 &amp;&#38;&#x26; "x" &apos;y&apos;</a>'],
    ['<a b="1 &gt; 0" c=\'"\'>x</a>'],
    ['<a b="x>y"/>'],
    ['<a><![CDATA[<b>&amp;]]>]]</a>'],
    ['<a>x]]>y</a>'],
    ['<a>&nbsp;</a>'],
    ['<a>&#0;</a>'],
    ['<a>&#xD800;</a>'],
    ['<a>& b</a>'],
    ['<a b=1/>'],
    ['<a b="1"c="2"/>'],
    ['<a b="1" b="2"/>'],
    ['<a b="<"/>'],
    ['<1a/>'],
    ['< a/>'],
    ['<a></ a>'],
    ['<a></a >'],
    ['<a></a\n>'],
    ['<a></b>'],
    ['<a/><b/>'],
    ['x<a/>'],
    ['<a/>x'],
    ['<a>'],
    ['<a'],
    [''],
    ['<!-- c --><a><!-- -- --></a>'],
    ['<a><!-- c ---></a>'],
    ['<a><!-- c --></a><!-- d --> '],
    ['<a><?pi x?></a>'],
    ['<a><?xml version="1.0"?></a>'],
    ['<?xml version="1.0" encoding="UTF-8"?><a/>'],
    ['<?xml version="2.0"?><a/>'],
    ['<?xml encoding="UTF-8"?><a/>'],
    ['<a><!ELEMENT a></a>'],
    ['<a>\r\n<b>\r</b>\n</a>'],
    ['<a\n b="1"\n>x</a\n><!--\n--><?p\n?>'],
    ['<a>\u0001</a>'],
    ['<a>\uffff</a>'],
    ['<a>\ud83d\ude00</a>'],
    ['<p:a xmlns:p="u"><p:b/></p:a>'],
    ['<a>結餘 <b>帳戶</b></a>'],
  ])('takes or refuses %j as saxes does', (text) => {
    for (const size of [1, 3, 1000]) expectSame(text, size)
  })

  it('agrees with saxes on changed files', () => {
    const pieces = [
      '<',
      '>',
      '/',
      '&',
      ';',
      '"',
      "'",
      '=',
      ' ',
      '\n',
      ']]>',
      '<!--',
      '-->',
      '<a>',
      '</a>',
      '<b/>',
      '&lt;',
      '\u0002',
      'é',
      '<?',
      '?>',
      '!',
    ]
    const base =
      '<?xml version="1.0"?>\n<D xmlns="urn:x"><S a="1"><N>x &amp; y</N><N/>\n<A c="EUR">1.00</A></S><!-- c --><S><N><![CDATA[z]]></N></S></D>\n'
    const change = fc.record({ at: fc.nat(base.length), piece: fc.constantFrom(...pieces), drop: fc.nat(3) })
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 50 }),
        (changes, size) => {
          let text = base
          for (const { at, piece, drop } of changes) text = text.slice(0, at) + piece + text.slice(at + drop)
          // A DOCTYPE is refused by both, but saxes is only asked when it says so itself.
          if (!/<!D/i.test(text)) expectSame(text, size)
        },
      ),
      { numRuns: 4000, seed: 7 },
    )
  })

  it('tells the namespace of a tag by the nearest declaration of its prefix', () => {
    const seen: (string | null)[] = []
    const reader = new XmlReader({
      onOpen: (_name, _ancestors, namespaceOf) => seen.push(namespaceOf()),
      onClose: () => 'drop',
    })
    reader.write('<a xmlns="u" xmlns:p="v"><b/><p:c/><d xmlns=""><e/></d><p:f xmlns:p="w"/><g xmlns="x"/><b/></a>')
    reader.close()
    expect(seen).toEqual(['u', 'u', 'v', null, null, 'w', 'x', 'u'])
  })
})
