/** What other features and the worker may ask of the outbox. */
export { type Message, notify, type Recipients } from './notify.ts'
export { nextTryAt } from './rules.ts'
export type { NotificationRow } from './schema.ts'
export { dueMessages, noteOutcome, toldAbout } from './store.ts'
