/** Decisions about batches, without a ledger: who may release, which day a file may carry, what its message is called. */
import type { BatchState } from '../../../../contract/batches.ts'
import { requestNumber } from '../../../../contract/ids.ts'
import type { RefusalCode, RefusalFigures } from '../../../../contract/refusals.ts'
import { stateAfter } from './states.ts'

/** Why not: the code and figures of a refusal. */
export type No = { code: RefusalCode; figures: RefusalFigures }

export type ReleaseFacts = {
  batchId: number
  state: BatchState
  builtBy: number
  /** Operators that released before. */
  releasedBy: readonly number[]
  /** Operators that made or approved something in the batch, each with one request as an example. */
  approvers: ReadonlyMap<number, number>
  person: { operatorId: number; displayName: string; mayRelease: boolean }
  /** Fields in which the stored file and the books differ. */
  differences: number
}

/** Why this person may not release this batch now; `null`: they may (law 4, law 5). */
export function whyNotRelease(facts: ReleaseFacts): No | null {
  const { batchId, person } = facts
  const by = person.displayName
  if (!person.mayRelease) return { code: 'PERMISSION_MISSING', figures: { permission: 'batches.release', by } }
  if (stateAfter(facts.state, 'release') === null) {
    return { code: 'BATCH_STATE', figures: { batch: batchId, status: facts.state } }
  }
  if (facts.differences > 0)
    return { code: 'BATCH_FILE_DIFFERS', figures: { batch: batchId, count: facts.differences } }
  if (facts.builtBy === person.operatorId) return { code: 'RELEASE_BY_BUILDER', figures: { batch: batchId, by } }
  if (facts.releasedBy.includes(person.operatorId)) {
    return { code: 'RELEASE_SAME_PERSON', figures: { batch: batchId, by } }
  }
  const approved = facts.approvers.get(person.operatorId)
  if (approved !== undefined) {
    return { code: 'RELEASE_BY_APPROVER', figures: { batch: batchId, by, request: requestNumber(approved) } }
  }
  return null
}

/** The name of a bank file, never used twice because batches are never deleted: `CS20261121-7`. */
export function messageIdOf(businessDate: string, batchId: number): string {
  return `CS${businessDate.replaceAll('-', '')}-${batchId}`
}

/** Names of file fields as people say them; what has no name here is shown as the file writes it. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  'creditor.name': 'the payee name',
  payeeName: 'the payee name',
  accountNumber: 'the payee account',
  creditorAccount: 'the payee account',
  'creditorAccount.id': 'the payee account',
  'creditorAccount.iban': 'the payee account',
  creditorAgent: 'the payee bank',
  'creditorAgent.bic': 'the BIC of the payee bank',
  'creditorAgent.name': 'the name of the payee bank',
  'debtor.name': 'the name of our bank account’s owner',
  'debtorAccount.id': 'the number of our bank account',
  endToEndId: 'the end-to-end id',
}

/** The payment and the field that a path of a file is about: `blocks[0].payments[3].creditor.name`. */
export function fieldOfPath(path: string): { payment: number | null; field: string } {
  const match = /^(?:blocks\[\d+\]\.)?(?:payments\[(\d+)\]\.)?(.+)$/.exec(path)
  if (!match) return { payment: null, field: path }
  return { payment: match[1] === undefined ? null : Number(match[1]), field: match[2] ?? path }
}

export function fieldWords(field: string): string {
  return FIELD_WORDS[field] ?? field
}
