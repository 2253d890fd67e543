/** Collects what is known about the payments that a set of lines may be about, with one look-up per name, never per pair. */

import type { DestinationDetails } from '../../../../contract/customers.ts'
import { businessDateOf } from '../../../../contract/dates.ts'
import type { Call } from '../../call.ts'
import { instructionIdsOf, sentBatches } from '../batches/index.ts'
import { leafByNumber } from '../cheques/index.ts'
import {
  type Instruction,
  instructionById,
  instructionsByIds,
  instructionsByReference,
  isOurReference,
} from '../requests/index.ts'
import { instructionIdsByUetr, sentIds, sentIdsByAmount } from './line-store.ts'
import {
  amountKey,
  type BatchFacts,
  type ChequeFacts,
  chequeKey,
  type Evidence,
  type Guesses,
  type LineFacts,
  messageIdsIn,
  type Names,
  type Payment,
  referencesIn,
} from './rules.ts'

/** Payments that are looked at by their amount; with more of them nobody could say that one is the only one. */
const AMOUNT_CANDIDATES = 20_000
/** Payments on their way of which a line may be the sum, the newest. */
const OPEN_CANDIDATES = 300

/** All that is known of some lines. `sums`: also what is on its way, for sums of several payments, which are only proposed. */
export function gatherEvidence(call: Call, lines: readonly LineFacts[], options: { sums: boolean }): Evidence {
  return { ...gatherNames(call, lines), ...gatherGuesses(call, lines, options) }
}

/** The payments that lines name. */
export function gatherNames(call: Call, lines: readonly LineFacts[]): Names {
  const payment = paymentReader(call)
  const references = new Set(lines.flatMap((line) => referencesIn(line.texts, isOurReference)))
  const uetrs = new Set(lines.flatMap((line) => line.uetrs))
  const byReference = instructionsByReference(call, [...references])
  const byUetr = uetrs.size === 0 ? [] : instructionsByIds(call, instructionIdsByUetr(call, [...uetrs]))
  return {
    byReference: new Map(byReference.map((instruction) => [instruction.endToEndId, payment(instruction)])),
    byUetr: new Map(byUetr.map((instruction) => [instruction.uetr, payment(instruction)])),
    byCheque: chequesOf(call, lines, payment),
  }
}

/** The payments that lines without a name may be about. */
export function gatherGuesses(call: Call, lines: readonly LineFacts[], { sums }: { sums: boolean }): Guesses {
  const payment = paymentReader(call)
  return {
    batches: batchesOf(call, lines, payment),
    byAmount: paymentsByAmount(call, lines, payment),
    open: sums ? instructionsByIds(call, sentIds(call, OPEN_CANDIDATES)).map(payment) : [],
  }
}

type Reader = (instruction: Instruction) => Payment

/** Instructions as matching sees them. */
function paymentReader(call: Call): Reader {
  const zone = call.services.settings.get('desk.timeZone')
  return (instruction) => ({
    id: instruction.id,
    kind: instruction.kind as Payment['kind'],
    state: instruction.state,
    amountMinor: instruction.amountMinor,
    currency: instruction.currency,
    reference: instruction.endToEndId,
    bankAccountId: instruction.bankAccountId,
    payeeAccount: (JSON.parse(instruction.details) as Partial<DestinationDetails>).accountNumber ?? '',
    sentOn: instruction.sentAt === null ? null : businessDateOf(instruction.sentAt, zone),
  })
}

function chequesOf(call: Call, lines: readonly LineFacts[], payment: Reader): Map<string, ChequeFacts> {
  const cheques = new Map<string, ChequeFacts>()
  for (const { bankAccountId, chequeNumber } of lines) {
    if (chequeNumber === null || !/^\d{1,10}$/.test(chequeNumber.replace(/\s/g, ''))) continue
    const key = chequeKey(bankAccountId, chequeNumber)
    if (cheques.has(key)) continue
    const leaf = leafByNumber(call, bankAccountId, chequeNumber.replace(/\s/g, ''))
    if (!leaf || leaf.instructionId === null) continue
    cheques.set(key, {
      number: leaf.number,
      state: leaf.state,
      payment: payment(instructionById(call, leaf.instructionId)),
    })
  }
  return cheques
}

/** Batches at the bank that a line names, or whose value date is the day of a line. */
function batchesOf(call: Call, lines: readonly LineFacts[], payment: Reader): BatchFacts[] {
  const debits = lines.filter((line) => line.direction === 'debit')
  const names = new Set(debits.flatMap((line) => messageIdsIn(line.texts)))
  const days = new Set(debits.map((line) => line.valueDate ?? line.bookingDate))
  const accounts = [...new Set(debits.map((line) => line.bankAccountId))]
  return accounts
    .flatMap((bankAccountId) => sentBatches(call, bankAccountId))
    .filter((batch) => names.has(batch.messageId) || days.has(batch.valueDate))
    .map(({ id, messageId, valueDate }) => ({
      id,
      messageId,
      valueDate,
      payments: instructionsByIds(call, instructionIdsOf(call, id)).map(payment),
    }))
}

function paymentsByAmount(call: Call, lines: readonly LineFacts[], payment: Reader): Map<string, Payment[]> {
  const debits = lines.filter((line) => line.direction === 'debit' && line.amountMinor > 0)
  const amounts = [...new Set(debits.map((line) => line.amountMinor))]
  const found = new Map<string, Payment[]>()
  if (amounts.length === 0) return found
  const ids = sentIdsByAmount(call, amounts, AMOUNT_CANDIDATES + 1)
  if (ids.length > AMOUNT_CANDIDATES) return found
  for (const one of instructionsByIds(call, ids).map(payment)) {
    const key = amountKey(one)
    const list = found.get(key)
    if (list) list.push(one)
    else found.set(key, [one])
  }
  return found
}
