/** What other features may ask of the audit log. */
export { rootOfDay } from './handlers.ts'
