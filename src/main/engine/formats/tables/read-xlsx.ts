/**
 * Reads the first visible sheet of an Excel workbook into rows of exact texts: numbers as they are stored, dates by the
 * calendar without any time zone, formulas flagged. Sheets are read row by row from the unpacked XML, never as one
 * object model, so that a hostile workbook can neither fill the memory nor hang the reader.
 */
import { addDays } from '../../../../contract/dates.ts'
import type { XmlElement } from '../xml/read.ts'
import { childOf } from '../xml/tree.ts'
import { RowCollector, refuseTable, TABLE_LIMITS, type Table, type TableCell, type TableFinding } from './table-file.ts'
import {
  isTrue,
  readDateStyles,
  readPart,
  readRelations,
  readSharedStrings,
  readWorkbookPart,
  richText,
  type SheetReference,
  unescapeText,
  type WorkbookPart,
} from './xlsx-parts.ts'
import { readZipDirectory, unpackEntry, type ZipEntry } from './zip-directory.ts'

const EMPTY: TableCell = { text: '', isFormula: false }
const SECONDS_PER_DAY = 86_400
/** Serial number of 29 February 1900, a day that spreadsheets count and the calendar does not have. */
const FALSE_LEAP_DAY = 60
/** Serial number of 31 December 9999. */
const LAST_DAY = 2_958_465
const MAIN_RELATIONS = 'xl/_rels/workbook.xml.rels'

/** Reads a workbook. Throws a `RefusalSignal` for what is none. */
export function readXlsx(bytes: Uint8Array): Table {
  const archive = new Archive(bytes)
  const workbook = readWorkbookPart(archive.part('xl/workbook.xml'))
  const relations = readRelations(MAIN_RELATIONS, archive.part(MAIN_RELATIONS))
  const targetOf = (type: string) => relations.find((relation) => relation.type === type)?.target
  const strings = targetOf('sharedStrings')
  const styles = targetOf('styles')
  const context: CellContext = {
    workbook,
    strings: strings === undefined ? [] : readSharedStrings(archive.part(partName(strings))),
    dateStyles: styles === undefined ? [] : readDateStyles(archive.part(partName(styles))),
  }
  const filled: { sheet: SheetReference; collector: RowCollector }[] = []
  for (const sheet of workbook.sheets.filter(({ hidden }) => !hidden)) {
    const target = relations.find((relation) => relation.id === sheet.relationId)?.target
    if (target === undefined) continue
    const collector = new RowCollector()
    // Of the other sheets only one row is needed, to say that they are there.
    readSheet(partName(target), archive.part(partName(target)), { ...context, collector, enough: filled.length > 0 })
    if (collector.header) filled.push({ sheet, collector })
  }
  const first = filled[0]
  if (!first) return refuseTable('TABLE_EMPTY', 'workbook', 'No visible sheet of the workbook holds any row.')
  const { header, rows } = first.collector.finish()
  const others = filled.slice(1).map(({ sheet }) => `"${sheet.name}"`)
  return {
    kind: 'xlsx',
    charset: null,
    delimiter: null,
    sheetName: first.sheet.name,
    header,
    rows: rows.map((row) => padded(row, header.length)),
    findings: findingsOf(first.sheet.name, others),
  }
}

function findingsOf(name: string, others: string[]): TableFinding[] {
  if (others.length === 0) return []
  return [
    {
      code: 'OTHER_SHEETS_IGNORED',
      message: `Only the sheet "${name}" was read; ${others.join(', ')} also hold${others.length === 1 ? 's' : ''} rows.`,
    },
  ]
}

/** A spreadsheet does not store empty cells at the end of a row; here every row is as long as the header. */
function padded<Row extends { cells: readonly TableCell[] }>(row: Row, length: number): Row {
  if (row.cells.length >= length) return row
  return { ...row, cells: [...row.cells, ...new Array<TableCell>(length - row.cells.length).fill(EMPTY)] }
}

class Archive {
  private readonly bytes: Uint8Array
  private readonly entries: Map<string, ZipEntry>

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.entries = readZipDirectory(bytes)
    this.refuseOthers()
  }

  part(name: string): Uint8Array {
    const entry = this.entries.get(name)
    if (!entry)
      return refuseTable(
        'XLSX_BROKEN',
        name,
        `The workbook is damaged: the part ${name} is missing. Ask for the file again.`,
      )
    return unpackEntry(this.bytes, entry)
  }

  /** An archive can be many things; only a plain .xlsx is read. */
  private refuseOthers(): void {
    const has = (name: string) => this.entries.has(name)
    if (has('xl/vbaProject.bin') || (has('[Content_Types].xml') && this.contentTypes().includes('macroEnabled'))) {
      refuseTable(
        'XLSX_MACROS',
        'workbook',
        'The workbook holds macros. Save it as .xlsx without macros and import it again.',
      )
    }
    if (has('xl/workbook.bin')) {
      refuseTable(
        'XLSX_OLD_FORMAT',
        'workbook',
        'The file is a binary workbook (.xlsb). Save it as .xlsx and import it again.',
      )
    }
    if (!has('xl/workbook.xml')) {
      refuseTable(
        'TABLE_NOT_A_TABLE',
        'archive',
        'The file is an archive, but no Excel workbook. Unpack it and import the table inside as CSV or .xlsx.',
      )
    }
  }

  private contentTypes(): string {
    return Buffer.from(this.part('[Content_Types].xml')).toString('utf8')
  }
}

