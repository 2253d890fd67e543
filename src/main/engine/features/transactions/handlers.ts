/** Payment transactions of an approved request: edit, add, delete, approve (R1-21…R1-33). */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { PaymentType } from '../../../../contract/transactions.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import {
  changeRequest,
  deleteTransaction,
  editTransaction,
  insertTransaction,
  missingDetails,
  type Request,
  requestAt,
  setTransactionStatus,
  show,
  type Transaction,
  transactionById,
  transactionDigest,
  transactionsOf,
} from '../requests/index.ts'

const MOST = 20

export const transactionsHandlers: Handlers<'transactions'> = {
  add(call, input) {
    const request = editableRequest(call, input)
    if (transactionsOf(call, request.id).length >= MOST) refuse('TRANSACTION_LOCKED', { status: `${MOST}` })
    const content = contentOf(input, { paymentType: input.paymentType, currency: request.currency })
    const transactionId = insertTransaction(call, {
      requestId: request.id,
      ...content,
      automatic: 0,
      status: 'draft',
      madeBy: call.actor.operatorId,
    })
    record(call, request, { action: 'transaction.add', after: content })
    return done(call, request, transactionId)
  },

  edit(call, input) {
    const request = editableRequest(call, input)
    const before = transactionById(call, request.id, input.transactionId)
    refuseLocked(call, request, before)
    const content = contentOf(input, { paymentType: before.paymentType as PaymentType, currency: request.currency })
    editTransaction(call, before, content)
    record(call, request, { action: 'transaction.edit', before, after: content })
    return done(call, request, before.id)
  },

  remove(call, input) {
    const request = editableRequest(call, input)
    const before = transactionById(call, request.id, input.transactionId)
    refuseLocked(call, request, before)
    deleteTransaction(call, before.id)
    record(call, request, { action: 'transaction.delete', before })
    return done(call, request, null)
  },

  approve(call, input) {
    const request = editableRequest(call, input)
    for (const { transactionId, digest } of input.transactions) {
      const transaction = transactionById(call, request.id, transactionId)
      if (transaction.status !== 'draft') refuse('TRANSACTION_LOCKED', { status: transaction.status })
      if (transaction.digest !== digest) refuse('CONTENT_CHANGED', { request: `WD-${request.id}` })
      refuseOwn(call, transaction)
      refuseIncomplete(transaction)
      setTransactionStatus(call, transaction.id, { status: 'approved', approvedBy: call.actor.operatorId })
      record(call, request, { action: 'transaction.approve', after: transaction, digest })
    }
    return done(call, request, null)
  },
}

/** R1-31: transactions change only while the request is Approved by Backoffice and nothing is being sent. */
function editableRequest(call: Call, at: { requestId: number; expectedVersion: number }): Request {
  const request = requestAt(call, at)
  const status = call.services.profiles.of(request).status(request.status)
  if (status.final) refuse('STATUS_FINAL', { request: `WD-${request.id}`, status: status.label.en })
  if (request.beingSent === 1) refuse('COMPLETE_RUNNING', { request: `WD-${request.id}` })
  const byHand = call.services.profiles.of(request).data.transitions.some((t) => t.effects.includes('createDrafts'))
  // Where the desk makes the payments of an approved request, one written by hand would pass the approvers by.
  if (status.common !== 'approvedNotSent' || !byHand) refuse('TRANSACTION_LOCKED', { status: status.label.en })
  if (call.actor.department !== request.department) {
    refuse('DEPARTMENT_DIFFERS', {
      department: request.department ?? '',
      own: call.actor.department ?? '—',
      action: 'Transactions',
    })
  }
  return request
}

/** R1-24: an approved fee stays; what is executing or executed stays. */
function refuseLocked(call: Call, request: Request, transaction: Transaction): void {
  const { feeLock } = call.services.profiles.of(request).data.policies
  const isFee = transaction.paymentType === 'fee'
  if (isFee && (transaction.status !== 'draft' || (feeLock === 'onBackofficeApprove' && transaction.automatic === 1)))
    refuse('FEE_LOCKED')
  if (!['draft', 'approved'].includes(transaction.status)) refuse('TRANSACTION_LOCKED', { status: transaction.status })
}

/** Law 4: who wrote a transaction by hand does not approve it. A draft that the desk made is nobody's writing. */
function refuseOwn(call: Call, transaction: Transaction): void {
  if (transaction.automatic === 0 && transaction.madeBy === call.actor.operatorId) {
    refuse('MAKER_CANNOT_APPROVE', { request: `WD-${transaction.requestId}`, by: call.actor.displayName })
  }
}

function refuseIncomplete(transaction: Transaction): void {
  const details = transaction.details === null ? null : (JSON.parse(transaction.details) as DestinationDetails)
  const missing = missingDetails(transaction.paymentType as PaymentType, details)
  if (missing.length > 0) refuse('BANK_DETAILS_INCOMPLETE', { what: missing.join(', ') })
}

type Content = Pick<Transaction, 'paymentType' | 'amountMinor' | 'currency' | 'oct' | 'details' | 'digest'>

function contentOf(
  input: { amountMinor: number; oct: boolean; details: DestinationDetails | null },
  fixed: { paymentType: PaymentType; currency: string },
): Content {
  if (input.details !== null && input.details.currency !== fixed.currency)
    refuse('CURRENCY_DIFFERS', { what: 'the request', expected: fixed.currency, found: input.details.currency })
  const content = {
    ...fixed,
    amountMinor: input.amountMinor,
    oct: input.oct ? 1 : 0,
    details: input.details === null ? null : JSON.stringify(input.details),
  }
  return { ...content, digest: transactionDigest(content) }
}

type Trace = { action: string; before?: Content; after?: Content; digest?: string }

function record(call: Call, request: Request, { action, before, after, digest }: Trace): void {
  const amount = (content: Content | undefined) => (content ? show(content.amountMinor, content.currency) : null)
  const payee = (content: Content | undefined) =>
    content?.details ? (JSON.parse(content.details) as DestinationDetails).payeeName : null
  const changes: [string, string | null, string | null][] = [
    ['paymentType', before?.paymentType ?? null, after?.paymentType ?? null],
  ]
  if (amount(before) !== amount(after)) changes.push(['amount', amount(before), amount(after)])
  if (payee(before) !== payee(after)) changes.push(['payee', payee(before), payee(after)])
  if (digest) changes.push(['digest', null, digest])
  call.audit({
    action,
    subject: `request:${request.id}`,
    requestId: request.id,
    amountMinor: after?.amountMinor ?? before?.amountMinor ?? 0,
    currency: request.currency,
    changes,
  })
}

function done(call: Call, request: Request, transactionId: number | null) {
  return { requestId: request.id, version: changeRequest(call, request, {}).version, transactionId }
}
