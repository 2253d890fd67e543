/**
 * What becomes of a leaf that was signed: handed over, released, asked to be stopped or voided by one person and ended by
 * another, returned by the bank, too old.
 */
import type { InstructionState } from '../../../../contract/batches.ts'
import type { LeafState } from '../../../../contract/cheques.ts'
import { type BusinessDate, businessDateOf } from '../../../../contract/dates.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import type { Call, Handlers } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import { closedBy } from '../../ledger/books.ts'
import { InvalidInput, Refusal } from '../../refuse.ts'
import {
  auditLeaf,
  burnLeaf,
  endUnpaid,
  moveLeaf,
  movePayment,
  paymentOn,
  requireMayLeave,
  toLeafRow,
} from './leaves.ts'
import { type No, whyNotAsk, whyNotExpire, whyNotRelease, whyNotSecond, whyNotVoid, whyNotVoidOn } from './rules.ts'
import type { Leaf } from './schema.ts'
import { drawSlip } from './slips.ts'
import { changeLeaf, insertHandover, leafAt, leafById, signaturesOf } from './store.ts'

type Afterlife = Pick<
  Handlers<'cheques'>,
  'release' | 'receipt' | 'handOver' | 'ask' | 'unask' | 'stop' | 'return' | 'expire' | 'void'
>

export const afterlifeHandlers: Afterlife = {
  release(call, input) {
    const leaf = leafAt(call, input)
    refuseIf(whyNotRelease(said(leaf), signaturesOf(call, leaf.id).length))
    const { releasedTo, delivery } = input
    const payment = paymentOn(call, leaf)
    requireMayLeave(call, leaf)
    if (payment) movePayment(call, payment, 'release')
    const released = moveLeaf(call, leaf, {
      action: 'release',
      change: {
        releasedTo,
        releasedAt: call.now,
        delivery,
        holder: releasedTo,
        asked: null,
        askedBy: null,
        askedAt: null,
      },
      changes: [
        ['releasedTo', null, releasedTo],
        ['delivery', null, delivery],
      ],
    })
    return done(released)
  },

  receipt(call, input) {
    const leaf = leafAt(call, input)
    const pdf = call.prepared<Uint8Array | null>()
    if (pdf === null) return { ...done(leaf), fileId: leaf.receiptFileId ?? 0 }
    const file = { name: `receipt-${leaf.number}.pdf`, mediaType: 'application/pdf', bytes: pdf }
    const { fileId, sha256 } = keepFile(call, file)
    const kept = changeLeaf(call, leaf, { to: leaf.state as LeafState, receiptFileId: fileId })
    auditLeaf(call, kept, { action: 'cheque.receipt', from: leaf.state, changes: [['sha256', null, sha256]] })
    return { ...done(kept), fileId }
  },

  handOver(call, { leaves: ids, toName }) {
    const pdf = call.prepared<Uint8Array>()
    const leaves = ids.map((id) => heldLeaf(leafById(call, id)))
    const file = { name: `hand-over-${leaves[0]?.number}.pdf`, mediaType: 'application/pdf', bytes: pdf }
    const { fileId } = keepFile(call, file)
    insertHandover(call, { givenBy: call.actor.operatorId, givenAt: call.now, toName, leaves: leaves.length, fileId })
    for (const leaf of leaves) {
      const given = changeLeaf(call, leaf, { to: leaf.state as LeafState, holder: toName })
      auditLeaf(call, given, {
        action: 'cheque.handOver',
        from: leaf.state,
        changes: [['holder', leaf.holder, toName]],
      })
    }
    return { fileId, leaves: leaves.length }
  },

  ask(call, input) {
    const leaf = leafAt(call, input)
    const { action, reason } = input
    refuseIf(whyNotAsk(said(leaf), action))
    const change = { asked: action, askedBy: call.actor.operatorId, askedAt: call.now, reason }
    const asked = changeLeaf(call, leaf, { to: leaf.state as LeafState, ...change })
    auditLeaf(call, asked, {
      action: `cheque.ask.${action}`,
      from: leaf.state,
      reason,
      changes: [['asked', leaf.asked, action]],
    })
    return done(asked)
  },

  unask(call, input) {
    const leaf = leafAt(call, input)
    if (leaf.asked === null) throw new Refusal('LEAF_NOT_ASKED', { number: leaf.number })
    const change = { asked: null, askedBy: null, askedAt: null, reason: null }
    const quiet = changeLeaf(call, leaf, { to: leaf.state as LeafState, ...change })
    auditLeaf(call, quiet, { action: 'cheque.unask', from: leaf.state, changes: [['asked', leaf.asked, null]] })
    return done(quiet)
  },

  stop(call, input) {
    const leaf = leafAt(call, input)
    refuseIf(whyNotAsk(said(leaf), 'stop') ?? whyNotSecond({ leaf: said(leaf), person: call.actor }, 'stop'))
    return done(endUnpaid(call, leaf, { action: 'stop', because: input.bankReference }))
  },

  return: (call, input) => done(endUnpaid(call, leafAt(call, input), { action: 'return', because: input.bankReason })),

  expire(call, input) {
    const leaf = leafAt(call, input)
    const months = call.services.settings.get('cheques.validityMonths')
    refuseIf(whyNotExpire(leaf, months, call.today))
    return done(endUnpaid(call, leaf, { action: 'expire', because: `Not presented within ${months} months` }))
  },

  void(call, input) {
    const leaf = leafAt(call, input)
    const payment = paymentOn(call, leaf)?.state as InstructionState | undefined
    refuseIf(whyNotVoid({ leaf: said(leaf), person: call.actor }, payment ?? null))
    const effectiveDate = voidDay(call, leaf, input.effectiveDate)
    return done(burnLeaf(call, leaf, { action: 'void', reason: input.reason, effectiveDate }))
  },
}

