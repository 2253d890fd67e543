/** Where a task of the day stands: tables of moments, kinds of day and storms. */
import { describe, expect, it } from 'vitest'
import { problemsOfTimeline } from '../../../src/main/engine/features/channels/day-rules.ts'
import { nextTask, stateOf, type TaskFacts, timesOn } from '../../../src/main/engine/features/timeline/rules.ts'

const at = (hours: number, minutes = 0): number => (hours * 60 + minutes) * 60_000
const PEOPLE: TaskFacts = {
  own: false,
  work: 'exportFiles',
  now: at(11, 30),
  fromAt: at(11),
  untilAt: at(12, 30),
  shutAt: null,
  waiting: 2,
  finished: 0,
  ran: false,
}
const OWN: TaskFacts = { ...PEOPLE, own: true, work: 'moveToProcessing', fromAt: at(8, 30), untilAt: null }

describe('R3-10 the state of a task', () => {
  it.each<[string, Partial<TaskFacts>, string]>([
    ['its time has not come', { now: at(10, 59) }, 'later'],
    ['its start is inside', { now: at(11) }, 'now'],
    ['its end is outside', { now: at(12, 30) }, 'late'],
    ['just before its end', { now: at(12, 29) }, 'now'],
    ['nothing waits and something is finished', { waiting: 0, finished: 1 }, 'done'],
    ['nothing waits and nothing was there', { waiting: 0 }, 'quiet'],
    ['something is finished and something waits', { finished: 3 }, 'now'],
    ['without an end it is never late', { untilAt: null, now: at(23) }, 'now'],
    ['not on this day', { fromAt: null }, 'notToday'],
    ['a storm shut the day before it', { shutAt: at(10, 30) }, 'stopped'],
    ['a storm shuts the day within it', { shutAt: at(12), now: at(12) }, 'late'],
    ['a storm after it changes nothing', { shutAt: at(15) }, 'now'],
    ['the window is open', { work: 'sameDayWindow' }, 'now'],
    ['the window is over', { work: 'sameDayWindow', now: at(12, 30) }, 'done'],
  ])('people: %s', (_, facts, state) => {
    expect(stateOf({ ...PEOPLE, ...facts })).toBe(state)
  })

  it.each<[string, Partial<TaskFacts>, string]>([
    ['before its time', { now: at(8, 29) }, 'later'],
    ['at its time', { now: at(8, 30) }, 'now'],
    ['two minutes later it is late', { now: at(8, 32) }, 'late'],
    ['it ran', { ran: true }, 'done'],
    ['it ran before a storm shut the day', { ran: true, shutAt: at(8) }, 'done'],
    ['a storm shut the day before it', { shutAt: at(8, 30) }, 'stopped'],
  ])('the desk itself: %s', (_, facts, state) => {
    expect(stateOf({ ...OWN, ...facts })).toBe(state)
  })

  it('takes the times of the kind of day', () => {
    const times = { from: { open: '13:30', half: null }, until: { open: '16:00', half: null } }
    expect(timesOn(times, 'open')).toEqual({ from: '13:30', until: '16:00' })
    expect(timesOn(times, 'half')).toBeNull()
    expect(timesOn(times, 'closed')).toBeNull()
    expect(timesOn({ from: { open: '15:55', half: '12:00' }, until: null }, 'half')).toEqual({
      from: '12:00',
      until: null,
    })
  })

  it('names the earliest of what is to come as next', () => {
    const later = (fromAt: number) => ({ state: 'later' as const, fromAt })
    expect(nextTask([{ state: 'done', fromAt: 1 }, later(9), later(5), later(7)])).toBe(2)
    expect(nextTask([{ state: 'now', fromAt: 1 }])).toBe(-1)
  })
})

describe('what makes a timeline unfit', () => {
  const task = (over: object = {}) => ({
    task: 'move',
    name: { en: 'Move', 'zh-Hant': '' },
    work: 'moveToProcessing' as const,
    calendar: 'businessDays' as const,
    from: { open: '08:30', half: '08:30' },
    until: null,
    ...over,
  })
  it.each<[string, object[], number]>([
    ['one that holds together', [task()], 0],
    ['twice the same task', [task(), task()], 1],
    ['an end before its beginning', [task({ until: { open: '08:00', half: null } })], 1],
    ['an end before its beginning on half days', [task({ until: { open: '09:00', half: '08:30' } })], 1],
    ['no morning', [task({ work: 'batchCut' })], 1],
  ])('%s', (_, tasks, count) => {
    expect(problemsOfTimeline({ key: 'default', tasks: tasks as never })).toHaveLength(count)
  })
})
