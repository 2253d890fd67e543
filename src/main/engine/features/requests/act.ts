/** Performs one action of the profile: judge, approve, change status and holder, run the effects, leave one audit record. */
import type { Effect } from '../../../../contract/profile.ts'
import type { Call } from '../../call.ts'
import { Refusal } from '../../refuse.ts'
import { endRounds, giveApproval } from '../approvals/index.ts'
import { keepChecks } from '../checks/index.ts'
import { leaveCheckHold } from './check-holds.ts'
import { closeRequest } from './conclude.ts'
import { rejectDeduction } from './deduction.ts'
import { deferral } from './deferring.ts'
import { noteSentByHand, putBackOnPlatform } from './instructions.ts'
import { type Given, isPaidByHand, type Judged, judge } from './judge.ts'
import { customerBooks, holdFunds, refundFee, releaseFunds } from './money.ts'
import { endApprovalsBefore, placeAfter } from './place.ts'
import { completeVerdict, sumsOf, toPay } from './rules.ts'
import type { Request } from './schema.ts'
import { createDrafts, createPayments, sendPayments } from './sending.ts'
import {
  changeRequest,
  clearRecheck,
  insertDocument,
  type RequestChange,
  setTransactionStatus,
  transactionsOf,
} from './store.ts'
import { subjectOf } from './subject.ts'
import { tellOfStep } from './telling.ts'
import { refuseDocumentKind } from './wishes.ts'

type Change = [field: string, before: string | null, after: string | null]

/** Performs an action on the request as it is. Refuses, or returns the request as it is afterwards. */
export function perform(call: Call, request: Request, asked: { action: string; given: Given }): Request {
  const { given } = asked
  const judged = judgeDeducted(call, request, asked)
  if ('rejected' in judged) return judged.rejected
  const { definition, transition, checked } = judged
  if (checked) keepChecks(call, request.id, checked)
  if (transition.effects.includes('startComplete')) return complete(call, request, given)
  keepApprovals(call, request, { judged, given })
  const before = transition.effects.includes('holdFunds') ? heldFigures(call, request) : {}
  for (const effect of transition.effects) EFFECTS[effect](call, request, given)
  const sent = transition.effects.includes('startPayment') ? startPayment(call, request, isPaidByHand(judged)) : {}
  const final = call.services.profiles.of(request).status(transition.to).final
  if (final) releaseEverything(call, request, given)
  leaveCheckHold(call, request)
  const way = deferral(call, request, transition) ?? transition
  const changed = changeRequest(call, request, {
    ...placeAfter(call, request, way),
    ...sent,
    ...(given.reasonCode ? { reasonCode: given.reasonCode } : {}),
    ...(final ? { closedAt: call.now } : {}),
  })
  call.audit({
    action: `request.${definition.action}`,
    subject: `request:${request.id}`,
    requestId: request.id,
    ...before,
    ...(given.comment === '' ? {} : { reason: given.comment }),
    changes: changesOf(request, { ...judged, transition: way }, { changed, given }),
  })
  tellOfStep(call, changed, way)
  return changed
}

/**
 * R3-77: a workflow that takes the money only at execution rejects what the balance no longer covers, with that situation, instead of
 * leaving it to be pressed again and again.
 */
function judgeDeducted(
  call: Call,
  request: Request,
  asked: { action: string; given: Given },
): Judged | { rejected: Request } {
  try {
    return judge(call, request, asked)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'BALANCE_NOT_SUFFICIENT') throw error
    if (!call.services.profiles.of(request).systemWay(request, 'deductionFailed')) throw error
    call.requireStepUp()
    return { rejected: rejectDeduction(call, request, error) }
  }
}

function changesOf(
  request: Request,
  { transition, approval }: Judged,
  { changed, given }: { changed: Request; given: Given },
): Change[] {
  const changes: Change[] = [['status', request.status, transition.to]]
  const add = (when: unknown, ...change: Change) => when && changes.push(change)
  add(request.department !== changed.department, 'department', request.department, changed.department)
  add(request.step !== changed.step, 'step', request.step, changed.step)
  add(approval, 'approvedAs', null, approval?.roleUsed ?? null)
  add(given.reasonCode, 'reasonCode', null, given.reasonCode ?? null)
  add(given.reference, 'reference', null, given.reference ?? null)
  add(given.documents.length > 0, 'documents', null, given.documents.join(', '))
  add(given.contentDigest !== null, 'digest', null, given.contentDigest)
  return changes
}

