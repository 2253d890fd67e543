/** What other features may ask of requests and their payment instructions. */

export { perform } from './act.ts'
export { actOnEach, type RowResult } from './act-on-each.ts'
export { refusalOf, toTransactionRow } from './card.ts'
export { channelFacts, setChannel } from './channel.ts'
export { lookAtHeld } from './check-holds.ts'
export { concludeRequest, moveByEvent } from './conclude.ts'
export { contentDigest, transactionDigest } from './content.ts'
export { beginDay } from './deferring.ts'
export { changeDestination } from './editing.ts'
export {
  acceptedAfterFailing,
  approversOf,
  heldFailure,
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
  noteReturnOfSettled,
  requireReplacedUnpaid,
  settleInstructions,
  toInstructionRow,
  unsettleInstructions,
  windowDate,
} from './instructions.ts'
export { judge, requireNotInvestigated } from './judge.ts'
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
export { hasRetryWay, mayLeaveAgain, payAgain, requireUnpaid, unpaidInstructions } from './resending.ts'
export { destinationLine, missingDetails } from './rules.ts'
export type { Instruction, Request, Transaction } from './schema.ts'
export {
  attachDocument,
  changeRequest,
  deleteTransaction,
  documentById,
  documentsOf,
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
export { holdSuspended } from './suspending.ts'
export { refuseDocumentKind } from './wishes.ts'
