/** What other features may ask of signers. */
export type { No } from './rules.ts'
export { signingState, signingTeam, whyNotSignToday } from './signing.ts'
