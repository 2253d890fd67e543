/** Facts that come from outside, each with its source. */
import type { Instant } from '../../../../contract/dates.ts'
import { FACT_NAMES, FACTS, factFault } from '../../../../contract/facts.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { accountById, customerById, destinationById } from '../customers/index.ts'
import { type FactAbout, putFact, removeFact, storedFacts } from './store.ts'

export const factsHandlers: Handlers<'facts'> = {
  list(call, about) {
    refuseUnknown(call, about)
    const stored = new Map(storedFacts(call, about).map((row) => [row.fact, row]))
    return FACT_NAMES.filter((fact) => FACTS[fact].of === about.subject).map((fact) => {
      const row = stored.get(fact)
      return row
        ? { fact, value: row.value, source: row.source, by: row.by, at: row.at as Instant }
        : { fact, value: null, source: '', by: '', at: null }
    })
  },

  set(call, { subject, subjectId, fact, value, source }) {
    const about = { subject, subjectId }
    refuseUnknown(call, about)
    if (FACTS[fact].of !== subject) refuse('FACT_OF_OTHER', { fact, subject })
    const before = storedFacts(call, about).find((row) => row.fact === fact)?.value ?? null
    if (value === null) removeFact(call, about, fact)
    else {
      if (factFault(fact, value) !== null) refuse('FACT_VALUE', { fact, value })
      putFact(call, about, { fact, value, source })
    }
    call.audit({
      action: 'fact.set',
      subject: `${subject}:${subjectId}`,
      reason: source,
      changes: [[fact, before, value]],
    })
    call.changed('customers')
    return { fact, value, source, by: call.actor.displayName, at: call.now }
  },
}

const EXISTS: Record<FactAbout['subject'], (call: Call, id: number) => unknown> = {
  customer: customerById,
  account: accountById,
  destination: destinationById,
}

function refuseUnknown(call: Call, { subject, subjectId }: FactAbout): void {
  EXISTS[subject](call, subjectId)
}
