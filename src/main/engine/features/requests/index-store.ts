/** SQL that fills the index of the queue and reads the rows that it names. */
import type { Connection } from '../../db/connection.ts'
import type { IndexedRow } from './queue-index.ts'

const INDEXED = `SELECT r.id, r.profile, r.status, r.department, r.currency, r.method, r.priority, r.claimed_by AS "claimedBy",
  r.closed_at IS NOT NULL AS closed, r.being_sent AS "beingSent", r.step, r.template, r.customer_id AS "customerId", r.due_at AS "dueAt", r.created_at AS "createdAt",
  r.changed_at AS "changedAt", r.amount_minor AS "amountMinor"`

export function highestRequest(connection: Connection): number {
  return connection.value<number>('SELECT coalesce(max(id), 0) FROM requests') ?? 0
}

/** Requests after a number, in order. */
export function indexedAfter(connection: Connection, id: number, limit: number): IndexedRow[] {
  return connection.all<IndexedRow>(`${INDEXED} FROM requests r WHERE r.id > ? ORDER BY r.id LIMIT ?`, id, limit)
}

export function indexedRows(connection: Connection, ids: readonly number[]): IndexedRow[] {
  const from = 'FROM json_each(?) j CROSS JOIN requests r ON r.id = j.value'
  return connection.all<IndexedRow>(`${INDEXED} ${from}`, JSON.stringify(ids))
}

/** Some requests from all over the ledger. */
export function sampleRows(connection: Connection, count: number): IndexedRow[] {
  const last = highestRequest(connection)
  const step = Math.max(1, Math.floor(last / count))
  const ids = Array.from({ length: Math.min(count, last) }, (_, i) => 1 + i * step)
  return indexedRows(connection, ids)
}

export function customersOfHighRisk(connection: Connection): number[] {
  return connection.all<{ id: number }>("SELECT id FROM customers WHERE risk = 'high'").map(({ id }) => id)
}

/** Numbers of all requests of some customers, from the index alone; only open ones when asked. */
export function requestsOfCustomers(connection: Connection, customers: readonly number[], openOnly: boolean): number[] {
  const open = openOnly ? ' AND r.closed_at IS NULL' : ''
  const text = connection.value<string>(
    `SELECT json_group_array(r.id) FROM json_each(?) j CROSS JOIN requests r INDEXED BY requests_of_customer ON r.customer_id = j.value${open}`,
    JSON.stringify(customers),
  )
  return JSON.parse(text ?? '[]') as number[]
}
