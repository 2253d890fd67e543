/**
 * Device correction: what one printer and tray need so that ink lands where the layout says. Points of the page are
 * turned about the page's top left corner, then scaled, then shifted. In this order it undoes exactly what a printer
 * does that scales its image and takes the paper in askew.
 */
import { z } from 'zod'
import { ChequeRefusal } from './cheque-refusal.ts'
import type { ChequeFinding } from './findings.ts'
import type { Point } from './geometry.ts'

export const Correction = z
  .object({
    /** To the right. */
    shiftXMm: z.number().min(-30).max(30),
    /** Down. */
    shiftYMm: z.number().min(-30).max(30),
    /** Clockwise. */
    rotationDegrees: z.number().min(-5).max(5),
    scaleX: z.number().min(0.9).max(1.1),
    scaleY: z.number().min(0.9).max(1.1),
  })
  .strict()
export type Correction = z.output<typeof Correction>

export const NO_CORRECTION: Correction = { shiftXMm: 0, shiftYMm: 0, rotationDegrees: 0, scaleX: 1, scaleY: 1 }

/** Readings that disagree by more than this with every possible correction were not all read right. */
const AGREEMENT_MM = 0.5
const ITERATIONS = 12

/** A cross-hair of the ruler sheet: where it should be, and where a ruler found it, from the paper's top left corner. */
export interface Reading {
  readonly expected: Point
  readonly measured: Point
}

/** Where a point of the page must be drawn so that its ink lands in its place. */
export function correctPoint(correction: Correction, point: Point): Point {
  const { a, b, c, d } = correctionMatrix(correction)
  return {
    xMm: a * point.xMm + c * point.yMm + correction.shiftXMm,
    yMm: b * point.xMm + d * point.yMm + correction.shiftYMm,
  }
}

/** Matrix of a correction in the order of a PDF transformation: x' = a·x + c·y, y' = b·x + d·y, before the shift. */
export function correctionMatrix(correction: Correction): { a: number; b: number; c: number; d: number } {
  const angle = (correction.rotationDegrees * Math.PI) / 180
  const { scaleX, scaleY } = correction
  return {
    a: scaleX * Math.cos(angle),
    b: scaleY * Math.sin(angle),
    c: -scaleX * Math.sin(angle),
    d: scaleY * Math.cos(angle),
  }
}

/**
 * The correction that four readings of a ruler sheet ask for, by least squares over shift, rotation and both scales.
 * `drawnWith` is the correction under which the sheet was drawn. `residualMm` is the largest distance that remains.
 * Throws `READINGS_INSUFFICIENT` when the readings do not span the page and `CORRECTION_OUT_OF_RANGE` when the printer
 * would need more than a correction may do.
 */
export function solveCorrection(
  readings: readonly Reading[],
  drawnWith: Correction = NO_CORRECTION,
): { correction: Correction; residualMm: number; findings: ChequeFinding[] } {
  requireSpread(readings)
  // Ink drawn at `drawn` was found at `measured`: the wanted correction leads from the second to the first.
  const pairs = readings.map(({ expected, measured }) => ({ from: measured, to: correctPoint(drawnWith, expected) }))
  let guess: number[] = [1, 1, 0, 0, 0]
  for (let round = 0; round < ITERATIONS; round++) {
    const step = leastSquaresStep(pairs, guess)
    guess = guess.map((value, index) => value + step[index]!)
  }
  const [scaleX = 1, scaleY = 1, angle = 0, shiftXMm = 0, shiftYMm = 0] = guess
  const solved = {
    shiftXMm: rounded(shiftXMm, 3),
    shiftYMm: rounded(shiftYMm, 3),
    rotationDegrees: rounded((angle * 180) / Math.PI, 4),
    scaleX: rounded(scaleX, 6),
    scaleY: rounded(scaleY, 6),
  }
  const parsed = Correction.safeParse(solved)
  if (!parsed.success) {
    const said = `shift ${solved.shiftXMm} / ${solved.shiftYMm} mm, rotation ${solved.rotationDegrees}°, scale ${solved.scaleX} / ${solved.scaleY}`
    const message = `These readings ask for more than a correction can do (${said}). Check that the sheet was printed at 100 % and read the cross-hairs again.`
    throw new ChequeRefusal('CORRECTION_OUT_OF_RANGE', message, solved)
  }
  const correction = parsed.data
  const misses = pairs.map(({ from, to }) => {
    const landed = correctPoint(correction, from)
    return Math.hypot(landed.xMm - to.xMm, landed.yMm - to.yMm)
  })
  const residualMm = rounded(Math.max(...misses), 3)
  return { correction, residualMm, findings: residualMm > AGREEMENT_MM ? [disagreement(misses, residualMm)] : [] }
}

