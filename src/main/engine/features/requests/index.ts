/** What other features may ask of requests and their payment instructions. */
export { actOnEach, type RowResult } from './act-on-each.ts'
export { refusalOf, toTransactionRow } from './card.ts'
export { concludeRequest, moveByEvent } from './conclude.ts'
export { contentDigest, transactionDigest } from './content.ts'
export { beginDay } from './deferring.ts'
export {
  approversOf,
  instructionByEndToEndId,
  instructionById,
  instructionsByIds,
  instructionsByReference,
  instructionsOf,
  sentInstructions,
  waitingInstructions,
} from './instruction-store.ts'
export {
  failInstruction,
  isOurReference,
  moveInstruction,
  settleInstructions,
  toInstructionRow,
  unsettleInstructions,
  windowDate,
} from './instructions.ts'
export { judge } from './judge.ts'
export { createRequest, type NewRequest } from './making.ts'
export { show } from './money.ts'
export { indexPage, indexTotals, LiveIndex, liveIndex, queueTotalsFor } from './queue-live.ts'
export {
  cursorOf,
  pageQuery,
  type QueueAsk,
  type QueueContext,
  type QueueRow,
  queuePage,
  queueTotals,
  sidesOf,
} from './queue-store.ts'
export { destinationLine, missingDetails } from './rules.ts'
export type { Instruction, Request, Transaction } from './schema.ts'
export {
  attachDocument,
  changeRequest,
  deleteTransaction,
  documentById,
  editTransaction,
  insertTransaction,
  markDocument,
  removeDocument,
  requestAt,
  requestById,
  setTransactionStatus,
  transactionById,
  transactionsOf,
} from './store.ts'
export { subjectOf, voidApprovals } from './subject.ts'
