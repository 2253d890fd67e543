/** Printers of this machine and their corrections: ruler sheet, readings, test leaf, acceptance by another person. */
import type { CalibrationState, Device } from '../../../../contract/printers.ts'
import type { Call, Handlers, Preparations } from '../../call.ts'
import type { PrinterOnMachine } from '../../engine-interface.ts'
import { keepFile } from '../../files/store.ts'
import type { Correction } from '../../formats/cheques/correction.ts'
import { rulerCrosses } from '../../formats/cheques/draw-ruler-sheet.ts'
import { Refusal } from '../../refuse.ts'
import { operatorById } from '../operators/index.ts'
import { allStocks, stockOf } from '../stocks/index.ts'
import { correctionOf, type PreparedSheet, prepareSheet, prepareTestLeaf, solveOrRefuse } from './calibrating.ts'
import { whyNotAccept } from './rules.ts'
import type { CalibrationRecord } from './schema.ts'
import {
  acceptedCalibration,
  calibrationAt,
  calibrationById,
  decideCalibration,
  insertCalibration,
  latestCalibrations,
  markTested,
} from './store.ts'

const SHOWN = 100

export const printersPreparations: Preparations<'printers'> = {
  list: (call) => call.services.printing.printers(),
  rulerSheet: prepareSheet,
  calibrate: (call) => call.services.printing.printers(),
  testLeaf: prepareTestLeaf,
}

export const printersHandlers: Handlers<'printers'> = {
  list: (call) => ({
    available: call.services.printing.available,
    printers: call.prepared<PrinterOnMachine[]>(),
    stocks: allStocks(call).map(({ id, name, page, leaves }) => ({
      code: id,
      name,
      page,
      leavesPerPage: leaves.length,
      crosses: rulerCrosses(page),
    })),
    calibrations: latestCalibrations(call, SHOWN).map((found) => toCalibration(call, found)),
  }),

  rulerSheet(call, { device, stock, corrected }) {
    const sheet = call.prepared<PreparedSheet>()
    call.audit({
      action: 'printer.rulerSheet',
      subject: `printer:${device.printer}`,
      changes: [
        ['tray', null, device.tray],
        ['stock', null, stock],
        ['corrected', null, String(corrected)],
      ],
    })
    return sendSheet(call, sheet, { device, name: `ruler-sheet-${stock}.pdf` })
  },

  calibrate(call, { device, stock, corrected, readings }) {
    const page = stockOf(call, stock).page
    const drawnWith = corrected ? correctionOf(acceptedCalibration(call, { ...device, stock })) : undefined
    const { correction, residualMm } = solveOrRefuse(page, readings, drawnWith)
    const driver = call.prepared<PrinterOnMachine[]>().find(({ name }) => name === device.printer)?.driver ?? ''
    const id = insertCalibration(call, {
      ...device,
      stock,
      state: 'proposed',
      correction: JSON.stringify(correction),
      readings: JSON.stringify(readings),
      residualMm,
      driver,
      madeBy: call.actor.operatorId,
      madeAt: call.now,
    })
    const made = calibrationById(call, id)
    audit(call, made, 'printer.calibrate')
    return done(made)
  },

  testLeaf(call, input) {
    const found = calibrationAt(call, input)
    const sheet = call.prepared<PreparedSheet>()
    markTested(call, found)
    audit(call, found, 'printer.testLeaf')
    const { printer, tray, stock } = found
    return sendSheet(call, sheet, { device: { printer, tray }, name: `test-leaf-${stock}.pdf` })
  },

  accept(call, input) {
    const found = calibrationAt(call, input)
    const no = whyNotAccept({ ...found, person: call.actor })
    if (no) throw new Refusal(no.code, no.figures)
    const before = acceptedCalibration(call, found)
    if (before) decideCalibration(call, before, 'replaced')
    const accepted = decideCalibration(call, found, 'accepted')
    audit(call, accepted, 'printer.accept')
    return done(accepted)
  },

  reject(call, input) {
    const found = calibrationAt(call, input)
    if (found.state !== 'proposed') throw new Refusal('CALIBRATION_STATE', { status: found.state })
    const rejected = decideCalibration(call, found, 'rejected')
    audit(call, rejected, 'printer.reject')
    return done(rejected)
  },
}

type Sending = { device: Device; name: string }

/** Keeps the sheet and prints it where the machine has the printer; otherwise the file is there to be carried to it. */
function sendSheet(call: Call, { pdf, reported }: PreparedSheet, { device, name }: Sending) {
  const { fileId } = keepFile(call, { name, mediaType: 'application/pdf', bytes: pdf })
  const { printer, tray } = device
  if (reported) {
    const order = { printer, tray: tray === '' ? null : tray, title: name, pages: null, pdf }
    // A sheet that uses no number may be printed again; whether it came out is what the person measures.
    call.afterCommit(() => void call.services.printing.print(order).catch(() => undefined))
  }
  return { fileId, sent: reported }
}

function audit(call: Call, found: CalibrationRecord, action: string): void {
  const { shiftXMm, shiftYMm, rotationDegrees, scaleX, scaleY } = JSON.parse(found.correction) as Correction
  call.audit({
    action,
    subject: `printer:${found.printer}`,
    changes: [
      ['tray', null, found.tray],
      ['stock', null, found.stock],
      ['shift', null, `${shiftXMm} / ${shiftYMm} mm`],
      ['rotation', null, `${rotationDegrees}°`],
      ['scale', null, `${scaleX} / ${scaleY}`],
      ['residual', null, `${found.residualMm} mm`],
    ],
  })
  call.changed('cheques')
}

function toCalibration(call: Call, found: CalibrationRecord) {
  const {
    id,
    version,
    printer,
    tray,
    stock,
    state,
    residualMm,
    driver,
    testedAt,
    madeBy,
    madeAt,
    decidedBy,
    decidedAt,
  } = found
  return {
    calibrationId: id,
    version,
    printer,
    tray,
    stock,
    state: state as CalibrationState,
    ...(JSON.parse(found.correction) as Correction),
    residualMm,
    driver,
    tested: testedAt !== null,
    madeBy: operatorById(call, madeBy).displayName,
    madeAt,
    decidedBy: decidedBy === null ? null : operatorById(call, decidedBy).displayName,
    decidedAt,
  }
}

function done({ id, version, state }: CalibrationRecord) {
  return { calibrationId: id, version, state: state as CalibrationState }
}
