/** What other features may ask of calendars: a calendar by its code, and the arithmetic with it. */
export { closeOpen, reopenClosed } from './closing.ts'
export { calendarOf } from './loaded.ts'
export {
  addBusinessDays,
  type Calendar,
  closeAfterDays,
  dueAfter,
  isBusinessDay,
  isOpenAt,
  kindOfDay,
  nextBusinessDay,
  openMinutesBetween,
  previousBusinessDay,
  type Window,
  windowOf,
} from './rules.ts'
