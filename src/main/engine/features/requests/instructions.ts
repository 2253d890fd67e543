/**
 * Payment instructions: each leaves once in its life (law 3). Batches, cheques and statements move them through their
 * states here; the request they belong to is judged again when one ends.
 */

import type { InstructionState } from '../../../../contract/batches.ts'
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { BusinessDate } from '../../../../contract/dates.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { Call } from '../../call.ts'
import { makeUuid } from '../../ids.ts'
import { activeHold, reverse } from '../../ledger/books.ts'
import { refuse } from '../../refuse.ts'
import { batchDateOf, calendarOfChannel, channelByKey } from '../channels/index.ts'
import { changeFigures, destinationById, insertOrder, requireUsable } from '../customers/index.ts'
import { requireRunning } from '../emergencies/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { requireSendable } from './channel.ts'
import { concludeRequest } from './conclude.ts'
import {
  acceptedAfterFailing,
  carriersOf,
  changeInstruction,
  insertInstruction,
  instructionById,
  instructionsOf,
  noteFailed,
  unreplacedInstruction,
} from './instruction-store.ts'
import { postSettlement, restorePayment, setApartAgain } from './money.ts'
import { sumsOf } from './rules.ts'
import type { Instruction, Request, Transaction } from './schema.ts'
import { changeRequest, requestById, setTransactionStatus, transactionsOf } from './store.ts'

/** One instruction per approved payment of a request that is being completed. */
export function makeInstruction(call: Call, request: Request, transaction: Transaction): number {
  const channel = channelOf(call, request, transaction)
  requireSendable(call, { ...request, channel: isCard(transaction) ? request.channel : channel })
  if (request.destinationId !== null) requireUsable(call, destinationById(call, request.destinationId))
  const earlier = unreplacedInstruction(call, request.id)
  const id = insertInstruction(call, {
    requestId: request.id,
    transactionId: transaction.id,
    kind: transaction.paymentType === 'cheque' ? 'cheque' : 'wire',
    state: 'waiting',
    amountMinor: transaction.amountMinor,
    currency: transaction.currency,
    details: transaction.details ?? '{}',
    endToEndId: referenceOf(request.id, transaction.id),
    uetr: makeUuid(call.random),
    madeBy: call.actor.operatorId,
    madeAt: call.now,
    replaces: earlier ?? null,
    ...(channel === null ? {} : { channel }),
  })
  call.changed(transaction.paymentType === 'cheque' ? 'cheques' : 'batches')
  return id
}

const CARD_CHANNEL = 'credit_card'
const isCard = ({ paymentType }: Transaction): boolean => paymentType.endsWith('reditCard')

/**
 * A card is paid by the card channel alone (R1-23, R1-27); for a wallet a person chose the channel, because no file carries it.
 * Refuses CHANNEL_NOT_CHOSEN, and PAYMENT_TYPE_NOT_SENT_HERE for a gift card.
 */
function channelOf(call: Call, request: Request, transaction: Transaction): string | null {
  if (isCard(transaction)) return channelByKey(call, CARD_CHANNEL).key
  if (transaction.details === null) return request.channel
  const { kind } = JSON.parse(transaction.details) as DestinationDetails
  if (kind === 'giftCard') refuse('PAYMENT_TYPE_NOT_SENT_HERE', { type: kind })
  if (kind === 'eWallet' && request.channel === null) refuse('CHANNEL_NOT_CHOSEN', { request: `WD-${request.id}` })
  return request.channel
}

/** Our reference on the bank's papers: request, transaction and a check digit (ISO 7064 mod 97-10) that catches typing errors. */
export function referenceOf(requestId: number, transactionId: number): string {
  const body = `${requestId}T${transactionId}`
  const check = 98 - checkRemainder(body)
  return `WD${body}C${check < 10 ? '0' : ''}${check}`
}

/** Remainder by 97 of the digits, with 29 for the letter T and 00 for the check digits that are sought. */
function checkRemainder(body: string): number {
  let remainder = 0
  for (let at = 0; at < body.length; at += 1) {
    const code = body.charCodeAt(at)
    remainder = code === 84 ? (remainder * 100 + 29) % 97 : (remainder * 10 + code - 48) % 97
  }
  return (remainder * 100) % 97
}

/** True when a text is one of our references with a right check digit. Asked of every text of a statement, so by character. */
export function isOurReference(text: string): boolean {
  const end = text.length - 3
  if (!text.startsWith('WD') || text.charCodeAt(end) !== LETTER_C) return false
  const split = text.indexOf('T', 2)
  if (!isNumber(text, 2, split) || !isNumber(text, split + 1, end)) return false
  let remainder = 0
  for (let at = 2; at < end; at += 1) {
    const code = text.charCodeAt(at)
    remainder = (at === split ? remainder * 100 + 29 : remainder * 10 + code - ZERO) % 97
  }
  const check = 98 - ((remainder * 100) % 97)
  return text.charCodeAt(end + 1) === ZERO + Math.floor(check / 10) && text.charCodeAt(end + 2) === ZERO + (check % 10)
}

