/**
 * The page that is drawn on: a PDF of an exact size with one embedded font and nothing that depends on the day, so that
 * the same leaves give the same bytes. Callers speak millimetres; points stay in here.
 */
import PDFDocument from 'pdfkit'
import { ChequeRefusal, type RefusalFigures } from './cheque-refusal.ts'
import { type Correction, correctionMatrix } from './correction.ts'
import type { MeasureMm } from './fit-text.ts'
import { type Box, POINTS_PER_MM, type Size } from './geometry.ts'

/** Digests of paper are stored: the file must not carry the hour of its making. */
const FIXED_DATE = new Date(0)

/** The part of the font program behind pdfkit that is asked here; its own type does not show it. */
interface FontProgram {
  readonly unitsPerEm: number
  readonly capHeight: number
  hasGlyphForCodePoint(codePoint: number): boolean
}

export interface Paper {
  readonly doc: PDFKit.PDFDocument
  readonly measure: MeasureMm
  /** Height of a capital letter in parts of the type size. */
  readonly capitalPart: number
  hasGlyph(char: string): boolean
  /** Ends the file. */
  close(): Promise<Uint8Array>
}

/** Shade of ink: what goes on paper is black, what belongs to the paper is pale. */
export const INK = { paper: '#000000', artwork: '#9aa7b8', area: '#c3cddb', watermark: '#d9d9d9' } as const
export type Ink = (typeof INK)[keyof typeof INK]

/**
 * Opens a document without pages. Throws `FONT_UNREADABLE` when the bytes are no font. `title` names the document for
 * viewers and must not depend on the day either.
 */
export function openPaper(font: Uint8Array, title: string): Paper {
  const doc = new PDFDocument({
    autoFirstPage: false,
    // Standard fonts are not bundled and never used: without this the document looks for Helvetica.
    font: '',
    margin: 0,
    info: { Title: title, Producer: 'Countersign', Creator: 'Countersign', CreationDate: FIXED_DATE },
  })
  const chunks: Uint8Array[] = []
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
  const program = openFont(doc, font)
  return {
    doc,
    measure: (text, sizePt) => doc.fontSize(sizePt).widthOfString(text) / POINTS_PER_MM,
    capitalPart: program.capHeight / program.unitsPerEm,
    hasGlyph: (char) => program.hasGlyphForCodePoint(char.codePointAt(0)!),
    close() {
      doc.end()
      return whole
    },
  }
}

function openFont(doc: PDFKit.PDFDocument, font: Uint8Array): FontProgram {
  try {
    doc.font(Buffer.from(font.buffer, font.byteOffset, font.byteLength))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The font of ${font.byteLength} bytes cannot be read (${reason}). Give a TrueType font file.`
    throw new ChequeRefusal('FONT_UNREADABLE', message, { bytes: font.byteLength })
  }
  return (doc as unknown as { _font: { font: FontProgram } })._font.font
}

/**
 * Refuses a text with a character that would leave a hole on paper: one that the font lacks, or one that shows nothing
 * (control and format characters). `MISSING_GLYPH` names the character and the field.
 */
export function requireGlyphs(
  paper: Pick<Paper, 'hasGlyph'>,
  text: string,
  { field, ...about }: RefusalFigures & { field: string },
): void {
  for (const char of text) {
    if (!/\p{C}/u.test(char) && paper.hasGlyph(char)) continue
    const code = `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
    const shown = /\p{C}/u.test(char) ? code : `"${char}" (${code})`
    const leaf = about.chequeNumber === undefined ? '' : ` of cheque ${about.chequeNumber}`
    const message = `The font has no shape for ${shown} in the field ${field}${leaf}. Nothing was drawn; replace the character or use another font.`
    throw new ChequeRefusal('MISSING_GLYPH', message, { ...about, character: char, codePoint: code, field })
  }
}

/** Starts a page of an exact size; everything drawn on it afterwards goes through the correction. */
export function addPage(paper: Paper, size: Size, correction: Correction): void {
  const { doc } = paper
  doc.addPage({ size: [size.widthMm * POINTS_PER_MM, size.heightMm * POINTS_PER_MM], margin: 0 })
  const { a, b, c, d } = correctionMatrix(correction)
  const isPlain = a === 1 && b === 0 && c === 0 && d === 1 && correction.shiftXMm === 0 && correction.shiftYMm === 0
  if (isPlain) return
  doc.transform(a, b, c, d, correction.shiftXMm * POINTS_PER_MM, correction.shiftYMm * POINTS_PER_MM)
}

/** Draws with the origin moved to a place of the page. */
export function drawAt(paper: Paper, place: { xMm: number; yMm: number }, draw: () => void): void {
  paper.doc.save()
  paper.doc.translate(place.xMm * POINTS_PER_MM, place.yMm * POINTS_PER_MM)
  draw()
  paper.doc.restore()
}

export interface TextMark {
  readonly kind: 'text'
  readonly field: string
  readonly text: string
  /** Start of the first letter. */
  readonly xMm: number
  readonly baselineMm: number
  readonly sizePt: number
  /** Rising to the right, about the start of the first letter. */
  readonly risingDegrees?: number
}

export interface LineMark {
  readonly kind: 'line'
  readonly field: string
  readonly x1Mm: number
  readonly y1Mm: number
  readonly x2Mm: number
  readonly y2Mm: number
  readonly widthPt: number
  readonly isDashed?: boolean
}

export type Mark = TextMark | LineMark

/** Draws one mark. */
export function drawMark(paper: Paper, mark: Mark, ink: Ink): void {
  const { doc } = paper
  if (mark.kind === 'line') {
    doc.save()
    if (mark.isDashed) doc.dash(3, { space: 2 })
    doc.lineWidth(mark.widthPt).strokeColor(ink)
    doc.moveTo(mark.x1Mm * POINTS_PER_MM, mark.y1Mm * POINTS_PER_MM)
    doc.lineTo(mark.x2Mm * POINTS_PER_MM, mark.y2Mm * POINTS_PER_MM)
    doc.stroke().restore()
    return
  }
  if (mark.text === '') return
  const x = mark.xMm * POINTS_PER_MM
  const y = mark.baselineMm * POINTS_PER_MM
  doc.save()
  if (mark.risingDegrees) doc.rotate(-mark.risingDegrees, { origin: [x, y] })
  doc.fillColor(ink).fontSize(mark.sizePt).text(mark.text, x, y, { lineBreak: false, baseline: 'alphabetic' })
  doc.restore()
}

/** Draws the outline of a box, or fills it. */
export function drawBox(paper: Paper, box: Box, look: { ink: Ink; isDashed?: boolean; isFilled?: boolean }): void {
  const { doc } = paper
  doc.save()
  if (look.isDashed) doc.dash(2, { space: 2 })
  doc.rect(box.xMm * POINTS_PER_MM, box.yMm * POINTS_PER_MM, box.widthMm * POINTS_PER_MM, box.heightMm * POINTS_PER_MM)
  if (look.isFilled) doc.fillColor(look.ink).fillOpacity(0.35).fill()
  else doc.lineWidth(0.5).strokeColor(look.ink).stroke()
  doc.restore()
}

/** Baseline on which capitals of a size stand in the middle of a box's height. */
export function baselineMm(paper: Pick<Paper, 'capitalPart'>, box: Box, sizePt: number): number {
  return box.yMm + (box.heightMm + (paper.capitalPart * sizePt) / POINTS_PER_MM) / 2
}
