/** What the desk does by itself when its time has come: once a day, also after it was away, and on record (R3-10, R3-14). */
import type { BusinessDate } from '../../../../contract/dates.ts'
import { businessDateOf, instantAt } from '../../../../contract/dates.ts'
import { OWN_WORK, type TimelineTask } from '../../../../contract/timeline.ts'
import type { Call } from '../../call.ts'
import { type Calendar, kindOfDay, previousBusinessDay } from '../calendars/index.ts'
import { calendarOfChannel, keptTimeline, minuteOf } from '../channels/index.ts'
import { notify } from '../notifications/index.ts'
import { show } from '../requests/index.ts'
import { measure } from './measuring.ts'
import { moveDue } from './moving.ts'
import { timesOn } from './rules.ts'
import { addToRun, insertRun, ownRun } from './store.ts'
import { tellOfDeposits } from './telling.ts'

/** When a task begins on a day; nothing when it does not take place. A storm that shut the day before it stops it. */
export function beginOf(calendar: Calendar, task: TimelineTask, date: string): number | null {
  const times = timesOn(task, kindOfDay(calendar, date))
  const minute = times && minuteOf(times.from)
  const shut = calendar.closures.get(date)
  if (minute === null || (shut !== undefined && shut <= minute)) return null
  return instantAt(date, minute, calendar.timeZone)
}

/** Does what is due; returns how many tasks ran or went on. */
export function runDue(call: Call): number {
  const own = keptTimeline(call).definition.tasks.filter(({ work }) => OWN_WORK.includes(work))
  return own.filter((task) => runOne(call, task)).length
}

function runOne(call: Call, task: TimelineTask): boolean {
  if (task.work === 'moveToProcessing') return runMove(call, task)
  return task.work === 'registerDeposits' ? runRegister(call, task) : runCut(call, task)
}

/** The last time that has come: of today, or of the day before while today's has not. */
function lastTime(call: Call, task: TimelineTask): { date: BusinessDate; dueAt: number } | null {
  const calendar = calendarOfChannel(call, task)
  const today = businessDateOf(call.now, calendar.timeZone)
  for (const date of [today, previousBusinessDay(calendar, today)]) {
    const dueAt = beginOf(calendar, task, date)
    if (dueAt !== null && dueAt <= call.now) return { date, dueAt }
  }
  return null
}

/** Whatever is due is moved, so that a morning that was missed or cut short is made up for; the day's own run is written once. */
function runMove(call: Call, task: TimelineTask): boolean {
  const morning = lastTime(call, task)
  if (!morning) return false
  const before = ownRun(call, morning.date, task.task)
  const isToday = morning.date === businessDateOf(call.now, calendarOfChannel(call, task).timeZone)
  const moved = moveDue(call, morning.date)
  if (moved === 0 && (before || !isToday)) return false
  if (before) addToRun(call, before.id, moved)
  else noteRun(call, task, { ...morning, moved, found: moved, operatorId: null })
  return true
}

/** A cut-off of today: from now on what is submitted belongs to the next batch; the people are told what is still open. */
function runCut(call: Call, task: TimelineTask): boolean {
  const calendar = calendarOfChannel(call, task)
  const date = businessDateOf(call.now, calendar.timeZone)
  const dueAt = beginOf(calendar, task, date)
  if (dueAt === null || dueAt > call.now || ownRun(call, date, task.task)) return false
  const { waits, amounts, href } = measure(call, task.work, date)
  const found = waits.reduce((sum, { count }) => sum + count, 0)
  noteRun(call, task, { date, dueAt, moved: 0, found, operatorId: null })
  if (found === 0) return true
  const money = amounts.map(({ amountMinor, currency }) => show(amountMinor, currency)).join(', ')
  notify(call, {
    template: 'day.cutOff',
    to: { permissions: [task.work === 'bstCutOff' ? 'cashTasksOut.remit' : 'batches.build'] },
    figures: { what: task.name.en, count: String(found), amount: money || '—' },
    route: href,
  })
  return true
}

/** R3-55: at its time the team is told once of what is not in the register; a day that was missed is made up for. */
function runRegister(call: Call, task: TimelineTask): boolean {
  const last = lastTime(call, task)
  if (!last || ownRun(call, last.date, task.task)) return false
  const isToday = last.date === businessDateOf(call.now, calendarOfChannel(call, task).timeZone)
  const found = tellOfDeposits(call, { date: last.date, upTo: isToday ? call.now : last.dueAt })
  if (found === 0 && !isToday) return false
  noteRun(call, task, { ...last, moved: 0, found, operatorId: null })
  return true
}

type Ran = { date: string; dueAt: number; moved: number; found: number; operatorId: number | null }

export function noteRun(call: Call, task: TimelineTask, ran: Ran): void {
  insertRun(call, { ...ran, task: task.task, at: call.now })
  const entry = {
    action: 'timeline.run',
    subject: `timeline:${task.task}`,
    changes: [
      ['date', null, ran.date],
      ['moved', null, String(ran.moved)],
      ['found', null, String(ran.found)],
    ] as [string, string | null, string][],
  }
  if (ran.operatorId === null) call.auditAs('desk', entry)
  else call.audit(entry)
  call.changed('timeline')
}
