/**
 * The rows of one sheet as bytes, and beside each the same row as CSV, over which the digest runs. This is the inside of the loop that an
 * export of half a million rows spends its time in: what can be decided per column is decided once.
 */
import { type Currency, toDecimalText } from '../../../../contract/money.ts'
import { amountOf, type CellValue, type Column, dateOf, integerOf, type TableRow, textOf } from './columns.ts'
import { LocalTimes } from './local-time.ts'
import { CellOpening, RowBytes } from './row-bytes.ts'
import { csvText } from './write-csv.ts'
import { amountStyle, columnStyle, escapeXml, STYLE } from './xlsx-styles.ts'

/** Largest figure that a spreadsheet shows exactly: fifteen digits. */
const MAX_SHOWN = 999_999_999_999_999
/** Sums kept as plain numbers are moved to exact ones before they could round. */
const SPILL_AT = 2 ** 52
const DAY_MS = 86_400_000
const EPOCH_SERIAL = 25_569
/** Days before March 1900, of which spreadsheets count one too many, are written as text. */
const FIRST_SURE_DAY = 61
const MOST_SPARE = 8
const [SPACE, AMPERSAND, COMMA, LESS, UNDERSCORE, LOWER_X] = [0x20, 0x26, 0x2c, 0x3c, 0x5f, 0x78]
const ROW_END = Buffer.from('</row>')
const LINE_END = Buffer.from('\r\n')
const TEXT_END = Buffer.from('</t></is></c>')
const NUMBER_END = Buffer.from('</v></c>')

const [AMP, LT, GT] = [Buffer.from('&amp;'), Buffer.from('&lt;'), Buffer.from('&gt;')]

/** What neither CSV nor a spreadsheet's formula reader takes for anything else: anywhere, not in front, or escaped in XML. */
const [NEVER, INSIDE, ANYWHERE, ESCAPED] = [0, 1, 2, 3]
const SORT = new Uint8Array(128)
for (const character of " ./:()#*!?$%{}[]|~^;+=@_-'") SORT[character.charCodeAt(0)] = INSIDE
for (const character of '&<>') SORT[character.charCodeAt(0)] = ESCAPED
for (let code = 0; code < 128; code += 1) if (/[0-9A-Za-z]/.test(String.fromCharCode(code))) SORT[code] = ANYWHERE
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

/** Bytes that a row's frame, or a plain cell and what stands around it, need at most. */
const CELL_ROOM = 1_024
/** Texts up to here are looked at and written in one go. */
const MAX_PLAIN = 128
const FIRST_ROOM = 393_216

type Openings = { usual: CellOpening; perStyle: Map<number, CellOpening> }

export class SheetRows {
  rowCount = 0
  readonly #columns: readonly Column[]
  readonly #letters: readonly string[]
  readonly #times: LocalTimes
  readonly #firstRow: number
  readonly #serials = new Map<string, number>()
  readonly #sums: Map<Currency, Sum>[]
  readonly #openings: Openings[]
  readonly #row = new CellOpening('<row r="', '">')
  readonly #all: CellOpening[]
  readonly #csv = new RowBytes(FIRST_ROOM)
  readonly #spare: Uint8Array[] = []
  #xml = new RowBytes(FIRST_ROOM)
  #digits = ''

  constructor(columns: readonly Column[], about: { timeZone: string; firstRow: number }) {
    this.#columns = columns
    this.#letters = columns.map((_, i) => letterOf(i + 1))
    this.#times = new LocalTimes(about.timeZone)
    this.#firstRow = about.firstRow
    this.#sums = columns.map(() => new Map())
    this.#openings = columns.map(({ kind }, i) => ({ usual: openingOf(this.#letters[i]!, kind), perStyle: new Map() }))
    this.#all = [this.#row, ...this.#openings.map(({ usual }) => usual)]
  }

  /** Bytes of the sheet since they were last taken. */
  get length(): number {
    return this.#xml.length
  }

