/**
 * A small, guarded XML reader: streaming over saxes, with a light tree only for the part being read.
 * Any DOCTYPE is refused (which closes external entities and entity bombs), depth, text length and element count are
 * limited, and elements are matched by local name because banks use prefixes, national namespaces or none at all.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Refusal } from './findings.ts'

export type XmlNode = {
  /** Local name, without prefix. */
  name: string
  /** Text directly inside the element, as written. */
  text: string
  attributes: Record<string, string>
  children: XmlNode[]
  line: number
}

/** A start tag: its local name, the names of the elements around it, and its namespace. */
export type XmlStart = { name: string; ancestors: readonly string[]; namespace: string | null }

export type XmlHandler = {
  /** Called at every start tag. */
  onOpen?: (start: XmlStart) => void
  /** Called at every end tag; the answer `drop` keeps the element out of its parent, so memory stays bounded. */
  onClose: (node: XmlNode, ancestors: readonly string[]) => 'keep' | 'drop'
}

export const XML_LIMITS = { depth: 60, textLength: 200_000, elements: 20_000_000, sliceLength: 65_536 }

type OpenElement = { node: XmlNode; namespaces: Map<string, string> | null; namespace: string | null }

/** Reads a whole XML text. Throws a `Refusal` for anything that is not well-formed or not allowed. */
export function readXml(text: string, handler: XmlHandler): void {
  refuseDoctype(text)
  const parser = new SaxesParser({ xmlns: false, position: true })
  const stack: OpenElement[] = []
  const names: string[] = []
  let elements = 0
  parser.on('doctype', () => {
    throw doctypeRefusal(parser.line)
  })
  parser.on('error', (error) => {
    throw malformedRefusal(error.message, parser.line)
  })
  parser.on('opentag', (tag) => {
    elements += 1
    if (stack.length >= XML_LIMITS.depth || elements > XML_LIMITS.elements) throw tooDeepRefusal(parser.line)
    const open = openElement(tag, stack.at(-1), parser.line)
    handler.onOpen?.({ name: open.node.name, ancestors: names, namespace: open.namespace })
    stack.push(open)
    names.push(open.node.name)
  })
  const addText = (piece: string): void => {
    const open = stack.at(-1)
    if (!open) return
    if (open.node.text.length + piece.length > XML_LIMITS.textLength) throw longTextRefusal(open.node, parser.line)
    open.node.text += piece
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = stack.pop()
    names.pop()
    if (!closed) return
    if (handler.onClose(closed.node, names) === 'keep') stack.at(-1)?.node.children.push(closed.node)
  })
  for (let at = 0; at < text.length; at += XML_LIMITS.sliceLength) {
    parser.write(text.slice(at, at + XML_LIMITS.sliceLength))
  }
  parser.close()
}

function openElement({ name, attributes }: SaxesTagPlain, parent: OpenElement | undefined, line: number): OpenElement {
  const colon = name.indexOf(':')
  const prefix = colon < 0 ? '' : name.slice(0, colon)
  let declared: Map<string, string> | null = null
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue
    declared ??= new Map(parent?.namespaces ?? [])
    declared.set(key === 'xmlns' ? '' : key.slice(6), value)
  }
  const namespaces = declared ?? parent?.namespaces ?? null
  const namespace = namespaces?.get(prefix) ?? null
  return {
    node: { name: name.slice(colon + 1), text: '', attributes, children: [], line },
    namespaces,
    namespace: namespace === '' ? null : namespace,
  }
}

/** No bank message needs a DOCTYPE. Looks behind the declaration, comments and processing instructions. */
function refuseDoctype(text: string): void {
  let at = 0
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at += 1
    const end = text.startsWith('<!--', at)
      ? text.indexOf('-->', at)
      : text.startsWith('<?', at)
        ? text.indexOf('?>', at)
        : -1
    if (end < 0) break
    at = end + 2
    if (text[at] === '>') at += 1
  }
  if (/^<!doctype/i.test(text.slice(at, at + 9))) throw doctypeRefusal(text.slice(0, at).split('\n').length)
}

function doctypeRefusal(line: number): Refusal {
  return new Refusal(
    'xml-doctype',
    `line ${line}`,
    `Line ${line} holds a DOCTYPE. No bank message needs one and it can be used to attack the reader, so the file is refused. ` +
      'Ask the sender for the plain message.',
  )
}

function malformedRefusal(reason: string, line: number): Refusal {
  const plain = reason.replace(/^\d+:\d+: /, '')
  const cut = /unclosed tag|unexpected end|must contain a root/i.test(plain)
  const start = cut ? `The XML breaks off at line ${line}` : `The XML is not well-formed at line ${line}`
  return new Refusal(
    cut ? 'xml-cut-off' : 'xml-malformed',
    `line ${line}`,
    `${start} (${plain.slice(0, 200)}). Nothing was read; ask the bank for the complete file.`,
  )
}

function tooDeepRefusal(line: number): Refusal {
  return new Refusal(
    'xml-too-deep',
    `line ${line}`,
    `At line ${line} the XML is nested deeper than ${XML_LIMITS.depth} elements or holds too many of them. ` +
      'No bank message does that, so the file is refused.',
  )
}

function longTextRefusal(node: XmlNode, line: number): Refusal {
  return new Refusal(
    'xml-text-too-long',
    `line ${line}`,
    `The element ${node.name} that starts at line ${node.line} holds more than ${XML_LIMITS.textLength} characters of text. ` +
      'No bank message does that, so the file is refused.',
  )
}

/** All children with a local name. */
export function childrenNamed(node: XmlNode | undefined, name: string): XmlNode[] {
  return node === undefined ? [] : node.children.filter((child) => child.name === name)
}

/** The first element at a path of local names (`Acct/Id/IBAN`). */
export function nodeAt(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let current = node
  for (const name of path.split('/')) {
    current = current?.children.find((child) => child.name === name)
    if (current === undefined) return undefined
  }
  return current
}

/** The trimmed text at the first of several paths that has any, or `null`. */
export function textAt(node: XmlNode | undefined, ...paths: string[]): string | null {
  for (const path of paths) {
    const text = nodeAt(node, path)?.text.trim()
    if (text !== undefined && text !== '') return text
  }
  return null
}
