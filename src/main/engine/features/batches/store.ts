/** SQL of batches, their lines and their releases. */
import type { BatchState } from '../../../../contract/batches.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { Conflict, refuse } from '../../refuse.ts'
import { type Batch, type BatchRelease, batchBankSteps, batches, batchReleases } from './schema.ts'

const SELECT = `SELECT ${columnsOf(batches)} FROM batches`

/** A batch by its number. Refuses NOT_FOUND. */
export function batchById(call: Call, id: number): Batch {
  return call.db.get<Batch>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `batch ${id}` })
}

/** The batch whose file has this message id. */
export function batchByMessageId(call: Call, messageId: string): Batch | undefined {
  return call.db.get<Batch>(`${SELECT} WHERE message_id = ?`, messageId)
}

/** The batch at the version that was seen. A Conflict names who changed it since (law 6). */
export function batchAt(call: Call, at: { batchId: number; expectedVersion: number }): Batch {
  const batch = batchById(call, at.batchId)
  if (batch.version !== at.expectedVersion) throw conflict(call, batch.id)
  return batch
}

function conflict(call: Call, id: number): Conflict {
  const found = call.db.get<{ version: number; at: number; by: string }>(
    `SELECT b.version, b.changed_at AS at, o.display_name AS by FROM batches b JOIN operators o ON o.id = b.changed_by WHERE b.id = ?`,
    id,
  )
  return new Conflict(`batch:${id}`, found)
}

/** Batches with a smaller number than `after`, newest first. */
export function batchPage(call: Call, page: { openOnly: boolean; after: number | null; limit: number }): Batch[] {
  const openOnly = page.openOnly ? "AND state NOT IN ('settled', 'withdrawn')" : ''
  return call.db.all<Batch>(
    `${SELECT} WHERE id < ? ${openOnly} ORDER BY id DESC LIMIT ?`,
    page.after ?? Number.MAX_SAFE_INTEGER,
    page.limit,
  )
}

/** Batches of a bank account that were handed to the bank and are not settled, oldest first. */
export function sentBatches(call: Call, bankAccountId: number): Batch[] {
  return call.db.all<Batch>(
    `${SELECT} WHERE state NOT IN ('settled', 'withdrawn') AND state IN ('exported', 'accepted') AND bank_account_id = ? ORDER BY id`,
    bankAccountId,
  )
}

export function nextBatchId(call: Call): number {
  return call.db.value<number>('SELECT coalesce(max(id), 0) + 1 FROM batches') ?? 1
}

export function insertBatch(call: Call, row: typeof batches.$inferInsert): number {
  return call.db.insert(batches, row)
}

type Change = { to: BatchState } & Partial<
  Pick<
    Batch,
    | 'lines'
    | 'totalMinor'
    | 'fileId'
    | 'fileSha256'
    | 'fileCreatedAt'
    | 'fileTotalMinor'
    | 'fileLines'
    | 'controlFileId'
    | 'controlTotalMinor'
    | 'textChanges'
    | 'exports'
    | 'withdrawnReason'
    | 'layout'
  >
>

/** Moves a batch to its next state with what changes along; exactly the row that was read, or Conflict (law 6). */
export function changeBatch(call: Call, batch: Batch, { to, ...change }: Change): Batch {
  const keys = Object.keys(change) as (keyof typeof change)[]
  const sets = keys.map((key) => `, ${batches[key].name} = ?`).join('')
  const changed = call.db.run(
    `UPDATE batches SET state = ?, version = version + 1, changed_by = ?, changed_at = ?${sets} WHERE id = ? AND version = ? AND state = ?`,
    to,
    call.actor.operatorId,
    call.now,
    ...keys.map((key) => change[key]),
    batch.id,
    batch.version,
    batch.state,
  )
  if (changed !== 1) throw conflict(call, batch.id)
  return batchById(call, batch.id)
}

export function insertLine(call: Call, batchId: number, instructionId: number): void {
  call.db.run('INSERT INTO batch_lines (batch_id, instruction_id) VALUES (?, ?)', batchId, instructionId)
}

