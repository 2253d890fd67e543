/** What a filter of the queue means for the person who asks, at this moment and in the desk's zone (R1-08, R2-03, R3-01). */
import { instantAt } from '../../../../contract/dates.ts'
import type { DateRange, RequestFilter } from '../../../../contract/requests.ts'

/** What a request is, one value of few. */
export const DIMENSIONS = [
  'profile',
  'status',
  'department',
  'currency',
  'method',
  'priority',
  'claimedBy',
  'closed',
  'beingSent',
  'step',
  'template',
] as const
export type DimensionName = (typeof DIMENSIONS)[number]
/** Figures of a request that a filter may bound. */
export const KEYS = ['due', 'created', 'changed', 'amount'] as const
export type KeyName = (typeof KEYS)[number]

export type Value = string | number | null
export type ResolvedFilter = {
  is: Partial<Record<DimensionName, readonly Value[]>>
  isNot: Partial<Record<DimensionName, readonly Value[]>>
  /** Both ends included; null = open. */
  ranges: readonly { key: KeyName; from: number | null; to: number | null }[]
  highRisk: boolean
}

export type FilterContext = { operatorId: number; now: number; timeZone: string }

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

export function resolvedFilter(filter: RequestFilter, about: FilterContext): ResolvedFilter {
  const is: ResolvedFilter['is'] = {}
  const among = (name: DimensionName, values: readonly Value[] | undefined) => {
    if (values && values.length > 0) is[name] = values
  }
  among('profile', filter.profiles)
  among('step', filter.steps)
  among('template', filter.templates)
  among('status', filter.statuses)
  among('currency', filter.currencies)
  among('method', filter.methods)
  among(
    'priority',
    filter.priorities.map((priority) => PRIORITIES.indexOf(priority) + 1),
  )
  if (filter.view === 'department' && filter.department !== null) is.department = [filter.department]
  if (filter.openOnly || filter.overdueOnly) is.closed = [0]
  if (filter.flags?.includes('beingSent')) is.beingSent = [1]
  const claimedBy = claimedByOf(filter, about.operatorId)
  return {
    is: claimedBy === null ? is : { ...is, claimedBy },
    isNot: filter.assigned === 'somebody' ? { claimedBy: [null] } : {},
    ranges: rangesOf(filter, about),
    highRisk: filter.flags?.includes('highRisk') ?? false,
  }
}

/** Mine and somebody else's at once is nobody's. */
function claimedByOf({ view, assigned }: RequestFilter, operatorId: number): readonly Value[] | null {
  const wanted = assigned === undefined || assigned === 'somebody' ? null : assigned === 'nobody' ? [null] : [assigned]
  if (view !== 'mine') return wanted
  return wanted === null || wanted[0] === operatorId ? [operatorId] : []
}

function rangesOf(filter: RequestFilter, { now, timeZone }: FilterContext): ResolvedFilter['ranges'] {
  const days = (['created', 'due', 'changed'] as const).flatMap((key) => {
    const range = filter[key]
    return range ? [{ key, ...dayBounds(range, timeZone) }] : []
  })
  return [
    ...(filter.overdueOnly ? [{ key: 'due' as const, from: null, to: now - 1 }] : []),
    ...(filter.amount ? [{ key: 'amount' as const, from: filter.amount.fromMinor, to: filter.amount.toMinor }] : []),
    ...days,
  ]
}

/** First and last instant of a range of days. */
export function dayBounds({ from, to }: DateRange, timeZone: string): { from: number | null; to: number | null } {
  return {
    from: from === null ? null : instantAt(from, 0, timeZone),
    to: to === null ? null : instantAt(to, 1440, timeZone) - 1,
  }
}
