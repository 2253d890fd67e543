/**
 * Every filter and every order that the queue offers: the plan walks an index in the order of the page (no full scan, no sorting),
 * and the page holds exactly the rows that a plain look at all requests finds.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RequestFilter, RequestSort } from '../../src/contract/requests.ts'
import type { Call } from '../../src/main/engine/call.ts'
import type { Connection } from '../../src/main/engine/db/connection.ts'
import {
  instructionsByIds,
  instructionsByReference,
  pageQuery,
  type QueueAsk,
  type QueueContext,
  queuePage,
  queueTotals,
  sidesOf,
} from '../../src/main/engine/features/requests/index.ts'
import { indexedAfter, indexedRows, requestsOfCustomers } from '../../src/main/engine/features/requests/index-store.ts'
import { rowsInOrder } from '../../src/main/engine/features/requests/queue-store.ts'
import { linesByIds } from '../../src/main/engine/features/statements/line-store.ts'
import { addCustomers, dropGuards } from '../bench/history.ts'
import { seededRandom, TEST_START, type TestDesk, testDesk } from '../support/desk.ts'

const OPEN = ['new', 'awaitingDocs', 'approvedByCs', 'forwardedToDealing', 'approvedByBackoffice']
const FINAL = ['completed', 'rejected', 'cancelled']
const DEPARTMENTS = ['customerSupport', 'retention', 'dealing', 'backoffice']
const CONTEXT: QueueContext = { operatorId: 1, now: TEST_START, timeZone: 'Asia/Hong_Kong', openStatuses: OPEN }

let desk: TestDesk
beforeAll(() => {
  desk = testDesk({ people: ['agent'] })
  addRandomRequests(400)
})
afterAll(() => desk.close())

type Stored = {
  id: number
  status: string
  department: string | null
  currency: string
  method: string
  priority: number
  amountMinor: number
  dueAt: number
  changedAt: number
  claimedBy: number | null
  closedAt: number | null
}

/** Requests of every kind, a third of them closed, many with equal amounts and due times. */
function addRandomRequests(count: number): void {
  const customers = addCustomers(desk.connection, 10)
  dropGuards(desk.connection.raw)
  const random = seededRandom(5)
  const pick = <T>(from: readonly T[]): T => from[(random(1)[0] ?? 0) % from.length] as T
  for (let i = 0; i < count; i++) {
    const customer = pick(customers).ids
    const closed = pick([true, false, false])
    desk.connection.run(
      `INSERT INTO requests (profile, profile_version, status, department, priority, customer_id, account_id, destination_id, method, amount_minor, currency,
         reason, created_at, created_by, changed_at, due_at, claimed_by, closed_at) VALUES ('department-review', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 1, ?, ?, ?, ?)`,
      pick(closed ? FINAL : OPEN),
      closed ? null : pick(DEPARTMENTS),
      pick([1, 2, 3, 4]),
      customer.customerId,
      customer.accountId,
      customer.destinationId,
      pick(['wireTransfer', 'cheque']),
      pick([100, 200, 300, 1_000]),
      pick(['HKD', 'USD', 'EUR']),
      TEST_START + i,
      TEST_START,
      TEST_START + pick([-2, -1, 0, 1, 2]) * 1_000,
      closed ? null : pick([1, null, null]),
      closed ? TEST_START : null,
    )
  }
}

function product<T>(choices: { [K in keyof T]: readonly T[K][] }): T[] {
  return (Object.keys(choices) as (keyof T)[]).reduce<T[]>(
    (made, key) => made.flatMap((one) => choices[key].map((value) => ({ ...one, [key]: value }))),
    [{} as T],
  )
}

const FILTERS: RequestFilter[] = product<RequestFilter>({
  view: ['mine', 'department', 'all'],
  department: ['backoffice', null],
  statuses: [[], ['new'], ['new', 'approvedByBackoffice'], ['completed'], ['new', 'rejected']],
  currencies: [[], ['HKD'], ['HKD', 'USD']],
  methods: [[], ['wireTransfer']],
  priorities: [[], ['high', 'urgent']],
  overdueOnly: [true, false],
  openOnly: [true, false],
  search: [''],
})
const SORTS: RequestSort[] = product<RequestSort>({ by: ['due', 'created', 'amount'], descending: [true, false] })

const plan = (sql: string, params: readonly unknown[]): string[] =>
  desk.connection.raw
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...params)
    .map(({ detail }) => detail)

/** The desk's connection, with the plans of what is read through it. */
function spied(): { read: string[]; spy: Connection } {
  const read: string[] = []
  const spy = new Proxy(desk.connection, {
    get(target, key) {
      const own = Reflect.get(target, key)
      if (typeof own !== 'function') return own
      return (sql: string, ...params: unknown[]) => {
        if (/\bFROM\b/.test(sql)) read.push(...plan(sql, params))
        return own.call(target, sql, ...params)
      }
    },
  })
  return { read, spy }
}

