/** What other features may ask of printers. */
export { correctionOf } from './calibrating.ts'
export { whyNotPrintOn } from './rules.ts'
export { acceptedCalibration } from './store.ts'
