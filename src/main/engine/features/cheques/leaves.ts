/** One leaf on its way: its state, its payment, its audit record, and how the contract says it. */
import type { InstructionState } from '../../../../contract/batches.ts'
import type { Delivery, LeafState } from '../../../../contract/cheques.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { SigningGroup } from '../../../../contract/permissions.ts'
import type { Combination } from '../../../../contract/signatories.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { requireFree, requireRunning } from '../emergencies/index.ts'
import { operatorById } from '../operators/index.ts'
import { failInstruction, type Instruction, instructionById, moveInstruction, requestById } from '../requests/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { combinationsOf, specimenOf } from '../signatories/index.ts'
import { staleOn } from './rules.ts'
import type { Leaf } from './schema.ts'
import { type LeafAction, leafStateAfter, PAYMENT_AFTER } from './states.ts'
import { changeLeaf, type LeafChange, leafById, liveLeafOf, noteRecord, signaturesOf } from './store.ts'

/** The state that an action leads to. Refuses LEAF_STATE. */
export function requireLeafState(leaf: Leaf, action: LeafAction): LeafState {
  return (
    leafStateAfter(leaf.state as LeafState, action) ?? refuse('LEAF_STATE', { number: leaf.number, status: leaf.state })
  )
}

/** The payment on a leaf; `null` for a leaf that never had one. */
export function paymentOn(call: Call, leaf: Leaf): Instruction | null {
  return leaf.instructionId === null ? null : instructionById(call, leaf.instructionId)
}

export type LeafMove = {
  action: LeafAction
  change?: LeafChange
  reason?: string
  changes?: LeafRecord['changes']
}

/** One step of a leaf with its audit record. Refuses LEAF_STATE. */
export function moveLeaf(call: Call, leaf: Leaf, { action, change = {}, reason, changes = [] }: LeafMove): Leaf {
  const moved = changeLeaf(call, leaf, { ...change, to: requireLeafState(leaf, action) })
  auditLeaf(call, moved, {
    action: `cheque.${action}`,
    from: leaf.state,
    changes,
    ...(reason === undefined ? {} : { reason }),
  })
  return moved
}

const NOBODY_ASKS = { asked: null, askedBy: null, askedAt: null }

/** Burns a leaf for ever; a payment that was on it waits for another leaf (R3-49). */
export function burnLeaf(
  call: Call,
  leaf: Leaf,
  burn: { action: 'spoil' | 'void'; reason: string; effectiveDate?: string },
): Leaf {
  const { action, reason, effectiveDate } = burn
  const payment = paymentOn(call, leaf)
  const burnt = moveLeaf(call, leaf, {
    action,
    reason,
    change: { ...NOBODY_ASKS, reason, ...(effectiveDate === undefined ? {} : { effectiveDate }) },
    changes: effectiveDate === undefined ? [] : [['effectiveDate', null, effectiveDate]],
  })
  if (payment?.state === 'onLeaf') movePayment(call, payment, action)
  return burnt
}

/** Nothing leaves while processing is paused, or for a frozen account or a suspended customer (R2-103, R2-105, R2-106). */
export function requireMayLeave(call: Call, leaf: Leaf): void {
  const payment = paymentOn(call, leaf)
  requireRunning(call)
  if (payment) requirePayable(call, payment)
}

/** No freeze of the account and no suspension of the customer. */
export function requirePayable(call: Call, payment: Instruction): void {
  const { id: requestId, accountId, customerId } = requestById(call, payment.requestId)
  requireFree(call, { accountId, customerId, requestId })
}

/** The bank did not and will not pay this cheque: its payment ends and the money is back, once. */
export function endUnpaid(
  call: Call,
  leaf: Leaf,
  end: { action: 'return' | 'stop' | 'expire'; because: string },
): Leaf {
  const { action, because } = end
  const payment = paymentOn(call, leaf)
  const ended = moveLeaf(call, leaf, {
    action,
    reason: because,
    change: { ...NOBODY_ASKS, bankReference: because },
    changes: [['bankReference', leaf.bankReference, because]],
  })
  const as = action === 'stop' ? 'failed' : 'returned'
  if (payment && (payment.state === 'sent' || payment.state === 'unknown')) {
    failInstruction(call, payment, { as, reason: because })
    call.changed('ledger')
  }
  return ended
}

/** What an action on the leaf does to the payment on it. */
export function movePayment(call: Call, payment: Instruction, action: LeafAction): void {
  const to: InstructionState | null = PAYMENT_AFTER[action]
  if (to === null) return
  moveInstruction(call, payment, { from: ['onLeaf'], to, ...(to === 'sent' ? { sentAt: call.now } : {}) })
}

