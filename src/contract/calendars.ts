/**
 * Calendars of the desk: which days are open, from when to when, and when a storm shut a day early. Business days and trading days
 * are two calendars; a channel or a clock names the one it lives by.
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { BusinessDate, Instant } from './dates.ts'
import { CalendarId, CommandId, FileId, Version } from './ids.ts'
import { Code, LIMITS, line, requiredLine } from './limits.ts'
import { Label } from './workflow.ts'

/** Minute of a day: 0 is midnight, 1440 the next midnight. */
export const MinuteOfDay = z.int().min(0).max(1440)
/** 1 = Monday … 7 = Sunday. */
export const Weekday = z.int().min(1).max(7)

export const DayKind = z.enum(['open', 'half', 'closed'])
export type DayKind = z.output<typeof DayKind>

/** Where a day's kind comes from: the days of the week, the list that came with the program, or the desk's own table. */
export const DayBasis = z.enum(['week', 'gazetted', 'computed', 'own', 'file'])
export type DayBasis = z.output<typeof DayBasis>

/** Which list of holidays lies under the desk's own days. */
export const HolidayList = z.enum(['none', 'hongKong', 'hongKongTrading'])
export type HolidayList = z.output<typeof HolidayList>

export const CLOSURE_KINDS = ['typhoon', 'blackRain', 'other'] as const
export const ClosureKind = z.enum(CLOSURE_KINDS)
export type ClosureKind = z.output<typeof ClosureKind>

const facts = {
  label: Label,
  /** IANA name; empty = the desk's own zone. */
  timeZone: line(60),
  weekdays: z.array(Weekday).min(1).max(7),
  opens: MinuteOfDay,
  closes: MinuteOfDay,
  /** When a half day closes. */
  halfCloses: MinuteOfDay,
  holidays: HolidayList,
}

/** A day on which a calendar shut before its time (typhoon signal 8, black rainstorm). */
export const Closure = z
  .object({
    calendarId: CalendarId,
    date: BusinessDate,
    fromMinute: MinuteOfDay,
    kind: ClosureKind,
    reason: z.string(),
    by: z.string(),
    at: Instant,
  })
  .strict()
export type Closure = z.output<typeof Closure>

export const CalendarRow = z
  .object({
    calendarId: CalendarId,
    version: Version,
    code: Code,
    ...facts,
    today: z
      .object({
        date: BusinessDate,
        kind: DayKind,
        opensAt: Instant.nullable(),
        closesAt: Instant.nullable(),
        next: BusinessDate,
      })
      .strict(),
    closure: Closure.nullable(),
  })
  .strict()
export type CalendarRow = z.output<typeof CalendarRow>

/** A day that is not what its weekday says, or that somebody named. */
export const SpecialDay = z
  .object({
    date: BusinessDate,
    kind: DayKind,
    name: z.string(),
    nameChinese: z.string(),
    basis: DayBasis,
    reason: z.string(),
    by: z.string().nullable(),
    at: Instant.nullable(),
  })
  .strict()
export type SpecialDay = z.output<typeof SpecialDay>

export const CalendarFilePreview = z
  .object({
    sha256: z.string(),
    /** Why the file as a whole cannot be taken. */
    refusal: z.object({ code: z.string(), place: z.string(), message: z.string() }).strict().nullable(),
    days: z.array(
      z
        .object({
          date: BusinessDate,
          name: z.string(),
          /** What taking the file does to the day. */
          change: z.enum(['closes', 'renames', 'same']),
          before: z.string(),
        })
        .strict(),
    ),
    /** Days that the list of the program closes in the years of the file, and the file does not name: they stay closed. */
    missing: z.array(z.object({ date: BusinessDate, name: z.string() }).strict()),
    errors: z.array(z.object({ line: z.int(), message: z.string() }).strict()),
    warnings: z.array(z.object({ line: z.int(), message: z.string() }).strict()),
    takenBefore: z.object({ at: Instant, by: z.string() }).strict().nullable(),
  })
  .strict()
export type CalendarFilePreview = z.output<typeof CalendarFilePreview>

const Changed = z.object({ calendarId: CalendarId, version: Version }).strict()
const Year = z.int().min(2000).max(2100)

export const calendars = {
  list: query().input(Nothing).output(z.array(CalendarRow)),
  /** The special days and the early closings of one year. */
  year: query()
    .input(z.object({ calendarId: CalendarId, year: Year }).strict())
    .output(z.object({ days: z.array(SpecialDay), closures: z.array(Closure), source: z.string() }).strict()),
  create: command({ permissions: ['admin.settings'] })
    .input(creating({ code: Code, ...facts }))
    .output(Changed),
  change: command({ permissions: ['admin.settings'] })
    .input(changing({ calendarId: CalendarId, ...facts }))
    .output(Changed),
  /** Says what some days are, on top of the week and of the list that came with the program. */
  markDays: command({ permissions: ['admin.settings'] })
    .input(
      changing({
        calendarId: CalendarId,
        dates: z.array(BusinessDate).min(1).max(LIMITS.calendarDays),
        kind: DayKind,
        name: requiredLine(LIMITS.shortTextChars),
        nameChinese: line(LIMITS.shortTextChars),
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(Changed),
  /** Takes the desk's own word about a day back. */
  clearDay: command({ permissions: ['admin.settings'] })
    .input(
      changing({
        calendarId: CalendarId,
        date: BusinessDate,
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(Changed),
  /** Typhoon signal 8, black rainstorm: today, or a day to come, closes at this minute. */
  closeEarly: command({ permissions: ['admin.settings', 'batches.build'] })
    .input(
      creating({
        calendarIds: z.array(CalendarId).min(1).max(20),
        date: BusinessDate,
        fromMinute: MinuteOfDay,
        kind: ClosureKind,
        reason: requiredLine(LIMITS.commentChars),
      }),
    )
    .output(z.array(Changed)),
  /** The signal was lowered, or the mark was a mistake. */
  reopen: command({ permissions: ['admin.settings', 'batches.build'] })
    .input(creating({ calendarId: CalendarId, date: BusinessDate, reason: requiredLine(LIMITS.commentChars) }))
    .output(Changed),
  previewFile: query('admin.settings')
    .input(z.object({ calendarId: CalendarId, fileId: FileId }).strict())
    .output(CalendarFilePreview),
  /** Takes every day of an iCalendar file or none; the same file once (law 10). */
  takeFile: command({ permissions: ['admin.settings'] })
    .input(
      z
        .object({
          commandId: CommandId,
          calendarId: CalendarId,
          expectedVersion: Version,
          fileId: FileId,
          sha256: z.string().length(64),
        })
        .strict(),
    )
    .output(z.object({ calendarId: CalendarId, version: Version, taken: z.int() }).strict()),
}
