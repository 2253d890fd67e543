/** What other features may ask of the statements. */
export { openLinesUntil } from './line-store.ts'
export { bankClosing } from './store.ts'
