/** What the engine's transfer runner may ask of transfers. */
export { type BankAdapter, type BankOrder, type BankWord, SIMULATED, simulator } from './bank-adapter.ts'
export { lookAt, noteTry, takeWord, wakeQueued } from './executing.ts'
export { dueTransfers, newPayments, unansweredTransfers } from './store.ts'
