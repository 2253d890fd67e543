/** What the pages of the day ask of the ledger walks an index: no table that grows is read from end to end. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { BatchDay } from '../support/batch-day.ts'
import { type TestDesk, testDesk } from '../support/desk.ts'
import { makePayment } from '../support/payments.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = testDesk({ people: ['agent', 'cs', 'ret', 'deal', 'bo', 'bo2', 'signerA', 'signerB', 'fin'] })
  await new BatchDay(desk).placed('exported')
  makePayment(desk)
})
afterAll(() => desk.close())

const GROWING = /^SCAN (?:i|r|b|c|l|requests|instructions|batches|batch_lines|cheque_leaves|notifications)$/

it.each([
  ['timeline.today', {}],
  ['timeline.toMark', {}],
  ['timeline.byChannel', { date: '2026-11-20' }],
  ['storms.plan', { fromMinute: 840 }],
  ['signers.list', {}],
])('%s', (method, input) => {
  // So that nothing is answered from a statement that was prepared before.
  desk.restart()
  const person = desk.as('bo2')
  const asked = new Set<string>()
  const prepare = desk.connection.raw.prepare.bind(desk.connection.raw)
  const spy = vi.spyOn(desk.connection.raw, 'prepare').mockImplementation(((sql: string) => {
    asked.add(sql)
    return prepare(sql)
  }) as never)
  person.call(method, input)
  spy.mockRestore()
  // The newest few hundred by their number are no scan of a table.
  const plain = [...asked].filter((sql) => /^\s*SELECT/i.test(sql) && !/ORDER BY id DESC LIMIT \d+/.test(sql))
  expect(plain.length).toBeGreaterThan(0)
  const scans = plain.flatMap((sql) => {
    const marks = [...sql.matchAll(/\?/g)].map(() => null)
    const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...marks) as { detail: string }[]
    return plan.filter(({ detail }) => GROWING.test(detail)).map(({ detail }) => `${detail}: ${sql.slice(0, 120)}`)
  })
  expect(scans).toEqual([])
})
