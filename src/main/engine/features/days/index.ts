/** What other features may ask of days: the changes that a second person confirmed. */
export { applyAdjustment } from './adjusting.ts'
export { applyUnlock } from './unlocking.ts'
