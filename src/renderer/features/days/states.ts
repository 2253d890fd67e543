/** The meaning of the states of a day: violet while a signature is awaited. */
import type { DayCheck, DayReport } from '../../../contract/days.ts'
import type { Tone } from '../../ui/tone.ts'

export const TONE_OF_DAY: Record<DayReport['state'], Tone> = {
  open: 'info',
  prepared: 'second',
  signedOnce: 'second',
  signedOff: 'done',
}

/** Where what is missing can be put right. */
export const PLACE_OF_CHECK: Record<DayCheck['check'], string> = {
  booksBalance: '/ledger/check',
  auditChain: '/audit',
  holdsExplained: '/ledger/check',
  halfDoneWork: '/',
  statementsTaken: '/statements/import',
  linesMatched: '/statements/desk',
  varianceExplained: '',
  adjustmentsDecided: '/changes',
}
