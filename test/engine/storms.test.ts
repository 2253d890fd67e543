/** A typhoon afternoon: what moves is said before, moves in one go, is on record and on a list, and comes back while nothing has left. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readTable } from '../../src/main/engine/formats/tables/read-table.ts'
import { BatchDay, TODAY } from '../support/batch-day.ts'
import { type Answer, type TestDesk, testDesk } from '../support/desk.ts'
import { keptBytes, makePayment, promised, refusalOf } from '../support/payments.ts'

const MONDAY = '2026-11-23'
const AFTERNOON = 14 * 60
let desk: TestDesk
let day: BatchDay
beforeEach(() => {
  desk = testDesk({ people: ['agent', 'cs', 'ret', 'deal', 'bo', 'bo2', 'signerA', 'signerB', 'fin'] })
  day = new BatchDay(desk)
})
afterEach(() => {
  expect(desk.faults).toEqual([])
  expect(desk.as('fin').call('ledger.check').findings ?? []).toEqual([])
  desk.close()
})

const plan = (fromMinute = AFTERNOON): Answer =>
  promised('storms.plan', desk.as('bo2').call('storms.plan', { fromMinute }))
const announce = (fromMinute = AFTERNOON): Answer =>
  desk.as('bo2').call('storms.announce', { fromMinute, kind: 'typhoon', reason: 'Signal 8 at two' })
const lift = (stormId: number, expectedVersion = 1): Answer =>
  desk.as('bo2').call('storms.lift', { stormId, expectedVersion, reason: 'Signal lowered' })
const linesOf = (storm: Answer, what: string): Answer[] => storm.lines.filter((line: Answer) => line.what === what)

describe('the plan', () => {
  it('says what would move and to which day, and changes nothing', async () => {
    const written = await day.placed('written')
    const released = await day.placed('released')
    makePayment(desk, { amountMinor: 3_300_000 })
    const found = plan()
    expect(found.inForce).toBeNull()
    expect(found.lines[0]).toMatchObject({ what: 'staysReleased', subject: String(released.batchId), to: null })
    expect(linesOf(found, 'batch')).toMatchObject([{ subject: String(written.batchId), from: TODAY, to: MONDAY }])
    expect(linesOf(found, 'payment')).toMatchObject([{ amountMinor: 3_300_000, to: MONDAY }])
    expect(linesOf(found, 'task').map(({ subject, to }: Answer) => [subject, to])).toEqual([
      ['bst', MONDAY],
      ['register', MONDAY],
    ])
    expect(linesOf(plan(9 * 60), 'task').length).toBeGreaterThan(4)
    expect(day.card(written.batchId).row.state).toBe('written')
  })
})

describe('announced', () => {
  it('moves batches by building them again, shuts three calendars, keeps every line, and gives it as a list', async () => {
    const written = await day.placed('releasedOnce')
    const { stormId, moved } = announce()
    const { inForce } = plan()
    expect(inForce.lines.filter(({ to }: Answer) => to !== null)).toHaveLength(moved)
    const [batch] = linesOf(inForce, 'batch')
    expect(day.card(written.batchId).row.state).toBe('withdrawn')
    expect(day.card(batch.movedTo).row).toMatchObject({ valueDate: MONDAY, state: 'open', releases: [], lines: 1 })
    expect(day.paymentStates(written.payments)).toEqual(['inBatch'])
    const calendars = desk.as('bo2').call('calendars.list') as Answer[]
    expect(calendars.filter(({ closure }) => closure !== null).map(({ code }) => code)).toEqual([
      'business',
      'trading',
      'banking',
    ])
    const list = await desk.as('bo2').callQueued('storms.export', { stormId })
    const table = readTable(keptBytes(desk, list.fileId))
    expect(table.ok && table.rows.some(({ cells }) => cells.some(({ text }) => text === String(batch.movedTo)))).toBe(
      true,
    )
    expect(list.rows).toBe(inForce.lines.length)
  })

  it('once a day; and not when nothing is open any more', async () => {
    announce()
    expect(await refusalOf(() => announce(15 * 60))).toMatchObject({
      code: 'STORM_IN_FORCE',
      figures: { from: '14:00' },
    })
    const { stormId } = plan().inForce
    lift(stormId)
    expect(await refusalOf(() => announce(23 * 60))).toMatchObject({ code: 'STORM_DAY_SHUT' })
  })

  it('what stays is not touched: a batch released twice is handed out as it is', async () => {
    const released = await day.placed('released')
    announce()
    expect(day.card(released.batchId).row.state).toBe('released')
    expect(day.export(released.batchId).state).toBe('exported')
  })
})

describe('taken back', () => {
  it('opens the calendars and brings the batches back to today', async () => {
    await day.placed('written')
    const { stormId } = announce()
    const moved = linesOf(plan().inForce, 'batch')[0].movedTo
    expect(lift(stormId)).toMatchObject({ back: 1 })
    expect(day.card(moved).row.state).toBe('withdrawn')
    const [newest] = desk.as('bo2').call('batches.list', { openOnly: true, after: null, pageSize: 10 }).rows
    expect(newest).toMatchObject({ valueDate: TODAY, state: 'open', lines: 1 })
    const calendars = desk.as('bo2').call('calendars.list') as Answer[]
    expect(calendars.every(({ closure }) => closure === null)).toBe(true)
    expect(plan()).toMatchObject({ inForce: null, past: [{ stormId, liftedBy: 'Ben Backoffice' }] })
    expect(await refusalOf(() => lift(stormId, 2))).toMatchObject({ code: 'STORM_LIFTED' })
  })

  it('not once something of the plan was released', async () => {
    await day.placed('written')
    const { stormId } = announce()
    const moved = linesOf(plan().inForce, 'batch')[0].movedTo
    await day.cut(moved)
    day.release(moved, 'signerA')
    expect(await refusalOf(() => lift(stormId))).toMatchObject({ code: 'STORM_LEFT', figures: { batch: moved } })
    expect(await refusalOf(() => lift(stormId, 7))).toMatchObject({ name: 'Conflict' })
  })
})
