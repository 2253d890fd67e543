/** The priority that a request arrives with (R2-04, R2-05): the first rule of which every condition holds. */
import type { PriorityRule } from '../../../../contract/profile.ts'

export type PriorityFacts = {
  amountMinor: number
  currency: string
  risk: string
  /** The customer's rank, where the desk knows one. */
  rank: string | null
  /** Nothing was ever paid out to this customer. */
  newCustomer: boolean
  flagged: boolean
}

type Condition = PriorityRule['all'][number]

/** The rule that decides; undefined when none does. */
export function decidingRule(rules: readonly PriorityRule[], facts: PriorityFacts): PriorityRule | undefined {
  return rules.find((rule) => rule.all.every((condition) => holds(condition, facts)))
}

function holds(condition: Condition, facts: PriorityFacts): boolean {
  // Amounts of another currency say nothing: nothing is converted (K-20).
  const sameCurrency = condition.currency === facts.currency
  switch (condition.fact) {
    case 'amountAbove':
      return sameCurrency && facts.amountMinor > (condition.amountMinor ?? 0)
    case 'amountBelow':
      return sameCurrency && facts.amountMinor < (condition.amountMinor ?? 0)
    case 'rankIs':
      return facts.rank === condition.is
    case 'riskIs':
      return facts.risk === condition.is
    case 'newCustomer':
      return facts.newCustomer
    case 'flagged':
      return facts.flagged
  }
}

export type ClockTimes = {
  regulatoryDue: number | null
  priorityDue: number | null
  stepStarted: number | null
  stepDue: number | null
}

/** The earliest of the clocks that run: what the queue is sorted by (O-18). */
export function earliest({ regulatoryDue, priorityDue, stepDue }: ClockTimes): number | null {
  const running = [regulatoryDue, priorityDue, stepDue].filter((due): due is number => due !== null)
  return running.length === 0 ? null : Math.min(...running)
}
