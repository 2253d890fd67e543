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
  presented: 'done',
  void: 'neutral',
}

/** Papers that banks deliver, as the register knows them. */
export const STOCKS = ['hk-cheque', 'hk-cheque-with-stub', 'three-per-a4', 'a4-voucher'] as const
