/** May the desk execute by itself, when does the money arrive: without a ledger (R3-35…R3-44, R3-67…R3-72). */
import type { TransferCondition } from '../../../../contract/transfers.ts'

export type ConditionFacts = {
  /** The channel executes by itself, always or under conditions. */
  byItself: boolean
  channel: string
  switchOn: boolean
  open: boolean
  opensAt: string
  now: string
  /** The amount keeps to the automatic ceiling; nothing = no ceiling is stated for this bank and currency. */
  withinCeiling: boolean | null
  amount: string
  ceiling: string
  twoPeople: boolean
  dailyCount: number
  dailyLimit: number
  covered: boolean
  available: string
}

/** The six conditions in the order of R3-35, each with what was found. */
export function conditionsOf(facts: ConditionFacts): TransferCondition[] {
  return [
    {
      condition: 'channel',
      met: facts.byItself,
      value: facts.channel,
      limit: facts.byItself ? facts.channel : 'auto_bs',
    },
    { condition: 'switch', met: facts.switchOn, value: facts.switchOn ? 'on' : 'off', limit: 'on' },
    { condition: 'hours', met: facts.open, value: facts.now, limit: facts.opensAt },
    {
      condition: 'limit',
      met: !facts.twoPeople && facts.withinCeiling === true,
      value: facts.amount,
      limit: facts.ceiling,
    },
    {
      condition: 'dailyCount',
      met: facts.dailyCount <= facts.dailyLimit,
      value: String(facts.dailyCount),
      limit: String(facts.dailyLimit),
    },
    { condition: 'balance', met: facts.covered, value: facts.available, limit: facts.amount },
  ]
}

/** R3-37: off-hours alone queues; anything else is for a person. */
export function nextStep(conditions: readonly TransferCondition[]): 'execute' | 'queue' | 'manual' {
  const failed = conditions.filter(({ met }) => !met).map(({ condition }) => condition)
  if (failed.length === 0) return 'execute'
  return failed.length === 1 && failed[0] === 'hours' ? 'queue' : 'manual'
}

export type ArrivalFacts = {
  margin: boolean
  automatic: boolean
  large: boolean
  tradingDay: boolean
  /** Minute of the day on the desk's wall. */
  minute: number
}
export type Arrival = { day: 'same' | 'next'; kind: 'within' | 'before'; minute: number }

type ArrivalRow = {
  margin: boolean
  from: number
  to: number
  automatic: boolean
  large: boolean | null
  arrival: Arrival
}
const at = (hours: number, minutes: number): number => hours * 60 + minutes
const SOON: Arrival = { day: 'same', kind: 'within', minute: 5 }
const before = (day: Arrival['day'], minute: number): Arrival => ({ day, kind: 'before', minute })

/** R3-68 and R3-69 row by row; starts are inclusive, ends exclusive (R3-70). */
export const ARRIVALS: readonly ArrivalRow[] = [true, false].flatMap((margin) => {
  const window = { margin, from: at(9, 0), to: margin ? at(10, 55) : at(15, 55) }
  return [
    { ...window, automatic: true, large: null, arrival: SOON },
    { ...window, automatic: false, large: true, arrival: before('next', at(15, 55)) },
    { ...window, automatic: false, large: false, arrival: before('same', at(15, 55)) },
  ]
})
/** R3-69 only: a margin account has no such row. */
const EARLY: ArrivalRow = {
  margin: false,
  from: 0,
  to: at(9, 0),
  automatic: true,
  large: null,
  arrival: before('same', at(9, 5)),
}

/** When the money should be there; nothing is processed on a day without trading (R3-71). */
export function arrivalOf(facts: ArrivalFacts): Arrival {
  const row = [...ARRIVALS, EARLY].find(
    (each) =>
      facts.tradingDay &&
      each.margin === facts.margin &&
      each.automatic === facts.automatic &&
      (each.large === null || each.large === facts.large) &&
      each.from <= facts.minute &&
      facts.minute < each.to,
  )
  return row?.arrival ?? before('next', facts.automatic ? at(9, 0) : at(15, 55))
}
