/** What other features may ask of the cheque register. */
export { auditLeaf, type LeafMove, moveLeaf, noteReturned, presentLeaf, toLeafRow, unpresentLeaf } from './leaves.ts'
export type { Leaf } from './schema.ts'
export { drawSlip, leafCells, leafColumns } from './slips.ts'
export { leafById, leafByNumber, liveLeafOf } from './store.ts'
