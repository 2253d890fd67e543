/**
 * Pages, totals and counts of the queues. Paging is by keyset on (sort key, id); every sort has an index, and a test reads the
 * plan of every filter and sort that the screens offer. Takes a connection, so that exports run it beside the desk.
 */
import type { RequestFilter, RequestSort } from '../../../../contract/requests.ts'
import type { Connection } from '../../db/connection.ts'
import { DIMENSIONS, type DimensionName, type KeyName, resolvedFilter, type Value } from './filter-rules.ts'

/** A row of the grid as it is stored. */
export type QueueRow = {
  requestId: number
  version: number
  profile: string
  profileVersion: number
  status: string
  step: string | null
  template: string | null
  department: string | null
  priority: number
  customerId: number
  customerNumber: string
  customerName: string
  customerNameChinese: string
  accountId: number
  accountNumber: string
  method: string
  amountMinor: number
  executeMinor: number
  currency: string
  createdAt: number
  changedAt: number
  dueAt: number
  regulatoryDue: number | null
  priorityDue: number | null
  stepDue: number | null
  destination: string | null
  assignedTo: string | null
  beingSent: number
  externalReference: string | null
}

export type QueueAsk = {
  filter: RequestFilter
  sort: RequestSort
  after: { key: number; requestId: number } | null
  limit: number
}

/** What a filter means for the person who asks and at this moment. */
export type QueueContext = { operatorId: number; now: number; timeZone: string; openStatuses: readonly string[] }

const SORT_KEY = { due: 'r.due_at', created: 'r.id', amount: 'r.amount_minor', changed: 'r.changed_at' } as const

const COLUMNS = `SELECT r.id AS "requestId", r.version, r.profile, r.profile_version AS "profileVersion", r.status, r.step, r.template, r.department, r.priority, r.customer_id AS "customerId", c.customer_number AS "customerNumber",
  c.name AS "customerName", c.name_chinese AS "customerNameChinese", r.account_id AS "accountId", a.account_number AS "accountNumber", r.method,
  r.amount_minor AS "amountMinor", r.execute_minor AS "executeMinor", r.currency, r.created_at AS "createdAt", r.changed_at AS "changedAt", r.due_at AS "dueAt", iif(k.request_id IS NULL, r.due_at, k.regulatory_due) AS "regulatoryDue", k.priority_due AS "priorityDue", k.step_due AS "stepDue", d.details AS destination,
  p.display_name AS "assignedTo", r.being_sent AS "beingSent", r.external_reference AS "externalReference"`
const JOINS = `CROSS JOIN customers c ON c.id = r.customer_id CROSS JOIN trading_accounts a ON a.id = r.account_id LEFT JOIN operators p ON p.id = r.claimed_by
  LEFT JOIN request_clocks k ON k.request_id = r.id LEFT JOIN destinations d ON d.id = r.destination_id`

/** What is open and what is closed lie in indexes of their own, each in every order of the grid. */
export type Side = 'open' | 'closed' | 'both'

/** The text and parameters of the query of one side's page. */
export function pageQuery(
  ask: QueueAsk,
  context: QueueContext,
  part: { side: Side; searched: SearchedIds | null },
): { sql: string; params: unknown[] } {
  const key = SORT_KEY[ask.sort.by]
  const direction = ask.sort.descending ? 'DESC' : 'ASC'
  const { conditions, params } = conditionsOf(ask.filter, context, part)
  if (ask.after) {
    conditions.push(
      ask.sort.by === 'created'
        ? `r.id ${ask.sort.descending ? '<' : '>'} ?`
        : `(${key}, r.id) ${ask.sort.descending ? '<' : '>'} (?, ?)`,
    )
    params.push(...(ask.sort.by === 'created' ? [ask.after.requestId] : [ask.after.key, ask.after.requestId]))
  }
  const order = ask.sort.by === 'created' ? `r.id ${direction}` : `${key} ${direction}, r.id ${direction}`
  const index = part.searched ? '' : indexOf(ask, part.side)
  return {
    sql: `${COLUMNS} FROM requests r ${index} ${JOINS}${where(conditions)} ORDER BY ${order} LIMIT ?`,
    params: [...params, ask.limit],
  }
}

/**
 * The index that holds a side's page in its order. Named, so that no statistics and no other version of SQLite changes a plan
 * that was tested. In order of creation the closed ones are the table itself. A search needs no index: it knows its few requests.
 */
