/** May the desk execute by itself, when does the money arrive: without a ledger (R3-35…R3-44, R3-67…R3-72). */
import type { ArrivalPromise, ArrivalTable } from '../../../../contract/arrivals.ts'
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
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** R3-68…R3-71 by the bank's table; starts are inside, ends are not (R3-70), and nothing is processed on a day without trading. */
export function arrivalOf({ rows, otherwise }: ArrivalTable, facts: ArrivalFacts): ArrivalPromise {
  const row = rows.find(
    (each) =>
      facts.tradingDay &&
      each.margin === facts.margin &&
      each.automatic === facts.automatic &&
      (each.large === null || each.large === facts.large) &&
      minuteOf(each.from) <= facts.minute &&
      facts.minute < minuteOf(each.to),
  )
  return row?.arrival ?? (facts.automatic ? otherwise.automatic : otherwise.byHand)
}
