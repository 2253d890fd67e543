/** What other features may ask of delegations. */
export { type ActiveDelegation, activeDelegations } from './active.ts'
export { applyDelegation } from './making.ts'
