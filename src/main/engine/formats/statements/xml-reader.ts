/**
 * A small, guarded XML reader in one pass: text in slices, elements as they close. Made for bank statements of any length:
 * it jumps from mark to mark, takes each distinct tag apart once, and keeps a light tree only of what is being read.
 * Strict like a parser by the book: what is not well-formed is refused with its line. Any DOCTYPE is refused, which closes
 * external entities and entity bombs; depth and text length are limited.
 */
import { Refusal } from './findings.ts'
import { countBreaks, decodeReferences, parseTag, requirePlainText, XmlFault, type XmlTag } from './xml-tag.ts'

export type XmlNode = {
  /** Local name, without prefix. */
  name: string
  /** Text directly inside the element, as written; blanks alone are left out. */
  text: string
  attributes: Readonly<Record<string, string>>
  children: XmlNode[]
  line: number
}

export type XmlHandler = {
  /** Called at every start tag, with the names of the elements around it; `namespaceOf` tells its namespace. */
  onOpen?: (name: string, ancestors: readonly string[], namespaceOf: () => string | null) => void
  /** Called at every end tag; the answer `drop` keeps the element out of its parent, so memory stays bounded. */
  onClose: (node: XmlNode, ancestors: readonly string[], parent: XmlNode | undefined) => 'keep' | 'drop'
}

export const XML_LIMITS = { depth: 60, textLength: 200_000, sliceLength: 65_536, knownTags: 2_000, nextTags: 4 }

const NO_CHILDREN: XmlNode[] = []
const [LINE_FEED, TAB, EXCLAMATION, AMPERSAND, SLASH, LESS, GREATER, QUESTION, BRACKET] = [
  10, 9, 33, 38, 47, 60, 62, 63, 93,
]

/** Reads XML in slices: `write` each, then `close`. Throws a `Refusal` for anything that is not well-formed or not allowed. */
export class XmlReader {
  private readonly handler: XmlHandler
  private readonly tags = new Map<string, XmlTag>()
  private readonly nodes: XmlNode[] = []
  private readonly names: string[] = []
  /** Tags of the open elements. */
  private readonly open: XmlTag[] = []
  /** What is not read yet, as a text to cut from and as codes to look at: the latter is many times faster. */
  private buffer = ''
  private codes = new Uint16Array(2 * XML_LIMITS.sliceLength)
  private line = 1
  private hasRoot = false
  private atStart = true
  private held = ''
  private lastTag: XmlTag | null = null
  /** Of the last run of text: where it ends, its line breaks, and what has to be done with it. */
  private run = { breaks: 0, isBlank: true, isOdd: false, hasReference: false }

  constructor(handler: XmlHandler) {
    this.handler = handler
  }

  write(slice: string): void {
    let text = this.held + slice
    // A line end may be cut in two.
    this.held = text.endsWith('\r') ? '\r' : ''
    if (this.held !== '') text = text.slice(0, -1)
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
    this.buffer += text
    this.takeCodes()
    let at: number
    try {
      at = this.scan()
    } catch (error) {
      if (error instanceof XmlFault) throw malformedRefusal(error.message, this.line)
      throw error
    }
    this.buffer = this.buffer.slice(at)
    if (this.buffer.length > XML_LIMITS.textLength) throw this.longText()
  }

  private takeCodes(): void {
    const { buffer } = this
    if (this.codes.length <= buffer.length) this.codes = new Uint16Array(2 * buffer.length)
    Buffer.from(this.codes.buffer).write(buffer, 'utf16le')
    // No text holds it, so it ends every run.
    this.codes[buffer.length] = 0
  }

  close(): void {
    if (this.held !== '') {
      this.held = ''
      this.write('\n')
    }
    const left = this.buffer.trim()
    const line = this.line + countBreaks(this.buffer)
    if (this.nodes.length > 0) throw cutRefusal(`unclosed tag: ${this.open.at(-1)?.written.slice(0, 60)}`, line)
    if (left.startsWith('<')) throw cutRefusal('unexpected end', line)
    if (left !== '') throw malformedRefusal('text stands outside the root element', this.line)
    if (!this.hasRoot) throw cutRefusal('there is no root element', line)
  }

  /** Reads what is complete; returns where it stopped. */
  private scan(): number {
    const { codes } = this
    const { length } = this.buffer
    let at = 0
    for (;;) {
      const mark = this.textRun(at)
      if (mark + 1 >= length) return at
      const next = codes[mark + 1]
      let end: number
      if (next === SLASH) end = this.endTag(at, mark)
      else if (next === EXCLAMATION || next === QUESTION) end = this.markup(at, mark)
      else end = this.startTag(at, mark)
      if (end < 0) return at
      at = end
    }
  }

