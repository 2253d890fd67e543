/**
 * A light reader of TypeScript sources: it knows comments, strings, templates and regular expressions, and nothing of types.
 * The compiler package has no programming interface any more, and the checks of this folder need words and brackets only.
 */

export interface Token {
  kind: 'word' | 'number' | 'string' | 'template' | 'regex' | 'mark'
  /** The characters as written; of a string or template only what stands between the quotes. */
  text: string
  /** 1-based line on which the token begins. */
  line: number
}

interface Reader {
  source: string
  at: number
  line: number
  tokens: Token[]
}

const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy
const NUMBER = /\d[\w.]*/y
const SPACE = /[^\S\n]+/y
/** Words after which a slash begins a regular expression; after any other word it divides. */
const BEFORE_REGEX = new Set(['return', 'typeof', 'case', 'in', 'of', 'do', 'else', 'void', 'delete', 'await', 'yield'])
const LONG_MARKS = ['...', '=>', '?.', '??', '&&', '||']

/** Splits a source text into tokens without comments and white space. Never throws: what it cannot read becomes marks. */
export function tokenize(source: string): Token[] {
  const reader: Reader = { source, at: 0, line: 1, tokens: [] }
  readCode(reader, false)
  return reader.tokens
}

/** Reads code up to the end, or (inside a template) up to the brace that closes the expression. */
function readCode(reader: Reader, insideTemplate: boolean): void {
  let depth = 0
  while (reader.at < reader.source.length) {
    const character = reader.source[reader.at]!
    if (skipBlank(reader, character)) continue
    if (character === '"' || character === "'") readString(reader, character)
    else if (character === '`') readTemplate(reader)
    else if (readPattern(reader, WORD, 'word') || readPattern(reader, NUMBER, 'number')) continue
    else if (character === '/' && readRegex(reader)) continue
    else {
      if (insideTemplate && character === '}' && depth === 0) {
        reader.at += 1
        return
      }
      if (character === '{') depth += 1
      if (character === '}') depth -= 1
      const mark = LONG_MARKS.find((text) => reader.source.startsWith(text, reader.at)) ?? character
      push(reader, 'mark', mark)
      reader.at += mark.length
    }
  }
}

/** Steps over white space and comments; false if something else stands here. */
function skipBlank(reader: Reader, character: string): boolean {
  const { source } = reader
  if (character === '\n') {
    reader.at += 1
    reader.line += 1
    return true
  }
  SPACE.lastIndex = reader.at
  if (SPACE.test(source)) {
    reader.at = SPACE.lastIndex
    return true
  }
  if (source.startsWith('//', reader.at) || (reader.at === 0 && source.startsWith('#!'))) {
    const end = source.indexOf('\n', reader.at)
    reader.at = end < 0 ? source.length : end
    return true
  }
  if (source.startsWith('/*', reader.at)) {
    const end = source.indexOf('*/', reader.at + 2)
    advance(reader, end < 0 ? source.length : end + 2)
    return true
  }
  return false
}

function readPattern(reader: Reader, pattern: RegExp, kind: Token['kind']): boolean {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.source)
  if (!found) return false
  push(reader, kind, found[0])
  reader.at += found[0].length
  return true
}

/** Reads a quoted string. One that does not end on its line is an apostrophe in a text node of JSX: a mark. */
function readString(reader: Reader, quote: string): void {
  const { source } = reader
  for (let at = reader.at + 1; at < source.length && source[at] !== '\n'; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === quote) {
      push(reader, 'string', source.slice(reader.at + 1, at))
      reader.at = at + 1
      return
    }
  }
  push(reader, 'mark', quote)
  reader.at += 1
}

/** Reads a template: each stretch of text is one token, the expressions between are read as code. */
function readTemplate(reader: Reader): void {
  const { source } = reader
  reader.at += 1
  let start = reader.at
  let at = start
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') at += 2
    else if (source.startsWith('${', at)) {
      push(reader, 'template', source.slice(start, at))
      advance(reader, at + 2)
      readCode(reader, true)
      start = reader.at
      at = start
    } else at += 1
  }
  push(reader, 'template', source.slice(start, at))
  advance(reader, Math.min(at + 1, source.length))
}

/** Reads a regular expression if one can begin here; false leaves the slash as a mark. */
function readRegex(reader: Reader): boolean {
  const before = reader.tokens.at(-1)
  if (before?.kind === 'word' && !BEFORE_REGEX.has(before.text)) return false
  if (before && before.kind !== 'word' && (before.kind !== 'mark' || ')]}<'.includes(before.text))) return false
  const { source } = reader
  let inClass = false
  for (let at = reader.at + 1; at < source.length && source[at] !== '\n'; at += 1) {
    const character = source[at]
    if (character === '\\') at += 1
    else if (character === '[') inClass = true
    else if (character === ']') inClass = false
    else if (character === '/' && !inClass) {
      push(reader, 'regex', source.slice(reader.at + 1, at))
      reader.at = at + 1
      return true
    }
  }
  return false
}

function push(reader: Reader, kind: Token['kind'], text: string): void {
  reader.tokens.push({ kind, text, line: reader.line })
}

/** Moves to a later position and counts the lines passed. */
function advance(reader: Reader, to: number): void {
  for (let at = reader.at; at < to; at += 1) if (reader.source[at] === '\n') reader.line += 1
  reader.at = to
}

/** True if the token at an index is this mark or word. */
export function isText(tokens: Token[], index: number, text: string): boolean {
  const token = tokens[index]
  return token !== undefined && token.text === text && (token.kind === 'mark' || token.kind === 'word')
}

const PAIRS: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

/** Index of the bracket that closes the one at `open`, or the last index if the text ends first. */
export function closingIndex(tokens: Token[], open: number): number {
  const stack: string[] = []
  for (let index = open; index < tokens.length; index += 1) {
    const token = tokens[index]!
    if (token.kind !== 'mark') continue
    const closer = PAIRS[token.text]
    if (closer) stack.push(closer)
    else if (token.text === stack.at(-1)) {
      stack.pop()
      if (stack.length === 0) return index
    }
  }
  return tokens.length - 1
}

/** Index of the bracket that opens the one closed at `close`, or 0 if the text begins first. */
export function openingIndex(tokens: Token[], close: number): number {
  const stack: string[] = []
  for (let index = close; index > 0; index -= 1) {
    const token = tokens[index]!
    if (token.kind !== 'mark') continue
    if (Object.values(PAIRS).includes(token.text)) stack.push(token.text)
    else if (PAIRS[token.text] !== undefined && PAIRS[token.text] === stack.at(-1)) {
      stack.pop()
      if (stack.length === 0) return index
    }
  }
  return 0
}

/** True if the token is one of the three closing brackets. */
export function isClosing(token: Token | undefined): boolean {
  return token?.kind === 'mark' && Object.values(PAIRS).includes(token.text)
}

/** True if the token is one of the three opening brackets. */
export function isOpening(token: Token | undefined): boolean {
  return token?.kind === 'mark' && PAIRS[token.text] !== undefined
}
