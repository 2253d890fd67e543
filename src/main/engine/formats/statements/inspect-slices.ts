/**
 * Reads a camt or MT940 file in slices of its bytes, entry by entry, so that a file of any length needs the memory of one
 * slice. The same reader and the same rules as for a file that is held whole; only the number of entries has another limit.
 */
import { CamtReader, type EntrySink } from './camt/camt-reader.ts'
import { declaredCharset } from './charset.ts'
import { Findings, Refusal, refusedFile } from './findings.ts'
import type { StatementFile } from './model.ts'
import { looksLikeMt } from './mt940/mt940-fields.ts'
import { MtReader } from './mt940/mt940-reader.ts'

export type { EntrySink } from './camt/camt-reader.ts'

/** What stands in memory of a file in slices is little; the limit is what a person could still look through. */
export const SLICED_LIMITS = { bytes: 4 * 1024 * 1024 * 1024, entries: 5_000_000 }

type SliceReader = { write: (slice: string) => void; end: () => StatementFile }
type Family = 'XML' | 'MT940'

/**
 * The result without entries, which went to `sink` in the order of the file. `null`: the file is no UTF-8 text of these formats
 * and has to be read whole; whatever the sink was given until then counts for nothing.
 */
export function inspectSlices(slices: Iterable<Uint8Array>, sink: EntrySink): StatementFile | null {
  const findings = new Findings()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let family: Family | null = null
  let reader: SliceReader | null = null
  let held = ''
  try {
    for (const slice of slices) {
      if (family === null) family = familyOf(slice)
      if (family === null) return null
      let text = held + decoder.decode(slice, { stream: true })
      // A letter that the bank's program could not write is told by the reader of whole files.
      if (text.includes('\ufffd')) return null
      if (reader === null) {
        reader = readerOf(family, findings, sink)
        if (family === 'XML') text = text.trimStart()
      }
      // Some systems put control bytes behind the last line.
      const end = lengthWithoutTail(text)
      held = text.slice(end)
      reader.write(end === text.length ? text : text.slice(0, end))
    }
    if (reader === null) return null
    decoder.decode()
    return reader.end()
  } catch (error) {
    if (error instanceof Refusal) return refusedFile(family ?? 'unknown', error.finding, findings.list())
    // The decoder gives up where the bytes are no UTF-8.
    if (error instanceof TypeError) return null
    throw error
  }
}

function readerOf(family: Family, findings: Findings, sink: EntrySink): SliceReader {
  const options = { sink, maxEntries: SLICED_LIMITS.entries }
  return family === 'XML' ? new CamtReader(findings, options) : new MtReader(findings, options)
}

const TAIL = '\u0000\u0003\u001a'

function lengthWithoutTail(text: string): number {
  let end = text.length
  while (end > 0 && TAIL.includes(text[end - 1] as string)) end -= 1
  return end
}

/** Which of the formats a file begins with; `null` when it has to be looked at whole. */
function familyOf(slice: Uint8Array): Family | null {
  const declared = declaredCharset(slice)
  if (declared !== null && !/^(?:utf-?8|us-?ascii)$/i.test(declared)) return null
  const head = Buffer.from(slice.buffer, slice.byteOffset, Math.min(slice.length, 20_000)).toString('latin1')
  const start = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (/<OFX[\s>]|<!doctype\s+html|^<html/i.test(head)) return null
  if (start.startsWith('<')) return 'XML'
  return MT_START.test(start) && !PROGRAM_BYTES.test(head) && looksLikeMt(start) ? 'MT940' : null
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const PROGRAM_BYTES = /[\u0000\u0002\u0004-\u0008\u000b\u000e-\u0019\u001b-\u001f]/
/** A tag, an envelope or the frame of a telex; never the beginning of an archive. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: one of them begins the frame of a telex
const MT_START = /^[\u0001\r\n ]*(?::(?:20|9[45]\d):|\{[1-4]:)/
