/** What other features ask before money leaves. */
export { isByHand, isFree, isPaused, requireFree, requireFreeOf, requireRunning } from './controls.ts'
