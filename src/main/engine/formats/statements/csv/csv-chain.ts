/**
 * Verifies a running balance row by row, in both orders: from one stated balance to the next, the amounts between must
 * make the difference. That settles order, signs and completeness at once, or shows that the balance cannot be used.
 */

/** One row of the table in the order of the file: signed amount and balance behind it, `null` when unknown. */
export type ChainRow = { amountMinor: number | null; balanceMinor: number | null }

export type RowOrder = 'oldest-first' | 'newest-first'

export type Chain = {
  order: RowOrder
  links: number
  /** Indexes (in file order) of the rows whose stated balance does not follow. */
  broken: number[]
  openingMinor: number | null
  closingMinor: number | null
}

/** Follows the balances in one order. */
function followChain(rows: readonly ChainRow[], order: RowOrder): Chain {
  const indexes = rows.map((_, index) => index)
  if (order === 'newest-first') indexes.reverse()
  const chain: Chain = { order, links: 0, broken: [], openingMinor: null, closingMinor: null }
  let running: number | null = null
  let sumBefore: number | null = 0
  let started = false
  for (const index of indexes) {
    const { amountMinor, balanceMinor } = rows[index] ?? { amountMinor: null, balanceMinor: null }
    if (running !== null) running = amountMinor === null ? null : running + amountMinor
    if (sumBefore !== null) sumBefore = amountMinor === null ? null : sumBefore + amountMinor
    if (balanceMinor === null) continue
    if (!started) {
      chain.openingMinor = sumBefore === null ? null : balanceMinor - sumBefore
    } else if (running !== null) {
      chain.links += 1
      if (running !== balanceMinor) chain.broken.push(index)
    }
    started = true
    running = balanceMinor
  }
  chain.closingMinor = running
  return chain
}

/**
 * The order in which the balances follow: the one that the profile states, else the one with fewer breaks.
 * `null` when there is no balance to follow or fewer than half of the links hold: then the column proves nothing.
 */
export function findChain(rows: readonly ChainRow[], stated: RowOrder | null): Chain | null {
  const withBalance = rows.filter((row) => row.balanceMinor !== null).length
  if (withBalance === 0 || (withBalance === 1 && rows.length > 1)) return null
  const oldest = followChain(rows, 'oldest-first')
  const newest = followChain(rows, 'newest-first')
  const best = newest.broken.length < oldest.broken.length ? newest : oldest
  const chain = stated === 'oldest-first' ? oldest : stated === 'newest-first' ? newest : best
  return chain.broken.length * 2 > chain.links ? null : chain
}

/** Signs of unsigned amounts by the step of the balance; `null` where the step is not the amount. */
export function signsByBalance(rows: readonly ChainRow[], order: RowOrder): ('credit' | 'debit' | null)[] {
  const signs: ('credit' | 'debit' | null)[] = rows.map(() => null)
  for (const [index, row] of rows.entries()) {
    const before = rows[order === 'oldest-first' ? index - 1 : index + 1]
    if (row.amountMinor === null || row.balanceMinor === null || before?.balanceMinor == null) continue
    const step = row.balanceMinor - before.balanceMinor
    if (Math.abs(step) === Math.abs(row.amountMinor)) signs[index] = step < 0 ? 'debit' : 'credit'
  }
  return signs
}

/** True when every amount is known and the balances follow in some order without a break. */
export function followsWithoutBreak(rows: readonly ChainRow[]): boolean {
  if (rows.some((row) => row.amountMinor === null)) return false
  return (['oldest-first', 'newest-first'] as const).some((order) => {
    const chain = followChain(rows, order)
    return chain.links > 0 && chain.broken.length === 0
  })
}
