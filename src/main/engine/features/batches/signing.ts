/** What becomes of a batch whose signers are away: backups asked, delayed to the next day with two, or escalated (R3-19…R3-21). */
import type { Call } from '../../call.ts'
import { refuse } from '../../refuse.ts'
import { notify } from '../notifications/index.ts'
import { instructionById, moveInstruction, show } from '../requests/index.ts'
import { type BankAccountRow, bankAccountById } from '../settings/index.ts'
import { signingState } from '../signers/index.ts'
import { requireState } from './cutting.ts'
import { auditBatch, auditLine, buildBatch, instructionsIn } from './lines.ts'
import type { Batch } from './schema.ts'
import { changeBatch, endLines } from './store.ts'

/** A batch is ready: the backups of absent signers are asked, and where fewer than two can sign, its people are told. */
export function askSigners(call: Call, batch: Batch): void {
  const account = bankAccountById(call, batch.bankAccountId)
  const { registered, absent, backups, signers, delayedTo } = signingState(call, account.bankCode)
  if (!registered) return
  const figures = figuresOf(batch, account)
  const route = `/batches/${batch.id}`
  if (absent.length > 0 && backups.length > 0) {
    const asked = { ...figures, absent: absent.join(', ') }
    notify(call, { template: 'batch.backupAsked', to: { operatorIds: backups }, figures: asked, route })
  }
  if (signers.length < 2) {
    const missing = { ...figures, date: delayedTo ?? '—' }
    notify(call, { template: 'batch.signersMissing', to: { permissions: ['batches.build'] }, figures: missing, route })
  }
}

/** The batch is withdrawn; its payments wait again. */
export function withdrawBatch(call: Call, batch: Batch, reason: string): Batch {
  const to = requireState(batch, 'withdraw')
  const instructions = instructionsIn(call, batch.id)
  const changed = changeBatch(call, batch, { to, withdrawnReason: reason })
  auditBatch(call, changed, { action: 'batch.withdraw', changes: [['state', batch.state, to]], reason })
  endLines(call, batch.id)
  for (const instruction of instructions) {
    moveInstruction(call, instruction, { from: ['inBatch'], to: 'waiting' })
    auditLine(call, batch, { action: 'batch.withdrawLine', instruction, to: 'waiting', reason })
  }
  return changed
}

/**
 * R3-20: the same payments as a new batch on the next day on which two can sign. What carries another date is another file, so that
 * the old batch is withdrawn and nobody's release is taken over.
 */
export function delayBatch(call: Call, batch: Batch, reason: string): Batch {
  const account = bankAccountById(call, batch.bankAccountId)
  const { registered, signers, delayedTo } = signingState(call, account.bankCode)
  if (!registered || delayedTo === null || delayedTo <= batch.valueDate) {
    const names = signers.map(({ name }) => name).join(', ') || '—'
    refuse('SIGNERS_PRESENT', { bank: account.bankName, batch: batch.id, names })
  }
  return rebuildOn(call, batch, { valueDate: delayedTo, reason })
}

/** A batch that has not left, as a new one on another day with the same payments. */
export function rebuildOn(call: Call, batch: Batch, to: { valueDate: string; reason: string }): Batch {
  const ids = instructionsIn(call, batch.id)
  withdrawBatch(call, batch, to.reason)
  const rebuilt = buildBatch(call, {
    account: bankAccountById(call, batch.bankAccountId),
    valueDate: to.valueDate,
    instructions: ids.map(({ id }) => instructionById(call, id)),
  })
  auditBatch(call, rebuilt, {
    action: 'batch.moveDay',
    reason: to.reason,
    changes: [
      ['batch', String(batch.id), String(rebuilt.id)],
      ['valueDate', batch.valueDate, to.valueDate],
    ],
  })
  return rebuilt
}

/** R3-21: the lead is told; the batch stays as it is, because one person can never complete it. */
export function escalateBatch(call: Call, batch: Batch, reason: string): number {
  const figures = figuresOf(batch, bankAccountById(call, batch.bankAccountId))
  const told = notify(call, {
    template: 'batch.escalated',
    to: { role: 'operationsLead' },
    figures: { ...figures, by: call.actor.displayName, reason },
    route: `/batches/${batch.id}`,
  })
  auditBatch(call, batch, { action: 'batch.escalate', changes: [['told', null, String(told.length)]], reason })
  return told.length
}

const figuresOf = ({ id, totalMinor, currency }: Batch, { bankName }: BankAccountRow) => ({
  batch: String(id),
  bank: bankName,
  amount: show(totalMinor, currency),
})
