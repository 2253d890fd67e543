/** SQL of approvals. Rows are only ever added; a round ends once. */
import type { Call } from '../../call.ts'
import { columnsOf } from '../../db/connection.ts'
import { refuse } from '../../refuse.ts'
import { type ApprovalFacts, approvalRounds, approvalRows, type Round } from './schema.ts'

const ROUND = `SELECT ${columnsOf(approvalRounds)} FROM approval_rounds`

/** The newest round of an action, whatever became of it. */
export function lastRound(call: Call, requestId: number, action: string): Round | undefined {
  return call.db.get<Round>(
    `${ROUND} WHERE request_id = ? AND action = ? ORDER BY round DESC LIMIT 1`,
    requestId,
    action,
  )
}

/** Rounds that count: being filled, or complete. */
export function livingRounds(call: Call, requestId: number): Round[] {
  return call.db.all<Round>(`${ROUND} WHERE request_id = ? AND state IN ('open', 'complete') ORDER BY id`, requestId)
}

export function roundsOf(call: Call, requestId: number): Round[] {
  return call.db.all<Round>(`${ROUND} WHERE request_id = ? ORDER BY id DESC`, requestId)
}

export type ApprovalWithNames = ApprovalFacts & { by: string; forName: string }

export function approvalsOf(call: Call, roundId: number): ApprovalWithNames[] {
  return call.db.all<ApprovalWithNames>(
    `SELECT ${columnsOf(approvalRows, 'a')}, p.display_name AS by, b.display_name AS "forName"
     FROM approvals a JOIN operators p ON p.id = a.operator_id JOIN operators b ON b.id = a.authority_of
     WHERE a.round_id = ? ORDER BY a.id`,
    roundId,
  )
}

export function insertRound(call: Call, row: typeof approvalRounds.$inferInsert): number {
  return call.db.insert(approvalRounds, row)
}

export function insertApproval(call: Call, row: typeof approvalRows.$inferInsert): number {
  return call.db.insert(approvalRows, row)
}

/** Ends a round, or voids a complete one; a round that somebody else ended meanwhile is not ended again. */
export function endRound(
  call: Call,
  round: Pick<Round, 'id' | 'state'>,
  as: { state: 'complete' | 'rejected' | 'voided' | 'ended'; difference?: string },
): void {
  const changed = call.db.run(
    'UPDATE approval_rounds SET state = ?, ended_at = ?, ended_by = ?, difference = ? WHERE id = ? AND state = ?',
    as.state,
    call.now,
    call.actor.displayName,
    as.difference ?? null,
    round.id,
    round.state,
  )
  if (changed !== 1) throw new Error(`approval round ${round.id} was not ${round.state}`)
}

export type ApprovedRequest = {
  profile: string
  profileVersion: number
  amountMinor: number
  currency: string
  closedAt: number | null
}

export function approvedRequest(call: Call, requestId: number): ApprovedRequest {
  const row = call.db.get<ApprovedRequest>(
    `SELECT profile, profile_version AS "profileVersion", amount_minor AS "amountMinor", currency, closed_at AS "closedAt" FROM requests WHERE id = ?`,
    requestId,
  )
  return row ?? refuse('NOT_FOUND', { what: `WD-${requestId}` })
}

/** Active people who have one of the roles, a few of them. */
export function peopleWith(call: Call, roles: readonly string[], limit: number): string[] {
  return call.db
    .all<{ name: string }>(
      `SELECT display_name AS name FROM operators WHERE active = 1
       AND EXISTS (SELECT 1 FROM json_each(operators.roles) r WHERE r.value IN (SELECT value FROM json_each(?))) ORDER BY display_name LIMIT ?`,
      JSON.stringify(roles),
      limit,
    )
    .map(({ name }) => name)
}
