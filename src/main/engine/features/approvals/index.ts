/** What other features may ask of approvals. */
export {
  completeRound,
  endRounds,
  giveApproval,
  type Judgement,
  judgeApproval,
  neededFor,
  type Subject,
  voidChanged,
} from './giving.ts'
export { peopleIn } from './rules.ts'
