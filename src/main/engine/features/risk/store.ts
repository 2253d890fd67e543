/** SQL of regions, the register and the deposits of high-risk clients. */
import type { RegisterFilter } from '../../../../contract/risk.ts'
import type { Call } from '../../call.ts'
import { type Connection, columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type EntryRow, type RegionRow, riskEntries, riskRegions } from './schema.ts'

export function activeRegions(call: Call): (RegionRow & { by: string })[] {
  return call.db.all(
    `SELECT ${columnsOf(riskRegions, 'r')}, p.display_name AS by FROM risk_regions r JOIN operators p ON p.id = r.added_by WHERE r.lifted_at IS NULL ORDER BY r.country`,
  )
}

export function regionCodes(call: Call): ReadonlySet<string> {
  const rows = call.db.all<{ country: string }>('SELECT country FROM risk_regions WHERE lifted_at IS NULL')
  return new Set(rows.map((row) => row.country))
}

export function regionById(call: Call, id: number): RegionRow {
  return (
    call.db.get<RegionRow>(`SELECT ${columnsOf(riskRegions)} FROM risk_regions WHERE id = ?`, id) ??
    refuse('NOT_FOUND', { what: `region ${id}` })
  )
}

export function insertRegion(call: Call, row: typeof riskRegions.$inferInsert): number {
  return call.db.insert(riskRegions, row)
}

export function liftRegion(call: Call, id: number, { reason, by }: { reason: string; by: number }): void {
  const changed = call.db.run(
    'UPDATE risk_regions SET lifted_at = ?, lifted_by = ?, lifted_reason = ? WHERE id = ? AND lifted_at IS NULL',
    call.now,
    by,
    reason,
    id,
  )
  if (changed !== 1) throw new Conflict(`region:${id}`)
}

export type RequestFacts = {
  id: number
  profile: string
  profileVersion: number
  customerId: number
  destinationId: number | null
  closedAt: number | null
  createdBy: number
}

/** What the register needs to know of a request; requests are above this feature. */
export function requestFacts(call: Call, requestId: number): RequestFacts {
  return (
    call.db.get<RequestFacts>(
      `SELECT id, profile, profile_version AS "profileVersion", customer_id AS "customerId", destination_id AS "destinationId", closed_at AS "closedAt", created_by AS "createdBy"
       FROM requests WHERE id = ?`,
      requestId,
    ) ?? refuse('NOT_FOUND', { what: `request WD-${requestId}` })
  )
}

export type EntryListRow = EntryRow & {
  customerNumber: string
  customerName: string
  by: string
  decidedByName: string | null
}

const ENTRIES = `SELECT ${columnsOf(riskEntries, 'e')}, c.customer_number AS "customerNumber", c.name AS "customerName", p.display_name AS by, q.display_name AS "decidedByName"
  FROM risk_entries e JOIN customers c ON c.id = e.customer_id JOIN operators p ON p.id = e.operator_id LEFT JOIN operators q ON q.id = e.decided_by`

export function entriesOfRequest(call: Call, requestId: number): EntryListRow[] {
  return call.db.all<EntryListRow>(`${ENTRIES} WHERE e.request_id = ? ORDER BY e.id`, requestId)
}

/** What the register says about a customer, the newest first. */
export function entriesOfCustomer(call: Call, customerId: number): EntryListRow[] {
  return call.db.all<EntryListRow>(`${ENTRIES} WHERE e.customer_id = ? ORDER BY e.id DESC LIMIT 20`, customerId)
}

/** The assessments that count for a request, without names. */
export function entryFacts(call: Call, requestId: number): Pick<EntryRow, 'kind' | 'assessment' | 'decision'>[] {
  return call.db.all('SELECT kind, assessment, decision FROM risk_entries WHERE request_id = ?', requestId)
}

export function entryById(call: Call, id: number): EntryListRow {
  return (
    call.db.get<EntryListRow>(`${ENTRIES} WHERE e.id = ?`, id) ?? refuse('NOT_FOUND', { what: `register entry ${id}` })
  )
}

export function insertEntry(call: Call, row: typeof riskEntries.$inferInsert): number {
  return call.db.insert(riskEntries, row)
}

export function decideEntry(call: Call, id: number, to: { decision: string; note: string }): void {
  const changed = call.db.run(
    'UPDATE risk_entries SET decision = ?, decided_by = ?, decided_at = ?, decision_note = ? WHERE id = ? AND decision IS NULL',
    to.decision,
    call.actor.operatorId,
    call.now,
    to.note,
    id,
  )
  if (changed !== 1) throw new Conflict(`register entry:${id}`)
}

export type RegisterAsk = { filter: RegisterFilter; before: number | null; limit: number }

/** A page of the register, newest first; the same query feeds the export. */
export function registerPage(db: Connection, { filter, before, limit }: RegisterAsk): EntryListRow[] {
  const where = ['e.id < ?']
  const params: unknown[] = [before ?? Number.MAX_SAFE_INTEGER]
  const add = (condition: string, value: unknown) => {
    where.push(condition)
    params.push(value)
  }
  if (filter.kinds.length > 0) add('e.kind IN (SELECT value FROM json_each(?))', JSON.stringify(filter.kinds))
  if (filter.assessments.length > 0)
    add('e.assessment IN (SELECT value FROM json_each(?))', JSON.stringify(filter.assessments))
  if (filter.from !== null) add('e.business_date >= ?', filter.from)
  if (filter.until !== null) add('e.business_date <= ?', filter.until)
  if (filter.waitingOnly) where.push("e.decision IS NULL AND e.assessment IN ('uncertain', 'reject')")
  return db.all<EntryListRow>(`${ENTRIES} WHERE ${where.join(' AND ')} ORDER BY e.id DESC LIMIT ?`, ...params, limit)
}

export function waitingEntries(call: Call): number {
  return (
    call.db.value<number>(
      "SELECT count(*) FROM (SELECT 1 FROM risk_entries WHERE decision IS NULL AND assessment IN ('uncertain', 'reject') LIMIT 1000)",
    ) ?? 0
  )
}

export type DepositRow = {
  orderId: number
  customerId: number
  customerNumber: string
  customerName: string
  amountMinor: number
  currency: string
  at: number
}

/** R3-55: deposits of high-risk clients without an entry in the register, newest first. */
export function depositsToRegister(call: Call, since: number): DepositRow[] {
  return call.db.all<DepositRow>(
    `SELECT o.id AS "orderId", c.id AS "customerId", c.customer_number AS "customerNumber", c.name AS "customerName",
       o.amount_minor AS "amountMinor", a.currency, o.at
     FROM customers c JOIN trading_accounts a ON a.customer_id = c.id JOIN trading_orders o ON o.account_id = a.id
     WHERE c.risk = 'high' AND o.kind = 'deposit' AND o.at >= ?
       AND NOT EXISTS (SELECT 1 FROM risk_entries e WHERE e.order_id = o.id) ORDER BY o.id DESC LIMIT 500`,
    since,
  )
}

export function depositById(call: Call, orderId: number): DepositRow {
  return (
    call.db.get<DepositRow>(
      `SELECT o.id AS "orderId", c.id AS "customerId", c.customer_number AS "customerNumber", c.name AS "customerName",
         o.amount_minor AS "amountMinor", a.currency, o.at
       FROM trading_orders o JOIN trading_accounts a ON a.id = o.account_id JOIN customers c ON c.id = a.customer_id
       WHERE o.id = ? AND o.kind = 'deposit'`,
      orderId,
    ) ?? refuse('NOT_FOUND', { what: `deposit ${orderId}` })
  )
}
