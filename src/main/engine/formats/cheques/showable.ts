/** Text that nobody can change any more, such as a customer's own words, made drawable: what has no shape becomes a visible mark. */
import { openPaper } from './paper.ts'

/** The mark that printers set where a type is missing. */
const MISSING = '〓'
const known = new WeakMap<Uint8Array, (char: string) => boolean>()

/** The same text with a mark in place of every character that the font cannot draw. Line ends stay. */
export function showable(font: Uint8Array, text: string): string {
  let hasGlyph = known.get(font)
  if (!hasGlyph) {
    hasGlyph = openPaper(font, '').hasGlyph
    known.set(font, hasGlyph)
  }
  const has = hasGlyph
  const mark = has(MISSING) ? MISSING : '?'
  return Array.from(text.normalize('NFC'), (char) =>
    char === '\n' ? char : /\s/u.test(char) ? ' ' : /\p{C}/u.test(char) || !has(char) ? mark : char,
  ).join('')
}