describe('plans', () => {
  test('every filter and order walks an index in the order of the page', () => {
    const breaches: string[] = []
    let plans = 0
    for (const filter of FILTERS) {
      for (const sort of SORTS) {
        for (const after of [null, { key: 200, requestId: 7 }]) {
          const ask: QueueAsk = { filter, sort, after, limit: 100 }
          for (const side of sidesOf(ask, CONTEXT)) {
            const { sql, params } = pageQuery(ask, CONTEXT, { side, searched: null })
            const steps = plan(sql, params)
            plans++
            // In order of creation the closed ones are the table itself, read from its end or beginning until the page is full.
            const itself = side === 'closed' && sort.by === 'created'
            const scans = steps.some((step) => /^SCAN r\b(?! USING (COVERING )?INDEX)/.test(step)) && !itself
            const sorts = steps.some((step) => step.includes('TEMP B-TREE'))
            if (scans || sorts) breaches.push(`${JSON.stringify({ filter, sort, after })}: ${steps.join('; ')}`)
          }
        }
      }
    }
    expect(breaches).toEqual([])
    expect(plans).toBeGreaterThan(8_000)
  })

  test('department, status and currency in order of due time is one stretch of one index', () => {
    const filter = FILTERS.find(
      (f) => f.view === 'department' && f.department && f.statuses.length === 1 && f.currencies.length === 1,
    )
    for (const descending of [false, true]) {
      const ask: QueueAsk = {
        filter: filter as RequestFilter,
        sort: { by: 'due', descending },
        after: null,
        limit: 100,
      }
      const { sql, params } = pageQuery(ask, CONTEXT, { side: 'open', searched: null })
      const found = 'SEARCH r USING INDEX requests_queue_due (department=? AND status=? AND currency=?'
      expect(plan(sql, params)[0]).toContain(found)
    }
  })

  test('what the index in memory names is read by number, and searched customers by one index alone', () => {
    const { read, spy } = spied()
    rowsInOrder(spy, [1, 2, 3])
    indexedRows(spy, [1, 2, 3])
    indexedAfter(spy, 5, 100)
    requestsOfCustomers(spy, [1, 2], true)
    requestsOfCustomers(spy, [1, 2], false)
    expect(read.filter((step) => /^SCAN (?!j\b)/.test(step) || step.includes('TEMP B-TREE'))).toEqual([])
    expect(read.filter((step) => step.includes('USING COVERING INDEX requests_of_customer'))).toHaveLength(2)
  })

  test('what the lines of a statement name is found by index, all of it in one question', () => {
    const { read, spy } = spied()
    const call = { db: spy } as Call
    instructionsByIds(call, [1, 2])
    instructionsByReference(call, ['WD1T1C11'])
    linesByIds(call, [1, 2])
    expect(read.filter((step) => step.includes('SCAN i') || step.includes('SCAN l'))).toEqual([])
    expect(read.filter((step) => step.startsWith('SEARCH'))).toHaveLength(3)
  })

  test('a search goes to the requests it knows', () => {
    const searched = { requests: [1, 2], customers: [3] }
    for (const filter of FILTERS.slice(0, 40)) {
      const ask: QueueAsk = { filter, sort: { by: 'due', descending: false }, after: null, limit: 100 }
      const { sql, params } = pageQuery(ask, CONTEXT, { side: 'both', searched })
      expect(plan(sql, params).filter((step) => step.startsWith('SCAN r'))).toEqual([])
    }
  })
})

describe('pages', () => {
  const KEY = { due: 'dueAt', created: 'id', amount: 'amountMinor', changed: 'changedAt' } as const
  const PRIORITIES = ['low', 'normal', 'high', 'urgent']

  /** The same question asked of all rows in plain words. */
  function expected(all: readonly Stored[], filter: RequestFilter, sort: RequestSort): number[] {
    const among = <T>(list: readonly T[], value: T) => list.length === 0 || list.includes(value)
    const sign = sort.descending ? -1 : 1
    return all
      .filter((r) => filter.view !== 'mine' || r.claimedBy === CONTEXT.operatorId)
      .filter((r) => filter.view !== 'department' || filter.department === null || r.department === filter.department)
      .filter((r) => among(filter.statuses, r.status) && among(filter.currencies as string[], r.currency))
      .filter((r) => among(filter.methods as string[], r.method))
      .filter((r) => among(filter.priorities as string[], PRIORITIES[r.priority - 1] ?? ''))
      .filter((r) => !filter.openOnly || r.closedAt === null)
      .filter((r) => !filter.overdueOnly || (r.closedAt === null && r.dueAt < CONTEXT.now))
      .sort((a, b) => sign * (a[KEY[sort.by]] - b[KEY[sort.by]] || a.id - b.id))
      .map((r) => r.id)
  }

  const stored = () =>
    desk.connection.all<Stored>(
      `SELECT id, status, department, currency, method, priority, amount_minor AS "amountMinor", due_at AS "dueAt", changed_at AS "changedAt", claimed_by AS "claimedBy",
         closed_at AS "closedAt" FROM requests`,
    )

  test('hold the rows that a plain look finds, page after page', () => {
    const all = stored()
    expect(all).toHaveLength(400)
    for (const filter of FILTERS.filter((_, i) => i % 7 === 0)) {
      for (const sort of SORTS) {
        const seen: number[] = []
        let after: QueueAsk['after'] = null
        for (;;) {
          const page = queuePage(desk.connection, { filter, sort, after, limit: 30 }, CONTEXT)
          seen.push(...page.map((row) => row.requestId))
          const last = page.at(-1)
          if (!last || page.length < 30) break
          after = { key: sort.by === 'due' ? last.dueAt : last.amountMinor, requestId: last.requestId }
        }
        expect(seen, JSON.stringify({ filter, sort })).toEqual(expected(all, filter, sort))
      }
    }
  })

  test('are counted and summed alike', () => {
    const all = stored()
    for (const filter of FILTERS) {
      const ids = new Set(expected(all, filter, { by: 'due', descending: false }))
      const found = all.filter((r) => ids.has(r.id))
      const totals = queueTotals(desk.connection, filter, { context: CONTEXT, cap: 1_000 })
      expect(totals.count, JSON.stringify(filter)).toBe(found.length)
      expect(totals.overdue).toBe(found.filter((r) => r.closedAt === null && r.dueAt < CONTEXT.now).length)
      const sum = (rows: { amountMinor: number }[]) => rows.reduce((total, row) => total + row.amountMinor, 0)
      expect(sum(totals.sums)).toBe(sum(found))
    }
  })
})
