/** What other features may ask of the cheque register. */
export { applyBook, applyClosing } from './books.ts'
export {
  auditLeaf,
  type LeafMove,
  moveLeaf,
  noteReturned,
  presentLeaf,
  requireMayLeave,
  toLeafRow,
  unpresentLeaf,
} from './leaves.ts'
export type { Leaf } from './schema.ts'
export { drawSlip, leafCells, leafColumns } from './slips.ts'
export { leafById, leafByNumber, liveLeafOf } from './store.ts'
