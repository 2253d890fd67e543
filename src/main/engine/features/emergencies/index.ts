/** What other features ask before money leaves. */
export {
  isByHand,
  isFree,
  isPaused,
  isSuspended,
  requireFree,
  requireFreeOf,
  requireRunning,
} from './controls.ts'
export { noteHeld, type Suspension, suspensionsToCarryOut } from './store.ts'
