/** A desk's batches in a few words: built by `bo2`, released by the signers, exported, each step at the version of now. */
import { expect } from 'vitest'
import type { Answer, PersonName, TestDesk } from './desk.ts'
import { type MadePayment, makeBankAccount, makePayment, promised } from './payments.ts'

/** The business day on which test desks open. */
export const TODAY = '2026-11-20'

export class BatchDay {
  readonly desk: TestDesk
  readonly bankAccountId: number

  constructor(desk: TestDesk) {
    this.desk = desk
    this.bankAccountId = makeBankAccount(desk)
  }

  build(payments: MadePayment[], given: object = {}): Answer {
    const instructions = payments.map(({ instructionId }) => instructionId)
    const input = { bankAccountId: this.bankAccountId, valueDate: TODAY, instructions, ...given }
    return this.desk.as('bo2').call('batches.build', input)
  }

  /** The batch as a person sees it, held against the contract. */
  card(batchId: number, who: PersonName = 'bo2'): Answer {
    return promised('batches.get', this.desk.as(who).call('batches.get', { batchId }))
  }

  /** The batch at the version that the card shows now. */
  at(batchId: number): { batchId: number; expectedVersion: number } {
    return { batchId, expectedVersion: this.card(batchId).row.version }
  }

  cut(batchId: number): Promise<Answer> {
    return this.desk.as('bo2').callQueued('batches.cut', this.at(batchId))
  }

  withDigest(batchId: number): Record<string, unknown> {
    return { ...this.at(batchId), fileSha256: this.card(batchId).row.fileSha256 ?? '0'.repeat(64) }
  }

  release(batchId: number, who: PersonName): Answer {
    return this.desk.as(who).call('batches.release', this.withDigest(batchId))
  }

  export(batchId: number): Answer {
    return this.desk.as('bo2').call('batches.export', this.at(batchId))
  }

  withdraw(batchId: number): Answer {
    return this.desk.as('bo2').call('batches.withdraw', { ...this.at(batchId), reason: 'Wrong account' })
  }

  removeLine(batchId: number, { instructionId }: MadePayment): Answer {
    return this.desk.as('bo2').call('batches.removeLine', { ...this.at(batchId), instructionId })
  }

  /** A batch taken as far as a state, with its payments. */
  async placed(
    state: string,
    payments = [makePayment(this.desk)],
  ): Promise<{ batchId: number; payments: MadePayment[] }> {
    const { batchId } = this.build(payments)
    if (state === 'withdrawn') this.withdraw(batchId)
    const steps = [
      () => this.cut(batchId),
      () => this.release(batchId, 'signerA'),
      () => this.release(batchId, 'signerB'),
      () => this.export(batchId),
    ]
    for (const step of steps) {
      if (this.card(batchId).row.state === state) break
      await step()
    }
    expect(this.card(batchId).row.state).toBe(state)
    return { batchId, payments }
  }

  paymentStates(payments: MadePayment[]): unknown[] {
    const sql = 'SELECT state FROM instructions WHERE id = ?'
    return payments.map(({ instructionId }) => this.desk.connection.value(sql, instructionId))
  }
}
