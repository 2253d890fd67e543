/**
 * From rows of texts to typed rows: the exact header of a file, then one rule per cell. Whatever does not fit becomes
 * an error with row, column, code, sentence and value; a row with an error is not taken, and nothing is corrected.
 */
import { type Currency, isCurrency, type MoneyTextProblem, parseMoney } from '../../../../contract/money.ts'
import { findHidden } from '../hidden-characters.ts'
import { type FormatRefusal, RefusalSignal } from '../refusal.ts'
import { findForbidden } from '../xml/write.ts'
import type { TableFileRow } from './table-file.ts'

export type HeaderRefusalCode =
  | 'HEADER_UNKNOWN_COLUMN'
  | 'HEADER_MISSING_COLUMN'
  | 'HEADER_DUPLICATE_COLUMN'
  | 'NO_ROWS'

export type RowErrorCode =
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'FORMAT'
  | 'NOT_ALLOWED'
  | 'FORMULA'
  | 'HIDDEN_CHARACTER'
  | 'CURRENCY'
  | 'AMOUNT'
  | 'DUPLICATE'
  | 'CONTRADICTION'
  | 'ROW_LENGTH'

/** `row` as a spreadsheet shows it; `column` as the header names it. */
export type RowError = {
  readonly row: number
  readonly column: string
  readonly code: RowErrorCode
  readonly message: string
  readonly value: string
}

export type HeaderMap = ReadonlyMap<string, number>

const AMOUNT_PROBLEMS: Record<MoneyTextProblem, string> = {
  empty: 'is missing',
  'not-a-number': 'is no number like 12500.00',
  'too-many-decimals': 'has more decimals than the currency',
  'too-large': 'is larger than any amount the desk accepts',
  'ambiguous-mark': 'uses a comma as decimal mark; write a dot',
}

/** Checks that a header holds exactly these columns, in any order. Throws a `RefusalSignal` that names the column. */
export function readHeader(header: readonly string[], columns: readonly string[]): HeaderMap {
  const map = new Map<string, number>()
  for (const [index, name] of header.entries()) {
    if (map.has(name))
      refuseHeader('HEADER_DUPLICATE_COLUMN', `The column "${name}" stands twice in the header. Remove one of them.`)
    if (!columns.includes(name)) refuseHeader('HEADER_UNKNOWN_COLUMN', unknownColumn(name, index, columns))
    map.set(name, index)
  }
  const missing = columns.filter((name) => !map.has(name))
  if (missing.length > 0) {
    refuseHeader(
      'HEADER_MISSING_COLUMN',
      `The header lacks ${missing.map((name) => `"${name}"`).join(', ')}. All of ${columns.join(', ')} are needed, in any order.`,
    )
  }
  return map
}

function unknownColumn(name: string, index: number, columns: readonly string[]): string {
  if (name === '') return `Column ${index + 1} has no name. Name it or remove it.`
  const plain = name.toLowerCase().replace(/[\s_-]+/g, '')
  const near = columns.find((column) => column.replaceAll('_', '') === plain)
  return near
    ? `The column "${name}" is unknown; write it exactly as "${near}".`
    : `The column "${name}" is unknown. Remove it from the file.`
}

function refuseHeader(code: HeaderRefusalCode, message: string): never {
  throw new RefusalSignal<HeaderRefusalCode>(code, 'header', message)
}

/** A file with a header and nothing below it. */
export function noRows(): FormatRefusal<HeaderRefusalCode> {
  return { code: 'NO_ROWS', place: 'row 2', message: 'The file holds a header but no rows below it.' }
}

/** Reads the cells of one row by column name and gathers what is wrong with them. */
export class CellReader {
  readonly errors: RowError[] = []
  readonly rowNumber: number
  private readonly row: TableFileRow
  private readonly header: HeaderMap

  constructor(row: TableFileRow, header: HeaderMap) {
    this.row = row
    this.rowNumber = row.rowNumber
    this.header = header
    if (row.cells.length !== header.size) {
      const message = `The row has ${row.cells.length} cells, the header ${header.size}. A delimiter or a line break is wrong.`
      this.fail('', 'ROW_LENGTH', message)
    }
  }

  /** One line of text without blanks at its ends; empty if there is none. Formulas and hidden characters are errors. */
  text(column: string, maxChars: number): string {
    return this.read(column, maxChars, (text) => text)
  }

  /** Text that may have line breaks and tabs, such as a comment. */
  prose(column: string, maxChars: number): string {
    return this.read(column, maxChars, (text) => text.replace(/[\t\r\n]/g, ' '))
  }

  private read(column: string, maxChars: number, checked: (text: string) => string): string {
    const cell = this.row.cells[this.header.get(column)!]
    if (!cell) return ''
    const text = cell.text.trim()
    if (cell.isFormula) {
      this.fail(
        column,
        'FORMULA',
        'The cell holds a formula. Paste its value instead (in Excel: paste special, values).',
      )
      return ''
    }
    this.refuseHidden(column, checked(text))
    const length = [...text].length
    if (length > maxChars) this.fail(column, 'TOO_LONG', `The text has ${length} characters; at most ${maxChars} fit.`)
    return text
  }

