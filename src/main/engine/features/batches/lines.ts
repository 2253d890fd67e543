/** The payments of a batch on their way: put in, sent with the first export, ended; and the audit records of it all. */
import { requestNumber } from '../../../../contract/ids.ts'
import { add } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { channelByKey } from '../channels/index.ts'
import { requireFree, requireRunning } from '../emergencies/index.ts'
import {
  type Instruction,
  instructionById,
  moveInstruction,
  requestById,
  requireReplacedUnpaid,
  windowDate,
} from '../requests/index.ts'
import type { BankAccountRow } from '../settings/index.ts'
import { messageIdOf } from './rules.ts'
import type { Batch } from './schema.ts'
import { stateAfter } from './states.ts'
import {
  batchById,
  batchIdOf,
  changeBatch,
  insertBatch,
  insertLine,
  instructionIdsOf,
  nextBatchId,
  unansweredLines,
  unendedLines,
} from './store.ts'

type Changes = [field: string, before: string | null, after: string | null][]

/** The payments of a batch in the order of its file. */
export function instructionsIn(call: Call, batchId: number): Instruction[] {
  return instructionIdsOf(call, batchId).map((id) => instructionById(call, id))
}

/** A payment as it may go into a new batch of a bank account; otherwise refuses with the reason. */
export function requireWaiting(call: Call, id: number, account: BankAccountRow): Instruction {
  const instruction = instructionById(call, id)
  const request = requestNumber(instruction.requestId)
  if (instruction.kind !== 'wire') refuse('PAYMENT_TYPE_NOT_SENT_HERE', { type: instruction.kind, request })
  if (instruction.channel !== null) requireFile(call, instruction.channel, request)
  const batch = batchIdOf(call, id)
  if (batch !== undefined) refuse('LINE_IN_OTHER_BATCH', { request, batch })
  if (instruction.state !== 'waiting') refuse('INSTRUCTION_STATE', { request, status: instruction.state })
  if (instruction.currency !== account.currency) {
    refuse('CURRENCY_DIFFERS', { what: account.name, expected: account.currency, found: instruction.currency })
  }
  return instruction
}

/** No file carries a card, a wallet or a gift card: they leave by their own interface. */
function requireFile(call: Call, key: string, request: string): void {
  const { instrument } = channelByKey(call, key)
  if (instrument !== 'wire' && instrument !== 'cheque')
    refuse('PAYMENT_TYPE_NOT_SENT_HERE', { type: instrument, request })
}

/** Nothing leaves while processing is paused, or for a frozen account or a suspended customer (R2-103, R2-105, R2-106). */
export function requireMayLeave(call: Call, batchId: number): void {
  requireRunning(call)
  for (const instruction of instructionsIn(call, batchId)) {
    const { requestId } = instruction
    const { accountId, customerId } = requestById(call, requestId)
    requireFree(call, { accountId, customerId, requestId })
    requireReplacedUnpaid(call, instruction)
  }
}

/**
 * A batch is one channel, one window, one currency and one account: refuses LINE_CHANNEL_DIFFERS, and LINE_BEFORE_WINDOW for a payment
 * that belongs to the batch of a later day (R3-11), so that the cut-off means what it says.
 */
export function requireSameWindow(call: Call, instructions: readonly Instruction[], valueDate: string): void {
  const first = instructions[0]?.channel ?? null
  for (const instruction of instructions) {
    const request = requestNumber(instruction.requestId)
    if (instruction.channel !== first) {
      refuse('LINE_CHANNEL_DIFFERS', { request, channel: instruction.channel ?? '—', expected: first ?? '—' })
    }
    const date = windowDate(call, instruction)
    if (date !== null && date > valueDate) refuse('LINE_BEFORE_WINDOW', { request, date, chosen: valueDate })
  }
}

