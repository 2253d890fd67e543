/**
 * Turns the bytes of a bank file into text without ever losing a letter silently.
 * Order: byte order mark, the file's own declaration, strict UTF-8, the profile's set, then the best of the sets that
 * banks are known to use; whatever was assumed or could not be read is reported.
 */
import iconv from 'iconv-lite'
import { type Findings, Refusal } from './findings.ts'

/** `declared`: what the file says about itself. `preferred`: what a profile or a person says. */
export type CharsetHints = { declared: string | null; preferred: string | null }

export type DecodedText = { text: string; charset: string }

const WESTERN = new Set('äöüÄÖÜßéèêëàâçñáíóúîïôûùÉÈÀÇÑåæøÅÆØãõÃÕìò°§£€´¿¡·–—’‘“”«»ªº²³½¼')
const CENTRAL = new Set('ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰöüäÖÜÄßőľĺŕôęâîăşţđ')
const CHINESE = new Set(
  '的一是不了人在有中大上小年月日元戶口銀行帳賬轉入出存款支票公司限付利息手續費匯結餘港幣收現金薪金自動櫃員機户银账转续费汇结余币务贸易际国广东深圳北京上海香港九龍新界',
)
/** Sets tried, best first among equals. */
const CANDIDATES: [string, Set<string> | 'chinese'][] = [
  ['ISO-8859-1', WESTERN],
  ['windows-1252', WESTERN],
  ['CP852', CENTRAL],
  ['windows-1250', CENTRAL],
  ['Big5-HKSCS', 'chinese'],
  ['GB18030', 'chinese'],
]

/** Decodes a whole file. Refuses what is no text; adds a finding for every assumption. */
export function decodeBytes(bytes: Uint8Array, hints: CharsetHints, findings: Findings): DecodedText {
  const marked = decodeByMark(bytes)
  const plain = withoutTail(bytes)
  if (plain.length === 0 && bytes.length > 0) throw binaryRefusal()
  const decoded = marked ?? decodeByContent(plain, hints, findings)
  reportLostLetters(decoded, findings)
  return decoded
}

