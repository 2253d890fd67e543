/** The bank upload of a batch by a layout of the desk: written, read back apart from the writer, and compared field by field. */
import { hash } from 'node:crypto'
import type { BatchCard } from '../../../../contract/batches.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import type { UploadLayout } from '../../../../contract/layouts.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Upload } from '../../formats/uploads/model.ts'
import { readUpload } from '../../formats/uploads/read.ts'
import { writeUpload } from '../../formats/uploads/write.ts'
import { refuse } from '../../refuse.ts'
import type { FileParts, WrittenFile } from './payment-file.ts'
import { fieldOfPath, fieldWords } from './rules.ts'

/** Refuses BATCH_FILE_INVALID with the first field that cannot be written, BATCH_FILE_DIFFERS when it does not come back equal. */
export function writeUploadFile(parts: FileParts, layout: UploadLayout): WrittenFile {
  const { batch, instructions } = parts
  const upload = uploadOf(parts)
  const { bytes, problems, changes } = writeUpload(upload, layout)
  const first = problems[0]
  if (first) {
    const { payment, field } = fieldOfPath(first.path)
    const instruction = payment === null ? undefined : instructions[payment]
    const whose = instruction ? ` of ${requestNumber(instruction.requestId)}` : ''
    refuse('BATCH_FILE_INVALID', {
      batch: batch.id,
      count: problems.length,
      why: first.found,
      what: fieldWords(field) + whose,
    })
  }
  const read = readUpload(bytes, layout, upload)
  const found = read.problems[0]
  if (found || read.totalMinor !== batch.totalMinor || read.lines.length !== batch.lines) {
    refuse('BATCH_FILE_DIFFERS', {
      batch: batch.id,
      count: Math.max(read.problems.length, 1),
      first: found?.path ?? 'total',
    })
  }
  return {
    name: `${batch.messageId}.${layout.extension}`,
    bytes,
    sha256: hash('sha256', bytes, 'hex'),
    totalMinor: read.totalMinor,
    lines: read.lines.length,
    textChanges: changes.map(({ line, field, before, after }) => ({
      instructionId: (instructions[line]?.id ?? null) as BatchCard['textChanges'][number]['instructionId'],
      field,
      before,
      after,
    })),
  }
}

/** Where stored bytes and the books differ. */
export function compareUpload(parts: FileParts, layout: UploadLayout, bytes: Uint8Array): BatchCard['differences'] {
  return readUpload(bytes, layout, uploadOf(parts)).problems
}

function uploadOf({ batch, bankAccount, instructions }: FileParts): Upload {
  return {
    messageId: batch.messageId,
    debitAccount: bankAccount.accountNumber,
    currency: batch.currency as Currency,
    valueDate: batch.valueDate,
    payments: instructions.map((instruction) => {
      const { payeeName, accountNumber, bankCode, bankBic, bankName } = JSON.parse(
        instruction.details,
      ) as DestinationDetails
      return {
        reference: instruction.endToEndId,
        payeeName,
        accountNumber,
        bankCode,
        bankBic,
        bankName,
        amountMinor: instruction.amountMinor,
        remittance: requestNumber(instruction.requestId),
      }
    }),
  }
}
