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
    // The file alone, without a calibrated printer, is enough for most tests.
    desk.as('admin').call('settings.set', { key: 'cheques.printByHand', value: 'allowed', expectedVersion: 1 })
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

  release(leafId: number, given: object = {}): Answer {
    return this.desk.as('signerA').call('cheques.release', { ...this.at(leafId), releasedTo: 'Lee Ka Yan', ...given })
  }

  /** Onto a deposit list and taken in by the bank. */
  async deposit(leafId: number): Promise<Answer> {
    const list = { branch: 'HSBC Central', carrier: 'Ben Backoffice', leaves: [leafId] }
    const { depositId, version } = await this.desk.as('bo2').callQueued('deposits.make', list)
    return this.desk.as('bo2').call('deposits.confirm', { depositId, expectedVersion: version, slip: 'SLIP-1' })
  }

  stop(leafId: number): Answer {
    if (this.leaf(leafId).asked === null) this.ask(leafId, 'stop')
    return this.desk.as('signerB').call('cheques.stop', { ...this.at(leafId), bankReference: 'STOP-77' })
  }

  return(leafId: number): Answer {
    return this.desk.as('fin').call('cheques.return', { ...this.at(leafId), bankReason: 'Words and figures differ' })
  }

  expire(leafId: number): Answer {
    return this.desk.as('signerA').call('cheques.expire', this.at(leafId))
  }

  /** Listed by one person, destroyed before another. */
  destroy(leafId: number): Answer {
    const asked = this.desk.as('bo2').call('drawer.askDestruction', { leaves: [leafId], how: 'Shredder' })
    const { destructionId, version } = asked
    return this.desk.as('signerA').call('drawer.confirmDestruction', { destructionId, expectedVersion: version })
  }

  spoil(leafId: number): Answer {
    return this.desk.as('bo2').call('cheques.spoil', { ...this.at(leafId), reason: 'Paper jam' })
  }

  /** Another person asks first where a void or a stop needs two. */
  ask(leafId: number, action: 'void' | 'stop', who: PersonName = 'bo2'): Answer {
    return this.desk.as(who).call('cheques.ask', { ...this.at(leafId), action, reason: 'Customer changed his mind' })
  }

  void(leafId: number): Answer {
    const { state, asked } = this.leaf(leafId)
    if (asked === null && ['signedOnce', 'signedTwice'].includes(state)) this.ask(leafId, 'void')
    return this.desk.as('signerB').call('cheques.void', { ...this.at(leafId), reason: 'Customer changed his mind' })
  }

  /** A leaf taken as far as a state, with its payment. */
  async placed(state: string, payment = this.payment()): Promise<{ leafId: number; payment: MadePayment }> {
    if (state === 'blank') return { leafId: this.blankLeafId(), payment }
    const chequeDate = this.desk.as('fin').call('desk.clock').today
    const { leaves } = await this.print([payment], { chequeDate })
    const { leafId } = leaves[0]
    if (state === 'spoiled') this.spoil(leafId)
    const delivery = state === 'deposited' ? 'deposit' : 'payee'
    const steps = [
      () => this.confirm(leafId),
      () => this.sign(leafId, 'signerA'),
      () => this.sign(leafId, 'signerB'),
      () => this.release(leafId, { delivery }),
    ]
    for (const step of steps) {
      if (this.leaf(leafId).state === state) break
      if (state === 'void' && this.leaf(leafId).state === 'printed') this.void(leafId)
      else step()
    }
    if (state === 'deposited') await this.deposit(leafId)
    if (state === 'returned') this.return(leafId)
    if (state === 'stopped') this.stop(leafId)
    if (state === 'stale') this.passValidity().expire(leafId)
    if (state === 'destroyed') {
      this.return(leafId)
      this.destroy(leafId)
    }
    expect(this.leaf(leafId).state).toBe(state)
    return { leafId, payment }
  }

  /** Seven months later. */
  passValidity(): this {
    this.desk.advance(214 * 86_400_000)
    this.desk.restart()
    return this
  }

  blankLeafId(): number {
    return this.desk.connection.value<number>("SELECT min(id) FROM cheque_leaves WHERE state = 'blank'") as number
  }

  paymentState({ instructionId }: MadePayment): unknown {
    return this.desk.connection.value('SELECT state FROM instructions WHERE id = ?', instructionId)
  }
}
