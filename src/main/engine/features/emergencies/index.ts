/** What other features ask before money leaves. */
export { isByHand, isFree, isPaused, requireFree, requireRunning } from './controls.ts'
