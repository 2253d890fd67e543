/** What other features may ask of the check service. */
export { type CheckSubject, isOwnPayee, withdrawableOf } from './looking.ts'
export type { CheckHolding } from './rules/judging.ts'
export { type Checked, judgeChecks, judgeNew, keepChecks, linesOf, whatHolds } from './service.ts'
