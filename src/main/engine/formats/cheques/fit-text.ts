/**
 * How text is made to fit its box: smaller type first, then more lines, then a refusal by the caller. Pure; the widths
 * come from the font that will be embedded.
 */
import { POINTS_PER_MM } from './geometry.ts'

/** Width of a text in millimetres at a size in points. */
export type MeasureMm = (text: string, sizePt: number) => number

const STEP_PT = 0.5
/** Height of a line of Chinese, or of Latin with its descenders, in parts of the type size. */
const LINE_HEIGHT_PART = 1.1
const FREELY_BROKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** A line must not start with one of these: the end mark of an amount, and closing punctuation. */
const NEVER_FIRST = new Set('正整，。、；：）」』》〉,.;:)')
const NEVER_LAST = new Set('（「『《〈(')

/** Height that one line of a size needs. */
export function lineHeightMm(sizePt: number): number {
  return (sizePt * LINE_HEIGHT_PART) / POINTS_PER_MM
}

/** Sizes from the usual one down to the smallest, in half points. */
export function sizesPt(sizePt: number, minSizePt: number): number[] {
  const sizes: number[] = []
  for (let size = sizePt; size > minSizePt; size -= STEP_PT) sizes.push(size)
  return [...sizes, minSizePt]
}

/** The largest size at which a text fits on one line; null when even the smallest is too large. */
export function fitOnLine(
  measure: MeasureMm,
  text: string,
  room: { widthMm: number; sizePt: number; minSizePt: number },
): number | null {
  return sizesPt(room.sizePt, room.minSizePt).find((size) => measure(text, size) <= room.widthMm) ?? null
}

/** The largest size at which a text fits over some lines of given widths, with those lines; null when it never does. */
export function fitOverLines(
  measure: MeasureMm,
  text: string,
  room: { widthsMm: readonly number[]; sizePt: number; minSizePt: number },
): { sizePt: number; lines: string[] } | null {
  for (const sizePt of sizesPt(room.sizePt, room.minSizePt)) {
    const lines = breakLines(text, (line, index) => {
      const widthMm = room.widthsMm[index]
      return widthMm !== undefined && measure(line, sizePt) <= widthMm
    })
    if (lines) return { sizePt, lines }
  }
  return null
}

/**
 * Breaks a text into lines, each as long as `fits` allows. Latin text breaks at blanks, Chinese between any two
 * characters except around punctuation. Null when a piece fits on no line.
 */
export function breakLines(text: string, fits: (line: string, index: number) => boolean): string[] | null {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    const longer = line + piece
    if (line === '' ? fits(piece.trimStart(), lines.length) : fits(longer, lines.length)) {
      line = line === '' ? piece.trimStart() : longer
      continue
    }
    if (line === '') return null
    lines.push(line)
    line = piece.trimStart()
    if (!fits(line, lines.length)) return null
  }
  if (line !== '') lines.push(line)
  return lines
}

/** Unbreakable pieces; a blank belongs to the piece behind it. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let previous = ''
  for (const char of text) {
    const mayBreak =
      previous !== '' &&
      !NEVER_FIRST.has(char) &&
      !NEVER_LAST.has(previous) &&
      previous !== ' ' &&
      (char === ' ' || FREELY_BROKEN.test(char) || FREELY_BROKEN.test(previous))
    if (pieces.length === 0 || mayBreak) pieces.push(char)
    else pieces[pieces.length - 1] += char
    previous = char
  }
  return pieces
}

/** Shortens a text with an ellipsis until it fits; for stubs only, never for what the bank reads. */
export function cutToFit(measure: MeasureMm, text: string, room: { widthMm: number; sizePt: number }): string {
  const chars = [...text]
  while (chars.length > 0 && measure(`${chars.join('').trimEnd()}…`, room.sizePt) > room.widthMm) chars.pop()
  return `${chars.join('').trimEnd()}…`
}
