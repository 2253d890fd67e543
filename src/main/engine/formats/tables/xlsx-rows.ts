/**
 * The rows of one sheet as text, and beside each the same row as CSV, over which the digest runs. This is the inside of the loop that an
 * export of half a million rows spends its time in: what can be decided per column is decided once.
 */
import { type Currency, toDecimalText } from '../../../../contract/money.ts'
import { amountOf, type CellValue, type Column, dateOf, integerOf, type TableRow, textOf } from './columns.ts'
import { LocalTimes } from './local-time.ts'
import { csvText } from './write-csv.ts'
import { amountStyle, escapeXml, STYLE } from './xlsx-styles.ts'

/** Largest figure that a spreadsheet shows exactly: fifteen digits. */
const MAX_SHOWN = 999_999_999_999_999
/** Sums kept as plain numbers are moved to exact ones before they could round. */
const SPILL_AT = 2 ** 52
const DAY_MS = 86_400_000
const EPOCH_SERIAL = 25_569
/** Text that neither XML, nor CSV, nor a spreadsheet's formula reader takes for anything else. */
const PLAIN = /^[0-9A-Za-z](?:[0-9A-Za-z ./:()#*!?$%{}[\]|~^;+=@_-]*[0-9A-Za-z./:()#*!?$%{}[\]|~^;+=@_-])?$/
const ESCAPE_LOOKALIKE = /_x(?=[0-9A-Fa-f]{4}_)/g

type Sum = { small: number; large: bigint }

/** A text cell; identifiers, dates beyond the calendar of spreadsheets and totals too large to show are written this way. */
export function textCell(reference: string, style: number, text: string): string {
  const space = /^\s|\s$|[\t\r\n]| {2}/.test(text) ? ' xml:space="preserve"' : ''
  const inner = escapeXml(text.replace(ESCAPE_LOOKALIKE, '_x005F_x'))
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${inner}</t></is></c>`
}

export function numberCell(reference: string, style: number, figure: string): string {
  return `<c r="${reference}" s="${style}"><v>${figure}</v></c>`
}

/** `A`, `B`, … `AA`: the letters of a column counted from 1. */
export function letterOf(columnNumber: number): string {
  let letters = ''
  for (let rest = columnNumber; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

export class SheetRows {
  rowCount = 0
  /** Text since it was last taken. */
  xml = ''
  csv = ''
  readonly #columns: readonly Column[]
  readonly #letters: readonly string[]
  readonly #times: LocalTimes
  readonly #firstRow: number
  readonly #serials = new Map<string, number>()
  readonly #sums: Map<Currency, Sum>[]

  constructor(columns: readonly Column[], about: { timeZone: string; firstRow: number }) {
    this.#columns = columns
    this.#letters = columns.map((_, i) => letterOf(i + 1))
    this.#times = new LocalTimes(about.timeZone)
    this.#firstRow = about.firstRow
    this.#sums = columns.map(() => new Map())
  }

  add(row: TableRow): void {
    const at = String(this.#firstRow + this.rowCount)
    this.rowCount += 1
    let xml = `<row r="${at}">`
    let csv = ''
    const columns = this.#columns
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i]!
      const value = row[column.key]
      if (i > 0) csv += ','
      if (value === null || value === undefined || value === '') continue
      const reference = this.#letters[i]! + at
      switch (column.kind) {
        case 'text':
          if (typeof value === 'string' && value.length < 256 && PLAIN.test(value)) {
            csv += value
            xml += `<c r="${reference}" s="${STYLE.text}" t="inlineStr"><is><t>${value.includes('_x') || value.includes('  ') ? this.#odd(value) : value}</t></is></c>`
          } else {
            const text = textOf(column, value, this.rowCount)
            csv += csvText(text)
            xml += textCell(reference, STYLE.text, text)
          }
          break
        case 'amount': {
          const { amountMinor, currency } = amountOf(column, value, this.rowCount)
          const text = toDecimalText(amountMinor, currency)
          this.#addTo(this.#sums[i]!, currency, amountMinor)
          csv += text
          xml += exactOr(text, { reference, style: amountStyle(currency), minor: amountMinor })
          break
        }
        case 'integer': {
          const text = String(integerOf(column, value, this.rowCount))
          csv += text
          xml += numberCell(reference, STYLE.integer, text)
          break
        }
        case 'instant': {
          const { text, serial } = this.#times.of(integerOf(column, value, this.rowCount))
          csv += text
          xml += numberCell(reference, STYLE.instant, String(serial))
          break
        }
        case 'date': {
          const serial = this.#serialOf(column, value)
          csv += value as string
          xml +=
            serial < 61
              ? textCell(reference, STYLE.text, value as string)
              : numberCell(reference, STYLE.date, String(serial))
        }
      }
    }
    this.xml += `${xml}</row>`
    this.csv += `${csv}\r\n`
  }

  /** The text since the last time, and none left. */
  take(): { xml: string; csv: string } {
    const { xml, csv } = this
    this.xml = ''
    this.csv = ''
    return { xml, csv }
  }

  /** Sums per amount column key and currency. */
  totals(): Record<string, Partial<Record<Currency, bigint>>> {
    const entries = this.#columns.flatMap((column, i) => {
      const sums = [...(this.#sums[i] ?? [])].map(([currency, s]) => [currency, s.large + BigInt(s.small)] as const)
      return sums.length === 0 ? [] : [[column.key, Object.fromEntries(sums)] as const]
    })
    return Object.fromEntries(entries)
  }

  #odd(text: string): string {
    return text.replace(ESCAPE_LOOKALIKE, '_x005F_x')
  }

  #serialOf(column: Column, value: CellValue): number {
    const known = this.#serials.get(value as string)
    if (known !== undefined) return known
    const serial = Date.parse(`${dateOf(column, value, this.rowCount)}T00:00:00Z`) / DAY_MS + EPOCH_SERIAL
    if (this.#serials.size > 40_000) this.#serials.clear()
    this.#serials.set(value as string, serial)
    return serial
  }

  #addTo(sums: Map<Currency, Sum>, currency: Currency, amountMinor: number): void {
    let sum = sums.get(currency)
    if (!sum) {
      sum = { small: 0, large: 0n }
      sums.set(currency, sum)
    }
    sum.small += amountMinor
    if (sum.small > SPILL_AT || sum.small < -SPILL_AT) {
      sum.large += BigInt(sum.small)
      sum.small = 0
    }
  }
}

/**
 * The number that a spreadsheet shows as exactly this amount: its decimal text is read as the nearest double, which prints as that
 * decimal up to fifteen digits; beyond them the amount is written as text.
 */
export function exactOr(text: string, about: { reference: string; style: number; minor: number | bigint }): string {
  const { reference, style, minor } = about
  return minor > MAX_SHOWN || minor < -MAX_SHOWN ? textCell(reference, style, text) : numberCell(reference, style, text)
}
