/** Payments of a request: what is drafted at an approval, what is made and approved by the approvers, what leaves. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { completeRound } from '../approvals/index.ts'
import { changeFigures, destinationById, insertOrder } from '../customers/index.ts'
import { requireFree } from '../emergencies/index.ts'
import { transactionDigest } from './content.ts'
import { makeInstruction } from './instructions.ts'
import { customerBooks, postComplete } from './money.ts'
import { missingDetails, sumsOf } from './rules.ts'
import type { Request, Transaction } from './schema.ts'
import { insertTransaction, setTransactionStatus, transactionsOf } from './store.ts'
import { subjectOf } from './subject.ts'

/** R1-21: drafts for the withdrawal and the fee; together they are the requested amount. */
export function createDrafts(call: Call, request: Request): void {
  const base = { ...partsOf(call, request), status: 'draft' }
  const details = destinationText(call, request)
  insertOne(call, base, { paymentType: request.method, amountMinor: request.amountMinor - request.feeMinor, details })
  if (request.feeMinor > 0) insertOne(call, base, { paymentType: 'fee', amountMinor: request.feeMinor, details: null })
}

/**
 * Payments that need no second look, because what they pay is exactly what the approvers of the request read. What was paid by an
 * earlier try is left out; whoever approved last is on record as their approver.
 */
export function createPayments(call: Call, request: Request): void {
  const found = completeRound(call, subjectOf(call, request))
  const approver = found?.given.at(-1)
  if (!approver)
    refuse('APPROVALS_MISSING', { request: `WD-${request.id}`, count: 0, limit: request.approvalsNeeded ?? 1 })
  const details = destinationText(call, request)
  if (!['wireTransfer', 'cheque'].includes(request.method))
    refuse('PAYMENT_TYPE_NOT_SENT_HERE', { type: request.method })
  const missing = missingDetails(
    request.method as 'cheque',
    details === null ? null : (JSON.parse(details) as DestinationDetails),
  )
  if (missing.length > 0) refuse('BANK_DETAILS_INCOMPLETE', { what: missing.join(', ') })
  const earlier = transactionsOf(call, request.id).filter((t) => t.status !== 'failed')
  const { paymentMinor, feeMinor } = sumsOf(earlier)
  const base = {
    ...partsOf(call, request),
    status: 'approved',
    approvedBy: approver.operatorId,
    approvedAt: approver.at,
  }
  const restMinor = request.amountMinor - request.feeMinor - paymentMinor
  if (restMinor > 0) insertOne(call, base, { paymentType: request.method, amountMinor: restMinor, details })
  const feeRestMinor = request.feeMinor - feeMinor
  if (feeRestMinor > 0) insertOne(call, base, { paymentType: 'fee', amountMinor: feeRestMinor, details: null })
}

type Parts = ReturnType<typeof partsOf> & { status: string; approvedBy?: number; approvedAt?: number }
const partsOf = (call: Call, request: Request) => ({
  requestId: request.id,
  currency: request.currency,
  oct: 0,
  automatic: 1,
  madeBy: call.actor.operatorId,
})

function destinationText(call: Call, request: Request): string | null {
  return request.destinationId === null ? null : destinationById(call, request.destinationId).details
}

function insertOne(
  call: Call,
  base: Parts,
  payment: { paymentType: string; amountMinor: number; details: string | null },
): void {
  insertTransaction(call, { ...base, ...payment, digest: transactionDigest({ ...base, ...payment }) })
}

/**
 * The approved transactions leave: the hold becomes a journal, the platform's figures follow, each payment becomes an instruction
 * that a batch, a cheque or a channel carries (R1-44, law 7). Returns what the balance was before.
 */
export function sendPayments(call: Call, request: Request, approved: readonly Transaction[]): number {
  requireFree(call, { accountId: request.accountId, customerId: request.customerId, requestId: request.id })
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
  return before
}
