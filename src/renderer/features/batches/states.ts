/** The meaning of the states of batches and payments: which colour and icon goes with them. */
import type { BatchState, InstructionState } from '../../../contract/batches.ts'
import type { Tone } from '../../ui/tone.ts'

/** Violet while another person's release is awaited; green only when the bank has debited (law 7). */
export const TONE_OF_BATCH: Record<BatchState, Tone> = {
  open: 'info',
  cut: 'info',
  written: 'second',
  releasedOnce: 'second',
  released: 'wait',
  exported: 'wait',
  accepted: 'wait',
  settled: 'done',
  withdrawn: 'neutral',
}

export const TONE_OF_INSTRUCTION: Record<InstructionState, Tone> = {
  waiting: 'info',
  inBatch: 'info',
  onLeaf: 'info',
  sent: 'wait',
  unknown: 'late',
  settled: 'done',
  returned: 'late',
  failed: 'late',
  withdrawn: 'neutral',
}
