/**
 * Entry lines and numbered descriptions in the plain form that most banks write, read where they stand and without cutting
 * anything out that is not kept. Whatever is not plain (another dialect, a letter outside ASCII, a day that does not exist, an
 * amount of another form) is left to the reader of the single fields, which knows every form and reports what is wrong.
 */
import { minor } from '../../../../../contract/money.ts'
import { nearestMonthDay, shortDate } from '../calendar-text.ts'
import { exponentOfCode } from '../currency-exponent.ts'
import { type Entry, unknownEntry } from '../model.ts'
import { takeBankReference, takeOwnReference } from './mt940-entry.ts'
import { type MtLines, Seeker } from './mt940-lines.ts'

const [BLANK, COMMA, DOT, ZERO, NINE] = [32, 44, 46, 48, 57]
const [UPPER_A, UPPER_C, UPPER_D, UPPER_E, UPPER_R, UPPER_Z, LAST] = [65, 67, 68, 69, 82, 90, 126]
/** `?`, `~`, `<`, `^`, `>`, `@` in front of a numbered sub-field. */
const SEPARATORS = new Set([63, 126, 60, 94, 62, 64])
/** Digits of an amount that are exact as a plain number whatever decimals follow. */
const MAX_DIGITS = 12
const KNOWN_DAYS = 4_000

type Days = { valueText: string; bookingText: string | null; valueDate: string; bookingDate: string | null }

export class PlainEntryLines {
  /** Where the line that was read last ends. */
  end = 0
  private currency: string | null = null
  private letter = 0
  private exponent = 2
  private near: string | null = null
  private readonly days = new Map<number, Days | null>()
  private lastDays: Days | null = null
  private lastDaysKey = -1
  private lastType = ''
  private lastTypeKey = -1
  private amountMinor = 0

  /** What the statement says: its currency, and a day that is near those of its entries. */
  use(currency: string | null, near: string | null): void {
    if (currency !== this.currency) {
      this.currency = currency
      this.letter = currency?.charCodeAt(2) ?? 0
      this.exponent = exponentOfCode(currency)
    }
    if (near !== this.near) {
      this.near = near
      this.days.clear()
      this.lastDaysKey = -1
    }
  }

  /** The entry of the line that begins behind the tag; `null` when the line is not plain. */
  read(lines: MtLines, from: number): Entry | null {
    const { text, codes } = lines
    const value = digitsAt(codes, from, 6)
    if (value < 0) return null
    const booking = digitsAt(codes, from + 6, 4)
    let at = booking < 0 ? from + 6 : from + 10
    const days = this.daysOf(value, booking)
    if (days === null) return null
    let first = codes[at] as number
    const isMarked = first === UPPER_R || first === UPPER_E
    if (isMarked) at += 1
    const mark = codes[at] as number
    if (mark !== UPPER_C && mark !== UPPER_D) return null
    if (!isMarked) first = 0
    at += 1
    const letter = codes[at] as number
    if (letter >= UPPER_A && letter <= UPPER_Z) {
      if (letter !== this.letter && letter !== UPPER_R) return null
      at += 1
    }
    const amountEnd = this.amountAt(codes, at)
    if (amountEnd < 0) return null
    const typeKey = typeAt(codes, amountEnd)
    if (typeKey < 0) return null
    const rest = amountEnd + 4
    const end = lines.endOf(rest)
    if (end < 0) return null
    const slashes = lines.slashes.in(text, rest)
    const customerEnd = slashes < end ? slashes : end
    if (isOdd(codes, rest, customerEnd) || isOdd(codes, customerEnd, end)) return null
    this.end = end
    const entry = unknownEntry(`line ${lines.line}`)
    entry.currency = this.currency
    entry.amountText = text.slice(at, amountEnd)
    entry.amountMinor = minor(this.amountMinor)
    entry.direction = (mark === UPPER_C) === (first !== UPPER_R) ? 'credit' : 'debit'
    if (first !== 0) takeMark(entry, first, mark)
    takeDays(entry, days)
    entry.transactionCode = this.typeOf(text, amountEnd, typeKey)
    takeOwnReference(entry, trimmed(lines, rest, customerEnd))
    if (customerEnd < end) takeBankReference(entry, trimmed(lines, customerEnd + 2, end))
    return entry
  }

  private daysOf(value: number, booking: number): Days | null {
    const key = value * 10_001 + booking + 1
    if (key === this.lastDaysKey) return this.lastDays
    let days = this.days.get(key)
    if (days === undefined) {
      days = readDays(value, booking, this.near)
      if (this.days.size >= KNOWN_DAYS) this.days.clear()
      this.days.set(key, days)
    }
    this.lastDays = days
    this.lastDaysKey = key
    return days
  }

  /** Digits with at most one mark; where the amount ends, or -1. */
  private amountAt(codes: Uint16Array, from: number): number {
    let at = from
    let units = 0
    let mark = -1
    for (let code = codes[at] as number; ; code = codes[at] as number) {
      if (code >= ZERO && code <= NINE) units = units * 10 + code - ZERO
      else if ((code === COMMA || code === DOT) && mark < 0 && at > from) mark = at
      else break
      at += 1
    }
    if (at === from || at - from > MAX_DIGITS) return -1
    let missing = this.exponent - (mark < 0 ? 0 : at - mark - 1)
    if (missing < 0) return -1
    for (; missing > 0; missing -= 1) units *= 10
    this.amountMinor = units
    return at
  }

  private typeOf(text: string, at: number, key: number): string {
    if (key !== this.lastTypeKey) {
      this.lastTypeKey = key
      this.lastType = text.slice(at, at + 4)
    }
    return this.lastType
  }
}

