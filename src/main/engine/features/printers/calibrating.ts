/** The sheets of a calibration and its arithmetic: what is drawn, and what the readings ask for. */
import type { Device } from '../../../../contract/printers.ts'
import type { Call } from '../../call.ts'
import type { PaperSize } from '../../engine-interface.ts'
import { ChequeRefusal } from '../../formats/cheques/cheque-refusal.ts'
import { type Correction, NO_CORRECTION, solveCorrection } from '../../formats/cheques/correction.ts'
import { drawCheques } from '../../formats/cheques/draw-cheque.ts'
import { drawRulerSheet, rulerCrosses } from '../../formats/cheques/draw-ruler-sheet.ts'
import type { Point } from '../../formats/cheques/geometry.ts'
import { Refusal, refuse } from '../../refuse.ts'
import { chequeFont, layoutOf, specimenCheque, stockOf } from '../stocks/index.ts'
import { whyNotPrintOn } from './rules.ts'
import type { CalibrationRecord } from './schema.ts'
import { acceptedCalibration, calibrationAt } from './store.ts'

/** Above this the four readings contradict each other. */
const MOST_RESIDUAL_MM = 0.5

export type PreparedSheet = { pdf: Uint8Array; reported: boolean }

/** The ruler sheet of a stock for a device. Refuses PRINTER_PAPER when the printer has other paper. */
export async function prepareSheet(
  call: Call,
  { device, stock: code, corrected }: { device: Device; stock: string; corrected: boolean },
): Promise<PreparedSheet> {
  const stock = stockOf(call, code)
  const reported = await reportedPrinter(call, device, { stock: stock.name, page: stock.page })
  const correction = corrected ? correctionOf(acceptedCalibration(call, { ...device, stock: code })) : NO_CORRECTION
  const { bytes } = await drawRulerSheet({ stock, correction, font: chequeFont(call) })
  return { pdf: bytes, reported }
}

/** A specimen leaf under a proposed correction. */
export async function prepareTestLeaf(
  call: Call,
  input: { calibrationId: number; expectedVersion: number },
): Promise<PreparedSheet> {
  const found = calibrationAt(call, input)
  const stock = stockOf(call, found.stock)
  const layout = layoutOf(call, stock) ?? refuse('CHEQUE_LAYOUT_MISSING', { stock: stock.name })
  const reported = await reportedPrinter(call, found, { stock: stock.name, page: stock.page })
  const cheque = specimenCheque(call, stock)
  const correction = correctionOf(found)
  const font = chequeFont(call)
  const { bytes } = await drawCheques({ stock, layout, correction, font, cheques: [cheque], mode: 'specimen' })
  return { pdf: bytes, reported }
}

/**
 * True when this machine reports the printer. One that it does not report is no error: the file is carried to it. One that it
 * reports must be on and have the paper of the stock.
 */
async function reportedPrinter(
  call: Call,
  { printer }: { printer: string },
  paper: { stock: string; page: PaperSize },
): Promise<boolean> {
  const found = (await call.services.printing.printers()).find(({ name }) => name === printer)
  if (!found) return false
  const no = whyNotPrintOn(found, { name: printer, ...paper })
  if (no) throw new Refusal(no.code, no.figures)
  return true
}

/** The correction of a record; none without one. */
export function correctionOf(found: Pick<CalibrationRecord, 'correction'> | undefined): Correction {
  return found ? (JSON.parse(found.correction) as Correction) : NO_CORRECTION
}

/** The correction that four readings ask for, in the order of the cross-hairs. Refuses READINGS_REFUSED with the reason. */
export function solveOrRefuse(
  page: PaperSize,
  readings: readonly Point[],
  drawnWith: Correction = NO_CORRECTION,
): { correction: Correction; residualMm: number } {
  const pairs = rulerCrosses(page).map((expected, index) => ({ expected, measured: readings[index] ?? expected }))
  try {
    const solved = solveCorrection(pairs, drawnWith)
    const finding = solved.findings[0]
    if (finding && solved.residualMm > MOST_RESIDUAL_MM) refuse('READINGS_REFUSED', { why: finding.message })
    return solved
  } catch (error) {
    if (error instanceof ChequeRefusal) refuse('READINGS_REFUSED', { why: error.message })
    throw error
  }
}
