/** The three clocks of a request, each by its profile (O-18, R1-06, R2-04…R2-06, R3-05, R3-07), as rows and cards show them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardOf } from '../support/cases.ts'
import type { Answer } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

const HOUR = 3_600_000
let desk: ProfileDesk
beforeAll(() => {
  desk = new ProfileDesk()
})
afterAll(() => desk.close())

const rowOf = (requestId: number): Answer => cardOf(desk, requestId, 'auditor').row
const shown = (at: number | null) =>
  at === null
    ? null
    : new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Hong_Kong', dateStyle: 'short', timeStyle: 'short' }).format(
        at,
      )
const kept = (requestId: number) =>
  desk.connection.value<number>('SELECT count(*) FROM request_clocks WHERE request_id = ?', requestId)

describe('R1-06 the regulatory clock', () => {
  test.each(['department-review', 'manager-finance', 'incentive-payments'] as const)(
    'alone runs in %s, by the setting, and writes no row of its own',
    (profile) => {
      const row = rowOf(desk.make(profile))
      expect(row.clocks).toEqual({ regulatory: row.dueAt, priority: null, step: null })
      expect(row.dueAt - row.createdAt).toBe(24 * HOUR)
      expect(kept(row.requestId)).toBe(0)
    },
  )
})

describe('R2-04…R2-06 the clock of the priority', () => {
  test('a first payout is reviewed by hand and promises no day; the desk’s own period stays', () => {
    const row = rowOf(desk.make('payout-operations'))
    expect(row).toMatchObject({ priority: 'urgent', clocks: { priority: null, regulatory: null, step: null } })
    expect(row.dueAt - row.createdAt).toBe(24 * HOUR)
  })

  test('another priority is another promise from the arrival on, and is logged', () => {
    const requestId = desk.make('payout-operations')
    const change = (priority: string) =>
      desk.as('sen').call('requests.setPriority', { requestId, expectedVersion: rowOf(requestId).version, priority })
    change('normal')
    // Friday 20 November: two business days are Monday and Tuesday, to the close.
    expect(shown(rowOf(requestId).clocks.priority)).toBe('2026-11-24 18:00')
    expect(rowOf(requestId).dueAt).toBe(rowOf(requestId).clocks.priority)
    change('high')
    expect(shown(rowOf(requestId).dueAt)).toBe('2026-11-20 18:00')
    change('low')
    expect(rowOf(requestId).clocks.priority).toBeNull()
    const logged = desk.connection.value<number>(
      "SELECT count(*) FROM audit WHERE request_id = ? AND json_extract(record, '$.action') = 'request.priority'",
      requestId,
    )
    expect(logged).toBe(3)
  })

  test('the log says by which rule a request got its priority', () => {
    const requestId = desk.make('payout-operations', { amountMinor: 60_000_000 })
    const record = desk.connection.value<string>(
      'SELECT record FROM audit WHERE request_id = ? ORDER BY sequence LIMIT 1',
      requestId,
    )
    expect(JSON.parse(record ?? '').changes).toContainEqual(['priority', 'Review', 'urgent'])
  })
})

describe('R3-05, R3-07 the clock of the step', () => {
  test('starts when the task enters the step: 30 minutes for Confirm, 2 hours for Audit', () => {
    const confirm = rowOf(desk.make('audit-confirm-remit'))
    expect(confirm).toMatchObject({ step: 'confirm', clocks: { regulatory: null, priority: null } })
    expect(confirm.dueAt - confirm.createdAt).toBe(HOUR / 2)
    const audit = rowOf(desk.make('audit-confirm-remit', { highRisk: true }))
    expect(audit).toMatchObject({ step: 'audit' })
    expect(audit.dueAt - audit.createdAt).toBe(2 * HOUR)
  })

  test('begins anew with the next step, in open minutes only', () => {
    const requestId = desk.make('audit-confirm-remit', { highRisk: true })
    // 17:45 in Hong Kong: a quarter of an hour is left of the day, and the next open day is Monday.
    desk.advance(Date.UTC(2026, 10, 20, 9, 45) - desk.now)
    desk.restart()
    desk.by('aud')(requestId, 'next')
    const row = rowOf(requestId)
    expect(row.step).toBe('confirm')
    expect(shown(row.clocks.step)).toBe('2026-11-23 09:15')
    expect(row.dueAt).toBe(row.clocks.step)
  })

  test('ends with the request', () => {
    const requestId = desk.make('audit-confirm-remit')
    desk.by('wo')(requestId, 'reject', { reasonCode: reasonFor('reject') })
    expect(rowOf(requestId).department).toBeNull()
  })
})

/** The first reason code that an action of audit-confirm-remit takes. */
function reasonFor(action: string): string | null {
  const profile = desk.as('wo').call('workflow.profile', { profile: 'audit-confirm-remit' })
  return profile.reasonCodes.find((each: Answer) => each.actions.includes(action))?.code ?? null
}

test('the queue is in the order of the earliest clock, whatever the profile', () => {
  const filter = {
    view: 'all',
    department: null,
    statuses: [],
    currencies: [],
    methods: [],
    priorities: [],
    overdueOnly: false,
    openOnly: true,
    search: '',
  }
  const ask = { filter, sort: { by: 'due', descending: false }, after: null, pageSize: 100 }
  const { rows } = desk.as('auditor').call('requests.list', ask)
  const dues = rows.map((row: Answer) => row.dueAt)
  expect(dues).toEqual([...dues].sort((a: number, b: number) => a - b))
  for (const { dueAt, clocks } of rows as Answer[]) {
    const running = Object.values(clocks).filter((due) => due !== null) as number[]
    if (running.length > 0) expect(dueAt).toBe(Math.min(...running))
  }
})
