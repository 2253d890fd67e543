/** One action on a hundred selected requests in one commit, against the same action on each of a hundred by itself. */
import { type BenchOptions, figure, type Measured, median, medianRatio, ms, timed } from './figure.ts'
import { LifecycleDesk } from './lifecycle-desk.ts'

const SELECTED = 100

export function bulkAction(options: BenchOptions): Measured {
  const rounds = options.quick ? 3 : 14
  const desk = new LifecycleDesk({ history: options.quick ? 0 : 5_000, customers: 500 })
  try {
    const { engine } = desk.desk
    const { link } = desk.desk.as('cs')
    const make = () => Array.from({ length: SELECTED }, () => desk.create())
    const given = { action: 'passToRetention', comment: '', documents: [] }
    const one = { ...given, expectedVersion: 1, contentDigest: null, acknowledgeShortBalance: false }
    const spent = { single: [] as number[], bulk: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      const calls = make().map((requestId) => ({ commandId: desk.newCommandId(), requestId, ...one }))
      spent.single.push(timed(() => calls.forEach((call) => void engine.call(link, 'requests.act', call))))
      const requests = make().map((requestId) => ({ requestId, expectedVersion: 1, contentDigest: null }))
      const many = { commandId: desk.newCommandId(), ...given, requests }
      spent.bulk.push(
        timed(() => {
          const { results } = engine.call(link, 'requests.actOnMany', many) as { results: { refusal: unknown }[] }
          if (results.some(({ refusal }) => refusal !== null)) throw new Error('a row of the selection was refused')
        }),
      )
    }
    return {
      figures: [
        figure({
          name: 'bulk-vs-single',
          value: medianRatio(spent.single.slice(2), spent.bulk.slice(2)),
          unit: 'x',
          goal: 4,
          better: 'higher',
          note: `${SELECTED} requests passed on in one commit against ${SELECTED} commands, each row judged and audited on its own in both`,
        }),
      ],
      context: [
        `${SELECTED} requests passed on: ${ms(median(spent.bulk))} at once, ${ms(median(spent.single))} one by one`,
      ],
    }
  } finally {
    desk.close()
  }
}