  add(row: TableRow): void {
    this.#toRow(this.#firstRow + this.rowCount)
    this.rowCount += 1
    const columns = this.#columns
    this.#xml.need(CELL_ROOM)
    this.#xml.copy(this.#row.bytes)
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i]!
      const value = row[column.key]
      this.#xml.need(CELL_ROOM)
      this.#csv.need(CELL_ROOM)
      if (i > 0) this.#csv.bytes[this.#csv.length++] = COMMA
      if (value === null || value === undefined || value === '') continue
      if (column.kind === 'text') this.#text(i, value)
      else if (column.kind === 'amount') this.#amount(i, value)
      else if (column.kind === 'integer') this.#integer(i, value)
      else if (column.kind === 'instant') this.#instant(i, value)
      else this.#date(i, value)
    }
    this.#xml.need(CELL_ROOM)
    this.#xml.copy(ROW_END)
    this.#csv.copy(LINE_END)
  }

  /**
   * The bytes since the last time, and none left. `csv` may be looked at until the next row; `xml` is the caller's until it is given
   * back, which keeps an export from asking for new memory all the time.
   */
  take(): { xml: Uint8Array; csv: Uint8Array } {
    const xml = this.#xml.bytes.subarray(0, this.#xml.length)
    const csv = this.#csv.bytes.subarray(0, this.#csv.length)
    this.#xml = new RowBytes(0)
    this.#xml.bytes = this.#spare.pop() ?? new Uint8Array(FIRST_ROOM)
    this.#csv.length = 0
    return { xml, csv }
  }

  /** Bytes that were taken and are needed no longer. */
  giveBack(xml: Uint8Array): void {
    if (xml.buffer instanceof ArrayBuffer && this.#spare.length < MOST_SPARE)
      this.#spare.push(new Uint8Array(xml.buffer))
  }

  /** Sums per amount column key and currency. */
  totals(): Record<string, Partial<Record<Currency, bigint>>> {
    const entries = this.#columns.flatMap((column, i) => {
      const sums = [...(this.#sums[i] ?? [])].map(([currency, s]) => [currency, s.large + BigInt(s.small)] as const)
      return sums.length === 0 ? [] : [[column.key, Object.fromEntries(sums)] as const]
    })
    return Object.fromEntries(entries)
  }

  /** Writes the number of the row into every beginning of a cell: most rows change one digit of it. */
  #toRow(at: number): void {
    const digits = String(at)
    let same = 0
    if (digits.length === this.#digits.length) while (digits[same] === this.#digits[same]) same += 1
    this.#digits = digits
    for (const opening of this.#all) opening.at(digits, digits.length - same)
  }

  #text(i: number, value: CellValue): void {
    if (typeof value === 'string' && value.length < MAX_PLAIN) {
      const at = this.#xml.length
      this.#xml.copy(this.#openings[i]!.usual.bytes)
      if (this.#plain(value)) {
        this.#xml.copy(TEXT_END)
        return
      }
      this.#xml.length = at
    }
    const text = textOf(this.#columns[i]!, value, this.rowCount)
    this.#csv.text(csvText(text))
    this.#xml.text(textCell(this.#letters[i]! + this.#digits, STYLE.text, text))
  }

  /** Writes a text into both, if CSV takes it as it stands and its order of blanks needs no care; else nothing. */
  #plain(text: string): boolean {
    const xml = this.#xml.bytes
    const csv = this.#csv.bytes
    let atXml = this.#xml.length
    let atCsv = this.#csv.length
    let before = SPACE
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i)
      if (code < 128) {
        const sort = SORT[code]!
        if (sort === NEVER || (sort === INSIDE && i === 0)) return false
        if ((code === SPACE && before === SPACE) || (code === LOWER_X && before === UNDERSCORE)) return false
        csv[atCsv++] = code
        if (sort === ESCAPED) {
          const escaped = code === AMPERSAND ? AMP : code === LESS ? LT : GT
          for (let j = 0; j < escaped.length; j += 1) xml[atXml++] = escaped[j]!
        } else xml[atXml++] = code
      } else {
        if (!isIdeograph(code)) return false
        for (let shift = 12; shift >= 0; shift -= 6) {
          const byte = (shift === 12 ? 0xe0 : 0x80) | ((code >> shift) & (shift === 12 ? 0x0f : 0x3f))
          xml[atXml++] = byte
          csv[atCsv++] = byte
        }
      }
      before = code
    }
    if (before === SPACE) return false
    this.#xml.length = atXml
    this.#csv.length = atCsv
    return true
  }

  #amount(i: number, value: CellValue): void {
    const { amountMinor, currency } = amountOf(this.#columns[i]!, value, this.rowCount)
    this.#addTo(this.#sums[i]!, currency, amountMinor)
    const text = toDecimalText(amountMinor, currency)
    this.#csv.ascii(text)
    if (amountMinor > MAX_SHOWN || amountMinor < -MAX_SHOWN) {
      const reference = this.#letters[i]! + this.#digits
      this.#xml.text(textCell(reference, amountStyle(currency), text))
      return
    }
    this.#xml.copy(this.#openingOf(i, amountStyle(currency)).bytes)
    this.#xml.ascii(text)
    this.#xml.copy(NUMBER_END)
  }

  #openingOf(i: number, style: number): CellOpening {
    const { perStyle } = this.#openings[i]!
    const known = perStyle.get(style)
    if (known) return known
    const opening = new CellOpening(`<c r="${this.#letters[i]!}`, `" s="${style}"><v>`)
    opening.at(this.#digits, this.#digits.length)
    perStyle.set(style, opening)
    this.#all.push(opening)
    return opening
  }

  #integer(i: number, value: CellValue): void {
    const whole = integerOf(this.#columns[i]!, value, this.rowCount)
    this.#csv.integer(whole)
    this.#xml.copy(this.#openings[i]!.usual.bytes)
    this.#xml.integer(whole)
    this.#xml.copy(NUMBER_END)
  }

  #instant(i: number, value: CellValue): void {
    const { date, time, serial, fraction } = this.#times.of(integerOf(this.#columns[i]!, value, this.rowCount))
    this.#csv.ascii(date)
    this.#csv.bytes[this.#csv.length++] = SPACE
    this.#csv.ascii(time)
    if (serial < FIRST_SURE_DAY) {
      this.#xml.text(textCell(this.#letters[i]! + this.#digits, STYLE.text, `${date} ${time}`))
      return
    }
    this.#xml.copy(this.#openings[i]!.usual.bytes)
    this.#xml.integer(serial)
    this.#xml.ascii(fraction)
    this.#xml.copy(NUMBER_END)
  }

  #date(i: number, value: CellValue): void {
    const serial = this.#serialOf(this.#columns[i]!, value)
    this.#csv.ascii(value as string)
    if (serial < FIRST_SURE_DAY) {
      this.#xml.text(textCell(this.#letters[i]! + this.#digits, STYLE.text, value as string))
      return
    }
    this.#xml.copy(this.#openings[i]!.usual.bytes)
    this.#xml.integer(serial)
    this.#xml.copy(NUMBER_END)
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

/** Chinese characters: three bytes each, and nothing else to mind. */
function isIdeograph(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff
}

/** How the cells of a column begin, but for the number of the row. */
function openingOf(letter: string, kind: Column['kind']): CellOpening {
  const inner = kind === 'text' ? `${STYLE.text}" t="inlineStr"><is><t>` : `${columnStyle(kind)}"><v>`
  return new CellOpening(`<c r="${letter}`, `" s="${inner}`)
}

/**
 * The number that a spreadsheet shows as exactly this amount: its decimal text is read as the nearest double, which prints as that
 * decimal up to fifteen digits; beyond them the amount is written as text.
 */
export function exactOr(text: string, about: { reference: string; style: number; minor: number | bigint }): string {
  const { reference, style, minor } = about
  return minor > MAX_SHOWN || minor < -MAX_SHOWN ? textCell(reference, style, text) : numberCell(reference, style, text)
}