  required(column: string, maxChars: number): string {
    const before = this.errors.length
    const text = this.text(column, maxChars)
    if (text === '' && this.errors.length === before) this.fail(column, 'REQUIRED', 'A value is needed here.')
    return text
  }

  /** A text of a given form, or empty. `form` describes it in words for the sentence. */
  pattern(column: string, pattern: RegExp, form: string): string {
    const before = this.errors.length
    const text = this.text(column, 200)
    if (text !== '' && this.errors.length === before && !pattern.test(text)) {
      this.fail(column, 'FORMAT', `"${text}" is not ${form}.`)
    }
    return text
  }

  requiredPattern(column: string, pattern: RegExp, form: string): string {
    const before = this.errors.length
    const text = this.pattern(column, pattern, form)
    if (text === '' && this.errors.length === before) this.fail(column, 'REQUIRED', `A value is needed here: ${form}.`)
    return text
  }

  /** One of a few words, written exactly. `undefined` after an error. */
  oneOf<Value>(column: string, words: Readonly<Record<string, Value>>): Value | undefined {
    const text = this.required(column, 40)
    if (Object.hasOwn(words, text)) return words[text]
    if (text !== '')
      this.fail(
        column,
        'NOT_ALLOWED',
        `"${text}" is not one of ${Object.keys(words)
          .map((word) => `"${word}"`)
          .join(', ')}.`,
      )
    return undefined
  }

  currency(column: string): Currency | undefined {
    const text = this.required(column, 10)
    if (isCurrency(text)) return text
    if (text !== '')
      this.fail(
        column,
        'CURRENCY',
        `"${text}" is no currency of the desk; write its code of three letters, for example HKD.`,
      )
    return undefined
  }

  /** An amount in minor units of the currency; 0 after an error or without a known currency. */
  amount(column: string, currency: Currency | undefined, sign: 'positive' | 'notNegative' | 'any'): number {
    const before = this.errors.length
    const text = this.required(column, 40)
    if (this.errors.length > before || currency === undefined) return 0
    const parsed = parseMoney(text, currency)
    if (!parsed.ok) {
      this.fail(column, 'AMOUNT', `"${text}" ${AMOUNT_PROBLEMS[parsed.problem]} (${currency}).`)
      return 0
    }
    if (sign === 'positive' && parsed.amountMinor <= 0) this.fail(column, 'AMOUNT', `"${text}" is not above zero.`)
    if (sign === 'notNegative' && parsed.amountMinor < 0) this.fail(column, 'AMOUNT', `"${text}" is below zero.`)
    return parsed.amountMinor
  }

  /** Notes an error. A row of the wrong length has that one error only: its cells stand under the wrong titles. */
  fail(column: string, code: RowErrorCode, message: string): void {
    if (this.errors[0]?.code === 'ROW_LENGTH') return
    this.errors.push({ row: this.rowNumber, column, code, message, value: this.valueOf(column) })
  }

  /** What stands in the cell; for a row as a whole, the beginning of all its cells. */
  private valueOf(column: string): string {
    const { cells } = this.row
    if (column !== '') return cells[this.header.get(column)!]?.text.trim() ?? ''
    const texts = cells.map((cell) => cell.text)
    return texts.join(' | ').slice(0, 200)
  }

  private refuseHidden(column: string, text: string): void {
    const hidden = findHidden(text) ?? hiddenControl(text) ?? lostCharacter(text)
    if (!hidden) return
    const message = `Character ${hidden.position} is ${hidden.name}, which cannot be seen. Type the text anew instead of pasting it.`
    this.fail(column, 'HIDDEN_CHARACTER', message)
  }
}

type Hidden = { readonly position: number; readonly name: string }

function hiddenControl(text: string): Hidden | null {
  const found = findForbidden(text)
  return found && { position: found.position, name: `U+${found.codePoint.toString(16).toUpperCase().padStart(4, '0')}` }
}

/** U+FFFD stands where a program lost a character before the file came here. */
function lostCharacter(text: string): Hidden | null {
  const at = text.indexOf('\ufffd')
  return at < 0 ? null : { position: [...text.slice(0, at)].length + 1, name: 'U+FFFD (a lost character)' }
}

/** Errors on every row whose key stands on another row too; each names all of them. */
export function duplicateErrors(
  column: string,
  keys: readonly { readonly row: number; readonly key: string }[],
): RowError[] {
  const rowsByKey = new Map<string, number[]>()
  for (const { row, key } of keys) {
    if (key === '') continue
    const rows = rowsByKey.get(key)
    if (rows) rows.push(row)
    else rowsByKey.set(key, [row])
  }
  const errors: RowError[] = []
  for (const [key, rows] of rowsByKey) {
    if (rows.length === 1) continue
    const message = `"${key}" stands on rows ${rows.join(' and ')}; each row needs its own.`
    for (const row of rows) errors.push({ row, column, code: 'DUPLICATE', message, value: key })
  }
  return errors
}

/** Errors by row, then in the order of the columns. */
export function sortErrors(errors: RowError[], columns: readonly string[]): RowError[] {
  return errors.sort((a, b) => a.row - b.row || columns.indexOf(a.column) - columns.indexOf(b.column))
}
