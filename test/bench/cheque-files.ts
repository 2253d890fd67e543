/**
 * Cheques on paper: one file against the bare library drawing the same marks with the same font, in turn; a job of a thousand against
 * single files; and where fields land after the calibration of a skewed printer.
 */
import PDFDocument from 'pdfkit'
import { composeLeaf } from '../../src/main/engine/formats/cheques/compose-leaf.ts'
import {
  type Correction,
  correctPoint,
  NO_CORRECTION,
  solveCorrection,
} from '../../src/main/engine/formats/cheques/correction.ts'
import { drawCheques } from '../../src/main/engine/formats/cheques/draw-cheque.ts'
import { rulerCrosses } from '../../src/main/engine/formats/cheques/draw-ruler-sheet.ts'
import { POINTS_PER_MM } from '../../src/main/engine/formats/cheques/geometry.ts'
import type { ChequeOnPaper } from '../../src/main/engine/formats/cheques/leaf-form.ts'
import { type Mark, openPaper } from '../../src/main/engine/formats/cheques/paper.ts'
import { amount, form, regular } from '../unit/cheques/samples.ts'
import { type BenchOptions, figure, type Measured, median, medianRatio, ms, wants } from './figure.ts'

const { stock, layout } = form('hk-cheque')

function chequeOf(index: number): ChequeOnPaper {
  return {
    chequeNumber: String(100_001 + index),
    date: '2026-11-20' as ChequeOnPaper['date'],
    payeeName: `LEE KA YAN ${index} 李嘉欣`,
    amountMinor: amount(`${12_345 + index}.67`, 'HKD'),
    currency: 'HKD',
    reference: `WD${index}T1C11`,
  }
}

function ours(cheques: readonly ChequeOnPaper[]) {
  return drawCheques({ stock, layout, correction: NO_CORRECTION, font: regular, cheques, mode: 'print' })
}

/** The bare library: the same marks, known already, at the same places in the same font. */
function bare(marks: readonly Mark[]): Promise<number> {
  const doc = new PDFDocument({ autoFirstPage: false, font: '', margin: 0 })
  let bytes = 0
  const whole = new Promise<number>((resolve) => {
    doc.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length
    })
    doc.on('end', () => resolve(bytes))
  })
  doc.font(Buffer.from(regular.buffer, regular.byteOffset, regular.byteLength))
  doc.addPage({ size: [stock.page.widthMm * POINTS_PER_MM, stock.page.heightMm * POINTS_PER_MM], margin: 0 })
  for (const mark of marks) {
    doc.save()
    if (mark.kind === 'line') {
      doc.lineWidth(mark.widthPt).strokeColor('#000000')
      doc.moveTo(mark.x1Mm * POINTS_PER_MM, mark.y1Mm * POINTS_PER_MM)
      doc.lineTo(mark.x2Mm * POINTS_PER_MM, mark.y2Mm * POINTS_PER_MM).stroke()
    } else if (mark.text !== '') {
      const [x, y] = [mark.xMm * POINTS_PER_MM, mark.baselineMm * POINTS_PER_MM]
      if (mark.risingDegrees) doc.rotate(-mark.risingDegrees, { origin: [x, y] })
      doc.fillColor('#000000').fontSize(mark.sizePt).text(mark.text, x, y, { lineBreak: false, baseline: 'alphabetic' })
    }
    doc.restore()
  }
  doc.end()
  return whole
}

async function spent(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

async function oneAgainstBare(rounds: number) {
  const paper = openPaper(regular, 'bench')
  const marks = Array.from(
    { length: rounds },
    (_, index) => composeLeaf({ paper, stock, layout }, chequeOf(index)).marks,
  )
  const [own, library]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    own.push(await spent(() => ours([chequeOf(round)])))
    library.push(await spent(() => bare(marks[round] ?? [])))
  }
  // The first rounds warm up the program, not the paper.
  const warm = Math.min(5, Math.floor(rounds / 3))
  return { own: own.slice(warm), library: library.slice(warm), bytes: (await ours([chequeOf(0)])).bytes.length }
}

/** The printer of the goal: shift 3 mm, rotation 0.6°, scale 1.01; its sheet is read with a ruler, in tenths of a millimetre. */
const SKEWED: Correction = { shiftXMm: 3, shiftYMm: 3, rotationDegrees: 0.6, scaleX: 1.01, scaleY: 1.01 }

function calibrationErrorMm(): number {
  const tenth = (value: number) => Math.round(value * 10) / 10
  const readings = rulerCrosses(stock.page).map((expected) => {
    const { xMm, yMm } = correctPoint(SKEWED, expected)
    return { expected, measured: { xMm: tenth(xMm), yMm: tenth(yMm) } }
  })
  const { correction } = solveCorrection(readings)
  const boxes = [layout.payee.box, layout.figures.box, ...layout.words.lines, ...layout.date.cells]
  const corners = boxes.flatMap((box) => [
    { xMm: box.xMm, yMm: box.yMm },
    { xMm: box.xMm + box.widthMm, yMm: box.yMm + box.heightMm },
  ])
  const misses = corners.map((place) => {
    const landed = correctPoint(SKEWED, correctPoint(correction, place))
    return Math.hypot(landed.xMm - place.xMm, landed.yMm - place.yMm)
  })
  return Math.max(...misses)
}

export async function chequeFiles(options: BenchOptions): Promise<Measured> {
  const measured: Measured = { figures: [], context: [] }
  const rounds = options.quick ? 6 : 60
  const { own, library, bytes } = await oneAgainstBare(rounds)
  if (wants(options, 'cheque-vs-pdfkit')) {
    const value = medianRatio(own, library)
    const note = `one leaf ${ms(median(own))}, the bare library ${ms(median(library))}; ${(bytes / 1024).toFixed(1)} KiB`
    measured.figures.push(figure({ name: 'cheque-vs-pdfkit', value, unit: 'x', goal: 1.2, better: 'lower', note }))
  }
  if (wants(options, 'cheque-batch')) {
    const count = options.quick ? 100 : 1_000
    const cheques = Array.from({ length: count }, (_, index) => chequeOf(index))
    let size = 0
    const job = await spent(async () => {
      size = (await ours(cheques)).bytes.length
    })
    const peakMiB = (process.resourceUsage().maxRSS / 1024).toFixed(0)
    const value = median(own) / (job / count)
    const note = `${count} leaves in one job ${ms(job)}; ${(size / 1024).toFixed(0)} KiB, peak of the process ${peakMiB} MiB`
    measured.figures.push(figure({ name: 'cheque-batch', value, unit: 'x cheaper', goal: 3, better: 'higher', note }))
  }
  if (wants(options, 'calibration-error-mm')) {
    const note = 'worst corner of a field, readings in tenths; printer with shift 3 mm, rotation 0.6°, scale 1.01'
    const value = calibrationErrorMm()
    measured.figures.push(figure({ name: 'calibration-error-mm', value, unit: 'mm', goal: 0.3, better: 'lower', note }))
  }
  return measured
}
