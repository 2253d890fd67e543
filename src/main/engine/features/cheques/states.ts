/**
 * The life of a leaf: blank → reserved → printed → signed once → signed twice → released → deposited → presented. A number
 * that may be on paper is never used again: a leaf leaves this road only as spoiled, void, returned, stale or stopped, and
 * ends destroyed. Whatever is not here is refused; `guards.sql` holds the same roads.
 */
import type { InstructionState } from '../../../../contract/batches.ts'
import type { LeafState } from '../../../../contract/cheques.ts'

export type LeafAction =
  | 'reserve'
  | 'confirm'
  | 'spoil'
  | 'sign'
  | 'release'
  | 'deposit'
  | 'return'
  | 'stop'
  | 'expire'
  | 'void'
  | 'destroy'
  | 'present'
  | 'unpresent'
  | 'redeposit'

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
  ['released', 'deposit', 'deposited'],
  ['released', 'present', 'presented'],
  ['released', 'return', 'returned'],
  ['released', 'stop', 'stopped'],
  ['released', 'expire', 'stale'],
  // Only once the bank has ended the payment: see rules.ts.
  ['released', 'void', 'void'],
  ['deposited', 'present', 'presented'],
  ['deposited', 'return', 'returned'],
  ['deposited', 'stop', 'stopped'],
  ['deposited', 'expire', 'stale'],
  ['deposited', 'void', 'void'],
  ['presented', 'unpresent', 'released'],
  ['presented', 'redeposit', 'deposited'],
  ['presented', 'return', 'returned'],
  ['returned', 'void', 'void'],
  ['returned', 'destroy', 'destroyed'],
  ['stale', 'void', 'void'],
  ['stale', 'destroy', 'destroyed'],
  ['stopped', 'void', 'void'],
  ['stopped', 'destroy', 'destroyed'],
  ['spoiled', 'destroy', 'destroyed'],
  ['void', 'destroy', 'destroyed'],
]

/** Where an action leads from a state; `null`: it is not possible there. */
export function leafStateAfter(from: LeafState, action: LeafAction): LeafState | null {
  return TRANSITIONS.find((transition) => transition[0] === from && transition[1] === action)?.[2] ?? null
}

/** What becomes of the payment on the leaf; `null`: nothing. The bank's three ways of not paying restore the money. */
export const PAYMENT_AFTER: Readonly<Record<LeafAction, InstructionState | null>> = {
  reserve: 'onLeaf',
  confirm: null,
  spoil: 'waiting',
  sign: null,
  release: 'sent',
  deposit: null,
  return: 'returned',
  stop: 'failed',
  expire: 'returned',
  void: 'waiting',
  destroy: null,
  present: null,
  unpresent: null,
  redeposit: null,
}
