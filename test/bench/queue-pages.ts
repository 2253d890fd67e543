/**
 * Pages of a department's queue in the data layer: ten thousand requests against a million, first page against a deep one. A third
 * of the requests is open, so that every queue is longer than any desk's.
 */
import type { RequestFilter, RequestSort } from '../../src/contract/requests.ts'
import type { Connection } from '../../src/main/engine/db/connection.ts'
import { type QueueContext, type QueueRow, queuePage } from '../../src/main/engine/features/requests/index.ts'
import { TEST_START, type TestDesk, testDesk } from '../support/desk.ts'
import {
  type BenchOptions,
  type Figure,
  figure,
  type Measured,
  median,
  medianRatio,
  ms,
  quantile,
  timed,
  wants,
} from './figure.ts'
import { addCustomers, dropGuards } from './history.ts'

export const PAGE_ROWS = 100
/** The same in both ledgers, so that the number of requests is all that differs. */
const CUSTOMERS = 20_000
const CONTEXT: QueueContext = { operatorId: 1, now: TEST_START, timeZone: 'Asia/Hong_Kong', openStatuses: [] }

/** Every combination holds at least a full page at ten thousand requests. */
const PLACES = [
  ['customerSupport', 'new'],
  ['customerSupport', 'awaitingDocs'],
  ['retention', 'approvedByCs'],
  ['dealing', 'approvedByRetention'],
  ['backoffice', 'approvedByDealing'],
  ['backoffice', 'approvedByBackoffice'],
] as const
const CURRENCIES = ['HKD', 'USD', 'EUR'] as const

/**
 * Requests in one statement: a third open, spread evenly over places and currencies, the rest completed. Due times follow the order
 * of creation, give or take twenty thousand requests.
 */
export function addRequests(connection: Connection, count: number): void {
  const customers = addCustomers(connection, CUSTOMERS)
  const first = customers[0]?.ids
  if (!first) throw new Error('no customers for the queue')
  dropGuards(connection.raw)
  const open = PLACES.map(([department, status]) => `('${department}', '${status}')`).join(', ')
  connection.raw.exec(`
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1}),
    place (department, status) AS (VALUES ${open}),
    placed (k, department, status) AS (SELECT row_number() OVER () - 1, department, status FROM place)
    INSERT INTO requests (version, profile, profile_version, status, department, priority, customer_id, account_id, destination_id, method,
      amount_minor, currency, reason, created_at, created_by, changed_at, due_at, closed_at)
    SELECT 3, 'department-review', 1, iif(i % 3 = 0, p.status, 'completed'), iif(i % 3 = 0, p.department, NULL), 1 + i % 4,
      ${first.customerId} + i % ${customers.length}, ${first.accountId} + i % ${customers.length}, ${first.destinationId} + i % ${customers.length}, 'wireTransfer',
      1000 + (i * 7919) % 900000, (CASE (i / 18) % 3 WHEN 0 THEN 'HKD' WHEN 1 THEN 'USD' ELSE 'EUR' END), '', ${TEST_START} - (${count} - i) * 20, 1, ${TEST_START},
      ${TEST_START} - (${count} - i) * 20 + (i * 7919) % 400000, iif(i % 3 = 0, NULL, ${TEST_START})
    FROM n JOIN placed p ON p.k = (i / 3) % 6`)
  connection.raw.pragma('wal_checkpoint(TRUNCATE)')
}

const SORT: RequestSort = { by: 'due', descending: false }

export function queueFilter(place: number, currency: number): RequestFilter {
  const [department, status] = PLACES[place % PLACES.length] ?? PLACES[0]
  return {
    view: 'department',
    department,
    statuses: [status],
    currencies: [CURRENCIES[currency % CURRENCIES.length] ?? 'HKD'],
    methods: [],
    priorities: [],
    overdueOnly: false,
    openOnly: true,
    search: '',
  }
}

type Cursor = { key: number; requestId: number } | null

