/** The day as it stands: each task with its times, its state and what it waits for (R3-10). */
import { type BusinessDate, businessDateOf, type Instant, instantAt } from '../../../../contract/dates.ts'
import { OWN_WORK, type TaskToday, type TimelineTask } from '../../../../contract/timeline.ts'
import type { Call, Handlers, Preparations } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import { refuse } from '../../refuse.ts'
import { calendarOf, kindOfDay, nextBusinessDay } from '../calendars/index.ts'
import { calendarOfChannel, keptTimeline, minuteOf } from '../channels/index.ts'
import { channelDay, type PreparedDay, prepareDay } from './by-channel.ts'
import { markProcessed, requestsToMark } from './marking.ts'
import { measure } from './measuring.ts'
import { moveDue } from './moving.ts'
import { nextTask, stateOf, timesOn } from './rules.ts'
import { noteRun } from './running.ts'
import { type NamedRun, runsOn } from './store.ts'
import { nextWith } from './storm-tasks.ts'

export const timelinePreparations: Preparations<'timeline'> = {
  exportByChannel: (call, { date }) => prepareDay(call, date),
}
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const timelineHandlers: Handlers<'timeline'> = {
  today(call) {
    const { definition, version, madeBy, approvedBy } = keptTimeline(call)
    const business = calendarOf(call, 'business')
    const date = businessDateOf(call.now, business.timeZone)
    const runs = runsOn(call, date)
    const tasks = definition.tasks.map((task) => taskToday(call, task, { date, runs }))
    const next = nextTask(tasks)
    return {
      date,
      now: call.now,
      kind: kindOfDay(business, date),
      nextDate: nextBusinessDay(business, date),
      tasks: tasks.map((task, index) => ({ ...task, next: index === next })),
      definition,
      version,
      madeBy,
      approvedBy,
    }
  },

  runAgain(call, { task: code }) {
    const task = keptTimeline(call).definition.tasks.find((each) => each.task === code)
    if (!task) refuse('NOT_FOUND', { what: `task ${code}` })
    if (!OWN_WORK.includes(task.work)) refuse('TIMELINE_NOT_OWN_WORK', { what: task.name.en })
    const calendar = calendarOfChannel(call, task)
    const today = businessDateOf(call.now, calendar.timeZone)
    const times = timesOn(task, kindOfDay(calendar, today))
    const dueAt = times && instantAt(today, minuteOf(times.from), calendar.timeZone)
    if (dueAt === null || dueAt > call.now)
      refuse('TIMELINE_TOO_EARLY', { what: task.name.en, at: times?.from ?? '—', date: today })
    const moved = task.work === 'moveToProcessing' ? moveDue(call, today) : 0
    const found = measure(call, task.work, today).waits.reduce((sum, { count }) => sum + count, 0)
    noteRun(call, task, { date: today, dueAt, moved, found, operatorId: call.actor.operatorId })
    return { moved, found }
  },

  toMark(call) {
    const rows = requestsToMark(call)
    return { rows, confirmed: rows.filter(({ confirmed }) => confirmed).length }
  },

  byChannel: (call, { date }) => channelDay(call, date),

  exportByChannel(call, { date }) {
    const { name, bytes, rows } = call.prepared<PreparedDay>()
    const { fileId } = keepFile(call, { name, mediaType: XLSX, bytes })
    call.audit({ action: 'timeline.export', subject: `day:${date}`, changes: [['rows', null, String(rows)]] })
    return { fileId, name, rows }
  },

  markProcessed: (call, { requests }) => ({ marked: markProcessed(call, requests) }),
}

function taskToday(call: Call, task: TimelineTask, day: { date: BusinessDate; runs: readonly NamedRun[] }): TaskToday {
  const calendar = calendarOfChannel(call, task)
  const times = timesOn(task, kindOfDay(calendar, day.date))
  const at = (time: string | null | undefined): Instant | null =>
    time ? instantAt(day.date, minuteOf(time), calendar.timeZone) : null
  const [fromAt, untilAt] = [at(times?.from), at(times?.until)]
  const closure = calendar.closures.get(day.date)
  const shutAt = closure === undefined ? null : instantAt(day.date, closure, calendar.timeZone)
  const runs = day.runs.filter((run) => run.task === task.task)
  const own = OWN_WORK.includes(task.work)
  const { waits, finished, amounts, href } = measure(call, task.work, day.date)
  const ran = runs.some(({ operatorId }) => operatorId === null) || (own && runs.length > 0)
  const waiting = waits.reduce((sum, { count }) => sum + count, 0)
  const state = stateOf({ own, work: task.work, now: call.now, fromAt, untilAt, shutAt, waiting, finished, ran })
  return {
    task: task.task,
    name: task.name,
    work: task.work,
    own,
    state,
    next: false,
    fromAt,
    untilAt: shutAt !== null && untilAt !== null && shutAt < untilAt ? shutAt : untilAt,
    waits,
    finished,
    amounts,
    movesTo: state === 'stopped' || state === 'notToday' ? nextWith(call, task, day.date) : null,
    runs: runs.map(({ at: ranAt, by, dueAt, moved, found }) => ({
      at: ranAt as Instant,
      by,
      dueAt: dueAt as Instant,
      moved,
      found,
    })),
    href,
  }
}
