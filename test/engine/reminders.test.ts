/** Reminders before a clock runs out, escalations after it has: once each, to the right people, whatever restarts in between. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noticeDue } from '../../src/main/engine/features/queue/notice-rules.ts'
import type { Answer, PersonName } from '../support/desk.ts'
import { ProfileDesk } from '../support/profile-desk.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

describe('when a clock is worth a word', () => {
  const day = { clock: 'regulatory', startedAt: 0, dueAt: 24 * HOUR } as const
  const step = { clock: 'step', startedAt: 0, dueAt: 30 * MINUTE } as const
  test.each([
    [day, 22 * HOUR, null],
    [day, 23 * HOUR - 1, null],
    [day, 23 * HOUR, 'reminder'],
    [day, 24 * HOUR, 'reminder'],
    [day, 24 * HOUR + 1, 'escalation'],
    [step, 19 * MINUTE, null],
    [step, 20 * MINUTE, 'reminder'],
    [step, 31 * MINUTE, 'escalation'],
  ])('%j at %i: %s', (clock, now, kind) => expect(noticeDue(clock, now)).toBe(kind))
})

describe('at the desk', () => {
  let desk: ProfileDesk
  beforeAll(() => {
    desk = new ProfileDesk()
  })
  afterAll(() => desk.close())

  const told = (who: PersonName, template: string): number[] =>
    desk
      .as(who)
      .call('notifications.mine')
      .rows.filter((row: Answer) => row.template === template)
      .map((row: Answer) => row.requestId)
  const later = (ms: number) => {
    desk.advance(ms)
    desk.restart()
    return desk.engine.remindDue()
  }

  test('the holder, or else the department, is reminded; the supervisors are told when it is late', () => {
    const free = desk.make('department-review')
    const mine = desk.make('department-review')
    desk.as('agent').call('requests.claim', { requestId: mine, expectedVersion: 1, claim: true })
    expect(desk.engine.remindDue()).toBe(0)
    expect(later(23 * HOUR + 10 * MINUTE)).toBe(2)
    expect(told('agent', 'request.reminder').sort()).toEqual([free, mine])
    expect(told('cs', 'request.reminder')).toEqual([free])
    // Said once, and not again after a restart.
    expect(later(MINUTE)).toBe(0)
    expect(later(HOUR)).toBe(2)
    expect(told('cs', 'request.escalated').sort()).toEqual([free, mine])
    expect(told('agent', 'request.escalated')).toEqual([])
    expect(later(HOUR)).toBe(0)
    const late = desk.as('auditor').call('queue.late')
    expect(late.map((row: Answer) => [row.requestId, row.clock, row.told])).toEqual([
      [mine, 'regulatory', ['Carol Support']],
      [free, 'regulatory', ['Carol Support']],
    ])
  })

  test('a step has its own words; with the next step the clock and its words begin anew', () => {
    // Monday morning, so that the half hour is open.
    desk.advance(Date.UTC(2026, 10, 23, 2, 0) - desk.now)
    desk.restart()
    desk.engine.remindDue()
    const requestId = desk.make('audit-confirm-remit', { highRisk: true })
    later(100 * MINUTE)
    expect(told('aud', 'request.reminder')).toEqual([requestId])
    desk.by('aud')(requestId, 'next')
    expect(desk.engine.remindDue()).toBe(0)
    later(25 * MINUTE)
    expect(told('aud', 'request.reminder')).toEqual([requestId, requestId])
  })

  test('what is closed is late no more', () => {
    const before = desk.as('auditor').call('queue.late')
    const [first] = before
    desk.by('cs')(first.requestId, 'rejectAndClose')
    expect(
      desk
        .as('auditor')
        .call('queue.late')
        .map((row: Answer) => row.requestId),
    ).not.toContain(first.requestId)
  })
})
