/** SQL of customers, accounts, orders, destinations and notes. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import {
  type Customer,
  customerNotes,
  customerRisks,
  customers,
  type DestinationRow,
  destinations,
  type TradingAccountRow,
  tradingAccounts,
  tradingOrders,
} from './schema.ts'

const CUSTOMER = `SELECT ${columnsOf(customers)} FROM customers WHERE id = ?`
const ACCOUNT = `SELECT ${columnsOf(tradingAccounts)} FROM trading_accounts WHERE id = ?`
const DESTINATION = `SELECT ${columnsOf(destinations)} FROM destinations WHERE id = ?`

export function customerById(call: Call, id: number): Customer {
  return call.db.get<Customer>(CUSTOMER, id) ?? refuse('NOT_FOUND', { what: `customer ${id}` })
}

export function customerByNumber(call: Call, number: string): Customer | undefined {
  return call.db.get<Customer>(`SELECT ${columnsOf(customers)} FROM customers WHERE customer_number = ?`, number)
}

export function insertCustomer(call: Call, row: typeof customers.$inferInsert): number {
  const id = call.db.insert(customers, row)
  call.db.run('INSERT INTO customer_search (rowid, words) VALUES (?, ?)', id, searchWords(row))
  return id
}

export function updateCustomer(
  call: Call,
  at: { id: number; version: number },
  row: Pick<Customer, 'name' | 'nameChinese' | 'email' | 'phone' | 'country' | 'risk'>,
): number {
  const changed = call.db.run(
    'UPDATE customers SET name = ?, name_chinese = ?, email = ?, phone = ?, country = ?, risk = ?, version = version + 1 WHERE id = ? AND version = ?',
    row.name,
    row.nameChinese,
    row.email,
    row.phone,
    row.country,
    row.risk,
    at.id,
    at.version,
  )
  if (changed !== 1) throw new Conflict(`customer:${at.id}`, { version: customerById(call, at.id).version })
  const { customerNumber } = customerById(call, at.id)
  call.db.run('UPDATE customer_search SET words = ? WHERE rowid = ?', searchWords({ ...row, customerNumber }), at.id)
  return at.version + 1
}

function searchWords(row: { customerNumber: string; name: string; nameChinese: string }): string {
  return `${row.customerNumber} ${row.name} ${row.nameChinese}`
}

/** Customers whose number or name contains a text, newest first; texts under three letters match the start of number or name. */
export function searchCustomerIds(call: Call, search: string, limit: number): number[] {
  if ([...search].length >= 3) {
    return call.db
      .all<{ id: number }>(
        'SELECT rowid AS id FROM customer_search WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?',
        `"${search.replaceAll('"', '""')}"`,
        limit,
      )
      .map((row) => row.id)
  }
  return call.db
    .all<{ id: number }>(
      "SELECT id FROM customers WHERE customer_number LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\' OR name_chinese LIKE ? ESCAPE '\\' ORDER BY id DESC LIMIT ?",
      `${likeText(search)}%`,
      `${likeText(search)}%`,
      `${likeText(search)}%`,
      limit,
    )
    .map((row) => row.id)
}

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, (mark) => `\\${mark}`)
}

export type CustomerListRow = Pick<Customer, 'id' | 'customerNumber' | 'name' | 'nameChinese' | 'country' | 'risk'> & {
  accounts: number
  openRequests: number
}

const LIST = `SELECT c.id, c.customer_number AS "customerNumber", c.name, c.name_chinese AS "nameChinese", c.country, c.risk,
  (SELECT count(*) FROM trading_accounts a WHERE a.customer_id = c.id) AS accounts,
  (SELECT count(*) FROM requests r WHERE r.customer_id = c.id AND r.closed_at IS NULL) AS "openRequests" FROM customers c`

export function customerPage(call: Call, after: string, limit: number): CustomerListRow[] {
  return call.db.all<CustomerListRow>(
    `${LIST} WHERE c.customer_number > ? ORDER BY c.customer_number LIMIT ?`,
    after,
    limit,
  )
}

export function customersOf(call: Call, ids: number[]): CustomerListRow[] {
  return call.db.all<CustomerListRow>(
    `${LIST} WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.customer_number`,
    JSON.stringify(ids),
  )
}

export function accountById(call: Call, id: number): TradingAccountRow {
  return call.db.getKept<TradingAccountRow>(ACCOUNT, id) ?? refuse('NOT_FOUND', { what: `trading account ${id}` })
}

export function accountByNumber(call: Call, number: string): TradingAccountRow | undefined {
  return call.db.get<TradingAccountRow>(
    `SELECT ${columnsOf(tradingAccounts)} FROM trading_accounts WHERE account_number = ?`,
    number,
  )
}

export function accountsOf(call: Call, customerId: number): TradingAccountRow[] {
  return call.db.all<TradingAccountRow>(
    `SELECT ${columnsOf(tradingAccounts)} FROM trading_accounts WHERE customer_id = ? ORDER BY id`,
    customerId,
  )
}

export function nextAccountId(call: Call): number {
  return call.db.value<number>('SELECT coalesce(max(id), 0) + 1 FROM trading_accounts') ?? 1
}

export function insertAccount(call: Call, row: typeof tradingAccounts.$inferInsert): number {
  return call.db.insert(tradingAccounts, row)
}

/** Figures of the trading platform after money left or came back. */
export function changeFigures(call: Call, accountId: number, deltaMinor: number): void {
  call.db.run(
    'UPDATE trading_accounts SET equity_minor = equity_minor + ?, free_margin_minor = free_margin_minor + ?, figures_at = ?, version = version + 1 WHERE id = ?',
    deltaMinor,
    deltaMinor,
    call.now,
    accountId,
  )
}

