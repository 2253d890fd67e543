/** The day's batches: built, cut, released by two people, handed out, and what became of their payments. */
import { requestNumber } from '../../../../contract/ids.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Handlers, Preparations } from '../../call.ts'
import { fileInfo } from '../../files/store.ts'
import { Conflict, InvalidInput, Refusal, refuse } from '../../refuse.ts'
import {
  failInstruction,
  instructionById,
  moveInstruction,
  toInstructionRow,
  waitingInstructions,
} from '../requests/index.ts'
import { bankAccountById, bankAccounts } from '../settings/index.ts'
import { recordBankStep } from './bank-steps.ts'
import { differencesOf, toBatchCard, toBatchRow, whyNotByThisPerson } from './card.ts'
import { cut, prepareCut, requireState } from './cutting.ts'
import {
  auditBatch,
  auditLine,
  buildBatch,
  instructionsIn,
  noteEnds,
  requireMayLeave,
  requireSameWindow,
  requireWaiting,
  sendLines,
} from './lines.ts'
import type { Batch } from './schema.ts'
import { askSigners, delayBatch, escalateBatch, withdrawBatch } from './signing.ts'
import { batchAt, batchById, batchPage, changeBatch, insertRelease, releasesOf, removeLine } from './store.ts'

export const batchesPreparations: Preparations<'batches'> = { cut: prepareCut }

