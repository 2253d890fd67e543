/** Transfers by a bank interface: what they wait for, who pressed, what the bank said. */
import type { DestinationDetails } from '../../../../contract/customers.ts'
import type { Currency } from '../../../../contract/money.ts'
import type { PostCheck, TransferCondition, TransferState } from '../../../../contract/transfers.ts'
import type { Call, Handlers } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { toldAbout } from '../notifications/index.ts'
import { operatorById } from '../operators/index.ts'
import { type Instruction, instructionById, requestById, show } from '../requests/index.ts'
import { press } from './executing.ts'
import type { Transfer } from './schema.ts'
import { recentTransfers, transferAt, transferOf } from './store.ts'

export const transfersHandlers: Handlers<'transfers'> = {
  list: (call) => ({
    rows: recentTransfers(call).map((transfer) => toRow(call, transfer)),
    adapter: call.services.settings.get('transfers.bank'),
  }),

  get(call, { instructionId }) {
    const transfer = transferOf(call, instructionId) ?? refuse('NOT_FOUND', { what: `transfer ${instructionId}` })
    return { row: toRow(call, transfer), postChecks: postChecksOf(call, transfer) }
  },

  press(call, input) {
    const { instructionId, version, state } = press(call, transferAt(call, input))
    return { instructionId, version, state: state as TransferState }
  },
}

function toRow(call: Call, transfer: Transfer) {
  const instruction = instructionById(call, transfer.instructionId)
  const details = JSON.parse(instruction.details) as DestinationDetails
  const { arrivalAt, arrivalKind } = transfer
  return {
    instructionId: transfer.instructionId,
    version: transfer.version,
    requestId: instruction.requestId,
    payeeName: details.payeeName,
    bank: details.bankName || details.bankCode,
    amountMinor: instruction.amountMinor,
    currency: instruction.currency as Currency,
    channel: transfer.channel,
    state: transfer.state as TransferState,
    conditions: JSON.parse(transfer.conditions) as TransferCondition[],
    twoPeople: transfer.twoPeople === 1,
    presses: pressesOf(call, transfer),
    queuedFor: transfer.queuedFor,
    sentAt: transfer.sentAt,
    automatic: transfer.firstPress === null,
    adapter: transfer.adapter as 'simulator',
    bankReference: transfer.bankReference,
    answer: transfer.answer,
    arrival:
      arrivalAt === null
        ? null
        : { at: arrivalAt, kind: arrivalKind === 'within' ? ('within' as const) : ('before' as const) },
  }
}

function pressesOf(call: Call, { firstPress, firstPressAt, secondPress, secondPressAt }: Transfer) {
  return [
    { operatorId: firstPress, at: firstPressAt },
    { operatorId: secondPress, at: secondPressAt },
  ].flatMap(({ operatorId, at }) =>
    operatorId === null || at === null ? [] : [{ by: operatorById(call, operatorId).displayName, at }],
  )
}

/** R3-40: after the trigger four things are looked at. */
function postChecksOf(call: Call, transfer: Transfer): PostCheck[] {
  if (transfer.sentAt === null) return []
  const instruction: Instruction = instructionById(call, transfer.instructionId)
  const request = requestById(call, instruction.requestId)
  const told = toldAbout(call, request.id, 'customer.inProgress')
  return [
    { check: 'status', holds: instruction.state !== 'failed', found: instruction.state },
    {
      check: 'fundFreeze',
      holds: request.beingSent === 1 || request.closedAt !== null,
      found: show(instruction.amountMinor, instruction.currency),
    },
    { check: 'bankInstruction', holds: transfer.tries > 0, found: transfer.bankReference || transfer.answer },
    { check: 'customerNotice', holds: told, found: told ? 'customer.inProgress' : '' },
  ]
}
