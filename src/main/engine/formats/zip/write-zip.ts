/**
 * Writes a ZIP archive as a stream: each part is packed while it is made (on another thread of the runtime), sizes follow in a data
 * descriptor, and the instant is the caller's, so that the same parts give the same bytes.
 */
import { setImmediate } from 'node:timers/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipPart = {
  readonly name: string
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  /** Told of each chunk that is packed: its memory may be used again. */
  readonly giveBack?: (chunk: Uint8Array) => void
}

export type ZipOptions = {
  /** Written on every part, in UTC to two seconds. */
  readonly instant: number
  /** 1 (fast) to 9 (small). */
  readonly level?: number
}

/** Balance of time and size, measured on export sheets: see docs/adr/0010-own-workbook-writer.md. */
export const ZIP_LEVEL = 5
/** Without the 64-bit extension, which not every reader knows, a part and the archive end here. */
const MAX_BYTES = 0xffff_fffe
/** Bytes that may wait for the packing thread: enough that neither side waits for the other. */
const WAITING_BYTES = 1 << 20
const VERSION = 20
/** Sizes in the descriptor (bit 3), names in UTF-8 (bit 11). */
const FLAGS = 0x0808
const DEFLATED = 8

type Entry = { name: Buffer; at: number; crc: number; packed: number; unpacked: number }

export async function* writeZip(
  parts: Iterable<ZipPart> | AsyncIterable<ZipPart>,
  options: ZipOptions,
): AsyncGenerator<Uint8Array> {
  const stamp = dosTime(options.instant)
  const entries: Entry[] = []
  let at = 0
  for await (const part of parts) {
    const entry: Entry = { name: Buffer.from(part.name), at, crc: 0, packed: 0, unpacked: 0 }
    const head = localHeader(entry.name, stamp)
    yield head
    for await (const packed of deflated(part, options.level ?? ZIP_LEVEL, entry)) yield packed
    yield descriptor(entry)
    at += head.length + entry.packed + 16
    if (at > MAX_BYTES || entry.unpacked > MAX_BYTES)
      throw new Error('an archive holds at most 4 GiB: narrow the filter, or export CSV instead')
    entries.push(entry)
  }
  const directory = Buffer.concat(entries.map((entry) => directoryEntry(entry, stamp)))
  yield directory
  yield endRecord(entries.length, directory.length, at)
}

/** Packs the chunks of one part and notes its sizes and checksum. */
async function* deflated(part: ZipPart, level: number, entry: Entry): AsyncGenerator<Uint8Array> {
  const packer = createDeflateRaw({
    level,
    memLevel: 9,
    chunkSize: 65_536,
    writableHighWaterMark: WAITING_BYTES,
  } as object)
  const packed: Uint8Array[] = []
  let failure: Error | null = null
  packer.on('data', (chunk: Uint8Array) => packed.push(chunk))
  let wake = () => {}
  for (const event of ['drain', 'end', 'close']) packer.on(event, () => wake())
  packer.on('error', (error) => {
    failure = error
  })
  function* ready() {
    if (failure) throw failure
    for (const chunk of packed.splice(0)) {
      entry.packed += chunk.length
      yield chunk
    }
  }
  try {
    for await (const chunk of part.chunks) {
      entry.crc = crc32(chunk, entry.crc)
      entry.unpacked += chunk.length
      if (packer.write(chunk, () => part.giveBack?.(chunk))) await setImmediate()
      else
        await new Promise<void>((resume) => {
          wake = resume
        })
      yield* ready()
    }
    await new Promise<void>((resume) => {
      wake = resume
      packer.end()
    })
    yield* ready()
  } finally {
    packer.destroy()
  }
}

/** Date and time as ZIP keeps them. */
function dosTime(instant: number): number {
  const date = new Date(instant)
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)
  return day * 0x10000 + time
}

function localHeader(name: Buffer, stamp: number): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(DEFLATED, 8)
  head.writeUInt32LE(stamp, 10)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

function descriptor({ crc, packed, unpacked }: Entry): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(packed, 8)
  bytes.writeUInt32LE(unpacked, 12)
  return bytes
}

function directoryEntry({ name, at, crc, packed, unpacked }: Entry, stamp: number): Buffer {
  const bytes = Buffer.alloc(46)
  bytes.writeUInt32LE(0x02014b50, 0)
  bytes.writeUInt16LE(VERSION, 4)
  bytes.writeUInt16LE(VERSION, 6)
  bytes.writeUInt16LE(FLAGS, 8)
  bytes.writeUInt16LE(DEFLATED, 10)
  bytes.writeUInt32LE(stamp, 12)
  bytes.writeUInt32LE(crc, 16)
  bytes.writeUInt32LE(packed, 20)
  bytes.writeUInt32LE(unpacked, 24)
  bytes.writeUInt16LE(name.length, 28)
  bytes.writeUInt32LE(at, 42)
  return Buffer.concat([bytes, name])
}

function endRecord(count: number, length: number, at: number): Buffer {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(length, 12)
  bytes.writeUInt32LE(at, 16)
  return bytes
}
