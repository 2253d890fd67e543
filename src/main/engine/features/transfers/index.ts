/** What the engine's transfer runner may ask of transfers. */
export { type BankAdapter, type BankOrder, type BankWord, SIMULATED, simulatorWith } from './bank-adapter.ts'
export { lookAt, noteTry, takeWord, wakeQueued } from './executing.ts'
export { dueTransfers, memoryOfSimulatedBank, newPayments, unansweredTransfers } from './store.ts'
