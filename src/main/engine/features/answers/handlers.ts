/** Answers of banks: looked at, then taken whole or not at all, once. */
import type { AnswerMeaning } from '../../../../contract/answers.ts'
import type { InstructionState } from '../../../../contract/batches.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { batchIdOf, noteAccepted, noteEnds } from '../batches/index.ts'
import { failInstruction, instructionById, moveInstruction } from '../requests/index.ts'
import { type Reading, readAnswers, type Said } from './reading.ts'
import { answersOf, insertAnswer, insertAnswerFile, takenBefore } from './store.ts'

export const answersHandlers: Handlers<'answers'> = {
  preview(call, { fileId }) {
    const { fileId: _, said, ...reading } = readAnswers(call, fileId)
    const taken = takenBefore(call, reading.sha256) ?? null
    return { ...reading, rows: said.map((one) => toRow(call, one)), takenBefore: taken }
  },

  take(call, { fileId, acceptFindings }) {
    const reading = readAnswers(call, fileId)
    const before = takenBefore(call, reading.sha256)
    if (before) refuse('ANSWERS_ALREADY_TAKEN', { by: before.by })
    const first = reading.findings[0]
    if (reading.outcome === 'refused')
      refuse('ANSWERS_REFUSED', { why: first?.message ?? '', place: first?.place ?? '' })
    if (reading.outcome === 'findings' && acceptFindings === '') {
      refuse('ANSWERS_FINDINGS_OPEN', { count: reading.findings.length })
    }
    return takeReading(call, reading, acceptFindings)
  },

  of: (call, { instructionId }) =>
    answersOf(call, instructionId).map(({ at, by, status, meaning, effect, reasons, fileId }) => ({
      at,
      by,
      status,
      meaning: meaning as AnswerMeaning,
      effect: effect as 'notes',
      reasons,
      fileId,
    })),
}

function takeReading(call: Call, reading: Reading, acceptFindings: string) {
  insertAnswerFile(call, { sha256: reading.sha256, fileId: reading.fileId, answers: reading.said.length })
  call.audit({
    action: 'answers.take',
    subject: `file:${reading.fileId}`,
    ...(acceptFindings === '' ? {} : { reason: acceptFindings }),
    changes: [
      ['file', null, reading.sha256],
      ['answers', null, String(reading.said.length)],
    ],
  })
  for (const said of reading.said) takeAnswer(call, said, reading.fileId)
  noteEnds(
    call,
    reading.said.filter(({ effect }) => effect === 'fails').map(({ instruction }) => instruction.id),
  )
  noteAccepted(
    call,
    reading.said.filter(({ effect }) => effect === 'accepts').map(({ instruction }) => instruction.id),
  )
  call.changed('batches')
  call.changed('ledger')
  const count = (effect: Said['effect']) => reading.said.filter((said) => said.effect === effect).length
  return {
    answers: reading.said.length,
    accepted: count('accepts'),
    failed: count('fails'),
    conflicts: count('conflict'),
  }
}

/** One answer kept, with what it does: an accepted unknown payment is known to be out again; a refused one gives its money back once. */
function takeAnswer(call: Call, said: Said, fileId: number): void {
  const { status, meaning, effect, reasons } = said
  // An earlier answer of the same file may have moved it.
  const instruction = instructionById(call, said.instruction.id)
  const { operatorId } = call.actor
  insertAnswer(call, {
    instructionId: instruction.id,
    fileId,
    status,
    meaning,
    effect,
    reasons,
    operatorId,
    at: call.now,
  })
  if (effect === 'nothing') return
  if (effect === 'fails') {
    failInstruction(call, instruction, { as: 'failed', reason: `${status} ${reasons}`.trim(), evidenceFileId: fileId })
  } else if (effect === 'accepts' && instruction.state === 'unknown') {
    moveInstruction(call, instruction, { from: ['unknown'], to: 'sent', evidenceFileId: fileId })
  }
  call.audit({
    action: `answer.${effect}`,
    subject: `payment:${instruction.id}`,
    requestId: instruction.requestId,
    amountMinor: instruction.amountMinor,
    currency: instruction.currency,
    reason: reasons,
    changes: [
      ['bankStatus', null, status],
      ['state', instruction.state, instructionById(call, instruction.id).state],
    ],
  })
}

function toRow(call: Call, { instruction, ...said }: Said) {
  const { payeeName } = JSON.parse(instruction.details) as DestinationDetails
  return {
    ...said,
    instructionId: instruction.id,
    requestId: instruction.requestId,
    endToEndId: instruction.endToEndId,
    payeeName,
    amountMinor: instruction.amountMinor,
    currency: instruction.currency as Currency,
    state: instruction.state as InstructionState,
    batchId: batchIdOf(call, instruction.id) ?? null,
  }
}
