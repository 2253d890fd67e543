/**
 * One table of limits (O-07): which lines of it speak about a request, what is used up with it, and whether that is still within.
 * Of several scopes the narrowest speaks: a customer's own limit before that of his rank, and that before the desk's. Pure.
 */
import { add, subtract } from '../../../../contract/money.ts'

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

export type LimitPerson = { customerNumber: string; rank: string; risk: string; verified: boolean }
export type LimitSubject = LimitPerson & {
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

export type LimitUse = { limit: LimitLine; used: number | null; rest: number }

/** Every limit that speaks about a customer in one of his currencies, with what his requests took and what another may still take. */
export function limitUses(
  limits: readonly LimitLine[],
  person: LimitPerson & { currencies: readonly string[] },
  usage: readonly Usage[],
): LimitUse[] {
  const his = limits.filter(
    (limit) => isAbout(limit, person) && (limit.currency === '' || person.currencies.includes(limit.currency)),
  )
  return narrowest(his).map((limit) => {
    const most = limit.comparison === 'below' ? limit.bound - 1 : limit.bound
    const used = limit.measure === 'requestAmount' ? null : usedOf(limit, usage)
    return { limit, used, rest: Math.max(0, subtract(most, used ?? 0)) }
  })
}

function speaksAbout(limit: LimitLine, subject: LimitSubject): boolean {
  if (limit.currency !== '' && limit.currency !== subject.currency) return false
  if (limit.method !== '' && limit.method !== subject.method) return false
  return isAbout(limit, subject)
}

function isAbout(limit: LimitLine, subject: LimitPerson): boolean {
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
  const others = usedOf(limit, usage)
  return limit.measure === 'dayCount' ? others + 1 : add(subject.amountMinor, others)
}

/** What requests took of a limit of the day or the month. */
function usedOf(limit: LimitLine, usage: readonly Usage[]): number {
  const counted = usage.filter(
    (each) =>
      (limit.currency === '' || each.currency === limit.currency) &&
      (limit.method === '' || each.method === limit.method),
  )
  if (limit.measure === 'dayCount') return counted.reduce((sum, each) => sum + each.dayCount, 0)
  return add(0, ...counted.map((each) => (limit.measure === 'dayAmount' ? each.dayMinor : each.monthMinor)))
}
