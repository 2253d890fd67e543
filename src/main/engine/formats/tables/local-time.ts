/**
 * The wall clock of a zone for many instants. The runtime's own formatting is exact and slow; the offset of a zone holds for a day
 * or, where the clock changes, for a quarter of an hour, so it is asked once for each and the rest is arithmetic.
 */
import { wallClock } from './columns.ts'

export type LocalTime = {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** `HH:mm:ss`. */
  readonly time: string
  /** Days since 30 December 1899, as spreadsheets count; negative before. */
  readonly serial: number
  /** The time as a part of the day, to be written behind the serial: `.5` at noon, nothing at midnight. */
  readonly fraction: string
}

const QUARTER_MS = 900_000
const DAY_MS = 86_400_000
/** Days from a spreadsheet's first day to 1970. */
const EPOCH_SERIAL = 25_569
/** Since then every zone is whole minutes from UTC and changes on a quarter. */
const FIRST_REGULAR = Date.UTC(1972, 6, 1)
/** Offsets and dates kept at most. */
const MOST_KEPT = 40_000
const TWO = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))
/** Places of a fraction: far below a second, and below what a spreadsheet's number of a day can hold. */
const PLACES = 10

type TimeOfDay = { time: string; fraction: string }
/** Every second of a day, written when it is first met. */
const SECONDS: (TimeOfDay | undefined)[] = new Array(86_400).fill(undefined)

function timeOfDay(second: number): TimeOfDay {
  const known = SECONDS[second]
  if (known) return known
  const hour = Math.floor(second / 3600)
  const minute = Math.floor(second / 60) - hour * 60
  const places = String(Math.round((second * 10 ** PLACES) / 86_400)).padStart(PLACES, '0')
  let end = PLACES
  while (end > 0 && places[end - 1] === '0') end -= 1
  const fraction = end === 0 ? '' : `.${places.slice(0, end)}`
  const made = { time: `${TWO[hour]}:${TWO[minute]}:${TWO[second % 60]}`, fraction }
  SECONDS[second] = made
  return made
}

export class LocalTimes {
  readonly #timeZone: string
  readonly #offsets = new Map<number, number>()
  readonly #dates = new Map<number, string>()

  constructor(timeZone: string) {
    this.#timeZone = timeZone
  }

  of(instant: number): LocalTime {
    const seconds = this.#secondsAt(instant)
    const day = Math.floor(seconds / 86_400)
    const { time, fraction } = timeOfDay(seconds - day * 86_400)
    return { date: this.#dateOf(day), time, serial: day + EPOCH_SERIAL, fraction }
  }

  /** Seconds of the wall clock since 1970. */
  #secondsAt(instant: number): number {
    if (instant >= FIRST_REGULAR) return Math.floor((instant + this.#offsetAt(instant)) / 1000)
    return Date.parse(`${wallClock(instant, this.#timeZone).replace(' ', 'T')}Z`) / 1000
  }

  /** A day on which the clock does not change has one offset; on the others each quarter of an hour is asked for. */
  #offsetAt(instant: number): number {
    const day = Math.floor(instant / DAY_MS) * DAY_MS
    const offset = this.#askedAt(day)
    return offset === this.#askedAt(day + DAY_MS)
      ? offset
      : this.#askedAt(Math.floor(instant / QUARTER_MS) * QUARTER_MS)
  }

  #askedAt(start: number): number {
    const known = this.#offsets.get(start)
    if (known !== undefined) return known
    const offset = Date.parse(`${wallClock(start, this.#timeZone).replace(' ', 'T')}Z`) - start
    if (this.#offsets.size >= MOST_KEPT) this.#offsets.clear()
    this.#offsets.set(start, offset)
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
