/**
 * Bytes of an XML file to text: byte order mark first, then the declaration, otherwise UTF-8. Decoding is strict:
 * a byte that does not fit is a refusal with its place, never a replacement character.
 */
import { RefusalSignal } from '../refusal.ts'

export type XmlRefusalCode =
  | 'XML_EMPTY'
  | 'XML_TOO_LARGE'
  | 'XML_CHARSET_UNKNOWN'
  | 'XML_CHARSET_BROKEN'
  | 'XML_DOCTYPE'
  | 'XML_NOT_WELL_FORMED'
  | 'XML_TOO_DEEP'
  | 'XML_TEXT_TOO_LONG'
  | 'XML_TOO_MANY_ELEMENTS'

/** Bytes decoded at a time. */
const SLICE = 65_536

/** A refusal by the XML reader itself, told apart from one by whoever takes the elements. */
export class XmlRefusalSignal extends RefusalSignal<XmlRefusalCode> {}

/** Labels of the declaration that are read; the value is what the platform's decoder calls them. */
const CHARSETS: Record<string, 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1'> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'latin1',
  latin1: 'latin1',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
}

/**
 * Text of an XML file without its byte order mark, slice by slice, so that a big file is never held as one text. Throws
 * an `XmlRefusalSignal` for an unknown or broken charset.
 */
export function* decodeXml(bytes: Uint8Array): Generator<string> {
  if (bytes.length === 0) throw new XmlRefusalSignal('XML_EMPTY', 'byte 0', 'The file is empty.')
  const charset = charsetOf(bytes)
  const decoder = charset === 'latin1' ? null : new TextDecoder(charset, { fatal: true })
  for (let at = 0; at < bytes.length; at += SLICE) {
    const slice = bytes.subarray(at, at + SLICE)
    if (decoder) yield decodeSlice(decoder, slice, { isLast: at + SLICE >= bytes.length, bytes })
    else yield Buffer.from(slice.buffer, slice.byteOffset, slice.length).toString('latin1')
  }
}

type SliceOf = { readonly isLast: boolean; readonly bytes: Uint8Array }

function decodeSlice(decoder: InstanceType<typeof TextDecoder>, slice: Uint8Array, { isLast, bytes }: SliceOf): string {
  try {
    return decoder.decode(slice, { stream: !isLast })
  } catch {
    const offset = decoder.encoding === 'utf-8' ? firstBrokenUtf8(bytes) : bytes.length
    throw new XmlRefusalSignal(
      'XML_CHARSET_BROKEN',
      `line ${lineOf(bytes, offset)}, byte ${offset}`,
      `The file says it is ${decoder.encoding.toUpperCase()}, but byte ${offset} does not fit. Ask the sender for the file in UTF-8.`,
    )
  }
}

function charsetOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256)).toString('latin1')
  const label = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1]
  if (label === undefined) return 'utf-8'
  const found = CHARSETS[label.toLowerCase()]
  if (found) return found
  throw new XmlRefusalSignal(
    'XML_CHARSET_UNKNOWN',
    'line 1, XML declaration',
    `The file declares the character set "${label}", which is not read here. Ask the sender for the file in UTF-8.`,
  )
}

/** Offset of the first byte that is no UTF-8 (RFC 3629: no overlong forms, no surrogates), or the length. */
export function firstBrokenUtf8(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at]!
    if (lead < 0x80) {
      at += 1
      continue
    }
    const size =
      lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
    if (size === 0 || at + size > bytes.length) return at
    const second = bytes[at + 1]!
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    if (second < low || second > high) return at
    for (let i = 2; i < size; i += 1) if ((bytes[at + i]! & 0xc0) !== 0x80) return at
    at += size
  }
  return at
}

/** Line (from 1) that holds a byte offset. */
export function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1
  for (let i = 0; i < offset && i < bytes.length; i += 1) if (bytes[i] === 0x0a) line += 1
  return line
}
