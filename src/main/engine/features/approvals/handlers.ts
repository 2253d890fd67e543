/** The approvals of a request, for the panel on its card. */
import type { ContentLine } from '../../../../contract/approvals.ts'
import type { Role } from '../../../../contract/permissions.ts'
import type { Call, Handlers } from '../../call.ts'
import { needsOf } from '../../workflow/profile.ts'
import { type Needs, seatsOf } from './rules.ts'
import type { Round } from './schema.ts'
import { approvalsOf, approvedRequest, peopleWith, roundsOf } from './store.ts'

const PEOPLE_SHOWN = 6

export const approvalsHandlers: Handlers<'approvals'> = {
  ofRequest(call, { requestId }) {
    const request = approvedRequest(call, requestId)
    const [table] = call.services.profiles.of(request).data.approvals
    const needs = table && request.closedAt === null ? needsOf(table, request) : undefined
    const rounds = roundsOf(call, requestId).map((round) => toRound(call, round))
    const living = rounds.some(({ state }) => state === 'open' || state === 'complete')
    return {
      needed:
        table && needs && !living
          ? { action: table.action, ordered: needs.order === 'ordered', seats: seatsFor(call, needs, []) }
          : null,
      rounds,
    }
  },
}

function toRound(call: Call, round: Round) {
  const rows = approvalsOf(call, round.id)
  const needs: Needs = { order: round.ordered === 1 ? 'ordered' : 'parallel', needs: JSON.parse(round.needs) }
  const { action, state, startedAt, endedAt, endedBy } = round
  return {
    round: round.round,
    action,
    state: state as 'open',
    ordered: round.ordered === 1,
    seats: seatsFor(
      call,
      needs,
      rows.filter((row) => row.decision === 'approve'),
    ).map((seat) => ({ ...seat, open: seat.open && state === 'open' })),
    content: JSON.parse(round.content) as ContentLine[],
    difference: round.difference === null ? [] : JSON.parse(round.difference),
    startedAt,
    endedAt,
    endedBy,
    approvals: rows.map((row) => ({
      by: row.by,
      role: row.role as Role,
      roleUsed: row.roleUsed as Role,
      forName: row.authorityOf === row.operatorId ? null : row.forName,
      decision: row.decision as 'approve',
      note: row.note,
      at: row.at,
    })),
  }
}

function seatsFor(call: Call, needs: Needs, given: readonly { role: string }[]) {
  return seatsOf(needs, given).map(({ role, count, given: filled, open, alsoBy }) => ({
    role,
    count,
    given: filled,
    open,
    people: peopleWith(call, [role, ...alsoBy], PEOPLE_SHOWN),
  }))
}
