/**
 * Splits CSV into header and rows: delimiter by the header line, quotes as in RFC 4180, line breaks inside quotes, any
 * line end. A quote that is never closed would swallow the rest of the file, so it is refused with its line.
 */
import { CsvError, parse } from 'csv-parse/sync'
import { decodeTableText, type TableCharset } from './decode-text.ts'
import { RowCollector, refuseTable, TABLE_LIMITS, type Table } from './table-file.ts'

const DELIMITERS = [',', ';', '\t'] as const
/** Records split at most, blank lines included: more than the rows that are taken. */
const MAX_RECORDS = TABLE_LIMITS.rows * 2
const LF = 0x0a
const CR = 0x0d

/** Reads a CSV. Throws a `RefusalSignal` for what is no table. */
export function readCsv(bytes: Uint8Array, charset?: TableCharset): Table {
  refuseLongLines(bytes)
  const decoded = decodeTableText(bytes, charset)
  refuseBinary(decoded.text)
  const delimiter = delimiterOf(decoded.text)
  const collector = new RowCollector()
  const records = split(decoded.text, delimiter)
  if (records.length === MAX_RECORDS) {
    refuseTable(
      'TABLE_TOO_MANY_ROWS',
      `row ${MAX_RECORDS}`,
      `The file has more than ${MAX_RECORDS} lines, blank ones included. Split it and import the parts.`,
    )
  }
  for (const [index, record] of records.entries()) {
    collector.add(
      index + 1,
      record.map((text) => ({ text, isFormula: text.startsWith('=') })),
    )
  }
  const { header, rows } = collector.finish()
  return { kind: 'csv', charset: decoded.charset, delimiter, sheetName: null, header, rows, findings: decoded.findings }
}

/** A line of megabytes is no table; found before anything is decoded. */
function refuseLongLines(bytes: Uint8Array): void {
  let start = 0
  let line = 1
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = at === bytes.length ? LF : bytes[at]!
    if (byte !== LF && byte !== CR) continue
    if (at - start > TABLE_LIMITS.lineBytes) {
      refuseTable(
        'TABLE_LINE_TOO_LONG',
        `line ${line}`,
        `Line ${line} has ${at - start} bytes; a row of a table has at most ${TABLE_LIMITS.lineBytes}.`,
      )
    }
    if (byte === LF || bytes[at + 1] !== LF) line += 1
    start = at + 1
  }
}

function refuseBinary(text: string): void {
  if (text.includes('\0'))
    refuseTable('TABLE_NOT_A_TABLE', 'byte 0', 'The file is not text. Save the table as CSV UTF-8 or as .xlsx.')
  const head = text.slice(0, 200).trimStart().toLowerCase()
  if (/^<(\?xml|!doctype|html|table|head|body)/.test(head)) {
    refuseTable(
      'TABLE_NOT_A_TABLE',
      'line 1',
      'The file is a web page or XML, whatever its name says. Open it in Excel and save it as .xlsx.',
    )
  }
  if (head.startsWith('%pdf-'))
    refuseTable('TABLE_NOT_A_TABLE', 'line 1', 'The file is a PDF. Ask for the table as CSV or .xlsx.')
}

/** The mark that stands most often in the first line that holds anything, outside quotes; a comma if none does. */
function delimiterOf(text: string): string {
  const firstLine = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? ''
  const bare = firstLine.replace(/"[^"]*"?/g, '')
  let best = ','
  let most = 0
  for (const mark of DELIMITERS) {
    const count = bare.split(mark).length - 1
    if (count > most) {
      best = mark
      most = count
    }
  }
  return best
}

function split(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: TABLE_LIMITS.lineBytes,
      to: MAX_RECORDS,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    const what =
      error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'A quotation mark is opened and never closed'
        : 'A quotation mark stands where none may stand'
    return refuseTable(
      'TABLE_QUOTES',
      `line ${line}`,
      `${what} (near line ${line}). Correct the line and import the file again.`,
    )
  }
}
