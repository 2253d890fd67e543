/**
 * What characters a bank takes, and what becomes of the others. The SWIFT set (X) knows letters, digits, blank and
 * thirteen marks; anything else is either replaced by a published look-alike, and shown, or refused. Nothing is dropped.
 */
import { codePointName, findHidden } from '../hidden-characters.ts'
import { findForbidden } from '../xml/write.ts'

/** `swift`: the X character set. `unicode`: every character that is text; hidden and control characters never. */
export type CharacterSet = 'swift' | 'unicode'

const SWIFT_TEXT = /^[A-Za-z0-9/\-?:().,'+ ]*$/
const SWIFT_CHARACTER = /^[A-Za-z0-9/\-?:().,'+ ]$/
/** Plain ASCII text without marks that XML or a bank may mind: the fast path of the `unicode` set. */
const PLAIN = /^[\x20-\x7e]*$/

/** Replacements that no decomposition gives. Source: common bank practice for the X set. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '&': '+',
  '@': '(at)',
  _: '-',
  ';': ',',
  '"': "'",
  '`': "'",
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '!': '.',
  '‘': "'",
  '’': "'",
  '‚': ',',
  '“': "'",
  '”': "'",
  '„': "'",
  '«': "'",
  '»': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '·': '.',
  '、': ',',
  '。': '.',
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  ŋ: 'n',
  Ŋ: 'N',
}

export type TextResult =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false
      readonly position: number
      readonly character: string
      readonly reason: 'control' | 'hidden' | 'not-in-set'
    }

/** The text as the set can carry it. Equal to the input if nothing had to change. Positions count characters from 1. */
export function fitToSet(text: string, set: CharacterSet): TextResult {
  if (set === 'swift' ? SWIFT_TEXT.test(text) : PLAIN.test(text)) return { ok: true, text }
  const forbidden = findForbidden(text)
  if (forbidden) {
    return { ok: false, position: forbidden.position, character: codePointName(forbidden.codePoint), reason: 'control' }
  }
  const hidden = findHidden(text)
  if (hidden) return { ok: false, position: hidden.position, character: hidden.name, reason: 'hidden' }
  return set === 'unicode' ? { ok: true, text } : fitToSwift(text)
}

function fitToSwift(text: string): TextResult {
  let out = ''
  let position = 0
  // Composed first, so that a letter and its mark count as the one character that people see.
  for (const character of text.normalize('NFC')) {
    position += 1
    const kept = toSwift(character)
    if (kept === null) return { ok: false, position, character, reason: 'not-in-set' }
    out += kept
  }
  return { ok: true, text: out }
}

function toSwift(character: string): string | null {
  if (SWIFT_CHARACTER.test(character)) return character
  const replacement = REPLACEMENTS[character]
  if (replacement !== undefined) return replacement
  // é is e with a mark, Ａ is A in full width: keep the base letters if they all fit.
  const base = character.normalize('NFKD').replace(/\p{M}/gu, '')
  if (base === '' || base === character) return null
  let out = ''
  for (const part of base) {
    const kept = SWIFT_CHARACTER.test(part) ? part : REPLACEMENTS[part]
    if (kept === undefined) return null
    out += kept
  }
  return out
}
