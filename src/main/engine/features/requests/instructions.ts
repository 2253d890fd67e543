/**
 * Payment instructions: each leaves once in its life (law 3). Batches, cheques and statements move them through their
 * states here; the request they belong to is judged again when one ends.
 */

import type { InstructionState } from '../../../../contract/batches.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { makeUuid } from '../../ids.ts'
import { reverse } from '../../ledger/books.ts'
import { refuse } from '../../refuse.ts'
import { changeFigures, insertOrder } from '../customers/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { concludeRequest } from './conclude.ts'
import { postSettlement, restorePayment } from './money.ts'
import { type Instruction, instructions, type Request, type Transaction } from './schema.ts'
import { changeRequest, requestById, setTransactionStatus } from './store.ts'

const SELECT = `SELECT ${columnsOf(instructions)} FROM instructions`

export function instructionById(call: Call, id: number): Instruction {
  return call.db.get<Instruction>(`${SELECT} WHERE id = ?`, id) ?? refuse('NOT_FOUND', { what: `payment ${id}` })
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

export function instructionByEndToEndId(call: Call, endToEndId: string): Instruction | undefined {
  return call.db.get<Instruction>(`${SELECT} WHERE end_to_end_id = ?`, endToEndId)
}

/** One instruction per approved payment of a request that is being completed. */
export function makeInstruction(call: Call, request: Request, transaction: Transaction): number {
  const earlier = call.db.value<number>(
    `SELECT id FROM instructions WHERE request_id = ? AND state IN ('failed', 'returned')
     AND id NOT IN (SELECT replaces FROM instructions WHERE replaces IS NOT NULL) ORDER BY id LIMIT 1`,
    request.id,
  )
  const id = call.db.insert(instructions, {
    requestId: request.id,
    transactionId: transaction.id,
    kind: transaction.paymentType === 'cheque' ? 'cheque' : 'wire',
    state: 'waiting',
    amountMinor: transaction.amountMinor,
    currency: transaction.currency,
    details: transaction.details ?? '{}',
    endToEndId: referenceOf(request.id, transaction.id),
    uetr: makeUuid(call.random),
    madeBy: call.actor.operatorId,
    madeAt: call.now,
    replaces: earlier ?? null,
  })
  call.changed(transaction.paymentType === 'cheque' ? 'cheques' : 'batches')
  return id
}

/** Our reference on the bank's papers: request, transaction and a check digit (ISO 7064 mod 97-10) that catches typing errors. */
export function referenceOf(requestId: number, transactionId: number): string {
  const body = `${requestId}T${transactionId}`
  const digits = [...body].map((c) => (c === 'T' ? '29' : c)).join('')
  const check = 98n - (BigInt(`${digits}00`) % 97n)
  return `WD${body}C${String(check).padStart(2, '0')}`
}

/** True when a text is one of our references with a right check digit. */
export function isOurReference(text: string): boolean {
  const match = /^WD(\d+)T(\d+)C(\d\d)$/.exec(text)
  return match !== null && referenceOf(Number(match[1]), Number(match[2])) === text
}

export type Move = {
  from: readonly InstructionState[]
  to: InstructionState
  bankAccountId?: number
  sentAt?: number
  failure?: string
  evidenceFileId?: number
}

/** Changes the state of one instruction at its version. Refuses INSTRUCTION_STATE unless its state is one of `from`. */
export function moveInstruction(call: Call, instruction: Instruction, move: Move): Instruction {
  const ended = ['settled', 'returned', 'failed', 'withdrawn'].includes(move.to)
  const changed = call.db.run(
    `UPDATE instructions SET state = ?, version = version + 1, bank_account_id = coalesce(?, bank_account_id), sent_at = coalesce(?, sent_at),
     ended_at = ?, failure = coalesce(?, failure), evidence_file_id = coalesce(?, evidence_file_id)
     WHERE id = ? AND version = ? AND state IN (SELECT value FROM json_each(?))`,
    move.to,
    move.bankAccountId ?? null,
    move.sentAt ?? null,
    ended ? call.now : null,
    move.failure ?? null,
    move.evidenceFileId ?? null,
    instruction.id,
    instruction.version,
    JSON.stringify(move.from),
  )
  if (changed !== 1) {
    const now = instructionById(call, instruction.id)
    refuse('INSTRUCTION_STATE', { payment: now.endToEndId, state: now.state, wanted: move.from.join(', ') })
  }
  call.changed(instruction.kind === 'cheque' ? 'cheques' : 'batches', instruction.requestId)
  return instructionById(call, instruction.id)
}

/**
 * The bank debited these payments in one amount: one journal, payments settled, transactions executed, each request judged again
 * (R1-45). All must be sent and of the bank account's currency. Returns the journal's id.
 */
export function settleInstructions(call: Call, settled: readonly Instruction[], bankAccountId: number): number {
  const bank = bankAccountById(call, bankAccountId)
  const amountMinor = settled.reduce((sum, i) => sum + i.amountMinor, 0)
  const single = settled.length === 1 ? settled[0] : undefined
  const journalId = postSettlement(call, {
    bankLedgerAccountId: bank.ledgerAccountId,
    currency: bank.currency,
    amountMinor,
    memo: single ? single.endToEndId : `${settled.length} payments`,
    ...(single ? { requestId: single.requestId } : {}),
  })
  for (const instruction of settled) {
    if (instruction.currency !== bank.currency)
      refuse('MATCH_CURRENCY_DIFFERS', { line: bank.currency, payment: instruction.currency })
    moveInstruction(call, instruction, { from: ['sent', 'unknown'], to: 'settled' })
    setTransactionStatus(call, instruction.transactionId, { status: 'executed' })
    concludeRequest(call, requestById(call, instruction.requestId))
  }
  return journalId
}

/** Undo of a settlement: the journal is reversed and the payments are expected again. Refuses when a request was closed by it. */
export function unsettleInstructions(
  call: Call,
  settled: readonly Instruction[],
  undo: { journalId: number; reason: string },
): void {
  for (const instruction of settled) {
    const request = requestById(call, instruction.requestId)
    if (request.closedAt !== null) refuse('STATUS_FINAL', { request: `WD-${request.id}`, status: request.status })
    moveInstruction(call, instruction, { from: ['settled'], to: 'sent' })
    setTransactionStatus(call, instruction.transactionId, { status: 'executing' })
    changeRequest(call, request, { beingSent: 1 })
  }
  reverse(call.db, undo.journalId, { memo: undo.reason, stamp: call.stamp })
  call.changed('ledger')
}

export type Failure = { as: 'failed' | 'returned'; reason: string; evidenceFileId?: number }

/** The payment did not reach the payee: money restored once and set apart again for the request, which is judged again. */
export function failInstruction(call: Call, instruction: Instruction, failure: Failure): void {
  const move: Move = { from: ['sent', 'unknown'], to: failure.as, failure: failure.reason }
  if (failure.evidenceFileId !== undefined) move.evidenceFileId = failure.evidenceFileId
  moveInstruction(call, instruction, move)
  setTransactionStatus(call, instruction.transactionId, { status: 'failed' })
  const request = requestById(call, instruction.requestId)
  restorePayment(call, request, instruction.amountMinor)
  insertOrder(call, {
    accountId: request.accountId,
    kind: 'rollback',
    amountMinor: instruction.amountMinor,
    comment: `WD-${request.id} ${failure.reason}`,
    requestId: request.id,
    at: call.now,
    operatorId: call.actor.operatorId,
  })
  changeFigures(call, request.accountId, instruction.amountMinor)
  concludeRequest(call, request)
}

/** Who approved the request or one of its payments: they neither release nor sign it (law 4). */
export function approversOf(call: Call, requestId: number): number[] {
  return call.db
    .all<{ id: number }>(
      'SELECT approved_by AS id FROM request_transactions WHERE request_id = ? AND approved_by IS NOT NULL UNION SELECT completed_by FROM requests WHERE id = ? AND completed_by IS NOT NULL',
      requestId,
      requestId,
    )
    .map((row) => row.id)
}

/** An instruction as the contract says it. */
export function toInstructionRow(call: Call, instruction: Instruction) {
  const details = JSON.parse(instruction.details) as DestinationDetails
  const batchId = call.db.value<number>(
    'SELECT batch_id FROM batch_lines WHERE instruction_id = ? AND live = 1',
    instruction.id,
  )
  return {
    instructionId: instruction.id,
    version: instruction.version,
    requestId: instruction.requestId,
    kind: instruction.kind as 'wire' | 'cheque',
    state: instruction.state as InstructionState,
    amountMinor: instruction.amountMinor,
    currency: instruction.currency as Currency,
    payeeName: details.payeeName,
    bank: details.bankName || details.bankCode || details.bankBic,
    payeeAccount: details.accountNumber,
    endToEndId: instruction.endToEndId,
    uetr: instruction.uetr,
    batchId: batchId ?? null,
    replaces: instruction.replaces,
    failure: instruction.failure,
  }
}
