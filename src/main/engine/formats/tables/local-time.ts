/**
 * The wall clock of a zone for many instants. The runtime's own formatting is exact and slow; the offset of a zone holds for a quarter
 * of an hour, so it is asked once for each and the rest is arithmetic.
 */
import { wallClock } from './columns.ts'

export type LocalTime = {
  /** `YYYY-MM-DD HH:mm:ss`. */
  readonly text: string
  /** Days since 30 December 1899 with the time as a fraction, as spreadsheets count. */
  readonly serial: number
}

const QUARTER_MS = 900_000
const DAY_MS = 86_400_000
/** Days from a spreadsheet's first day to 1970. */
const EPOCH_SERIAL = 25_569
/** Since then every zone is whole minutes from UTC and changes on a quarter. */
const FIRST_REGULAR = Date.UTC(1972, 6, 1)
/** Offsets and dates kept at most: a year of quarters. */
const MOST_KEPT = 40_000
const TWO = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))

export class LocalTimes {
  readonly #timeZone: string
  readonly #offsets = new Map<number, number>()
  readonly #dates = new Map<number, string>()

  constructor(timeZone: string) {
    this.#timeZone = timeZone
  }

  of(instant: number): LocalTime {
    if (instant < FIRST_REGULAR) {
      const text = wallClock(instant, this.#timeZone)
      return { text, serial: Date.parse(`${text.replace(' ', 'T')}Z`) / DAY_MS + EPOCH_SERIAL }
    }
    const seconds = Math.floor((instant + this.#offsetAt(instant)) / 1000)
    const day = Math.floor(seconds / 86_400)
    const second = seconds - day * 86_400
    const hour = Math.floor(second / 3600)
    const minute = Math.floor(second / 60) - hour * 60
    const text = `${this.#dateOf(day)} ${TWO[hour]}:${TWO[minute]}:${TWO[second % 60]}`
    return { text, serial: seconds / 86_400 + EPOCH_SERIAL }
  }

  #offsetAt(instant: number): number {
    const quarter = Math.floor(instant / QUARTER_MS)
    const known = this.#offsets.get(quarter)
    if (known !== undefined) return known
    const start = quarter * QUARTER_MS
    const offset = Date.parse(`${wallClock(start, this.#timeZone).replace(' ', 'T')}Z`) - start
    if (this.#offsets.size >= MOST_KEPT) this.#offsets.clear()
    this.#offsets.set(quarter, offset)
    return offset
  }

  #dateOf(day: number): string {
    const known = this.#dates.get(day)
    if (known !== undefined) return known
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10)
    if (this.#dates.size >= MOST_KEPT) this.#dates.clear()
    this.#dates.set(day, date)
    return date
  }
}
