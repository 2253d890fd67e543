/**
 * Reads a table that somebody sends: CSV or Excel, decided by the bytes and never by the name. It answers with a header
 * and rows of texts, or with a refusal that says what is wrong, where, and what to do.
 */
import { RefusalSignal } from '../refusal.ts'
import type { TableCharset } from './decode-text.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { refuseTable, TABLE_LIMITS, type Table, type TableFile } from './table-file.ts'

export type ReadTableOptions = {
  /** Only for sentences; the content decides what the file is. */
  readonly fileName?: string
  /** An operator's choice for a CSV that is not UTF-8, after looking at the preview. */
  readonly charset?: TableCharset
}

/** Reads the bytes of a table file. Never throws for what the file holds. */
export function readTable(bytes: Uint8Array, options: ReadTableOptions = {}): TableFile {
  try {
    return { ok: true, ...readAny(bytes, options) }
  } catch (error) {
    if (error instanceof RefusalSignal) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function readAny(bytes: Uint8Array, options: ReadTableOptions): Table {
  const name = options.fileName ? `"${options.fileName}"` : 'The file'
  if (bytes.length === 0) refuseTable('TABLE_EMPTY', 'byte 0', `${name} is empty.`)
  if (bytes.length > TABLE_LIMITS.bytes) {
    refuseTable(
      'TABLE_TOO_LARGE',
      `byte ${TABLE_LIMITS.bytes}`,
      `${name} has ${bytes.length} bytes; at most ${TABLE_LIMITS.bytes} are read. Split it.`,
    )
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) refuseCompound(bytes, name)
  return readCsv(bytes, options.charset)
}

/** The container of old Excel files and of password-protected new ones; the stream's name tells which. */
function refuseCompound(bytes: Uint8Array, name: string): never {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return refuseTable(
      'XLSX_ENCRYPTED',
      'file',
      `${name} is protected by a password. Remove the password in Excel and import it again.`,
    )
  }
  return refuseTable(
    'XLSX_OLD_FORMAT',
    'file',
    `${name} is an old Excel file (.xls). Save it as .xlsx and import it again.`,
  )
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}
