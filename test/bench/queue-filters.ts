/**
 * Any filter of the queue: every combination of three filters in every order, and searches, at a million requests against ten
 * thousand. A third of the requests is open, closed ones are asked for too, and combinations without a single hit are among them.
 */
import type { RequestFilter, RequestSort } from '../../src/contract/requests.ts'
import { indexPage, indexTotals, LiveIndex, type QueueContext } from '../../src/main/engine/features/requests/index.ts'
import { TEST_START, type TestDesk, testDesk } from '../support/desk.ts'
import { type BenchOptions, type Figure, figure, type Measured, median, ms, quantile, timed, wants } from './figure.ts'
import { addRequests } from './queue-pages.ts'

const PAGE_ROWS = 100
const CONTEXT: QueueContext = { operatorId: 1, now: TEST_START, timeZone: 'Asia/Hong_Kong', openStatuses: [] }
const EVERYTHING: RequestFilter = {
  view: 'all',
  department: null,
  statuses: [],
  currencies: [],
  methods: [],
  priorities: [],
  overdueOnly: false,
  openOnly: false,
  search: '',
}

/** One filter of each kind that the screen offers, frequent, rare and never true. */
const SINGLE: readonly Partial<RequestFilter>[] = [
  { view: 'department', department: 'retention' },
  { view: 'mine' },
  { statuses: ['approvedByCs'] },
  { statuses: ['completed'] },
  { statuses: ['awaitingDocs', 'approvedByBackoffice', 'completed'] },
  { currencies: ['EUR'] },
  { methods: ['wireTransfer'] },
  { methods: ['cheque'] },
  { priorities: ['high', 'urgent'] },
  { profiles: ['department-review'] },
  { profiles: ['payout-operations'] },
  { assigned: 'nobody' },
  { assigned: 'somebody' },
  { overdueOnly: true },
  { openOnly: true },
  { currencies: ['HKD'], amount: { fromMinor: 500_000 as never, toMinor: 501_000 as never } },
  { created: { from: '2026-11-20' as never, to: null } },
  { due: { from: '2026-11-19' as never, to: '2026-11-20' as never } },
  { changed: { from: null, to: '2026-11-19' as never } },
  { flags: ['highRisk'] },
]
const SORTS: readonly RequestSort[] = (['due', 'created', 'amount', 'changed'] as const).flatMap((by) => [
  { by, descending: false },
  { by, descending: true },
])
/** Names, prefixes and middles of names, numbers, accounts: frequent and rare. */
const SEARCHES = ['Chan', 'Tai 19', 'ai 77', 'hing like', 'WD-5000', 'B-100777', '7000123', '陳大']

export type Asked = { filter: RequestFilter; sort: RequestSort }

/** Every combination of three, each in one order that changes from one to the next. */
export function combinations(): Asked[] {
  const asks: Asked[] = []
  for (let a = 0; a < SINGLE.length; a++)
    for (let b = a + 1; b < SINGLE.length; b++)
      for (let c = b + 1; c < SINGLE.length; c++) {
        const filter = { ...EVERYTHING, ...SINGLE[a], ...SINGLE[b], ...SINGLE[c] }
        asks.push({ filter, sort: SORTS[asks.length % SORTS.length] as RequestSort })
      }
  return asks
}

type Loaded = { desk: TestDesk; ask(asked: Asked): number; count(asked: Asked): void; loadMs: number }

async function loaded(requests: number): Promise<Loaded> {
  const desk = testDesk({ people: ['agent'] })
  addRequests(desk.connection, requests)
  const { connection } = desk
  const from = performance.now()
  const index = await new LiveIndex(connection).whenReady()
  const loadMs = performance.now() - from
  return {
    desk,
    loadMs,
    ask: ({ filter, sort }) =>
      indexPage(connection, index, { ask: { filter, sort, after: null, limit: PAGE_ROWS }, context: CONTEXT }).length,
    count: ({ filter }) => {
      indexTotals(connection, index, { filter, context: CONTEXT })
    },
  }
}

/** The best of some rounds of one question, so that what other programs take is not counted as the question's. */
const ROUNDS = 5
const spent = (work: () => unknown): number =>
  Math.min(...Array.from({ length: ROUNDS }, () => timed(() => void work())))

export async function queueFilters(options: BenchOptions): Promise<Measured> {
  const sizes = options.quick ? { small: 10_000, large: 100_000 } : { small: 10_000, large: 1_000_000 }
  const small = await loaded(sizes.small)
  const large = await loaded(sizes.large)
  const asks = combinations().filter((_, i) => !options.quick || i % 10 === 0)
  const searches = SEARCHES.flatMap((search) => SORTS.map((sort) => ({ filter: { ...EVERYTHING, search }, sort })))
  try {
    for (const asked of [...asks.slice(0, 60), ...searches]) for (const each of [small, large]) each.ask(asked)
    const times: Times = { small: [], large: [], counts: [], searches: [], alike: { small: [], large: [] } }
    for (const asked of asks) {
      const few = spent(() => small.ask(asked))
      const many = spent(() => large.ask(asked))
      times.small.push(few)
      times.large.push(many)
      times.counts.push(spent(() => large.count(asked)))
      if (small.ask(asked) !== large.ask(asked)) continue
      times.alike.small.push(few)
      times.alike.large.push(many)
    }
    for (const asked of searches) times.searches.push(spent(() => large.ask(asked)))
    const worst = Math.max(...times.large)
    return {
      figures: figuresOf(times, { ...sizes, asks: asks.length }).filter(({ name }) => wants(options, name)),
      context: [
        `page: median ${ms(median(times.large))}, p95 ${ms(quantile(times.large, 0.95))}, worst ${ms(worst)}; at ${sizes.small}: median ${ms(median(times.small))}, p95 ${ms(quantile(times.small, 0.95))}`,
        `counts are exact: median ${ms(median(times.counts))}, p95 ${ms(quantile(times.counts, 0.95))}; the index was filled in ${Math.round(large.loadMs)} ms`,
      ],
    }
  } finally {
    small.desk.close()
    large.desk.close()
  }
}

type Times = {
  small: number[]
  large: number[]
  counts: number[]
  searches: number[]
  /** Combinations whose first page holds as many rows in both ledgers: a hundredth of the requests often fills no page. */
  alike: { small: number[]; large: number[] }
}

function figuresOf(times: Times, about: { small: number; large: number; asks: number }): Figure[] {
  const lower = { unit: 'ms', better: 'lower' } as const
  return [
    figure({
      ...lower,
      name: 'queue-any-filter',
      value: quantile(times.large, 0.95),
      goal: 5,
      note: `p95 of the first page of ${PAGE_ROWS} for ${about.asks} combinations of three filters, ${about.large} requests, closed ones too, in the data layer`,
    }),
    figure({
      name: 'queue-any-filter-growth',
      value: quantile(times.alike.large, 0.95) / quantile(times.alike.small, 0.95),
      unit: 'x',
      goal: 1.3,
      better: 'lower',
      note: `the same p95 over that at ${about.small} requests, of the ${times.alike.small.length} combinations whose page holds as many rows in both; of all of them ${(quantile(times.large, 0.95) / quantile(times.small, 0.95)).toFixed(2)}`,
    }),
    figure({
      ...lower,
      name: 'queue-search',
      value: quantile(times.searches, 0.95),
      goal: 5,
      note: `p95 of the first page of a search by name (beginning or middle), number, account or reference, ${about.large} requests`,
    }),
  ]
}
