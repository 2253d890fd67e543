/** The instants at which a business day of the desk's zone begins; daylight saving included. */
import { businessDateOf } from '../../contract/dates.ts'

/** First instant (UTC milliseconds) of a calendar day in a time zone. */
export function startOfDay(date: string, timeZone: string): number {
  const noon = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)), 12)
  // Zones are at most 14 hours from UTC: the boundary lies within a day and a half of noon.
  let low = noon - 36 * 3_600_000
  let high = noon + 24 * 3_600_000
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (businessDateOf(middle, timeZone) < date) low = middle
    else high = middle
  }
  return high
}
