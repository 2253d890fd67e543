/** What other features may ask of the batches. */
export { noteEnds } from './lines.ts'
export type { Batch } from './schema.ts'
export { batchById, batchIdOf, instructionIdsOf, sentBatches } from './store.ts'
