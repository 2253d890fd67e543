/**
 * One tolerant tag reader for OFX 1.x (SGML, leaves unclosed) and 2.x (XML, often with unclosed leaves too).
 * Text belongs to the tag before it; an aggregate ends at its end tag; `&` and `<` in names are taken as written.
 */
import { Refusal } from '../findings.ts'
import { XML_LIMITS } from '../xml-tree.ts'

/** Elements of a file that are read at most. */
const MAX_ELEMENTS = 20_000_000

export type OfxNode = { name: string; text: string; children: OfxNode[]; line: number }

export type OfxTree = {
  root: OfxNode
  /** The text before `<OFX>`. */
  header: string
  /** `</OFX>` was seen. */
  complete: boolean
  /** Transactions that the next one ended because their end tag is missing: their lines. */
  unclosed: number[]
}

/** Fields that hold text and never other fields; an empty one must not swallow what follows it. */
const LEAVES = new Set(
  `ACCTID ACCTTYPE BALAMT BANKID BRANCHID CHECKNUM CODE CORRECTACTION CORRECTFITID CURDEF CURRATE CURSYM DTACCTUP DTASOF
   DTAVAIL DTEND DTPOSTED DTPROFUP DTSERVER DTSTART DTUSER EXTDNAME FID FITID INTU.BID INTU.ORG INTU.USERID LANGUAGE
   MEMO MESSAGE NAME ORG PAYEEID REFNUM SEVERITY SIC SRVRTID TRNAMT TRNTYPE TRNUID`.split(/\s+/),
)
/** Aggregates that cannot stand inside themselves. */
const NO_NESTING = new Set(['STMTTRN', 'STMTTRNP', 'STMTTRNRS', 'CCSTMTTRNRS', 'STMTRS', 'CCSTMTRS'])
const TAG = /^<(\/?)([A-Za-z][A-Za-z0-9._]{0,60})(?:\s[^<>]{0,500})?\s{0,20}(\/?)>/
const MAX_TEXT_LENGTH = 20_000

type Reading = { stack: OfxNode[]; closable: Set<string>; unclosed: number[]; complete: boolean; elements: number }

/** Reads the tags of an OFX text into a tree. Refuses a DOCTYPE, endless nesting and endless texts. */
export function readOfxTree(text: string): OfxTree {
  const doctype = text.search(/<!doctype/i)
  if (doctype >= 0) throw doctypeRefusal(text, doctype)
  const start = text.search(/<OFX[\s>]/i)
  const root: OfxNode = { name: 'FILE', text: '', children: [], line: 1 }
  const reading: Reading = { stack: [root], closable: closableNames(text), unclosed: [], complete: false, elements: 0 }
  let line = text.slice(0, Math.max(start, 0)).split('\n').length
  let at = Math.max(start, 0)
  while (at < text.length) {
    const [piece, isTag] = nextPiece(text, at)
    if (isTag) takeTag(reading, piece, line)
    else takeText(reading, piece, line)
    for (let i = piece.indexOf('\n'); i >= 0; i = piece.indexOf('\n', i + 1)) line += 1
    at += piece.length
  }
  return { root, header: text.slice(0, Math.max(start, 0)), complete: reading.complete, unclosed: reading.unclosed }
}

/** All elements with one of the names, in the order of the file, wherever they stand. */
export function findAll(node: OfxNode, names: readonly string[]): OfxNode[] {
  const found: OfxNode[] = []
  const visit = (current: OfxNode): void => {
    for (const child of current.children) {
      if (names.includes(child.name)) found.push(child)
      visit(child)
    }
  }
  visit(node)
  return found
}

/** The text at a path, or `null` when it is missing or empty. */
export function ofxText(node: OfxNode | undefined, path: string): string | null {
  const text = ofxNode(node, path)?.text.trim()
  return text === undefined || text === '' ? null : text
}

/** The first element at a path. */
export function ofxNode(node: OfxNode | undefined, path: string): OfxNode | undefined {
  let current = node
  for (const name of path.split('/')) {
    current = current?.children.find((child) => child.name === name)
    if (!current) return undefined
  }
  return current
}

