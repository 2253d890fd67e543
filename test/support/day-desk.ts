/** A desk at the end of its day: reports prepared, explained, signed and taken back, each step at the version of now. */
import { expect } from 'vitest'
import { TODAY } from './batch-day.ts'
import type { Answer, PersonName, TestDesk } from './desk.ts'
import { promised } from './payments.ts'

export class DayDesk {
  readonly desk: TestDesk
  readonly bankAccountId: number

  constructor(desk: TestDesk, bankAccountId: number) {
    this.desk = desk
    this.bankAccountId = bankAccountId
  }

  /** The report as a person sees it, held against the contract. */
  get(date = TODAY, who: PersonName = 'fin'): Answer {
    return promised('days.get', this.desk.as(who).call('days.get', { date }))
  }

  /** The day at the version of now. */
  at(date = TODAY): { date: string; expectedVersion: number } {
    return { date, expectedVersion: this.get(date).version }
  }

  check(name: string, date = TODAY): Answer {
    return this.get(date).checks.find((one: Answer) => one.check === name)
  }

  prepare(date = TODAY, who: PersonName = 'fin'): Promise<Answer> {
    return this.desk.as(who).callQueued('days.prepare', this.at(date))
  }

  sign(who: PersonName, date = TODAY): Answer {
    return this.desk.as(who).call('days.sign', { ...this.at(date), digest: this.get(date).digest })
  }

  explain(explanation: string, date = TODAY): Answer {
    const { bankAccountId } = this
    return this.desk.as('fin').call('days.explainVariance', { ...this.at(date), bankAccountId, explanation })
  }

  reopen(reason: string, date = TODAY): Answer {
    return this.desk.as('fin').call('days.reopen', { ...this.at(date), reason })
  }

  /** Asks for an adjustment of the bank account against one of the desk's own accounts. */
  propose(effectMinor: number, over: Record<string, unknown> = {}, who: PersonName = 'fin'): Answer {
    const accounts = this.desk.as(who).call('days.adjustingAccounts', { currency: 'HKD' })
    const { bankAccountId } = this
    const bank = this.get(TODAY, who).rows.find((row: Answer) => row.bankAccountId === bankAccountId)
    const find = (matches: (one: Answer) => boolean) => {
      const { kind, ledgerAccountId } = accounts.find(matches)
      return { kind, ledgerAccountId }
    }
    const lines = [
      { ...find(({ kind, name }) => kind === 'bank' && name === bank.name), amountMinor: effectMinor },
      { ...find(({ kind }) => kind === 'adjustment'), amountMinor: -effectMinor },
    ]
    const given = { date: TODAY, bankAccountId, lines, reason: 'The bank took it twice' }
    return this.desk.as(who).call('days.proposeAdjustment', { ...given, ...over }).proposalId
  }

  unlock(reason: string, date = TODAY, who: PersonName = 'fin'): Answer {
    const { digest } = this.get(date)
    return this.desk.as(who).call('days.proposeUnlock', { ...this.at(date), digest, reason }).proposalId
  }

  confirm(proposalId: number, who: PersonName): Answer {
    return this.desk.as(who).call('proposals.approve', { proposalId, expectedVersion: 1 })
  }

  /** Today brought to a state. */
  async placed(state: string): Promise<void> {
    const steps = [() => this.prepare(), () => this.sign('fin'), () => this.sign('fin2')]
    for (const step of steps) {
      if (this.get().state === state) return
      await step()
    }
    expect(this.get().state).toBe(state)
  }
}
