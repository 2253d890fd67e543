/**
 * Writes a table as CSV that Excel opens correctly: UTF-8 with byte order mark, CRLF, RFC 4180 quoting. It is for
 * reading by people, so text that a spreadsheet would run as a formula gets an apostrophe in front; bank files are
 * never written with this (formats section 1).
 */
import { type CellContext, type Column, cellText, type TableRow, type TableRows } from './columns.ts'

export type CsvOptions = {
  /** IANA name of the desk's zone, for instants. */
  readonly timeZone: string
}

/** Byte order mark: without it Excel reads UTF-8 as the local code page. */
export const CSV_START = '\ufeff'
const CHUNK_LENGTH = 65_536
// Full-width marks are typed and run as formulas on Chinese systems too.
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/
const NEEDS_QUOTES = /[",\r\n\t]|^\s|\s$/

/** The file in chunks. Rows may be an iterable or an async iterable; memory does not grow with their number. */
export async function* writeCsv(
  columns: readonly Column[],
  rows: TableRows,
  options: CsvOptions,
): AsyncGenerator<Uint8Array> {
  let text = CSV_START + csvHeader(columns)
  let rowNumber = 0
  for await (const row of rows) {
    rowNumber += 1
    text += csvLine(columns, row, { rowNumber, timeZone: options.timeZone })
    if (text.length > CHUNK_LENGTH) {
      yield Buffer.from(text, 'utf8')
      text = ''
    }
  }
  if (text !== '') yield Buffer.from(text, 'utf8')
}

/** The header line with its line end. */
export function csvHeader(columns: readonly Column[]): string {
  return `${columns.map((column) => quoted(guarded(column.title))).join(',')}\r\n`
}

/** One row with its line end. */
export function csvLine(columns: readonly Column[], row: TableRow, context: CellContext): string {
  let line = ''
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i]!
    const text = cellText(column, row[column.key], context)
    line += (i === 0 ? '' : ',') + (column.kind === 'text' ? csvText(text) : text)
  }
  return `${line}\r\n`
}

/** All chunks joined. */
export async function collectBytes(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

/** A text as a CSV field: no spreadsheet takes it for a formula. */
export function csvText(text: string): string {
  return quoted(guarded(text))
}

function guarded(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