/** Builds an open batch; every payment leaves the waiting ones in the same transaction. */
export function buildBatch(
  call: Call,
  of: { account: BankAccountRow; valueDate: string; instructions: readonly Instruction[] },
): Batch {
  const { account, valueDate, instructions } = of
  const id = nextBatchId(call)
  const { operatorId } = call.actor
  insertBatch(call, {
    id,
    state: 'open',
    bankAccountId: account.id,
    currency: account.currency,
    valueDate,
    lines: instructions.length,
    totalMinor: add(...instructions.map(({ amountMinor }) => amountMinor)),
    builtBy: operatorId,
    builtAt: call.now,
    changedBy: operatorId,
    changedAt: call.now,
    messageId: messageIdOf(call.today, id),
    channel: instructions[0]?.channel ?? null,
  })
  const batch = batchById(call, id)
  auditBatch(call, batch, {
    action: 'batch.build',
    changes: [
      ['bankAccount', null, account.accountNumber],
      ['valueDate', null, valueDate],
      ['lines', null, String(batch.lines)],
    ],
  })
  for (const instruction of instructions) {
    insertLine(call, id, instruction.id)
    moveInstruction(call, instruction, { from: ['waiting'], to: 'inBatch', bankAccountId: account.id })
    auditLine(call, batch, { action: 'batch.addLine', instruction, to: 'inBatch' })
  }
  return batch
}

/** The first export: the payments are out of the house, which does not mean that they are paid (law 7). */
export function sendLines(call: Call, batch: Batch): void {
  for (const instruction of instructionsIn(call, batch.id)) {
    moveInstruction(call, instruction, { from: ['inBatch'], to: 'sent', sentAt: call.now })
    auditLine(call, batch, { action: 'batch.send', instruction, to: 'sent' })
  }
}

/** A batch is settled while all its payments have ended. Called whenever one of them ends or its end is undone. */
export function noteEnds(call: Call, instructionIds: readonly number[]): void {
  const batchIds = new Set(instructionIds.map((id) => batchIdOf(call, id)))
  for (const batchId of batchIds) {
    if (batchId === undefined) continue
    const batch = batchById(call, batchId)
    const to = stateAfter(batch.state as 'exported', unendedLines(call, batchId) === 0 ? 'settle' : 'unsettle')
    if (to === null || to === batch.state) continue
    auditBatch(call, changeBatch(call, batch, { to }), {
      action: to === 'settled' ? 'batch.settle' : 'batch.unsettle',
      changes: [['state', batch.state, to]],
    })
  }
}

/** A batch is accepted when the bank has accepted every payment of it that is on its way: a fact of its own, not a payment (law 7). */
export function noteAccepted(call: Call, instructionIds: readonly number[]): void {
  for (const batchId of new Set(instructionIds.map((id) => batchIdOf(call, id)))) {
    if (batchId === undefined || unansweredLines(call, batchId) > 0) continue
    const batch = batchById(call, batchId)
    const to = stateAfter(batch.state as 'exported', 'accept')
    if (to === null) continue
    auditBatch(call, changeBatch(call, batch, { to }), {
      action: 'batch.accept',
      changes: [['state', batch.state, to]],
    })
  }
}

/** The audit record of a batch as a whole. */
export function auditBatch(
  call: Call,
  batch: Batch,
  what: { action: string; changes: Changes; reason?: string },
): void {
  call.audit({ ...what, subject: `batch:${batch.id}`, amountMinor: batch.totalMinor, currency: batch.currency })
  call.changed('batches')
}

/** The audit record of one payment of a batch, found again on its request. */
export function auditLine(
  call: Call,
  batch: Batch,
  line: { action: string; instruction: Instruction; to: string; reason?: string },
): void {
  const { action, instruction, to, reason } = line
  call.audit({
    action,
    subject: `batch:${batch.id}`,
    requestId: instruction.requestId,
    amountMinor: instruction.amountMinor,
    currency: instruction.currency,
    ...(reason === undefined ? {} : { reason }),
    changes: [
      ['payment', null, instruction.endToEndId],
      ['state', instruction.state, to],
    ],
  })
}
