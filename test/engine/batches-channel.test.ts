/** Batches by channel and window: one channel each, the cut-off, and files by layouts as data that are read back before release. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BatchDay, TODAY } from '../support/batch-day.ts'
import { completeRequest, DETAILS, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { keptBytes, type MadePayment, promised, refusalOf } from '../support/payments.ts'

let desk: TestDesk
let day: BatchDay
beforeEach(() => {
  desk = testDesk()
  day = new BatchDay(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  desk.close()
})

/** A payment that leaves by a channel to a bank. */
function paymentBy(channel: string, bankCode: string, amountMinor = 1_250_000): MadePayment {
  const customer = makeCustomer(desk)
  const { destinationId } = desk.as('agent').call('customers.addDestination', {
    customerId: customer.customerId,
    details: { ...DETAILS, bankCode, bankBic: '', accountNumber: `0${customer.customerId}4455` },
  })
  const { requestId } = makeRequest(desk, { ...customer, destinationId }, { amountMinor })
  const { version } = desk.as('bo').call('requests.get', { requestId }).row
  desk
    .as('bo')
    .call('requests.setChannel', { requestId, expectedVersion: version, channel, reason: 'as the test wants it' })
  completeRequest(desk, requestId)
  const [instruction] = desk.as('bo').call('requests.get', { requestId }).instructions
  return { requestId, instructionId: instruction.instructionId, amountMinor, accountId: customer.accountId }
}
const text = (batchId: number) => keptBytes(desk, day.card(batchId).fileId).toString('utf8')

describe('one channel, one window', () => {
  it('R3-12 takes payments of one channel and says which it is', async () => {
    const fps = paymentBy('boc_fps', '015')
    const hsbc = paymentBy('hsbc', '004')
    expect(await refusalOf(() => day.build([fps, hsbc]))).toMatchObject({
      code: 'LINE_CHANNEL_DIFFERS',
      figures: { channel: 'hsbc' },
    })
    const { batchId } = day.build([fps])
    expect(day.card(batchId).row).toMatchObject({ channel: 'boc_fps', layout: null })
  })

  it('R3-11 a payment after the cut-off belongs to the next day and is refused for today', async () => {
    const early = paymentBy('hsbc', '004')
    desk.advance(3_600_000)
    const late = paymentBy('hsbc', '004')
    const rows = promised('batches.waiting', desk.as('bo2').call('batches.waiting')).instructions
    expect(rows.map((row: Answer) => row.batchDate)).toEqual([TODAY, '2026-11-23'])
    expect(await refusalOf(() => day.build([early, late]))).toMatchObject({
      code: 'LINE_BEFORE_WINDOW',
      figures: { date: '2026-11-23' },
    })
    expect(day.build([early, late], { valueDate: '2026-11-23' }).state).toBe('open')
  })
})

describe('files by layouts', () => {
  it('writes an FPS upload, reads it back, and keeps layout and version with the batch', async () => {
    const payments = [paymentBy('boc_fps', '015'), paymentBy('boc_fps', '387', 99_995)]
    const { batchId } = await day.placed('exported', payments)
    const card = day.card(batchId, 'signerA')
    expect(card.row).toMatchObject({ layout: 'fps-bulk-example:1', fileName: expect.stringMatching(/\.csv$/) })
    expect(card.totals).toMatchObject({
      linesMinor: 1_349_995,
      fileMinor: 1_349_995,
      controlListMinor: 1_349_995,
      fileLines: 2,
    })
    expect(card.differences).toEqual([])
    expect(text(batchId).split('\r\n')[1]).toMatch(
      /^WD\d+T\d+C\d\d,LEE KA YAN,015,0\d+4455,HKD,12500\.00,20261120,WD-\d+$/,
    )
  })

  it('writes a fixed-width upload for e-banking and the older ISO message where a channel asks for it', async () => {
    const { batchId } = await day.placed('written', [paymentBy('hsbc', '004')])
    expect(text(batchId)).toMatch(
      /^IFH {2}CS20261120-\d+ +808000000\d+ +20261120HKD00000100000000001250000\r\nBATH 000001WD/,
    )
    expect(day.card(batchId).row).toMatchObject({ layout: 'ifile-example:1' })
  })

  it('law 5: a payee that was changed after the cut is a difference and nobody releases it', async () => {
    const payment = paymentBy('boc_fps', '015')
    const { batchId } = await day.placed('written', [payment])
    desk.connection.raw.exec('DROP TRIGGER guard_instruction_update')
    desk.connection.run(
      `UPDATE instructions SET details = json_set(details, '$.accountNumber', '999') WHERE id = ?`,
      payment.instructionId,
    )
    expect(day.card(batchId).differences).toMatchObject([{ path: 'payments[0].accountNumber', intended: '999' }])
    expect(await refusalOf(() => day.release(batchId, 'signerA'))).toMatchObject({ code: 'BATCH_FILE_DIFFERS' })
  })

  it('a name that the bank’s file cannot carry refuses the cut, with the payment and the reason', async () => {
    const payment = paymentBy('boc_fps', '015')
    desk.connection.raw.exec('DROP TRIGGER guard_instruction_update')
    desk.connection.run(
      `UPDATE instructions SET details = json_set(details, '$.payeeName', '李嘉欣') WHERE id = ?`,
      payment.instructionId,
    )
    const { batchId } = day.build([payment])
    expect(await refusalOf(() => day.cut(batchId))).toMatchObject({
      code: 'BATCH_FILE_INVALID',
      figures: { what: expect.stringContaining(`WD-${payment.requestId}`) },
    })
    expect(day.card(batchId).row.state).toBe('open')
  })
})
