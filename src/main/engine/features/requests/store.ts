/** SQL of requests, reviews, documents and transactions. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import {
  type DocumentFacts,
  documents,
  type Request,
  type Review,
  requestReviews,
  requests,
  requestTransactions,
  type Transaction,
} from './schema.ts'

const SELECT = `SELECT ${columnsOf(requests)} FROM requests WHERE id = ?`
const TRANSACTIONS = `SELECT ${columnsOf(requestTransactions)} FROM request_transactions WHERE request_id = ? ORDER BY id`

export function requestById(call: Call, id: number): Request {
  return call.db.get<Request>(SELECT, id) ?? refuse('NOT_FOUND', { what: `WD-${id}` })
}

/** The request at the version that the operator saw; a Conflict names who changed it since (law 6). */
export function requestAt(call: Call, at: { requestId: number; expectedVersion: number }): Request {
  const request = requestById(call, at.requestId)
  if (request.version === at.expectedVersion) return request
  const [last] = auditTexts(call, request.id, 1)
  const record = last ? (JSON.parse(last) as { actor: string; at: number }) : null
  throw new Conflict(`WD-${request.id}`, {
    version: request.version,
    ...(record ? { by: record.actor, at: record.at } : {}),
  })
}

/** The open requests of a customer, the oldest first. */
export function openRequestsOf(call: Call, customerId: number): number[] {
  return call.db
    .all<{ id: number }>('SELECT id FROM requests WHERE customer_id = ? AND closed_at IS NULL ORDER BY id', customerId)
    .map(({ id }) => id)
}

export function insertRequest(call: Call, row: typeof requests.$inferInsert): number {
  return call.db.insert(requests, row)
}

export type RequestChange = Partial<
  Pick<
    Request,
    | 'status'
    | 'department'
    | 'priority'
    | 'executeMinor'
    | 'feeMinor'
    | 'claimedBy'
    | 'beingSent'
    | 'completedBy'
    | 'closedAt'
    | 'step'
    | 'dueAt'
    | 'destinationId'
    | 'reasonCode'
    | 'channel'
  >
>

const COLUMN: Record<keyof RequestChange, string> = {
  status: 'status',
  department: 'department',
  priority: 'priority',
  executeMinor: 'execute_minor',
  feeMinor: 'fee_minor',
  claimedBy: 'claimed_by',
  beingSent: 'being_sent',
  completedBy: 'completed_by',
  closedAt: 'closed_at',
  step: 'step',
  dueAt: 'due_at',
  destinationId: 'destination_id',
  reasonCode: 'reason_code',
  channel: 'channel',
}
const updateTexts = new Map<string, string>()

/** Changes one request at its version; exactly one row must change. Returns the request as it is now. */
export function changeRequest(call: Call, request: Request, change: RequestChange): Request {
  const keys = Object.keys(change) as (keyof RequestChange)[]
  const signature = keys.join()
  let sql = updateTexts.get(signature)
  if (!sql) {
    const sets = keys.map((key) => `${COLUMN[key]} = ?, `).join('')
    sql = `UPDATE requests SET ${sets}changed_at = ?, version = version + 1 WHERE id = ? AND version = ? AND status = ?`
    updateTexts.set(signature, sql)
  }
  const values = keys.map((key) => change[key])
  const changed = call.db.run(sql, ...values, call.now, request.id, request.version, request.status)
  if (changed !== 1) throw new Conflict(`WD-${request.id}`)
  call.changed('requests', request.id)
  return { ...request, ...change, changedAt: call.now, version: request.version + 1 }
}

export function reviewOf(call: Call, requestId: number): Review | undefined {
  return call.db.get<Review>(`SELECT ${columnsOf(requestReviews)} FROM request_reviews WHERE request_id = ?`, requestId)
}

export function putCall(call: Call, requestId: number, outcome: string): void {
  call.db.run(
    `INSERT INTO request_reviews (request_id, call_outcome, call_by, call_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (request_id) DO UPDATE SET call_outcome = excluded.call_outcome, call_by = excluded.call_by, call_at = excluded.call_at`,
    requestId,
    outcome,
    call.actor.operatorId,
    call.now,
  )
}

export function putRecheck(
  call: Call,
  requestId: number,
  answers: { documents: string; balance: string; call: string },
): void {
  call.db.run(
    `INSERT INTO request_reviews (request_id, recheck_documents, recheck_balance, recheck_call, recheck_by, recheck_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (request_id) DO UPDATE SET recheck_documents = excluded.recheck_documents, recheck_balance = excluded.recheck_balance,
       recheck_call = excluded.recheck_call, recheck_by = excluded.recheck_by, recheck_at = excluded.recheck_at`,
    requestId,
    answers.documents,
    answers.balance,
    answers.call,
    call.actor.operatorId,
    call.now,
  )
}

/** A request that comes back for documents is re-checked anew. */
export function clearRecheck(call: Call, requestId: number): void {
  call.db.run(
    'UPDATE request_reviews SET recheck_documents = NULL, recheck_balance = NULL, recheck_call = NULL, recheck_by = NULL, recheck_at = NULL WHERE request_id = ?',
    requestId,
  )
}

