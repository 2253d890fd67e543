/** What other features may ask of workflow profiles. */
export { applyProfile } from './drafting.ts'
export { applyRetirement } from './retiring.ts'
export { openRequestsOf } from './store.ts'
