/**
 * SQL of the transactions ledger. The list walks the days backwards along their index; a chosen account walks its own postings, so that
 * its running balance reads from row to row; everything that names a person, request or payment is first turned into the journals it
 * can mean. Takes a connection, so that exports run it beside the desk.
 */
import type { MovementCursor, MovementFilter } from '../../../../contract/movements.ts'
import type { Connection } from '../../db/connection.ts'
import { type Meant, readingsOf } from './rules.ts'

export type MovementFacts = {
  journalId: number
  date: string
  at: number
  kind: string
  memo: string
  by: string | null
  requestId: number | null
  customerId: number | null
  customerNumber: string | null
  customerName: string | null
  ledgerAccountId: number
  accountName: string
  amountMinor: number
  currency: string
  balanceAfterMinor: number
  profile: string | null
  profileVersion: number | null
  status: string | null
  reference: string | null
  batchId: number | null
  chequeNumber: string | null
  reversedBy: number | null
}

/** `statuses`: `profile/status` of every status that the wanted state covers. */
export type MovementAsk = { filter: MovementFilter; statuses: readonly string[] }
export type MovementQuery = { sql: string; params: unknown[] }

const MOST_CUSTOMERS = 200

const COLUMNS = `j.id AS "journalId", j.business_date AS date, j.at, j.kind, j.memo, o.display_name AS by, j.request_id AS "requestId",
  c.id AS "customerId", c.customer_number AS "customerNumber", c.name AS "customerName", p.account_id AS "ledgerAccountId", a.name AS "accountName",
  p.amount_minor AS "amountMinor", p.currency, p.balance_after_minor AS "balanceAfterMinor", r.profile, r.profile_version AS "profileVersion", r.status,
  i.end_to_end_id AS reference, (SELECT batch_id FROM batch_lines WHERE instruction_id = i.id AND live = 1) AS "batchId",
  (SELECT number FROM cheque_leaves WHERE instruction_id = i.id AND state NOT IN ('spoiled', 'void') ORDER BY id DESC LIMIT 1) AS "chequeNumber",
  (SELECT id FROM journals WHERE reverses = j.id) AS "reversedBy"`

const NAMES = `CROSS JOIN ledger_accounts a ON a.id = p.account_id LEFT JOIN operators o ON o.id = j.operator_id LEFT JOIN requests r ON r.id = j.request_id
  LEFT JOIN trading_accounts t ON t.ledger_account_id = a.id LEFT JOIN customers c ON c.id = coalesce(r.customer_id, t.customer_id)
  LEFT JOIN instructions i ON i.id = (SELECT max(id) FROM instructions WHERE request_id = j.request_id)`

/** Journals of requests: their own, and those of a whole batch that the bank debited in one amount. */
const journalsOfRequests = (requests: string) =>
  `SELECT id FROM journals WHERE request_id IN (${requests}) UNION
   SELECT s.journal_id FROM instructions n JOIN statement_links k ON k.instruction_id = n.id AND k.undone_at IS NULL
     JOIN statement_lines s ON s.id = k.statement_line_id WHERE n.request_id IN (${requests}) AND s.journal_id IS NOT NULL`
const accountsOfCustomers =
  'SELECT ledger_account_id FROM trading_accounts WHERE customer_id IN (SELECT value FROM json_each(?))'
const journalsOfCustomers = `SELECT journal_id FROM postings WHERE account_id IN (${accountsOfCustomers}) UNION
  ${journalsOfRequests('SELECT id FROM requests WHERE customer_id IN (SELECT value FROM json_each(?))')}`

const requestsOfBatch =
  'SELECT n.request_id FROM batch_lines l JOIN instructions n ON n.id = l.instruction_id WHERE l.batch_id = ? AND l.live = 1'
const requestsOfCheque = `SELECT n.request_id FROM cheque_leaves l JOIN instructions n ON n.id = l.instruction_id
  WHERE l.bank_account_id IN (SELECT id FROM bank_accounts) AND l.number = ?`

type Part = { sql: string; params: unknown[] }
const twice = (sql: string, param: unknown): Part => ({ sql: journalsOfRequests(sql), params: [param, param] })

