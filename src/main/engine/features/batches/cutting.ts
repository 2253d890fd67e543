/**
 * Cutting a batch. Bank file and control list are made before the command takes the ledger, because a workbook cannot be
 * written in one go; the command then checks that the batch is still the one they were made from, and keeps both.
 */
import type { BatchState } from '../../../../contract/batches.ts'
import type { Call } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import { refuse } from '../../refuse.ts'
import { channelByKey, layoutAtVersion, newestLayout } from '../channels/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { type ControlList, writeControlList } from './control-list.ts'
import { instructionsIn } from './lines.ts'
import { type FileForm, type FileParts, isoInZone, type WrittenFile, writeBatchFile } from './payment-file.ts'
import type { Batch } from './schema.ts'
import { type BatchAction, stateAfter } from './states.ts'
import { batchAt, changeBatch } from './store.ts'

export type CutInput = { batchId: number; expectedVersion: number }
export type PreparedCut = { file: WrittenFile; createdAt: string; controlList: ControlList; layout: string }

/** What the file of a batch is made from, as the ledger has it now. */
export function filePartsOf(call: Call, batch: Batch, createdAt: string): FileParts {
  return {
    batch,
    bankAccount: bankAccountById(call, batch.bankAccountId),
    instructions: instructionsIn(call, batch.id),
    createdAt,
    form: formOf(call, batch),
  }
}

/** How the file of a batch is written: as it was when it was cut, before that as its channel says now. */
function formOf(call: Call, batch: Batch): FileForm {
  const [key = '', version] = (batch.layout ?? '').split(':')
  if (version !== undefined) return { name: `${key}:${version}`, layout: layoutAtVersion(call, key, Number(version)) }
  const name = key || (batch.channel === null ? '' : (channelByKey(call, batch.channel).layout ?? '')) || ISO_09
  if (name === ISO_09 || name === ISO_03) return { name, iso: name === ISO_09 ? '09' : '03' }
  const newest = newestLayout(call, name)
  return { name: `${name}:${newest.version}`, layout: newest.definition }
}
const ISO_09 = 'pain.001.001.09'
const ISO_03 = 'pain.001.001.03'

/** The state that an action leads to. Refuses BATCH_STATE. */
export function requireState(batch: Batch, action: BatchAction): BatchState {
  const to = stateAfter(batch.state as BatchState, action)
  return to ?? refuse('BATCH_STATE', { batch: batch.id, status: batch.state })
}

/** The batch as it may be cut. Throws Conflict; refuses BATCH_STATE or BATCH_EMPTY. */
function batchToCut(call: Call, input: CutInput): { batch: Batch; to: BatchState } {
  const batch = batchAt(call, input)
  const to = requireState(batch, 'cut')
  if (batch.lines === 0) refuse('BATCH_EMPTY', { batch: batch.id })
  return { batch, to }
}

/** Writes, reads back and compares both files; nothing is kept yet. */
export async function prepareCut(call: Call, input: CutInput): Promise<PreparedCut> {
  const { batch } = batchToCut(call, input)
  const timeZone = call.services.settings.get('desk.timeZone')
  const parts = filePartsOf(call, batch, isoInZone(call.now, timeZone))
  const file = writeBatchFile(parts)
  const controlList = await writeControlList(parts, file, { createdAt: call.now, timeZone })
  if (controlList.totalMinor !== file.totalMinor || controlList.lines !== file.lines) {
    refuse('BATCH_FILE_DIFFERS', { batch: batch.id, count: 1, first: 'control list' })
  }
  return { file, createdAt: parts.createdAt, controlList, layout: parts.form?.name ?? ISO_09 }
}

/** Freezes the batch with its files. The version that was seen is still the batch's, so its lines are those prepared. */
export function cut(call: Call, input: CutInput): Batch {
  const { batch, to } = batchToCut(call, input)
  const { file, createdAt, controlList, layout } = call.prepared<PreparedCut>()
  const mediaType = file.name.endsWith('.xml') ? 'application/xml' : 'text/plain'
  const kept = keepFile(call, { name: file.name, mediaType, bytes: file.bytes })
  const list = keepFile(call, { name: controlList.name, mediaType: XLSX, bytes: controlList.bytes })
  return changeBatch(call, batch, {
    to,
    layout,
    fileId: kept.fileId,
    fileSha256: kept.sha256,
    fileCreatedAt: createdAt,
    fileTotalMinor: file.totalMinor,
    fileLines: file.lines,
    controlFileId: list.fileId,
    controlTotalMinor: controlList.totalMinor,
    textChanges: JSON.stringify(file.textChanges),
  })
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
