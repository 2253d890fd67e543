/**
 * The one door to all statement readers: bytes in, one result out, whatever the file is called.
 * The format is decided by the content; whatever cannot be read comes back as `refused` with a reason and a place.
 */
import { readBai } from './bai2/bai2-reader.ts'
import { looksLikeBai } from './bai2/bai2-records.ts'
import { readCamt } from './camt/camt-reader.ts'
import { declaredCharset, decodeBytes } from './charset.ts'
import { lookAtTable, proposeForText, type TableLook } from './csv/csv-propose.ts'
import { readCsvText } from './csv/csv-reader.ts'
import type { CsvProfile } from './csv-profile.ts'
import { Findings, Refusal, refusedFile } from './findings.ts'
import { STATEMENT_LIMITS } from './limits.ts'
import type { StatementFile } from './model.ts'
import { looksLikeMt } from './mt940/mt940-fields.ts'
import { readMt } from './mt940/mt940-reader.ts'
import { readOfx } from './ofx/ofx-reader.ts'
import { workbookText } from './workbook-text.ts'

export type InspectOptions = {
  /** Shown in messages only; the format never depends on it. */
  fileName?: string
  /** How to read a CSV file; without it a profile is proposed and its questions become findings. */
  csvProfile?: CsvProfile
  /** Character set of a file that is not UTF-8 and does not declare one. */
  charset?: string
  /** Largest file that is read, in bytes; never more than the limit of the desk. */
  maxBytes?: number
}

/** Reads a bank statement file of any supported format. Never throws; amounts are minor units of each currency. */
export function inspectStatement(bytes: Uint8Array, options: InspectOptions = {}): StatementFile {
  const findings = new Findings()
  let format = 'unknown'
  try {
    refuseBySize(bytes, options)
    const workbook = workbookText(bytes)
    if (workbook !== null) {
      format = 'XLSX'
      return { ...readTable(workbook, findings, options), format }
    }
    refuseArchives(bytes)
    const preferred = options.csvProfile?.charset ?? options.charset ?? null
    const { text } = decodeBytes(bytes, { declared: declaredCharset(bytes), preferred }, findings)
    const family = familyOf(text)
    format = family
    return READERS[family](text, findings, options)
  } catch (error) {
    const refusal = error instanceof Refusal ? error.finding : faultOf(error)
    return refusedFile(format, refusal, findings.list())
  }
}

type Family = 'OFX' | 'XML' | 'MT940' | 'BAI2' | 'CSV'

const READERS: Record<Family, (text: string, findings: Findings, options: InspectOptions) => StatementFile> = {
  OFX: readOfx,
  XML: (text, findings) => readCamt(text.trimStart(), findings),
  MT940: readMt,
  BAI2: (text, findings) => readBai(text.trimStart(), findings),
  CSV: readTable,
}

/** The family of formats, by the content alone. */
function familyOf(text: string): Family {
  const start = text.slice(0, 4000).trimStart()
  if (start === '' && text.trim() === '') {
    throw new Refusal('empty-file', 'file', 'The file is empty. Download the statement again.')
  }
  if (/<OFX[\s>]/i.test(text.slice(0, 20_000)) || /^(?:OFXHEADER\s{0,5}:|<\?OFX)/.test(start)) return 'OFX'
  if (/^(?:<!doctype\s+html|<html)/i.test(start)) {
    throw new Refusal(
      'web-page',
      'line 1',
      'The file is a web page, not a statement: the bank’s session may have ended. Sign in and download it again.',
    )
  }
  if (start.startsWith('<')) return 'XML'
  if (looksLikeMt(text)) return 'MT940'
  return looksLikeBai(text) ? 'BAI2' : 'CSV'
}

function readTable(text: string, findings: Findings, options: InspectOptions): StatementFile {
  if (options.csvProfile) return readCsvText(text, options.csvProfile, findings)
  const { profile, questions } = proposeForText(text)
  if (profile === null) {
    throw new Refusal(
      'format-unknown',
      'file',
      'The file is no camt, MT940, MT942, OFX or BAI2 file and no table with columns of dates and amounts. ' +
        'Download the statement in one of these formats, or make a CSV profile for it.',
    )
  }
  for (const question of questions) findings.add(question.code, question.place, question.message)
  findings.add(
    'csv-profile-proposed',
    'file',
    'The meaning of the columns was proposed from the content. Compare the first entries with the bank and confirm the profile.',
  )
  return readCsvText(text, profile, findings)
}

function refuseBySize(bytes: Uint8Array, options: InspectOptions): void {
  const limit = Math.min(options.maxBytes ?? STATEMENT_LIMITS.bytes, STATEMENT_LIMITS.bytes)
  if (bytes.length <= limit) return
  throw new Refusal(
    'file-too-large',
    'file',
    `The file has ${bytes.length} bytes; the desk reads at most ${limit}. Ask the bank for shorter periods.`,
  )
}

const SIGNATURES: { bytes: number[]; code: string; what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], code: 'zip-archive', what: 'a ZIP archive' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], code: 'zip-archive', what: 'an empty ZIP archive' },
  { bytes: [0x1f, 0x8b], code: 'gzip-archive', what: 'a GZIP archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], code: 'zip-archive', what: 'a 7-Zip archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], code: 'zip-archive', what: 'a RAR archive' },
  { bytes: [0x25, 0x50, 0x44, 0x46], code: 'pdf-file', what: 'a PDF document' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], code: 'excel-file', what: 'an old Excel workbook' },
]

function refuseArchives(bytes: Uint8Array): void {
  for (const { bytes: signature, code, what } of SIGNATURES) {
    if (!signature.every((byte, index) => bytes[index] === byte)) continue
    throw new Refusal(
      code,
      'byte 1',
      `The file is ${what}, not a statement that can be read. Unpack it, or download the statement as camt, MT940, OFX, BAI2 or CSV.`,
    )
  }
}

/** The table of a file that is one (CSV or Excel), with what its content says of its columns; `null` for every other format. */
export function inspectTable(bytes: Uint8Array, options: InspectOptions = {}): TableLook | null {
  try {
    refuseBySize(bytes, options)
    const workbook = workbookText(bytes)
    if (workbook === null) refuseArchives(bytes)
    const findings = new Findings()
    const text =
      workbook ??
      decodeBytes(bytes, { declared: declaredCharset(bytes), preferred: options.charset ?? null }, findings).text
    return workbook === null && familyOf(text) !== 'CSV' ? null : lookAtTable(text)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** A fault of the reader itself: refused like any other file, with what helps to find it. */
function faultOf(error: unknown): StatementFile['findings'][number] {
  const reason = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown'
  return {
    code: 'reader-failed',
    place: 'file',
    message: `The reader failed on this file (${reason}). Nothing was read; please report it with the file.`,
    severity: 'refusal',
  }
}

export type { TableLook } from './csv/csv-propose.ts'
export { toPublicJson } from './public-json.ts'
