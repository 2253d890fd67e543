/** What other features may ask of the batches. */
export { instructionsIn, noteAccepted, noteEnds } from './lines.ts'
export type { Batch } from './schema.ts'
export { rebuildOn } from './signing.ts'
export { batchById, batchByMessageId, batchIdOf, instructionIdsOf, sentBatches, unsentBatches } from './store.ts'
