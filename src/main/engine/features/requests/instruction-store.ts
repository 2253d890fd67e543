/** SQL of payment instructions. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { refuse } from '../../refuse.ts'
import { type Instruction, instructions } from './schema.ts'

const SELECT = `SELECT ${columnsOf(instructions)} FROM instructions`
const COLUMNS = columnsOf(instructions, 'i')

export function instructionById(call: Call, id: number): Instruction {
  return call.db.get<Instruction>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `payment ${id}` })
}

export function instructionByEndToEndId(call: Call, endToEndId: string): Instruction | undefined {
  return call.db.get<Instruction>(`${SELECT} WHERE end_to_end_id = ?`, endToEndId)
}

/** Payments by their ids, in that order. */
export function instructionsByIds(call: Call, ids: readonly number[]): Instruction[] {
  if (ids.length === 0) return []
  return call.db.all<Instruction>(
    `SELECT ${COLUMNS} FROM json_each(?) wanted CROSS JOIN instructions i ON i.id = wanted.value ORDER BY wanted.key`,
    JSON.stringify(ids),
  )
}

/** Payments with one of these references, in that order. */
export function instructionsByReference(call: Call, references: readonly string[]): Instruction[] {
  if (references.length === 0) return []
  return call.db.all<Instruction>(
    `SELECT ${COLUMNS} FROM json_each(?) wanted CROSS JOIN instructions i ON i.end_to_end_id = wanted.value ORDER BY wanted.key`,
    JSON.stringify(references),
  )
}

export function instructionsOf(call: Call, requestId: number): Instruction[] {
  return call.db.all<Instruction>(`${SELECT} WHERE request_id = ? ORDER BY id`, requestId)
}

/** Instructions that wait for a batch or a leaf, oldest first. */
export function waitingInstructions(call: Call, kind: 'wire' | 'cheque'): Instruction[] {
  return call.db.all<Instruction>(
    `${SELECT} WHERE kind = ? AND state = 'waiting' ORDER BY currency, id LIMIT 5000`,
    kind,
  )
}

/** Payments sent and not yet seen on a statement, oldest first. */
export function sentInstructions(call: Call): Instruction[] {
  return call.db.all<Instruction>(`${SELECT} WHERE state IN ('sent', 'unknown') ORDER BY sent_at, id LIMIT 20000`)
}

/** A failed or returned payment of a request that no later one has replaced yet. */
export function unreplacedInstruction(call: Call, requestId: number): number | undefined {
  return call.db.value<number>(
    `SELECT id FROM instructions WHERE request_id = ? AND state IN ('failed', 'returned')
     AND id NOT IN (SELECT replaces FROM instructions WHERE replaces IS NOT NULL AND request_id = ?) ORDER BY id LIMIT 1`,
    requestId,
    requestId,
  )
}

export function insertInstruction(call: Call, row: typeof instructions.$inferInsert): number {
  return call.db.insert(instructions, row)
}

export type InstructionChange = {
  from: readonly string[]
  to: string
  bankAccountId?: number
  sentAt?: number
  endedAt: number | null
  failure?: string
  evidenceFileId?: number
}

/** Changes one instruction at its version and from one of the states; true when it did. */
export function changeInstruction(call: Call, instruction: Instruction, change: InstructionChange): boolean {
  const changed = call.db.run(
    `UPDATE instructions SET state = ?, version = version + 1, bank_account_id = coalesce(?, bank_account_id), sent_at = coalesce(?, sent_at),
     ended_at = ?, failure = coalesce(?, failure), evidence_file_id = coalesce(?, evidence_file_id)
     WHERE id = ? AND version = ? AND state IN (SELECT value FROM json_each(?))`,
    change.to,
    change.bankAccountId ?? null,
    change.sentAt ?? null,
    change.endedAt,
    change.failure ?? null,
    change.evidenceFileId ?? null,
    instruction.id,
    instruction.version,
    JSON.stringify(change.from),
  )
  return changed === 1
}

/** A failed payment waits for what follows; whoever looks at failures picks it up. */
export function noteFailed(call: Call, instruction: Instruction): void {
  call.db.run(
    "INSERT INTO payment_failures (instruction_id, request_id, at, state) VALUES (?, ?, ?, 'new')",
    instruction.id,
    instruction.requestId,
    call.now,
  )
}

/** A failed payment of the request that is under investigation, and who ordered it (R2-35). */
export function heldFailure(call: Call, requestId: number): { by: string; text: string } | undefined {
  return call.db.get<{ by: string; text: string }>(
    `SELECT o.display_name AS by, f.text FROM payment_failures f JOIN operators o ON o.id = f.held_by
     WHERE f.request_id = ? AND f.state = 'held' LIMIT 1`,
    requestId,
  )
}

/** Who approved a payment of the request or pressed Complete. */
export function approversOf(call: Call, requestId: number): number[] {
  return call.db
    .all<{ id: number }>(
      `SELECT approved_by AS id FROM request_transactions WHERE request_id = ? AND approved_by IS NOT NULL
       UNION SELECT completed_by FROM requests WHERE id = ? AND completed_by IS NOT NULL`,
      requestId,
      requestId,
    )
    .map((row) => row.id)
}

/** The live batch and leaf of an instruction. */
export function carriersOf(call: Call, instructionId: number): { batchId: number | null; leafId: number | null } {
  return {
    batchId:
      call.db.value<number>('SELECT batch_id FROM batch_lines WHERE instruction_id = ? AND live = 1', instructionId) ??
      null,
    leafId:
      call.db.value<number>(
        "SELECT id FROM cheque_leaves WHERE instruction_id = ? AND state NOT IN ('spoiled', 'void')",
        instructionId,
      ) ?? null,
  }
}

/**
 * The reference of a failed payment that the bank lately calls accepted, with no refusal after it: this payment itself or one that it
 * takes the place of. The money may be out already.
 */
export function acceptedAfterFailing(call: Call, instructionId: number): string | undefined {
  return call.db.value<string>(
    `WITH RECURSIVE before(id) AS (
       SELECT ? UNION SELECT i.replaces FROM instructions i JOIN before b ON i.id = b.id WHERE i.replaces IS NOT NULL
     )
     SELECT i.end_to_end_id FROM before b JOIN instructions i ON i.id = b.id JOIN bank_answers a ON a.instruction_id = i.id
     WHERE i.state = 'failed' AND a.effect = 'conflict'
       AND a.meaning IN ('accepted', 'accepted-with-change', 'accepted-without-posting', 'settled')
       AND NOT EXISTS (
         SELECT 1 FROM bank_answers later WHERE later.instruction_id = i.id AND later.id > a.id AND later.meaning IN ('rejected', 'cancelled')
       )
     LIMIT 1`,
    instructionId,
  )
}