/** The encoding that an XML declaration or an OFX header names, or `null`. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2000)).toString('latin1')
  const xml = /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)
  if (xml) return xml[1] ?? null
  if (!/^\s*OFXHEADER/.test(head)) return null
  const encoding = /ENCODING:\s*([A-Za-z0-9-]+)/.exec(head)?.[1]?.toUpperCase()
  if (encoding === 'UTF-8' || encoding === 'UNICODE') return 'UTF-8'
  const codePage = /CHARSET:\s*([A-Za-z0-9-]+)/.exec(head)?.[1]
  if (codePage === undefined || codePage.toUpperCase() === 'NONE') return null
  return /^\d+$/.test(codePage) ? `windows-${codePage}` : codePage
}

function decodeByMark(bytes: Uint8Array): DecodedText | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    const text = strictUtf8(withoutTail(bytes.subarray(3)))
    return text === null ? null : { text, charset: 'UTF-8' }
  }
  const little = bytes[0] === 0xff && bytes[1] === 0xfe
  const big = bytes[0] === 0xfe && bytes[1] === 0xff
  if (little || big) return fromUtf16(bytes.subarray(2), little)
  const head = bytes.subarray(0, 4)
  if (head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) return fromUtf16(bytes, true)
  if (head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0) return fromUtf16(bytes, false)
  return null
}

function fromUtf16(bytes: Uint8Array, little: boolean): DecodedText {
  const charset = little ? 'UTF-16LE' : 'UTF-16BE'
  const decoded = iconv.decode(Buffer.from(bytes), charset)
  let end = decoded.length
  while (end > 0 && '\0\x03\x1a'.includes(decoded[end - 1] ?? ' ')) end -= 1
  const text = decoded.slice(0, end)
  if (text.slice(0, 4000).includes('\0')) throw binaryRefusal()
  return { text, charset }
}

function decodeByContent(bytes: Uint8Array, hints: CharsetHints, findings: Findings): DecodedText {
  if (looksBinary(bytes)) throw binaryRefusal()
  if (bytes.every((byte) => byte < 0x80)) return { text: latin1(bytes), charset: 'ASCII' }
  const { declared, preferred } = hints
  if (preferred !== null && iconv.encodingExists(preferred)) {
    return { text: iconv.decode(Buffer.from(bytes), preferred), charset: preferred }
  }
  const utf8 = strictUtf8(bytes)
  const declaresUtf8 = declared !== null && /^utf-?8$/i.test(declared)
  if (declared !== null && !declaresUtf8 && !isAscii(declared) && iconv.encodingExists(declared)) {
    if (utf8 === null) return { text: iconv.decode(Buffer.from(bytes), declared), charset: declared }
    findings.add(
      'charset-contradicts-declaration',
      'line 1',
      `The file declares ${declared} but its bytes are UTF-8, so it was read as UTF-8. Check names with accents.`,
    )
    return { text: utf8, charset: 'UTF-8' }
  }
  if (utf8 !== null) return { text: utf8, charset: 'UTF-8' }
  const best = bestCandidate(bytes)
  const contradiction = declared === null ? '' : ` although it declares ${declared}`
  findings.add(
    'charset-assumed',
    `line ${lineOfFirstHighByte(bytes)}`,
    `The file is not UTF-8${contradiction} and was read as ${best.charset}, for example "${sampleWord(best.text)}". ` +
      'If names look wrong, choose the bank’s character set in the profile and import again.',
  )
  return best
}

function isAscii(charset: string): boolean {
  return /^(?:us-?ascii|ascii|ansi_x3)/i.test(charset)
}

function bestCandidate(bytes: Uint8Array): DecodedText {
  const sample = Buffer.from(bytes.subarray(0, 200_000))
  let best: { charset: string; score: number } = { charset: 'ISO-8859-1', score: -1 }
  for (const [charset, letters] of CANDIDATES) {
    const foreign = iconv.decode(sample, charset).replace(/\p{ASCII}+/gu, ' ')
    const score = letters === 'chinese' ? chineseScore(foreign) : letterScore(foreign, letters)
    if (score > best.score) best = { charset, score }
  }
  return { text: iconv.decode(Buffer.from(bytes), best.charset), charset: best.charset }
}

function letterScore(foreign: string, letters: Set<string>): number {
  let known = 0
  let all = 0
  for (const character of foreign) {
    if (character === ' ') continue
    all += 1
    if (letters.has(character)) known += 1
  }
  return all === 0 ? 0 : known / all
}

/** Chinese text comes in runs; a lone ideograph between Latin letters is an accented letter read wrongly. */
function chineseScore(foreign: string): number {
  const all = foreign.replaceAll(' ', '')
  if (all === '' || all.includes('\ufffd') || /[\ue000-\uf8ff]/.test(all)) return 0
  const inRuns = (foreign.match(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{2,}/g) ?? []).join('').length
  if (inRuns / all.length < 0.7) return 0
  let common = 0
  for (const character of all) if (CHINESE.has(character)) common += 1
  return 0.9 + common / all.length
}

function reportLostLetters(decoded: DecodedText, findings: Findings): void {
  const at = decoded.text.indexOf('\ufffd')
  if (at < 0) return
  const line = countLines(decoded.text, at)
  findings.add(
    'unreadable-characters',
    `line ${line}`,
    `From line ${line} on the file holds characters that cannot be read as ${decoded.charset}; they are shown as \ufffd. ` +
      'Choose the bank’s character set in the profile, or ask the bank for a new file if the letters were lost there.',
  )
}

function countLines(text: string, end: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) line += 1
  return line
}

function lineOfFirstHighByte(bytes: Uint8Array): number {
  let line = 1
  for (const byte of bytes) {
    if (byte >= 0x80) return line
    if (byte === 0x0a) line += 1
  }
  return line
}

function sampleWord(text: string): string {
  return /\S{0,20}\P{ASCII}\S{0,20}/u.exec(text)?.[0] ?? ''
}

/** Many control characters: a program's file, not a bank's text. SOH, ETX and SUB frame some telex files. */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8000)
  let controls = 0
  for (const byte of sample) {
    if (
      byte < 0x20 &&
      byte !== 9 &&
      byte !== 10 &&
      byte !== 12 &&
      byte !== 13 &&
      byte !== 1 &&
      byte !== 3 &&
      byte !== 0x1a
    ) {
      controls += 1
    }
  }
  return controls * 50 > sample.length || bytes.subarray(0, 64).includes(0)
}

function binaryRefusal(): Refusal {
  return new Refusal(
    'not-text',
    'byte 1',
    'The file is not text (it holds binary data), so it cannot be a bank statement that this desk reads. ' +
      'Download the statement again as camt, MT940, OFX, BAI2 or CSV.',
  )
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

/** Without the control bytes (NUL, ETX, SUB) that some systems put after the last line. */
function withoutTail(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && [0x00, 0x03, 0x1a].includes(bytes[end - 1] ?? -1)) end -= 1
  return bytes.subarray(0, end)
}
