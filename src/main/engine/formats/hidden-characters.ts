/**
 * Characters that a person cannot see in a name or an account: zero-width and direction marks, line separators, fillers
 * that draw nothing, private use. Two texts that look alike must be alike, so every reader and writer refuses them.
 */

const HIDDEN = /\u034f|[\p{Cf}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u

/** Name of a code point as people look it up: `U+200B`. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

/** The first character that cannot be seen; its position counts characters from 1. */
export function findHidden(text: string): { readonly position: number; readonly name: string } | null {
  if (!HIDDEN.test(text)) return null
  let position = 0
  for (const character of text) {
    position += 1
    if (HIDDEN.test(character)) return { position, name: codePointName(character.codePointAt(0)!) }
  }
  return null
}
