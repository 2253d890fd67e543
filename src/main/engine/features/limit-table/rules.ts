/**
 * One table of limits (O-07): which lines of it speak about a request, what is used up with it, and whether that is still within.
 * Of several scopes the narrowest speaks: a customer's own limit before that of his rank, and that before the desk's. Pure.
 */
import { add } from '../../../../contract/money.ts'

export const LIMIT_SCOPES = ['customer', 'unverified', 'rank', 'risk', 'desk'] as const
export type LimitScope = (typeof LIMIT_SCOPES)[number]
export type LimitMeasure = 'requestAmount' | 'dayAmount' | 'dayCount' | 'monthAmount'
export type Comparison = 'atMost' | 'below'
export type LimitEffect = 'refuse' | 'hold' | 'nextDay' | 'askAgain' | 'flag'

export type LimitLine = {
  id: number
  scope: LimitScope
  scopeValue: string
  currency: string
  method: string
  measure: LimitMeasure
  comparison: Comparison
  /** Minor units, or a number of requests. */
  bound: number
  effect: LimitEffect
}

export type LimitSubject = {
  customerNumber: string
  rank: string
  risk: string
  verified: boolean
  currency: string
  method: string
  amountMinor: number
}

/** What the customer's other requests took, by currency and method. */
export type Usage = { currency: string; method: string; dayMinor: number; dayCount: number; monthMinor: number }

export type LimitFinding = { limit: LimitLine; used: number; within: boolean }

/** Every limit that speaks about the request, with what is used up once it is counted in. */
export function limitFindings(
  limits: readonly LimitLine[],
  subject: LimitSubject,
  usage: readonly Usage[],
): LimitFinding[] {
  return narrowest(limits.filter((limit) => speaksAbout(limit, subject))).map((limit) => {
    const used = usedWith(limit, subject, usage)
    return { limit, used, within: limit.comparison === 'below' ? used < limit.bound : used <= limit.bound }
  })
}

function speaksAbout(limit: LimitLine, subject: LimitSubject): boolean {
  if (limit.currency !== '' && limit.currency !== subject.currency) return false
  if (limit.method !== '' && limit.method !== subject.method) return false
  switch (limit.scope) {
    case 'desk':
      return true
    case 'customer':
      return limit.scopeValue === subject.customerNumber
    case 'rank':
      return limit.scopeValue === subject.rank
    case 'risk':
      return limit.scopeValue === subject.risk
    case 'unverified':
      return !subject.verified
  }
}

function narrowest(limits: readonly LimitLine[]): LimitLine[] {
  const found = new Map<string, LimitLine[]>()
  for (const limit of limits) {
    const key = `${limit.measure}/${limit.currency}/${limit.method}`
    const known = found.get(key)
    const rank = known?.[0] ? LIMIT_SCOPES.indexOf(known[0].scope) : LIMIT_SCOPES.length
    const own = LIMIT_SCOPES.indexOf(limit.scope)
    if (own < rank) found.set(key, [limit])
    else if (own === rank) known?.push(limit)
  }
  return [...found.values()].flat()
}

function usedWith(limit: LimitLine, subject: LimitSubject, usage: readonly Usage[]): number {
  if (limit.measure === 'requestAmount') return subject.amountMinor
  const counted = usage.filter(
    (each) =>
      (limit.currency === '' || each.currency === limit.currency) &&
      (limit.method === '' || each.method === limit.method),
  )
  if (limit.measure === 'dayCount') return counted.reduce((sum, each) => sum + each.dayCount, 1)
  const others = counted.map((each) => (limit.measure === 'dayAmount' ? each.dayMinor : each.monthMinor))
  return add(subject.amountMinor, ...others)
}
