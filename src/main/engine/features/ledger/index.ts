/** What other features may ask of the pages of the books. */
export { journalRows } from './journal-rows.ts'
export { applyReversal } from './reversing.ts'
export { postingsOf } from './store.ts'
