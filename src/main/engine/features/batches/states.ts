/**
 * The life of a batch: open → written → released once → released → exported → accepted → settled, or withdrawn before the second
 * release. Whatever is not in the table is refused.
 */
import type { BatchState } from '../../../../contract/batches.ts'

export type BatchAction = 'removeLine' | 'cut' | 'release' | 'export' | 'withdraw' | 'accept' | 'settle' | 'unsettle'

type Transition = readonly [from: BatchState, action: BatchAction, to: BatchState]

/**
 * Cutting and writing are one step: a batch whose file cannot be written stays open. After the first export the same
 * bytes may be handed out again at any time (law 3: the payments are sent once all the same).
 */
export const TRANSITIONS: readonly Transition[] = [
  ['open', 'removeLine', 'open'],
  ['open', 'cut', 'written'],
  ['open', 'withdraw', 'withdrawn'],
  ['cut', 'withdraw', 'withdrawn'],
  ['written', 'release', 'releasedOnce'],
  ['written', 'withdraw', 'withdrawn'],
  ['releasedOnce', 'release', 'released'],
  ['releasedOnce', 'withdraw', 'withdrawn'],
  ['released', 'export', 'exported'],
  ['exported', 'export', 'exported'],
  ['exported', 'settle', 'settled'],
  ['exported', 'accept', 'accepted'],
  ['accepted', 'export', 'accepted'],
  ['accepted', 'settle', 'settled'],
  ['settled', 'export', 'settled'],
  ['settled', 'unsettle', 'exported'],
]

/** Where an action leads from a state; `null`: it is not possible there. */
export function stateAfter(from: BatchState, action: BatchAction): BatchState | null {
  return TRANSITIONS.find((transition) => transition[0] === from && transition[1] === action)?.[2] ?? null
}
