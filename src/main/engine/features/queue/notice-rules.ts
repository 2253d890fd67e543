/** When a clock is worth a word: once before it runs out, once when it has. */
export type RunningClock = { clock: 'regulatory' | 'priority' | 'step'; startedAt: number; dueAt: number }
export type NoticeKind = 'reminder' | 'escalation'

const LONGEST_NOTICE_MS = 60 * 60_000
/** A short clock is told of in its last third. */
const LAST_PART = 3

/** What is due to be said of a clock now; null when nothing is. */
export function noticeDue({ startedAt, dueAt }: RunningClock, now: number): NoticeKind | null {
  if (now > dueAt) return 'escalation'
  const ahead = Math.min(LONGEST_NOTICE_MS, (dueAt - startedAt) / LAST_PART)
  return now >= dueAt - ahead ? 'reminder' : null
}
