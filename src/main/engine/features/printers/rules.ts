/** Decisions about printers, without a ledger or a printer: who accepts, which paper fits. */
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'

export type No = { code: RefusalCode; figures: RefusalFigures }
type Size = { widthMm: number; heightMm: number }

/** A printer's name of its paper is rounded to whole points or millimetres. */
const PAPER_TOLERANCE_MM = 1

export type PrinterNow = { name: string; accepting: boolean; paperName: string | null; paper: Size | null }

/** Why nothing is sent to a printer for this paper now; `null`: it may be. */
export function whyNotPrintOn(
  printer: PrinterNow | undefined,
  wanted: { name: string; stock: string; page: Size },
): No | null {
  if (!printer) return { code: 'PRINTER_MISSING', figures: { printer: wanted.name } }
  if (!printer.accepting) return { code: 'PRINTER_OFF', figures: { printer: wanted.name } }
  const { paper } = printer
  const fits =
    paper !== null &&
    Math.abs(paper.widthMm - wanted.page.widthMm) <= PAPER_TOLERANCE_MM &&
    Math.abs(paper.heightMm - wanted.page.heightMm) <= PAPER_TOLERANCE_MM
  if (fits) return null
  const says = paper === null ? (printer.paperName ?? 'no paper size') : sizeText(paper)
  return {
    code: 'PRINTER_PAPER',
    figures: { printer: wanted.name, found: says, expected: sizeText(wanted.page), stock: wanted.stock },
  }
}

export function sizeText({ widthMm, heightMm }: Size): string {
  return `${widthMm} × ${heightMm} mm`
}

export type Decision = {
  state: string
  madeBy: number
  testedAt: number | null
  person: { operatorId: number; displayName: string }
}

/** Why a correction is not accepted by this person now; `null`: it is. Somebody else measured, and a test leaf was printed. */
export function whyNotAccept({ state, madeBy, testedAt, person }: Decision): No | null {
  if (state !== 'proposed') return { code: 'CALIBRATION_STATE', figures: { status: state } }
  if (testedAt === null) return { code: 'CALIBRATION_UNTESTED', figures: {} }
  if (madeBy === person.operatorId) return { code: 'CALIBRATION_SAME_PERSON', figures: { by: person.displayName } }
  return null
}