const ZERO = 48
const LETTER_C = 67
/** More digits than an id has. */
const MAX_DIGITS = 16

/** Digits without a leading zero. */
function isNumber(text: string, from: number, to: number): boolean {
  if (to <= from || to - from > MAX_DIGITS || (text.charCodeAt(from) === ZERO && to - from > 1)) return false
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at)
    if (code < ZERO || code > ZERO + 9) return false
  }
  return true
}

/**
 * Law 3: the bank may call a payment accepted after it had refused it and the request was paid again. Then nothing more leaves for it
 * until the bank's refusal of the old payment is there again, or a person has ended the new one.
 */
export function requireReplacedUnpaid(call: Call, { requestId, replaces }: Instruction): void {
  if (replaces !== null) requireNotAccepted(call, requestId, replaces)
}

export function requireNotAccepted(call: Call, requestId: number, instructionId: number): void {
  const payment = acceptedAfterFailing(call, instructionId)
  if (payment !== undefined) refuse('REPLACED_ACCEPTED', { request: `WD-${requestId}`, payment })
}

export type Move = {
  from: readonly InstructionState[]
  to: InstructionState
  bankAccountId?: number
  sentAt?: number
  failure?: string
  evidenceFileId?: number
}

/** Where a payment stands while it has not left. */
const INSIDE: readonly string[] = ['waiting', 'inBatch', 'onLeaf']
const ON_ITS_WAY: readonly string[] = ['inBatch', 'onLeaf', 'sent']

/** Changes the state of one instruction at its version. Refuses INSTRUCTION_STATE unless its state is one of `from`. */
export function moveInstruction(call: Call, instruction: Instruction, move: Move): Instruction {
  if (INSIDE.includes(instruction.state) && ON_ITS_WAY.includes(move.to)) requireReplacedUnpaid(call, instruction)
  const ended = ['settled', 'returned', 'failed', 'withdrawn'].includes(move.to)
  if (!changeInstruction(call, instruction, { ...move, endedAt: ended ? call.now : null })) {
    const now = instructionById(call, instruction.id)
    refuse('INSTRUCTION_STATE', { request: `WD-${now.requestId}`, payment: now.endToEndId, status: now.state })
  }
  call.changed(instruction.kind === 'cheque' ? 'cheques' : 'batches', instruction.requestId)
  return instructionById(call, instruction.id)
}

/**
 * The bank debited these payments in one amount: one journal, payments settled, transactions executed, each request judged again
 * (R1-45). All must be sent and of the bank account's currency. Returns the journal's id.
 */
export function settleInstructions(call: Call, settled: readonly Instruction[], bankAccountId: number): number {
  const bank = bankAccountById(call, bankAccountId)
  const amountMinor = settled.reduce((sum, i) => sum + i.amountMinor, 0)
  const single = settled.length === 1 ? settled[0] : undefined
  const journalId = postSettlement(call, {
    bankLedgerAccountId: bank.ledgerAccountId,
    currency: bank.currency,
    amountMinor,
    memo: single ? single.endToEndId : `${settled.length} payments`,
    ...(single ? { requestId: single.requestId } : {}),
  })
  for (const instruction of settled) {
    if (instruction.currency !== bank.currency)
      refuse('MATCH_CURRENCY_DIFFERS', { bank: bank.currency, chosen: instruction.currency })
    moveInstruction(call, instruction, { from: ['sent', 'unknown'], to: 'settled' })
    setTransactionStatus(call, instruction.transactionId, { status: 'executed' })
    concludeRequest(call, requestById(call, instruction.requestId), { confirmed: answersByItself(call, instruction) })
  }
  return journalId
}

/** R3-93: a channel whose bank interface answers ends as Completed, files and cheques as Processed. */
function answersByItself(call: Call, { channel }: Instruction): boolean {
  return channel !== null && channelByKey(call, channel).executionMode !== 'manual'
}

/** Undo of a settlement: the journal is reversed and the payments are expected again. Refuses when a request was closed by it. */
export function unsettleInstructions(
  call: Call,
  settled: readonly Instruction[],
  undo: { journalId: number; reason: string },
): void {
  for (const instruction of settled) {
    const request = requestById(call, instruction.requestId)
    if (request.closedAt !== null) refuse('STATUS_FINAL', { request: `WD-${request.id}`, status: request.status })
    moveInstruction(call, instruction, { from: ['settled'], to: 'sent' })
    setTransactionStatus(call, instruction.transactionId, { status: 'executing' })
    changeRequest(call, request, { beingSent: 1 })
  }
  reverse(call.db, undo.journalId, { memo: undo.reason, stamp: call.stamp })
  call.changed('ledger')
}

