/** A batch as the contract says it, and whether the person who looks at it may release it. */
import type { BankStep, BatchCard, BatchState } from '../../../../contract/batches.ts'
import { add, type Currency } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { fileBytes, fileInfo } from '../../files/store.ts'
import { operatorById } from '../operators/index.ts'
import { approversOf, type Instruction, toInstructionRow } from '../requests/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { signingState, whyNotSignToday } from '../signers/index.ts'
import { filePartsOf } from './cutting.ts'
import { instructionsIn } from './lines.ts'
import { compareWithBooks, compareWithDigest, excerptOf } from './payment-file.ts'
import { type No, whyNotRelease } from './rules.ts'
import type { Batch } from './schema.ts'
import { bankStepsOf, releasesOf } from './store.ts'

type FileDifference = BatchCard['differences'][number]

const EXCERPT_LINES = 200

export function toBatchRow(call: Call, batch: Batch) {
  return {
    batchId: batch.id,
    version: batch.version,
    state: batch.state as BatchState,
    bankAccountId: batch.bankAccountId,
    bankAccountName: bankAccountById(call, batch.bankAccountId).name,
    currency: batch.currency as Currency,
    valueDate: batch.valueDate,
    lines: batch.lines,
    totalMinor: batch.totalMinor,
    builtBy: operatorById(call, batch.builtBy).displayName,
    builtAt: batch.builtAt,
    releases: releasesOf(call, batch.id).map(({ by, at, fileSha256 }) => ({ by, at, fileSha256 })),
    exports: batch.exports,
    fileName: batch.fileId === null ? null : fileInfo(call, batch.fileId).name,
    channel: batch.channel,
    layout: batch.layout,
    fileSha256: batch.fileSha256,
  }
}

export function toBatchCard(call: Call, batch: Batch) {
  const instructions = instructionsIn(call, batch.id)
  const differences = differencesOf(call, batch)
  return {
    row: toBatchRow(call, batch),
    instructions: instructions.map((instruction) => toInstructionRow(call, instruction)),
    totals: {
      linesMinor: add(...instructions.map(({ amountMinor }) => amountMinor)),
      fileMinor: batch.fileTotalMinor,
      controlListMinor: batch.controlTotalMinor,
      fileLines: batch.fileLines,
    },
    differences,
    textChanges: JSON.parse(batch.textChanges) as BatchCard['textChanges'],
    fileExcerpt: batch.fileId === null ? null : excerptOf(fileBytes(call, batch.fileId), EXCERPT_LINES),
    fileId: batch.fileId,
    controlListFileId: batch.controlFileId,
    bankSteps: bankStepsOf(call, batch.id).map(({ step, signer, recordedBy, at, evidenceFileId, note }) => ({
      step: step as BankStep,
      signer,
      recordedBy,
      at,
      evidenceFileId,
      note,
    })),
    signing: signingOf(call, batch),
    mayRelease: whyNotByThisPerson(call, batch, { instructions, differences: differences.length }),
  }
}

/**
 * Where the stored file is not what it should be: until it leaves, every field as the books have it now (law 5); after
 * that, the bytes that were released, for ever.
 */
export function differencesOf(call: Call, batch: Batch): FileDifference[] {
  if (batch.fileId === null || batch.fileCreatedAt === null) return []
  const bytes = fileBytes(call, batch.fileId)
  const changed = compareWithDigest(batch, bytes)
  if (!UNDER_CONTROL.has(batch.state)) return changed
  return [...changed, ...compareWithBooks(filePartsOf(call, batch, batch.fileCreatedAt), bytes)]
}
const UNDER_CONTROL = new Set<string>(['written', 'releasedOnce', 'released'])

/** Why the person of this call may not release; `null`: may. */
export function whyNotByThisPerson(
  call: Call,
  batch: Batch,
  found: { instructions: readonly Instruction[]; differences: number },
): No | null {
  const { operatorId, displayName, permissions } = call.actor
  const releasedBy = releasesOf(call, batch.id).map((release) => release.operatorId)
  const no = whyNotRelease({
    batchId: batch.id,
    state: batch.state as BatchState,
    builtBy: batch.builtBy,
    releasedBy,
    approvers: approversIn(call, found.instructions),
    person: { operatorId, displayName, mayRelease: permissions.has('batches.release') },
    differences: found.differences,
  })
  if (no) return no
  const { bankCode, bankName } = bankAccountById(call, batch.bankAccountId)
  return whyNotSignToday(call, { code: bankCode, name: bankName }, releasedBy)
}

function signingOf(call: Call, { bankAccountId }: Batch): BatchCard['signing'] {
  const { backups: _, ...state } = signingState(call, bankAccountById(call, bankAccountId).bankCode)
  return state
}

/** Everybody who made or approved a payment of the batch, with one of its requests. */
function approversIn(call: Call, instructions: readonly Instruction[]): Map<number, number> {
  const approvers = new Map<number, number>()
  for (const { requestId, madeBy } of instructions) {
    for (const operatorId of [madeBy, ...approversOf(call, requestId)]) approvers.set(operatorId, requestId)
  }
  return approvers
}
