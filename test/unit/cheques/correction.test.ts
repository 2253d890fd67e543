/** Calibration: what a printer does wrong is found from four readings and undone. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Correction,
  correctPoint,
  NO_CORRECTION,
  type Reading,
  solveCorrection,
} from '../../../src/main/engine/formats/cheques/correction.ts'
import { rulerCrosses } from '../../../src/main/engine/formats/cheques/draw-ruler-sheet.ts'
import type { Point } from '../../../src/main/engine/formats/cheques/geometry.ts'

/** A printer that scales its image, takes the paper in askew and feeds it off its place. */
interface Fault {
  readonly scaleX: number
  readonly scaleY: number
  readonly degrees: number
  readonly offXMm: number
  readonly offYMm: number
}

function print(fault: Fault, drawn: Point): Point {
  const angle = (fault.degrees * Math.PI) / 180
  const [x, y] = [drawn.xMm * fault.scaleX, drawn.yMm * fault.scaleY]
  return {
    xMm: x * Math.cos(angle) - y * Math.sin(angle) + fault.offXMm,
    yMm: x * Math.sin(angle) + y * Math.cos(angle) + fault.offYMm,
  }
}

function readSheet(fault: Fault, drawnWith: Correction, page = { widthMm: 203, heightMm: 89 }): Reading[] {
  return rulerCrosses(page).map((expected) => ({ expected, measured: print(fault, correctPoint(drawnWith, expected)) }))
}

const rounded = (point: Point): Point => ({
  xMm: Math.round(point.xMm * 10) / 10,
  yMm: Math.round(point.yMm * 10) / 10,
})
const missMm = (a: Point, b: Point) => Math.hypot(a.xMm - b.xMm, a.yMm - b.yMm)
const CORNERS = [0, 203].flatMap((xMm) => [0, 89].map((yMm) => ({ xMm, yMm })))

const faults = fc.record({
  scaleX: fc.double({ min: 0.95, max: 1.05, noNaN: true }),
  scaleY: fc.double({ min: 0.95, max: 1.05, noNaN: true }),
  degrees: fc.double({ min: -2, max: 2, noNaN: true }),
  offXMm: fc.double({ min: -6, max: 6, noNaN: true }),
  offYMm: fc.double({ min: -6, max: 6, noNaN: true }),
})

describe('solveCorrection', () => {
  it('undoes any printer exactly when the readings are exact', () => {
    fc.assert(
      fc.property(faults, (fault) => {
        const { correction, residualMm, findings } = solveCorrection(readSheet(fault, NO_CORRECTION))
        for (const corner of CORNERS) {
          expect(missMm(print(fault, correctPoint(correction, corner)), corner)).toBeLessThan(0.01)
        }
        expect(residualMm).toBeLessThan(0.005)
        expect(findings).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('stays within 0.3 mm on the leaf with readings of a ruler, to a tenth of a millimetre', () => {
    fc.assert(
      fc.property(faults, (fault) => {
        const readings = readSheet(fault, NO_CORRECTION).map(({ expected, measured }) => ({
          expected,
          measured: rounded(measured),
        }))
        const { correction } = solveCorrection(readings)
        for (const corner of CORNERS) {
          expect(missMm(print(fault, correctPoint(correction, corner)), corner)).toBeLessThan(0.3)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('starts from the correction under which the sheet was drawn', () => {
    const fault = { scaleX: 1.01, scaleY: 0.99, degrees: 0.4, offXMm: 2, offYMm: -1 }
    const first = solveCorrection(readSheet(fault, NO_CORRECTION)).correction
    const again = solveCorrection(readSheet(fault, first), first).correction
    for (const key of Object.keys(first) as (keyof Correction)[]) expect(again[key]).toBeCloseTo(first[key], 3)
  })

  it('gives the plain figures of a plain fault', () => {
    const fault = { scaleX: 1, scaleY: 1, degrees: 0, offXMm: 2, offYMm: -1.5 }
    expect(solveCorrection(readSheet(fault, NO_CORRECTION)).correction).toEqual({
      ...NO_CORRECTION,
      shiftXMm: -2,
      shiftYMm: 1.5,
    })
  })

  it('says when one reading contradicts the others', () => {
    const readings = readSheet({ scaleX: 1, scaleY: 1, degrees: 0, offXMm: 1, offYMm: 0 }, NO_CORRECTION)
    const [first, ...others] = readings
    const wrong = { ...first!, measured: { ...first!.measured, xMm: first!.measured.xMm + 6 } }
    const { residualMm, findings } = solveCorrection([wrong, ...others])
    expect(residualMm).toBeGreaterThan(0.5)
    expect(findings).toEqual([expect.objectContaining({ code: 'READINGS_DISAGREE', severity: 'warning' })])
  })

  it('refuses readings that cannot be solved and printers that cannot be helped', () => {
    const readings = readSheet({ scaleX: 1, scaleY: 1, degrees: 0, offXMm: 0, offYMm: 0 }, NO_CORRECTION)
    const code = (call: () => unknown) => {
      try {
        call()
      } catch (error) {
        return (error as { code: string }).code
      }
      return 'no refusal'
    }
    expect(code(() => solveCorrection([]))).toBe('READINGS_INSUFFICIENT')
    expect(code(() => solveCorrection(readings.slice(0, 2)))).toBe('READINGS_INSUFFICIENT')
    const inLine = readings.map(({ expected, measured }) => ({ expected, measured: { ...measured, yMm: 20 } }))
    expect(code(() => solveCorrection(inLine))).toBe('READINGS_INSUFFICIENT')
    const shrunk = readSheet({ scaleX: 0.8, scaleY: 0.8, degrees: 0, offXMm: 0, offYMm: 0 }, NO_CORRECTION)
    expect(code(() => solveCorrection(shrunk))).toBe('CORRECTION_OUT_OF_RANGE')
  })
})