function indexOf({ filter, sort }: QueueAsk, side: Side): string {
  // No step of a withdrawal pays for an index on its own last change: only the index in memory has this order ready.
  if (sort.by === 'changed') return ''
  if (side === 'closed') return sort.by === 'created' ? 'NOT INDEXED' : `INDEXED BY requests_closed_${sort.by}`
  if (sort.by !== 'due') return `INDEXED BY requests_open_${sort.by}`
  if (filter.view === 'mine') return isOneHolder(filter) ? 'INDEXED BY requests_claimed' : ''
  const onePlace = isHeld(filter) && filter.statuses.length === 1 && filter.currencies.length === 1
  return onePlace ? 'INDEXED BY requests_queue_due' : 'INDEXED BY requests_open_due'
}

/** Mine and somebody else's, or nobody's, is an empty question that no index answers. */
const isOneHolder = ({ assigned }: RequestFilter): boolean => assigned === undefined || assigned === 'somebody'

const isHeld = (filter: RequestFilter): boolean =>
  filter.view === 'mine' || (filter.view === 'department' && filter.department !== null)

/** Where the wanted requests can be: what a person or a department holds is open, and so is every status that is not final. */
export function sidesOf({ filter }: Pick<QueueAsk, 'filter'>, context: QueueContext): ('open' | 'closed')[] {
  const open = filter.statuses.filter((status) => context.openStatuses.includes(status))
  const onlyOpen = filter.statuses.length > 0 && open.length === filter.statuses.length
  if (filter.openOnly || filter.overdueOnly || isHeld(filter) || onlyOpen) return ['open']
  return filter.statuses.length > 0 && open.length === 0 ? ['closed'] : ['open', 'closed']
}

/** One request as the grid shows it. */
export function queueRow(connection: Connection, requestId: number): QueueRow | undefined {
  return connection.get<QueueRow>(`${COLUMNS} FROM requests r ${JOINS} WHERE r.id = ?`, requestId)
}

/** One page of the grid, `limit` rows at most. */
export function queuePage(connection: Connection, ask: QueueAsk, context: QueueContext): QueueRow[] {
  const searched = searchIds(connection, ask.filter.search)
  const page = (side: Side) => {
    const { sql, params } = pageQuery(ask, context, { side, searched })
    return connection.all<QueueRow>(sql, ...params)
  }
  const sides = sidesOf(ask, context)
  const [side] = sides
  if (sides.length === 1 && side) return page(side)
  return searched ? page('both') : joined(sides.flatMap(page), ask)
}

const ROW_KEY = { due: 'dueAt', created: 'requestId', amount: 'amountMinor', changed: 'changedAt' } as const

/** The cursor that the next page starts after. */
export function cursorOf(row: QueueRow, sort: RequestSort): { key: number; requestId: number } {
  return { key: row[ROW_KEY[sort.by]], requestId: row.requestId }
}

/** The rows of some requests, in their order. */
export function rowsInOrder(connection: Connection, ids: readonly number[]): QueueRow[] {
  const from = `FROM json_each(?) j CROSS JOIN requests r ON r.id = j.value ${JOINS}`
  return connection.all<QueueRow>(`${COLUMNS} ${from}`, JSON.stringify(ids))
}

/** The first rows of two pages that are each in order. */
function joined(rows: QueueRow[], { sort, limit }: QueueAsk): QueueRow[] {
  const key = ROW_KEY[sort.by]
  const sign = sort.descending ? -1 : 1
  return rows.sort((a, b) => sign * (a[key] - b[key] || a.requestId - b.requestId)).slice(0, limit)
}

export type QueueTotals = { count: number; overdue: number; sums: { currency: string; amountMinor: number }[] }

/** Counts and sums of a filter, over at most `cap` rows, so that the answer never depends on the size of the ledger. */
export function queueTotals(
  connection: Connection,
  filter: RequestFilter,
  about: { context: QueueContext; cap: number },
): QueueTotals {
  const sides = sidesOf({ filter }, about.context)
  const side = sides.length === 1 && sides[0] ? sides[0] : 'both'
  const searched = searchIds(connection, filter.search)
  const { conditions, params } = conditionsOf(filter, about.context, { side, searched })
  const rows = connection.all<{ currency: string; count: number; overdue: number; amountMinor: number }>(
    `SELECT currency, count(*) AS count, sum(closed_at IS NULL AND due_at < ?) AS overdue, sum(amount_minor) AS "amountMinor"
     FROM (SELECT r.currency, r.closed_at, r.due_at, r.amount_minor FROM requests r CROSS JOIN customers c ON c.id = r.customer_id${where(conditions)} LIMIT ?) GROUP BY currency ORDER BY currency`,
    about.context.now,
    ...params,
    about.cap + 1,
  )
  const total = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + pick(row), 0)
  return {
    count: total((row) => row.count),
    overdue: total((row) => row.overdue),
    sums: rows.map(({ currency, amountMinor }) => ({ currency, amountMinor })),
  }
}

