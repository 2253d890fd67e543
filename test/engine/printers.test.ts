/** Printing as intend, perform, confirm: calibration before paper, the printer's own word, jams, and a desk that ends in between. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ChequeDesk } from '../support/cheque-desk.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { keptBytes, promised, refusalOf } from '../support/payments.ts'
import { CHEQUE_PRINTER, calibrate, DEVICE, FakePrintHost, readingsOn, runIn } from '../support/printing.ts'
import { missingTools, wordsOf } from '../unit/cheques/poppler.ts'

const PAGE = { widthMm: 203, heightMm: 89 }
const SKEWED = { shiftXMm: 3, shiftYMm: -1, rotationDegrees: 0.6, scaleX: 1.01, scaleY: 1.01 }

let desk: TestDesk
let host: FakePrintHost
let cheques: ChequeDesk
beforeEach(() => {
  host = new FakePrintHost()
  desk = testDesk({ printHost: host })
  cheques = new ChequeDesk(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

const sent = { device: DEVICE, send: true }

describe('calibration', () => {
  test('measured, tried on a test leaf, accepted by another person; a later one replaces it', async () => {
    const first = await calibrate(desk, { printer: SKEWED })
    expect(host.orders.map(({ title, pages }) => [title, pages])).toEqual([['test-leaf-hk-cheque.pdf', null]])
    const second = await calibrate(desk)
    const { calibrations, stocks, available } = promised(
      'printers.list',
      await desk.as('bo2').callQueued('printers.list'),
    )
    expect(available).toBe(true)
    expect(calibrations.map((each: Answer) => [each.calibrationId, each.state, each.madeBy, each.decidedBy])).toEqual([
      [second, 'accepted', 'Ben Backoffice', 'Sam Signer'],
      [first, 'replaced', 'Ben Backoffice', 'Sam Signer'],
    ])
    expect(calibrations[1]).toMatchObject({ driver: 'Driver 7', tested: true })
    expect(calibrations[1].rotationDegrees).toBeCloseTo(-0.6, 1)
    expect(stocks.find(({ code }: Answer) => code === 'hk-cheque')).toMatchObject({ page: PAGE, leavesPerPage: 1 })
  })

  test('not by who measured, not without a test leaf, not twice', async () => {
    const input = { device: DEVICE, stock: 'hk-cheque', corrected: false, readings: readingsOn(PAGE, SKEWED) }
    const { calibrationId } = await desk.as('bo2').callQueued('printers.calibrate', input)
    const at = { calibrationId, expectedVersion: 1 }
    expect(await refusalOf(() => desk.as('signerA').call('printers.accept', at))).toMatchObject({
      code: 'CALIBRATION_UNTESTED',
    })
    await desk.as('bo2').callQueued('printers.testLeaf', at)
    expect(await refusalOf(() => desk.as('bo2').call('printers.accept', at))).toMatchObject({
      code: 'CALIBRATION_SAME_PERSON',
      figures: { by: 'Ben Backoffice' },
    })
    desk.as('signerA').call('printers.reject', at)
    expect(
      await refusalOf(() => desk.as('signerA').call('printers.accept', { ...at, expectedVersion: 2 })),
    ).toMatchObject({ code: 'CALIBRATION_STATE', figures: { status: 'rejected' } })
  })

  test('readings that contradict each other or ask for too much give nothing', async () => {
    const [a, b, c] = readingsOn(PAGE, SKEWED)
    const wrong = (d: object) => ({ device: DEVICE, stock: 'hk-cheque', corrected: false, readings: [a, b, c, d] })
    for (const reading of [
      { xMm: 175, yMm: 69 },
      { xMm: 90, yMm: 20 },
    ]) {
      expect(await refusalOf(() => desk.as('bo2').callQueued('printers.calibrate', wrong(reading)))).toMatchObject({
        code: 'READINGS_REFUSED',
      })
    }
    expect(desk.connection.value('SELECT count(*) FROM printer_calibrations')).toBe(0)
  })

  test('the ruler sheet goes to the printer with the right paper, or is a file for one that is elsewhere', async () => {
    const sheet = (device: object) =>
      desk.as('bo2').callQueued('printers.rulerSheet', { device, stock: 'hk-cheque', corrected: false })
    expect(await sheet(DEVICE)).toMatchObject({ sent: true })
    expect(await sheet({ printer: 'upstairs', tray: '' })).toMatchObject({ sent: false })
    host.reported = [{ ...CHEQUE_PRINTER, paperName: 'A4', paper: { widthMm: 210, heightMm: 297 } }]
    expect(await refusalOf(() => sheet(DEVICE))).toMatchObject({ code: 'PRINTER_PAPER' })
  })
})

describe('nothing is printed', () => {
  test.each([
    ['without an accepted calibration', sent, 'PRINTER_NOT_CALIBRATED'],
    [
      'from another tray than the calibrated one',
      { device: { ...DEVICE, tray: 'Manual' }, send: true },
      'PRINTER_NOT_CALIBRATED',
    ],
  ] as const)('%s', async (name, how, code) => {
    if (name.includes('tray')) await calibrate(desk)
    const payment = cheques.payment()
    expect(await refusalOf(() => cheques.print([payment], how))).toMatchObject({ code })
    expect(cheques.paymentState(payment)).toBe('waiting')
    expect(desk.connection.value("SELECT count(*) FROM cheque_leaves WHERE state <> 'blank'")).toBe(0)
  })

  test.each([
    ['is not there', [], 'PRINTER_MISSING'],
    ['takes no jobs', [{ ...CHEQUE_PRINTER, accepting: false }], 'PRINTER_OFF'],
    ['reports A4', [{ ...CHEQUE_PRINTER, paperName: 'A4', paper: { widthMm: 210, heightMm: 297 } }], 'PRINTER_PAPER'],
    ['does not say its paper', [{ ...CHEQUE_PRINTER, paperName: 'Auto', paper: null }], 'PRINTER_PAPER'],
  ])('when the printer %s', async (_, reported, code) => {
    await calibrate(desk)
    host.reported = reported
    expect(await refusalOf(() => cheques.print([cheques.payment()], sent))).toMatchObject({ code })
    expect(desk.connection.value("SELECT count(*) FROM cheque_leaves WHERE state <> 'blank'")).toBe(0)
  })

  test('from the file alone, unless the desk allows it', async () => {
    desk.as('admin').call('settings.set', { key: 'cheques.printByHand', value: 'refused', expectedVersion: 2 })
    expect(await refusalOf(() => cheques.print([cheques.payment()]))).toMatchObject({ code: 'HAND_PRINT_REFUSED' })
    await calibrate(desk, { device: { printer: 'upstairs', tray: '' } })
    const run = await cheques.print([cheques.payment()], { device: { printer: 'upstairs', tray: '' } })
    expect(run.leaves).toHaveLength(1)
  })
})

describe('a run', () => {
  const five = () => Array.from({ length: 5 }, () => cheques.payment())

  test('one job in the order of the numbers under the correction, then answered for at once', async () => {
    await calibrate(desk, { printer: SKEWED })
    const { fileId } = await cheques.print(five(), sent)
    const run = promised('cheques.runs', [await runIn(desk, 'sent')])[0]
    expect(run).toMatchObject({
      pages: 5,
      good: 0,
      spoiled: 0,
      nextPage: 1,
      spool: 'printing',
      totalMinor: 6_250_000,
      fileId,
    })
    const order = host.orders.at(-1)
    expect(order).toMatchObject({ printer: 'cheques', tray: 'Tray1', pages: null })
    expect(run.leaves.map(({ number, page }: Answer) => [number, page])).toEqual(
      [1, 2, 3, 4, 5].map((page) => [`00010${page}`, page]),
    )
    if (missingTools.length === 0) {
      const plain = await cheques.print([cheques.payment()])
      expect(plain.fileId).not.toBe(fileId)
      const figures = (pdf: Uint8Array) => wordsOf(pdf).find(({ text }) => text.includes('12,500.00'))?.xMm ?? 0
      const [straight, corrected] = [keptBytes(desk, plain.fileId), Buffer.from(order?.pdf ?? [])].map(figures)
      expect((straight ?? 0) - (corrected ?? 0)).toBeGreaterThan(3)
    }
    const good = run.leaves.map(({ leafId }: Answer) => leafId)
    desk.as('bo2').call('cheques.confirmRun', { runId: run.runId, expectedVersion: run.version, good })
    expect((await desk.as('bo2').callQueued('cheques.runs')).map(({ runId }: Answer) => runId)).not.toContain(run.runId)
    expect(cheques.leaf(good[0])).toMatchObject({ state: 'printed', holder: 'Ben Backoffice' })
  })

  test('after a jam: what is good is confirmed, what is torn is burnt, the rest is sent from its page on', async () => {
    await calibrate(desk)
    await cheques.print(five(), sent)
    const run = await runIn(desk, 'sent')
    const paused = desk.as('bo2').call('cheques.pauseRun', { runId: run.runId, expectedVersion: run.version })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(host.cancelled).toEqual(['cheques-2'])
    const [one, two, three] = run.leaves.map(({ leafId }: Answer) => leafId)
    const after = desk
      .as('bo2')
      .call('cheques.confirmRun', { runId: run.runId, expectedVersion: paused.version, good: [one, two] })
    const again = { runId: run.runId, expectedVersion: after.version }
    expect(() => desk.as('bo2').call('cheques.pauseRun', again)).toThrow('RUN_STATE')
    cheques.spoil(three)
    const [now] = await desk.as('bo2').callQueued('cheques.runs')
    expect(now).toMatchObject({ state: 'paused', good: 2, spoiled: 1, nextPage: 4 })
    const resume = () =>
      desk.as('bo2').callQueued('cheques.sendRun', { runId: run.runId, expectedVersion: after.version, fromPage: 4 })
    // Somebody changed the paper while the run was paused.
    host.reported = [{ ...CHEQUE_PRINTER, paperName: 'A4', paper: { widthMm: 210, heightMm: 297 } }]
    expect(await refusalOf(resume)).toMatchObject({ code: 'PRINTER_PAPER' })
    expect(host.orders).toHaveLength(2)
    host.reported = [CHEQUE_PRINTER]
    await resume()
    expect(await runIn(desk, 'sent')).toMatchObject({ firstPage: 4 })
    expect(host.orders.at(-1)).toMatchObject({ pages: { first: 4, last: 5 } })
    expect(Buffer.from(host.orders.at(-1)?.pdf ?? []).equals(Buffer.from(host.orders.at(-2)?.pdf ?? []))).toBe(true)
  })

  test('a printer that refuses leaves a failed run with its words, and it is sent again', async () => {
    await calibrate(desk)
    host.refusal = 'The printer is out of toner'
    await cheques.print([cheques.payment()], sent)
    const failed = await runIn(desk, 'failed')
    expect(failed.problem).toBe('The printer is out of toner')
    host.refusal = null
    await desk
      .as('bo2')
      .callQueued('cheques.sendRun', { runId: failed.runId, expectedVersion: failed.version, fromPage: 1 })
    expect(await runIn(desk, 'sent')).toMatchObject({ problem: null })
  })

  test('a desk that ends while the job is handed over asks afterwards; it never prints by itself', async () => {
    await calibrate(desk)
    let open = (): void => undefined
    host.gate = new Promise((resolve) => {
      open = resolve
    })
    await cheques.print([cheques.payment()], sent)
    expect((await runIn(desk, 'intended')).leaves).toMatchObject([{ state: 'reserved' }])
    const printed = host.orders.length
    desk.restart()
    const unknown = await runIn(desk, 'unknown')
    expect(unknown.leaves).toMatchObject([{ number: '000101', state: 'reserved' }])
    open()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await runIn(desk, 'unknown')).toMatchObject({ version: unknown.version })
    expect(host.orders.length - printed).toBeLessThanOrEqual(1)
    expect(cheques.confirm(unknown.leaves[0].leafId)).toMatchObject({ state: 'printed' })
  })

  test('a leaf of another run, or one that is answered, is not confirmed with this one', async () => {
    await calibrate(desk)
    await cheques.print([cheques.payment()], sent)
    const run = await runIn(desk, 'sent')
    const at = { runId: run.runId, expectedVersion: run.version }
    expect(
      await refusalOf(() => desk.as('bo2').call('cheques.confirmRun', { ...at, good: [cheques.blankLeafId()] })),
    ).toMatchObject({ code: 'RUN_LEAF' })
  })
})