export type DocumentListRow = DocumentFacts & {
  by: string
  fileName: string | null
  sizeBytes: number | null
  sha256: string | null
}

export function documentsOf(call: Call, requestId: number): DocumentListRow[] {
  return call.db.all<DocumentListRow>(
    `SELECT ${columnsOf(documents, 'd')}, p.display_name AS by, f.name AS "fileName", c.size_bytes AS "sizeBytes", f.sha256 AS sha256
     FROM documents d JOIN operators p ON p.id = d.operator_id LEFT JOIN files f ON f.id = d.file_id LEFT JOIN file_contents c ON c.sha256 = f.sha256
     WHERE d.request_id = ? ORDER BY d.id`,
    requestId,
  )
}

export function documentById(call: Call, requestId: number, id: number): DocumentFacts {
  const row = call.db.get<DocumentFacts>(
    `SELECT ${columnsOf(documents)} FROM documents WHERE id = ? AND request_id = ?`,
    id,
    requestId,
  )
  return row ?? refuse('NOT_FOUND', { what: `document ${id}` })
}

export function insertDocument(call: Call, row: typeof documents.$inferInsert): number {
  return call.db.insert(documents, row)
}

/** Attaches a file to the oldest wanted document of the kind, or adds one. Returns the document's id. */
export function attachDocument(call: Call, what: { requestId: number; kind: string; fileId: number }): number {
  const wanted = call.db.value<number>(
    "SELECT id FROM documents WHERE request_id = ? AND kind = ? AND state = 'wanted' ORDER BY id LIMIT 1",
    what.requestId,
    what.kind,
  )
  if (wanted === undefined) {
    const { requestId, kind, fileId } = what
    return insertDocument(call, {
      requestId,
      kind,
      fileId,
      state: 'attached',
      at: call.now,
      operatorId: call.actor.operatorId,
    })
  }
  call.db.run(
    "UPDATE documents SET state = 'attached', file_id = ?, at = ?, operator_id = ? WHERE id = ?",
    what.fileId,
    call.now,
    call.actor.operatorId,
    wanted,
  )
  return wanted
}

export function markDocument(call: Call, id: number, state: 'attached' | 'accepted'): void {
  call.db.run(
    'UPDATE documents SET state = ?, at = ?, operator_id = ? WHERE id = ?',
    state,
    call.now,
    call.actor.operatorId,
    id,
  )
}

export function removeDocument(call: Call, id: number): void {
  call.db.run('DELETE FROM documents WHERE id = ?', id)
}

export function transactionsOf(call: Call, requestId: number): readonly Transaction[] {
  return call.db.allKept<Transaction>(TRANSACTIONS, requestId)
}

export function transactionById(call: Call, requestId: number, id: number): Transaction {
  const row = call.db.get<Transaction>(
    `SELECT ${columnsOf(requestTransactions)} FROM request_transactions WHERE id = ? AND request_id = ?`,
    id,
    requestId,
  )
  return row ?? refuse('NOT_FOUND', { what: `transaction ${id}` })
}

export function insertTransaction(call: Call, row: typeof requestTransactions.$inferInsert): number {
  return call.db.insert(requestTransactions, row)
}

export function editTransaction(
  call: Call,
  transaction: Transaction,
  content: Pick<Transaction, 'amountMinor' | 'oct' | 'details' | 'digest'>,
): void {
  call.db.run(
    `UPDATE request_transactions SET amount_minor = ?, oct = ?, details = ?, digest = ?, automatic = 0, made_by = ?, status = 'draft', approved_by = NULL, approved_at = NULL,
     version = version + 1 WHERE id = ? AND version = ?`,
    content.amountMinor,
    content.oct,
    content.details,
    content.digest,
    call.actor.operatorId,
    transaction.id,
    transaction.version,
  )
}

export function deleteTransaction(call: Call, id: number): void {
  call.db.run('DELETE FROM request_transactions WHERE id = ?', id)
}

export function setTransactionStatus(
  call: Call,
  id: number,
  to: { status: Transaction['status']; tradingOrderId?: number; approvedBy?: number },
): void {
  if (to.approvedBy !== undefined) {
    call.db.run(
      'UPDATE request_transactions SET status = ?, approved_by = ?, approved_at = ?, version = version + 1 WHERE id = ?',
      to.status,
      to.approvedBy,
      call.now,
      id,
    )
  } else if (to.tradingOrderId !== undefined) {
    call.db.run(
      'UPDATE request_transactions SET status = ?, trading_order_id = ?, version = version + 1 WHERE id = ?',
      to.status,
      to.tradingOrderId,
      id,
    )
  } else {
    call.db.run('UPDATE request_transactions SET status = ?, version = version + 1 WHERE id = ?', to.status, id)
  }
}

/** The newest audit records of a request, as they are stored. */
export function auditTexts(call: Call, requestId: number, limit: number): string[] {
  return call.db
    .all<{ record: string }>(
      'SELECT record FROM audit WHERE request_id = ? ORDER BY sequence DESC LIMIT ?',
      requestId,
      limit,
    )
    .map((row) => row.record)
}
