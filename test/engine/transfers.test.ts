/** Bank-securities transfers through the engine: automatic, queued, by hand, by two; every way in which a bank answers; a crash in the middle. */
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { SIMULATED } from '../../src/main/engine/features/transfers/index.ts'
import { completeRequest, DETAILS, makeCustomer, makeRequest } from '../support/cases.ts'
import { type Answer, PEOPLE, type PersonName, TEST_START, type TestDesk, testDesk } from '../support/desk.ts'
import { promised, refusalOf, uploadFile } from '../support/payments.ts'

let desk: TestDesk
const HOUR = 3_600_000
beforeEach(() => {
  desk = testDesk({ people: [...(Object.keys(PEOPLE) as PersonName[]), 'wo'] })
  desk.as('admin').call('settings.set', { key: 'transfers.bank', value: 'simulator', expectedVersion: 1 })
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
  desk.close()
})

/** A payment to a bank-securities bank with its mandate open, completed by `bo`; the amount's cents choose what the simulator says. */
function bstPayment(options: { bankCode?: string; amountMinor?: number } = {}): {
  requestId: number
  instructionId: number
} {
  const { bankCode = '395', amountMinor = 5_000_000 } = options
  const customer = makeCustomer(desk, {
    balanceMinor: amountMinor * 4,
    figures: { equityMinor: amountMinor * 4, freeMarginMinor: amountMinor * 4 },
  })
  const { destinationId } = desk.as('agent').call('customers.addDestination', {
    customerId: customer.customerId,
    details: { ...DETAILS, bankCode, bankBic: '', accountNumber: `77${customer.customerId}` },
  })
  const { requestId } = makeRequest(desk, { ...customer, destinationId }, { amountMinor })
  const at = () => ({ requestId, expectedVersion: desk.as('bo').call('requests.get', { requestId }).row.version })
  const fact = { control: 'mandateOpen', state: 'holds', amountMinor: null, note: 'Seen', evidenceFileId: null }
  desk.as('bo').call('requests.recordControl', { ...at(), ...fact })
  desk.as('bo').call('requests.setChannel', { ...at(), channel: 'auto_bs', reason: '' })
  completeRequest(desk, requestId)
  return { requestId, instructionId: desk.as('bo').call('requests.get', { requestId }).instructions[0].instructionId }
}
const get = (instructionId: number): Answer =>
  promised('transfers.get', desk.as('bo').call('transfers.get', { instructionId }))
const press = (instructionId: number, who: PersonName): Answer =>
  desk
    .as(who)
    .call('transfers.press', { instructionId, expectedVersion: get(instructionId).row.version, irreversible: true })
const paymentState = (instructionId: number) =>
  desk.connection.value<string>('SELECT state FROM instructions WHERE id = ?', instructionId)

describe('R3-35 automatic', () => {
  it('executes once when all six conditions hold, and shows the four post-checks', async () => {
    const { instructionId } = bstPayment()
    await desk.engine.transferDue()
    const { row, postChecks } = get(instructionId)
    expect(row).toMatchObject({
      state: 'accepted',
      automatic: true,
      adapter: 'simulator',
      bankReference: expect.stringMatching(/^SIM-/),
    })
    expect(row.conditions.every((each: Answer) => each.met)).toBe(true)
    expect(row.arrival).toMatchObject({ kind: 'within' })
    expect(postChecks.map((each: Answer) => [each.check, each.holds])).toEqual([
      ['status', true],
      ['fundFreeze', true],
      ['bankInstruction', true],
      ['customerNotice', true],
    ])
    await desk.engine.transferDue()
    expect(get(instructionId).row.version).toBe(row.version)
    expect(paymentState(instructionId)).toBe('sent')
  })

  it('R3-37 is queued off-hours and executed once when the window opens', async () => {
    desk.now = TEST_START + 6 * HOUR
    desk.restart()
    const { instructionId } = bstPayment()
    await desk.engine.transferDue()
    expect(get(instructionId).row).toMatchObject({ state: 'queued', queuedFor: Date.UTC(2026, 10, 23, 1, 0) })
    expect(paymentState(instructionId)).toBe('waiting')
    desk.now = Date.UTC(2026, 10, 23, 0, 59)
    desk.restart()
    await desk.engine.transferDue()
    expect(get(instructionId).row.state).toBe('queued')
    desk.now = Date.UTC(2026, 10, 23, 1, 0)
    desk.restart()
    await desk.engine.transferDue()
    expect(get(instructionId).row).toMatchObject({ state: 'accepted', automatic: true })
  })

  it.each(['freeze', 'suspend'])(
    'R2-105 R2-106 %s: neither a new nor a queued payment is executed by itself',
    async (kind) => {
      desk.now = TEST_START + 6 * HOUR
      desk.restart()
      const queued = bstPayment()
      await desk.engine.transferDue()
      desk.now = Date.UTC(2026, 10, 23, 1, 0)
      desk.restart()
      const fresh = bstPayment()
      for (const { requestId } of [queued, fresh]) {
        const { accountNumber, customerNumber } = desk.as('bo').call('requests.get', { requestId }).row
        const about = kind === 'freeze' ? accountNumber : customerNumber
        desk.as('signerA').call('emergencies.raise', { kind, about, reason: 'something is wrong' })
      }
      await desk.engine.transferDue()
      for (const { instructionId } of [queued, fresh]) {
        expect(get(instructionId).row).toMatchObject({ state: 'manual', sentAt: null })
        expect(paymentState(instructionId)).toBe('waiting')
        expect(await refusalOf(() => press(instructionId, 'bo2'))).toMatchObject({
          code: kind === 'freeze' ? 'ACCOUNT_FROZEN' : 'CUSTOMER_SUSPENDED',
        })
      }
    },
  )

  it('leaves a payment to people when the desk has no bank interface', async () => {
    desk.as('admin').call('settings.set', { key: 'transfers.bank', value: 'file', expectedVersion: 2 })
    const { instructionId } = bstPayment()
    await desk.engine.transferDue()
    expect(get(instructionId).row).toMatchObject({ state: 'manual', adapter: 'file' })
    expect(await refusalOf(() => press(instructionId, 'bo2'))).toMatchObject({ code: 'TRANSFER_NO_BANK' })
  })
})