export const batchesHandlers: Handlers<'batches'> = {
  waiting: (call) => ({
    instructions: waitingInstructions(call, 'wire').map((instruction) => toInstructionRow(call, instruction)),
    bankAccounts: bankAccounts(call).map(({ id, name, currency, accountNumber }) => ({
      bankAccountId: id,
      name,
      currency: currency as Currency,
      accountNumber,
    })),
  }),

  list(call, { openOnly, after, pageSize }) {
    const batches = batchPage(call, { openOnly, after, limit: pageSize + 1 })
    return { rows: batches.slice(0, pageSize).map((batch) => toBatchRow(call, batch)), more: batches.length > pageSize }
  },

  get: (call, { batchId }) => toBatchCard(call, batchById(call, batchId)),

  build(call, { bankAccountId, valueDate, instructions: ids }) {
    if (new Set(ids).size !== ids.length) {
      throw new InvalidInput([{ path: 'instructions', message: 'a payment is listed twice' }])
    }
    if (valueDate < call.today) refuse('DATE_IS_PAST', { date: valueDate })
    const account = bankAccountById(call, bankAccountId)
    const instructions = ids.map((id) => requireWaiting(call, id, account))
    requireSameWindow(call, instructions, valueDate)
    return done(buildBatch(call, { account, valueDate, instructions }))
  },

  removeLine(call, { batchId, instructionId, expectedVersion }) {
    const batch = batchAt(call, { batchId, expectedVersion })
    if (batch.state !== 'open') refuse('BATCH_NOT_OPEN', { batch: batchId })
    const instruction = instructionById(call, instructionId)
    if (!removeLine(call, batchId, instructionId)) {
      refuse('NOT_FOUND', { what: `payment ${instruction.endToEndId} in batch ${batchId}` })
    }
    moveInstruction(call, instruction, { from: ['inBatch'], to: 'waiting' })
    const totalMinor = batch.totalMinor - instruction.amountMinor
    const changed = changeBatch(call, batch, {
      to: requireState(batch, 'removeLine'),
      lines: batch.lines - 1,
      totalMinor,
    })
    auditLine(call, batch, { action: 'batch.removeLine', instruction, to: 'waiting' })
    return done(changed)
  },

  cut(call, input) {
    const batch = cut(call, input)
    auditBatch(call, batch, {
      action: 'batch.cut',
      changes: [
        ['state', 'open', batch.state],
        ['fileSha256', null, batch.fileSha256],
      ],
    })
    askSigners(call, batch)
    return done(batch)
  },

  release(call, { batchId, expectedVersion, fileSha256 }) {
    const batch = batchAt(call, { batchId, expectedVersion })
    if (batch.fileSha256 !== null && batch.fileSha256 !== fileSha256) refuse('CONTENT_CHANGED', { batch: batchId })
    const instructions = instructionsIn(call, batchId)
    const no = whyNotByThisPerson(call, batch, { instructions, differences: differencesOf(call, batch).length })
    if (no) throw new Refusal(no.code, no.figures)
    const to = requireState(batch, 'release')
    const ordinal = releasesOf(call, batchId).length + 1
    insertRelease(call, { batchId, ordinal, operatorId: call.actor.operatorId, at: call.now, fileSha256 })
    const changed = changeBatch(call, batch, { to })
    auditBatch(call, changed, {
      action: 'batch.release',
      changes: [
        ['state', batch.state, to],
        ['fileSha256', null, fileSha256],
      ],
    })
    return done(changed)
  },

  export(call, { batchId, expectedVersion }) {
    const batch = batchAt(call, { batchId, expectedVersion })
    const to = requireState(batch, 'export')
    if (batch.state === 'released') requireMayLeave(call, batchId)
    const { fileId } = batch
    if (fileId === null) throw new Error(`batch ${batchId} is ${batch.state} without a file`)
    const differences = differencesOf(call, batch)
    if (differences.length > 0) refuse('BATCH_FILE_DIFFERS', { batch: batchId, count: differences.length })
    const changed = changeBatch(call, batch, { to, exports: batch.exports + 1 })
    auditBatch(call, changed, {
      action: 'batch.export',
      changes: [
        ['state', batch.state, to],
        ['exports', String(batch.exports), String(changed.exports)],
      ],
    })
    if (batch.state === 'released') sendLines(call, batch)
    return { ...done(changed), fileId, exports: changed.exports }
  },

  withdraw(call, { batchId, expectedVersion, reason }) {
    return done(withdrawBatch(call, batchAt(call, { batchId, expectedVersion }), reason))
  },

  delay(call, { batchId, expectedVersion, reason }) {
    const { id, version, state, valueDate } = delayBatch(call, batchAt(call, { batchId, expectedVersion }), reason)
    return { batchId: id, version, state: state as 'open', valueDate }
  },

  escalate: (call, { batchId, expectedVersion, reason }) => ({
    told: escalateBatch(call, batchAt(call, { batchId, expectedVersion }), reason),
  }),

  recordBankStep(call, { batchId, expectedVersion, ...given }) {
    return done(recordBankStep(call, batchAt(call, { batchId, expectedVersion }), given))
  },

  recordResult(call, { instructionId, expectedVersion, result, evidenceFileId, text }) {
    const instruction = instructionById(call, instructionId)
    if (instruction.version !== expectedVersion) {
      throw new Conflict(`payment:${instructionId}`, { version: instruction.version })
    }
    const evidence = evidenceFileId === null ? {} : { evidenceFileId: fileInfo(call, evidenceFileId).fileId }
    if (result === 'unknown') {
      moveInstruction(call, instruction, { from: ['sent'], to: 'unknown', failure: text, ...evidence })
    } else {
      if (evidenceFileId === null) refuse('EVIDENCE_MISSING', { request: requestNumber(instruction.requestId) })
      failInstruction(call, instruction, { as: 'failed', reason: text, ...evidence })
      noteEnds(call, [instructionId])
      call.changed('ledger')
    }
    call.audit({
      action: `payment.${result}`,
      subject: `payment:${instructionId}`,
      requestId: instruction.requestId,
      amountMinor: instruction.amountMinor,
      currency: instruction.currency,
      ...(text === '' ? {} : { reason: text }),
      changes: [
        ['state', instruction.state, result],
        ['evidenceFile', null, evidenceFileId === null ? null : String(evidenceFileId)],
      ],
    })
    return { instructionId, version: instructionById(call, instructionId).version }
  },
}

function done({ id, version, state }: Batch) {
  return { batchId: id, version, state: state as 'open' }
}