function disagreement(misses: readonly number[], residualMm: number): ChequeFinding {
  const worst = misses.indexOf(Math.max(...misses)) + 1
  const message = `The readings do not agree with each other: reading ${worst} is ${residualMm.toFixed(1)} mm off. Measure the cross-hairs again.`
  return { code: 'READINGS_DISAGREE', severity: 'warning', field: `reading ${worst}`, message }
}

function rounded(value: number, decimals: number): number {
  const unit = 10 ** decimals
  return Math.round(value * unit) / unit + 0
}

/** Both directions must be spanned by at least 20 mm, or a scale would be guesswork. */
function requireSpread(readings: readonly Reading[]): void {
  const spans = (['xMm', 'yMm'] as const).map((axis) => {
    const places = readings.map((reading) => reading.measured[axis])
    return Math.max(...places) - Math.min(...places)
  })
  if (readings.length >= 3 && spans.every((span) => span >= 20)) return
  const message = `Four readings are needed that lie at least 20 mm apart in both directions; ${readings.length} were given. Measure all cross-hairs of the sheet.`
  throw new ChequeRefusal('READINGS_INSUFFICIENT', message, { readings: readings.length })
}

/** One step of Gauss and Newton for (scaleX, scaleY, angle, shiftX, shiftY): the normal equations of all readings. */
function leastSquaresStep(pairs: readonly { from: Point; to: Point }[], guess: readonly number[]): number[] {
  const [scaleX = 1, scaleY = 1, angle = 0, shiftX = 0, shiftY = 0] = guess
  const normal = Array.from({ length: 5 }, () => new Array<number>(6).fill(0))
  const addEquation = (slopes: readonly number[], miss: number) => {
    for (const [row, slope] of slopes.entries()) {
      for (const [column, other] of slopes.entries()) normal[row]![column]! += slope * other
      normal[row]![5]! += slope * miss
    }
  }
  for (const { from, to } of pairs) {
    const turnedX = from.xMm * Math.cos(angle) - from.yMm * Math.sin(angle)
    const turnedY = from.xMm * Math.sin(angle) + from.yMm * Math.cos(angle)
    addEquation([turnedX, 0, -scaleX * turnedY, 1, 0], to.xMm - scaleX * turnedX - shiftX)
    addEquation([0, turnedY, scaleY * turnedX, 0, 1], to.yMm - scaleY * turnedY - shiftY)
  }
  return solveLinear(normal)
}

/** Gauss' elimination with row exchange on five equations in the form [coefficients | right side]. */
function solveLinear(rows: number[][]): number[] {
  const size = rows.length
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot
    for (let row = pivot + 1; row < size; row++) {
      if (Math.abs(rows[row]![pivot]!) > Math.abs(rows[best]![pivot]!)) best = row
    }
    ;[rows[pivot], rows[best]] = [rows[best]!, rows[pivot]!]
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue
      const factor = rows[row]![pivot]! / rows[pivot]![pivot]!
      for (let column = pivot; column <= size; column++) rows[row]![column]! -= factor * rows[pivot]![column]!
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!)
}