/** The bank paid the cheque of a settled payment. A payment that is on no leaf is left alone. */
export function presentLeaf(call: Call, instructionId: number): void {
  changeMatchedLeaf(call, instructionId, () => 'present')
}

/** The match of a presented cheque was undone. */
export function unpresentLeaf(call: Call, instructionId: number): void {
  changeMatchedLeaf(call, instructionId, ({ depositId }) => (depositId === null ? 'unpresent' : 'redeposit'))
}

function changeMatchedLeaf(call: Call, instructionId: number, actionFor: (leaf: Leaf) => LeafAction): void {
  const leaf = liveLeafOf(call, instructionId)
  if (leaf) moveLeaf(call, leaf, { action: actionFor(leaf) })
}

/** The statement shows that the bank gave the money of this payment back: its leaf is a returned one. */
export function noteReturned(call: Call, instructionId: number, because: string): void {
  const leaf = liveLeafOf(call, instructionId)
  if (!leaf || leaf.state === 'returned') return
  moveLeaf(call, leaf, { action: 'return', reason: because, change: { bankReference: because } })
}

type LeafRecord = {
  action: string
  from: string
  reason?: string
  changes?: [field: string, before: string | null, after: string | null][]
}

/** The audit record of a leaf, found again on the request that it pays. */
export function auditLeaf(call: Call, leaf: Leaf, { action, from, reason, changes = [] }: LeafRecord): void {
  const payment = paymentOn(call, leaf)
  call.audit({
    action,
    subject: `cheque:${leaf.id}`,
    ...(payment ? { requestId: payment.requestId, amountMinor: payment.amountMinor, currency: payment.currency } : {}),
    ...(reason === undefined ? {} : { reason }),
    changes: [['number', leaf.number, leaf.number], ['state', from, leaf.state], ...changes],
  })
  noteRecord(call, leaf.id)
  call.changed('cheques', payment?.requestId)
}

/** Which two signatures the amount on a leaf needs today; none for a leaf without an amount. */
export function combinationsOnLeaf(call: Call, leaf: Leaf): readonly Combination[] {
  if (leaf.amountMinor === null) return []
  const { currency } = bankAccountById(call, leaf.bankAccountId)
  return combinationsOf(call, { amountMinor: leaf.amountMinor, currency: currency as Currency })
}

/** A leaf as the contract says it. */
export function toLeafRow(call: Call, leaf: Leaf) {
  return {
    leafId: leaf.id,
    version: leaf.version,
    bookId: leaf.bookId,
    bankAccountId: leaf.bankAccountId,
    number: leaf.number,
    state: leaf.state as LeafState,
    instructionId: leaf.instructionId,
    requestId: paymentOn(call, leaf)?.requestId ?? null,
    payeeName: leaf.payeeName,
    amountMinor: leaf.amountMinor,
    currency: bankAccountById(call, leaf.bankAccountId).currency as Currency,
    words: leaf.words,
    chequeDate: leaf.chequeDate,
    printedBy: leaf.printedBy === null ? null : operatorById(call, leaf.printedBy).displayName,
    printedAt: leaf.printedAt,
    needs: [...combinationsOnLeaf(call, leaf)],
    signatures: signaturesOf(call, leaf.id).map(({ by, operatorId, signingGroup, at }) => ({
      by,
      group: signingGroup as SigningGroup,
      at,
      specimenFileId: specimenOf(call, operatorId),
    })),
    releasedTo: leaf.releasedTo,
    releasedAt: leaf.releasedAt,
    receiptFileId: leaf.receiptFileId,
    replaces: leaf.replaces === null ? null : leafById(call, leaf.replaces).number,
    reason: leaf.reason,
    pdfFileId: leaf.pdfFileId,
    pdfSha256: leaf.pdfSha256,
    adviceFileId: leaf.adviceFileId,
    advicePage: leaf.advicePage,
    runId: leaf.runId,
    page: leaf.page,
    holder: leaf.holder,
    delivery: leaf.delivery as Delivery | null,
    depositId: leaf.depositId,
    asked:
      leaf.asked === null || leaf.askedBy === null
        ? null
        : {
            action: leaf.asked as 'void' | 'stop',
            by: operatorById(call, leaf.askedBy).displayName,
            at: leaf.askedAt ?? leaf.sinceAt,
          },
    effectiveDate: leaf.effectiveDate,
    bankReference: leaf.bankReference,
    reported: leaf.reported as 'issued' | 'void' | 'stopped' | null,
    staleOn:
      leaf.chequeDate === null ? null : staleOn(leaf.chequeDate, call.services.settings.get('cheques.validityMonths')),
    sinceAt: leaf.sinceAt,
  }
}
