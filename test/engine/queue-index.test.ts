/**
 * The queue's index in memory says the same as plain SQL and as a plain look over all rows: any filter, any order, page after page,
 * while requests are made and changed under it (R1-08, R2-03).
 */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { minor } from '../../src/contract/money.ts'
import type { RequestFilter, RequestSort } from '../../src/contract/requests.ts'
import {
  indexPage,
  indexTotals,
  LiveIndex,
  type QueueAsk,
  type QueueContext,
  type QueueRow,
  queuePage,
} from '../../src/main/engine/features/requests/index.ts'
import { cursorOf } from '../../src/main/engine/features/requests/queue-store.ts'
import { addCustomers, dropGuards } from '../bench/history.ts'
import { makeCustomer, makeRequest } from '../support/cases.ts'
import { seededRandom, TEST_START, type TestDesk, testDesk } from '../support/desk.ts'

const OPEN = ['new', 'awaitingDocs', 'approvedByCs']
const FINAL = ['completed', 'rejected']
const CONTEXT: QueueContext = { operatorId: 1, now: TEST_START, timeZone: 'Asia/Hong_Kong', openStatuses: OPEN }
const DAY = 86_400_000

let desk: TestDesk
let live: LiveIndex
beforeAll(() => {
  desk = testDesk({ people: ['agent', 'cs', 'bo'] })
  addRandomRequests(3_000)
  live = new LiveIndex(desk.connection)
})
afterAll(() => desk.close())

const bytes = seededRandom(11)
const pick = <T>(from: readonly T[]): T => from[(bytes(1)[0] ?? 0) % from.length] as T

/** Requests of every kind, many with equal figures. */
function addRandomRequests(count: number): void {
  const customers = addCustomers(desk.connection, 40)
  dropGuards(desk.connection.raw)
  desk.connection.run("UPDATE customers SET risk = 'high' WHERE id % 5 = 0")
  desk.connection.begin()
  for (let i = 0; i < count; i++) {
    const customer = pick(customers).ids
    const closed = pick([true, false, false])
    const claimed = closed ? null : pick([1, 2, null, null])
    desk.connection.run(
      `INSERT INTO requests (profile, profile_version, status, department, priority, customer_id, account_id, destination_id, method, amount_minor, currency,
         reason, created_at, created_by, changed_at, due_at, claimed_by, being_sent, closed_at, step, template) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
      'department-review',
      pick(closed ? FINAL : OPEN),
      closed ? null : pick(['customerSupport', 'retention', 'backoffice']),
      pick([1, 2, 3, 4]),
      customer.customerId,
      customer.accountId,
      customer.destinationId,
      pick(['wireTransfer', 'cheque', 'creditCard']),
      pick([100, 200, 300, 1_000, 5_000]) * pick([1, 7, 13]),
      pick(['HKD', 'USD', 'EUR']),
      TEST_START - pick([0, 1, 2, 3]) * DAY - i,
      TEST_START - pick([0, 1, 2, 3, 4, 5]) * 3_600_000,
      TEST_START + pick([-2, -1, 0, 1, 2]) * DAY + pick([0, 0, 5]),
      claimed,
      closed ? 0 : pick([0, 0, 1]),
      closed ? TEST_START : null,
      pick(['audit', 'confirm', null]),
      pick(['default', 'unusual', null]),
    )
  }
  desk.connection.commit()
}

const some = <T>(values: readonly T[]) => fc.subarray([...values], { maxLength: 2 })
const dates = fc.constantFrom(null, '2026-11-17', '2026-11-19', '2026-11-20', '2026-11-21')
const range = fc.option(fc.record({ from: dates, to: dates }), { nil: undefined })
const amountEnd = fc.constantFrom(null, 0, 200, 1_300, 3_900)

const filters = fc
  .record({
    view: fc.constantFrom('mine' as const, 'department' as const, 'all' as const, 'all' as const),
    department: fc.constantFrom('retention' as const, null),
    statuses: some([...OPEN, ...FINAL, 'nobodyKnows']),
    currencies: some(['HKD', 'USD', 'JPY'] as const),
    methods: some(['wireTransfer', 'cheque'] as const),
    priorities: some(['low', 'high', 'urgent'] as const),
    overdueOnly: fc.boolean(),
    openOnly: fc.boolean(),
    search: fc.constantFrom('', '', '', 'Tai 1', 'WD-17', 'B-100003', '7000004', 'nothing like it'),
    profiles: fc.constantFrom(undefined, undefined, ['department-review'], ['payout-operations']),
    steps: fc.constantFrom(undefined, undefined, ['audit'], ['audit', 'confirm']),
    templates: fc.constantFrom(undefined, undefined, ['unusual']),
    assigned: fc.constantFrom(undefined, undefined, 'nobody' as const, 'somebody' as const, 1, 2),
    amount: fc.option(fc.record({ fromMinor: amountEnd, toMinor: amountEnd }), { nil: undefined }),
    created: range,
    due: range,
    changed: range,
    flags: fc.constantFrom(undefined, undefined, ['highRisk'], ['beingSent'], ['highRisk', 'beingSent']),
  })
  .map(
    (filter) =>
      ({
        ...filter,
        currencies: filter.amount ? filter.currencies.slice(0, 1) : filter.currencies,
        amount: filter.amount && filter.currencies.length > 0 ? filter.amount : undefined,
      }) as unknown as RequestFilter,
  )
const sorts = fc.record({
  by: fc.constantFrom('due' as const, 'created' as const, 'amount' as const, 'changed' as const),
  descending: fc.boolean(),
}) as fc.Arbitrary<RequestSort>

type Pages = (ask: QueueAsk) => QueueRow[]

/** Every number that paging visits, in its order. */
function walk(pages: Pages, ask: { filter: RequestFilter; sort: RequestSort }, limit: number): number[] {
  const seen: number[] = []
  for (let after: QueueAsk['after'] = null; ; ) {
    const page = pages({ ...ask, after, limit })
    seen.push(...page.map((row) => row.requestId))
    const last = page.at(-1)
    if (!last || page.length < limit) return seen
    after = cursorOf(last, ask.sort)
  }
}

const bySql: Pages = (ask) => queuePage(desk.connection, ask, CONTEXT)
const byIndex: Pages = (ask) => {
  const index = live.ready()
  if (!index) throw new Error('a small ledger is read at once')
  return indexPage(desk.connection, index, { ask, context: CONTEXT })
}

describe('the index in memory', () => {
  test('visits each row once, in the order of plain SQL, for any filter and order', () => {
    fc.assert(
      fc.property(filters, sorts, fc.integer({ min: 20, max: 400 }), (filter, sort, limit) => {
        const seen = walk(byIndex, { filter, sort }, limit)
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen).toEqual(bySql({ filter, sort, after: null, limit: 10_000 }).map((row) => row.requestId))
      }),
      { numRuns: 400, seed: 7 },
    )
  })

  test('counts and sums what its pages hold', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const index = live.ready()
        if (!index) throw new Error('not ready')
        const rows = bySql({ filter, sort: { by: 'due', descending: false }, after: null, limit: 10_000 })
        const totals = indexTotals(desk.connection, index, { filter, context: CONTEXT })
        const open = (row: QueueRow) => OPEN.includes(row.status)
        expect(totals.count).toBe(rows.length)
        expect(totals.overdue).toBe(rows.filter((row) => open(row) && row.dueAt < TEST_START).length)
        const sum = (currency: string) =>
          rows.filter((r) => r.currency === currency).reduce((s, r) => s + r.amountMinor, 0)
        for (const { currency, amountMinor } of totals.sums) expect(amountMinor).toBe(sum(currency))
      }),
      { numRuns: 200, seed: 8 },
    )
  })

  test('loaded in slices holds the same as loaded at once', async () => {
    const more = 21_000
    desk.connection.run(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${more})
       INSERT INTO requests (profile, profile_version, status, department, priority, customer_id, account_id, destination_id, method, amount_minor, currency,
         reason, created_at, created_by, changed_at, due_at)
       SELECT profile, profile_version, 'new', 'retention', 2, customer_id, account_id, destination_id, method, 1 + i % 977, currency, '', created_at, 1,
         changed_at, due_at + i % 1013 FROM n CROSS JOIN (SELECT * FROM requests WHERE id = 1)`,
    )
    const sliced = new LiveIndex(desk.connection)
    expect(sliced.ready()).toBeNull()
    const index = await sliced.whenReady()
    expect(index.size).toBe(3_000 + more)
    // More than a few hits: the pages come bucket by bucket.
    for (const by of ['due', 'amount', 'changed', 'created'] as const) {
      for (const descending of [false, true]) {
        const ask = { filter: FILTER, sort: { by, descending } }
        const pages: Pages = (each) => indexPage(desk.connection, index, { ask: each, context: CONTEXT })
        expect(walk(pages, ask, 5_000)).toEqual(
          bySql({ ...ask, after: null, limit: 50_000 }).map((row) => row.requestId),
        )
      }
    }
  })
})

