/** The transactions ledger: list, sums, one movement with its history, export (R0-20…R0-24). */
import type { Currency } from '../../../../contract/money.ts'
import type { MovementFilter } from '../../../../contract/movements.ts'
import type { CommonState, Label } from '../../../../contract/workflow.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { journalRows } from '../ledger/index.ts'
import { type MovementAsk, type MovementFacts, movementPage, movementSums, recordsOf } from './store.ts'

const COUNT_CAP = 10_000
const HISTORY_LIMIT = 300

export const movementsHandlers: Handlers<'movements'> = {
  list(call, { filter, after, pageSize }) {
    const rows = movementPage(call.db, askOf(call, filter), { after, limit: pageSize + 1 })
    const page = rows.slice(0, pageSize)
    const last = page.at(-1)
    return {
      rows: page.map((row) => toRow(call, row)),
      next: last && rows.length > pageSize ? { date: last.date, journalId: last.journalId } : null,
    }
  },

  totals(call, { filter }) {
    const sums = movementSums(call.db, askOf(call, filter), COUNT_CAP + 1)
    const count = sums.reduce((total, sum) => total + sum.count, 0)
    const capped = count > COUNT_CAP
    return {
      count: Math.min(count, COUNT_CAP),
      capped,
      sums: capped ? [] : sums.map(({ count: _, ...sum }) => ({ ...sum, currency: sum.currency as Currency })),
    }
  },

  get(call, { journalId }) {
    const [journal] = journalRows(call.db, { accountId: null, requestId: null, before: journalId + 1, limit: 1 })
    if (journal?.journalId !== journalId) refuse('NOT_FOUND', { what: `journal ${journalId}` })
    return { journal, history: journal.requestId === null ? [] : historyOf(call, journal.requestId) }
  },

  export(call, { format, filter, columns }) {
    const profiles = call.services.profiles.all().map(({ data }) => data)
    const labels = Object.fromEntries(
      profiles.flatMap((p) => p.statuses.map((s) => [`${p.profile}/${s.status}`, s.label.en])),
    )
    const input = {
      format,
      columns,
      ask: askOf(call, filter),
      labels,
      now: call.now,
      timeZone: call.services.settings.get('desk.timeZone'),
    }
    return { jobId: call.services.jobs.start(call, { kind: 'exportMovements', input }) }
  },
}

/** Statuses are a profile's own; the wanted state is turned into all that mean it. */
function askOf(call: Call, filter: MovementFilter): MovementAsk {
  const statuses = call.services.profiles
    .all()
    .flatMap(({ data }) =>
      data.statuses.filter((s) => s.common === filter.state).map((s) => `${data.profile}/${s.status}`),
    )
  return { filter, statuses: [...new Set(statuses)] }
}

function toRow(call: Call, { profile, profileVersion, status, by, ...row }: MovementFacts) {
  return {
    ...row,
    by: by ?? '',
    currency: row.currency as Currency,
    status: statusOf(call, { profile, profileVersion, status }),
  }
}

type StatusAt = Pick<MovementFacts, 'profile' | 'profileVersion' | 'status'>

function statusOf(
  call: Call,
  { profile, profileVersion, status }: StatusAt,
): { label: Label; common: CommonState } | null {
  if (profile === null || profileVersion === null || status === null) return null
  const { label, common } = call.services.profiles.of({ profile, profileVersion }).status(status)
  return { label, common }
}

type AuditRecord = {
  at: number
  actor: string
  action: string
  reason?: string
  changes?: [string, string | null, string | null][]
}

/** R0-23: every status that the request had, and what was done to its money, oldest first. */
function historyOf(call: Call, requestId: number) {
  const labels = new Map(
    call.services.profiles.all().flatMap(({ data }) => data.statuses.map((s) => [s.status, s.label] as const)),
  )
  return recordsOf(call.db, requestId, HISTORY_LIMIT).flatMap((text) => {
    const record = JSON.parse(text) as AuditRecord
    const to = record.changes?.find(([field]) => field === 'status')?.[2] ?? null
    if (to === null && record.action !== 'request.complete') return []
    const step = { at: record.at, by: record.actor, code: record.action, text: record.reason ?? '' }
    return [{ ...step, status: to === null ? null : (labels.get(to) ?? null) }]
  })
}
