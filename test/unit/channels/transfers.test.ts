/** When a transfer is automatic, when the money arrives, when a channel works: rows of R3-35…R3-37, R3-68…R3-71, R3-11. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { type ArrivalPromise, ArrivalTable } from '../../../src/contract/arrivals.ts'
import { Channel } from '../../../src/contract/channels.ts'
import { instantAt } from '../../../src/contract/dates.ts'
import type { Calendar } from '../../../src/main/engine/features/calendars/index.ts'
import { problemsOfArrivals } from '../../../src/main/engine/features/channels/day-rules.ts'
import { batchDateOf, hoursOn, nextHours } from '../../../src/main/engine/features/channels/windows.ts'
import {
  arrivalOf,
  type ConditionFacts,
  conditionsOf,
  nextStep,
} from '../../../src/main/engine/features/transfers/rules.ts'

const GOOD: ConditionFacts = {
  byItself: true,
  channel: 'auto_bs',
  switchOn: true,
  open: true,
  now: '10:00',
  opensAt: '09:00–15:55',
  withinCeiling: true,
  amount: '1.00 HKD',
  ceiling: '≤ 3,000,000.00 HKD',
  twoPeople: false,
  dailyCount: 10,
  dailyLimit: 10,
  covered: true,
  available: '1.00 HKD',
}

describe('R3-35 the six conditions', () => {
  test.each<[what: string, given: Partial<ConditionFacts>, step: string]>([
    ['all hold, the 10th of the day', {}, 'execute'],
    ['another channel', { byItself: false }, 'manual'],
    ['the switch is off', { switchOn: false }, 'manual'],
    ['R3-37 off-hours alone', { open: false }, 'queue'],
    ['off-hours and another one', { open: false, switchOn: false }, 'manual'],
    ['above the ceiling', { withinCeiling: false }, 'manual'],
    ['R3-83 no ceiling is stated', { withinCeiling: null }, 'manual'],
    ['a large amount', { twoPeople: true }, 'manual'],
    ['R3-36 the 11th of the day', { dailyCount: 11 }, 'manual'],
    ['not covered', { covered: false }, 'manual'],
  ])('%s: %j → %s', (_what, given, step) => {
    const conditions = conditionsOf({ ...GOOD, ...given })
    expect(conditions.map(({ condition }) => condition)).toEqual([
      'channel',
      'switch',
      'hours',
      'limit',
      'dailyCount',
      'balance',
    ])
    expect(nextStep(conditions)).toBe(step)
  })
})

describe('R3-68 R3-69 arrival', () => {
  const minute = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const AIRSTAR = ArrivalTable.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../resources/channels/arrivals/AIRSTAR.json'), 'utf8')),
  )
  const words = (arrival: ArrivalPromise): string =>
    arrival.kind === 'within' ? `same within ${arrival.minutes}` : `${arrival.day} before ${minute(arrival.time)}`
  it('is data that holds together: no two rows speak of the same moment', () => {
    expect(problemsOfArrivals(AIRSTAR)).toEqual([])
    const [first, ...rest] = AIRSTAR.rows
    expect(problemsOfArrivals({ ...AIRSTAR, rows: first ? [first, first, ...rest] : [] }).length).toBeGreaterThan(0)
  })
  test.each<[rule: string, margin: boolean, time: string, automatic: boolean, large: boolean, expected: string]>([
    ['R3-68', true, '09:00', true, false, 'same within 5'],
    ['R3-68', true, '10:54', true, false, 'same within 5'],
    ['R3-68', true, '10:55', true, false, 'next before 540'],
    ['R3-68', true, '10:00', false, true, 'next before 955'],
    ['R3-68', true, '10:00', false, false, 'same before 955'],
    ['R3-68', true, '10:55', false, false, 'next before 955'],
    ['R3-70', true, '08:59', true, false, 'next before 540'],
    ['R3-69', false, '15:54', true, false, 'same within 5'],
    ['R3-70', false, '15:55', true, false, 'next before 540'],
    ['R3-69', false, '00:00', true, false, 'same before 545'],
    ['R3-69', false, '08:59', true, false, 'same before 545'],
    ['R3-69', false, '08:59', false, false, 'next before 955'],
    ['R3-69', false, '15:54', false, true, 'next before 955'],
    ['R3-69', false, '15:54', false, false, 'same before 955'],
  ])('%s: margin %s at %s, automatic %s, large %s: %s', (_rule, margin, time, automatic, large, expected) => {
    const found = arrivalOf(AIRSTAR, { margin, automatic, large, tradingDay: true, minute: minute(time) })
    expect(words(found)).toBe(expected)
  })
  it('R3-71 nothing is processed on a day without trading', () => {
    const facts = { margin: false, automatic: true, large: false, tradingDay: false, minute: 600 }
    expect(words(arrivalOf(AIRSTAR, facts))).toBe('next before 540')
  })
})

describe('the hours of a channel', () => {
  const channel = (key: string) =>
    Channel.parse(
      JSON.parse(readFileSync(join(import.meta.dirname, `../../../resources/channels/${key}.json`), 'utf8')),
    )
  const calendar = (closures: [string, number][] = []): Calendar => ({
    code: 'trading',
    timeZone: 'Asia/Hong_Kong',
    weekdays: new Set([1, 2, 3, 4, 5]),
    opens: 570,
    closes: 960,
    halfCloses: 720,
    days: new Map([
      ['2026-12-24', 'half'],
      ['2026-12-25', 'closed'],
    ]),
    closures: new Map(closures),
  })
  const at = (date: string, hours: number, minutes = 0) => instantAt(date, hours * 60 + minutes, 'Asia/Hong_Kong')

  it('R3-44 R3-70 opens at 09:00 and is shut at 15:55:00', () => {
    const hours = nextHours(calendar(), channel('auto_bs'), at('2026-11-20', 9))
    expect(hours?.opensAt).toBe(at('2026-11-20', 9))
    expect(nextHours(calendar(), channel('auto_bs'), at('2026-11-20', 15, 54))?.opensAt).toBe(at('2026-11-20', 9))
    expect(nextHours(calendar(), channel('auto_bs'), at('2026-11-20', 15, 55))?.opensAt).toBe(at('2026-11-23', 9))
  })
  it('ends early on a half day and when a storm shuts it, and has no hours on a holiday', () => {
    expect(hoursOn(calendar(), channel('auto_bs'), '2026-12-24')[0]?.closesAt).toBe(at('2026-12-24', 12))
    expect(hoursOn(calendar([['2026-11-20', 13 * 60]]), channel('auto_bs'), '2026-11-20')[0]?.closesAt).toBe(
      at('2026-11-20', 13),
    )
    expect(hoursOn(calendar(), channel('auto_bs'), '2026-12-25')).toEqual([])
  })
  test.each<[submitted: string, date: string, closed: [string, number][]]>([
    ['2026-11-20 10:59', '2026-11-20', []],
    ['2026-11-20 11:00', '2026-11-23', []],
    ['2026-11-20 11:01', '2026-11-23', []],
    ['2026-11-21 09:00', '2026-11-23', []],
    ['2026-11-20 09:00', '2026-11-23', [['2026-11-20', 10 * 60]]],
    ['2026-11-20 09:00', '2026-11-20', [['2026-11-20', 14 * 60]]],
  ])('R3-11 submitted %s belongs to the batch of %s', (submitted, date, closed) => {
    const [day = '', time = ''] = submitted.split(' ')
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    expect(batchDateOf(calendar(closed), channel('boc'), at(day, hours, minutes))).toBe(date)
  })
})
