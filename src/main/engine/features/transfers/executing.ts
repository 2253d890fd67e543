/**
 * The life of a transfer: looked at once when its payment waits, executed once (law 3), answered by the bank. Execution is intent first:
 * the payment is out of the house in the ledger before the bank hears of it, so that a crash can never send it twice.
 */
import type { Channel } from '../../../../contract/channels.ts'
import type { TransferState } from '../../../../contract/transfers.ts'
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { channelByKey, isChannelOpen } from '../channels/index.ts'
import { customerById } from '../customers/index.ts'
import { isByHand, isFree, isPaused, requireFree, requireRunning } from '../emergencies/index.ts'
import { notify } from '../notifications/index.ts'
import {
  acceptedAfterFailing,
  failInstruction,
  type Instruction,
  instructionById,
  moveInstruction,
  requestById,
  show,
} from '../requests/index.ts'
import type { BankWord } from './bank-adapter.ts'
import { arrivalAt, evaluate } from './evaluating.ts'
import { nextStep } from './rules.ts'
import type { Transfer } from './schema.ts'
import { changeTransfer, insertTransfer, transferOf } from './store.ts'

/** Looks at a waiting payment: executed, queued for the next opening, or left to a person (R3-35, R3-37). */
export function lookAt(call: Call, instructionId: number): void {
  if (isPaused(call)) return
  const instruction = instructionById(call, instructionId)
  if (instruction.channel === null || transferOf(call, instructionId) || instruction.state !== 'waiting') return
  const channel = channelByKey(call, instruction.channel)
  const { conditions, twoPeople, opensAt } = evaluate(call, instruction, channel)
  const adapter = call.services.settings.get('transfers.bank')
  const byHand = adapter === 'file' || mustBeByHand(call, instruction, channel)
  const step = byHand ? 'manual' : nextStep(conditions)
  const arrival = arrivalAt(call, instruction, { channel, automatic: step !== 'manual' })
  insertTransfer(call, {
    instructionId,
    channel: channel.key,
    adapter,
    state: step === 'queue' ? 'queued' : 'manual',
    conditions: JSON.stringify(conditions),
    twoPeople: twoPeople ? 1 : 0,
    queuedFor: step === 'queue' ? opensAt : null,
    arrivalAt: arrival?.at ?? null,
    arrivalKind: arrival?.kind ?? null,
  })
  auditTransfer(call, instruction, { action: `transfer.${step}`, changes: conditions.map(asChange) })
  call.changed('channels')
  if (step === 'execute') execute(call, instructionId)
}

const asChange = ({ condition, met, value }: { condition: string; met: boolean; value: string }) =>
  [condition, null, `${met ? 'met' : 'not met'}: ${value}`] as [string, null, string]

/** A provider that is out, a frozen account, a suspended customer (R2-104…R2-106) and a late word of the bank leave a payment to people. */
function mustBeByHand(call: Call, { requestId, replaces }: Instruction, { provider }: Channel): boolean {
  const { accountId, customerId } = requestById(call, requestId)
  if (replaces !== null && acceptedAfterFailing(call, replaces) !== undefined) return true
  return isByHand(call, provider) || !isFree(call, { accountId, customerId })
}

/** A queued transfer whose window has opened: looked at again, then executed once, or left to a person (R3-37). */
export function wakeQueued(call: Call, instructionId: number): void {
  const transfer = transferOf(call, instructionId)
  if (transfer?.state !== 'queued' || isPaused(call)) return
  const instruction = instructionById(call, instructionId)
  const channel = channelByKey(call, transfer.channel)
  const { conditions, opensAt } = evaluate(call, instruction, channel)
  const step = mustBeByHand(call, instruction, channel) ? 'manual' : nextStep(conditions)
  const state = step === 'queue' ? 'queued' : 'manual'
  changeTransfer(call, transfer, {
    conditions: JSON.stringify(conditions),
    state,
    queuedFor: step === 'queue' ? opensAt : null,
  })
  if (step === 'queue') return
  auditTransfer(call, instruction, { action: `transfer.${step}`, changes: conditions.map(asChange) })
  if (step === 'execute') execute(call, instructionId)
}

/** A person presses; a large amount needs a second person (R3-43). Returns the transfer as it is then. */
export function press(call: Call, transfer: Transfer): Transfer {
  const instruction = instructionById(call, transfer.instructionId)
  const request = `WD-${instruction.requestId}`
  const { operatorId, displayName } = call.actor
  if (transfer.sentAt !== null) refuse('TRANSFER_EXECUTED', { request, status: transfer.state })
  if (call.services.settings.get('transfers.bank') === 'file') refuse('TRANSFER_NO_BANK', { request })
  if (instruction.madeBy === operatorId) refuse('TRANSFER_BY_MAKER', { request, by: displayName })
  if (transfer.firstPress === operatorId) refuse('TRANSFER_SAME_PERSON', { request, by: displayName })
  requireRunning(call)
  const { accountId, customerId } = requestById(call, instruction.requestId)
  requireFree(call, { accountId, customerId, requestId: instruction.requestId })
  const channel = channelByKey(call, transfer.channel)
  if (!isChannelOpen(call, channel, call.now)) refuse('TRANSFER_OFF_HOURS', { request, channel: channel.name.en })
  const first = transfer.firstPress === null
  const pressed = changeTransfer(
    call,
    transfer,
    first ? { firstPress: operatorId, firstPressAt: call.now } : { secondPress: operatorId, secondPressAt: call.now },
  )
  auditTransfer(call, instruction, { action: 'transfer.press', changes: [['press', null, first ? '1' : '2']] })
  if (transfer.twoPeople === 1 && first) {
    // R3-43: accounting watches the balance of the bank-securities account from the first press on.
    const amount = show(instruction.amountMinor, instruction.currency)
    notify(call, {
      template: 'request.watchBalance',
      to: { permissions: ['ledger.adjust'] },
      figures: { request, account: channel.name.en, amount },
      requestId: instruction.requestId,
    })
    return pressed
  }
  return execute(call, transfer.instructionId)
}

