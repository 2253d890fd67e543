/** Payments of every workflow that are sent and fail, made through the desk's own commands. */
import type { Answer, PersonName } from './desk.ts'
import { makeBankAccount, promised, uploadFile } from './payments.ts'
import type { ProfileDesk } from './profile-desk.ts'

let letters = 0

export class FailedPayments {
  readonly desk: ProfileDesk
  readonly bankAccountId: number
  constructor(desk: ProfileDesk) {
    this.desk = desk
    this.bankAccountId = makeBankAccount(desk)
  }

  /** An approved payout of the workflow with retries, waiting for its batch. */
  payout(amountMinor = 1_000_000): number {
    const requestId = this.desk.make('payout-operations', { amountMinor })
    this.desk.by('ops')(requestId, 'approve')
    this.desk.by('ops2')(requestId, 'process')
    return requestId
  }

  /** The newest payment of a request, as the ledger has it. */
  newest(requestId: number): Answer {
    return this.desk.connection.get(
      'SELECT id AS "instructionId", state, channel, replaces FROM instructions WHERE request_id = ? ORDER BY id DESC LIMIT 1',
      requestId,
    )
  }

  /** Sends what waits by a batch of its own, released by the two signers. */
  async send(requestId: number): Promise<number> {
    const { instructionId } = this.newest(requestId)
    this.leave(await this.cut(requestId))
    return instructionId
  }

  /** Builds and cuts a batch of the newest payment; returns the batch. */
  async cut(requestId: number): Promise<number> {
    const { instructionId } = this.newest(requestId)
    const { desk, bankAccountId } = this
    const valueDate = desk.as('bo').call('desk.clock').today
    const built = { bankAccountId, valueDate, instructions: [instructionId] }
    const { batchId } = desk.as('bo').call('batches.build', built)
    const { version } = desk.as('bo').call('batches.get', { batchId }).row
    await desk.as('bo').callQueued('batches.cut', { batchId, expectedVersion: version })
    return batchId
  }

  /** Two releases and the export. */
  leave(batchId: number): void {
    const { desk } = this
    const at = () => {
      const { version, fileSha256 } = desk.as('bo').call('batches.get', { batchId }).row
      return { batchId, expectedVersion: version, fileSha256: fileSha256 as string }
    }
    for (const who of ['signerA', 'signerB'] as const) desk.as(who).call('batches.release', at())
    desk.as('bo').call('batches.export', { batchId, expectedVersion: at().expectedVersion })
  }

  /** The bank says no, with a letter as evidence. */
  refuse(instructionId: number, words: string): void {
    const person = this.desk.as('fin')
    const version = this.desk.connection.value<number>('SELECT version FROM instructions WHERE id = ?', instructionId)
    const evidenceFileId = uploadFile(person, 'letter.txt', `letter ${++letters}`)
    person.call('batches.recordResult', {
      instructionId,
      expectedVersion: version,
      result: 'failed',
      evidenceFileId,
      text: words,
    })
  }

  /** A payout that was sent and refused with these words, looked at by the desk. */
  async failed(words: string, amountMinor?: number): Promise<{ requestId: number; instructionId: number }> {
    const requestId = this.payout(amountMinor)
    const instructionId = await this.send(requestId)
    this.refuse(instructionId, words)
    this.desk.engine.retryDue()
    return { requestId, instructionId }
  }

  get(instructionId: number, who: PersonName = 'sen'): Answer {
    return promised('failures.get', this.desk.as(who).call('failures.get', { instructionId }))
  }

  /** What a person decides about a failure as it is now. */
  decide(who: PersonName, method: string, given: { instructionId: number } & Record<string, unknown>): Answer {
    const { version } = this.get(given.instructionId, who).row
    const input = { text: 'as agreed by telephone', expectedVersion: version, ...given }
    return this.desk.as(who).call(`failures.${method}`, input)
  }

  journals(requestId: number, kind: string): number {
    const sql = 'SELECT count(*) FROM journals WHERE request_id = ? AND kind = ?'
    return this.desk.connection.value<number>(sql, requestId, kind) ?? 0
  }

  /** Moves the clock; people sign in again after a long time. */
  wait(ms: number): void {
    this.desk.now += ms
    this.desk.restart()
  }
}
