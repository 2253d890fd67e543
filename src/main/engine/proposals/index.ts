/** What features may ask of the kernel of two-person changes. */
export { differencesOf, type Facts, figuresThatDiffer } from './differences.ts'
export {
  type Apply,
  decideWord,
  type NewProposal,
  type Proposed,
  propose,
  type StoredProposal,
  storedOf,
  takeProposal,
} from './kernel.ts'
export {
  decidedProposals,
  endProposal,
  type NamedProposal,
  needTwoPeople,
  openForPerson,
  openProposals,
  openProposalsAbout,
  proposalById,
  twoPeopleNeeded,
} from './store.ts'
