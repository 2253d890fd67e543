/**
 * Strict XML reader for bank messages: a light tree by local name and namespace with the place of every element.
 * Any DOCTYPE is refused before parsing, which closes external entities and entity bombs; depth, text length and the
 * number of elements held at once are limited. Big files are read in slices: elements named in `take` are handed over
 * as soon as they close and are not kept.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { FormatRefusal } from '../refusal.ts'
import { decodeXml, type XmlRefusalCode, XmlRefusalSignal } from './decode.ts'

export type { XmlRefusalCode } from './decode.ts'

export type XmlElement = {
  /** Local name, without prefix. */
  readonly name: string
  readonly namespace: string
  /** By the name as written, prefix included; namespace declarations are left out. */
  readonly attributes: Readonly<Record<string, string>>
  /** All text directly inside, white space as found; empty for an element that only holds elements. */
  text: string
  readonly children: XmlElement[]
  readonly parent: XmlElement | null
  readonly line: number
  readonly column: number
}

export type XmlLimits = {
  readonly bytes: number
  readonly depth: number
  /** Characters of one element's text or one attribute. */
  readonly textLength: number
  /** Elements held in memory at one moment. */
  readonly heldElements: number
}

export const XML_LIMITS: XmlLimits = { bytes: 100_000_000, depth: 64, textLength: 100_000, heldElements: 2_000_000 }

export type XmlReadOptions = {
  readonly limits?: Partial<XmlLimits>
  /** Elements with one of these local names go to `onTaken` when they close, innermost first, and leave the tree. */
  readonly take?: ReadonlySet<string>
  readonly onTaken?: (element: XmlElement) => void
}

export type XmlReadResult =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly refusal: FormatRefusal<XmlRefusalCode> }

const DOCTYPE = '<!DOCTYPE'
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(Object.create(null))
type Prefixes = ReadonlyMap<string, string>
const NO_PREFIXES: Prefixes = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])

/** Reads a whole XML file. Never throws for what the file holds; errors of `onTaken` pass through. */
export function readXml(bytes: Uint8Array, options: XmlReadOptions = {}): XmlReadResult {
  const limits = { ...XML_LIMITS, ...options.limits }
  try {
    if (bytes.length > limits.bytes) throw tooLarge(bytes.length, limits.bytes)
    const reader = new XmlTreeReader(options)
    for (const slice of decodeXml(bytes)) reader.write(slice)
    return { ok: true, root: reader.close() }
  } catch (error) {
    if (error instanceof XmlRefusalSignal) return { ok: false, refusal: error.refusal }
    throw error
  }
}

/** The refusal of a file that is larger than what is read. */
export function tooLarge(length: number, limit: number = XML_LIMITS.bytes): XmlRefusalSignal {
  return new XmlRefusalSignal(
    'XML_TOO_LARGE',
    `byte ${limit}`,
    `The file has ${length} bytes; at most ${limit} are read. Ask the sender to split it.`,
  )
}

/** Reads XML in slices of its text: `write` each, then `close`. Throws an `XmlRefusalSignal` for what it does not take. */
export class XmlTreeReader {
  private readonly parser = new SaxesParser({ xmlns: false, position: true })
  private readonly limits: XmlLimits
  private readonly options: XmlReadOptions
  private root: XmlElement | null = null
  private current: XmlElement | null = null
  private depth = 0
  private held = 0
  private readonly heldBefore: number[] = []
  private readonly prefixes: Prefixes[] = [NO_PREFIXES]
  private startLine = 1
  private startColumn = 1

  /** The last letters, long enough for a DOCTYPE that is cut by the edge of a slice. */
  private tail = ''
  /** Letters that were read elsewhere, and the line on which they stand. */
  private readonly skipped = { line: 0, count: 0 }

  constructor(options: XmlReadOptions) {
    this.limits = { ...XML_LIMITS, ...options.limits }
    this.options = options
    this.parser.on('opentagstart', () => {
      this.startLine = this.parser.line
      this.startColumn = this.parser.column
    })
    this.parser.on('opentag', (tag) => this.open(tag))
    this.parser.on('closetag', () => this.closeElement())
    this.parser.on('text', (text) => this.addText(text))
    this.parser.on('cdata', (text) => this.addText(text))
    this.parser.on('error', (error) =>
      this.refuse('XML_NOT_WELL_FORMED', `The XML is broken: ${plain(error.message)}.`),
    )
  }

  write(slice: string): void {
    this.refuseDoctype(slice)
    this.parser.write(slice)
  }

  /** Notes letters that stand here and were read elsewhere, without a line break in them. */
  skip(count: number): void {
    const { skipped, parser } = this
    skipped.count = skipped.line === parser.line ? skipped.count + count : count
    skipped.line = parser.line
  }

