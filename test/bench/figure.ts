/**
 * What a measurement gives back: figures that one run can decide, each a ratio against a variant run in turn or a count, and
 * lines of context with the absolute times, which depend on the machine and decide nothing.
 */

export type Figure = {
  name: string
  /** null: not measured on this machine; the note says why. */
  value: number | null
  unit: string
  goal: number
  better: 'lower' | 'higher'
  holds: boolean
  note: string
}

export type Measured = { figures: Figure[]; context: string[] }

export type BenchOptions = {
  /** Small sizes: shows that everything runs; its figures mean little. */
  quick: boolean
  /** Names of the wanted figures; empty: all. */
  only: readonly string[]
}

export type Bench = { names: readonly string[]; run: (options: BenchOptions) => Measured | Promise<Measured> }

type Judged = {
  name: string
  value: number | null
  unit: string
  goal: number
  better: 'lower' | 'higher'
  note: string
}

/** A figure with its verdict; what was not measured does not hold. */
export function figure(judged: Judged): Figure {
  const { value, goal, better } = judged
  const holds = value !== null && (better === 'lower' ? value <= goal : value >= goal)
  return { ...judged, value: value === null ? null : Number(value.toPrecision(4)), holds }
}

export function wants(options: BenchOptions, ...names: string[]): boolean {
  return options.only.length === 0 || names.some((name) => options.only.includes(name))
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * q
  const low = sorted[Math.floor(place)] ?? Number.NaN
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Median of the ratios of two series that were measured in turn, round by round. */
export function medianRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, i) => value / (under[i] ?? Number.NaN)))
}

/** Slope of log(cost) over log(size) between two sizes: 0 is flat, 1 is linear. */
export function exponent(costRatio: number, sizeRatio: number): number {
  return Math.log(costRatio) / Math.log(sizeRatio)
}

/** Milliseconds that a piece of work takes. */
export function timed(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

export const ms = (value: number): string => `${value.toPrecision(3)} ms`
