/** Tasks of a day that a storm stops, with the day to which each of them goes. */
import { addDays, type BusinessDate } from '../../../../contract/dates.ts'
import type { TimelineTask } from '../../../../contract/timeline.ts'
import type { Call } from '../../call.ts'
import { kindOfDay } from '../calendars/index.ts'
import { calendarOfChannel, keptTimeline, minuteOf } from '../channels/index.ts'
import { timesOn } from './rules.ts'

const DAYS_LOOKED_AT = 40

export function tasksAfter(
  call: Call,
  date: BusinessDate,
  fromMinute: number,
): { task: TimelineTask; to: BusinessDate | null }[] {
  return keptTimeline(call)
    .definition.tasks.filter((task) => {
      const times = timesOn(task, kindOfDay(calendarOfChannel(call, task), date))
      return times !== null && minuteOf(times.from) >= fromMinute
    })
    .map((task) => ({ task, to: nextWith(call, task, date) }))
}

/** The next day on which a task takes place. */
export function nextWith(call: Call, task: TimelineTask, after: BusinessDate): BusinessDate | null {
  const calendar = calendarOfChannel(call, task)
  for (let days = 1; days <= DAYS_LOOKED_AT; days++) {
    const date = addDays(after, days)
    if (timesOn(task, kindOfDay(calendar, date))) return date
  }
  return null
}
