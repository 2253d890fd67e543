/** Takes one start tag apart, strictly: a name, then attributes each with its quoted value. */

export type XmlTag = {
  /** As written, prefix included: the end tag must repeat it. */
  written: string
  /** Local name, without prefix. */
  name: string
  prefix: string
  attributes: Readonly<Record<string, string>>
  /** Prefix (empty for the default) and namespace of each declaration; null: none. */
  declares: readonly (readonly [string, string])[] | null
  /** The tag closes itself. */
  isEmpty: boolean
  /** All between `<` and `>`. */
  content: string
  /** The same as character codes. */
  codes: Uint16Array
  /** The end tag as it is mostly written, as character codes. */
  end: Uint16Array
  /** Line breaks inside the tag. */
  breaks: number
  /** Tags that were seen right behind this one: messages repeat themselves, so one of them mostly comes again. */
  next: XmlTag[]
}

const START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}'
const NAME = `[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`
const TAG_NAME = new RegExp(`^${NAME}`, 'u')
const ATTRIBUTE = new RegExp(`[ \\t\\n]+(${NAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'uy')
const TAG_END = /^[ \t\n]*(\/?)$/
const NUMBERED = /^#(?:x([0-9a-fA-F]{1,8})|(\d{1,8}))$/
const LONGEST_REFERENCE = 20

/** What is wrong with a piece of XML; the reader adds the place. */
export class XmlFault extends Error {}

/** The tag between `<` and `>`; `null` when a quoted value is still open, so that this `>` stands inside it. */
export function parseTag(content: string): XmlTag | null {
  const written = TAG_NAME.exec(content)?.[0]
  if (written === undefined) throw new XmlFault('a tag has no name')
  const attributes: Record<string, string> = Object.create(null)
  let declares: [string, string][] | null = null
  ATTRIBUTE.lastIndex = written.length
  let at = written.length
  for (let match = ATTRIBUTE.exec(content); match; match = ATTRIBUTE.exec(content)) {
    const [, key = '', double, single] = match
    if (key in attributes) throw new XmlFault(`the attribute ${key} stands twice`)
    const value = decodeReferences((double ?? single ?? '').replace(/[\t\n]/g, ' '))
    attributes[key] = value
    if (key === 'xmlns' || key.startsWith('xmlns:')) {
      declares ??= []
      declares.push([key.slice(6), value])
    }
    at = ATTRIBUTE.lastIndex
  }
  const rest = TAG_END.exec(content.slice(at))
  if (!rest) {
    if (endsInQuotes(content)) return null
    throw new XmlFault(`the tag ${written.slice(0, 60)} is malformed`)
  }
  const colon = written.indexOf(':')
  const prefix = colon < 0 ? '' : written.slice(0, colon)
  return {
    written,
    name: interned(written.slice(colon + 1)),
    prefix,
    attributes,
    declares,
    isEmpty: rest[1] === '/',
    content,
    codes: codesOf(content),
    end: codesOf(`</${written}>`),
    breaks: countBreaks(content),
    next: [],
  }
}

/** The same text as the one that stands in the readers' sources, so that comparing the two is comparing addresses. */
function interned(name: string): string {
  return Object.keys({ [name]: 0 })[0] ?? name
}

function codesOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))
}

export function countBreaks(text: string): number {
  let breaks = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks += 1
  return breaks
}

function endsInQuotes(content: string): boolean {
  let open: string | null = null
  for (const character of content) {
    if (open === null && (character === '"' || character === "'")) open = character
    else if (character === open) open = null
  }
  return open !== null
}

/** A text with its character references resolved; the five names of XML and no others. */
export function decodeReferences(text: string): string {
  let mark = text.indexOf('&')
  if (mark < 0) return text
  let decoded = ''
  let from = 0
  for (; mark >= 0; mark = text.indexOf('&', from)) {
    const end = text.indexOf(';', mark)
    if (end < 0 || end - mark > LONGEST_REFERENCE) throw new XmlFault('a "&" begins no character reference')
    decoded += text.slice(from, mark) + characterOf(text.slice(mark + 1, end))
    from = end + 1
  }
  return decoded + text.slice(from)
}

function characterOf(name: string): string {
  switch (name) {
    case 'amp':
      return '&'
    case 'lt':
      return '<'
    case 'gt':
      return '>'
    case 'quot':
      return '"'
    case 'apos':
      return "'"
    default: {
      const [, hex, decimal] = NUMBERED.exec(name) ?? []
      const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : -1
      if (code < 0) throw new XmlFault(`the entity &${name}; is not known`)
      if (!isCharacter(code)) throw new XmlFault(`"&${name};" stands for no character`)
      return String.fromCodePoint(code)
    }
  }
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

/** No character that XML forbids, and no `]]>` outside a marked section. */
export function requirePlainText(text: string): void {
  if (text.includes(']]>')) throw new XmlFault('the text holds "]]>"')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || !text.isWellFormed()) {
    throw new XmlFault('the text holds a character that XML does not allow')
  }
}
