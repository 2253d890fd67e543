/**
 * Decides whether a crashed engine is started again, and when. Three tries within a minute are enough to
 * survive a passing fault; a fourth crash means that somebody has to look.
 */

export const MAX_RESTARTS = 3
export const WINDOW_MS = 60_000
const DELAYS_MS = [250, 1_000, 4_000]

export type RestartDecision = { kind: 'restart'; afterMs: number } | { kind: 'give-up' }

/**
 * @param restartedAtMs when the engine was started again before, oldest first
 * @param nowMs the moment of this crash, same clock
 */
export function decideRestart(restartedAtMs: readonly number[], nowMs: number): RestartDecision {
  const recent = restartedAtMs.filter((at) => nowMs - at < WINDOW_MS).length
  const afterMs = DELAYS_MS[recent]
  return recent >= MAX_RESTARTS || afterMs === undefined ? { kind: 'give-up' } : { kind: 'restart', afterMs }
}
