/** The lists of holidays that come with the program: a proposal that the desk's own days lie on top of. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { HolidayList } from '../../../../contract/calendars.ts'
import { BusinessDate } from '../../../../contract/dates.ts'
import type { Call } from '../../call.ts'

const ListedDay = z
  .object({
    date: BusinessDate,
    name: z.string().min(1),
    nameChinese: z.string().min(1),
    basis: z.enum(['gazetted', 'computed']),
  })
  .strict()
const HolidayFile = z
  .object({
    name: z.string(),
    source: z.string(),
    days: z.array(ListedDay),
    tradingHalfDays: z.array(ListedDay),
  })
  .strict()

export type ListedHoliday = z.output<typeof ListedDay> & { kind: 'closed' | 'half' }
const filesOf = new Map<string, z.output<typeof HolidayFile>>()

function hongKong(call: Call): z.output<typeof HolidayFile> {
  const { resourcesDir } = call.services
  let found = filesOf.get(resourcesDir)
  if (!found) {
    found = HolidayFile.parse(JSON.parse(readFileSync(join(resourcesDir, 'calendars', 'hong-kong.json'), 'utf8')))
    filesOf.set(resourcesDir, found)
  }
  return found
}

/** The days of a list, in order of date. */
export function listedHolidays(call: Call, list: HolidayList): ListedHoliday[] {
  if (list === 'none') return []
  const { days, tradingHalfDays } = hongKong(call)
  const half = list === 'hongKongTrading' ? tradingHalfDays : []
  return [
    ...days.map((day) => ({ ...day, kind: 'closed' as const })),
    ...half.map((day) => ({ ...day, kind: 'half' as const })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** Where a list comes from, in words. */
export function sourceOf(call: Call, list: HolidayList): string {
  return list === 'none' ? '' : hongKong(call).source
}
