/** R3-17, R3-18: imported, approved by one signer, approved by another, in effect: what happens at the bank after the export. */
import { BANK_STEPS, type BankStep } from '../../../../contract/batches.ts'
import type { Call } from '../../call.ts'
import { fileInfo } from '../../files/store.ts'
import { refuse } from '../../refuse.ts'
import { operatorById } from '../operators/index.ts'
import { bankAccountById } from '../settings/index.ts'
import { signingTeam } from '../signers/index.ts'
import { requireState } from './cutting.ts'
import { auditBatch } from './lines.ts'
import type { Batch } from './schema.ts'
import { bankStepsOf, changeBatch, insertBankStep, type NamedBankStep } from './store.ts'

export type GivenStep = { step: BankStep; signerId: number | null; evidenceFileId: number | null; note: string }

/** Refuses what is out of order, a second approval by the first signer, and an effect without evidence. */
export function recordBankStep(call: Call, batch: Batch, given: GivenStep): Batch {
  const { step, evidenceFileId, note } = given
  const before = bankStepsOf(call, batch.id)
  requireNext(batch, before, step)
  const signerId =
    step === 'firstApproved' || step === 'secondApproved' ? requireSigner(call, batch, { given, before }) : null
  if (step === 'effective' && evidenceFileId === null) refuse('BANK_STEP_EVIDENCE', { batch: batch.id })
  if (evidenceFileId !== null) fileInfo(call, evidenceFileId)
  insertBankStep(call, {
    batchId: batch.id,
    step,
    signerId,
    evidenceFileId,
    note,
    operatorId: call.actor.operatorId,
    at: call.now,
  })
  // What took effect at the bank is accepted; that it was debited, only the statement says (law 7).
  const accepted = step === 'effective' && batch.state === 'exported'
  const changed = changeBatch(call, batch, {
    to: accepted ? requireState(batch, 'accept') : (batch.state as 'exported'),
  })
  auditBatch(call, changed, {
    action: `batch.bank.${step}`,
    ...(note === '' ? {} : { reason: note }),
    changes: [
      ['state', batch.state, changed.state],
      ['signer', null, signerId === null ? null : operatorById(call, signerId).displayName],
      ['evidenceFile', null, evidenceFileId === null ? null : String(evidenceFileId)],
    ],
  })
  return changed
}

function requireNext(batch: Batch, before: readonly NamedBankStep[], step: BankStep): void {
  const there = before.find((each) => each.step === step)
  if (there) refuse('BANK_STEP_THERE', { batch: batch.id, by: there.recordedBy })
  const out = batch.state === 'exported' || batch.state === 'accepted'
  const next = BANK_STEPS[before.length]
  if (!out || next !== step)
    refuse('BANK_STEP_ORDER', { batch: batch.id, status: batch.state, next: out ? (next ?? '—') : 'export' })
}

/** The signer who approved at the bank: registered and there today, and never the one of the first approval. */
function requireSigner(
  call: Call,
  batch: Batch,
  { given, before }: { given: GivenStep; before: readonly NamedBankStep[] },
): number {
  const { signerId } = given
  if (signerId === null) refuse('BANK_STEP_NO_SIGNER', { batch: batch.id })
  const by = operatorById(call, signerId).displayName
  if (before.some((each) => each.signerId === signerId)) refuse('BANK_STEP_SAME_SIGNER', { batch: batch.id, by })
  const { bankCode, bankName } = bankAccountById(call, batch.bankAccountId)
  const team = signingTeam(call, bankCode, call.today)
  if (team && !team.registered.some(({ operatorId }) => operatorId === signerId))
    refuse('SIGNER_NOT_REGISTERED', { by, bank: bankName, date: call.today })
  const until = team?.away.get(signerId)
  if (until !== undefined) refuse('SIGNER_ABSENT', { by, until })
  return signerId
}
