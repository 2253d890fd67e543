/** R2-04, R2-05: which rule decides about the priority of a request, edge by edge; O-18: the earliest clock counts. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Profile } from '../../../src/contract/profile.ts'
import { decidingRule, earliest, type PriorityFacts } from '../../../src/main/engine/features/requests/clock-rules.ts'

const { priorityRules } = Profile.parse(JSON.parse(readFileSync('resources/profiles/payout-operations.json', 'utf8')))
const USUAL: PriorityFacts = {
  amountMinor: 1_000_000,
  currency: 'HKD',
  risk: 'normal',
  rank: null,
  newCustomer: false,
  flagged: false,
}
const MAJOR = 100

describe('R2-04 the rules of payout-operations', () => {
  test.each<[string, Partial<PriorityFacts>, string | undefined]>([
    ['an active partner', {}, undefined],
    ['a top leader below 50,000', { rank: 'topLeader', amountMinor: 49_999_99 }, 'high'],
    ['a top leader with exactly 50,000', { rank: 'topLeader', amountMinor: 50_000 * MAJOR }, undefined],
    ['somebody else below 50,000', { rank: 'leader', amountMinor: 100 }, undefined],
    ['exactly 500,000', { amountMinor: 500_000 * MAJOR }, undefined],
    ['more than 500,000', { amountMinor: 500_000 * MAJOR + 1 }, 'urgent'],
    ['a new partner', { newCustomer: true }, 'urgent'],
    ['a flagged partner', { flagged: true }, 'urgent'],
    ['R2-05: a new top leader is reviewed', { newCustomer: true, rank: 'topLeader', amountMinor: 100 }, 'urgent'],
    [
      'K-20: more than 500,000 of a currency without a row',
      { currency: 'JPY', amountMinor: 500_000 * MAJOR + 1 },
      undefined,
    ],
  ])('%s: %s', (_, facts, priority) =>
    expect(decidingRule(priorityRules, { ...USUAL, ...facts })?.priority).toBe(priority),
  )
})

describe('O-18 the earliest clock', () => {
  const none = { regulatoryDue: null, priorityDue: null, stepStarted: null, stepDue: null }
  test.each([
    [{}, null],
    [{ regulatoryDue: 5 }, 5],
    [{ regulatoryDue: 5, stepDue: 3 }, 3],
    [{ priorityDue: 9, stepDue: 12 }, 9],
    [{ regulatoryDue: 7, priorityDue: 2, stepDue: 4 }, 2],
  ])('of %j is %s', (times, due) => expect(earliest({ ...none, ...times })).toBe(due))
})