/** Takes a line out of an open batch; the row stays. Returns whether it was there. */
export function removeLine(call: Call, batchId: number, instructionId: number): boolean {
  return (
    call.db.run(
      'UPDATE batch_lines SET live = 0, removed = 1 WHERE batch_id = ? AND instruction_id = ? AND live = 1',
      batchId,
      instructionId,
    ) === 1
  )
}

/** Lets go of all lines of a batch that is withdrawn; it still tells which they were. */
export function endLines(call: Call, batchId: number): void {
  call.db.run('UPDATE batch_lines SET live = 0 WHERE batch_id = ? AND live = 1', batchId)
}

/** Payments of a batch in the order of the file; of a withdrawn batch those that it had then. */
export function instructionIdsOf(call: Call, batchId: number): number[] {
  return call.db
    .all<{ id: number }>(
      'SELECT instruction_id AS id FROM batch_lines WHERE batch_id = ? AND removed = 0 ORDER BY instruction_id',
      batchId,
    )
    .map((row) => row.id)
}

/** The batch that a payment is in, if any. */
export function batchIdOf(call: Call, instructionId: number): number | undefined {
  return call.db.value<number>('SELECT batch_id FROM batch_lines WHERE instruction_id = ? AND live = 1', instructionId)
}

/** How many payments of a batch have not come to an end. */
export function unendedLines(call: Call, batchId: number): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM batch_lines l JOIN instructions i ON i.id = l.instruction_id
       WHERE l.batch_id = ? AND l.live = 1 AND i.state NOT IN ('settled', 'returned', 'failed')`,
      batchId,
    ) ?? 0
  )
}

/** How many payments of a batch are on their way without a word of acceptance from the bank. */
export function unansweredLines(call: Call, batchId: number): number {
  return (
    call.db.value<number>(
      `SELECT count(*) FROM batch_lines l JOIN instructions i ON i.id = l.instruction_id
       WHERE l.batch_id = ? AND l.live = 1 AND i.state IN ('sent', 'unknown')
       AND NOT EXISTS (SELECT 1 FROM bank_answers a WHERE a.instruction_id = i.id AND a.effect = 'accepts')`,
      batchId,
    ) ?? 0
  )
}

export function insertRelease(call: Call, row: typeof batchReleases.$inferInsert): void {
  call.db.insert(batchReleases, row)
}

export type NamedRelease = BatchRelease & { by: string }

/** Releases of a batch in their order, with the names of the people. */
export function releasesOf(call: Call, batchId: number): NamedRelease[] {
  return call.db.all<NamedRelease>(
    `SELECT ${columnsOf(batchReleases, 'r')}, o.display_name AS by FROM batch_releases r JOIN operators o ON o.id = r.operator_id
     WHERE r.batch_id = ? ORDER BY r.ordinal`,
    batchId,
  )
}

export type NamedBankStep = {
  step: string
  signerId: number | null
  signer: string | null
  recordedBy: string
  at: number
  evidenceFileId: number | null
  note: string
}

/** What happened to the file of a batch in online banking, in its order. */
export function bankStepsOf(call: Call, batchId: number): NamedBankStep[] {
  return call.db.all<NamedBankStep>(
    `SELECT b.step, b.signer_id AS "signerId", s.display_name AS signer, o.display_name AS "recordedBy", b.at,
       b.evidence_file_id AS "evidenceFileId", b.note
     FROM batch_bank_steps b JOIN operators o ON o.id = b.operator_id LEFT JOIN operators s ON s.id = b.signer_id
     WHERE b.batch_id = ? ORDER BY b.at, CASE b.step WHEN 'imported' THEN 1 WHEN 'firstApproved' THEN 2 WHEN 'secondApproved' THEN 3 ELSE 4 END`,
    batchId,
  )
}

export function insertBankStep(call: Call, row: typeof batchBankSteps.$inferInsert): void {
  call.db.insert(batchBankSteps, row)
}

/** Batches up to a day that have not been handed out, the oldest first. */
export function unsentBatches(call: Call, upTo: string): Batch[] {
  return call.db.all<Batch>(
    `${SELECT} WHERE state NOT IN ('settled', 'withdrawn') AND state NOT IN ('exported', 'accepted') AND value_date <= ? ORDER BY id LIMIT 2000`,
    upTo,
  )
}
