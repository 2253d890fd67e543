/** A print system that keeps what it is given, and a desk whose printer is calibrated. */
import type { PrinterOnMachine, PrintHost, PrintOrder, SpoolState } from '../../src/main/engine/engine-interface.ts'
import { type Correction, correctPoint, NO_CORRECTION } from '../../src/main/engine/formats/cheques/correction.ts'
import { rulerCrosses } from '../../src/main/engine/formats/cheques/draw-ruler-sheet.ts'
import type { Answer, TestDesk } from './desk.ts'

export const CHEQUE_PRINTER: PrinterOnMachine = {
  name: 'cheques',
  description: 'Cheque printer',
  driver: 'Driver 7',
  isDefault: true,
  accepting: true,
  paperName: 'w575h252',
  paper: { widthMm: 202.8, heightMm: 88.9 },
  trays: ['Tray1', 'Manual'],
}

export class FakePrintHost implements PrintHost {
  reported: PrinterOnMachine[] = [CHEQUE_PRINTER]
  readonly orders: PrintOrder[] = []
  readonly cancelled: string[] = []
  spool: SpoolState = 'printing'
  /** What the next job is refused with. */
  refusal: string | null = null
  /** Jobs are taken only after this; lets a test end the desk in between. */
  gate: Promise<void> = Promise.resolve()

  async printers() {
    return this.reported
  }
  async print(order: PrintOrder) {
    await this.gate
    if (this.refusal !== null) throw new Error(this.refusal)
    this.orders.push(order)
    return { spoolId: `cheques-${this.orders.length}` }
  }
  async cancel(spoolId: string) {
    this.cancelled.push(spoolId)
  }
  async state() {
    return this.spool
  }
}

export const DEVICE = { printer: 'cheques', tray: 'Tray1' }

/** Where a ruler finds the cross-hairs of a sheet on a printer that shifts, turns and scales. */
export function readingsOn(page: { widthMm: number; heightMm: number }, printer: Correction) {
  const read = (point: { xMm: number; yMm: number }) => {
    const landed = correctPoint(printer, point)
    return { xMm: Math.round(landed.xMm * 10) / 10, yMm: Math.round(landed.yMm * 10) / 10 }
  }
  return rulerCrosses(page).map(read)
}

/** Takes a printer and stock through calibration: measured by `bo2`, accepted by `signerA`. */
export async function calibrate(
  desk: TestDesk,
  {
    device = DEVICE,
    stock = 'hk-cheque',
    printer = NO_CORRECTION,
  }: { device?: typeof DEVICE; stock?: string; printer?: Correction } = {},
): Promise<number> {
  const readings = readingsOn({ widthMm: 203, heightMm: 89 }, printer)
  const input = { device, stock, corrected: false, readings }
  const { calibrationId } = await desk.as('bo2').callQueued('printers.calibrate', input)
  await desk.as('bo2').callQueued('printers.testLeaf', { calibrationId, expectedVersion: 1 })
  desk.as('signerA').call('printers.accept', { calibrationId, expectedVersion: 1 })
  return calibrationId
}

/** Waits until a run is in a state: the print system answers after the command did. */
export async function runIn(desk: TestDesk, state: string): Promise<Answer> {
  for (let round = 0; round < 200; round++) {
    const [run] = await desk.as('bo2').callQueued('cheques.runs')
    if (run?.state === state) return run
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`no run became ${state}`)
}