/**
 * R2-28: a person pays at the bank themself, so that the payment is out of the house at once and waits for no batch (law 3). A cheque
 * leaves by its leaf, whoever asks for it.
 */
export function noteSentByHand(call: Call, request: Request): void {
  requireRunning(call)
  for (const instruction of instructionsOf(call, request.id)) {
    if (instruction.state !== 'waiting' || instruction.kind !== 'wire') continue
    moveInstruction(call, instruction, { from: ['waiting'], to: 'sent', sentAt: call.now })
  }
}

/** What the platform shows follows money that is the customer's again. */
export function putBackOnPlatform(call: Call, request: Request, back: { amountMinor: number; because: string }): void {
  insertOrder(call, {
    accountId: request.accountId,
    kind: 'rollback',
    amountMinor: back.amountMinor,
    comment: `WD-${request.id} ${back.because}`,
    requestId: request.id,
    at: call.now,
    operatorId: call.actor.operatorId,
  })
  changeFigures(call, request.accountId, back.amountMinor)
}

export type Failure = { as: 'failed' | 'returned'; reason: string; evidenceFileId?: number }

/** The payment did not reach the payee: money restored once and set apart again for the request, which is judged again. */
export function failInstruction(call: Call, instruction: Instruction, failure: Failure): void {
  const move: Move = { from: ['sent', 'unknown'], to: failure.as, failure: failure.reason }
  if (failure.evidenceFileId !== undefined) move.evidenceFileId = failure.evidenceFileId
  moveInstruction(call, instruction, move)
  noteFailed(call, instruction)
  setTransactionStatus(call, instruction.transactionId, { status: 'failed' })
  const request = requestById(call, instruction.requestId)
  restorePayment(call, request, instruction.amountMinor)
  putBackOnPlatform(call, request, { amountMinor: instruction.amountMinor, because: failure.reason })
  concludeRequest(call, request)
}

/**
 * A settled payment came back and its money is booked as the customer's again. While its request is open the money is set apart for
 * it, as for a payment that failed, and the request is judged again; a closed one stays as it is (R1-46).
 */
export function noteReturnOfSettled(call: Call, instruction: Instruction, reason: string): void {
  moveInstruction(call, instruction, { from: ['settled'], to: 'returned', failure: reason })
  setTransactionStatus(call, instruction.transactionId, { status: 'failed' })
  const request = requestById(call, instruction.requestId)
  putBackOnPlatform(call, request, { amountMinor: instruction.amountMinor, because: reason })
  if (request.closedAt !== null) return
  noteFailed(call, instruction)
  if (expectsHold(call, request)) setApartAgain(call, request, instruction.amountMinor)
  if (request.beingSent === 1) concludeRequest(call, request)
  else changeRequest(call, request, { executeMinor: sumsOf(transactionsOf(call, request.id)).totalMinor })
}

/** One that waits for a new approval without a hold is held by that approval. */
function expectsHold(call: Call, request: Request): boolean {
  if (request.beingSent === 1 || activeHold(call.db, request.id)) return true
  return ['approvedNotSent', 'failed'].includes(call.services.profiles.of(request).commonOf(request))
}

/** R3-11: the day of the batch that a payment belongs to, by its channel's cut-off. */
export function windowDate(call: Call, instruction: Instruction): BusinessDate | null {
  if (instruction.channel === null) return null
  const channel = channelByKey(call, instruction.channel)
  return channel.cutOff === null ? null : batchDateOf(calendarOfChannel(call, channel), channel, instruction.madeAt)
}

/** An instruction as the contract says it. */
export function toInstructionRow(call: Call, instruction: Instruction) {
  const details = JSON.parse(instruction.details) as DestinationDetails
  return {
    instructionId: instruction.id,
    version: instruction.version,
    requestId: instruction.requestId,
    kind: instruction.kind as 'wire' | 'cheque',
    state: instruction.state as InstructionState,
    amountMinor: instruction.amountMinor,
    currency: instruction.currency as Currency,
    payeeName: details.payeeName,
    bank: details.bankName || details.bankCode || details.bankBic,
    payeeAccount: details.accountNumber,
    endToEndId: instruction.endToEndId,
    uetr: instruction.uetr,
    batchId: carriersOf(call, instruction.id).batchId,
    replaces: instruction.replaces,
    failure: instruction.failure,
    channel: instruction.channel,
    batchDate: windowDate(call, instruction),
  }
}
