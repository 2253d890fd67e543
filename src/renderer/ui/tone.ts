/** The meanings that a colour may have on the desk, and the colours that go with them. */
import type { CommonState } from '../../contract/workflow.ts'

/** done = money done · wait = waiting or due soon · late = overdue or refused · second = needs a second person. */
export type Tone = 'neutral' | 'info' | 'done' | 'wait' | 'late' | 'second'

/** Colour of text and icons of a meaning. */
export function inkOf(tone: Tone): string {
  return `var(--tone-${tone})`
}

/** Colour of the ground behind them. */
export function groundOf(tone: Tone): string {
  return `var(--tone-${tone}-ground)`
}

/** The meaning of a common state. */
export const TONE_OF_STATE: Record<CommonState, Tone> = {
  inReview: 'info',
  waitingForInformation: 'wait',
  approvedNotSent: 'wait',
  succeeded: 'done',
  failed: 'late',
  rejected: 'late',
  cancelled: 'neutral',
}
