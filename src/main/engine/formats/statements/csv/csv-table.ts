/**
 * Splits a CSV text into rows of cells with their line numbers, and finds out which character separates them.
 * Splitting is the library's work; every meaning is decided elsewhere.
 */
import { parse } from 'csv-parse/sync'
import { type Findings, Refusal, tooManyEntries } from '../findings.ts'
import { STATEMENT_LIMITS } from '../limits.ts'
import { amountParts, cellText, dateOrdersOf } from './csv-values.ts'

export type Delimiter = ',' | ';' | '\t' | '|'
/** `number` counts rows from 1, `line` is the line of the file on which the row ends. */
export type CsvRow = { cells: string[]; number: number; line: number }

const DELIMITERS: Delimiter[] = [';', '\t', '|', ',']
const SAMPLE_LENGTH = 40_000
/** Rows beyond the entry limit that preambles and footers may take. */
const SPARE_ROWS = 2_000

/** Splits a whole text. A quote that is never closed is reported and read as a plain character. */
export function splitRows(
  text: string,
  { delimiter, quote }: { delimiter: Delimiter; quote: string | null },
  findings: Findings | null,
): CsvRow[] {
  let rows: CsvRow[]
  try {
    rows = split(text, delimiter, quote)
  } catch (error) {
    if (quote === null || !(error instanceof Error) || !/quote/i.test(error.message)) throw unreadable(error)
    findings?.add(
      'quote-not-closed',
      'file',
      'A quotation mark in the file is never closed: the file may be cut off. Quotation marks were read as plain characters; check the texts.',
    )
    try {
      rows = split(text, delimiter, null)
    } catch (second) {
      throw unreadable(second)
    }
  }
  if (rows.length > STATEMENT_LIMITS.entries + SPARE_ROWS) throw tooManyEntries(rows.at(-1)?.line ?? 0)
  return rows
}

type Parsed = { record: string[]; info: { lines: number } }

function split(text: string, delimiter: Delimiter, quote: string | null): CsvRow[] {
  const parsed = parse(text, {
    delimiter,
    quote: quote ?? false,
    relax_quotes: true,
    relax_column_count: true,
    bom: true,
    info: true,
    max_record_size: 1_000_000,
    to: STATEMENT_LIMITS.entries + SPARE_ROWS + 1,
  }) as unknown as Parsed[]
  return parsed.map(({ record, info }, index) => ({ cells: record, number: index + 1, line: info.lines }))
}

function unreadable(error: unknown): Refusal {
  const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown reason'
  return new Refusal(
    'csv-unreadable',
    'file',
    `The file cannot be split into rows and columns (${reason}). Download it again or save it as CSV anew.`,
  )
}

/** The delimiter that gives the most regular table with dates and amounts in it, or `null`: this is no table. */
export function findDelimiter(text: string): Delimiter | null {
  const cut = text.lastIndexOf('\n', SAMPLE_LENGTH)
  const sample = text.length > SAMPLE_LENGTH && cut > 0 ? text.slice(0, cut) : text.slice(0, SAMPLE_LENGTH * 2)
  let best: { delimiter: Delimiter; score: number } | null = null
  for (const delimiter of DELIMITERS) {
    if (!sample.includes(delimiter)) continue
    let rows: CsvRow[]
    try {
      rows = splitRows(sample, { delimiter, quote: '"' }, null)
    } catch {
      continue
    }
    const score = tableScore(rows)
    if (score > 0 && (best === null || score > best.score)) best = { delimiter, score }
  }
  return best?.delimiter ?? null
}

/** Share of rows with the usual number of columns, weighed by how many of them hold dates and amounts. */
function tableScore(rows: readonly CsvRow[]): number {
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  const width = usualWidth(filled)
  if (width < 2) return 0
  const regular = filled.filter((row) => row.cells.length === width)
  const telling = regular.filter((row) => {
    const cells = row.cells.map(cellText)
    return cells.some((cell) => dateOrdersOf(cell).length > 0) && cells.some((cell) => amountParts(cell) !== null)
  })
  return (regular.length + telling.length * 3) / filled.length + Math.min(width, 20) / 100
}

/** The number of columns that most rows have; the larger one among equals. */
export function usualWidth(rows: readonly CsvRow[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1)
  let best = 0
  for (const [width, count] of counts) {
    const bestCount = counts.get(best) ?? 0
    if (count > bestCount || (count === bestCount && width > best)) best = width
  }
  return best
}

const WHOLE = /^[+\-−]?\d{1,3}(?:[. ]?\d{3})*$/u
const CENTS = /^\d{2}$/

/**
 * Columns of a comma-separated table whose amounts were cut at the decimal comma: whole numbers that are always followed
 * by a cell of two digits, in rows that are longer than the column names or in a table without any other decimals.
 */
export function findCutAmounts(rows: readonly CsvRow[], header: readonly string[] | null): number[] {
  const sample = rows.slice(0, 300)
  const width = usualWidth(sample)
  const regular = sample.filter((row) => row.cells.length === width && row.cells !== header)
  if (regular.length < 2 || width < 3) return []
  const all = (column: number, pattern: RegExp): boolean =>
    regular.every((row) => pattern.test(cellText(row.cells[column])))
  const cut: number[] = []
  for (let column = 0; column < width - 1; column += 1) {
    if (!all(column, WHOLE) || !all(column + 1, CENTS)) continue
    cut.push(column)
    column += 1
  }
  if (header !== null) return header.length + cut.length === width ? cut : []
  const hasDecimals = regular.some((row) =>
    row.cells.some((cell) => /\d[.,]\d{1,2}\D{0,4}$/.test(cellText(cell)) && dateOrdersOf(cellText(cell)).length === 0),
  )
  return hasDecimals ? [] : cut
}

/** Rows with their cut amounts joined; a row in which the cells do not fit is left as it is. */
export function joinCutAmounts(rows: readonly CsvRow[], cut: readonly number[]): CsvRow[] {
  if (cut.length === 0) return [...rows]
  return rows.map((row) => {
    const fits = cut.every(
      (column) => WHOLE.test(cellText(row.cells[column])) && CENTS.test(cellText(row.cells[column + 1])),
    )
    if (!fits) return row
    const cells = [...row.cells]
    for (const column of cut.toReversed())
      cells.splice(column, 2, `${cells[column]?.trim()},${cells[column + 1]?.trim()}`)
    return { ...row, cells }
  })
}
