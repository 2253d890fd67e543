import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wallClock } from '../../../../src/main/engine/formats/tables/columns.ts'
import { LocalTimes } from '../../../../src/main/engine/formats/tables/local-time.ts'

it('shows every instant as the runtime does, in every kind of zone', () => {
  const zones = [
    'Asia/Hong_Kong',
    'Europe/London',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Monrovia',
  ]
  const times = new Map(zones.map((zone) => [zone, new LocalTimes(zone)]))
  const instants = fc.oneof(
    fc.integer({ min: Date.UTC(1920, 0, 1), max: Date.UTC(2090, 0, 1) }),
    // The hours around a change of the clock in London and New York.
    fc.integer({ min: Date.UTC(2026, 9, 25), max: Date.UTC(2026, 9, 25, 4) }),
    fc.integer({ min: Date.UTC(2026, 2, 8, 5), max: Date.UTC(2026, 2, 8, 9) }),
  )
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
      const { date, time, serial, fraction } = times.get(zone)!.of(instant)
      const text = `${date} ${time}`
      expect(text).toBe(wallClock(instant, zone))
      const days = Number(`${serial}${fraction}`)
      expect(new Date(Math.round((days - 25_569) * 86_400) * 1000).toISOString().slice(0, 19)).toBe(
        text.replace(' ', 'T'),
      )
    }),
    { numRuns: 2_000 },
  )
})