  /** The next `<`, or the end of what is there; notes what the text before it holds. */
  private textRun(from: number): number {
    const { codes, run } = this
    let at = from
    let breaks = 0
    let isBlank = true
    let odd = false
    let hasReference = false
    for (let code = codes[at] as number; code !== LESS; code = codes[at] as number) {
      if (code > LESS) {
        isBlank = false
        if (code === BRACKET || code >= 0xd800) odd ||= isOdd(code)
      } else if (code > 32) {
        isBlank = false
        if (code === AMPERSAND) hasReference = true
      } else if (code === LINE_FEED) breaks += 1
      else if (code !== 32 && code !== TAB) {
        if (at >= this.buffer.length) break
        odd = true
      }
      at += 1
    }
    run.breaks = breaks
    run.isBlank = isBlank && !odd
    run.isOdd = odd
    run.hasReference = hasReference
    return at
  }

  private startTag(at: number, mark: number): number {
    const { codes } = this
    const tag = this.expectedTag(mark) ?? this.readTag(mark)
    if (tag === null) return -1
    const inner = mark + 2 + tag.content.length
    if (mark > at) this.takeText(at, mark, this.nodes[this.nodes.length - 1])
    this.lastTag = tag
    this.line += tag.breaks
    const node = this.begin(tag, this.line)
    if (tag.isEmpty) {
      this.finish(node)
      return inner
    }
    // Most elements hold a text and nothing else: they close before anything else opens.
    if (codes[inner] !== LESS || codes[inner + 1] === SLASH) {
      const end = this.textRun(inner)
      if (isAt(codes, end, tag.end)) {
        if (end > inner) this.takeText(inner, end, node)
        this.finish(node)
        return end + tag.end.length
      }
    }
    this.nodes.push(node)
    this.names.push(tag.name)
    this.open.push(tag)
    return inner
  }

  /** The tag, when it is one that followed the last one before. */
  private expectedTag(mark: number): XmlTag | null {
    const { codes, lastTag } = this
    if (lastTag === null) return null
    for (const tag of lastTag.next) {
      if (codes[mark + 1 + tag.codes.length] === GREATER && isAt(codes, mark + 1, tag.codes)) return tag
    }
    return null
  }

  private readTag(mark: number): XmlTag | null {
    const { buffer, lastTag } = this
    let close = buffer.indexOf('>', mark + 1)
    if (close < 0) return null
    let content = buffer.slice(mark + 1, close)
    let tag = this.tags.get(content) ?? null
    if (tag === null) {
      tag = parseTag(content)
      while (tag === null) {
        close = buffer.indexOf('>', close + 1)
        if (close < 0) return null
        content = buffer.slice(mark + 1, close)
        tag = parseTag(content)
      }
      requirePlainText(content)
      if (this.tags.size >= XML_LIMITS.knownTags || content.length >= 200) return tag
      this.tags.set(content, tag)
    }
    if (lastTag !== null && lastTag.next.length < XML_LIMITS.nextTags) lastTag.next.push(tag)
    return tag
  }

  private begin(tag: XmlTag, line: number): XmlNode {
    const { nodes } = this
    if (nodes.length === 0) {
      if (this.hasRoot) throw new XmlFault('a second root element begins')
      this.hasRoot = true
    }
    if (nodes.length >= XML_LIMITS.depth) throw tooDeepRefusal(line)
    this.handler.onOpen?.(tag.name, this.names, this.namespaceOfLast)
    return { name: tag.name, text: '', attributes: tag.attributes, children: NO_CHILDREN, line }
  }

  /** The namespace of the tag that was read last: the nearest declaration of its prefix. */
  private readonly namespaceOfLast = (): string | null => {
    const tag = this.lastTag
    if (tag === null) return null
    for (const around of [tag, ...this.open.toReversed()]) {
      const declared = around.declares?.findLast(([prefix]) => prefix === tag.prefix)
      if (declared) return declared[1] === '' ? null : declared[1]
    }
    return null
  }

  private endTag(at: number, mark: number): number {
    const { buffer, codes } = this
    const open = this.open[this.open.length - 1]
    let end = open === undefined ? 0 : mark + open.end.length
    if (open === undefined || !isAt(codes, mark, open.end)) {
      const close = buffer.indexOf('>', mark + 2)
      if (close < 0) return -1
      const name = buffer.slice(mark + 2, close).replace(/[ \t\n]+$/, '')
      if (name !== open?.written) {
        this.line += this.run.breaks
        throw new XmlFault(`unexpected end tag ${name.slice(0, 60)}`)
      }
      end = close + 1
    }
    const node = this.nodes.pop()
    this.names.pop()
    this.open.pop()
    if (mark > at) this.takeText(at, mark, node)
    if (end > mark + 3 + (open?.written.length ?? 0)) this.line += countBreaks(buffer.slice(mark, end))
    if (node !== undefined) this.finish(node)
    return end
  }

  private finish(node: XmlNode): void {
    const parent = this.nodes[this.nodes.length - 1]
    if (this.handler.onClose(node, this.names, parent) === 'drop' || parent === undefined) return
    if (parent.children === NO_CHILDREN) parent.children = [node]
    else parent.children.push(node)
  }

