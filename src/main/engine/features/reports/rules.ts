/** Adds up a period from the life of each request (R2-75). Pure. */
import type { PayoutCounts, PayoutReport } from '../../../../contract/reports.ts'

/** One request as far as a report asks: when it came, moved on and ended; nulls where it did not. */
export type PayoutLife = {
  method: string
  currency: string
  paidMinor: number
  state: string
  submittedAt: number
  approvedAt: number | null
  sentAt: number | null
  failedAt: number | null
  closedAt: number | null
}

export type Failure = { reason: string; currency: string; count: number; amountMinor: number }

export type Period = {
  from: string
  to: string
  /** Every day of the period with the instant at which it begins, and then the end. */
  days: readonly { date: string; at: number }[]
  until: number
}

type Count = keyof PayoutCounts
type Event = { what: Count; at: number; life: PayoutLife }

const NONE: PayoutCounts = {
  submitted: 0,
  approved: 0,
  processed: 0,
  completed: 0,
  failed: 0,
  rejected: 0,
  cancelled: 0,
}
const ENDS: Record<string, Count> = { succeeded: 'completed', rejected: 'rejected', cancelled: 'cancelled' }

/** What happened to a request within the period. */
function eventsOf(life: PayoutLife, { days, until }: Period): Event[] {
  const first = days[0]?.at ?? until
  const end = ENDS[life.state]
  const all: [Count, number | null][] = [
    ['submitted', life.submittedAt],
    ['approved', life.approvedAt],
    ['processed', life.sentAt],
    ['failed', life.failedAt],
    ...(end === undefined ? [] : [[end, life.closedAt] as [Count, number | null]]),
  ]
  return all.flatMap(([what, at]) => (at !== null && at >= first && at < until ? [{ what, at, life }] : []))
}

export function payoutReport(lives: Iterable<PayoutLife>, failures: readonly Failure[], period: Period): PayoutReport {
  const byDay = period.days.map(({ date }) => ({ date, ...NONE }))
  const counts = { ...NONE }
  const methods = new Map<string, { counts: PayoutCounts; paid: Sums }>()
  const states = new Map<string, number>()
  const paid: Sums = new Map()
  const spent = { ms: 0, count: 0 }
  for (const life of lives) {
    for (const { what, at } of eventsOf(life, period)) {
      const method = methods.get(life.method) ?? { counts: { ...NONE }, paid: new Map() }
      methods.set(life.method, method)
      counts[what]++
      method.counts[what]++
      const day = byDay[dayOf(period, at)]
      if (day) day[what]++
      if (what === 'submitted') states.set(life.state, (states.get(life.state) ?? 0) + 1)
      if (what !== 'completed') continue
      for (const sums of [paid, method.paid]) addTo(sums, life)
      spent.ms += at - life.submittedAt
      spent.count++
    }
  }
  const report = {
    from: period.from,
    to: period.to,
    counts,
    paid: sumsOf(paid),
    meanMinutes: spent.count === 0 ? null : Math.round(spent.ms / spent.count / 60_000),
    byDay,
    byMethod: [...methods].sort().map(([method, each]) => ({ method, ...each.counts, paid: sumsOf(each.paid) })),
    byState: [...states].sort().map(([state, count]) => ({ state, count })),
    failures: [...failures],
  }
  return report as PayoutReport
}

/** The place of the day that an instant lies in. */
function dayOf({ days }: Period, at: number): number {
  let low = 0
  let high = days.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((days[middle]?.at ?? 0) <= at) low = middle
    else high = middle
  }
  return low
}

type Sums = Map<string, { count: number; totalMinor: number }>

function addTo(sums: Sums, { currency, paidMinor }: PayoutLife): void {
  const sum = sums.get(currency) ?? { count: 0, totalMinor: 0 }
  sums.set(currency, { count: sum.count + 1, totalMinor: sum.totalMinor + paidMinor })
}

function sumsOf(sums: Sums) {
  return [...sums].sort().map(([currency, { count, totalMinor }]) => ({
    currency,
    count,
    totalMinor,
    averageMinor: Math.round(totalMinor / count),
  }))
}
