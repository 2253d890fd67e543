/**
 * Text of a CSV file: byte order mark, strict UTF-8, and otherwise one of the two Chinese sets that spreadsheets in
 * Hong Kong and the mainland save. What had to be assumed is a finding; bytes that fit nothing are a refusal.
 */
import iconv from 'iconv-lite'
import { firstBrokenUtf8, lineOf } from '../xml/decode.ts'
import { refuseTable, type TableFinding } from './table-file.ts'

export type TableCharset = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Big5-HKSCS' | 'GB18030'

type Decoded = { text: string; charset: TableCharset; findings: TableFinding[] }

/** Decodes a whole file; `charset` overrides the detection (an operator's choice after looking at the preview). */
export function decodeTableText(bytes: Uint8Array, charset?: TableCharset): Decoded {
  const marked = byteOrderMark(bytes)
  if (marked) return { text: decodeStrict(bytes, marked), charset: marked, findings: [] }
  if (charset) return { text: decodeStrict(bytes, charset), charset, findings: [] }
  if (firstBrokenUtf8(bytes) === bytes.length)
    return { text: decodeStrict(bytes, 'UTF-8'), charset: 'UTF-8', findings: [] }
  const assumed = chineseSetOf(bytes)
  const text = decodeStrict(bytes, assumed)
  const message =
    `The file is not UTF-8 and was read as ${assumed}, for example "${firstChineseWords(text)}". ` +
    'If the names look wrong, choose another character set or save the file as UTF-8.'
  return { text, charset: assumed, findings: [{ code: 'CHARSET_ASSUMED', message }] }
}

function byteOrderMark(bytes: Uint8Array): TableCharset | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'UTF-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE'
  return null
}

function decodeStrict(bytes: Uint8Array, charset: TableCharset): string {
  if (charset === 'Big5-HKSCS' || charset === 'GB18030') {
    const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), charset)
    const lost = text.indexOf('\ufffd')
    if (lost >= 0) refuseCharset(text.slice(0, lost).split('\n').length, charset)
    return text
  }
  try {
    return new TextDecoder(charset.toLowerCase(), { fatal: true }).decode(bytes)
  } catch {
    return refuseCharset(charset === 'UTF-8' ? lineOf(bytes, firstBrokenUtf8(bytes)) : 1, charset)
  }
}

function refuseCharset(line: number, charset: TableCharset): never {
  return refuseTable(
    'TABLE_CHARSET',
    `line ${line}`,
    `Line ${line} holds bytes that are no ${charset}. Save the file as UTF-8 (in Excel: CSV UTF-8) and import it again.`,
  )
}

/** Which set has more of its everyday characters in these bytes. Even: Big5-HKSCS, the set of Hong Kong. */
function chineseSetOf(bytes: Uint8Array): 'Big5-HKSCS' | 'GB18030' {
  let big5 = 0
  let gb = 0
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    const lead = bytes[at]!
    if (lead < 0x80) continue
    const trail = bytes[at + 1]!
    // Big5: punctuation A1-A3, everyday characters A4-C6. GB 2312: punctuation A1-A9, everyday characters B0-D7.
    if (lead >= 0xa1 && lead <= 0xc6 && ((trail >= 0x40 && trail <= 0x7e) || trail >= 0xa1)) big5 += 1
    if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7))) gb += 1
    at += 1
  }
  return gb > big5 ? 'GB18030' : 'Big5-HKSCS'
}

function firstChineseWords(text: string): string {
  return /[^\s\p{ASCII}][^,;\t"\r\n]{0,19}/u.exec(text)?.[0] ?? ''
}
