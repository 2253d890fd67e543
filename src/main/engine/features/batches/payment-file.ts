/**
 * The bank file of a batch: what the books intend as one record, its bytes, and the comparison of stored bytes with the
 * books. The same batch gives the same record on any day, so that the comparison can be repeated before each release.
 */
import { hash } from 'node:crypto'
import type { BatchCard } from '../../../../contract/batches.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import type { UploadLayout } from '../../../../contract/layouts.ts'
import { type Currency, formatMoney, parseMoney } from '../../../../contract/money.ts'
import { type CheckResult, checkPaymentFile } from '../../formats/pain001/check.ts'
import { type ControlResult, controlPaymentFile } from '../../formats/pain001/compare.ts'
import { IBAN, ibanDigitsHold } from '../../formats/pain001/field-rules.ts'
import type { AccountId, Agent, Payment, PaymentFile } from '../../formats/pain001/model.ts'
import { pain001V03Bytes } from '../../formats/pain001/write-v03.ts'
import { pain001V09Bytes } from '../../formats/pain001/write-v09.ts'
import { refuse } from '../../refuse.ts'
import type { Instruction } from '../requests/index.ts'
import type { BankAccountRow } from '../settings/index.ts'
import { fieldOfPath, fieldWords } from './rules.ts'
import type { Batch } from './schema.ts'
import { compareUpload, writeUploadFile } from './upload-file.ts'

type TextChange = BatchCard['textChanges'][number]
type FileDifference = BatchCard['differences'][number]

/** Everything that a bank file is made from. */
export type FileParts = {
  batch: Batch
  bankAccount: BankAccountRow
  instructions: readonly Instruction[]
  /** The moment of the cut as the file says it: `2026-11-23T10:58:02+08:00`. */
  createdAt: string
  /** Nothing = pain.001.001.09, what every bank takes. */
  form?: FileForm
}
/** How a file is written: an ISO message of a version, or an upload by a layout of the desk. */
export type FileForm = { name: string; iso: '09' | '03' } | { name: string; layout: UploadLayout }

export type WrittenFile = {
  name: string
  bytes: Uint8Array
  sha256: string
  /** Sum and number of the payments as read back from the bytes. */
  totalMinor: number
  lines: number
  textChanges: TextChange[]
}

/** Clearing codes of Hong Kong banks: three digits, always text. */
const CLEARING_SYSTEM = 'HKNCC'
/** The banks' common character set and one currency per file: what every bank takes (formats, section 2). */
const checkFor = ({ form }: FileParts) =>
  ({ version: form && 'iso' in form ? form.iso : '09', characterSet: 'swift' }) as const

/**
 * Checks, writes and reads back the file of a batch. Refuses BATCH_FILE_INVALID with the first field that cannot be
 * written, and BATCH_FILE_DIFFERS when the bytes do not say exactly what the books say.
 */
export function writeBatchFile(parts: FileParts): WrittenFile {
  if (parts.form && 'layout' in parts.form) return writeUploadFile(parts, parts.form.layout)
  const { batch, instructions } = parts
  const check = checkFor(parts)
  const checked = checkPaymentFile(intendedFile(parts), check)
  if (!checked.ok) refuseInvalid(parts, checked)
  const bytes = check.version === '03' ? pain001V03Bytes(checked.file) : pain001V09Bytes(checked.file)
  const control = controlPaymentFile(bytes, checked.file, check.version)
  const differences = differencesIn(control)
  if (differences.length > 0 || !control.read.ok) {
    refuse('BATCH_FILE_DIFFERS', { batch: batch.id, count: differences.length, first: differences[0]?.path ?? '' })
  }
  const totalMinor = sumOf(control.read, batch.currency as Currency)
  const lines = control.read.file.blocks.reduce((count, block) => count + block.payments.length, 0)
  if (totalMinor !== batch.totalMinor || lines !== batch.lines) {
    const currency = batch.currency as Currency
    refuse('BATCH_FILE_DIFFERS', {
      batch: batch.id,
      count: 1,
      first: 'total',
      books: `${formatMoney(batch.totalMinor, currency)} ${currency}`,
      file: `${formatMoney(totalMinor, currency)} ${currency}`,
    })
  }
  return {
    name: `${batch.messageId}.xml`,
    bytes,
    sha256: hash('sha256', bytes, 'hex'),
    totalMinor,
    lines,
    textChanges: textChangesOf(checked, instructions),
  }
}

/** Where stored bytes and the books differ; empty when the file says exactly what the batch says. */
export function compareWithBooks(parts: FileParts, bytes: Uint8Array): FileDifference[] {
  if (parts.form && 'layout' in parts.form) return compareUpload(parts, parts.form.layout, bytes)
  const check = checkFor(parts)
  const checked = checkPaymentFile(intendedFile(parts), check)
  return differencesIn(controlPaymentFile(bytes, checked.file, check.version))
}

/** Whether stored bytes are still those that were released; empty when they are. */
export function compareWithDigest({ fileSha256 }: Batch, bytes: Uint8Array): FileDifference[] {
  const found = hash('sha256', bytes, 'hex')
  return found === fileSha256 ? [] : [{ path: 'sha256', intended: fileSha256 ?? '', found }]
}