/** The approval itself; and what becomes of approvals when the request leaves them behind (R2-84). */
function keepApprovals(call: Call, request: Request, { judged, given }: { judged: Judged; given: Given }): void {
  const { definition, transition, approval } = judged
  const profile = call.services.profiles.of(request)
  if (profile.data.approvals.length === 0) return
  if (approval) {
    giveApproval(call, subjectOf(call, request), { action: definition.action, note: given.comment, judged: approval })
    return
  }
  if (profile.status(transition.to).final) {
    const refused = definition.tone === 'refuse'
    endRounds(call, request.id, { refusedWith: refused ? given.comment || (given.reasonCode ?? '') : null })
  } else endApprovalsBefore(call, request, transition)
}

const EFFECTS: Record<Effect, (call: Call, request: Request, given: Given) => void> = {
  holdFunds: (call, request) => holdFunds(call, request, toPay(request)),
  createDrafts,
  createPayments,
  releaseFunds,
  startComplete: () => {},
  startPayment: () => {},
  claim: () => {},
  wantDocuments(call, request, { documents }) {
    for (const kind of documents) {
      refuseDocumentKind(call, kind)
      insertDocument(call, {
        requestId: request.id,
        kind,
        state: 'wanted',
        at: call.now,
        operatorId: call.actor.operatorId,
      })
    }
    clearRecheck(call, request.id)
  },
}

function heldFigures(call: Call, request: Request) {
  const { balanceMinor } = customerBooks(call, request)
  return {
    amountMinor: toPay(request),
    currency: request.currency,
    balanceBeforeMinor: -balanceMinor,
    balanceAfterMinor: -balanceMinor,
  }
}

/**
 * A request that ends without payment gives back what was held and any fee that was already taken; money that a reason code keeps
 * for an investigation stays held (R2-23, K-30).
 */
function releaseEverything(call: Call, request: Request, given: Given): void {
  const reason = given.reasonCode ? call.services.profiles.of(request).reasonCode(given.reasonCode) : undefined
  if (reason?.money !== 'holds') releaseFunds(call, request)
  if (request.executeMinor === 0) return
  for (const fee of transactionsOf(call, request.id).filter(
    (t) => t.paymentType === 'fee' && t.status === 'executed',
  )) {
    refundFee(call, request, fee.amountMinor)
    putBackOnPlatform(call, request, { amountMinor: fee.amountMinor, because: 'fee' })
    setTransactionStatus(call, fee.id, { status: 'failed' })
  }
}

/** The payments leave and the request is being sent until something says what happened (law 7). */
function startPayment(call: Call, request: Request, byHand: boolean): RequestChange {
  const transactions = transactionsOf(call, request.id)
  const approved = transactions.filter((t) => t.status === 'approved')
  sendPayments(call, request, approved)
  if (byHand) noteSentByHand(call, request)
  return {
    beingSent: 1,
    executeMinor: sumsOf(transactions).totalMinor,
    completedBy: call.actor.operatorId,
  }
}

/**
 * R1-44: Complete processes the transactions and performs the balance operation. Payments become instructions that leave by
 * batch or cheque; the request is being sent until the statement says what happened (law 7). Pressed again after a failed payment
 * without a new one, it closes the request with what was paid.
 */
function complete(call: Call, request: Request, given: Given): Request {
  const transactions = transactionsOf(call, request.id)
  const approved = transactions.filter((t) => t.status === 'approved')
  const all = sumsOf(transactions)
  if (approved.length === 0) {
    return closeRequest(call, request, {
      verdict: completeVerdict(request.amountMinor, all),
      executedMinor: all.totalMinor,
    })
  }
  const { totalMinor } = sumsOf(approved)
  const before = sendPayments(call, request, approved)
  call.audit({
    action: 'request.complete',
    subject: `request:${request.id}`,
    requestId: request.id,
    amountMinor: totalMinor,
    currency: request.currency,
    balanceBeforeMinor: before,
    balanceAfterMinor: before - totalMinor,
    ...(given.comment === '' ? {} : { reason: given.comment }),
    changes: [['executeMinor', String(request.executeMinor), String(all.totalMinor)]],
  })
  return changeRequest(call, request, {
    beingSent: 1,
    executeMinor: all.totalMinor,
    completedBy: call.actor.operatorId,
  })
}
