/** What other features may ask of the cheque register. */
export { presentLeaf, unpresentLeaf } from './leaves.ts'
export type { Leaf } from './schema.ts'
export { leafByNumber, liveLeafOf } from './store.ts'
