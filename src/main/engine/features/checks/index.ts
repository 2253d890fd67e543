/** What other features may ask of the check service. */
export { type CheckSubject, withdrawableOf } from './looking.ts'
export { type Checked, judgeChecks, judgeNew, keepChecks, linesOf } from './service.ts'