function page(connection: Connection, filter: RequestFilter, after: Cursor): QueueRow[] {
  const rows = queuePage(connection, { filter, sort: SORT, after, limit: PAGE_ROWS }, CONTEXT)
  if (rows.length < PAGE_ROWS) throw new Error(`a page of ${rows.length} rows; every measured page is full`)
  return rows
}

/** The cursor before the page that lies nine tenths deep. */
function cursorAtDepth(connection: Connection, filter: RequestFilter): Cursor {
  const where = 'FROM requests WHERE department = ? AND status = ? AND currency = ? AND closed_at IS NULL'
  const params = [filter.department, filter.statuses[0], filter.currencies[0]]
  const total = connection.value<number>(`SELECT count(*) ${where}`, ...params) ?? 0
  const sql = `SELECT due_at AS key, id AS "requestId" ${where} ORDER BY due_at, id LIMIT 1 OFFSET ?`
  return connection.get<{ key: number; requestId: number }>(sql, ...params, Math.floor(total * 0.9)) ?? null
}

export function queuePages(options: BenchOptions): Measured {
  const sizes = options.quick
    ? { small: 10_000, large: 100_000, runs: 50 }
    : { small: 10_000, large: 1_000_000, runs: 600 }
  const small = testDesk()
  const large = testDesk()
  try {
    addRequests(small.connection, sizes.small)
    const buildMs = timed(() => addRequests(large.connection, sizes.large))
    const spent = measure({ small, large }, sizes.runs)
    const p50 = (values: number[]) => ms(median(values))
    return {
      figures: figuresOf(spent, sizes).filter(({ name }) => wants(options, name)),
      context: [
        `first page of ${PAGE_ROWS}: ${p50(spent.small)} at ${sizes.small} requests, ${p50(spent.large)} at ${sizes.large} (built in ${Math.round(buildMs / 1000)} s); at nine tenths ${p50(spent.deep)}`,
      ],
    }
  } finally {
    small.close()
    large.close()
  }
}

type Spent = { small: number[]; large: number[]; deep: number[] }

function measure({ small, large }: { small: TestDesk; large: TestDesk }, runs: number): Spent {
  const spent: Spent = { small: [], large: [], deep: [] }
  const filters = Array.from({ length: 18 }, (_, i) => queueFilter(i % 6, Math.floor(i / 6)))
  const cursors = filters.map((filter) => cursorAtDepth(large.connection, filter))
  const warmUp = 40
  for (let run = 0; run < runs + warmUp; run++) {
    const filter = filters[run % 18] as RequestFilter
    const times = {
      small: timed(() => page(small.connection, filter, null)),
      large: timed(() => page(large.connection, filter, null)),
      deep: timed(() => page(large.connection, filter, cursors[run % 18] ?? null)),
    }
    if (run < warmUp) continue
    spent.small.push(times.small)
    spent.large.push(times.large)
    spent.deep.push(times.deep)
  }
  return spent
}

function figuresOf(spent: Spent, sizes: { small: number; large: number }): Figure[] {
  const pages = `${PAGE_ROWS} rows by department, status and currency in order of due time`
  return [
    figure({
      name: 'queue-growth',
      value: medianRatio(spent.large, spent.small),
      unit: 'x',
      goal: 1.3,
      better: 'lower',
      note: `first page of ${pages}: ${sizes.large} requests over ${sizes.small}, a third of them open, ${CUSTOMERS} customers in both`,
    }),
    figure({
      name: 'queue-depth',
      value: medianRatio(spent.deep, spent.large),
      unit: 'x',
      goal: 1.3,
      better: 'lower',
      note: `page at nine tenths of the queue over its first page, ${sizes.large} requests`,
    }),
    figure({
      name: 'queue-p95-ms',
      value: quantile(spent.large, 0.95),
      unit: 'ms',
      goal: 2,
      better: 'lower',
      note: `first page of ${pages} at ${sizes.large} requests, in the data layer`,
    }),
  ]
}
