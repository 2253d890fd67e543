/**
 * Writes tables as an Excel workbook, as a stream: typed cells, amounts as numbers with the decimals of their currency, everything
 * else that names something as text. Below the rows stand totals per currency and a digest, so that a printed or mailed workbook can
 * be compared with the books. Rows are made while earlier ones are packed; no row is kept after that.
 */
import { createHash } from 'node:crypto'
import { type Currency, exponentOf } from '../../../../contract/money.ts'
import { writeZip, type ZipPart } from '../zip/write-zip.ts'
import type { Column, TableRow, TableRows } from './columns.ts'
import { CSV_START, collectBytes, csvHeader } from './write-csv.ts'
import { exactOr, letterOf, SheetRows, textCell } from './xlsx-rows.ts'
import { columnStyle, SHEET_START, STYLE, totalStyle, workbookParts } from './xlsx-styles.ts'

export type XlsxOptions = {
  /** IANA name of the desk's zone, for instants. */
  readonly timeZone: string
  /** Instant of the export; written into the workbook instead of the machine's clock. */
  readonly createdAt: number
  /** Lines above the header: the first is the title. */
  readonly titleLines?: readonly string[]
  readonly sheetName?: string
}

export type Sheet = {
  readonly name: string
  readonly titleLines?: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: TableRows
}

/** What a sheet turned out to hold. `digest` is the SHA-256 of exactly the bytes that `writeCsv` gives for the rows. */
export type SheetFacts = {
  readonly name: string
  readonly rowCount: number
  readonly digest: string
  /** Sum per amount column key and currency, in minor units. */
  readonly totals: Readonly<Record<string, Partial<Record<Currency, bigint>>>>
}

export const DIGEST_LABEL = 'SHA-256 of the rows as CSV'
/** Rows of one sheet in Excel; a few are kept for title, totals and digest. */
const MAX_ROWS = 1_048_576 - 100
/** Bytes of a sheet that are packed at once; making them takes about two milliseconds. */
const CHUNK_LENGTH = 262_144
const DEFAULT_WIDTH: Record<Column['kind'], number> = { text: 24, amount: 18, integer: 12, instant: 20, date: 12 }

/** One table as a workbook of one sheet. */
export async function writeXlsx(
  columns: readonly Column[],
  rows: TableRows,
  options: XlsxOptions,
): Promise<Uint8Array> {
  const sheet = { name: options.sheetName ?? 'Export', titleLines: options.titleLines ?? [], columns, rows }
  return (await writeXlsxWorkbook([sheet], options)).bytes
}

/** Several tables as sheets of one workbook, with the facts of each sheet. Rows are taken one by one. */
export async function writeXlsxWorkbook(
  sheets: readonly Sheet[],
  options: Pick<XlsxOptions, 'timeZone' | 'createdAt'>,
): Promise<{ bytes: Uint8Array; sheets: SheetFacts[] }> {
  const { chunks, facts } = streamXlsx(sheets, options)
  return { bytes: await collectBytes(chunks), sheets: facts }
}

/** The same as a stream; the facts are complete when the last chunk was taken. */
export function streamXlsx(
  sheets: readonly Sheet[],
  options: Pick<XlsxOptions, 'timeZone' | 'createdAt'> & { level?: number },
): { chunks: AsyncGenerator<Uint8Array>; facts: SheetFacts[] } {
  checkNames(sheets)
  const { timeZone, createdAt, level } = options
  const facts: SheetFacts[] = []
  const parts: ZipPart[] = workbookParts(
    sheets.map((sheet) => sheet.name),
    createdAt,
  ).map(({ name, text }) => ({ name, chunks: [Buffer.from(text)] }))
  for (const [i, sheet] of sheets.entries()) {
    parts.push(sheetPart(`xl/worksheets/sheet${i + 1}.xml`, { sheet, timeZone, facts }))
  }
  return { chunks: writeZip(parts, { instant: createdAt, ...(level === undefined ? {} : { level }) }), facts }
}

