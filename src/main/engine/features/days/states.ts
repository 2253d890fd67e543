/**
 * The life of a day: open → prepared → signed once → signed off; before the second signature it can be taken back,
 * after it only by two people.
 * Whatever is not in the table is refused.
 */
import type { DayReport } from '../../../../contract/days.ts'

export type DayState = DayReport['state']
export type DayAction = 'explain' | 'prepare' | 'sign' | 'reopen' | 'unlock'

type Transition = readonly [from: DayState, action: DayAction, to: DayState]

export const TRANSITIONS: readonly Transition[] = [
  ['open', 'explain', 'open'],
  ['open', 'prepare', 'prepared'],
  // An explanation changes the report: it is prepared again before anybody signs.
  ['prepared', 'explain', 'prepared'],
  ['prepared', 'prepare', 'prepared'],
  ['prepared', 'sign', 'signedOnce'],
  ['prepared', 'reopen', 'open'],
  ['signedOnce', 'sign', 'signedOff'],
  ['signedOnce', 'reopen', 'open'],
  // Asked for by one person and confirmed by another; what was signed goes to the archive (R2-71).
  ['signedOff', 'unlock', 'open'],
]

/** Where an action leads from a state; `null`: it is not possible there. */
export function stateAfter(from: DayState, action: DayAction): DayState | null {
  return TRANSITIONS.find((transition) => transition[0] === from && transition[1] === action)?.[2] ?? null
}
