/** Available and recommended amount with their inputs (R1-79…R1-84) and the margin level (R1-39). Pure. */
import { add, minor, share, subtract } from '../../../../contract/money.ts'

export type AvailableInputs = {
  equityMinor: number
  creditMinor: number
  marginMinor: number
  freeMarginMinor: number
  /** Sum of the requested amounts of the customer's open requests, in the account's currency (R1-81). */
  openedRequestsMinor: number
  /** Percent (R1-80, key WithdrawalRequest:MinimumLevelGeneral). */
  minimumLevelGeneral: number
}

export type AvailableRule = 'first' | 'second' | 'smaller'

export type AvailableFigures = {
  availableMinor: number
  recommendedMinor: number
  byMarginMinor: number
  byCreditMinor: number
  recommendedByMarginMinor: number
}

/** R1-79, R1-82; the "or" by R1-83; a negative result is shown as zero. */
export function availableAmount(inputs: AvailableInputs, rule: AvailableRule): AvailableFigures {
  const byMarginMinor = subtract(inputs.freeMarginMinor, inputs.openedRequestsMinor)
  const byCreditMinor = subtract(subtract(inputs.equityMinor, inputs.creditMinor), inputs.openedRequestsMinor)
  const protectedMargin = share(inputs.marginMinor, inputs.minimumLevelGeneral, 100)
  const recommendedByMarginMinor = subtract(subtract(inputs.equityMinor, protectedMargin), inputs.openedRequestsMinor)
  return {
    availableMinor: choose(rule, byMarginMinor, byCreditMinor),
    recommendedMinor: choose(rule, recommendedByMarginMinor, byCreditMinor),
    byMarginMinor,
    byCreditMinor,
    recommendedByMarginMinor,
  }
}

function choose(rule: AvailableRule, first: number, second: number): number {
  const chosen = rule === 'first' ? first : rule === 'second' ? second : Math.min(first, second)
  return Math.max(0, chosen)
}

/** Equity / margin × 100 to one decimal, rounded down so that 99.99 never shows as 100; null without margin. */
export function marginLevelPercent(equityMinor: number, marginMinor: number): number | null {
  if (marginMinor <= 0) return null
  const tenths = (BigInt(equityMinor) * 1000n) / BigInt(marginMinor)
  return Number(tenths) / 10
}

/** Whether an amount may be requested: strictly less than available (R1), or up to it (K-03). */
export function withinAvailable(
  amountMinor: number,
  availableMinor: number,
  comparison: 'strict' | 'inclusive',
): boolean {
  return comparison === 'strict' ? amountMinor < availableMinor : amountMinor <= availableMinor
}

/** What a customer's free margin and equity are after money left the account. */
export function figuresAfterPayout<T extends { equityMinor: number; freeMarginMinor: number }>(
  figures: T,
  paidMinor: number,
): T {
  return {
    ...figures,
    equityMinor: minor(figures.equityMinor - paidMinor),
    freeMarginMinor: add(figures.freeMarginMinor, -paidMinor),
  }
}

/** Waits for a second person, cools off, or money may go there. */
export function stateOfDestination(
  row: { active: number; waiting: number; usableFrom: number },
  now: number,
): 'waiting' | 'coolingOff' | 'usable' | 'inactive' {
  if (row.active !== 1) return 'inactive'
  if (row.waiting === 1) return 'waiting'
  return row.usableFrom > now ? 'coolingOff' : 'usable'
}
