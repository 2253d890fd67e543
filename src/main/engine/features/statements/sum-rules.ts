/** Payments that together make the amount of one line: proposed only when no other set of them does. */

type Amounted = { id: number; amountMinor: number }

/** More payments than a person would check, and more tries than are worth a proposal. */
const LIMITS = { pool: 40, parts: 12, steps: 100_000 }

/** The only set of two or more whose sum is the target; `null`: none, several, or too many to be sure. */
export function onlySum<T extends Amounted>(targetMinor: number, pool: readonly T[]): T[] | null {
  if (pool.length < 2 || pool.length > LIMITS.pool || targetMinor <= 0) return null
  const sorted = pool
    .filter(({ amountMinor }) => amountMinor <= targetMinor)
    .sort((a, b) => b.amountMinor - a.amountMinor)
  const rest = restSums(sorted)
  const found: T[][] = []
  const chosen: T[] = []
  let steps = 0
  const search = (from: number, leftMinor: number): boolean => {
    if (leftMinor === 0) {
      if (chosen.length > 1) found.push([...chosen])
      return found.length < 2
    }
    for (let index = from; index < sorted.length && chosen.length < LIMITS.parts; index += 1) {
      steps += 1
      if (steps > LIMITS.steps) return false
      const one = sorted[index]
      // What is left in the list cannot reach the target any more.
      if (one === undefined || (rest[index] ?? 0) < leftMinor) return true
      if (one.amountMinor > leftMinor) continue
      chosen.push(one)
      const goesOn = search(index + 1, leftMinor - one.amountMinor)
      chosen.pop()
      if (!goesOn) return false
    }
    return true
  }
  search(0, targetMinor)
  const [only, another] = found
  return only && !another && steps <= LIMITS.steps ? only : null
}

/** Sum of each payment and all behind it. */
function restSums(sorted: readonly Amounted[]): number[] {
  const sums: number[] = []
  let sumMinor = 0
  for (const { amountMinor } of sorted.toReversed()) {
    sumMinor += amountMinor
    sums.push(sumMinor)
  }
  return sums.reverse()
}
