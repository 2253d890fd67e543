/** The arithmetic of calendars as tables: week ends, year ends, half days, storms, zones and changes of the clock. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BusinessDate, instantAt } from '../../../src/contract/dates.ts'
import {
  addBusinessDays,
  type Calendar,
  closeAfterDays,
  dueAfter,
  isBusinessDay,
  isOpenAt,
  nextBusinessDay,
  openMinutesBetween,
  previousBusinessDay,
  windowOf,
} from '../../../src/main/engine/features/calendars/rules.ts'

const HK = 'Asia/Hong_Kong'
/** Monday to Friday, 9:00 to 18:00, half days to 13:00; Christmas 2026, New Year 2027, Lunar New Year 2027. */
const desk: Calendar = {
  code: 'business',
  timeZone: HK,
  weekdays: new Set([1, 2, 3, 4, 5]),
  opens: 540,
  closes: 1080,
  halfCloses: 780,
  days: new Map([
    ['2026-12-24', 'half'],
    ['2026-12-25', 'closed'],
    ['2026-12-26', 'closed'],
    ['2026-12-31', 'half'],
    ['2027-01-01', 'closed'],
    ['2027-02-06', 'closed'],
    ['2027-02-08', 'closed'],
    ['2027-02-09', 'closed'],
    // A Saturday on which the desk works.
    ['2026-11-28', 'open'],
  ]),
  closures: new Map([
    ['2026-11-24', 14 * 60],
    ['2026-11-25', 0],
  ]),
}
const always: Calendar = {
  ...desk,
  code: 'always',
  weekdays: new Set([1, 2, 3, 4, 5, 6, 7]),
  opens: 0,
  closes: 1440,
  halfCloses: 720,
  days: new Map(),
  closures: new Map(),
}
const newYork: Calendar = { ...always, timeZone: 'America/New_York' }

/** `2026-12-24 10:30` in a calendar's zone. */
const at = (text: string, calendar: Calendar = desk) => {
  const [date = '', time = ''] = text.split(' ')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return instantAt(date, hours * 60 + minutes, calendar.timeZone)
}
const shown = (instant: number, calendar: Calendar = desk) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: calendar.timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    instant,
  )

describe('open days', () => {
  test.each([
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-11-28', true, 'a Saturday that the desk marked as open'],
    ['2026-12-24', true, 'a half day'],
    ['2026-12-25', false, 'a holiday'],
    ['2026-11-24', true, 'a day that shuts at 14:00'],
    ['2026-11-25', false, 'a day shut by a storm from midnight on'],
  ])('%s: %s (%s)', (date, open) => expect(isBusinessDay(desk, date)).toBe(open))

  test.each([
    ['2026-11-20', '2026-11-23', 'over a week end'],
    ['2026-11-24', '2026-11-26', 'over a day shut by a storm'],
    ['2026-11-27', '2026-11-28', 'to the Saturday that is open'],
    ['2026-12-24', '2026-12-28', 'over Christmas and a week end'],
    ['2026-12-31', '2027-01-04', 'over the end of the year'],
    ['2027-02-05', '2027-02-10', 'over Lunar New Year'],
  ])('after %s comes %s, %s', (date, next) => {
    expect(nextBusinessDay(desk, date)).toBe(next)
    expect(previousBusinessDay(desk, next)).toBe(date)
  })

  test.each([
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-11-21', 0, '2026-11-23'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-12-30', 2, '2027-01-04'],
    ['2027-01-04', -2, '2026-12-30'],
    ['2026-12-23', 5, '2026-12-31'],
  ])('%s and %i open days is %s', (date, days, expected) => expect(addBusinessDays(desk, date, days)).toBe(expected))
})

describe('hours of a day', () => {
  test.each([
    ['2026-11-20', '2026-11-20 09:00', '2026-11-20 18:00', 'an ordinary day'],
    ['2026-12-24', '2026-12-24 09:00', '2026-12-24 13:00', 'a half day'],
    ['2026-11-24', '2026-11-24 09:00', '2026-11-24 14:00', 'a day that a storm shut at 14:00'],
  ])('%s is open %s to %s: %s', (date, opens, closes) => {
    const window = windowOf(desk, date)
    expect([shown(window?.opensAt ?? 0), shown(window?.closesAt ?? 0)]).toEqual([opens, closes])
  })
  test('a closed day has none', () => expect(windowOf(desk, '2026-12-25')).toBeNull())

  test.each([
    ['2026-11-20 08:59', false],
    ['2026-11-20 09:00', true],
    ['2026-11-20 17:59', true],
    ['2026-11-20 18:00', false],
    ['2026-11-24 13:59', true],
    ['2026-11-24 14:00', false],
    ['2026-11-21 10:00', false],
  ])('open at %s: %s', (moment, open) => expect(isOpenAt(desk, at(moment))).toBe(open))
})

