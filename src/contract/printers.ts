/**
 * Printers and their device corrections: what one printer, tray and stock need so that ink lands where the layout says. A ruler
 * sheet is printed, four cross-hairs are measured, the correction is solved, tried on a test leaf and accepted by another person.
 */
import { z } from 'zod'
import { changing, command, creating, Nothing, query } from './base.ts'
import { Instant } from './dates.ts'
import { FileId, Version } from './ids.ts'
import { Code, LIMITS, line, requiredLine } from './limits.ts'

const Mm = z.number().min(-1_000).max(1_000)
export const PaperSize = z.object({ widthMm: Mm, heightMm: Mm }).strict()

/** A printer as the machine reports it now. */
export const Printer = z
  .object({
    name: z.string(),
    description: z.string(),
    driver: z.string(),
    isDefault: z.boolean(),
    accepting: z.boolean(),
    paperName: z.string().nullable(),
    /** The size it is set to; `null` when its name does not say. */
    paper: PaperSize.nullable(),
    trays: z.array(z.string()),
  })
  .strict()
export type Printer = z.output<typeof Printer>

export const CalibrationState = z.enum(['proposed', 'accepted', 'rejected', 'replaced'])
export type CalibrationState = z.output<typeof CalibrationState>

export const Calibration = z
  .object({
    calibrationId: z.int(),
    version: Version,
    printer: z.string(),
    /** Empty: the tray that the printer chooses. */
    tray: z.string(),
    stock: z.string(),
    state: CalibrationState,
    shiftXMm: z.number(),
    shiftYMm: z.number(),
    rotationDegrees: z.number(),
    scaleX: z.number(),
    scaleY: z.number(),
    /** How far the worst reading is off after the correction. */
    residualMm: z.number(),
    driver: z.string(),
    tested: z.boolean(),
    madeBy: z.string(),
    madeAt: Instant,
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
  })
  .strict()
export type Calibration = z.output<typeof Calibration>

/** A printer with its tray. A printer that this machine does not report prints the file that is carried to it. */
export const Device = z.object({ printer: requiredLine(LIMITS.nameChars), tray: line(LIMITS.shortTextChars) }).strict()
export type Device = z.output<typeof Device>

export const StockFacts = z
  .object({
    code: z.string(),
    name: z.string(),
    page: PaperSize,
    leavesPerPage: z.int(),
    /** Where the cross-hairs of its ruler sheet are. */
    crosses: z.array(z.object({ name: z.string(), xMm: Mm, yMm: Mm }).strict()),
  })
  .strict()
export type StockFacts = z.output<typeof StockFacts>

const Done = z.object({ calibrationId: z.int(), version: Version, state: CalibrationState }).strict()
const aCalibration = { calibrationId: z.int().min(1) }
const Sheet = z.object({ fileId: FileId, sent: z.boolean() }).strict()

export const printers = {
  list: query('cheques.print', 'cheques.release', 'admin.settings')
    .input(Nothing)
    .output(
      z
        .object({
          /** False where this window has no print system. */
          available: z.boolean(),
          printers: z.array(Printer),
          stocks: z.array(StockFacts),
          calibrations: z.array(Calibration),
        })
        .strict(),
    ),
  /** Draws the ruler sheet of a stock, under the accepted correction when asked, and prints it where the machine has the printer. */
  rulerSheet: command({ permissions: ['cheques.print', 'admin.settings'] })
    .input(creating({ device: Device, stock: Code, corrected: z.boolean() }))
    .output(Sheet),
  /** Solves the correction from what was measured on the sheet. */
  calibrate: command({ permissions: ['cheques.print', 'admin.settings'] })
    .input(
      creating({
        device: Device,
        stock: Code,
        /** The sheet was drawn under the accepted correction. */
        corrected: z.boolean(),
        readings: z.array(PaperSize.omit({ widthMm: true, heightMm: true }).extend({ xMm: Mm, yMm: Mm })).length(4),
      }),
    )
    .output(Done),
  /** A specimen leaf under the proposed correction, to lie on a photocopy of the real one. */
  testLeaf: command({ permissions: ['cheques.print', 'admin.settings'] })
    .input(changing({ ...aCalibration }))
    .output(Sheet),
  /** Another person found the test leaf good. */
  accept: command({ permissions: ['cheques.print', 'cheques.release', 'admin.settings'], stepUp: true })
    .input(changing({ ...aCalibration }))
    .output(Done),
  reject: command({ permissions: ['cheques.print', 'cheques.release', 'admin.settings'] })
    .input(changing({ ...aCalibration }))
    .output(Done),
}