export type HandOverInput = { leaves: readonly number[]; toName: string }

/** Draws the slip that giver and taker sign. */
export async function prepareHandOver(call: Call, { leaves: ids, toName }: HandOverInput): Promise<Uint8Array> {
  if (new Set(ids).size !== ids.length) throw new InvalidInput([{ path: 'leaves', message: 'a leaf is listed twice' }])
  const leaves = ids.map((id) => toLeafRow(call, heldLeaf(leafById(call, id))))
  const holders = [...new Set(leaves.map(({ holder }) => holder ?? '—'))].join(', ')
  return drawSlip(call, {
    title: 'Cheques handed over',
    facts: [
      { label: 'From', value: holders },
      { label: 'To', value: toName },
    ],
    leaves,
    boxes: ['Given', 'Received'],
  })
}

/** Draws the receipt of a released leaf; `null` when it has one already. Refuses LEAF_STATE for one that never left. */
export async function prepareReceipt(
  call: Call,
  input: { leafId: number; expectedVersion: number },
): Promise<Uint8Array | null> {
  const leaf = leafAt(call, input)
  const { number, state, releasedTo, releasedAt, delivery, receiptFileId } = leaf
  if (releasedTo === null || releasedAt === null) throw new Refusal('LEAF_STATE', { number, status: state })
  if (receiptFileId !== null) return null
  const row = toLeafRow(call, leaf)
  const day = businessDateOf(releasedAt, call.services.settings.get('desk.timeZone'))
  return drawSlip(call, {
    title: `Receipt for cheque ${number}`,
    facts: [
      { label: 'Handed to', value: releasedTo },
      { label: 'On', value: day },
      { label: 'How', value: delivery === 'deposit' ? 'to be deposited by our own people' : 'to the payee' },
      { label: 'Pays', value: row.requestId === null ? '—' : requestNumber(row.requestId) },
      { label: 'Amount in words', value: leaf.words ?? '—' },
      { label: 'Signed by', value: row.signatures.map(({ by, group }) => `${by} (${group})`).join(', ') },
    ],
    leaves: [row],
    boxes: ['Handed over', 'Received'],
  })
}

const IN_THE_OFFICE: readonly string[] = ['printed', 'signedOnce', 'signedTwice']

/** A leaf that one person of the desk can give to another. Refuses LEAF_STATE. */
function heldLeaf(leaf: Leaf): Leaf {
  if (!IN_THE_OFFICE.includes(leaf.state)) throw new Refusal('LEAF_STATE', { number: leaf.number, status: leaf.state })
  return leaf
}

/** The day on which a void takes effect: today unless another was chosen. Refuses VOID_DATE or PERIOD_CLOSED. */
function voidDay(call: Call, leaf: Leaf, chosen: BusinessDate | null): BusinessDate {
  const wanted = chosen ?? call.today
  const made =
    leaf.printedAt === null ? null : businessDateOf(leaf.printedAt, call.services.settings.get('desk.timeZone'))
  const closed = closedBy(call.db, wanted) ?? null
  refuseIf(whyNotVoidOn({ number: leaf.number, wanted, made, today: call.today, closedBy: closed }))
  return wanted
}

function said({ number, state, asked, askedBy }: Leaf) {
  return { number, state: state as LeafState, asked, askedBy }
}

function refuseIf(no: No | null): void {
  if (no) throw new Refusal(no.code, no.figures)
}

export function done({ id, version, state }: Leaf) {
  return { leafId: id, version, state: state as LeafState }
}