describe('R3-38 by hand', () => {
  it('R3-83 above the ceiling a person executes, not the one who made the payment, and never twice', async () => {
    const { instructionId } = bstPayment({ amountMinor: 300_000_100 })
    await desk.engine.transferDue()
    expect(get(instructionId).row).toMatchObject({ state: 'manual', twoPeople: false })
    expect(await refusalOf(() => press(instructionId, 'bo'))).toMatchObject({ code: 'TRANSFER_BY_MAKER' })
    const seen = get(instructionId).row.version
    press(instructionId, 'bo2')
    const again = { instructionId, expectedVersion: seen, irreversible: true }
    expect(await refusalOf(() => desk.as('bo2').call('transfers.press', again))).toMatchObject({ name: 'Conflict' })
    expect(await refusalOf(() => press(instructionId, 'bo2'))).toMatchObject({ code: 'TRANSFER_EXECUTED' })
    await desk.engine.transferDue()
    expect(get(instructionId).row).toMatchObject({
      state: 'accepted',
      automatic: false,
      presses: [{ by: 'Ben Backoffice' }],
    })
  })

  it('R3-42 R3-43 a large amount needs two presses by two people, and accounting is told at the first', async () => {
    const { instructionId } = bstPayment({ bankCode: '238', amountMinor: 300_000_000 })
    await desk.engine.transferDue()
    expect(get(instructionId).row).toMatchObject({ state: 'manual', twoPeople: true })
    expect(press(instructionId, 'bo2')).toMatchObject({ state: 'manual' })
    expect(paymentState(instructionId)).toBe('waiting')
    expect(
      desk.connection.value("SELECT count(*) FROM notifications WHERE template = 'request.watchBalance'"),
    ).toBeGreaterThan(0)
    expect(await refusalOf(() => press(instructionId, 'bo2'))).toMatchObject({ code: 'TRANSFER_SAME_PERSON' })
    await desk.engine.transferDue()
    expect(paymentState(instructionId)).toBe('waiting')
    expect(press(instructionId, 'wo')).toMatchObject({ state: 'sending' })
    expect(get(instructionId).row.presses).toHaveLength(2)
  })

  it('R3-44 after 15:55 nothing is executed', async () => {
    const { instructionId } = bstPayment({ amountMinor: 300_000_100 })
    await desk.engine.transferDue()
    desk.now = Date.UTC(2026, 10, 20, 7, 55)
    desk.restart()
    expect(await refusalOf(() => press(instructionId, 'bo2'))).toMatchObject({ code: 'TRANSFER_OFF_HOURS' })
  })
})

