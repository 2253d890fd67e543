/** Performs one action of the profile: judge, change status and holder, run the effects, leave one audit record. */
import type { Effect } from '../../../../contract/workflow.ts'
import type { Call } from '../../call.ts'
import { changeFigures, destinationById, insertOrder } from '../customers/index.ts'
import { closeRequest } from './conclude.ts'
import { transactionDigest } from './content.ts'
import { makeInstruction } from './instructions.ts'
import { type Given, judge } from './judge.ts'
import { customerBooks, holdFunds, postComplete, refundFee, releaseFunds } from './money.ts'
import { completeVerdict, sumsOf } from './rules.ts'
import type { Request } from './schema.ts'
import {
  changeRequest,
  clearRecheck,
  insertDocument,
  insertTransaction,
  setTransactionStatus,
  transactionsOf,
} from './store.ts'

/** Performs an action on the request as it is. Refuses, or returns the request as it is afterwards. */
export function perform(call: Call, request: Request, asked: { action: string; given: Given }): Request {
  const { given } = asked
  const { definition, transition } = judge(call, request, asked)
  const completing = transition.effects.includes('startComplete')
  if (completing) return complete(call, request, given)
  for (const effect of transition.effects) EFFECTS[effect](call, request, given)
  const final = call.services.profiles.of(request).status(transition.to).final
  if (final) releaseEverything(call, request)
  const changed = changeRequest(call, request, {
    status: transition.to,
    department: transition.departmentAfter,
    ...(transition.departmentAfter === request.department ? {} : { claimedBy: null }),
    ...(final ? { closedAt: call.now } : {}),
  })
  call.audit({
    action: `request.${definition.action}`,
    subject: `request:${request.id}`,
    requestId: request.id,
    ...(transition.effects.includes('holdFunds') ? heldFigures(call, request) : {}),
    ...(given.comment === '' ? {} : { reason: given.comment }),
    changes: [
      ['status', request.status, transition.to],
      ...(request.department === transition.departmentAfter
        ? []
        : [['department', request.department, transition.departmentAfter] as [string, string | null, string | null]]),
      ...(given.documents.length === 0
        ? []
        : [['documents', null, given.documents.join(', ')] as [string, null, string]]),
      ...(given.contentDigest === null ? [] : [['digest', null, given.contentDigest] as [string, null, string]]),
    ],
  })
  return changed
}

const EFFECTS: Record<Effect, (call: Call, request: Request, given: Given) => void> = {
  holdFunds: (call, request) => holdFunds(call, request, request.amountMinor),
  createDrafts,
  releaseFunds: () => {},
  startComplete: () => {},
  wantDocuments(call, request, { documents }) {
    for (const kind of documents)
      insertDocument(call, {
        requestId: request.id,
        kind,
        state: 'wanted',
        at: call.now,
        operatorId: call.actor.operatorId,
      })
    clearRecheck(call, request.id)
  },
}

function heldFigures(call: Call, request: Request) {
  const { balanceMinor } = customerBooks(call, request)
  return {
    amountMinor: request.amountMinor,
    currency: request.currency,
    balanceBeforeMinor: -balanceMinor,
    balanceAfterMinor: -balanceMinor,
  }
}

/** R1-21: drafts for the withdrawal and the fee; together they are the requested amount. */
function createDrafts(call: Call, request: Request): void {
  const details = request.destinationId === null ? null : destinationById(call, request.destinationId).details
  const base = {
    requestId: request.id,
    currency: request.currency,
    oct: 0,
    automatic: 1,
    status: 'draft',
    madeBy: call.actor.operatorId,
  }
  const payment = { paymentType: request.method, amountMinor: request.amountMinor - request.feeMinor, details }
  insertTransaction(call, { ...base, ...payment, digest: transactionDigest({ ...base, ...payment }) })
  if (request.feeMinor === 0) return
  const fee = { paymentType: 'fee', amountMinor: request.feeMinor, details: null }
  insertTransaction(call, { ...base, ...fee, digest: transactionDigest({ ...base, ...fee }) })
}

/** A request that ends without payment gives back what was held and any fee that was already taken. */
function releaseEverything(call: Call, request: Request): void {
  releaseFunds(call, request)
  if (request.executeMinor === 0) return
  for (const fee of transactionsOf(call, request.id).filter(
    (t) => t.paymentType === 'fee' && t.status === 'executed',
  )) {
    refundFee(call, request, fee.amountMinor)
    setTransactionStatus(call, fee.id, { status: 'failed' })
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
  const sums = sumsOf(approved)
  const before = -customerBooks(call, request).balanceMinor
  postComplete(call, request, sums)
  const orderId = insertOrder(call, {
    accountId: request.accountId,
    kind: 'withdrawal',
    amountMinor: -sums.totalMinor,
    comment: `WD-${request.id}`,
    requestId: request.id,
    at: call.now,
    operatorId: call.actor.operatorId,
  })
  changeFigures(call, request.accountId, -sums.totalMinor)
  for (const transaction of approved) {
    const isFee = transaction.paymentType === 'fee'
    setTransactionStatus(call, transaction.id, { status: isFee ? 'executed' : 'executing', tradingOrderId: orderId })
    if (!isFee) makeInstruction(call, request, transaction)
  }
  call.audit({
    action: 'request.complete',
    subject: `request:${request.id}`,
    requestId: request.id,
    amountMinor: sums.totalMinor,
    currency: request.currency,
    balanceBeforeMinor: before,
    balanceAfterMinor: before - sums.totalMinor,
    ...(given.comment === '' ? {} : { reason: given.comment }),
    changes: [['executeMinor', String(request.executeMinor), String(all.totalMinor)]],
  })
  return changeRequest(call, request, {
    beingSent: 1,
    executeMinor: all.totalMinor,
    completedBy: call.actor.operatorId,
  })
}