  close(): XmlElement {
    this.parser.close()
    if (!this.root) this.refuse('XML_NOT_WELL_FORMED', 'The XML is broken: there is no element in it.')
    return this.root!
  }

  /** No bank message needs a DOCTYPE, so one anywhere, even inside a comment, ends the reading before it is read. */
  private refuseDoctype(slice: string): void {
    const text = this.tail + slice
    this.tail = text.slice(-(DOCTYPE.length - 1))
    for (let at = text.indexOf('<!'); at >= 0; at = text.indexOf('<!', at + 2)) {
      if (text.slice(at, at + DOCTYPE.length).toUpperCase() !== DOCTYPE) continue
      const before = lineEnds(text.slice(0, at)) - lineEnds(text.slice(0, text.length - slice.length))
      throw new XmlRefusalSignal(
        'XML_DOCTYPE',
        `line ${this.parser.line + before}`,
        'The file holds a DOCTYPE. Bank messages never need one and it can be used to attack a reader, so the file is refused.',
      )
    }
  }

  private open(tag: SaxesTagPlain): void {
    this.depth += 1
    this.heldBefore.push(this.held)
    this.held += 1
    if (this.depth > this.limits.depth) {
      this.refuse('XML_TOO_DEEP', `Elements are nested more than ${this.limits.depth} deep.`)
    }
    if (this.held > this.limits.heldElements) {
      this.refuse('XML_TOO_MANY_ELEMENTS', `The file holds more than ${this.limits.heldElements} elements at once.`)
    }
    const attributes = this.takeAttributes(tag)
    const colon = tag.name.indexOf(':')
    const prefix = colon < 0 ? '' : tag.name.slice(0, colon)
    const namespace = this.prefixes.at(-1)!.get(prefix)
    if (namespace === undefined && prefix !== '') {
      this.refuse('XML_NOT_WELL_FORMED', `The XML is broken: the prefix "${prefix}" is not declared.`)
    }
    const element: XmlElement = {
      name: colon < 0 ? tag.name : tag.name.slice(colon + 1),
      namespace: namespace ?? '',
      attributes,
      text: '',
      children: [],
      parent: this.current,
      line: this.startLine,
      column: this.startColumn,
    }
    if (!this.root) this.root = element
    this.current?.children.push(element)
    this.current = element
  }

  /** Splits namespace declarations from the other attributes and opens their scope. */
  private takeAttributes(tag: SaxesTagPlain): Readonly<Record<string, string>> {
    const scope = this.prefixes.at(-1)!
    let declared: Map<string, string> | null = null
    let others: Record<string, string> | null = null
    for (const name in tag.attributes) {
      const value = tag.attributes[name]!
      if (value.length > this.limits.textLength) this.refuseLength(`attribute ${name.slice(0, 40)}`)
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        declared ??= new Map(scope)
        declared.set(name.slice(6), value)
      } else {
        others ??= Object.create(null) as Record<string, string>
        others[name] = value
      }
    }
    this.prefixes.push(declared ?? scope)
    return others ?? NO_ATTRIBUTES
  }

  private closeElement(): void {
    const element = this.current!
    if (element.children.length > 0 && element.text !== '' && element.text.trim() === '') element.text = ''
    this.current = element.parent
    this.depth -= 1
    this.prefixes.pop()
    const before = this.heldBefore.pop()!
    if (this.options.take?.has(element.name)) {
      element.parent?.children.pop()
      this.held = before
      this.options.onTaken?.(element)
    }
  }

  private addText(text: string): void {
    const element = this.current
    if (!element) return
    if (element.text.length + text.length > this.limits.textLength) this.refuseLength(`element ${element.name}`)
    element.text = element.text === '' ? text : element.text + text
  }

  private refuseLength(what: string): never {
    this.refuse('XML_TEXT_TOO_LONG', `The text of ${what} is longer than ${this.limits.textLength} characters.`)
  }

  private refuse(code: XmlRefusalCode, message: string): never {
    const path = this.current ? `, ${pathOf(this.current)}` : ''
    const { line } = this.parser
    const column = this.parser.column + (this.skipped.line === line ? this.skipped.count : 0)
    throw new XmlRefusalSignal(code, `line ${line}, column ${column}${path}`, message)
  }
}

function lineEnds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

/** Names from the root down to the element: `Document/CstmrCdtTrfInitn/GrpHdr`. */
export function pathOf(element: XmlElement): string {
  const names: string[] = []
  for (let at: XmlElement | null = element; at; at = at.parent) names.unshift(at.name)
  return names.join('/')
}

/** The parser puts line and column in front of its messages; both are already in the place. */
function plain(message: string): string {
  return message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
}
