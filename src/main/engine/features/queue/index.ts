/** What the engine's own workers may ask of the queue. */
export { remindDue } from './reminding.ts'
