/**
 * Breaks a text into lines of a given width: between words in Latin, between any two characters in Chinese, never before
 * a closing mark. A single word wider than the line is broken where it must be; no character is ever left out.
 */

/** Chinese, Japanese and Korean letters, full-width forms and CJK marks: a line may end after each of them. */
const IDEOGRAPH = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[\ud840-\ud8bf][\udc00-\udfff]/
/** Marks that may not begin a line. */
const CLOSING = /^[,.:;!?)\]}%’”、。，．：；！？）］｝」』】》〉…]/
const PIECES = new RegExp(
  `(?:${IDEOGRAPH.source})|[^\\s\\u2e80-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef\\ud840-\\ud8bf]+|[^\\S\\n]+|[\\ud840-\\ud8bf]`,
  'g',
)

/** Lines of a text; at least one. `measure` gives the width of a text in the unit of `width`. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, width, measure))
}

function wrapParagraph(paragraph: string, width: number, measure: (text: string) => number): string[] {
  if (measure(paragraph) <= width) return [paragraph]
  const lines: string[] = []
  let line = ''
  for (const piece of glued(paragraph.match(PIECES) ?? [])) {
    if (measure((line + piece).trimEnd()) <= width) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = piece.trimStart()
    while (measure(line) > width && [...line].length > 1) {
      const head = fitting(line, width, measure)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** Puts closing marks to the piece before them, so that no line begins with one. */
function glued(pieces: readonly string[]): string[] {
  const out: string[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (last !== undefined && last.trim() !== '' && CLOSING.test(piece)) out[out.length - 1] = last + piece
    else out.push(piece)
  }
  return out
}

/** The longest beginning that fits; one character at least. */
function fitting(text: string, width: number, measure: (text: string) => number): string {
  let head = ''
  for (const character of text) {
    if (head !== '' && measure(head + character) > width) break
    head += character
  }
  return head
}
