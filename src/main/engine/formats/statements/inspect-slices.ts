/**
 * Reads a camt file in slices of its bytes, entry by entry, so that a file of any length needs the memory of one slice. The
 * same reader and the same rules as for a file that is held whole; only the number of entries has another limit.
 */
import { CamtReader, type EntrySink } from './camt/camt-reader.ts'
import { declaredCharset } from './charset.ts'
import { Findings, Refusal, refusedFile } from './findings.ts'
import type { StatementFile } from './model.ts'

export type { EntrySink } from './camt/camt-reader.ts'

/** What stands in memory of a file in slices is little; the limit is what a person could still look through. */
export const SLICED_LIMITS = { bytes: 4 * 1024 * 1024 * 1024, entries: 5_000_000 }

/**
 * The result without entries, which went to `sink` in the order of the file. `null`: the file is no UTF-8 XML and has to be
 * read whole; whatever the sink was given until then counts for nothing.
 */
export function inspectSlices(slices: Iterable<Uint8Array>, sink: EntrySink): StatementFile | null {
  const findings = new Findings()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = new CamtReader(findings, { sink, maxEntries: SLICED_LIMITS.entries })
  let isFirst = true
  try {
    for (const slice of slices) {
      if (isFirst && !isPlainXml(slice)) return null
      const text = decoder.decode(slice, { stream: true })
      reader.write(isFirst ? text.trimStart() : text)
      isFirst = false
    }
    if (isFirst) return null
    reader.write(decoder.decode())
    return reader.end()
  } catch (error) {
    if (error instanceof Refusal) return refusedFile('XML', error.finding, findings.list())
    // The decoder gives up where the bytes are no UTF-8.
    if (error instanceof TypeError) return null
    throw error
  }
}

function isPlainXml(slice: Uint8Array): boolean {
  const declared = declaredCharset(slice)
  if (declared !== null && !/^(?:utf-?8|us-?ascii)$/i.test(declared)) return false
  const head = Buffer.from(slice.buffer, slice.byteOffset, Math.min(slice.length, 20_000)).toString('latin1')
  const start = head.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  return start.startsWith('<') && !/<OFX[\s>]|<!doctype\s+html|^<html/i.test(head)
}
