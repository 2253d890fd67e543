/**
 * What a table file (CSV or Excel) holds once it is read: a header, rows of texts, and what had to be assumed. Meaning
 * is given by the reader of the particular file; here nothing is guessed about amounts, dates or names.
 */
import { type FormatRefusal, RefusalSignal } from '../refusal.ts'

export type TableRefusalCode =
  | 'TABLE_EMPTY'
  | 'TABLE_TOO_LARGE'
  | 'TABLE_TOO_MANY_ROWS'
  | 'TABLE_TOO_MANY_COLUMNS'
  | 'TABLE_LINE_TOO_LONG'
  | 'TABLE_CHARSET'
  | 'TABLE_QUOTES'
  | 'TABLE_NOT_A_TABLE'
  | 'XLSX_BROKEN'
  | 'XLSX_TOO_LARGE'
  | 'XLSX_ENCRYPTED'
  | 'XLSX_MACROS'
  | 'XLSX_OLD_FORMAT'

export type TableFindingCode = 'CHARSET_ASSUMED' | 'OTHER_SHEETS_IGNORED'
/** Something the operator should look at before the rows are used. */
export type TableFinding = { readonly code: TableFindingCode; readonly message: string }

export type TableCell = { readonly text: string; readonly isFormula: boolean }
/** `rowNumber` is the row as a spreadsheet shows it, the header being counted. */
export type TableFileRow = { readonly rowNumber: number; readonly cells: readonly TableCell[] }

export type Table = {
  readonly kind: 'csv' | 'xlsx'
  /** Character set of a CSV as it was read. */
  readonly charset: string | null
  readonly delimiter: string | null
  readonly sheetName: string | null
  readonly header: readonly string[]
  /** Rows that hold anything, in order; blank rows are left out but counted. */
  readonly rows: readonly TableFileRow[]
  readonly findings: readonly TableFinding[]
}

export type TableFile =
  | ({ readonly ok: true } & Table)
  | { readonly ok: false; readonly refusal: FormatRefusal<TableRefusalCode> }

export const TABLE_LIMITS = {
  bytes: 50_000_000,
  rows: 200_000,
  columns: 200,
  /** Bytes of one physical line of a CSV. */
  lineBytes: 1_000_000,
  /** Bytes of a workbook once unpacked. */
  unpackedBytes: 100_000_000,
} as const

export function refuseTable(code: TableRefusalCode, place: string, message: string): never {
  throw new RefusalSignal<TableRefusalCode>(code, place, message)
}

/** Splits all rows of a file into header and rows, dropping blank ones. Row numbers count from 1. */
export class RowCollector {
  header: string[] | null = null
  readonly rows: TableFileRow[] = []

  add(rowNumber: number, cells: TableCell[]): void {
    if (cells.every((cell) => cell.text.trim() === '' && !cell.isFormula)) return
    if (cells.length > TABLE_LIMITS.columns) {
      refuseTable(
        'TABLE_TOO_MANY_COLUMNS',
        `row ${rowNumber}`,
        `Row ${rowNumber} has ${cells.length} columns; at most ${TABLE_LIMITS.columns} are read.`,
      )
    }
    if (!this.header) this.header = cells.map((cell) => cell.text.trim())
    else if (this.rows.length < TABLE_LIMITS.rows) this.rows.push({ rowNumber, cells })
    else {
      refuseTable(
        'TABLE_TOO_MANY_ROWS',
        `row ${rowNumber}`,
        `The file has more than ${TABLE_LIMITS.rows} rows. Split it and import the parts.`,
      )
    }
  }

  /** Header and rows; refuses a file without a header. */
  finish(): { header: string[]; rows: TableFileRow[] } {
    if (this.header) return { header: this.header, rows: this.rows }
    return refuseTable('TABLE_EMPTY', 'row 1', 'The file holds no header and no rows.')
  }
}
