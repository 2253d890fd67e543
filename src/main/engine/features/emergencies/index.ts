/** What other features ask before money leaves. */
export { isByHand, isPaused, requireFree, requireRunning } from './controls.ts'
