/** The meanings of the states of a transfer. */
import type { TransferState } from '../../../contract/transfers.ts'
import type { Tone } from '../../ui/tone.ts'

export const TONE_OF: Record<TransferState, Tone> = {
  manual: 'second',
  queued: 'wait',
  sending: 'info',
  accepted: 'done',
  rejected: 'late',
  unknown: 'late',
}