function where(conditions: string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
}

const COLUMN_OF: Record<DimensionName, string> = {
  profile: 'r.profile',
  status: 'r.status',
  department: 'r.department',
  currency: 'r.currency',
  method: 'r.method',
  priority: 'r.priority',
  claimedBy: 'r.claimed_by',
  closed: '(r.closed_at IS NOT NULL)',
  beingSent: 'r.being_sent',
  step: 'r.step',
  template: 'r.template',
}
const KEY_OF: Record<KeyName, string> = {
  due: 'r.due_at',
  created: 'r.created_at',
  changed: 'r.changed_at',
  amount: 'r.amount_minor',
}

function conditionsOf(
  filter: RequestFilter,
  context: QueueContext,
  { side, searched }: { side: Side; searched: SearchedIds | null },
): { conditions: string[]; params: unknown[] } {
  const conditions: string[] = []
  const params: unknown[] = []
  const add = (condition: string, ...values: unknown[]) => {
    conditions.push(condition)
    params.push(...values)
  }
  const { is, isNot, ranges, highRisk } = resolvedFilter(filter, context)
  for (const name of DIMENSIONS) {
    // The side says it in the words of the partial indexes.
    if (name !== 'closed' || side === 'both') addValues(COLUMN_OF[name], is[name], add)
    if (isNot[name]?.includes(null)) add(`${COLUMN_OF[name]} IS NOT NULL`)
  }
  if (side !== 'both') add(`r.closed_at IS ${side === 'open' ? 'NULL' : 'NOT NULL'}`)
  for (const { key, from, to } of ranges) {
    if (from !== null) add(`${KEY_OF[key]} >= ?`, from)
    if (to !== null) add(`${KEY_OF[key]} <= ?`, to)
  }
  if (highRisk) add("c.risk = 'high'")
  if (searched) {
    add(
      '(r.id IN (SELECT value FROM json_each(?)) OR r.customer_id IN (SELECT value FROM json_each(?)))',
      JSON.stringify(searched.requests),
      JSON.stringify(searched.customers),
    )
  }
  return { conditions, params }
}

function addValues(
  column: string,
  values: readonly Value[] | undefined,
  add: (condition: string, ...values: unknown[]) => void,
): void {
  if (values === undefined) return
  const [first] = values
  if (values.length === 0) add('false')
  else if (values.length > 1) add(`${column} IN (${values.map(() => '?').join(', ')})`, ...values)
  else if (first === null) add(`${column} IS NULL`)
  else add(`${column} = ?`, first)
}

export type SearchedIds = { requests: number[]; customers: number[] }
const SEARCH_LIMIT = 200

/** What a search text can mean: a request's number, an external reference, a trading account, a customer. */
export function searchIds(connection: Connection, search: string): SearchedIds | null {
  if (search === '') return null
  const number = /^(?:WD-?)?(\d{1,12})$/i.exec(search)?.[1]
  const ids = (sql: string, ...params: unknown[]) => connection.all<{ id: number }>(sql, ...params).map((row) => row.id)
  const requests = [
    ...(number ? [Number(number)] : []),
    ...ids('SELECT id FROM requests WHERE external_reference = ?', search),
  ]
  const customers = [
    ...ids('SELECT id FROM customers WHERE customer_number = ?', search),
    ...ids('SELECT customer_id AS id FROM trading_accounts WHERE account_number = ?', search),
    ...([...search].length >= 3
      ? ids(
          'SELECT rowid AS id FROM customer_search WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?',
          `"${search.replaceAll('"', '""')}"`,
          SEARCH_LIMIT,
        )
      : ids(
          "SELECT id FROM customers WHERE name_chinese LIKE ? ESCAPE '\\' LIMIT ?",
          `${search.replace(/[\\%_]/g, '\\$&')}%`,
          SEARCH_LIMIT,
        )),
  ]
  return { requests, customers: [...new Set(customers)] }
}
