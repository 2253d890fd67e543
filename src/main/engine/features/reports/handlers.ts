/** Payout reports: made on demand, kept, shown again (R2-74…R2-76). */
import { addDays, type BusinessDate, type Instant } from '../../../../contract/dates.ts'
import { PayoutReport } from '../../../../contract/reports.ts'
import type { Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import type { ReportInput } from './job.ts'
import { reportMade, reportsMade, type StoredReport } from './store.ts'

const MOST_DAYS = 366
const SHOWN = 60

export const reportsHandlers: Handlers<'reports'> = {
  make(call, { from, to }) {
    if (from > to) refuse('NOT_BUSINESS_DATE', { date: from, why: `it is after ${to}` })
    if (to > call.today) refuse('NOT_BUSINESS_DATE', { date: to, why: 'it has not begun' })
    if (addDays(from, MOST_DAYS) <= to)
      refuse('NOT_BUSINESS_DATE', { date: from, why: `a report covers at most ${MOST_DAYS} days` })
    const states = call.services.profiles
      .all()
      .flatMap(({ data }) => data.statuses.map((s) => [`${data.profile}/${s.status}`, s.common] as const))
    const input: ReportInput = {
      from,
      to,
      timeZone: call.services.settings.get('desk.timeZone'),
      now: call.now,
      states: Object.fromEntries(states),
    }
    return { jobId: call.services.jobs.start(call, { kind: 'payoutReport', input }) }
  },

  list: (call) => reportsMade(call.db, SHOWN).map(toRow),

  get(call, { jobId }) {
    const stored = reportMade(call.db, jobId) ?? refuse('NOT_FOUND', { what: `report ${jobId}` })
    const { report } = JSON.parse(stored.result) as { report: string }
    return { row: toRow(stored), report: PayoutReport.parse(JSON.parse(report)) }
  },
}

function toRow({ jobId, input, madeAt, by, fileId }: StoredReport) {
  const { from, to } = JSON.parse(input) as Pick<ReportInput, 'from' | 'to'>
  return { jobId, from: from as BusinessDate, to: to as BusinessDate, madeAt: madeAt as Instant, by, fileId }
}
