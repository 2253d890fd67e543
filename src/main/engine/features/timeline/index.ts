/** What the engine's day watch may ask of the timeline. */
export { runDue } from './running.ts'
export { tasksAfter } from './storm-tasks.ts'