function ofCustomers(ids: readonly number[]): Part {
  const json = JSON.stringify(ids)
  return { sql: journalsOfCustomers, params: [json, json, json] }
}

/** The journals that one reading of the search can mean; null when it needs dates that were not chosen. */
function partOf(connection: Connection, meant: Meant, filter: MovementFilter): Part[] {
  switch (meant.what) {
    case 'request':
      return [twice('SELECT ?', meant.id)]
    case 'journal':
      return [{ sql: 'SELECT id FROM journals WHERE id = ?', params: [meant.id] }]
    case 'order':
      return [twice('SELECT request_id FROM trading_orders WHERE id = ? AND request_id IS NOT NULL', meant.id)]
    case 'reference':
      return [twice('SELECT request_id FROM instructions WHERE end_to_end_id = ?', meant.text)]
    case 'cheque':
      return [twice(requestsOfCheque, meant.text)]
    case 'words':
      return [ofCustomers(customersLike(connection, meant.text)), ...memoPart(meant.text, filter)]
  }
}

/** The text of journals is read only within chosen dates: it has no index, and none that would cost every posting. */
function memoPart(text: string, { from, to }: MovementFilter): Part[] {
  if (from === null && to === null) return []
  return [
    {
      sql: 'SELECT id FROM journals WHERE business_date >= ? AND business_date <= ? AND instr(lower(memo), lower(?)) > 0',
      params: [from ?? '0000-00-00', to ?? '9999-99-99', text],
    },
  ]
}

/** Customers whose number or name contains the text, or whose trading account has this number. */
function customersLike(connection: Connection, text: string): number[] {
  const byAccount = connection.all<{ id: number }>(
    'SELECT customer_id AS id FROM trading_accounts WHERE account_number = ?',
    text,
  )
  if ([...text].length < 3) return byAccount.map(({ id }) => id)
  const byWords = connection.all<{ id: number }>(
    'SELECT rowid AS id FROM customer_search WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?',
    `"${text.replaceAll('"', '""')}"`,
    MOST_CUSTOMERS,
  )
  return [...byAccount, ...byWords].map(({ id }) => id)
}

/** One list of journals for each wish that names a thing; a row must be in all of them. */
function picksOf(connection: Connection, filter: MovementFilter): Part[] {
  const picks: Part[] = []
  if (filter.customerId !== null) picks.push(ofCustomers([filter.customerId]))
  if (filter.requestId !== null) picks.push(twice('SELECT ?', filter.requestId))
  if (filter.batchId !== null) picks.push(twice(requestsOfBatch, filter.batchId))
  if (filter.chequeNumber !== '') picks.push(twice(requestsOfCheque, filter.chequeNumber))
  if (filter.search !== '') {
    const parts = readingsOf(filter.search).flatMap((meant) => partOf(connection, meant, filter))
    const sql = parts.map((part) => part.sql).join(' UNION ')
    picks.push({ sql: parts.length === 0 ? 'SELECT 0 WHERE 0' : sql, params: parts.flatMap((part) => part.params) })
  }
  return picks
}

function conditionsOf({ filter, statuses }: MovementAsk): Part[] {
  const parts: Part[] = []
  const add = (sql: string, ...params: unknown[]) => parts.push({ sql, params })
  if (filter.from !== null) add('j.business_date >= ?', filter.from)
  if (filter.to !== null) add('j.business_date <= ?', filter.to)
  if (filter.currency !== null) add('p.currency = ?', filter.currency)
  if (filter.leastMinor !== null) add('abs(p.amount_minor) >= ?', filter.leastMinor)
  if (filter.mostMinor !== null) add('abs(p.amount_minor) <= ?', filter.mostMinor)
  if (filter.state === 'none') add('j.request_id IS NULL')
  else if (filter.state !== null)
    add(
      "EXISTS (SELECT 1 FROM requests q WHERE q.id = j.request_id AND q.profile || '/' || q.status IN (SELECT value FROM json_each(?)))",
      JSON.stringify(statuses),
    )
  if (filter.channel !== null)
    add('EXISTS (SELECT 1 FROM instructions n WHERE n.request_id = j.request_id AND n.kind = ?)', filter.channel)
  return parts
}

