/**
 * The sheet that calibrates a printer: four lettered cross-hairs with their exact places, millimetre scales along both
 * edges and the outline of each leaf. Printed on plain paper at 100 %, measured with a ruler from the paper's top left
 * corner, read back by `solveCorrection`.
 */
import { type Correction, NO_CORRECTION } from './correction.ts'
import type { Size } from './geometry.ts'
import { addPage, drawBox, drawMark, INK, openPaper, type Paper, requireGlyphs } from './paper.ts'
import type { Stock } from './stock.ts'

const CROSS_ARM_MM = 5
/** Far enough from the edge for every printer's unprintable margin. */
const CROSS_INSET_MM = 20
const SCALE_INSET_MM = 8
const TICK_MM = { one: 1.2, five: 2, ten: 3 }

export interface RulerCross {
  readonly name: string
  readonly xMm: number
  readonly yMm: number
}

/** The four cross-hairs of a page: A top left, B top right, C bottom left, D bottom right. */
export function rulerCrosses(page: Size): RulerCross[] {
  const right = Math.round(page.widthMm - CROSS_INSET_MM)
  const bottom = Math.round(page.heightMm - CROSS_INSET_MM)
  return [
    { name: 'A', xMm: CROSS_INSET_MM, yMm: CROSS_INSET_MM },
    { name: 'B', xMm: right, yMm: CROSS_INSET_MM },
    { name: 'C', xMm: CROSS_INSET_MM, yMm: bottom },
    { name: 'D', xMm: right, yMm: bottom },
  ]
}

/**
 * Draws the sheet for a stock under a correction (none for the first calibration, the stored one to check it). Throws
 * `FONT_UNREADABLE` or `MISSING_GLYPH`.
 */
export async function drawRulerSheet(request: {
  stock: Stock
  correction?: Correction
  font: Uint8Array
}): Promise<{ bytes: Uint8Array; pages: number; crosses: RulerCross[] }> {
  const { stock, correction = NO_CORRECTION } = request
  const paper = openPaper(request.font, `Ruler sheet ${stock.id}`)
  addPage(paper, stock.page, correction)
  for (const corner of stock.leaves) drawBox(paper, { ...corner, ...stock.leaf }, { ink: INK.area, isDashed: true })
  drawScale(paper, stock.page.widthMm, 'across')
  drawScale(paper, stock.page.heightMm, 'down')
  const crosses = rulerCrosses(stock.page)
  for (const cross of crosses) drawCross(paper, cross, cross.xMm > stock.page.widthMm / 2)
  drawInstructions(paper, stock, correction)
  return { bytes: await paper.close(), pages: 1, crosses }
}

function drawCross(paper: Paper, cross: RulerCross, isRight: boolean): void {
  const { xMm, yMm, name } = cross
  line(paper, [xMm - CROSS_ARM_MM, yMm], [xMm + CROSS_ARM_MM, yMm])
  line(paper, [xMm, yMm - CROSS_ARM_MM], [xMm, yMm + CROSS_ARM_MM])
  const text = `${name}  ${xMm}.0 / ${yMm}.0 mm`
  // Beside the cross, on the side of the page's middle.
  const startMm = isRight ? xMm - 1.5 - paper.measure(text, 8) : xMm + 1.5
  write(paper, { text, xMm: startMm, baselineMm: yMm - 1.5, sizePt: 8 })
}

/** A scale 8 mm from the edge, so that a shift of the whole sheet shows as a wrong distance to the edge. */
function drawScale(paper: Paper, lengthMm: number, direction: 'across' | 'down'): void {
  for (let at = SCALE_INSET_MM; at <= lengthMm - SCALE_INSET_MM; at++) {
    const tick = at % 10 === 0 ? TICK_MM.ten : at % 5 === 0 ? TICK_MM.five : TICK_MM.one
    if (direction === 'across') line(paper, [at, SCALE_INSET_MM], [at, SCALE_INSET_MM + tick])
    else line(paper, [SCALE_INSET_MM, at], [SCALE_INSET_MM + tick, at])
    if (at % 10 !== 0) continue
    const text = String(at)
    const width = paper.measure(text, 6)
    if (direction === 'across') write(paper, { text, xMm: at - width / 2, baselineMm: SCALE_INSET_MM - 0.8, sizePt: 6 })
    else write(paper, { text, xMm: SCALE_INSET_MM - 0.8 - width, baselineMm: at + 0.8, sizePt: 6 })
  }
}

function drawInstructions(paper: Paper, stock: Stock, correction: Correction): void {
  const { shiftXMm, shiftYMm, rotationDegrees, scaleX, scaleY } = correction
  const lines = [
    stock.name,
    'Print on plain paper at 100 % (actual size, no fit to page).',
    "Measure the centre of each cross-hair from the paper's left edge and top edge, in mm with one decimal.",
    `Drawn with shift ${shiftXMm} / ${shiftYMm} mm, rotation ${rotationDegrees}°, scale ${scaleX} / ${scaleY}.`,
  ]
  const firstMm = CROSS_INSET_MM + 13
  for (const [index, text] of lines.entries()) {
    write(paper, { text, xMm: CROSS_INSET_MM + 10, baselineMm: firstMm + index * 4.5, sizePt: index === 0 ? 10 : 8 })
  }
}

type Point = readonly [xMm: number, yMm: number]

function line(paper: Paper, [x1Mm, y1Mm]: Point, [x2Mm, y2Mm]: Point): void {
  drawMark(paper, { kind: 'line', field: 'ruler', x1Mm, y1Mm, x2Mm, y2Mm, widthPt: 0.4 }, INK.paper)
}

function write(paper: Paper, text: { text: string; xMm: number; baselineMm: number; sizePt: number }): void {
  requireGlyphs(paper, text.text, { field: 'ruler sheet' })
  drawMark(paper, { kind: 'text', field: 'ruler', ...text }, INK.paper)
}
