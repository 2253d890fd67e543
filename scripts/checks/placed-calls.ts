/**
 * Things that have one place in the house: SQL, the clock and chance, and the console. Found by their words, not by types.
 */

import { mayAskTheTime, maySpeakSql, type Violation } from './layer-table.ts'
import { isText, type Token } from './source.ts'

const UPPER_SQL =
  /^\s*(?:SELECT\s[\s\S]+\sFROM\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+(?:RECURSIVE\s+)?\w+\s*(?:\(.*\)\s*)?AS\s*\(|CREATE\s+(?:TEMP\s+)?(?:TABLE|UNIQUE|INDEX|TRIGGER|VIEW|VIRTUAL)\s|ALTER\s+TABLE\s|DROP\s+(?:TABLE|INDEX|TRIGGER|VIEW)\s|PRAGMA\s|BEGIN\s+IMMEDIATE|SAVEPOINT\s)/
const LOWER_SQL =
  /^\s*(?:select\s[\s\S]+\sfrom\s+\w|insert\s+(?:or\s+\w+\s+)?into\s+\w|update\s+\w+\s+set\s|delete\s+from\s+\w|pragma\s+\w|begin\s+immediate)/
/** Names that a database connection goes by. */
const CONNECTION = new Set(['db', 'database', 'connection', 'sqlite'])

/** Every breach of the three placing rules in one file; only files of the engine and the contract have clock and console rules. */
export function findPlacedCalls(file: string, tokens: Token[]): Violation[] {
  const found: Violation[] = []
  const inEngine = file.startsWith('src/main/engine/') || file.startsWith('src/contract/')
  for (let index = 0; index < tokens.length; index += 1) {
    const { line } = tokens[index]!
    const sql = maySpeakSql(file) ? undefined : sqlAt(tokens, index)
    if (sql) {
      const message = `${sql}: SQL stands in store.ts, schema.ts, ledger/, audit/ and db/ only`
      found.push({ file, line, rule: 'sql', message })
    }
    if (!inEngine) continue
    const chance = mayAskTheTime(file) ? undefined : chanceAt(tokens, index)
    if (chance) {
      const message = `${chance}: only clock.ts, ids.ts and random.ts of the engine ask the time or chance; take it as an argument`
      found.push({ file, line, rule: 'clock', message })
    }
    if (isText(tokens, index, 'console') && isText(tokens, index + 1, '.') && !isText(tokens, index - 1, '.')) {
      found.push({ file, line, rule: 'console', message: 'the engine writes to its log (onLog), not to the console' })
    }
  }
  return found
}

/** Names the SQL that begins at a token, or nothing. */
function sqlAt(tokens: Token[], index: number): string | undefined {
  const token = tokens[index]!
  if (token.kind === 'string' || token.kind === 'template') {
    if (!UPPER_SQL.test(token.text) && !LOWER_SQL.test(token.text)) return undefined
    return `the statement "${token.text.trim().replace(/\s+/g, ' ').slice(0, 30)}"`
  }
  if (token.kind !== 'word') return undefined
  if (token.text === 'prepare' && isText(tokens, index - 1, '.') && isText(tokens, index + 1, '(')) {
    const argument = tokens[index + 2]?.kind
    const connection = CONNECTION.has(tokens[index - 2]?.text ?? '')
    return connection || argument === 'string' || argument === 'template' ? 'a prepared statement' : undefined
  }
  if (token.text !== 'sql' || isText(tokens, index - 1, '.')) return undefined
  const tagged = tokens[index + 1]?.kind === 'template'
  const typed = isText(tokens, index + 1, '<')
  const raw = isText(tokens, index + 1, '.') && isText(tokens, index + 2, 'raw')
  return tagged || typed || raw ? 'an sql template' : undefined
}

/** Names the question to clock or chance at a token, or nothing. */
function chanceAt(tokens: Token[], index: number): string | undefined {
  const [owner, dot, name] = [tokens[index]!.text, isText(tokens, index + 1, '.'), tokens[index + 2]?.text]
  if (owner === 'randomUUID' && isText(tokens, index + 1, '(')) return 'randomUUID'
  if (tokens[index]!.kind !== 'word' || isText(tokens, index - 1, '.')) return undefined
  if (dot && owner === 'Date' && name === 'now') return 'Date.now'
  if (dot && owner === 'Math' && name === 'random') return 'Math.random'
  if (dot && owner === 'performance' && name === 'now') return 'performance.now'
  const empty = isText(tokens, index + 2, '(') && isText(tokens, index + 3, ')')
  return owner === 'new' && isText(tokens, index + 1, 'Date') && empty ? 'new Date()' : undefined
}