/** The posting of a customer's account, else of a bank's, else the first: a line of a journal is at most 1,000. */
const TELLING = `(SELECT min((CASE b.kind WHEN 'customer' THEN 0 WHEN 'bank' THEN 1 ELSE 2 END) * 1001 + q.line) % 1001 FROM postings q
  CROSS JOIN ledger_accounts b ON b.id = q.account_id WHERE q.journal_id = j.id)`

/** Which posting of a journal is shown: that of the chosen customer, else the most telling one. */
function lineOf({ customerId }: MovementFilter): Part {
  if (customerId === null) return { sql: `p.line = ${TELLING}`, params: [] }
  const own = `SELECT min(line) FROM postings WHERE journal_id = j.id AND account_id IN (${accountsOfCustomers})`
  return { sql: `p.line = coalesce((${own}), ${TELLING})`, params: [JSON.stringify([customerId])] }
}

/** The rows of a filter, newest first; `columns` is what is selected of them. */
export function movementQuery(
  connection: Connection,
  ask: MovementAsk,
  page: { columns: 'rows' | 'sums'; after: MovementCursor | null; limit: number },
): MovementQuery {
  const { filter } = ask
  const picks = picksOf(connection, filter)
  const where: Part[] = []
  let from: string
  if (filter.ledgerAccountId !== null) {
    from = 'postings p CROSS JOIN journals j ON j.id = p.journal_id'
    where.push({ sql: 'p.account_id = ?', params: [filter.ledgerAccountId] })
    if (page.after !== null) where.push({ sql: 'p.journal_id < ?', params: [page.after.journalId] })
  } else {
    from = 'journals j CROSS JOIN postings p ON p.journal_id = j.id'
    where.push(lineOf(filter))
    if (page.after !== null)
      where.push({
        sql: '(j.business_date, j.id) < (?, ?)',
        params: [page.after.date, page.after.journalId],
      })
  }
  for (const pick of picks) where.push({ sql: `j.id IN (${pick.sql})`, params: pick.params })
  where.push(...conditionsOf(ask))
  const order = filter.ledgerAccountId === null ? 'j.business_date DESC, j.id DESC' : 'p.journal_id DESC'
  const text = where.map((part) => `(${part.sql})`).join(' AND ')
  return {
    sql: `SELECT ${page.columns === 'rows' ? COLUMNS : 'p.amount_minor AS amount, p.currency'} FROM ${from} ${page.columns === 'rows' ? NAMES : ''}
      WHERE ${text} ORDER BY ${order} LIMIT ?`,
    params: [...where.flatMap((part) => part.params), page.limit],
  }
}

export function movementPage(
  connection: Connection,
  ask: MovementAsk,
  page: { after: MovementCursor | null; limit: number },
): MovementFacts[] {
  const { sql, params } = movementQuery(connection, ask, { columns: 'rows', ...page })
  return connection.all<MovementFacts>(sql, ...params)
}

export type MovementSums = { currency: string; count: number; debitMinor: number; creditMinor: number }

/** Count and sums per currency of the first rows of a filter. */
export function movementSums(connection: Connection, ask: MovementAsk, limit: number): MovementSums[] {
  const { sql, params } = movementQuery(connection, ask, { columns: 'sums', after: null, limit })
  return connection.all<MovementSums>(
    `SELECT currency, count(*) AS count, coalesce(sum(amount) FILTER (WHERE amount > 0), 0) AS "debitMinor",
       coalesce(-sum(amount) FILTER (WHERE amount < 0), 0) AS "creditMinor" FROM (${sql}) GROUP BY currency ORDER BY currency`,
    ...params,
  )
}

/** The audit records of a request, oldest first. */
export function recordsOf(connection: Connection, requestId: number, limit: number): string[] {
  return connection
    .all<{ record: string }>(
      'SELECT record FROM audit WHERE request_id = ? ORDER BY sequence LIMIT ?',
      requestId,
      limit,
    )
    .map((row) => row.record)
}
