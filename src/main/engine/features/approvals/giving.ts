/**
 * Giving an approval. A round collects what an amount needs for exactly one content; the person who made the request never sits in
 * it and nobody sits twice (law 4). A change of content voids the round, and the difference is kept (law 5).
 */
import type { ContentLine } from '../../../../contract/approvals.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { needsOf } from '../../workflow/profile.ts'
import type { RunsOn } from '../../workflow/profiles.ts'
import { authoritiesOf } from './authority.ts'
import { differenceOf, type Needs, peopleIn, type Sitting, seatFor, seatsOf } from './rules.ts'
import type { Round } from './schema.ts'
import {
  type ApprovalWithNames,
  approvalsOf,
  endRound,
  insertApproval,
  insertRound,
  lastRound,
  livingRounds,
} from './store.ts'

/** What is approved: the request, and its content as it is now. */
export type Subject = RunsOn & {
  requestId: number
  createdBy: number
  amountMinor: number
  currency: string
  digest: string
  content: readonly ContentLine[]
}

export type Judgement = Sitting & { needs: Needs; round: Round | null }

/** The approvals that an action needs for this amount; null where the profile asks for none. Refuses a currency without a table. */
export function neededFor(call: Call, subject: Subject, action: string): Needs | null {
  const table = call.services.profiles.of(subject).approvalTable(action)
  if (!table) return null
  return needsOf(table, subject) ?? refuse('APPROVAL_TABLE_MISSING', { currency: subject.currency })
}

/** May this person approve now, and would it be the last approval? Refuses with the reason; writes nothing. */
export function judgeApproval(call: Call, subject: Subject, about: { action: string; needs: Needs }): Judgement {
  const request = `WD-${subject.requestId}`
  const { actor } = call
  if (subject.createdBy === actor.operatorId) refuse('MAKER_CANNOT_APPROVE', { request, by: actor.displayName })
  const last = lastRound(call, subject.requestId, about.action)
  const round = last && last.state === 'open' && last.digest === subject.digest ? last : null
  const given = round ? approvalsOf(call, round.id) : []
  const own = given.find((row) => row.operatorId === actor.operatorId)
  if (own) refuse('APPROVED_ALREADY', { request, by: own.by })
  const taken = new Set(given.map((row) => row.authorityOf))
  const authorities = authoritiesOf(call).filter(
    ({ operatorId }) => operatorId !== subject.createdBy && !taken.has(operatorId),
  )
  const seats = seatsOf(about.needs, given)
  const sitting = seatFor(seats, authorities)
  if (!sitting) {
    const wanted = seats.filter((seat) => seat.open).map((seat) => seat.role)
    refuse('APPROVAL_NOT_YOURS', { role: wanted.join(' | '), by: actor.displayName })
  }
  return { ...sitting, needs: about.needs, round }
}

/** Writes the approval that was judged; returns true when it was the last one. */
export function giveApproval(
  call: Call,
  subject: Subject,
  given: { action: string; note: string; judged: Judgement },
): boolean {
  const { judged, action } = given
  const roundId = judged.round?.id ?? startRound(call, subject, { action, needs: judged.needs })
  insertApproval(call, {
    roundId,
    operatorId: call.actor.operatorId,
    authorityOf: judged.authorityOf,
    role: judged.role,
    roleUsed: judged.roleUsed,
    decision: 'approve',
    digest: subject.digest,
    note: given.note,
    at: call.now,
  })
  if (judged.last) endRound(call, { id: roundId, state: 'open' }, { state: 'complete' })
  return judged.last
}

/** A new round; an earlier one that still lives was for other content and is voided with the difference. */
function startRound(call: Call, subject: Subject, about: { action: string; needs: Needs }): number {
  voidChanged(call, subject)
  const last = lastRound(call, subject.requestId, about.action)
  if (last && (last.state === 'open' || last.state === 'complete')) endRound(call, last, { state: 'ended' })
  return insertRound(call, {
    requestId: subject.requestId,
    action: about.action,
    round: (last?.round ?? 0) + 1,
    state: 'open',
    digest: subject.digest,
    content: JSON.stringify(subject.content),
    needs: JSON.stringify(about.needs.needs),
    ordered: about.needs.order === 'ordered' ? 1 : 0,
    needed: peopleIn(about.needs.needs),
    startedAt: call.now,
  })
}

/** Voids every living round of other content; the difference is kept and told. Returns how many were voided. */
export function voidChanged(call: Call, subject: Subject): number {
  const stale = livingRounds(call, subject.requestId).filter((round) => round.digest !== subject.digest)
  for (const round of stale) {
    const difference = differenceOf(JSON.parse(round.content) as ContentLine[], subject.content)
    endRound(call, round, { state: 'voided', difference: JSON.stringify(difference) })
    call.audit({
      action: 'approval.void',
      subject: `request:${subject.requestId}`,
      requestId: subject.requestId,
      reason: 'the content changed after it was approved',
      changes: difference.map(({ field, before, after }) => [field, before, after] as [string, string, string]),
    })
  }
  return stale.length
}

/** One rejection ends the chain (R2-84); whatever else leads a request out of review ends an open round too. */
export function endRounds(
  call: Call,
  requestId: number,
  how: { refusedWith: string | null; onlyComplete?: boolean },
): void {
  for (const round of livingRounds(call, requestId)) {
    if (how.onlyComplete && round.state !== 'complete') continue
    if (how.refusedWith !== null && round.state === 'open') {
      reject(call, round, how.refusedWith)
      endRound(call, round, { state: 'rejected' })
    } else endRound(call, round, { state: 'ended' })
  }
}

function reject(call: Call, round: Round, note: string): void {
  const given = approvalsOf(call, round.id)
  if (given.some((row) => row.operatorId === call.actor.operatorId || row.authorityOf === call.actor.operatorId)) return
  const needs: Needs = { order: round.ordered === 1 ? 'ordered' : 'parallel', needs: JSON.parse(round.needs) }
  const sitting = seatFor(seatsOf(needs, given), authoritiesOf(call))
  const [first = 'auditor'] = call.actor.roles
  insertApproval(call, {
    roundId: round.id,
    operatorId: call.actor.operatorId,
    authorityOf: sitting?.authorityOf ?? call.actor.operatorId,
    role: sitting?.role ?? first,
    roleUsed: sitting?.roleUsed ?? first,
    decision: 'reject',
    digest: round.digest,
    note,
    at: call.now,
  })
}

/** The approvals that cover this content, all of them in; undefined while they are not. */
export function completeRound(call: Call, subject: Subject): { round: Round; given: ApprovalWithNames[] } | undefined {
  const round = livingRounds(call, subject.requestId).find(
    (each) => each.state === 'complete' && each.digest === subject.digest,
  )
  return round && { round, given: approvalsOf(call, round.id) }
}