function closableNames(text: string): Set<string> {
  const names = new Set<string>()
  for (const match of text.matchAll(/<\/([A-Za-z][A-Za-z0-9._]{0,60})\s{0,20}>/g)) {
    names.add((match[1] ?? '').toUpperCase())
    if (names.size > 5000) break
  }
  return names
}

/** The next tag, marked section or text from a position on. */
function nextPiece(text: string, at: number): [piece: string, isTag: boolean] {
  if (text[at] === '<') {
    const head = text.slice(at, at + 600)
    const tag = TAG.exec(head)
    if (tag) return [tag[0], true]
    for (const [open, close] of [
      ['<![CDATA[', ']]>'],
      ['<!--', '-->'],
      ['<?', '?>'],
    ] as const) {
      if (!head.startsWith(open)) continue
      const end = text.indexOf(close, at)
      return [end < 0 ? text.slice(at) : text.slice(at, end + close.length), open !== '<![CDATA[']
    }
  }
  const next = text.indexOf('<', at + 1)
  return [next < 0 ? text.slice(at) : text.slice(at, next), false]
}

function takeTag(reading: Reading, piece: string, line: number): void {
  const match = TAG.exec(piece)
  if (!match) return
  const name = (match[2] ?? '').toUpperCase()
  if (match[1] === '/') {
    closeTag(reading, name)
    return
  }
  reading.elements += 1
  if (reading.elements > MAX_ELEMENTS) throw tooDeepRefusal(line)
  leaveLeaf(reading)
  if (NO_NESTING.has(name)) leaveSame(reading, name)
  const node: OfxNode = { name, text: '', children: [], line }
  reading.stack.at(-1)?.children.push(node)
  if (match[3] === '/') return
  reading.stack.push(node)
  if (reading.stack.length > XML_LIMITS.depth) throw tooDeepRefusal(line)
}

/** A leaf ends where the next tag begins. */
function leaveLeaf(reading: Reading): void {
  const top = reading.stack.at(-1)
  if (!top || reading.stack.length === 1) return
  const isLeaf = top.text.trim() !== '' || LEAVES.has(top.name) || !reading.closable.has(top.name)
  if (isLeaf && top.children.length === 0) reading.stack.pop()
}

function leaveSame(reading: Reading, name: string): void {
  const index = reading.stack.findLastIndex((node) => node.name === name)
  const same = reading.stack[index]
  if (!same) return
  reading.unclosed.push(same.line)
  reading.stack.length = index
}

function closeTag(reading: Reading, name: string): void {
  const index = reading.stack.findLastIndex((node) => node.name === name)
  if (index < 1) return
  for (const node of reading.stack.slice(index + 1)) {
    if (node.children.length > 0) reading.unclosed.push(node.line)
  }
  reading.stack.length = index
  if (name === 'OFX') reading.complete = true
}

function takeText(reading: Reading, piece: string, line: number): void {
  const top = reading.stack.at(-1)
  if (!top || (piece.trim() === '' && top.text === '')) return
  const plain = piece.startsWith('<![CDATA[') ? piece.slice(9).replace(/\]\]>$/, '') : decodeEntities(piece)
  if (top.text.length + plain.length > MAX_TEXT_LENGTH) {
    throw new Refusal(
      'text-too-long',
      `line ${line}`,
      `The field ${top.name} at line ${line} is longer than ${MAX_TEXT_LENGTH} characters. No bank sends that, so the file is refused.`,
    )
  }
  top.text += plain
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Known entities are resolved; any other `&` stands for itself, as banks write it in names. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:([a-z]{2,4})|#(\d{1,6})|#x([0-9a-fA-F]{1,5}));/g, (whole, name, decimal, hex) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function tooDeepRefusal(line: number): Refusal {
  const message = `At line ${line} the tags are nested too deeply or there are too many of them. No bank file does that, so it is refused.`
  return new Refusal('tags-too-deep', `line ${line}`, message)
}

function doctypeRefusal(text: string, at: number): Refusal {
  const line = text.slice(0, at).split('\n').length
  return new Refusal(
    'xml-doctype',
    `line ${line}`,
    `Line ${line} holds a DOCTYPE. No bank file needs one and it can be used to attack the reader, so the file is refused.`,
  )
}