describe('every way in which a bank answers', () => {
  test.each<[way: keyof typeof SIMULATED, after: [state: string, payment: string][]]>([
    [
      'rejects',
      [
        ['rejected', 'failed'],
        ['rejected', 'failed'],
      ],
    ],
    [
      'timesOut',
      [
        ['unknown', 'unknown'],
        ['unknown', 'unknown'],
      ],
    ],
    [
      'answersLate',
      [
        ['unknown', 'unknown'],
        ['unknown', 'unknown'],
        ['accepted', 'sent'],
        ['accepted', 'sent'],
      ],
    ],
    [
      'answersLateNo',
      [
        ['unknown', 'unknown'],
        ['unknown', 'unknown'],
        ['rejected', 'failed'],
      ],
    ],
    [
      'answersTwice',
      [
        ['accepted', 'sent'],
        ['accepted', 'sent'],
      ],
    ],
    [
      'contradicts',
      [
        ['accepted', 'sent'],
        ['accepted', 'sent'],
      ],
    ],
  ])('%s', async (way, after) => {
    const { requestId, instructionId } = bstPayment({ amountMinor: 5_000_000 + SIMULATED[way] })
    for (const [state, payment] of after) {
      await desk.engine.transferDue()
      expect([get(instructionId).row.state, paymentState(instructionId)]).toEqual([state, payment])
    }
    const restored = desk.connection.value(
      "SELECT count(*) FROM journals WHERE request_id = ? AND kind = 'payment.restored'",
      requestId,
    )
    expect(restored).toBe(after.at(-1)?.[1] === 'failed' ? 1 : 0)
    const conflicts = desk.connection.value("SELECT count(*) FROM audit WHERE record LIKE '%transfer.answerConflict%'")
    expect(conflicts).toBe(way === 'contradicts' ? 1 : 0)
  })

  it('an unknown outcome stays unknown over a restart and is asked about, not sent again', async () => {
    const { instructionId } = bstPayment({ amountMinor: 5_000_000 + SIMULATED.answersLate })
    await desk.engine.transferDue()
    desk.restart()
    await desk.engine.transferDue()
    expect(get(instructionId).row.state).toBe('unknown')
    await desk.engine.transferDue()
    expect(get(instructionId).row.state).toBe('accepted')
    expect(desk.connection.value('SELECT count(DISTINCT sent_at) FROM instructions WHERE id = ?', instructionId)).toBe(
      1,
    )
  })
})

describe('law 3: a crash between the intent and the order, or between the order and the answer', () => {
  /** The desk stops at the first write to a table, as a killed process would; then it is opened again. */
  async function crashAt(trigger: string): Promise<void> {
    desk.connection.raw.exec(`CREATE TEMP TRIGGER crash ${trigger} BEGIN SELECT RAISE(ABORT, 'killed here'); END`)
    await expect(desk.engine.transferDue()).rejects.toThrow('killed here')
    desk.restart()
  }
  const given = () => desk.connection.value<number>('SELECT count(*) FROM simulated_orders')

  it('an order that never left does not leave by the question about it: its outcome is unknown until somebody knows', async () => {
    const { requestId, instructionId } = bstPayment()
    await crashAt('BEFORE INSERT ON simulated_orders')
    expect(paymentState(instructionId)).toBe('sent')
    for (let asked = 0; asked < 3; asked++) await desk.engine.transferDue()
    expect(given()).toBe(0)
    expect(get(instructionId).row).toMatchObject({ state: 'unknown', answer: expect.stringMatching(/^NOTKNOWN /) })
    expect(paymentState(instructionId)).toBe('unknown')
    const evidenceFileId = uploadFile(desk.as('fin'), 'bank.txt', 'The bank: we never got it')
    const version = desk.connection.value<number>('SELECT version FROM instructions WHERE id = ?', instructionId)
    const known = { result: 'failed', evidenceFileId, text: 'the bank never got it' }
    desk.as('fin').call('batches.recordResult', { instructionId, expectedVersion: version, ...known })
    expect(paymentState(instructionId)).toBe('failed')
    await desk.engine.transferDue()
    const kinds = desk.connection.all('SELECT kind FROM journals WHERE request_id = ? ORDER BY id', requestId)
    expect(kinds).toEqual([{ kind: 'withdrawal.complete' }, { kind: 'payment.restored' }])
  })

  it('an order that arrived is asked about and not given again', async () => {
    const { instructionId } = bstPayment()
    await crashAt("BEFORE UPDATE ON transfers WHEN NEW.state = 'accepted'")
    expect(given()).toBe(1)
    await desk.engine.transferDue()
    expect(get(instructionId).row).toMatchObject({ state: 'accepted' })
    expect(desk.connection.value('SELECT tries FROM transfers')).toBe(2)
    expect(given()).toBe(1)
  })
})

describe('R2-103 R2-104 emergencies', () => {
  const raise = (kind: string, about = '') =>
    desk.as('signerA').call('emergencies.raise', { kind, about, reason: 'something is wrong' })

  it('a pause stops automatic transfers and presses; a provider that is out leaves them to people', async () => {
    const { instructionId } = bstPayment()
    raise('pause')
    await desk.engine.transferDue()
    expect(await refusalOf(() => get(instructionId))).toMatchObject({ code: 'NOT_FOUND' })
    const [pause] = desk.as('bo').call('emergencies.active')
    for (const [who, version] of [
      ['signerA', 1],
      ['signerB', 2],
    ] as const) {
      desk
        .as(who)
        .call('emergencies.lift', { emergencyId: pause.emergencyId, expectedVersion: version, reason: 'over' })
    }
    raise('provider', 'BST')
    await desk.engine.transferDue()
    expect(get(instructionId).row.state).toBe('manual')
    press(instructionId, 'bo2')
    await desk.engine.transferDue()
    expect(get(instructionId).row.state).toBe('accepted')
  })
})