const FILTER: RequestFilter = {
  view: 'all',
  department: null,
  statuses: [],
  currencies: [],
  methods: [],
  priorities: [],
  overdueOnly: false,
  openOnly: true,
  search: '',
}

describe('through the router', () => {
  test('what a command changed is in the next answer, and what was refused is not', () => {
    const small = testDesk({ people: ['agent', 'cs', 'bo'] })
    try {
      const list = (filter: Partial<RequestFilter>) =>
        small
          .as('cs')
          .call('requests.list', {
            filter: { ...FILTER, ...filter },
            sort: { by: 'changed', descending: true },
            after: null,
            pageSize: 50,
          })
          .rows.map((row: { requestId: number }) => row.requestId)
      expect(list({})).toEqual([])
      const customer = makeCustomer(small)
      const first = makeRequest(small, customer, { amountMinor: 100_000 }).requestId
      const second = makeRequest(small, customer, { amountMinor: 200_000 }).requestId
      expect(list({})).toEqual([second, first])
      small.advance(1_000)
      small.as('cs').call('requests.claim', { requestId: first, expectedVersion: 1, claim: true })
      expect(list({})).toEqual([first, second])
      expect(list({ view: 'mine' })).toEqual([first])
      expect(list({ assigned: 'nobody' })).toEqual([second])
      expect(() =>
        small.as('cs').call('requests.claim', { requestId: second, expectedVersion: 7, claim: true }),
      ).toThrow('conflict')
      expect(list({ view: 'mine' })).toEqual([first])
      expect(list({ currencies: ['HKD'], amount: { fromMinor: minor(150_000), toMinor: null } })).toEqual([second])
      expect(() => list({ amount: { fromMinor: minor(1), toMinor: null } })).toThrow('one currency')
      expect(list({ flags: ['highRisk'] })).toEqual([])
    } finally {
      small.close()
    }
  })
})
