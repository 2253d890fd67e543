/**
 * What a long history costs: two desks, one empty and one with 100,000 closed withdrawals behind it, take withdrawals in turn.
 * Pages are counted too, because time on a shared disk stalls and pages do not.
 */
import { type BenchOptions, exponent, figure, type Measured, median, medianRatio, wants } from './figure.ts'
import { LifecycleDesk } from './lifecycle-desk.ts'
import { lifecyclePages } from './log-pages.ts'

export function lifecycleGrowth(options: BenchOptions): Measured {
  const history = options.quick ? 2_000 : 100_000
  const customers = options.quick ? 200 : 10_000
  const rounds = options.quick ? 4 : 14
  const perRound = options.quick ? 10 : 50
  const startedAt = performance.now()
  const empty = new LifecycleDesk({ history: 0, customers })
  const full = new LifecycleDesk({ history, customers })
  const builtSeconds = ((performance.now() - startedAt) / 1000).toFixed(0)
  try {
    const spent = { empty: [] as number[], full: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      spent.empty.push(empty.run(perRound))
      spent.full.push(full.run(perRound))
    }
    const pages = { empty: lifecyclePages(empty, 50), full: lifecyclePages(full, 50) }
    const figures = []
    // The first rounds warm the code up on the empty desk alone and would flatter the ratio.
    const ratio = medianRatio(spent.full.slice(2), spent.empty.slice(2))
    const size = (history + (rounds * perRound) / 2) / ((rounds * perRound) / 2)
    if (wants(options, 'lifecycle-growth')) {
      const note = `time at ${history} lifecycles of history is ${ratio.toFixed(2)} x the empty ledger's; pages ${(pages.full.each / pages.empty.each).toFixed(2)} x`
      const about = { name: 'lifecycle-growth', unit: 'exponent', goal: 0.1, better: 'lower' as const }
      figures.push(figure({ ...about, value: exponent(ratio, size), note }))
    }
    if (wants(options, 'log-pages-per-lifecycle')) {
      const note = `at ${history} lifecycles of history; empty ledger ${pages.empty.each.toFixed(1)}; ${pages.full.steps}`
      const about = { name: 'log-pages-per-lifecycle', unit: 'pages', goal: 75, better: 'lower' as const }
      figures.push(figure({ ...about, value: pages.full.each, note }))
    }
    const each = (values: number[]) => (median(values.slice(2)) / perRound).toPrecision(3)
    return {
      figures,
      context: [
        `a lifecycle of 7 commands: ${each(spent.empty)} ms on an empty ledger, ${each(spent.full)} ms after ${history} (both ledgers built in ${builtSeconds} s)`,
      ],
    }
  } finally {
    empty.close()
    full.close()
  }
}
