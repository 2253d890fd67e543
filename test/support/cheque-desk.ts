/** A desk's cheques in a few words: printed and confirmed by `bo2`, signed and released by the signers. */
import { expect } from 'vitest'
import { TODAY } from './batch-day.ts'
import type { Answer, PersonName, TestDesk } from './desk.ts'
import { type MadePayment, makeBankAccount, makePayment, promised } from './payments.ts'

export class ChequeDesk {
  readonly desk: TestDesk
  readonly bankAccountId: number
  readonly bookId: number

  /** One book of ten leaves from 000101 on. */
  constructor(desk: TestDesk) {
    this.desk = desk
    this.bankAccountId = makeBankAccount(desk)
    this.bookId = this.addBook('000101', 10)
  }

  addBook(firstNumber: string, leaves: number, given: object = {}): number {
    const input = { bankAccountId: this.bankAccountId, firstNumber, leaves, stock: 'hk-cheque', ...given }
    return this.desk.as('bo2').call('cheques.addBook', input).bookId
  }

  payment(options: Parameters<typeof makePayment>[1] = {}): MadePayment {
    return makePayment(this.desk, { method: 'cheque', ...options })
  }

  print(payments: MadePayment[], given: object = {}, who: PersonName = 'bo2'): Promise<Answer> {
    const instructions = payments.map(({ instructionId }) => instructionId)
    const input = { bookId: this.bookId, chequeDate: TODAY, instructions, ...given }
    return this.desk.as(who).callQueued('cheques.print', input)
  }

  /** The leaf as the contract says it. */
  leaf(leafId: number): Answer {
    return promised('cheques.leaf', this.desk.as('fin').call('cheques.leaf', { leafId }))
  }

  /** The leaf at the version of now. */
  at(leafId: number): { leafId: number; expectedVersion: number } {
    return { leafId, expectedVersion: this.leaf(leafId).version }
  }

  confirm(leafId: number): Answer {
    return this.desk.as('bo2').call('cheques.confirm', this.at(leafId))
  }

  sign(leafId: number, who: PersonName): Answer {
    const pdfSha256 = this.leaf(leafId).pdfSha256 ?? '0'.repeat(64)
    return this.desk.as(who).call('cheques.sign', { ...this.at(leafId), pdfSha256 })
  }

  release(leafId: number): Answer {
    return this.desk.as('signerA').call('cheques.release', { ...this.at(leafId), releasedTo: 'Lee Ka Yan' })
  }

  spoil(leafId: number): Answer {
    return this.desk.as('bo2').call('cheques.spoil', { ...this.at(leafId), reason: 'Paper jam' })
  }

  void(leafId: number): Answer {
    return this.desk.as('signerB').call('cheques.void', { ...this.at(leafId), reason: 'Customer changed his mind' })
  }

  /** A leaf taken as far as a state, with its payment. */
  async placed(state: string, payment = this.payment()): Promise<{ leafId: number; payment: MadePayment }> {
    if (state === 'blank') return { leafId: this.blankLeafId(), payment }
    const { leaves } = await this.print([payment])
    const { leafId } = leaves[0]
    if (state === 'spoiled') this.spoil(leafId)
    const steps = [
      () => this.confirm(leafId),
      () => this.sign(leafId, 'signerA'),
      () => this.sign(leafId, 'signerB'),
      () => this.release(leafId),
    ]
    for (const step of steps) {
      if (this.leaf(leafId).state === state) break
      if (state === 'void' && this.leaf(leafId).state === 'printed') this.void(leafId)
      else step()
    }
    expect(this.leaf(leafId).state).toBe(state)
    return { leafId, payment }
  }

  blankLeafId(): number {
    return this.desk.connection.value<number>("SELECT min(id) FROM cheque_leaves WHERE state = 'blank'") as number
  }

  paymentState({ instructionId }: MadePayment): unknown {
    return this.desk.connection.value('SELECT state FROM instructions WHERE id = ?', instructionId)
  }
}
