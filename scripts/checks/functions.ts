/**
 * Measures functions by their brackets. Knows function declarations and expressions, methods and arrow functions with a body;
 * a block that is taken for a function by mistake lies inside one and is shorter than it.
 */
import { closingIndex, isClosing, isOpening, isText, openingIndex, type Token } from './source.ts'

export interface MeasuredFunction {
  name: string
  /** Line of the name or of the first bracket. */
  line: number
  /** Lines from there to the closing brace, both counted. */
  lines: number
  parameters: number
}

/** Name of functions without one. */
export const ANONYMOUS = '(anonymous)'

/** Words that stand before a bracket and a block without being a function. */
const CONTROL = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'return', 'await', 'new', 'super'])
/** Words that cannot be part of a return type. */
const STATEMENT = new Set(['if', 'for', 'while', 'switch', 'return', 'const', 'let', 'var', 'throw', 'try', 'function'])
/** Every function with a braced body. Callbacks of `describe` are left out: they are chapters, not functions. */
export function measureFunctions(tokens: Token[]): MeasuredFunction[] {
  const found: MeasuredFunction[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    if (isText(tokens, index, '=>') && isText(tokens, index + 1, '{')) {
      const { start, open } = arrowStart(tokens, index)
      if (!isGroup(tokens, start)) found.push(measure(tokens, { start, open, body: index + 1 }))
    } else if (isText(tokens, index, '(')) {
      const body = bodyAfter(tokens, closingIndex(tokens, index) + 1)
      const owner = ownerOf(tokens, index)
      if (body !== undefined && owner !== undefined) found.push(measure(tokens, { start: owner, open: index, body }))
    }
  }
  return found
}

/** Where a function begins, where its parameters open, and where its body opens. */
interface Place {
  start: number
  open: number
  body: number
}

function measure(tokens: Token[], { start, open, body }: Place): MeasuredFunction {
  const first = tokens[start]!
  const last = tokens[closingIndex(tokens, body)]!
  const named = first.kind === 'word' && first.text !== 'function' && first.text !== 'async'
  return {
    name: named ? first.text : ANONYMOUS,
    line: first.line,
    lines: last.line - first.line + 1,
    parameters: parametersAt(tokens, open),
  }
}

/** Index of the word that names the function whose parameters open at `open`; nothing for control statements. */
function ownerOf(tokens: Token[], open: number): number | undefined {
  let at = open - 1
  if (isText(tokens, at, '>')) {
    while (at > 0 && !isText(tokens, at, '<')) at -= 1
    at -= 1
  }
  const token = tokens[at]
  if (token?.kind !== 'word' || CONTROL.has(token.text)) return undefined
  return at
}

/** Index of the body's brace if what follows the parameters is one, with or without a return type before it. */
function bodyAfter(tokens: Token[], index: number): number | undefined {
  if (isText(tokens, index, '{')) return index
  if (!isText(tokens, index, ':')) return undefined
  let operand = true
  for (let at = index + 1; at < tokens.length; at += 1) {
    const token = tokens[at]!
    if (isText(tokens, at, '{') && !operand) return at
    const joined = isText(tokens, at, '|') || isText(tokens, at, '&')
    if (!operand && !joined && token.line > tokens[at - 1]!.line) return undefined
    if (token.kind === 'word' && STATEMENT.has(token.text)) return undefined
    if (token.kind === 'mark' && '=;)]},'.includes(token.text)) return undefined
    if (token.kind === 'mark' && '{(['.includes(token.text)) {
      at = closingIndex(tokens, at)
      operand = false
    } else if (isText(tokens, at, '<')) {
      at = closingAngle(tokens, at)
      operand = false
    } else operand = token.kind === 'mark' || token.text === 'is' || token.text === 'keyof' || token.text === 'typeof'
  }
  return undefined
}

function closingAngle(tokens: Token[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at += 1) {
    if (isText(tokens, at, '<')) depth += 1
    if (isText(tokens, at, '>')) depth -= 1
    if (depth === 0) return at
  }
  return tokens.length - 1
}

/** Number of parameters between the bracket at `open` and its end; a parameter without brackets counts as one. */
function parametersAt(tokens: Token[], open: number): number {
  if (!isText(tokens, open, '(')) return 1
  const close = closingIndex(tokens, open)
  let parameters = 0
  for (let at = open + 1; at < close; at += 1) {
    if (isOpening(tokens[at])) at = closingIndex(tokens, at)
    else if (isText(tokens, at, '<')) at = closingAngle(tokens, at)
    if (isText(tokens, at + 1, ',') || at + 1 === close) parameters += isText(tokens, at, ',') ? 0 : 1
  }
  return parameters
}

/** Where an arrow function begins (the name it is given, its bracket, or its only parameter) and where its parameters open. */
function arrowStart(tokens: Token[], arrow: number): { start: number; open: number } {
  let at = arrow - 1
  if (tokens[at]?.kind === 'word' && !isText(tokens, at - 1, ':') && !isText(tokens, at - 1, '|')) {
    return { start: nameBefore(tokens, at), open: at }
  }
  while (at > 0 && !isOpening(tokens[at]) && !isText(tokens, at, '=')) {
    if (isClosing(tokens[at])) {
      const open = openingIndex(tokens, at)
      const parameters = isText(tokens, at, ')') && (at === arrow - 1 || isText(tokens, at + 1, ':'))
      const returned = isText(tokens, open - 1, ':') && isText(tokens, open - 2, ')')
      if (parameters && !returned) return { start: nameBefore(tokens, open), open }
      at = open
    }
    at -= 1
  }
  return { start: arrow, open: arrow }
}

/** Index of `name` in `name = (`, `name: (` and `name = async (`; otherwise the given index. */
function nameBefore(tokens: Token[], index: number): number {
  const at = isText(tokens, index - 1, 'async') ? index - 1 : index
  const assigned = isText(tokens, at - 1, '=') || isText(tokens, at - 1, ':')
  return assigned && tokens[at - 2]?.kind === 'word' ? at - 2 : index
}

/** True if the function that starts here is an argument of `describe(…)`, `describe.each(…)(…)` and the like. */
function isGroup(tokens: Token[], start: number): boolean {
  let at = start - 1
  while (at > 0 && !isOpening(tokens[at])) at = isClosing(tokens[at]) ? openingIndex(tokens, at) - 1 : at - 1
  if (!isText(tokens, at, '(')) return false
  at -= 1
  while (at > 0 && (isText(tokens, at, ')') || isText(tokens, at - 1, '.'))) {
    at = isText(tokens, at, ')') ? openingIndex(tokens, at) - 1 : at - 2
  }
  return isText(tokens, at, 'describe')
}
