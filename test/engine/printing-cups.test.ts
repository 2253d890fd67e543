/**
 * Cheques through a real print system: the printer is read from CUPS, the run is sent by the system's own command, and what comes
 * out of the filters is measured against the layout.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NO_CORRECTION } from '../../src/main/engine/formats/cheques/correction.ts'
import { Layout } from '../../src/main/engine/formats/cheques/layout.ts'
import { systemPrintHost } from '../../src/main/spooler/index.ts'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type CupsServer, startCups, whyNoCups } from '../support/cups-server.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'
import { keptBytes, refusalOf } from '../support/payments.ts'
import { differenceOf, greyOf, pictureOf } from '../support/picture.ts'
import { calibrate, DEVICE, runIn } from '../support/printing.ts'
import { missingTools, pageSizes, render, wordsOf } from '../unit/cheques/poppler.ts'

const why = whyNoCups() ?? (missingTools.length > 0 ? `not on this machine: ${missingTools.join(', ')}` : null)
if (why !== null) console.warn(`Printing through CUPS was not tested: ${why}`)

const root = join(import.meta.dirname, '../..')
const layout = Layout.parse(JSON.parse(readFileSync(join(root, 'resources/cheques/layouts/hk-cheque.json'), 'utf8')))
const APPROVED = join(root, 'test/fixtures/cheques/hk-cheque.png')
const DPI = 120
const TOLERANCE_MM = 0.3

describe.skipIf(why !== null)('a real print system', () => {
  let cups: CupsServer
  let desk: TestDesk
  let cheques: ChequeDesk
  beforeAll(async () => {
    cups = await startCups()
  }, 30_000)
  afterAll(() => cups?.stop())
  beforeEach(() => {
    desk = testDesk({ printHost: systemPrintHost() })
    cheques = new ChequeDesk(desk)
  })
  afterEach(() => {
    expect(desk.faults).toEqual([])
    desk.close()
  })

  test('what comes out stands where the layout says, has ink, and looks as approved', async () => {
    await calibrate(desk, { printer: NO_CORRECTION })
    const details = { payeeName: 'LEE KA YAN 李嘉欣' }
    const payments = [cheques.payment({ details, amountMinor: 1_234_567 }), cheques.payment({ details })]
    const { fileId } = await cheques.print(payments, { device: DEVICE, send: true })
    const run = await runIn(desk, 'sent')
    const job = Number(/-(\d+)$/.exec(desk.connection.value<string>('SELECT spool_id FROM cheque_runs') ?? '')?.[1])
    const { pdf, options } = await cups.printed(job)
    expect(options).toContain('print-scaling=none')
    expect(options).toContain('InputSlot=Tray1')
    const sizes = pageSizes(pdf)
    expect(sizes).toHaveLength(2)
    for (const { widthMm, heightMm } of sizes) {
      expect(Math.abs(widthMm - 203)).toBeLessThan(0.05)
      expect(Math.abs(heightMm - 89)).toBeLessThan(0.05)
    }
    expectOnLayout(pdf)
    const before = wordsOf(keptBytes(desk, fileId))
    const after = wordsOf(pdf)
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
    for (const [index, word] of after.entries()) {
      expect(Math.abs(word.xMm - (before[index]?.xMm ?? 0))).toBeLessThan(TOLERANCE_MM)
      expect(Math.abs(word.middleMm - (before[index]?.middleMm ?? 0))).toBeLessThan(TOLERANCE_MM)
    }
    const page = render(pdf)
    for (const box of [layout.payee.box, layout.figures.box, ...layout.words.lines, ...layout.date.cells]) {
      expect(page.ink(box)).toBeGreaterThan(10)
    }
    if (process.env.APPROVE) writeFileSync(APPROVED, pictureOf(pdf, DPI))
    expect(differenceOf(greyOf(pictureOf(pdf, DPI)), greyOf(readFileSync(APPROVED)))).toBeLessThan(0.004)
    expect(run).toMatchObject({ printer: 'cheques', tray: 'Tray1' })
  }, 30_000)

  test('a printer that is set to A4 gets nothing', async () => {
    await calibrate(desk)
    cups.admin('-p', 'cheques', '-o', 'PageSize=A4')
    expect(await refusalOf(() => cheques.print([cheques.payment()], { device: DEVICE, send: true }))).toMatchObject({
      code: 'PRINTER_PAPER',
      figures: { found: '210 × 297 mm', expected: '203 × 89 mm' },
    })
    cups.admin('-p', 'cheques', '-o', 'PageSize=w575h252')
  }, 30_000)

  test('after a jam only the pages that are left are printed', async () => {
    await calibrate(desk)
    const payments = Array.from({ length: 3 }, () => cheques.payment())
    await cheques.print(payments, { device: DEVICE, send: true })
    const run = await runIn(desk, 'sent')
    await desk.as('bo2').callQueued('cheques.sendRun', { runId: run.runId, expectedVersion: run.version, fromPage: 3 })
    await runIn(desk, 'sent')
    const job = Number(/-(\d+)$/.exec(desk.connection.value<string>('SELECT spool_id FROM cheque_runs') ?? '')?.[1])
    const { pdf } = await cups.printed(job)
    expect(pageSizes(pdf)).toHaveLength(1)
    expect(wordsOf(pdf).map(({ text }) => text)).toEqual(
      expect.arrayContaining([String(run.leaves[2].payeeName).split(' ').at(-1)]),
    )
  }, 30_000)
})

/** Figures in the middle of their box, one digit in the middle of each date cell, payee at the left of its line. */
function expectOnLayout(pdf: Uint8Array): void {
  const words = wordsOf(pdf)
  const near = (xMm: number, middleMm: number) =>
    words.find((word) => Math.abs(word.middleMm - middleMm) < TOLERANCE_MM && Math.abs(word.xMm - xMm) < TOLERANCE_MM)
  const middleOf = (box: { yMm: number; heightMm: number }) => box.yMm + box.heightMm / 2
  expect(near(layout.payee.box.xMm, middleOf(layout.payee.box))?.text).toBe('LEE')
  for (const cell of layout.date.cells) {
    const digit = words.find(
      (word) =>
        Math.abs(word.middleMm - middleOf(cell)) < TOLERANCE_MM &&
        Math.abs((word.xMm + word.endMm) / 2 - (cell.xMm + cell.widthMm / 2)) < TOLERANCE_MM,
    )
    expect(digit?.text).toMatch(/^\d$/)
  }
  const { box } = layout.figures
  const figures = words.find(({ text }) => text === '**12,345.67**')
  expect(Math.abs(((figures?.xMm ?? 0) + (figures?.endMm ?? 0)) / 2 - (box.xMm + box.widthMm / 2))).toBeLessThan(
    TOLERANCE_MM,
  )
  expect(Math.abs((figures?.middleMm ?? 0) - middleOf(box))).toBeLessThan(TOLERANCE_MM)
}
