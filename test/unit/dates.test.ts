/** Instants and business days do not mix; days follow the desk's zone, daylight saving included. */
import { describe, expect, test } from 'vitest'
import { addDays, businessDateOf, isCalendarDate, timeOfDay, weekdayOf } from '../../src/contract/dates.ts'
import { startOfDay } from '../../src/main/engine/day-bounds.ts'

const at = (text: string) => Date.parse(text)

test.each([
  ['2026-11-20T15:59:59.999Z', 'Asia/Hong_Kong', '2026-11-20'],
  ['2026-11-20T16:00:00.000Z', 'Asia/Hong_Kong', '2026-11-21'],
  ['2026-12-31T23:59:59Z', 'UTC', '2026-12-31'],
  ['2026-03-29T00:59:59Z', 'Europe/London', '2026-03-29'],
])('%s in %s is %s', (instant, zone, date) => expect(businessDateOf(at(instant), zone)).toBe(date))

test.each([
  ['2026-11-21', 'Asia/Hong_Kong', '2026-11-20T16:00:00.000Z'],
  ['2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z'],
  ['2026-03-30', 'Europe/London', '2026-03-29T23:00:00.000Z'],
  ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
  ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
  ['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00.000Z'],
])('the day %s begins in %s at %s', (date, zone, instant) =>
  expect(new Date(startOfDay(date, zone)).toISOString()).toBe(instant),
)

describe('calendar days', () => {
  test.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s + %i', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
  })
  test.each([
    ['2026-02-30', false],
    ['2026-2-3', false],
    ['2026-02-03', true],
    ['0000-13-01', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isCalendarDate(text)).toBe(exists)
  })
  test('weekday and time of day', () => {
    expect(weekdayOf('2026-11-22')).toBe(7)
    expect(timeOfDay(at('2026-11-20T02:05:00Z'), 'Asia/Hong_Kong')).toBe('10:05')
  })
})
