/**
 * Writes tables as an Excel workbook with the streaming writer of exceljs: typed cells, amounts as numbers with the
 * decimals of their currency, everything else that names something as text. Below the rows stand totals per currency
 * and a digest, so that a printed or mailed workbook can be compared with the books.
 */
import { createHash, type Hash } from 'node:crypto'
import { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { stream } from 'exceljs'
import { type Currency, exponentOf } from '../../../../contract/money.ts'
import {
  amountOf,
  type CellValue,
  type Column,
  dateOf,
  integerOf,
  type TableRow,
  type TableRows,
  textOf,
  wallClock,
} from './columns.ts'
import { CSV_START, csvHeader, csvLine } from './write-csv.ts'
import { setEntryTimes } from './zip-directory.ts'

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
/** Rows between two pauses in which compressed bytes leave the writer. */
const ROWS_PER_PAUSE = 200
/** Largest figure that a spreadsheet shows exactly: fifteen digits. */
const MAX_SHOWN = 999_999_999_999_999n
const DEFAULT_WIDTH: Record<Column['kind'], number> = { text: 24, amount: 18, integer: 12, instant: 20, date: 12 }

type SheetWriter = ReturnType<stream.xlsx.WorkbookWriter['addWorksheet']>

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
  checkNames(sheets)
  const { default: ExcelJS } = await import('exceljs')
  const parts: Uint8Array[] = []
  const sink = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      parts.push(chunk)
      done()
    },
  })
  const created = new Date(options.createdAt)
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false })
  Object.assign(writer, { created, modified: created, creator: 'Countersign', lastModifiedBy: 'Countersign' })
  const facts: SheetFacts[] = []
  for (const sheet of sheets) facts.push(await writeSheet(writer, sheet, options.timeZone))
  await writer.commit()
  const bytes = Buffer.concat(parts)
  setEntryTimes(bytes, options.createdAt)
  return { bytes, sheets: facts }
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

async function writeSheet(writer: stream.xlsx.WorkbookWriter, sheet: Sheet, timeZone: string): Promise<SheetFacts> {
  const titleLines = sheet.titleLines ?? []
  const headerRow = titleLines.length === 0 ? 1 : titleLines.length + 2
  const target = writer.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', ySplit: headerRow }],
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  target.columns = sheet.columns.map((column) => ({
    width: column.width ?? DEFAULT_WIDTH[column.kind],
    style: { numFmt: columnFormat(column) },
  }))
  writeHead(target, titleLines, sheet.columns)
  const hash = createHash('sha256').update(CSV_START + csvHeader(sheet.columns))
  const body = new Body({ target, columns: sheet.columns, timeZone, hash })
  for await (const row of sheet.rows) {
    body.add(row)
    if (body.rowCount % ROWS_PER_PAUSE === 0) await setImmediate()
  }
  const lastColumn = letterOf(sheet.columns.length)
  target.autoFilter = `A${headerRow}:${lastColumn}${headerRow + body.rowCount}`
  const digest = hash.digest('hex')
  body.writeTotals(digest)
  target.commit()
  return { name: sheet.name, rowCount: body.rowCount, digest, totals: body.facts() }
}

function writeHead(target: SheetWriter, titleLines: readonly string[], columns: readonly Column[]): void {
  for (const [index, line] of titleLines.entries()) {
    const row = target.addRow([line])
    row.font = index === 0 ? { bold: true, size: 14 } : { color: { argb: 'FF555555' } }
    row.commit()
  }
  if (titleLines.length > 0) target.addRow([]).commit()
  const header = target.addRow(columns.map((column) => column.title))
  header.eachCell((cell, index) => {
    cell.numFmt = '@'
    cell.font = { bold: true }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE6F0F0' } }
    cell.border = { bottom: { style: 'thin' } }
    cell.alignment = { horizontal: columns[index - 1]!.kind === 'amount' ? 'right' : 'left', vertical: 'middle' }
  })
  header.commit()
}

type BodyParts = {
  readonly target: SheetWriter
  readonly columns: readonly Column[]
  readonly timeZone: string
  readonly hash: Hash
}

/** The rows of one sheet and what they add up to. */
class Body {
  rowCount = 0
  private readonly target: SheetWriter
  private readonly columns: readonly Column[]
  private readonly timeZone: string
  private readonly hash: Hash
  private readonly totals = new Map<string, Map<Currency, bigint>>()

  constructor({ target, columns, timeZone, hash }: BodyParts) {
    this.target = target
    this.columns = columns
    this.timeZone = timeZone
    this.hash = hash
  }

