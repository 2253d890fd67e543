/**
 * What a table for people is made of: columns of five kinds and rows of values. The same columns go to CSV and to
 * Excel, and the plain text of a cell, which the digest is computed over, is decided here for both.
 */
import { isCalendarDate } from '../../../../contract/dates.ts'
import { type Currency, isCurrency, toDecimalText } from '../../../../contract/money.ts'

export type ColumnKind = 'text' | 'amount' | 'integer' | 'instant' | 'date'

export type Column = {
  /** Key of the value in a row. */
  readonly key: string
  readonly title: string
  readonly kind: ColumnKind
  /** Characters, for Excel. */
  readonly width?: number
}

export type AmountCell = { readonly amountMinor: number; readonly currency: Currency }
/** `text`: string; `amount`: AmountCell; `integer` and `instant`: number; `date`: `YYYY-MM-DD`. Nothing: `null`. */
export type CellValue = string | number | AmountCell | null | undefined
export type TableRow = Readonly<Record<string, CellValue>>
export type TableRows = Iterable<TableRow> | AsyncIterable<TableRow>

/** Excel takes no more in one cell. */
export const MAX_CELL_LENGTH = 32_767

/** A value that does not fit its column: a mistake of the program that made the row, never of a user. */
export class CellError extends Error {
  constructor(column: Column, rowNumber: number, problem: string) {
    super(`Row ${rowNumber}, column "${column.title}": ${problem}`)
  }
}

/** Where a cell stands and in which zone instants are shown. `rowNumber` counts rows from 1, for error messages. */
export type CellContext = { readonly rowNumber: number; readonly timeZone: string }

/** Plain text of a cell: decimal amount, `YYYY-MM-DD`, `YYYY-MM-DD HH:mm:ss` in the zone; empty for no value. */
export function cellText(column: Column, value: CellValue, { rowNumber, timeZone }: CellContext): string {
  if (value === null || value === undefined) return ''
  switch (column.kind) {
    case 'text':
      return textOf(column, value, rowNumber)
    case 'amount': {
      const { amountMinor, currency } = amountOf(column, value, rowNumber)
      return toDecimalText(amountMinor, currency)
    }
    case 'integer':
      return String(integerOf(column, value, rowNumber))
    case 'instant':
      return wallClock(integerOf(column, value, rowNumber), timeZone)
    case 'date':
      return dateOf(column, value, rowNumber)
  }
}

/** The text of a text cell with control characters made visible, so that nothing is hidden and nothing is lost. */
export function textOf(column: Column, value: CellValue, rowNumber: number): string {
  if (typeof value !== 'string') throw new CellError(column, rowNumber, `a text is expected, not ${typeof value}`)
  if (value.length > MAX_CELL_LENGTH) {
    throw new CellError(column, rowNumber, `the text has ${value.length} characters; a cell holds ${MAX_CELL_LENGTH}`)
  }
  return visible(value)
}

export function amountOf(column: Column, value: CellValue, rowNumber: number): AmountCell {
  if (
    typeof value === 'object' &&
    value !== null &&
    Number.isSafeInteger(value.amountMinor) &&
    isCurrency(value.currency)
  ) {
    return value
  }
  throw new CellError(column, rowNumber, 'an amount in minor units with its currency is expected')
}

export function integerOf(column: Column, value: CellValue, rowNumber: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value
  throw new CellError(column, rowNumber, `a whole number is expected, not ${String(value)}`)
}

export function dateOf(column: Column, value: CellValue, rowNumber: number): string {
  if (typeof value === 'string' && isCalendarDate(value)) return value
  throw new CellError(column, rowNumber, `a calendar date is expected, not ${String(value)}`)
}

/** Controls other than tab and line ends, and halves of a character. */
const INVISIBLE = /[^\P{Cc}\t\n\r]|\p{Cs}/gu

/** ASCII controls become their picture (U+2400 onwards), everything else that cannot be shown U+FFFD. */
function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = character.charCodeAt(0)
    if (code > 0x7f) return '\ufffd'
    return String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code)
  })
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Date and time on the wall of the desk: `2026-11-21 14:05:00`. */
export function wallClock(instant: number, timeZone: string): string {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter.format(instant)
}