  /** Comments, instructions and marked sections; nothing else may begin with these marks. */
  private markup(at: number, mark: number): number {
    const { buffer } = this
    const rest = buffer.slice(mark, mark + 9)
    for (const [start, stop, kind] of MARKUP) {
      if (rest.length < start.length && start.startsWith(rest)) return -1
      if (!rest.startsWith(start)) continue
      const end = buffer.indexOf(stop, mark + start.length)
      if (end < 0) return -1
      if (mark > at) this.takeText(at, mark, this.nodes[this.nodes.length - 1])
      this.takeMarkup(kind, buffer.slice(mark + start.length, end), mark === 0)
      return end + stop.length
    }
    const line = this.line + this.run.breaks
    if (/^<!doctype/i.test(rest)) throw doctypeRefusal(line)
    if (rest.length < 9 && '<!DOCTYPE'.startsWith(rest.toUpperCase())) return -1
    this.line = line
    throw new XmlFault('a declaration stands where none may stand')
  }

  private takeMarkup(kind: MarkupKind, inner: string, isFirst: boolean): void {
    requirePlainText(kind === 'section' ? inner : inner.replaceAll(']]>', ''))
    if (kind === 'section') {
      const node = this.nodes.at(-1)
      if (node === undefined) throw new XmlFault('a marked section stands outside the root element')
      this.addText(node, inner)
    } else if (kind === 'comment') {
      if (inner.includes('--') || inner.endsWith('-')) throw new XmlFault('a comment holds "--"')
    } else {
      const target = /^[^\s?]+/.exec(inner)?.[0] ?? ''
      const isDeclaration = target.toLowerCase() === 'xml'
      const isAllowed = isDeclaration
        ? this.atStart && isFirst && !this.hasRoot && DECLARATION.test(inner)
        : TARGET.test(target)
      if (!isAllowed) throw new XmlFault('an instruction is malformed or stands where none may stand')
    }
    this.atStart = false
    this.line += countBreaks(inner)
  }

  /** Takes the last run of text; blanks alone are no text. */
  private takeText(from: number, to: number, node: XmlNode | undefined): void {
    const { run } = this
    this.atStart = false
    this.line += run.breaks
    if (run.isBlank) return
    if (node === undefined) throw new XmlFault('text stands outside the root element')
    let text = this.buffer.slice(from, to)
    if (run.isOdd) requirePlainText(text)
    if (run.hasReference) text = decodeReferences(text)
    this.addText(node, text)
  }

  private addText(node: XmlNode, text: string): void {
    if (node.text.length + text.length > XML_LIMITS.textLength) throw this.longText(node)
    node.text = node.text === '' ? text : node.text + text
  }

  private longText(node = this.nodes.at(-1)): Refusal {
    const what = node === undefined ? 'The file' : `The element ${node.name} that starts at line ${node.line}`
    return new Refusal(
      'xml-text-too-long',
      `line ${this.line}`,
      `${what} holds more than ${XML_LIMITS.textLength} characters of text. No bank message does that, so the file is refused.`,
    )
  }
}

type MarkupKind = 'comment' | 'section' | 'instruction'
const MARKUP: readonly (readonly [string, string, MarkupKind])[] = [
  ['<!--', '-->', 'comment'],
  ['<![CDATA[', ']]>', 'section'],
  ['<?', '?>', 'instruction'],
]

function isAt(codes: Uint16Array, place: number, wanted: Uint16Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (codes[place + index] !== wanted[index]) return false
  }
  return true
}

/** A code that a text may hold only in the right place, or never. */
function isOdd(code: number): boolean {
  return code === BRACKET || code < 0xe000 || code >= 0xfffe
}

const DECLARATION =
  /^xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.\d+"|'1\.\d+')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*$/
const TARGET = /^[:\p{L}_][:\p{L}\p{N}\-._]*$/u

function doctypeRefusal(line: number): Refusal {
  return new Refusal(
    'xml-doctype',
    `line ${line}`,
    `Line ${line} holds a DOCTYPE. No bank message needs one and it can be used to attack the reader, so the file is refused. ` +
      'Ask the sender for the plain message.',
  )
}

function malformedRefusal(reason: string, line: number): Refusal {
  return new Refusal(
    'xml-malformed',
    `line ${line}`,
    `The XML is not well-formed at line ${line} (${reason.slice(0, 200)}). Nothing was read; ask the bank for the complete file.`,
  )
}

function cutRefusal(reason: string, line: number): Refusal {
  return new Refusal(
    'xml-cut-off',
    `line ${line}`,
    `The XML breaks off at line ${line} (${reason.slice(0, 200)}). Nothing was read; ask the bank for the complete file.`,
  )
}

function tooDeepRefusal(line: number): Refusal {
  return new Refusal(
    'xml-too-deep',
    `line ${line}`,
    `At line ${line} the XML is nested deeper than ${XML_LIMITS.depth} elements. No bank message does that, so the file is refused.`,
  )
}
