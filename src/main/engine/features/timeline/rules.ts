/** Where a task of the day stands, without a ledger: its times on a kind of day, and its state at a moment (R3-10). */
import type { DayKind } from '../../../../contract/calendars.ts'
import type { TaskState, TimelineTask, TimelineWork } from '../../../../contract/timeline.ts'

export type TaskTimes = { from: string; until: string | null }

/** The times of a task on a kind of day; nothing when it does not take place. */
export function timesOn({ from, until }: Pick<TimelineTask, 'from' | 'until'>, kind: DayKind): TaskTimes | null {
  if (kind === 'closed') return null
  if (kind === 'open') return { from: from.open, until: until?.open ?? null }
  return from.half === null ? null : { from: from.half, until: until?.half ?? null }
}

export type TaskFacts = {
  own: boolean
  work: TimelineWork
  now: number
  /** Nothing: not on this day. */
  fromAt: number | null
  untilAt: number | null
  /** From when on a storm has shut the day. */
  shutAt: number | null
  waiting: number
  finished: number
  /** The desk did it today. */
  ran: boolean
}

/** What the desk does by itself is late when it has not happened two minutes after its time. */
export const OWN_GRACE_MS = 120_000

export function stateOf(facts: TaskFacts): TaskState {
  const { own, work, now, fromAt, untilAt, shutAt, waiting, finished, ran } = facts
  if (fromAt === null) return 'notToday'
  if (own && ran) return 'done'
  if (shutAt !== null && shutAt <= fromAt) return 'stopped'
  if (now < fromAt) return 'later'
  if (own) return now < fromAt + OWN_GRACE_MS ? 'now' : 'late'
  const end = Math.min(untilAt ?? Number.POSITIVE_INFINITY, shutAt ?? Number.POSITIVE_INFINITY)
  if (work === 'sameDayWindow') return now < end ? 'now' : 'done'
  if (waiting > 0) return now < end ? 'now' : 'late'
  return finished > 0 ? 'done' : 'quiet'
}

/** The task whose time comes next: the earliest of those to come. */
export function nextTask(tasks: readonly { state: TaskState; fromAt: number | null }[]): number {
  let best = -1
  tasks.forEach(({ state, fromAt }, index) => {
    const earliest = tasks[best]?.fromAt ?? Number.POSITIVE_INFINITY
    if (state === 'later' && fromAt !== null && fromAt < earliest) best = index
  })
  return best
}
