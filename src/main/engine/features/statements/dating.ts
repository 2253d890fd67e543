/**
 * Which day the books give a line of the bank. The bank's own booking day, so that a day's books can be compared with its
 * statement; a day that was signed off and every day before it stay as they are, and no journal is dated ahead of today.
 */
import { addDays } from '../../../../contract/dates.ts'
import type { Call } from '../../call.ts'
import { lastSignedOffDay } from './store.ts'

/** The business day on which something of this day is posted now. */
export function openDayFor(call: Call, date: string | null): string {
  const signedOff = lastSignedOffDay(call)
  const wanted = date ?? call.today
  const open = signedOff !== undefined && wanted <= signedOff ? addDays(signedOff, 1) : wanted
  return open > call.today ? call.today : open
}

/** The same call, with its journals on another business day. */
export function callOnDay(call: Call, date: string | null): Call {
  return call.onDay(openDayFor(call, date))
}