/** The payment leaves the house; the bank hears of it after the commit. */
function execute(call: Call, instructionId: number): Transfer {
  const transfer = transferOf(call, instructionId)
  if (!transfer || transfer.sentAt !== null) throw new Error(`transfer ${instructionId} is executed already`)
  const instruction = instructionById(call, instructionId)
  const sent = moveInstruction(call, instruction, { from: ['waiting'], to: 'sent', sentAt: call.now })
  const done = changeTransfer(call, transfer, {
    state: 'sending',
    sentAt: call.now,
    adapter: call.services.settings.get('transfers.bank'),
  })
  auditTransfer(call, sent, { action: 'transfer.execute', changes: [['state', instruction.state, sent.state]] })
  const request = requestById(call, instruction.requestId)
  const customer = customerById(call, request.customerId)
  notify(call, {
    template: 'customer.inProgress',
    to: { customer: { id: customer.id, name: customer.name, email: customer.email, language: 'en' } },
    figures: {
      request: `WD-${request.id}`,
      customer: customer.name,
      amount: show(instruction.amountMinor, instruction.currency),
    },
    requestId: request.id,
  })
  return done
}

/** Notes that the bank is being asked, before it is: a crash in between is seen afterwards. */
export function noteTry(call: Call, instructionId: number): Transfer | null {
  const transfer = transferOf(call, instructionId)
  if (!transfer || (transfer.state !== 'sending' && transfer.state !== 'unknown')) return null
  return changeTransfer(call, transfer, { tries: transfer.tries + 1 })
}

/**
 * What the bank said. The first clear word ends a transfer; silence makes its outcome unknown, and a later word makes it known. A word
 * that comes after the end changes nothing: a repeated one is noted, one that contradicts is for a person (law 7).
 */
export function takeWord(call: Call, instructionId: number, word: BankWord): void {
  const transfer = transferOf(call, instructionId)
  if (!transfer || transfer.sentAt === null) return
  const instruction = instructionById(call, instructionId)
  const answer = [word.code, word.text].filter((part) => part !== '').join(' ')
  const ended = transfer.state === 'accepted' || transfer.state === 'rejected'
  if (ended || instruction.state !== (transfer.state === 'unknown' ? 'unknown' : 'sent')) {
    const again = word.outcome === transfer.state
    const silent = word.outcome === 'timeout' || word.outcome === 'notKnown'
    if (silent) return
    auditTransfer(call, instruction, {
      action: again ? 'transfer.answerAgain' : 'transfer.answerConflict',
      reason: answer,
    })
    if (!again) tellOfConflict(call, instruction, answer)
    return
  }
  if (word.outcome === 'timeout' || word.outcome === 'notKnown') {
    if (transfer.state === 'unknown' && transfer.answer === answer) return
    // Also of an order that the bank never got: it may be on its way still, and only evidence restores money (law 7).
    if (transfer.state !== 'unknown')
      moveInstruction(call, instruction, { from: ['sent'], to: 'unknown', failure: answer })
    changeTransfer(call, transfer, { state: 'unknown', answer })
  } else if (word.outcome === 'accepted') {
    if (transfer.state === 'unknown') moveInstruction(call, instruction, { from: ['unknown'], to: 'sent' })
    changeTransfer(call, transfer, { state: 'accepted', answer, bankReference: word.reference })
  } else {
    failInstruction(call, instruction, { as: 'failed', reason: answer })
    changeTransfer(call, transfer, { state: 'rejected', answer, bankReference: word.reference })
  }
  auditTransfer(call, instruction, {
    action: `transfer.${word.outcome}`,
    reason: answer,
    changes: [['state', transfer.state, stateAfter(word)]],
  })
}

/** Law 7: a word that contradicts what is booked changes no money; people hear of it at once. */
function tellOfConflict(call: Call, instruction: Instruction, answer: string): void {
  const { customerId } = requestById(call, instruction.requestId)
  notify(call, {
    template: 'request.manualReview',
    to: { permissions: ['cashTasksOut.remit', 'withdrawals.process'] },
    figures: {
      request: `WD-${instruction.requestId}`,
      customer: customerById(call, customerId).name,
      amount: show(instruction.amountMinor, instruction.currency),
      reason: `${instruction.state} / ${answer}`,
    },
    requestId: instruction.requestId,
  })
}

const stateAfter = ({ outcome }: BankWord): TransferState =>
  outcome === 'timeout' || outcome === 'notKnown' ? 'unknown' : outcome

function auditTransfer(
  call: Call,
  instruction: Instruction,
  what: { action: string; reason?: string; changes?: [string, string | null, string | null][] },
): void {
  call.audit({
    ...what,
    subject: `payment:${instruction.id}`,
    requestId: instruction.requestId,
    amountMinor: instruction.amountMinor,
    currency: instruction.currency,
  })
}