/** Targets are relative to `xl/`, or absolute with a leading slash. */
function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

type CellContext = {
  readonly workbook: WorkbookPart
  readonly strings: readonly string[]
  readonly dateStyles: readonly boolean[]
}
type SheetContext = CellContext & { readonly collector: RowCollector; readonly enough: boolean }

function readSheet(name: string, bytes: Uint8Array, context: SheetContext): void {
  let lastRow = 0
  const onTaken = (row: XmlElement) => {
    const stated = Number(row.attributes.r ?? lastRow + 1)
    if (!Number.isInteger(stated) || stated <= lastRow) {
      refuseTable(
        'XLSX_BROKEN',
        `${name}, line ${row.line}`,
        `The workbook is damaged: row ${row.attributes.r ?? ''} follows row ${lastRow}.`,
      )
    }
    lastRow = stated
    if (context.enough && context.collector.header) return
    context.collector.add(stated, readRow(row, stated, context))
  }
  readPart(name, bytes, { name: 'row', onTaken })
}

function readRow(row: XmlElement, rowNumber: number, context: SheetContext): TableCell[] {
  const cells: TableCell[] = []
  for (const element of row.children) {
    if (element.name !== 'c') continue
    const column = columnOf(element.attributes.r) ?? cells.length
    if (column < cells.length || column >= TABLE_LIMITS.columns) {
      if (column < cells.length)
        refuseTable(
          'XLSX_BROKEN',
          `row ${rowNumber}`,
          `The workbook is damaged: cell ${element.attributes.r ?? ''} is out of order.`,
        )
      if (isBlank(element)) continue
      refuseTable(
        'TABLE_TOO_MANY_COLUMNS',
        `cell ${element.attributes.r ?? ''}`,
        `Cell ${element.attributes.r ?? ''} lies beyond column ${TABLE_LIMITS.columns}; no more are read.`,
      )
    }
    while (cells.length < column) cells.push(EMPTY)
    cells.push({ text: cellText(element, context, rowNumber), isFormula: childOf(element, 'f') !== undefined })
  }
  while (cells.length > 0 && cells.at(-1)!.text === '' && !cells.at(-1)!.isFormula) cells.pop()
  return cells
}

function isBlank(element: XmlElement): boolean {
  return !childOf(element, 'v') && !childOf(element, 'is') && !childOf(element, 'f')
}

/** `C7` → 2. `undefined` without a reference. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined
  const letters =
    /^[A-Z]{1,3}(?=\d)/.exec(reference)?.[0] ??
    refuseTable('XLSX_BROKEN', `cell ${reference}`, `The workbook is damaged: "${reference}" is no cell.`)
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function cellText(element: XmlElement, context: CellContext, rowNumber: number): string {
  const inline = childOf(element, 'is')
  if (inline) return richText(inline)
  const value = childOf(element, 'v')?.text ?? ''
  switch (element.attributes.t) {
    case 's': {
      const text = /^\d+$/.test(value) ? context.strings[Number(value)] : undefined
      return (
        text ??
        refuseTable(
          'XLSX_BROKEN',
          `row ${rowNumber}`,
          `The workbook is damaged: shared text ${value} of row ${rowNumber} is missing.`,
        )
      )
    }
    case 'str':
      return unescapeText(value)
    case 'b':
      return isTrue(value) ? 'TRUE' : 'FALSE'
    case 'e':
    case 'd':
      return value
    default:
      return numberText(
        value,
        context.dateStyles[Number(element.attributes.s ?? 0)] === true,
        context.workbook.date1904,
      )
  }
}

/** A stored number as its shortest exact decimal, or the calendar date that it stands for. */
function numberText(value: string, isDate: boolean, date1904: boolean): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  if (isDate && number >= 0) return serialDate(number, date1904)
  return /^-?\d+$/.test(value) ? value : String(number)
}

/**
 * Day number and fraction to `YYYY-MM-DD`, `YYYY-MM-DDTHH:mm:ss` or, below one day, `HH:mm:ss`. Pure calendar counting:
 * no time zone can shift it. The 1900 calendar counts a 29 February 1900 that never was, hence the two starts.
 */
function serialDate(serial: number, date1904: boolean): string {
  let days = Math.floor(serial)
  let seconds = Math.round((serial - days) * SECONDS_PER_DAY)
  if (seconds === SECONDS_PER_DAY) {
    days += 1
    seconds = 0
  }
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  if (days === 0 && !date1904) return time
  if ((days === FALSE_LEAP_DAY && !date1904) || days > LAST_DAY) return String(serial)
  const start = date1904 ? '1904-01-01' : days < FALSE_LEAP_DAY ? '1899-12-31' : '1899-12-30'
  const date = addDays(start, days)
  return seconds === 0 ? date : `${date}T${time}`
}
