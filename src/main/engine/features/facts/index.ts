/** What other features may ask of the facts. */
import type { KnownFacts } from '../../../../contract/facts.ts'
import type { Call } from '../../call.ts'
import { type FactAbout, factValues } from './store.ts'

export type { FactAbout } from './store.ts'

/** What has been said about one customer, account or destination. */
export function knownFacts(call: Call, about: FactAbout): KnownFacts {
  return Object.fromEntries(factValues(call, about).map(({ fact, value }) => [fact, value]))
}
