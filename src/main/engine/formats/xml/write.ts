/**
 * What every XML writer here needs: escaping, and the refusal of characters that may not stand in a payment file.
 * Nothing is ever dropped or replaced; a control character stops the writing with its place.
 */
import { codePointName } from '../hidden-characters.ts'

/** A text that cannot be written. `place` is the caller's name of the field. */
export class XmlCharacterError extends Error {
  readonly place: string
  readonly position: number
  readonly codePoint: number

  constructor(place: string, position: number, codePoint: number) {
    super(
      `${place}: character ${position} is ${codePointName(codePoint)} and may not stand in an XML file. Correct the text at its source.`,
    )
    this.place = place
    this.position = position
    this.codePoint = codePoint
  }
}

// Everything that needs a second look: the five marks, controls, surrogates, non-characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SUSPICIOUS = /[&<>"\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Escapes a text for element content or a double-quoted attribute. `place` and `field` name it in the error; they are
 * only joined when there is one, because this runs for every field of every payment. Throws `XmlCharacterError`.
 */
export function escapeXml(text: string, place: string, field: string): string {
  if (!SUSPICIOUS.test(text)) return text
  const found = findForbidden(text)
  if (found) throw new XmlCharacterError(`${place} ${field}`, found.position, found.codePoint)
  return text.replace(/[&<>"]/g, (mark) => ESCAPES[mark]!)
}

/** The first control character, lone surrogate or non-character: its position in characters from 1. */
export function findForbidden(text: string): { position: number; codePoint: number } | null {
  let position = 0
  for (const character of text) {
    position += 1
    const codePoint = character.codePointAt(0)!
    if (isForbidden(codePoint)) return { position, codePoint }
  }
  return null
}

function isForbidden(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint <= 0x9f) ||
    (codePoint >= 0xd800 && codePoint <= 0xdfff) ||
    (codePoint & 0xfffe) === 0xfffe
  )
}
