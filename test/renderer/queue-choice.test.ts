/** The address of the queue, the filter of the engine and a kept view say the same thing: there and back nothing is lost. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RequestFilter } from '../../src/contract/queue.ts'
import {
  choiceOf,
  filterOf,
  isNarrowed,
  moreChosen,
  placeOf,
  type QueueChoice,
  readChoice,
  USUAL_CHOICE,
  writeChoice,
} from '../../src/renderer/features/requests/queue-query.ts'

const day = fc.constantFrom('', '2026-11-20', '2026-02-28')
const days = fc.record({ from: day, to: day })
const amountEnd = fc.option(fc.integer({ min: 0, max: 10_000_000 }))
const choices = fc
  .record({
    statuses: fc.subarray(['new', 'rejected']),
    currencies: fc.subarray(['USD', 'HKD'] as const),
    methods: fc.subarray(['wireTransfer', 'cheque'] as const),
    priorities: fc.subarray(['urgent', 'low'] as const),
    overdueOnly: fc.boolean(),
    closedToo: fc.boolean(),
    search: fc.constantFrom('', 'Lee', '李嘉欣', 'WD-7 & more'),
    sort: fc.record({
      by: fc.constantFrom('due' as const, 'created' as const, 'amount' as const, 'changed' as const),
      descending: fc.boolean(),
    }),
    profiles: fc.subarray(['payout-operations', 'audit-confirm-remit']),
    steps: fc.subarray(['audit', 'confirm']),
    templates: fc.subarray(['default']),
    assigned: fc.constantFrom('any' as const, 'nobody' as const, 'somebody' as const, 7),
    amount: fc.record({ from: amountEnd, to: amountEnd }),
    created: days,
    due: days,
    changed: days,
    flags: fc.subarray(['highRisk', 'beingSent'] as const),
    view: fc.constantFrom(null, 'payoutQueue', 'saved-12'),
  })
  .map(
    (choice): QueueChoice => ({
      ...choice,
      currencies: ['HKD', 'USD'].filter((c) => choice.currencies.includes(c as 'HKD')) as never,
    }),
  )

describe('the address', () => {
  test('keeps every choice', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const back = readChoice(writeChoice(choice))
        expect(filterOf('all', back)).toEqual(filterOf('all', choice))
        expect([back.sort, back.view]).toEqual([choice.sort, choice.view])
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    'created=2026-02-30..',
    'created=yesterday..today',
    'amount=-5..',
    'amount=1.5..x',
    'assigned=somebodyElse',
    'flag=unknown',
    'step=%3Cscript%3E',
    'profile=a%20b',
  ])('leaves out what it does not know: %s', (query) => expect(isNarrowed(readChoice(query))).toBe(false))
})

test('every filter of the screen is one that the engine takes', () => {
  fc.assert(
    fc.property(choices, fc.constantFrom('all' as const, 'mine' as const, 'retention' as const), (choice, place) => {
      const filter = filterOf(place, choice)
      expect(RequestFilter.safeParse(filter).success).toBe(true)
      // A kept view is the filter; opened again it asks for the same.
      expect(placeOf(filter)).toBe(place)
      expect(filterOf(place, choiceOf(filter, choice.sort, choice.view))).toEqual(filter)
    }),
    { numRuns: 300 },
  )
})

test('amounts are bounded in one currency only', () => {
  const choice = readChoice('amount=100..200&currency=HKD,USD')
  expect(filterOf('all', choice).amount).toBeUndefined()
  expect(filterOf('all', readChoice('amount=100..200&currency=HKD')).amount).toEqual({ fromMinor: 100, toMinor: 200 })
})

test('the rarer filters are counted, and clearing takes them all away', () => {
  const choice = readChoice('step=audit&flag=highRisk&created=2026-11-20..&assigned=nobody&status=new')
  expect(moreChosen(choice)).toBe(4)
  expect(isNarrowed({ ...choice, ...USUAL_CHOICE })).toBe(false)
})
