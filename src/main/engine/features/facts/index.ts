/** What other features may ask of the facts. */
import type { Fact, KnownFacts } from '../../../../contract/facts.ts'
import type { Call } from '../../call.ts'
import { type FactAbout, factValues, putFact } from './store.ts'

export { type FactAbout, storedFacts } from './store.ts'

/** What has been said about one customer, account or destination. */
export function knownFacts(call: Call, about: FactAbout): KnownFacts {
  return Object.fromEntries(factValues(call, about).map(({ fact, value }) => [fact, value]))
}

/** Records a fact that the desk itself has found out, with its source. */
export function recordFact(call: Call, about: FactAbout, said: { fact: Fact; value: string; source: string }): void {
  const before = knownFacts(call, about)[said.fact] ?? null
  putFact(call, about, said)
  call.audit({
    action: 'fact.set',
    subject: `${about.subject}:${about.subjectId}`,
    reason: said.source,
    changes: [[said.fact, before, said.value]],
  })
}