function takeMark(entry: Entry, first: number, mark: number): void {
  if (first === UPPER_R) entry.reversal = true
  else {
    entry.status = 'pending'
    entry.statusText = mark === UPPER_C ? 'EC' : 'ED'
  }
}

function takeDays(entry: Entry, days: Days): void {
  entry.valueDateText = days.valueText
  entry.bookingDateText = days.bookingText
  entry.valueDate = days.valueDate
  entry.bookingDate = days.bookingDate
}

function readDays(value: number, booking: number, near: string | null): Days | null {
  const valueText = String(value).padStart(6, '0')
  const valueDate = shortDate(valueText, near)
  if (valueDate === null) return null
  if (booking < 0) return { valueText, bookingText: null, valueDate, bookingDate: null }
  const bookingText = String(booking).padStart(4, '0')
  const bookingDate = nearestMonthDay(bookingText, valueDate)
  return bookingDate === null ? null : { valueText, bookingText, valueDate, bookingDate }
}

/** The number that so many digits make; -1 when there are not so many. */
function digitsAt(codes: Uint16Array, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at += 1) {
    const digit = (codes[at] as number) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** The type of an entry (`NTRF`) as one number; -1 when none stands here. */
function typeAt(codes: Uint16Array, at: number): number {
  const first = codes[at] as number
  if (first < UPPER_A || first > UPPER_Z) return -1
  let key = first
  for (let place = at + 1; place < at + 4; place += 1) {
    const code = codes[place] as number
    const isDigit = code >= ZERO && code <= NINE
    if (!isDigit && (code < UPPER_A || code > UPPER_Z)) return -1
    key = key * 128 + code
  }
  return key
}

/** True when a piece begins or ends with a letter outside ASCII, which may be one of many kinds of blanks. */
function isOdd(codes: Uint16Array, from: number, to: number): boolean {
  return from < to && ((codes[from] as number) > LAST || (codes[to - 1] as number) > LAST)
}

/** A piece without the blanks around it. */
function trimmed({ text, codes }: MtLines, from: number, to: number): string {
  let [start, end] = [from, to]
  while (start < end && (codes[start] as number) <= BLANK) start += 1
  while (end > start && (codes[end - 1] as number) <= BLANK) end -= 1
  return text.slice(start, end)
}

/** A numbered description (`166?00TRANSFER?20Payout ...`): where each part that is kept stands. */
export class PlainDetails {
  private readonly starts = new Int32Array(100)
  private readonly ends = new Int32Array(100)
  /** Keys in the order of the text. */
  private readonly keys = new Uint8Array(100)
  private count = 0
  private hasWords = false
  private separator = new Seeker('?')
  private text = ''

  /** Where the line that begins behind the tag ends; -1 when it is not numbered, or not in order. */
  read(lines: MtLines, from: number): number {
    const { text, codes } = lines
    const mark = codes[from + 3] as number
    if (digitsAt(codes, from, 3) < 0 || !SEPARATORS.has(mark) || digitsAt(codes, from + 4, 2) < 0) return -1
    const end = lines.endOf(from)
    if (end < 0) return -1
    const { starts, ends } = this
    for (let index = 0; index < this.count; index += 1) starts[this.keys[index] as number] = 0
    this.count = 0
    const separator = this.separatorIn(text, mark)
    let last = -1
    for (let at = separator.in(text, from); at < end; at = separator.in(text, at + 1)) {
      const key = digitsAt(codes, at + 1, 2)
      if (key < 0) continue
      // A part that comes twice or out of turn is put together by the reader of fields.
      if (key <= last) return -1
      if (last >= 0) ends[last] = at
      starts[key] = at + 3
      this.keys[this.count] = key
      this.count += 1
      last = key
    }
    ends[last] = end
    this.hasWords = lines.plus.in(text, from) < end
    return end
  }

  /** The places of a separator; most files keep to one. */
  private separatorIn(text: string, mark: number): Seeker {
    if (this.separator.mark.charCodeAt(0) !== mark) this.separator = new Seeker(String.fromCharCode(mark))
    if (text !== this.text) {
      this.text = text
      this.separator.reset()
    }
    return this.separator
  }

  /** Gives an entry what its description says; false when key words stand in the text, which the reader of fields knows. */
  describe(lines: MtLines, entry: Entry): boolean {
    if (this.hasWords) return false
    let purpose = ''
    for (let index = 0; index < this.count; index += 1) {
      const key = this.keys[index] as number
      if ((key < 20 || key > 29) && (key < 60 || key > 63)) continue
      const piece = lines.text.slice(this.starts[key] as number, this.ends[key] as number)
      purpose = purpose === '' ? piece : purpose + piece
    }
    purpose = purpose.trim()
    entry.text = purpose === '' ? this.part(lines, 0) : purpose
    entry.counterparty = this.starts[33] === 0 ? this.part(lines, 32) : this.name(lines)
    entry.counterpartyAccount = this.part(lines, 38) ?? this.part(lines, 31) ?? entry.counterpartyAccount
    return true
  }

  private name({ text }: MtLines): string | null {
    const { starts, ends } = this
    const first = starts[32] === 0 ? '' : text.slice(starts[32], ends[32])
    const name = (first + text.slice(starts[33], ends[33])).trim()
    return name === '' ? null : name
  }

  private part(lines: MtLines, key: number): string | null {
    const [start, end] = [this.starts[key] as number, this.ends[key] as number]
    if (start === 0) return null
    const part = isOdd(lines.codes, start, end) ? lines.text.slice(start, end).trim() : trimmed(lines, start, end)
    return part === '' ? null : part
  }
}
