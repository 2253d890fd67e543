/**
 * The life of a leaf: blank → reserved → printed → signed once → signed twice → released → presented. A number that may
 * be on paper is never used again: a leaf leaves this road only as spoiled or void. Whatever is not here is refused.
 */
import type { InstructionState } from '../../../../contract/batches.ts'
import type { LeafState } from '../../../../contract/cheques.ts'

export type LeafAction = 'reserve' | 'confirm' | 'spoil' | 'sign' | 'release' | 'void' | 'present' | 'unpresent'

type Transition = readonly [from: LeafState, action: LeafAction, to: LeafState]

export const TRANSITIONS: readonly Transition[] = [
  ['blank', 'reserve', 'reserved'],
  ['blank', 'spoil', 'spoiled'],
  ['reserved', 'confirm', 'printed'],
  ['reserved', 'spoil', 'spoiled'],
  ['printed', 'spoil', 'spoiled'],
  ['printed', 'sign', 'signedOnce'],
  ['printed', 'void', 'void'],
  ['signedOnce', 'sign', 'signedTwice'],
  ['signedOnce', 'void', 'void'],
  ['signedTwice', 'release', 'released'],
  ['signedTwice', 'void', 'void'],
  // Only once the bank has stopped the payment: see rules.ts.
  ['released', 'void', 'void'],
  ['released', 'present', 'presented'],
  ['presented', 'unpresent', 'released'],
]

/** Where an action leads from a state; `null`: it is not possible there. */
export function leafStateAfter(from: LeafState, action: LeafAction): LeafState | null {
  return TRANSITIONS.find((transition) => transition[0] === from && transition[1] === action)?.[2] ?? null
}

/** What becomes of the payment on the leaf; `null`: nothing. */
export const PAYMENT_AFTER: Readonly<Record<LeafAction, InstructionState | null>> = {
  reserve: 'onLeaf',
  confirm: null,
  spoil: 'waiting',
  sign: null,
  release: 'sent',
  void: 'waiting',
  present: null,
  unpresent: null,
}
