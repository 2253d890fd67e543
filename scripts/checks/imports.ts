/**
 * Finds every place where a source names another module: static imports and re-exports, dynamic and type imports,
 * `require`, and worker files named by `new URL('./x.ts', import.meta.url)`.
 */
import { posix } from 'node:path'
import { closingIndex, isText, type Token } from './source.ts'

export interface ImportUse {
  /** The module as written, or null if the name is computed and cannot be checked. */
  specifier: string | null
  line: number
  /** True for `import type` and `export type`: erased before the program runs. */
  typeOnly: boolean
}

/** A file below src/ with what it imports. */
export interface SourceFile {
  path: string
  imports: ImportUse[]
}

/** Path inside the repository that a relative specifier leads to, without its query; null for packages. */
export function localTarget(file: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null
  return posix.normalize(posix.join(posix.dirname(file), specifier.replace(/\?.*$/, '')))
}

/** Every module that these tokens name, in the order of the source. */
export function findImports(tokens: Token[]): ImportUse[] {
  const found: ImportUse[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!
    if (token.kind !== 'word' || isText(tokens, index - 1, '.')) continue
    const use =
      token.text === 'import'
        ? importAt(tokens, index)
        : token.text === 'export'
          ? exportAt(tokens, index)
          : token.text === 'require'
            ? callAt(tokens, index + 1)
            : token.text === 'URL'
              ? urlAt(tokens, index)
              : undefined
    if (use) found.push(use)
  }
  return found
}

function importAt(tokens: Token[], index: number): ImportUse | undefined {
  if (isText(tokens, index + 1, '(')) return callAt(tokens, index + 1)
  const next = tokens[index + 1]
  if (next?.kind === 'string') return { specifier: next.text, line: next.line, typeOnly: false }
  if (isText(tokens, index + 1, '.')) return undefined
  const typeOnly = isText(tokens, index + 1, 'type') && !isText(tokens, index + 2, 'from')
  return fromAfter(tokens, index + 1, typeOnly)
}

function exportAt(tokens: Token[], index: number): ImportUse | undefined {
  let at = index + 1
  const typeOnly = isText(tokens, at, 'type')
  if (typeOnly) at += 1
  if (!isText(tokens, at, '{') && !isText(tokens, at, '*')) return undefined
  return fromAfter(tokens, at, typeOnly)
}

/** Walks over an import or export clause to its `from 'module'`; nothing if the clause has none. */
function fromAfter(tokens: Token[], start: number, typeOnly: boolean): ImportUse | undefined {
  let at = start
  while (at < tokens.length) {
    const token = tokens[at]!
    const next = tokens[at + 1]
    if (isText(tokens, at, 'from') && next?.kind === 'string')
      return { specifier: next.text, line: next.line, typeOnly }
    if (isText(tokens, at, '{')) at = closingIndex(tokens, at)
    else if (token.kind !== 'word' && !isText(tokens, at, '*') && !isText(tokens, at, ',')) return undefined
    at += 1
  }
  return undefined
}

/** Reads `('module')`; a computed name gives null. */
function callAt(tokens: Token[], open: number): ImportUse | undefined {
  if (!isText(tokens, open, '(')) return undefined
  const argument = tokens[open + 1]
  if (!argument) return undefined
  const end = isText(tokens, open + 2, ')') || isText(tokens, open + 2, ',')
  const literal = argument.kind === 'string' || argument.kind === 'template'
  return { specifier: literal && end ? argument.text : null, line: argument.line, typeOnly: false }
}

/** Reads `URL('./x.ts', import.meta.url)`; addresses of data files are no imports. */
function urlAt(tokens: Token[], index: number): ImportUse | undefined {
  const argument = tokens[index + 2]
  if (!isText(tokens, index + 1, '(') || argument?.kind !== 'string') return undefined
  if (!isText(tokens, index + 4, 'import') || !/^\.{1,2}\/.*\.(ts|tsx|mjs|cjs|js)$/.test(argument.text))
    return undefined
  return { specifier: argument.text, line: argument.line, typeOnly: false }
}
