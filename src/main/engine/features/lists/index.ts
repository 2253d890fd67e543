/** What other features may ask of the lists. */
export { applyListChange } from './changing.ts'
