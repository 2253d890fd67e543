import { describe, expect, it } from 'vitest'
import { type PayoutLife, type Period, payoutReport } from '../../../src/main/engine/features/reports/rules.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const AT = Date.UTC(2026, 10, 20)
const PERIOD: Period = {
  from: '2026-11-20',
  to: '2026-11-21',
  days: [
    { date: '2026-11-20', at: AT },
    { date: '2026-11-21', at: AT + DAY },
  ],
  until: AT + 2 * DAY,
}
const life = (change: Partial<PayoutLife>): PayoutLife => ({
  method: 'wireTransfer',
  currency: 'HKD',
  paidMinor: 10_000,
  state: 'inReview',
  submittedAt: AT + HOUR,
  approvedAt: null,
  sentAt: null,
  failedAt: null,
  closedAt: null,
  ...change,
})
const done = (change: Partial<PayoutLife> = {}) =>
  life({ state: 'succeeded', approvedAt: AT + 2 * HOUR, sentAt: AT + 3 * HOUR, closedAt: AT + DAY + HOUR, ...change })

describe('payout report', () => {
  it('R2-75 counts what happened within the period, each on its day', () => {
    const { counts, byDay } = payoutReport(
      [done(), life({}), life({ state: 'rejected', closedAt: AT + 5 * HOUR })],
      [],
      PERIOD,
    )
    expect(counts).toEqual({
      submitted: 3,
      approved: 1,
      processed: 1,
      completed: 1,
      failed: 0,
      rejected: 1,
      cancelled: 0,
    })
    expect(byDay.map(({ date, submitted, completed, rejected }) => [date, submitted, completed, rejected])).toEqual([
      ['2026-11-20', 3, 0, 1],
      ['2026-11-21', 0, 1, 0],
    ])
  })

  const edges: [string, Partial<PayoutLife>, [submitted: number, completed: number]][] = [
    ['at the first instant', { submittedAt: AT }, [1, 1]],
    ['just before it', { submittedAt: AT - 1 }, [0, 1]],
    ['closed at the last instant', { closedAt: AT + 2 * DAY - 1 }, [1, 1]],
    ['closed just after it', { closedAt: AT + 2 * DAY }, [1, 0]],
  ]
  it.each(edges)('R2-75 the period has sharp edges: %s', (_, change, expected) => {
    const { counts } = payoutReport([done(change)], [], PERIOD)
    expect([counts.submitted, counts.completed]).toEqual(expected)
  })

  it('R2-75 adds up completed payouts only, per currency, with their mean and the mean time', () => {
    const lives = [
      done({ paidMinor: 10_001 }),
      done({ paidMinor: 10_002, submittedAt: AT + DAY }),
      done({ currency: 'JPY', paidMinor: 500, method: 'cheque', submittedAt: AT + DAY }),
      life({ state: 'rejected', closedAt: AT + HOUR, paidMinor: 99_999 }),
    ]
    const { paid, meanMinutes, byMethod } = payoutReport(lives, [], PERIOD)
    expect(paid).toEqual([
      { currency: 'HKD', count: 2, totalMinor: 20_003, averageMinor: 10_002 },
      { currency: 'JPY', count: 1, totalMinor: 500, averageMinor: 500 },
    ])
    expect(meanMinutes).toBe(Math.round(((24 + 1 + 1) / 3) * 60))
    expect(byMethod.map(({ method, submitted, completed }) => [method, submitted, completed])).toEqual([
      ['cheque', 1, 1],
      ['wireTransfer', 3, 2],
    ])
  })

  it('R2-74 says in which state the submitted requests are, and passes failures on', () => {
    const failures = [{ reason: 'account closed', currency: 'HKD', count: 2, amountMinor: 5 }]
    const report = payoutReport([done(), life({}), life({ failedAt: AT + HOUR })], failures, PERIOD)
    expect(report.byState).toEqual([
      { state: 'inReview', count: 2 },
      { state: 'succeeded', count: 1 },
    ])
    expect(report.counts.failed).toBe(1)
    expect(report.failures).toEqual(failures)
    expect(payoutReport([], [], PERIOD)).toMatchObject({ meanMinutes: null, paid: [] })
  })
})
