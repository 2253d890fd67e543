/** What the engine's retry runner may ask of failures. */
export { closeFollowedUp, knownOf, lookAtFailure, retryDue } from './looking.ts'
export { dueRetries, failureOf, movedOn, newFailures } from './store.ts'
