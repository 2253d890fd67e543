/**
 * The directory of a ZIP archive, read before anything is unpacked: names, sizes, methods. An archive that would unpack
 * to more than the limit is refused from the directory alone, and each entry is unpacked into exactly the size that the
 * directory promises, so a lying directory gains nothing.
 */
import { inflateRawSync } from 'node:zlib'
import { refuseTable, TABLE_LIMITS } from './table-file.ts'

export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly packedBytes: number
  readonly unpackedBytes: number
  readonly headerOffset: number
}

const END_RECORD = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const END_SIZE = 22
const MAX_COMMENT = 65_535
const MAX_ENTRIES = 2_000
const STORED = 0
const DEFLATED = 8

/** Entries by name. Refuses broken, encrypted, oversized and ambiguous archives. */
export function readZipDirectory(bytes: Uint8Array): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > MAX_ENTRIES || count === 0xffff || at === 0xffffffff) {
    tooLarge(`it holds ${count === 0xffff ? 'more than 65,000' : count} parts`)
  }
  const entries = new Map<string, ZipEntry>()
  let unpacked = 0
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      broken(`its directory ends after ${i} of ${count} parts`)
    const { entry, flags, next } = readEntry(view, bytes, at)
    if ((flags & 1) !== 0) {
      refuseTable(
        'XLSX_ENCRYPTED',
        entry.name,
        'The workbook is protected by a password. Remove the password in Excel and import it again.',
      )
    }
    if (entries.has(entry.name)) broken(`the part ${entry.name} is in it twice`)
    unpacked += entry.unpackedBytes
    if (unpacked > TABLE_LIMITS.unpackedBytes)
      tooLarge(`it would unpack to more than ${TABLE_LIMITS.unpackedBytes} bytes`)
    entries.set(entry.name, entry)
    at = next
  }
  return entries
}

/** Unpacks one entry; never more than its promised size. */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const { headerOffset } = entry
  if (headerOffset + 30 > bytes.length || view.getUint32(headerOffset, true) !== LOCAL_ENTRY)
    broken(`the part ${entry.name} is missing`)
  const start = headerOffset + 30 + view.getUint16(headerOffset + 26, true) + view.getUint16(headerOffset + 28, true)
  const packed = bytes.subarray(start, start + entry.packedBytes)
  if (packed.length !== entry.packedBytes) broken(`the part ${entry.name} is cut off`)
  if (entry.method === STORED && entry.packedBytes === entry.unpackedBytes) return packed
  if (entry.method !== DEFLATED) broken(`the part ${entry.name} is packed in an unknown way`)
  let unpacked: Uint8Array
  try {
    unpacked = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) })
  } catch {
    return broken(
      `the part ${entry.name} cannot be unpacked to the ${entry.unpackedBytes} bytes that the directory promises`,
    )
  }
  if (unpacked.length !== entry.unpackedBytes) broken(`the part ${entry.name} is shorter than the directory promises`)
  return unpacked
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_SIZE - MAX_COMMENT)
  for (let at = view.byteLength - END_SIZE; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_RECORD) return at
  }
  return broken('its directory is missing, so it was probably cut off on the way')
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): { entry: ZipEntry; flags: number; next: number } {
  const nameLength = view.getUint16(at + 28, true)
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  const entry: ZipEntry = {
    name: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'),
    method: view.getUint16(at + 10, true),
    packedBytes: view.getUint32(at + 20, true),
    unpackedBytes: view.getUint32(at + 24, true),
    headerOffset: view.getUint32(at + 42, true),
  }
  return { entry, flags: view.getUint16(at + 8, true), next }
}

function broken(what: string): never {
  return refuseTable(
    'XLSX_BROKEN',
    'archive',
    `The workbook is damaged: ${what}. Ask for the file again, or save it anew in Excel.`,
  )
}

function tooLarge(what: string): never {
  return refuseTable(
    'XLSX_TOO_LARGE',
    'archive',
    `The workbook is refused because ${what}. Export the rows as CSV instead.`,
  )
}
