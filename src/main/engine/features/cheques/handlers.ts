/** The cheque register: books received, leaves printed, confirmed, signed by two people, released, burnt. */
import type { LeafState } from '../../../../contract/cheques.ts'
import type { SigningGroup } from '../../../../contract/permissions.ts'
import type { Call, Handlers, Preparations } from '../../call.ts'
import { keepFile } from '../../files/store.ts'
import { Refusal, refuse } from '../../refuse.ts'
import { approversOf, requestById, toInstructionRow, waitingInstructions } from '../requests/index.ts'
import { signingGroupOf } from '../signatories/index.ts'
import { afterlifeHandlers, done, prepareHandOver, prepareReceipt } from './afterlife.ts'
import { bookHandlers } from './books.ts'
import { auditLeaf, burnLeaf, combinationsOnLeaf, paymentOn, requireLeafState, toLeafRow } from './leaves.ts'
import { type PreparedPreview, preparePreview, preparePrint, print } from './printing.ts'
import { type PreparedExport, pageOfLeaves, prepareExport, toLeafEvent } from './register.ts'
import { type No, whyNotSign } from './rules.ts'
import { confirmLeaf, prepareAdvices, prepareRuns, prepareSend, runHandlers } from './runs.ts'
import type { Leaf } from './schema.ts'
import { changeLeaf, closeAnsweredRun, insertSignature, leafAt, leafById, recordsOf, signaturesOf } from './store.ts'

export const chequesPreparations: Preparations<'cheques'> = {
  print: preparePrint,
  preview: preparePreview,
  handOver: prepareHandOver,
  receipt: prepareReceipt,
  runs: prepareRuns,
  sendRun: prepareSend,
  printAdvices: prepareAdvices,
  export: prepareExport,
}

export const chequesHandlers: Handlers<'cheques'> = {
  ...bookHandlers,

  waiting: (call) => waitingInstructions(call, 'cheque').map((instruction) => toInstructionRow(call, instruction)),

  leaves(call, { after, pageSize, ...filter }) {
    const found = pageOfLeaves(call, filter, { after, limit: pageSize + 1 })
    return { rows: found.slice(0, pageSize).map((leaf) => toLeafRow(call, leaf)), more: found.length > pageSize }
  },

  export(call) {
    const { bytes, rows, name, mediaType } = call.prepared<PreparedExport>()
    const { fileId } = keepFile(call, { name, mediaType, bytes })
    call.audit({ action: 'cheque.export', subject: `file:${fileId}`, changes: [['rows', null, String(rows)]] })
    return { fileId, rows }
  },

  history: (call, { leafId }) => recordsOf(call, leafById(call, leafId).id).map(toLeafEvent),

  leaf: (call, { leafId }) => toLeafRow(call, leafById(call, leafId)),

  preview(call) {
    const { pdf, words, wordsChinese } = call.prepared<PreparedPreview>()
    const file = { name: 'cheque-specimen.pdf', mediaType: 'application/pdf', bytes: pdf }
    return { fileId: call.transact(() => keepFile(call, file)).fileId, words, wordsChinese }
  },

  print(call, input) {
    const { leaves, fileId, runId } = print(call, input)
    return { leaves: leaves.map(({ id, number, version }) => ({ leafId: id, number, version })), fileId, runId }
  },

  confirm(call, input) {
    const confirmed = confirmLeaf(call, leafAt(call, input))
    if (confirmed.runId !== null) closeAnsweredRun(call, confirmed.runId)
    return done(confirmed)
  },

  ...runHandlers,

  spoil(call, input) {
    const burnt = burnLeaf(call, leafAt(call, input), { action: 'spoil', reason: input.reason })
    if (burnt.runId !== null) closeAnsweredRun(call, burnt.runId)
    return done(burnt)
  },

  sign(call, input) {
    const leaf = leafAt(call, input)
    if (leaf.pdfSha256 !== null && leaf.pdfSha256 !== input.pdfSha256)
      refuse('CONTENT_CHANGED', { number: leaf.number })
    const no = whyNotSignNow(call, leaf)
    if (no) throw new Refusal(no.code, no.figures)
    const { operatorId } = call.actor
    const signingGroup = signingGroupOf(call, call.actor)
    const ordinal = signaturesOf(call, leaf.id).length + 1
    insertSignature(call, {
      leafId: leaf.id,
      ordinal,
      operatorId,
      signingGroup: signingGroup as SigningGroup,
      at: call.now,
      pdfSha256: input.pdfSha256,
    })
    const signed = changeLeaf(call, leaf, { to: requireLeafState(leaf, 'sign') })
    const changes: [string, null, string][] = [
      ['signingGroup', null, String(signingGroup)],
      ['pdfSha256', null, input.pdfSha256],
    ]
    auditLeaf(call, signed, { action: 'cheque.sign', from: leaf.state, changes })
    return done(signed)
  },

  ...afterlifeHandlers,
}

/** Why the person of this call may not sign this leaf; `null`: may. */
function whyNotSignNow(call: Call, leaf: Leaf): No | null {
  const payment = paymentOn(call, leaf)
  return whyNotSign({
    number: leaf.number,
    state: leaf.state as LeafState,
    printedBy: leaf.printedBy,
    makers: payment ? [payment.madeBy, requestById(call, payment.requestId).createdBy] : [],
    approvers: payment ? approversOf(call, payment.requestId) : [],
    requestId: payment?.requestId ?? 0,
    earlier: signaturesOf(call, leaf.id).map(({ operatorId, signingGroup }) => ({
      operatorId,
      signingGroup: signingGroup as SigningGroup,
    })),
    wanted: combinationsOnLeaf(call, leaf),
    person: { ...call.actor, signingGroup: signingGroupOf(call, call.actor) },
  })
}
