/** What other features may ask of lists of cheques. */
export { applyIssueLayout } from './changing.ts'