function differencesIn({ ok, read, differences, findings }: ControlResult): FileDifference[] {
  if (ok) return []
  if (!read.ok) return [{ path: read.refusal.place, intended: 'readable', found: read.refusal.message }]
  const fields = differences.map(({ path, intended, found }) => ({
    path,
    intended: intended ?? '',
    found: found ?? '',
  }))
  const others = findings.map(({ place, message }) => ({ path: place, intended: '', found: message }))
  const all = [...fields, ...others]
  return all.length > 0 ? all : [{ path: 'totals', intended: 'stated', found: 'missing' }]
}

function sumOf(read: ControlResult['read'], currency: Currency): number {
  const parsed = parseMoney((read.ok ? read.sumByCurrency[currency] : undefined) ?? '0', currency)
  return parsed.ok ? parsed.amountMinor : Number.NaN
}

function refuseInvalid({ batch, instructions }: FileParts, { problems }: CheckResult): never {
  const first = problems[0]
  const { payment, field } = fieldOfPath(first?.path ?? '')
  const instruction = payment === null ? undefined : instructions[payment]
  const whose = instruction ? ` of ${requestNumber(instruction.requestId)}` : ''
  refuse('BATCH_FILE_INVALID', {
    batch: batch.id,
    count: problems.length,
    why: (first?.message ?? '').replace(/\.$/, ''),
    what: fieldWords(field) + whose,
  })
}

function textChangesOf({ changes }: CheckResult, instructions: readonly Instruction[]): TextChange[] {
  return changes.map(({ path, before, after }) => {
    const { payment, field } = fieldOfPath(path)
    const instructionId = payment === null ? null : (instructions[payment]?.id ?? null)
    return { instructionId: instructionId as TextChange['instructionId'], field, before, after }
  })
}

/** What the books intend to tell the bank. */
export function intendedFile({ batch, bankAccount, instructions, createdAt }: FileParts): PaymentFile {
  const currency = batch.currency as Currency
  const owner = { town: bankAccount.ownerTown, country: bankAccount.ownerCountry }
  return {
    messageId: batch.messageId,
    createdAt,
    initiatingParty: { name: bankAccount.ownerName },
    blocks: [
      {
        blockId: `${batch.messageId}-1`,
        executionDate: batch.valueDate,
        debtor: { name: bankAccount.ownerName, address: owner },
        debtorAccount: accountOf(bankAccount.accountNumber),
        debtorAgent: agentOf({ bic: bankAccount.bic, code: bankAccount.bankCode, name: bankAccount.bankName }),
        currency,
        chargeBearer: 'SHAR',
        // One entry per payment on the statement: each is matched on its own.
        batchBooking: false,
        payments: instructions.map((instruction) => paymentOf(instruction, currency)),
      },
    ],
  }
}

function paymentOf(instruction: Instruction, currency: Currency): Payment {
  const details = JSON.parse(instruction.details) as DestinationDetails
  const { bankBic, bankCode, bankName, accountNumber, address } = details
  return {
    instructionId: `I${instruction.id}`,
    endToEndId: instruction.endToEndId,
    uetr: instruction.uetr,
    amountMinor: instruction.amountMinor,
    currency,
    // A local payment may go without an address; a written one has town and country in their own elements.
    creditor: { name: details.payeeName, ...(address.town && address.country ? { address: filled(address) } : {}) },
    ...(bankBic || bankCode ? { creditorAgent: agentOf({ bic: bankBic, code: bankCode, name: bankName }) } : {}),
    ...(accountNumber ? { creditorAccount: accountOf(accountNumber) } : {}),
    remittance: requestNumber(instruction.requestId),
  }
}

function accountOf(number: string): AccountId {
  return IBAN.test(number) && ibanDigitsHold(number) ? { kind: 'iban', iban: number } : { kind: 'other', id: number }
}

function agentOf({ bic, code, name }: { bic: string; code: string; name: string }): Agent {
  return {
    ...(bic ? { bic } : {}),
    ...(code ? { clearingMember: { system: CLEARING_SYSTEM, id: code } } : {}),
    ...(name ? { name } : {}),
  }
}

/** The parts of a record that are not empty; an empty element says nothing to a bank. */
function filled<T extends Record<string, string>>(record: T): Partial<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')) as Partial<T>
}

/** `2026-11-23T10:58:02+08:00`: the instant on the desk's wall, with the zone's distance to UTC. */
export function isoInZone(instant: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  })
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const offset = (part.timeZoneName ?? '').replace('GMT', '') || '+00:00'
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}${offset}`
}

/** The file as a person reads it: one element per line, indented, at most so many lines. */
export function excerptOf(bytes: Uint8Array, maxLines: number): string {
  const text = new TextDecoder().decode(bytes.subarray(0, EXCERPT_BYTES))
  let depth = 0
  return text
    .replaceAll('><', '>\n<')
    .split('\n', maxLines)
    .map((line) => {
      if (line.startsWith('</')) depth -= 1
      const indented = '  '.repeat(Math.max(0, depth)) + line
      if (/^<[A-Za-z][^>]*[^/]>$/.test(line)) depth += 1
      return indented
    })
    .join('\n')
}
const EXCERPT_BYTES = 64 * 1024