describe('open minutes', () => {
  test.each([
    ['2026-11-20 10:00', '2026-11-20 12:00', 120, 'within a day'],
    ['2026-11-20 08:00', '2026-11-20 20:00', 540, 'from before the opening to after the close'],
    ['2026-11-20 17:30', '2026-11-23 09:30', 60, 'over a week end'],
    ['2026-12-24 12:30', '2026-12-28 09:10', 40, 'half day, Christmas, week end'],
    ['2026-12-31 12:00', '2027-01-04 10:00', 120, 'over the end of the year'],
    ['2026-11-24 13:00', '2026-11-26 10:00', 120, 'a storm afternoon and a storm day'],
    ['2026-11-21 00:00', '2026-11-22 23:00', 0, 'a week end'],
  ])('%s to %s are %i (%s)', (from, to, minutes) => {
    expect(openMinutesBetween(desk, at(from), at(to))).toBe(minutes)
    expect(openMinutesBetween(desk, at(to), at(from)) + minutes).toBe(0)
  })

  test.each([
    ['2026-11-20 10:00', 120, '2026-11-20 12:00', 'within a day'],
    ['2026-11-20 16:00', 120, '2026-11-20 18:00', 'exactly to the close'],
    ['2026-11-20 16:30', 120, '2026-11-23 09:30', 'over a week end'],
    ['2026-11-20 20:00', 30, '2026-11-23 09:30', 'from after the close'],
    ['2026-12-24 12:30', 90, '2026-12-28 10:00', 'half day and Christmas'],
    ['2026-11-24 13:30', 60, '2026-11-26 09:30', 'a storm'],
    ['2026-12-31 12:30', 60, '2027-01-04 09:30', 'over the end of the year'],
  ])('%s and %i minutes is due %s (%s)', (from, minutes, due) =>
    expect(shown(dueAfter(desk, at(from), minutes))).toBe(due),
  )

  test.each([
    ['2026-11-20 10:00', 0, '2026-11-20 18:00', 'same day'],
    ['2026-11-20 18:00', 0, '2026-11-23 18:00', 'same day, arrived at the close'],
    ['2026-11-21 10:00', 0, '2026-11-23 18:00', 'same day, arrived on a Saturday'],
    ['2026-11-20 10:00', 2, '2026-11-24 14:00', 'two days, the second shut early by a storm'],
    ['2026-11-20 10:00', 3, '2026-11-26 18:00', 'three days, over a week end and a day shut by a storm'],
    ['2026-12-23 10:00', 1, '2026-12-24 13:00', 'one day, which is a half day'],
    ['2026-12-31 15:00', 2, '2027-01-06 18:00', 'two days over the end of the year'],
  ])('%s and %i open days close at %s (%s)', (from, days, close) =>
    expect(shown(closeAfterDays(desk, at(from), days))).toBe(close),
  )
})

describe('zones', () => {
  test.each([
    ['2026-11-20', 0, HK, '2026-11-19T16:00:00.000Z'],
    ['2026-11-20', 1440, HK, '2026-11-20T16:00:00.000Z'],
    ['2026-03-08', 120, 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-03-08', 150, 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-03-08', 180, 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-11-01', 60, 'America/New_York', '2026-11-01T05:00:00.000Z'],
    ['2026-11-01', 120, 'America/New_York', '2026-11-01T07:00:00.000Z'],
    ['2026-06-01', 540, 'Asia/Kolkata', '2026-06-01T03:30:00.000Z'],
  ])('%s minute %i in %s is %s', (date, minute, zone, expected) =>
    expect(new Date(instantAt(date, minute, zone)).toISOString()).toBe(expected),
  )

  test.each([
    ['2026-03-08', 23 * 60],
    ['2026-11-01', 25 * 60],
    ['2026-07-04', 24 * 60],
  ])('%s in New York has %i minutes', (date, minutes) => {
    const window = windowOf(newYork, date)
    expect(openMinutesBetween(newYork, window?.opensAt ?? 0, window?.closesAt ?? 0)).toBe(minutes)
  })
})

describe('laws', () => {
  const moment = fc.integer({ min: at('2026-11-01 00:00'), max: at('2027-03-01 00:00') })
  test('what is due after some minutes is that many open minutes away', () => {
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 1, max: 6_000 }),
        fc.constantFrom(desk, always, newYork),
        (from, minutes, calendar) => {
          const whole = from - (from % 60_000)
          const due = dueAfter(calendar, whole, minutes)
          expect(openMinutesBetween(calendar, whole, due)).toBe(minutes)
          // Not a minute earlier.
          expect(openMinutesBetween(calendar, whole, due - 60_000)).toBe(minutes - 1)
        },
      ),
      { numRuns: 300 },
    )
  })
  test('open minutes add up', () => {
    fc.assert(
      fc.property(moment, moment, moment, (a, b, c) => {
        const whole = [a, b, c].map((x) => x - (x % 60_000)).sort((x, y) => x - y) as [number, number, number]
        const sum = openMinutesBetween(desk, whole[0], whole[1]) + openMinutesBetween(desk, whole[1], whole[2])
        expect(sum).toBe(openMinutesBetween(desk, whole[0], whole[2]))
      }),
      { numRuns: 300 },
    )
  })
  test('so many open days on and back again is the same day', () => {
    const open = fc.integer({ min: 0, max: 90 }).map((n) => addBusinessDays(desk, '2026-11-02', n))
    fc.assert(
      fc.property(open, fc.integer({ min: 1, max: 30 }), (date: BusinessDate, days) => {
        expect(addBusinessDays(desk, addBusinessDays(desk, date, days), -days)).toBe(date)
      }),
      { numRuns: 200 },
    )
  })
  test('a calendar that is always shut is a fault, not an endless search', () => {
    const shut = { ...desk, weekdays: new Set<number>(), days: new Map() }
    expect(() => nextBusinessDay(shut, '2026-11-20')).toThrow('shut for two years')
    expect(() => dueAfter(shut, at('2026-11-20 10:00'), 5)).toThrow('no 5 open minutes')
  })
})
