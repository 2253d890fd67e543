/** The meaning of a leaf's states: violet while a signature is awaited, green only when the bank has paid it (law 7). */
import type { LeafState } from '../../../contract/cheques.ts'
import type { Tone } from '../../ui/tone.ts'

export const TONE_OF_LEAF: Record<LeafState, Tone> = {
  blank: 'neutral',
  reserved: 'wait',
  printed: 'second',
  spoiled: 'neutral',
  signedOnce: 'second',
  signedTwice: 'wait',
  released: 'wait',
  deposited: 'wait',
  presented: 'done',
  returned: 'late',
  stale: 'late',
  stopped: 'late',
  void: 'neutral',
  destroyed: 'neutral',
}

/** States in which a signature is still missing. */
export const SIGNABLE: readonly LeafState[] = ['printed', 'signedOnce']
/** States of paper that is still in the office and has people's work on it. */
export const IN_OFFICE: readonly LeafState[] = ['printed', 'signedOnce', 'signedTwice']
/** States of paper that can be cashed. */
export const OUTSIDE: readonly LeafState[] = ['released', 'deposited']