/** Names that Excel takes: 1 to 31 characters, none of `[ ] : * ? / \`, no two alike. */
function checkNames(sheets: readonly Sheet[]): void {
  const seen = new Set<string>()
  for (const { name } of sheets) {
    if (!/^[^[\]:*?/\\']{1,31}$/.test(name)) throw new Error(`"${name}" cannot be the name of an Excel sheet`)
    if (seen.has(name.toLowerCase())) throw new Error(`two Excel sheets are named "${name}"`)
    seen.add(name.toLowerCase())
  }
}

function sheetPart(name: string, about: { sheet: Sheet; timeZone: string; facts: SheetFacts[] }): ZipPart {
  const headerRow = headerRowOf(about.sheet)
  const rows = new SheetRows(about.sheet.columns, { timeZone: about.timeZone, firstRow: headerRow + 1 })
  return { name, chunks: sheetChunks(about.sheet, rows, about.facts), giveBack: (chunk) => rows.giveBack(chunk) }
}

/** Title lines stand above, with one row left free. */
function headerRowOf({ titleLines = [] }: Sheet): number {
  return titleLines.length === 0 ? 1 : titleLines.length + 2
}

async function* sheetChunks(sheet: Sheet, rows: SheetRows, facts: SheetFacts[]): AsyncGenerator<Uint8Array> {
  const { columns } = sheet
  const headerRow = headerRowOf(sheet)
  const hash = createHash('sha256').update(CSV_START + csvHeader(columns))
  const take = () => {
    const { xml, csv } = rows.take()
    hash.update(csv)
    return xml
  }
  yield Buffer.from(headOf(columns, sheet.titleLines ?? [], headerRow))
  // Waiting for each of half a million rows that are there already costs as much as writing them.
  for await (const many of Symbol.asyncIterator in sheet.rows ? inLots(sheet.rows) : [sheet.rows]) {
    for (const row of many) {
      if (rows.rowCount >= MAX_ROWS) {
        throw new Error(`an Excel sheet holds at most ${MAX_ROWS} rows: export CSV instead, or narrow the filter`)
      }
      rows.add(row)
      if (rows.length > CHUNK_LENGTH) yield take()
    }
  }
  yield take()
  const fact = { name: sheet.name, rowCount: rows.rowCount, digest: hash.digest('hex'), totals: rows.totals() }
  facts.push(fact)
  yield Buffer.from(footOf(columns, fact, headerRow))
}

async function* inLots(rows: AsyncIterable<TableRow>): AsyncGenerator<[TableRow]> {
  for await (const row of rows) yield [row]
}

/** Everything above the first row: frozen header, widths, print set-up, title lines. */
function headOf(columns: readonly Column[], titleLines: readonly string[], headerRow: number): string {
  const pane = `<pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
  const widths = columns.map(
    ({ kind, width }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width ?? DEFAULT_WIDTH[kind]}" style="${columnStyle(kind)}" customWidth="1"/>`,
  )
  const titles = titleLines.map((line, i) =>
    rowOf(i + 1, textCell(`A${i + 1}`, i === 0 ? STYLE.title : STYLE.subtitle, line)),
  )
  const header = columns.map(({ kind, title }, i) =>
    textCell(`${letterOf(i + 1)}${headerRow}`, kind === 'amount' ? STYLE.amountHeader : STYLE.header, title),
  )
  return `${SHEET_START}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>${titles.join('')}${rowOf(headerRow, header.join(''))}`
}

/** Totals per currency, the number of rows and the digest, below the rows; then filter and print set-up. */
function footOf(columns: readonly Column[], facts: SheetFacts, headerRow: number): string {
  const lastRow = headerRow + facts.rowCount
  let at = lastRow + 1
  let text = ''
  const currencies = new Set(Object.values(facts.totals).flatMap((sums) => Object.keys(sums) as Currency[]))
  for (const currency of [...currencies].sort()) {
    at += 1
    text += rowOf(at, totalCells(columns, { currency, facts, at }))
  }
  for (const [label, value] of [
    ['Rows', String(facts.rowCount)],
    [DIGEST_LABEL, facts.digest],
  ] as const) {
    at += 1
    text += rowOf(at, textCell(`A${at}`, STYLE.note, label) + textCell(`B${at}`, STYLE.note, value))
  }
  return `${text}</sheetData><autoFilter ref="A${headerRow}:${letterOf(columns.length)}${lastRow}"/><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`
}

type Total = { currency: Currency; facts: SheetFacts; at: number }

function totalCells(columns: readonly Column[], { currency, facts, at }: Total): string {
  const labelColumn = Math.max(
    0,
    columns.findIndex((column) => column.kind === 'text'),
  )
  return columns
    .map((column, i) => {
      const reference = `${letterOf(i + 1)}${at}`
      const sum = facts.totals[column.key]?.[currency]
      if (sum !== undefined)
        return exactOr(decimalOf(sum, currency), { reference, style: totalStyle(currency), minor: sum })
      return i === labelColumn ? textCell(reference, STYLE.totalLabel, `Total ${currency}`) : ''
    })
    .join('')
}

const rowOf = (at: number, cells: string): string => `<row r="${at}">${cells}</row>`

/** A sum may be larger than any amount: written from its digits. */
function decimalOf(sum: bigint, currency: Currency): string {
  const exponent = exponentOf(currency)
  const digits = String(sum < 0n ? -sum : sum).padStart(exponent + 1, '0')
  const text = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
  return sum < 0n ? `-${text}` : text
}