  add(row: TableRow): void {
    this.rowCount += 1
    if (this.rowCount > MAX_ROWS) {
      throw new Error(`an Excel sheet holds at most ${MAX_ROWS} rows: export CSV instead, or narrow the filter`)
    }
    this.hash.update(csvLine(this.columns, row, { rowNumber: this.rowCount, timeZone: this.timeZone }))
    const written = this.target.addRow(this.columns.map((column) => this.excelValue(column, row[column.key])))
    for (const [index, column] of this.columns.entries()) {
      const value = row[column.key]
      if (column.kind !== 'amount' || value === null || value === undefined) continue
      const { currency } = amountOf(column, value, this.rowCount)
      if (exponentOf(currency) !== 2) written.getCell(index + 1).numFmt = amountFormat(currency)
    }
    written.commit()
  }

  /** Totals per currency, the number of rows and the digest, below the rows. */
  writeTotals(digest: string): void {
    this.target.addRow([]).commit()
    const currencies = new Set([...this.totals.values()].flatMap((sums) => [...sums.keys()]))
    for (const currency of [...currencies].sort()) this.writeTotal(currency)
    this.writeNote('Rows', String(this.rowCount))
    this.writeNote(DIGEST_LABEL, digest)
  }

  facts(): SheetFacts['totals'] {
    return Object.fromEntries([...this.totals].map(([key, sums]) => [key, Object.fromEntries(sums)]))
  }

  private writeTotal(currency: Currency): void {
    const labelColumn = Math.max(
      0,
      this.columns.findIndex((column) => column.kind === 'text'),
    )
    const values = this.columns.map((column, index) => {
      const sum = this.totals.get(column.key)?.get(currency)
      if (sum !== undefined) return excelAmount(sum, currency)
      return index === labelColumn ? `Total ${currency}` : null
    })
    const row = this.target.addRow(values)
    row.font = { bold: true }
    for (const [index, column] of this.columns.entries()) {
      if (column.kind === 'amount') row.getCell(index + 1).numFmt = amountFormat(currency)
    }
    if (this.columns[labelColumn]?.kind !== 'text') row.getCell(labelColumn + 1).numFmt = '@'
    row.commit()
  }

  private writeNote(label: string, text: string): void {
    const row = this.target.addRow([label, text])
    row.getCell(1).numFmt = '@'
    row.getCell(2).numFmt = '@'
    row.getCell(2).alignment = { horizontal: 'left' }
    row.font = { color: { argb: 'FF555555' }, size: 9 }
    row.commit()
  }

  private excelValue(column: Column, value: CellValue): string | number | Date | null {
    if (value === null || value === undefined) return null
    switch (column.kind) {
      case 'text':
        // A string stays a string in this format: only an object with a formula key would become a formula.
        return textOf(column, value, this.rowCount)
      case 'amount': {
        const amount = amountOf(column, value, this.rowCount)
        this.addTotal(column.key, amount.currency, amount.amountMinor)
        return excelAmount(BigInt(amount.amountMinor), amount.currency)
      }
      case 'integer':
        return integerOf(column, value, this.rowCount)
      case 'instant':
        return excelDate(wallClock(integerOf(column, value, this.rowCount), this.timeZone))
      case 'date':
        return excelDate(`${dateOf(column, value, this.rowCount)} 00:00:00`)
    }
  }

  private addTotal(key: string, currency: Currency, amountMinor: number): void {
    let sums = this.totals.get(key)
    if (!sums) {
      sums = new Map()
      this.totals.set(key, sums)
    }
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor))
  }
}

/**
 * The number that a spreadsheet shows as exactly this amount. Dividing two exact integers gives the double nearest to
 * the decimal, which prints as that decimal up to fifteen digits; beyond them the amount is written as text.
 */
function excelAmount(amountMinor: bigint, currency: Currency): number | string {
  const size = amountMinor < 0n ? -amountMinor : amountMinor
  const exponent = exponentOf(currency)
  if (size <= MAX_SHOWN) return Number(amountMinor) / 10 ** exponent
  const digits = String(size)
  const text = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
  return amountMinor < 0n ? `-${text}` : text
}

/** exceljs takes the UTC fields of a date as the cell's date and time. */
function excelDate(wallClockText: string): Date {
  return new Date(`${wallClockText.replace(' ', 'T')}Z`)
}

function columnFormat(column: Column): string {
  if (column.kind === 'amount') return '#,##0.00'
  if (column.kind === 'integer') return '0'
  if (column.kind === 'instant') return 'yyyy-mm-dd hh:mm:ss'
  return column.kind === 'date' ? 'yyyy-mm-dd' : '@'
}

function amountFormat(currency: Currency): string {
  const exponent = exponentOf(currency)
  return exponent === 0 ? '#,##0' : `#,##0.${'0'.repeat(exponent)}`
}

function letterOf(columnNumber: number): string {
  let letters = ''
  for (let rest = columnNumber; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}