export function insertOrder(call: Call, row: typeof tradingOrders.$inferInsert): number {
  return call.db.insert(tradingOrders, row)
}

export type OrderRow = typeof tradingOrders.$inferSelect & { by: string }

export function ordersOf(call: Call, accountId: number): OrderRow[] {
  return call.db.all<OrderRow>(
    `SELECT ${columnsOf(tradingOrders, 'o')}, p.display_name AS by FROM trading_orders o JOIN operators p ON p.id = o.operator_id WHERE o.account_id = ? ORDER BY o.id DESC LIMIT 200`,
    accountId,
  )
}

export function destinationById(call: Call, id: number): DestinationRow {
  return call.db.getKept<DestinationRow>(DESTINATION, id) ?? refuse('NOT_FOUND', { what: `destination ${id}` })
}

export function destinationByDigest(call: Call, customerId: number, digest: string): DestinationRow | undefined {
  return call.db.get<DestinationRow>(
    `SELECT ${columnsOf(destinations)} FROM destinations WHERE customer_id = ? AND digest = ?`,
    customerId,
    digest,
  )
}

export function destinationsOf(
  call: Call,
  customerId: number,
): (DestinationRow & { by: string; confirmedByName: string | null })[] {
  return call.db.all(
    `SELECT ${columnsOf(destinations, 'd')}, p.display_name AS by, c.display_name AS "confirmedByName" FROM destinations d JOIN operators p ON p.id = d.created_by
     LEFT JOIN operators c ON c.id = d.confirmed_by WHERE d.customer_id = ? ORDER BY d.active DESC, d.id`,
    customerId,
  )
}

export function insertDestination(call: Call, row: typeof destinations.$inferInsert): number {
  return call.db.insert(destinations, row)
}

type DestinationChange = Partial<
  Pick<DestinationRow, 'active' | 'waiting' | 'usableFrom' | 'confirmedBy' | 'confirmedAt'>
>

/** What may change of a destination; its content never does. */
export function changeDestination(call: Call, at: DestinationRow, change: DestinationChange): void {
  const next = { ...at, ...change }
  const changed = call.db.run(
    `UPDATE destinations SET active = ?, waiting = ?, usable_from = ?, confirmed_by = ?, confirmed_at = ?, version = version + 1
     WHERE id = ? AND version = ?`,
    next.active,
    next.waiting,
    next.usableFrom,
    next.confirmedBy,
    next.confirmedAt,
    at.id,
    at.version,
  )
  if (changed !== 1) throw new Conflict(`destination:${at.id}`, { version: destinationById(call, at.id).version })
}

export function insertNote(call: Call, row: typeof customerNotes.$inferInsert): number {
  return call.db.insert(customerNotes, row)
}

export function notesOf(call: Call, customerId: number): (typeof customerNotes.$inferSelect & { by: string })[] {
  return call.db.all(
    `SELECT ${columnsOf(customerNotes, 'n')}, p.display_name AS by FROM customer_notes n JOIN operators p ON p.id = n.operator_id WHERE n.customer_id = ? ORDER BY n.id DESC LIMIT 100`,
    customerId,
  )
}

/** Keeps why a customer is graded otherwise than before. */
export function insertRiskChange(call: Call, row: typeof customerRisks.$inferInsert): number {
  return call.db.insert(customerRisks, row)
}

export function riskChangesOf(call: Call, customerId: number): (typeof customerRisks.$inferSelect & { by: string })[] {
  return call.db.all(
    `SELECT ${columnsOf(customerRisks, 'k')}, p.display_name AS by FROM customer_risks k JOIN operators p ON p.id = k.operator_id WHERE k.customer_id = ? ORDER BY k.id DESC LIMIT 20`,
    customerId,
  )
}

export type CustomerRequestRow = {
  requestId: number
  status: string
  amountMinor: number
  currency: string
  createdAt: number
  accountNumber: string
  open: number
  by: string
}

/** Those that are not at an end first, the newest of each first. */
export function requestsOf(call: Call, customerId: number): CustomerRequestRow[] {
  return call.db.all<CustomerRequestRow>(
    `SELECT r.id AS "requestId", r.status, r.amount_minor AS "amountMinor", r.currency, r.created_at AS "createdAt", a.account_number AS "accountNumber", r.closed_at IS NULL AS open,
       p.display_name AS by FROM requests r JOIN trading_accounts a ON a.id = r.account_id JOIN operators p ON p.id = r.created_by WHERE r.customer_id = ?
     ORDER BY r.closed_at IS NULL DESC, r.id DESC LIMIT 100`,
    customerId,
  )
}

/** R1-81: requested amounts of the customer's requests that count as opened by their own profiles, in one currency. */
export function openedSum(
  call: Call,
  about: { customerId: number; currency: string; opened: readonly string[]; exceptRequestId: number },
): number {
  const { customerId, currency, opened, exceptRequestId } = about
  if (opened.length === 0) return 0
  return (
    call.db.value<number>(
      `SELECT coalesce(sum(amount_minor), 0) FROM requests WHERE customer_id = ? AND currency = ? AND closed_at IS NULL AND id <> ?
       AND profile || '/' || profile_version || '/' || status IN (${opened.map(() => '?').join(', ')})`,
      customerId,
      currency,
      exceptRequestId,
      ...opened,
    ) ?? 0
  )
}
