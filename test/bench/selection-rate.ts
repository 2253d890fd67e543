/** Five hundred approvals from one selection, some dozens per commit as a job with progress, against five hundred approvals one by one. */
import type { Answer } from '../support/desk.ts'
import { type BenchOptions, figure, type Measured, median, medianRatio, ms, timed } from './figure.ts'
import { TransitionDesk } from './transition-desk.ts'

const PROFILE = 'payout-operations'
const WHO = 'ops'

export async function selectionRate(options: BenchOptions): Promise<Measured> {
  const selected = options.quick ? 60 : 500
  const rounds = options.quick ? 2 : 5
  const desk = new TransitionDesk({ profile: PROFILE, customers: selected * 2 * rounds })
  try {
    const spent = { single: [] as number[], selection: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      spent.single.push(oneByOne(desk, madeAndSeen(desk, selected)))
      spent.selection.push(await atOnce(desk, madeAndSeen(desk, selected)))
    }
    return {
      figures: [
        figure({
          name: 'approve-selection',
          value: medianRatio(spent.single, spent.selection),
          unit: 'x',
          goal: 4,
          better: 'higher',
          note: `${selected} requests approved from one selection against one by one, per request; each judged, audited and answered on its own in both, the list of results included`,
        }),
      ],
      context: [
        `an approval ${ms(median(spent.single) / selected)} by itself, ${ms(median(spent.selection) / selected)} in a selection`,
      ],
    }
  } finally {
    desk.close()
  }
}

type Seen = { requestId: number; expectedVersion: number; contentDigest: string | null }

/** New requests as the person sees them before deciding. */
function madeAndSeen(desk: TransitionDesk, count: number): Seen[] {
  const ids = Array.from({ length: count }, () => desk.make())
  return ids.map((requestId) => {
    const [row] = desk.as(WHO).call('selections.judge', { action: 'approve', requestIds: [requestId] }).rows as Answer[]
    if (row.blockedBy !== null) throw new Error(`WD-${requestId} cannot be approved: ${row.blockedBy.code}`)
    return { requestId, expectedVersion: row.version, contentDigest: row.contentDigest }
  })
}

function oneByOne(desk: TransitionDesk, seen: readonly Seen[]): number {
  const { link } = desk.as(WHO)
  const given = { action: 'approve', comment: '', documents: [], acknowledgeShortBalance: false }
  const inputs = seen.map((one) => desk.withCommandId('requests.act', { ...one, ...given }))
  return timed(() => inputs.forEach((input) => void desk.engine.call(link, 'requests.act', input)))
}

async function atOnce(desk: TransitionDesk, requests: readonly Seen[]): Promise<number> {
  const person = desk.as(WHO)
  const startedAt = performance.now()
  const wanted = { action: 'approve', comment: '', documents: [], reasonCode: null, requests }
  const { jobId } = person.call('selections.start', wanted)
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve))
    const { state, result } = person.call('jobs.get', { jobId })
    if (state === 'running') continue
    const spentMs = performance.now() - startedAt
    if (result?.done !== requests.length) throw new Error(`the selection ended as ${state}: ${JSON.stringify(result)}`)
    return spentMs
  }
}
